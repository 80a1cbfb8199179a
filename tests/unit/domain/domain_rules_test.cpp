// SPDX-License-Identifier: Apache-2.0
#include "core/domain/check_in.h"
#include "core/domain/commitment_rules.h"
#include "core/domain/visit_rules.h"

#include <QTest>

using namespace legwork;

namespace {

const QDate kDue(2026, 3, 20);

Commitment promise(CommitmentState state = CommitmentState::Open, std::optional<qint64> marginDays = 3)
{
    Commitment commitment;
    commitment.dueOn = kDue;
    commitment.marginDays = marginDays;
    commitment.state = state;
    return commitment;
}

/// A place that many metres north of the account.
GeoPoint northOf(GeoPoint place, double metres)
{
    return *GeoPoint::fromDegrees(place.latitude() + metres / 111'195.0, place.longitude());
}

const GeoPoint kAccount = *GeoPoint::fromDegrees(31.3, 120.6);

} // namespace

class DomainRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // ------------------------------------------------------------ promises

    void promise_standing_data()
    {
        QTest::addColumn<QDate>("today");
        QTest::addColumn<int>("standing");
        QTest::newRow("before the margin") << kDue.addDays(-4) << int(CommitmentStanding::Ahead);
        QTest::newRow("latest day to renegotiate") << kDue.addDays(-3) << int(CommitmentStanding::Endangered);
        QTest::newRow("day before") << kDue.addDays(-1) << int(CommitmentStanding::Endangered);
        QTest::newRow("due day") << kDue << int(CommitmentStanding::Due);
        QTest::newRow("day after") << kDue.addDays(1) << int(CommitmentStanding::Overdue);
    }
    void promise_standing()
    {
        QFETCH(QDate, today);
        QFETCH(int, standing);
        QCOMPARE(int(standingOf(promise(), today)), standing);
        // A renegotiated promise is judged by its new day like a fresh one.
        QCOMPARE(int(standingOf(promise(CommitmentState::Renegotiated), today)), standing);
    }

    void promiseWithoutMargin_warnsTheUsualDaysBefore()
    {
        QCOMPARE(latestRenegotiation(promise(CommitmentState::Open, {})), kDue.addDays(-kDefaultMarginDays));
        QCOMPARE(latestRenegotiation(promise(CommitmentState::Open, -5)), kDue);
        QCOMPARE(latestRenegotiation(Commitment()), QDate());
    }

    void promiseWithoutDay_neverPresses()
    {
        QCOMPARE(standingOf(Commitment(), kDue), CommitmentStanding::Ahead);
    }

    void announcedPromise_isNotDone_untilTheCustomerAgrees()
    {
        QCOMPARE(standingOf(promise(CommitmentState::Announced), kDue.addDays(9)),
                 CommitmentStanding::AwaitsAgreement);
        QVERIFY(!isClosed(CommitmentState::Announced));
        QVERIFY(isClosed(CommitmentState::Agreed));
        QCOMPARE(standingOf(promise(CommitmentState::Agreed), kDue.addDays(9)), CommitmentStanding::Closed);
    }

    void promiseInAStateOfANewerVersion_countsAsOpen()
    {
        QVERIFY(!isClosed(Choice<CommitmentState>::fromCode(QStringLiteral("escalated"))));
    }

    void agreedPromise_isNeverTakenBack_andBrokenOneNeedsANewDay()
    {
        for (const auto next : {CommitmentState::Open, CommitmentState::Announced, CommitmentState::Broken})
            QVERIFY(!mayMove(CommitmentState::Agreed, next));
        QVERIFY(mayMove(CommitmentState::Broken, CommitmentState::Renegotiated));
        QVERIFY(!mayMove(CommitmentState::Broken, CommitmentState::Agreed));
        QVERIFY(mayMove(CommitmentState::Announced, CommitmentState::Open));
        QVERIFY(mayMove(CommitmentState::Renegotiated, CommitmentState::Renegotiated));
    }

    // ------------------------------------------------------------ visits

    void doneVisit_staysDone_andCancelledOneMayBeMadeAfterAll()
    {
        for (const auto next : {VisitState::Planned, VisitState::CheckedIn, VisitState::Cancelled})
            QVERIFY(!mayMove(VisitState::Done, next));
        QVERIFY(mayMove(VisitState::Cancelled, VisitState::CheckedIn));
        QVERIFY(!mayMove(VisitState::Planned, VisitState::Done));
    }

    void visitOfUnknownState_isLeftAlone()
    {
        QVERIFY(!isAhead(Choice<VisitState>::fromCode(QStringLiteral("teleported"))));
        QVERIFY(isAhead(Choice<VisitState>()));
        QVERIFY(isAhead(VisitState::CheckedIn));
        QVERIFY(!isAhead(VisitState::Done));
    }

    void cadence_followsTheClass()
    {
        QCOMPARE(visitCadenceDays(AccountClass::A), 7);
        QCOMPARE(visitCadenceDays(AccountClass::B), 14);
        QCOMPARE(visitCadenceDays(AccountClass::C), 30);
        QCOMPARE(visitCadenceDays({}), 30);
    }

    void preparation_isReadyWhenTheMandatoryPartIs()
    {
        QCOMPARE((Preparation{0, 9, 3}).state(true), PreparationState::NotBegun);
        QCOMPARE((Preparation{4, 9, 1}).state(true), PreparationState::UnderWay);
        QCOMPARE((Preparation{4, 9, 0}).state(true), PreparationState::Ready);
        QCOMPARE((Preparation{4, 9, 0}).state(false), PreparationState::UnderWay);
        QCOMPARE((Preparation{9, 9, 0}).state(false), PreparationState::Ready);
    }

    void momentScale_hasSevenMarks()
    {
        QVERIFY(isMomentScore(-3) && isMomentScore(0) && isMomentScore(3));
        QVERIFY(!isMomentScore(-4) && !isMomentScore(4));
    }

    // ------------------------------------------------------------ check-in

    void checkIn_data()
    {
        QTest::addColumn<double>("metres");
        QTest::addColumn<double>("accuracyM");
        QTest::addColumn<int>("place");
        QTest::addColumn<bool>("needsReason");
        QTest::newRow("at the door") << 20.0 << 10.0 << int(CheckInPlace::AtAccount) << false;
        QTest::newRow("just outside, but too coarse to say so")
            << 340.0 << 60.0 << int(CheckInPlace::AtAccount) << false;
        QTest::newRow("outside") << 500.0 << 20.0 << int(CheckInPlace::Away) << true;
        QTest::newRow("far away with a coarse fix") << 9000.0 << 2000.0 << int(CheckInPlace::Away) << true;
        QTest::newRow("near with a useless fix") << 200.0 << 3000.0 << int(CheckInPlace::Unknown) << false;
    }
    void checkIn()
    {
        QFETCH(double, metres);
        QFETCH(double, accuracyM);
        const auto judged = judgeCheckIn(kAccount, CheckInFix{northOf(kAccount, metres), accuracyM, false});
        QTEST(int(judged.place), "place");
        QTEST(judged.needsReason, "needsReason");
        QVERIFY(judged.distanceM && qAbs(*judged.distanceM - metres) < 1);
    }

    void checkInWithoutFix_wantsAReason()
    {
        const auto judged = judgeCheckIn(kAccount, std::nullopt);
        QCOMPARE(judged.place, CheckInPlace::NoFix);
        QVERIFY(judged.needsReason);
        QVERIFY(!judged.distanceM);
    }

    void accountWithoutPosition_isNoFaultOfThePerson()
    {
        const auto judged = judgeCheckIn({}, CheckInFix{kAccount, 10, false});
        QCOMPARE(judged.place, CheckInPlace::Unknown);
        QVERIFY(!judged.needsReason);
    }

    void madeUpPosition_wantsAReasonEvenAtTheDoor()
    {
        const auto judged = judgeCheckIn(kAccount, CheckInFix{kAccount, 5, true});
        QCOMPARE(judged.place, CheckInPlace::AtAccount);
        QVERIFY(judged.needsReason);
    }
};

QTEST_GUILESS_MAIN(DomainRulesTest)
#include "domain_rules_test.moc"
