// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/day_planning.h"
#include "core/usecases/edits.h"
#include "tests/unit/usecases/field_store.h"

#include <QTest>

using namespace legwork;
using namespace legwork::usecases;

class DayPlanningTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::FieldStore> m_field;

    Id<Account> account(const QString &name, AccountClass accountClass, double latitude = 31.3)
    {
        return m_field->account(name, [=](Account &row) {
            row.accountClass = accountClass;
            row.position = *GeoPoint::fromDegrees(latitude, 120.6);
        });
    }
    void visited(Id<Account> account, int daysAgo)
    {
        m_field->visit(account, m_field->today().addDays(-daysAgo), VisitState::Done);
    }
    QStringList candidates(int limit = 100)
    {
        QStringList names;
        const auto found = m_field->read([&](Reader &reader) {
            return visitCandidates(reader, m_field->context(), m_field->today(), limit);
        });
        for (const VisitCandidate &candidate : found)
            names.append(candidate.accountName);
        return names;
    }
    DayWish wish(int visitsMax = 8)
    {
        DayWish asked;
        asked.day = m_field->today();
        asked.startPlace = *GeoPoint::fromDegrees(31.2, 120.6);
        asked.visitsMax = visitsMax;
        return asked;
    }
    DayProposal proposed(const DayWish &asked)
    {
        return m_field->read([&](Reader &reader) {
            return proposeDay(reader, m_field->context(), planning::NearestFirst(), asked);
        });
    }
    static QStringList namesOf(const DayProposal &proposal)
    {
        QStringList names;
        for (const PlanStop &stop : proposal.stops)
            names.append(stop.accountName);
        return names;
    }

private Q_SLOTS:
    void init() { m_field = std::make_unique<test::FieldStore>(); }

    void account_isDue_whenItsClassSaysSo_data()
    {
        QTest::addColumn<int>("accountClass");
        QTest::addColumn<int>("daysAgo");
        QTest::addColumn<bool>("isDue");
        QTest::newRow("A after six days") << int(AccountClass::A) << 6 << false;
        QTest::newRow("A after seven") << int(AccountClass::A) << 7 << true;
        QTest::newRow("B after thirteen") << int(AccountClass::B) << 13 << false;
        QTest::newRow("B after fourteen") << int(AccountClass::B) << 14 << true;
        QTest::newRow("C after thirty") << int(AccountClass::C) << 30 << true;
        QTest::newRow("visited today") << int(AccountClass::A) << 0 << false;
    }
    void account_isDue_whenItsClassSaysSo()
    {
        QFETCH(int, accountClass);
        QFETCH(int, daysAgo);
        const auto id = account(QStringLiteral("店"), AccountClass(accountClass));
        visited(id, daysAgo + 20); // an older visit does not count
        visited(id, daysAgo);
        QTEST(!candidates().isEmpty(), "isDue");
    }

    void accountsPlannedAhead_lost_orWithoutValue_areNotProposed()
    {
        m_field->visit(account(QStringLiteral("约好"), AccountClass::A), m_field->today().addDays(3),
                       VisitState::Planned);
        const auto lost = account(QStringLiteral("流失"), AccountClass::A);
        m_field->write([&](UnitOfWork &unit) {
            return unit.edit(lost, [](Account &row) { row.stage = LifecycleStage::Lost; });
        });
        m_field->visit(account(QStringLiteral("取消"), AccountClass::A), m_field->today().addDays(3),
                       VisitState::Cancelled);
        QCOMPARE(candidates(), QStringList{QStringLiteral("取消")});
    }

    void candidates_comeMineFirst_thenPromises_thenByClass_thenLongestWaiting()
    {
        m_field->account(QStringLiteral("同事的"), [&](Account &row) {
            row.ownerId = m_field->colleague();
            row.accountClass = AccountClass::A;
        });
        visited(account(QStringLiteral("A9天"), AccountClass::A), 9);
        visited(account(QStringLiteral("A20天"), AccountClass::A), 20);
        account(QStringLiteral("B新"), AccountClass::B);
        const auto promised = account(QStringLiteral("C有承诺"), AccountClass::C);
        visited(promised, 2);
        Commitment promise;
        promise.accountId = promised;
        promise.dueOn = m_field->today();
        promise.state = CommitmentState::Open;
        m_field->row<Commitment>(promise);
        QCOMPARE(candidates(),
                 (QStringList{QStringLiteral("C有承诺"), QStringLiteral("A20天"), QStringLiteral("A9天"),
                              QStringLiteral("B新"), QStringLiteral("同事的")}));
        QCOMPARE(candidates(2).size(), 2);
    }

    void proposal_holdsWhatIsPlanned_andFillsUpWithWhatIsDueNearby()
    {
        const auto fixed = account(QStringLiteral("已约"), AccountClass::B, 31.30);
        const Instant at = Instant::from(QDateTime(m_field->today(), QTime(14, 0)));
        m_field->visit(fixed, m_field->today(), VisitState::Planned, [&](Visit &row) { row.plannedAt = at; });
        account(QStringLiteral("近"), AccountClass::A, 31.31);
        account(QStringLiteral("远"), AccountClass::A, 33.0);
        const DayProposal proposal = proposed(wish(2));
        QCOMPARE(namesOf(proposal), (QStringList{QStringLiteral("近"), QStringLiteral("已约")}));
        QCOMPARE(proposal.stops[1].start, at);
        QCOMPARE(proposal.stops[1].reason, planning::StopReason::Appointment);
        QVERIFY(!proposal.stops[1].visitId.isNull());
        QVERIFY(proposal.stops[0].visitId.isNull());
        QCOMPARE(proposal.stops[0].due, DueReason::NeverVisited);
        QCOMPARE(Choice<VisitPurpose>(proposal.stops[0].purpose), VisitPurpose::Introduction);
        QVERIFY(proposal.travelMinutes > 0);
    }

    void fullDay_isNeverCutShort()
    {
        for (int i = 0; i < 3; ++i)
            m_field->visit(account(QStringLiteral("店"), AccountClass::A), m_field->today(),
                           VisitState::Planned);
        QCOMPARE(proposed(wish(2)).stops.size(), size_t(3));
    }

    void movedStop_isTimedAnew_andTheRestStaysInOrder()
    {
        account(QStringLiteral("一"), AccountClass::A, 31.21);
        account(QStringLiteral("二"), AccountClass::A, 31.22);
        account(QStringLiteral("三"), AccountClass::A, 31.23);
        const DayProposal before = proposed(wish());
        QCOMPARE(namesOf(before),
                 (QStringList{QStringLiteral("一"), QStringLiteral("二"), QStringLiteral("三")}));
        const DayProposal after = movedStop(before, 2, 0);
        QCOMPARE(namesOf(after),
                 (QStringList{QStringLiteral("三"), QStringLiteral("一"), QStringLiteral("二")}));
        QVERIFY(after.distanceM > before.distanceM);
        QVERIFY(after.stops[0].start > before.stops[0].start);
        QCOMPARE(namesOf(movedStop(before, 0, 2)),
                 (QStringList{QStringLiteral("二"), QStringLiteral("三"), QStringLiteral("一")}));
        QCOMPARE(namesOf(movedStop(before, 0, 3)), namesOf(before));
        QCOMPARE(namesOf(withoutStop(before, 1)), (QStringList{QStringLiteral("一"), QStringLiteral("三")}));
    }

    void acceptedDay_becomesVisitsInOrder_andCanBeTakenBack()
    {
        account(QStringLiteral("一"), AccountClass::A, 31.21);
        const auto planned = m_field->visit(account(QStringLiteral("二"), AccountClass::A, 31.22),
                                            m_field->today(), VisitState::Planned);
        const Uuid undoId = Uuid::generate();
        const DayProposal proposal = proposed(wish());
        const auto order = m_field->write(
            [&](UnitOfWork &unit) { return acceptDay(unit, m_field->context(), proposal, undoId); });
        QCOMPARE(order.size(), size_t(2));
        QCOMPARE(order[1], planned);
        const Visit made = m_field->get(order[0]);
        QCOMPARE(made.state, VisitState::Planned);
        QCOMPARE(made.plannedOn, m_field->today());
        QCOMPARE(made.position, std::optional<qint64>(1));
        QCOMPARE(made.personId, m_field->context().person);
        QVERIFY(!made.plannedAt.isSet());
        QCOMPARE(m_field->get(planned).position, std::optional<qint64>(2));
        QVERIFY(candidates().isEmpty());
        m_field->write([&](UnitOfWork &unit) { return takeBack(unit, undoId); });
        QVERIFY(!m_field->get(planned).position);
        QCOMPARE(candidates(), QStringList{QStringLiteral("一")});
    }

    void dayAcceptedAtNoon_goesOnBehindWhatIsDone()
    {
        m_field->visit(account(QStringLiteral("早上"), AccountClass::A), m_field->today(), VisitState::Done,
                       [](Visit &row) { row.position = 4; });
        account(QStringLiteral("下午"), AccountClass::A);
        const auto order = m_field->write([&, proposal = proposed(wish())](UnitOfWork &unit) {
            return acceptDay(unit, m_field->context(), proposal);
        });
        QCOMPARE(m_field->get(order.front()).position, std::optional<qint64>(5));
    }

    void reordering_sendsOnlyWhatMoved()
    {
        std::vector<Id<Visit>> visits;
        for (int i = 1; i <= 3; ++i)
            visits.push_back(m_field->visit(account(QStringLiteral("店"), AccountClass::A), m_field->today(),
                                            VisitState::Planned, [&](Visit &row) { row.position = i; }));
        std::swap(visits[1], visits[2]);
        m_field->write([&](UnitOfWork &unit) { return reorderDay(unit, visits); });
        QCOMPARE(m_field->waiting().size(), size_t(2));
        QCOMPARE(m_field->get(visits[1]).position, std::optional<qint64>(2));
    }

    void unplannedVisit_isAddedAtTheEnd_toAnyAccount()
    {
        const auto id = m_field->account(QStringLiteral("顺路"), [&](Account &row) {
            row.ownerId = m_field->colleague();
            row.scope = Uuid::derive("test", "territory");
        });
        m_field->visit(id, m_field->today(), VisitState::Planned, [](Visit &row) { row.position = 6; });
        const auto added = m_field->write([&](UnitOfWork &unit) {
            return addVisit(unit, m_field->context(), {id, m_field->today(), {}, 30, VisitPurpose::Care});
        });
        QCOMPARE(m_field->get(added).position, std::optional<qint64>(7));
        QCOMPARE(m_field->get(added).plannedMinutes, std::optional<qint64>(30));
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) {
            return addVisit(unit, m_field->context(),
                            {Id<Account>::generate(), m_field->today(), {}, {}, {}});
        }),
                 QStringLiteral("storage.no-row"));
    }
};

QTEST_GUILESS_MAIN(DayPlanningTest)
#include "day_planning_test.moc"
