// SPDX-License-Identifier: Apache-2.0
#include "platform/common/network_connectivity.h"
#include "platform/common/qt_position_source.h"
#include "platform/common/system_clock.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <optional>

using namespace legwork;

class PlatformCommonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void clock_runsWithWallAndBoot();
    void twoClocks_agreeOnTheBoot();
    void flightMode_isOffline_andTellsOnce();
    void positionFromTrack_isItsPlace();
    void positionFromTrackWithoutFix_timesOut_once();
    void twoRequests_getOneAnswerEach_neverBeforeTheCallReturns();
    void positionWithoutSource_isOff();

private:
    QString track(bool hasFix);
    QTemporaryDir m_folder;
};

void PlatformCommonTest::initTestCase()
{
    // Qt Positioning hides its real sources from programs that Qt Test runs, which it knows by this.
    qunsetenv("QT_QTESTLIB_RUNNING");
}

void PlatformCommonTest::clock_runsWithWallAndBoot()
{
    const SystemClock clock;
    const EditStamp before = clock.now();
    const qint64 wallBefore = QDateTime::currentMSecsSinceEpoch();
    QThread::msleep(30);
    const EditStamp after = clock.now();
    QVERIFY(qAbs(before.wall.ms - wallBefore) < 1'000);
    QVERIFY(after.monotonicMs - before.monotonicMs >= 30);
    QVERIFY(after.monotonicMs - before.monotonicMs < 5'000);
    QCOMPARE(after.boot, before.boot);
    QVERIFY(!before.boot.isNull());
    QVERIFY(before.monotonicMs > 0);
}

void PlatformCommonTest::twoClocks_agreeOnTheBoot()
{
    if (!QFile::exists(QStringLiteral("/proc/sys/kernel/random/boot_id")))
        QSKIP("the system does not tell its boot");
    QCOMPARE(SystemClock().now().boot, SystemClock().now().boot);
}

void PlatformCommonTest::flightMode_isOffline_andTellsOnce()
{
    NetworkConnectivity connectivity(NetworkConnectivity::Source::None);
    QList<Connectivity::Reach> told;
    connectivity.onChange([&told](Connectivity::Reach reach) { told.append(reach); });
    QCOMPARE(connectivity.reach(), Connectivity::Reach::Unknown);
    QVERIFY(!connectivity.isMetered());
    connectivity.setFlightMode(true);
    connectivity.setFlightMode(true);
    QCOMPARE(connectivity.reach(), Connectivity::Reach::Offline);
    QVERIFY(connectivity.isFlightMode());
    connectivity.setFlightMode(false);
    QCOMPARE(connectivity.reach(), Connectivity::Reach::Unknown);
    QCOMPARE(told, (QList{Connectivity::Reach::Offline, Connectivity::Reach::Unknown}));
}

/// A sentence with its checksum.
static QByteArray sentence(const QByteArray &body)
{
    uchar sum = 0;
    for (const char c : body)
        sum ^= uchar(c);
    return '$' + body + '*' + QByteArray::number(sum, 16).rightJustified(2, '0').toUpper() + "\r\n";
}

/// Ten seconds of a receiver's talk.
QString PlatformCommonTest::track(bool hasFix)
{
    const QString path = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write the track");
    for (int second = 10; second < 20; ++second) {
        const QByteArray time = "0102" + QByteArray::number(second) + ".000";
        // 22 degrees 32.604 minutes north, 114 degrees 3.276 minutes east: Shenzhen.
        if (hasFix) {
            file.write(sentence("GPGGA," + time + ",2232.6040,N,11403.2760,E,1,08,1.2,12.0,M,,M,,"));
            file.write(sentence("GPRMC," + time + ",A,2232.6040,N,11403.2760,E,0.0,0.0,020326,,,A"));
        } else {
            file.write(sentence("GPRMC," + time + ",V,,,,,,,020326,,,N"));
        }
    }
    return path;
}

void PlatformCommonTest::positionFromTrack_isItsPlace()
{
    QtPositionSource source(track(true));
    std::optional<Result<PositionFix>> answer;
    source.requestFix(5'000, [&answer](const Result<PositionFix> &fix) { answer = fix; });
    QVERIFY(!answer);
    QTRY_VERIFY_WITH_TIMEOUT(answer, 8'000);
    QVERIFY2(*answer, answer->has_value() ? "" : qPrintable(answer->error().code));
    QVERIFY(qAbs((*answer)->at.latitude() - 22.5434) < 1e-6);
    QVERIFY(qAbs((*answer)->at.longitude() - 114.0546) < 1e-6);
    QVERIFY2((*answer)->accuracyM > 1 && (*answer)->accuracyM < 100,
             qPrintable(QString::number((*answer)->accuracyM)));
    QCOMPARE((*answer)->measuredAt.toLocal().toUTC().date(), QDate(2026, 3, 2));
}

void PlatformCommonTest::positionFromTrackWithoutFix_timesOut_once()
{
    QtPositionSource source(track(false));
    int answers = 0;
    Error error;
    QElapsedTimer timer;
    timer.start();
    source.requestFix(600, [&](const Result<PositionFix> &fix) {
        ++answers;
        error = fix ? Error{} : fix.error();
    });
    QTRY_COMPARE(answers, 1);
    QCOMPARE(error, (Error{QStringLiteral("position.timeout"), Advice::Retry, {}}));
    QVERIFY(timer.elapsed() >= 500);
    QTest::qWait(700);
    QCOMPARE(answers, 1);
}

void PlatformCommonTest::twoRequests_getOneAnswerEach_neverBeforeTheCallReturns()
{
    QtPositionSource source(track(false));
    int answers = 0;
    source.requestFix(500, [&answers](const Result<PositionFix> &) { ++answers; });
    source.requestFix(500, [&answers](const Result<PositionFix> &) { ++answers; });
    QCOMPARE(answers, 0);
    QTRY_COMPARE(answers, 2);
    source.requestFix(500, [&answers](const Result<PositionFix> &) { ++answers; });
    QTRY_COMPARE(answers, 3);
}

void PlatformCommonTest::positionWithoutSource_isOff()
{
    QtPositionSource source(m_folder.filePath(QStringLiteral("no such track")));
    std::optional<Result<PositionFix>> answer;
    source.requestFix(2'000, [&answer](const Result<PositionFix> &fix) { answer = fix; });
    QTRY_VERIFY(answer);
    QVERIFY(!*answer);
    QCOMPARE(answer->error(), (Error{QStringLiteral("position.off"), Advice::AskUser, {}}));
}

QTEST_GUILESS_MAIN(PlatformCommonTest)
#include "platform_common_test.moc"
