// SPDX-License-Identifier: Apache-2.0
#include "tests/network/network_campaign.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace legwork;
using namespace legwork::test;

/// Real processes on rough networks, and the network itself.
class NetworkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void network_delaysAndSlows_andKeepsBytesAndOrder();
    void network_cuts_soThatBothSidesNotice();
    void devicesAndServersKilled_onRoughNetworks_comeToTheSameRows_withEveryEditAccountedFor();

private:
    /// Sends bytes through a network to an echo and gives what came back.
    [[nodiscard]] static QByteArray echo(RoughNetwork &network, const QByteArray &bytes, int patienceMs);
};

namespace {

/// Sends everything back, on a thread of its own.
class Echo
{
public:
    Echo()
        : m_thread(QThread::create([this] { run(); }))
    {
        m_thread->start();
        m_listening.get_future().wait();
    }
    ~Echo()
    {
        m_thread->requestInterruption();
        m_thread->wait();
    }
    quint16 port = 0;

private:
    void run()
    {
        QTcpServer server;
        (void)server.listen(QHostAddress::LocalHost);
        port = server.serverPort();
        m_listening.set_value();
        while (!QThread::currentThread()->isInterruptionRequested()) {
            if (!server.waitForNewConnection(50))
                continue;
            const std::unique_ptr<QTcpSocket> caller(server.nextPendingConnection());
            while (caller->state() == QAbstractSocket::ConnectedState
                   && !QThread::currentThread()->isInterruptionRequested()) {
                if (caller->waitForReadyRead(50))
                    caller->write(caller->readAll());
                caller->flush();
            }
        }
    }
    std::promise<void> m_listening;
    const std::unique_ptr<QThread> m_thread;
};

} // namespace

QByteArray NetworkTest::echo(RoughNetwork &network, const QByteArray &bytes, int patienceMs)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, network.port());
    if (!socket.waitForConnected())
        return {};
    socket.write(bytes);
    QByteArray back;
    const QDeadlineTimer patience(patienceMs);
    while (back.size() < bytes.size() && !patience.hasExpired()
           && socket.state() == QAbstractSocket::ConnectedState) {
        (void)socket.waitForReadyRead(20);
        back += socket.readAll();
    }
    return back;
}

void NetworkTest::network_delaysAndSlows_andKeepsBytesAndOrder()
{
    const Echo other;
    RoughNetwork network(7);
    network.leadTo({other.port});
    QByteArray bytes;
    for (int i = 0; bytes.size() < 40'000; ++i)
        bytes += QByteArray::number(i) + ' ';
    QElapsedTimer watch;
    watch.start();
    QCOMPARE(echo(network, bytes, 10'000), bytes);
    QVERIFY(watch.elapsed() < 1'000);

    network.setWeather({.latencyMs = 100, .jitterMs = 30, .lossShare = 0.1});
    watch.start();
    QCOMPARE(echo(network, bytes, 20'000), bytes);
    QVERIFY(watch.elapsed() >= 400); // one round trip to set up, one for the bytes
    QVERIFY(network.figures().losses > 0);

    network.setWeather({.bytesPerSecond = 40'000});
    watch.start();
    QCOMPARE(echo(network, bytes, 20'000), bytes);
    QVERIFY(watch.elapsed() >= 1'000);
}

void NetworkTest::network_cuts_soThatBothSidesNotice()
{
    const Echo other;
    RoughNetwork network(7);
    QTcpSocket nobody;
    nobody.connectToHost(QHostAddress::LocalHost, network.port());
    QVERIFY(nobody.waitForConnected());
    QVERIFY(nobody.waitForDisconnected(5'000)); // it leads nowhere yet

    network.leadTo({other.port});
    network.setWeather({.cutShare = 1, .cutWithinBytes = 10'000});
    QVERIFY(echo(network, QByteArray(40'000, 'x'), 5'000).size() < 40'000);
    QTRY_COMPARE(network.figures().cuts, 1); // counted by the thread that cuts, a moment later

    network.setWeather({});
    QTcpSocket quiet;
    quiet.connectToHost(QHostAddress::LocalHost, network.port());
    QVERIFY(quiet.waitForConnected());
    QTRY_COMPARE(network.figures().connections, 3);
    network.cutAll();
    QVERIFY(quiet.waitForDisconnected(5'000));
}

void NetworkTest::devicesAndServersKilled_onRoughNetworks_comeToTheSameRows_withEveryEditAccountedFor()
{
    if (const QString why = PostgresServer::missing(); !why.isEmpty())
        QSKIP(qPrintable(why));
    NetworkCampaign::Settings settings;
    const QByteArray seed = qgetenv("LEGWORK_NETWORK_SEED");
    settings.seed = seed.isEmpty() ? 20261122 : seed.toUInt();
    settings.deeds = 7;
    settings.slowestBytesPerSecond = 12'000;
    settings.killsDatabase = false;
    settings.isTalkative = false;
    NetworkCampaign campaign(settings);
    const Status run = campaign.run();
    qInfo("%s", qPrintable(campaign.report()));
    QVERIFY2(run, run ? "" : qPrintable(run.error().code + u' ' + run.error().arguments.join(u' ')));
    QCOMPARE(campaign.problems(), QStringList());
    const NetworkCampaign::Figures &figures = campaign.figures();
    QCOMPARE(figures.convergences, settings.rounds);
    QVERIFY(figures.deviceKills > 0);
    QVERIFY(figures.serverKills >= 2);
    QVERIFY(figures.acknowledged > 0);
    QCOMPARE(figures.accounted, figures.acknowledged);
}

QTEST_GUILESS_MAIN(NetworkTest)
#include "network_test.moc"
