// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/today.h"
#include "tests/unit/usecases/field_store.h"

#include <QTest>

#include <algorithm>

using namespace legwork;
using namespace legwork::usecases;

class TodayTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::FieldStore> m_field;

    Today shown()
    {
        return m_field->read([&](Reader &reader) {
            return usecases::today(reader, m_field->context(), m_field->library(), m_field->today());
        });
    }
    Id<Commitment> promise(Id<Account> account, int dueInDays,
                           const std::function<void(Commitment &)> &change = {})
    {
        Commitment made;
        made.accountId = account;
        made.what = QStringLiteral("送样品");
        made.dueOn = m_field->today().addDays(dueInDays);
        made.marginDays = 2;
        made.state = CommitmentState::Open;
        return m_field->row<Commitment>(made, change);
    }
    QStringList namesOf(const Today &page)
    {
        QStringList names;
        for (const VisitLine &visit : page.visits)
            names.append(visit.accountName);
        return names;
    }

private Q_SLOTS:
    void init() { m_field = std::make_unique<test::FieldStore>(); }

    void deviceOfNobody_isNotEnrolled()
    {
        m_field->write(
            [](UnitOfWork &unit) { return storage::setMeta(unit.connection(), known::kPerson, Value()); });
        const auto result = m_field->store().read([](Reader &reader) { return context(reader); }).result();
        QVERIFY(!result);
        QCOMPARE(result.error().code, QStringLiteral("session.not-enrolled"));
        QCOMPARE(result.error().advice, Advice::AskUser);
    }

    void context_knowsWhoWhereAndForWhom()
    {
        QCOMPARE(m_field->context().personName, QStringLiteral("林晓"));
        QCOMPARE(m_field->context().territoryName, QStringLiteral("苏州一区"));
        QCOMPARE(m_field->context().currency, QStringLiteral("CNY"));
        QVERIFY(!m_field->context().device.isNull());
    }

    void emptyDay_isAnEmptyPage()
    {
        const Today page = shown();
        QVERIFY(page.visits.empty());
        QVERIFY(page.promises.empty());
        QCOMPARE(page.outbox.count, 0);
        QVERIFY(page.lastReceipt.isSet());
    }

    void visits_standInTheirOrder_withoutCancelledOnes_andOthersPeoples()
    {
        const auto first = m_field->account(QStringLiteral("甲"));
        const auto second = m_field->account(QStringLiteral("乙"));
        const auto day = m_field->today();
        m_field->visit(second, day, VisitState::Planned, [](Visit &row) { row.position = 2; });
        m_field->visit(first, day, VisitState::Planned, [](Visit &row) { row.position = 1; });
        m_field->visit(first, day, VisitState::Cancelled);
        m_field->visit(first, day, VisitState::Planned,
                       [&](Visit &row) { row.personId = m_field->colleague(); });
        m_field->visit(first, day.addDays(1), VisitState::Planned);
        QCOMPARE(namesOf(shown()), (QStringList{QStringLiteral("甲"), QStringLiteral("乙")}));
    }

    void visitPlannedYesterday_butMadeToday_isShownToday()
    {
        m_field->visit(m_field->account(QStringLiteral("甲")), m_field->today().addDays(-1),
                       VisitState::CheckedIn, [&](Visit &row) { row.checkInAt = m_field->now(); });
        QCOMPARE(shown().visits.size(), size_t(1));
    }

    void visit_showsItsAccount_preparation_andWhatIsOpen()
    {
        const auto account = m_field->account(QStringLiteral("太湖大酒店"), [](Account &row) {
            row.accountClass = AccountClass::A;
            row.city = QStringLiteral("苏州");
            row.district = QStringLiteral("吴中区");
            row.street = QStringLiteral("太湖路\n1 号");
            row.phone = QStringLiteral("0512-1");
        });
        m_field->visit(account, m_field->today(), VisitState::Planned);
        promise(account, 0);
        promise(account, 30);
        Objection objection;
        objection.accountId = account;
        objection.statement = QStringLiteral("太贵");
        objection.state = ObjectionState::Open;
        m_field->row<Objection>(objection);
        const VisitLine line = shown().visits.front();
        QCOMPARE(line.address, QStringLiteral("苏州 吴中区 太湖路 1 号"));
        QCOMPARE(line.accountClass, AccountClass::A);
        QCOMPARE(line.phone, QStringLiteral("0512-1"));
        QCOMPARE(line.openPromises, 2);
        QCOMPARE(line.promisesDue, 1);
        QCOMPARE(line.openObjections, 1);
        QCOMPARE(line.prepared, PreparationState::NotBegun);
        QVERIFY(line.preparation.total > 10);
        QVERIFY(line.preparation.mandatoryOpen > 0);
    }

    void distances_leadFromStopToStop_overOnesWithoutAPlace()
    {
        const auto at = [&](double latitude) {
            return m_field->account(QStringLiteral("店"), [=](Account &row) {
                row.position = *GeoPoint::fromDegrees(latitude, 120.6);
            });
        };
        const Id<Account> accounts[] = {at(31.30), m_field->account(QStringLiteral("无")), at(31.31)};
        for (int i = 0; i < 3; ++i)
            m_field->visit(accounts[i], m_field->today(), VisitState::Planned,
                           [&](Visit &row) { row.position = i; });
        const auto visits = shown().visits;
        QVERIFY(!visits[0].fromPreviousM);
        QVERIFY(!visits[1].fromPreviousM);
        QVERIFY(visits[2].fromPreviousM && qAbs(*visits[2].fromPreviousM - 1112) < 5);
    }

    void promises_thatPress_areShown_mostPressingFirst()
    {
        const auto mine = m_field->account(QStringLiteral("我的"));
        const auto endangered = promise(mine, 2);
        const auto overdue = promise(mine, -1);
        const auto due = promise(mine, 0);
        promise(mine, 3);
        promise(mine, -5, [](Commitment &row) { row.state = CommitmentState::Agreed; });
        const auto unanswered =
            promise(mine, -4, [](Commitment &row) { row.state = CommitmentState::Announced; });
        std::vector<Id<Commitment>> order;
        for (const PromiseLine &line : shown().promises)
            order.push_back(line.id);
        QCOMPARE(order, (std::vector<Id<Commitment>>{overdue, due, endangered, unanswered}));
    }

    void promisesOfAColleaguesAccount_areShown_onlyWhenIAmGoingThere()
    {
        const auto theirs = m_field->account(QStringLiteral("他的"),
                                             [&](Account &row) { row.ownerId = m_field->colleague(); });
        promise(theirs, -1);
        QVERIFY(shown().promises.empty());
        m_field->visit(theirs, m_field->today(), VisitState::Planned);
        QCOMPARE(shown().promises.size(), size_t(1));
    }

    void openConflicts_areCounted_onlyThoseOfThisPerson()
    {
        for (const auto person : {m_field->context().person, m_field->colleague()}) {
            Conflict conflict;
            conflict.otherBy = person;
            conflict.state = ConflictState::Open;
            m_field->row<Conflict>(conflict);
        }
        QCOMPARE(shown().openConflicts, 1);
    }
};

QTEST_GUILESS_MAIN(TodayTest)
#include "today_test.moc"
