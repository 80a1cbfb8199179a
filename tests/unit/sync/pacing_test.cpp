// SPDX-License-Identifier: Apache-2.0
#include "sync/client/sync_pacing.h"

#include <QTest>

using namespace legwork;
using namespace std::chrono_literals;
using sync::SyncPacing;

class PacingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void atFirst_nothingIsDue_untilSomethingHappens()
    {
        SyncPacing pacing;
        QVERIFY(!pacing.isDue(1h));
        QVERIFY(!pacing.dueAt());
        pacing.edited(10s);
        QVERIFY(!pacing.isDue(10s));
        QVERIFY(pacing.isDue(10s + sync::limits::kAfterEdit));
    }

    void failures_comeLaterAndLater_upToTheLongest_andASuccessBeginsAnew()
    {
        SyncPacing pacing;
        SyncPacing::Time former{};
        for (int i = 0; i < 20; ++i) {
            pacing.begin();
            const auto delay = pacing.failed(0s, Advice::Retry, 0);
            QVERIFY(delay >= former && delay <= sync::limits::kRetryLongest);
            former = delay;
        }
        QCOMPARE(former, sync::limits::kRetryLongest);
        (void)pacing.succeeded(0s, false);
        QCOMPARE(pacing.failed(0s, Advice::Retry, 0), sync::limits::kRetryFirst);
    }

    void chance_spreadsByUpToAQuarter()
    {
        SyncPacing pacing;
        QCOMPARE(pacing.failed(0s, Advice::Retry, 0.5), sync::limits::kRetryFirst * 9 / 8);
    }

    void editDuringASession_isNotForgottenByItsEnd()
    {
        SyncPacing pacing;
        pacing.begin();
        pacing.edited(1s);
        (void)pacing.succeeded(2s, false);
        QVERIFY(pacing.isDue(1s + sync::limits::kAfterEdit));
    }

    void asking_isDueAtOnce_andForgetsFormerFailures()
    {
        SyncPacing pacing;
        for (int i = 0; i < 9; ++i)
            (void)pacing.failed(0s, Advice::Retry, 0);
        pacing.begin();
        pacing.ask();
        QVERIFY(pacing.isDue(0s));
        pacing.begin();
        QVERIFY(!pacing.isDue(0s));
        QCOMPARE(pacing.failed(0s, Advice::Retry, 0), sync::limits::kRetryFirst);
    }

    void whatNeedsSomebody_isLookedAtSeldom()
    {
        SyncPacing pacing;
        QCOMPARE(pacing.failed(0s, Advice::AskUser, 0.9), sync::limits::kRetryLongest);
    }
};

QTEST_GUILESS_MAIN(PacingTest)
#include "pacing_test.moc"
