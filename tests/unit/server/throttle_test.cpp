// SPDX-License-Identifier: Apache-2.0
#include "sync/server/throttle.h"

#include <QTest>

using legwork::server::Throttle;

class ThrottleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void burst_isAllowed_thenTimeMustPass();
    void keys_areApart();
    void floodOfKeys_isBounded();
};

void ThrottleTest::burst_isAllowed_thenTimeMustPass()
{
    Throttle throttle(3, 60);
    for (int i = 0; i < 3; ++i)
        QVERIFY(throttle.take("a", 0));
    QVERIFY(!throttle.wouldTake("a", 0));
    QVERIFY(!throttle.take("a", 999));
    QVERIFY(throttle.take("a", 1000));
    QVERIFY(!throttle.take("a", 1000));
    // However long the rest, no more than the burst.
    for (int i = 0; i < 3; ++i)
        QVERIFY(throttle.take("a", 3'600'000));
    QVERIFY(!throttle.take("a", 3'600'000));
}

void ThrottleTest::keys_areApart()
{
    Throttle throttle(1, 1);
    QVERIFY(throttle.take("a", 0));
    QVERIFY(throttle.take("b", 0));
    QVERIFY(!throttle.take("a", 0));
}

void ThrottleTest::floodOfKeys_isBounded()
{
    Throttle throttle(1, 60);
    int taken = 0;
    for (int i = 0; i < 30'000; ++i)
        taken += throttle.take(QByteArray::number(i), 0);
    QCOMPARE(taken, 20'000);
    // Those who have waited make room.
    QVERIFY(throttle.take("late", 2'000));
}

QTEST_APPLESS_MAIN(ThrottleTest)
#include "throttle_test.moc"
