// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/edits.h"
#include "core/usecases/visit_flow.h"
#include "core/usecases/visit_page.h"
#include "tests/unit/usecases/field_store.h"

#include <QTest>

using namespace legwork;
using namespace legwork::usecases;

class VisitFlowTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::FieldStore> m_field;
    Id<Account> m_account;

    const GeoPoint m_door = *GeoPoint::fromDegrees(31.3, 120.6);

    Id<Visit> planned() { return m_field->visit(m_account, m_field->today(), VisitState::Planned); }
    QString checkInRefusal(Id<Visit> visit, const CheckIn &arrival)
    {
        return m_field->refusal([&](UnitOfWork &unit) {
            return checkIn(unit, m_field->context(), visit, arrival, m_field->now());
        });
    }
    CheckedIn checkedIn(Id<Visit> visit, const CheckIn &arrival)
    {
        return m_field->write([&](UnitOfWork &unit) {
            return checkIn(unit, m_field->context(), visit, arrival, m_field->now());
        });
    }
    Id<Visit> nextOn(Id<Visit> visit, QDate day)
    {
        return m_field->write([&](UnitOfWork &unit) {
            return setNextStep(unit, m_field->context(), visit, QStringLiteral("再来"), day);
        });
    }

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<test::FieldStore>();
        m_account =
            m_field->account(QStringLiteral("太湖大酒店"), [&](Account &row) { row.position = m_door; });
    }

    void checkInAtTheDoor_storesWhereAndWhen()
    {
        const auto visit = planned();
        const auto arrival = checkedIn(visit, {CheckInFix{m_door, 8, false}, {}});
        QCOMPARE(arrival.judgement.place, CheckInPlace::AtAccount);
        QVERIFY(arrival.otherOpenVisit.isNull());
        const Visit row = m_field->get(visit);
        QCOMPARE(row.state, VisitState::CheckedIn);
        QCOMPARE(row.step, VisitStep::Explore);
        QCOMPARE(row.checkInAt, m_field->now());
        QCOMPARE(row.checkInPosition, m_door);
        QCOMPARE(row.checkInAccuracyM, std::optional<double>(8));
        QCOMPARE(row.checkInMocked, std::optional<bool>(false));
    }

    void checkInAway_isRefusedWithoutAReason_andTakenWithOne()
    {
        const auto visit = planned();
        const CheckInFix away{*GeoPoint::fromDegrees(31.4, 120.6), 8, false};
        QCOMPARE(checkInRefusal(visit, {away, QStringLiteral("  ")}), QStringLiteral("visit.reason-needed"));
        QVERIFY(m_field->waiting().empty());
        const auto arrival = checkedIn(visit, {away, QStringLiteral("在分店见面")});
        QCOMPARE(arrival.judgement.place, CheckInPlace::Away);
        QCOMPARE(m_field->get(visit).checkInReason, QStringLiteral("在分店见面"));
        QVERIFY(*m_field->get(visit).checkInDistanceM > 10'000);
    }

    void checkInWithoutFix_needsAReason_andStoresNoPlace()
    {
        const auto visit = planned();
        QCOMPARE(checkInRefusal(visit, {}), QStringLiteral("visit.reason-needed"));
        checkedIn(visit, {std::nullopt, QStringLiteral("地下室没有信号")});
        QVERIFY(!m_field->get(visit).checkInPosition.isSet());
        QVERIFY(!m_field->get(visit).checkInAccuracyM);
    }

    void checkInWhileAnotherVisitIsOpen_warns_butHappens()
    {
        const auto first = planned();
        const auto second = planned();
        checkedIn(first, {CheckInFix{m_door, 8, false}, {}});
        const auto arrival = checkedIn(second, {CheckInFix{m_door, 8, false}, {}});
        QCOMPARE(arrival.otherOpenVisit, first);
        QCOMPARE(m_field->get(second).state, VisitState::CheckedIn);
        const auto page = m_field->read([&](Reader &reader) {
            return visitPage(reader, m_field->context(), m_field->library(), second, m_field->today());
        });
        QCOMPARE(page.otherOpenVisit, first);
        QCOMPARE(page.otherOpenAccount, QStringLiteral("太湖大酒店"));
    }

    void colleaguesOpenVisit_isNoReasonToWarn()
    {
        m_field->visit(m_account, m_field->today(), VisitState::CheckedIn,
                       [&](Visit &row) { row.personId = m_field->colleague(); });
        QVERIFY(checkedIn(planned(), {CheckInFix{m_door, 8, false}, {}}).otherOpenVisit.isNull());
    }

    void doneVisit_takesNoCheckIn_noCancel_butStillASummary()
    {
        const auto visit = m_field->visit(m_account, m_field->today(), VisitState::Done);
        QCOMPARE(checkInRefusal(visit, {CheckInFix{m_door, 8, false}, {}}),
                 QStringLiteral("visit.wrong-state"));
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) { return cancelVisit(unit, visit); }),
                 QStringLiteral("visit.wrong-state"));
        m_field->write([&](UnitOfWork &unit) { return setSummary(unit, visit, QStringLiteral("补记")); });
        QCOMPARE(m_field->get(visit).summary, QStringLiteral("补记"));
    }

    void visitOfANewerState_isNotTouched()
    {
        const auto visit = m_field->visit(m_account, m_field->today(), VisitState::Planned, [](Visit &row) {
            row.state = Choice<VisitState>::fromCode(QStringLiteral("handed-over"));
        });
        QCOMPARE(checkInRefusal(visit, {CheckInFix{m_door, 8, false}, {}}),
                 QStringLiteral("visit.wrong-state"));
    }

    void checkOutWithoutCheckIn_isRefused()
    {
        const auto visit = planned();
        QCOMPARE(
            m_field->refusal([&](UnitOfWork &unit) { return checkOut(unit, visit, {}, m_field->now()); }),
            QStringLiteral("visit.wrong-state"));
    }

    void emptySummaryAtCheckOut_keepsTheOneThere()
    {
        const auto visit = m_field->visit(m_account, m_field->today(), VisitState::CheckedIn,
                                          [](Visit &row) { row.summary = QStringLiteral("已写"); });
        m_field->write(
            [&](UnitOfWork &unit) { return checkOut(unit, visit, QStringLiteral(" "), m_field->now()); });
        QCOMPARE(m_field->get(visit).summary, QStringLiteral("已写"));
        QCOMPARE(m_field->get(visit).checkOutAt, m_field->now());
    }

    void nextVisit_isMadeOnce_moved_andCancelled()
    {
        const auto visit = m_field->visit(m_account, m_field->today(), VisitState::CheckedIn);
        const QDate day = m_field->today().addDays(7);
        const auto next = nextOn(visit, day);
        QCOMPARE(m_field->get(next).plannedOn, day);
        QCOMPARE(m_field->get(next).accountId, m_account);
        QCOMPARE(nextOn(visit, day.addDays(1)), next);
        QCOMPARE(m_field->get(next).plannedOn, day.addDays(1));
        QVERIFY(nextOn(visit, {}).isNull());
        QCOMPARE(m_field->get(next).state, VisitState::Cancelled);
        QCOMPARE(nextOn(visit, day), next);
        QCOMPARE(m_field->get(next).state, VisitState::Planned);
        const auto count = m_field->read([](Reader &reader) { return reader.count<Visit>(""); });
        QCOMPARE(count, qint64(2));
    }

    void nextVisitThatHasBegun_isHistory()
    {
        const auto visit = m_field->visit(m_account, m_field->today(), VisitState::Done);
        const QDate day = m_field->today();
        const auto next = nextOn(visit, day);
        checkedIn(next, {CheckInFix{m_door, 8, false}, {}});
        QCOMPARE(nextOn(visit, day.addDays(3)), next);
        QCOMPARE(m_field->get(next).plannedOn, day);
        QCOMPARE(m_field->get(next).state, VisitState::CheckedIn);
    }

    void cancelledVisit_comesBackByUndo()
    {
        const auto visit = planned();
        const Uuid undoId = Uuid::generate();
        m_field->write([&](UnitOfWork &unit) { return cancelVisit(unit, visit, undoId); });
        QCOMPARE(m_field->get(visit).state, VisitState::Cancelled);
        QCOMPARE(m_field->write([&](UnitOfWork &unit) { return takeBack(unit, undoId); }), 0);
        QCOMPARE(m_field->get(visit).state, VisitState::Planned);
    }

    void rescheduledVisit_losesItsPlaceInTheOldDay()
    {
        const auto visit = m_field->visit(m_account, m_field->today(), VisitState::Planned,
                                          [](Visit &row) { row.position = 3; });
        const QDate day = m_field->today().addDays(2);
        m_field->write([&](UnitOfWork &unit) { return rescheduleVisit(unit, visit, day, {}); });
        QCOMPARE(m_field->get(visit).plannedOn, day);
        QVERIFY(!m_field->get(visit).position);
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) { return rescheduleVisit(unit, visit, {}, {}); }),
                 QStringLiteral("visit.wrong-state"));
    }

    void unknownVisit_isNoRow()
    {
        QCOMPARE(checkInRefusal(Id<Visit>::generate(), {}), QStringLiteral("storage.no-row"));
    }
};

QTEST_GUILESS_MAIN(VisitFlowTest)
#include "visit_flow_test.moc"
