// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demo_company.h"
#include "tests/integration/server/server_process.h"
#include "tests/support/postgres_server.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <array>
#include <csignal>
#include <map>
#include <thread>

using namespace legwork;
using namespace legwork::test;

namespace {

std::vector<Outcome> outcomesOf(const WireAnswer &answer)
{
    std::vector<Outcome> all;
    for (const auto &some : answer.all<std::vector<Outcome>>())
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

/// The words of every note in an answer, by the note's id.
std::map<Uuid, QString> notesOf(const WireAnswer &answer)
{
    std::map<Uuid, QString> found;
    for (const RowBatch &batch : answer.all<RowBatch>()) {
        const auto at = std::find(batch.fieldNos.begin(), batch.fieldNos.end(), field::Note::text);
        if (batch.entityNo != Note::kEntityNo || at == batch.fieldNos.end())
            continue;
        const auto &column = batch.columns[size_t(at - batch.fieldNos.begin())];
        for (size_t r = 0; r < batch.size(); ++r)
            found[batch.ids[r]] = std::get<QString>(column[r].value_or(QString()));
    }
    return found;
}

QByteArray askForChanges(const Enrolled &device, qint64 after)
{
    return "GET /v1/changes?after=" + QByteArray::number(after)
           + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + device.token + "\r\n\r\n";
}

} // namespace

/// Two legwork-server processes on one PostgreSQL database.
class ServersOnOneDatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void addressThatIsNone_isAUsageError_orATypedRefusal();
    void deviceOfOne_isKnownToTheOther_andGetsTheSameOutcomes_alsoFromBothAtOnce();
    void serversKilledInMidPush_loseNothing_andDecideOnce();
    void databaseRestarted_isWaitedFor();
    void waitingDevice_hearsOfAChangeAtTheOtherServer_andOfNothingElse();
    void waitingDevice_isLetGo_whenTheServerStops();

private:
    [[nodiscard]] Operation note(Enrolled &device, const QString &words) const;
    [[nodiscard]] bool startServer(ServerProcess &server) const
    {
        return server.start({QStringLiteral("--database"), m_address});
    }

    PostgresServer m_database;
    QString m_address;
    std::optional<DemoCompany> m_demo;
    std::array<std::unique_ptr<ServerProcess>, 2> m_servers;
};

void ServersOnOneDatabaseTest::initTestCase()
{
    QCOMPARE(m_database.start(), QString());
    auto demo = DemoCompany::load(QDate(2026, 3, 2));
    QVERIFY(demo);
    m_demo = std::move(*demo);
}

void ServersOnOneDatabaseTest::init()
{
    m_address = m_database.makeDatabase();
    QVERIFY(!m_address.isEmpty());
    for (auto &server : m_servers) {
        server = std::make_unique<ServerProcess>();
        QVERIFY(startServer(*server));
    }
}

void ServersOnOneDatabaseTest::cleanup()
{
    for (auto &server : m_servers)
        server.reset();
    QCOMPARE(m_database.start(), QString());
}

Operation ServersOnOneDatabaseTest::note(Enrolled &device, const QString &words) const
{
    Operation operation;
    operation.opNo = device.nextOpNo++;
    operation.unit = Uuid::derive(device.token, QByteArray("unit") + QByteArray::number(operation.opNo));
    operation.kind = OperationKind::Insert;
    operation.entityNo = Note::kEntityNo;
    operation.rowId = Uuid::derive(device.token, QByteArray::number(operation.opNo));
    operation.scope = m_demo->territory.id.uuid;
    operation.at = {Instant{1'800'000'000'000}, device.reply.device, 900'000};
    operation.fields = {{field::Note::text, words, {}}};
    return operation;
}

void ServersOnOneDatabaseTest::addressThatIsNone_isAUsageError_orATypedRefusal()
{
    ServerProcess server;
    const QStringList data{QStringLiteral("--data"), server.folder()};
    QCOMPARE(server.runToEnd(data + QStringList{QStringLiteral("--database"), QString()}), 2);
    QCOMPARE(server.runToEnd(data
                             + QStringList{QStringLiteral("--database"),
                                           QStringLiteral("postgresql:///x?host=/nonexistent")}),
             1);
    QFile log(server.file("log"));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QVERIFY(log.readAll().contains("server.store-away"));
}

void ServersOnOneDatabaseTest::deviceOfOne_isKnownToTheOther_andGetsTheSameOutcomes_alsoFromBothAtOnce()
{
    QVERIFY(!QFile::exists(m_servers[0]->file("store.db")));
    Enrolled device = m_servers[0]->enrol(m_demo->people[1].id.uuid);
    const std::vector<Operation> sent{note(device, QStringLiteral("一")),
                                      note(device, QStringLiteral("two"))};
    const WireAnswer first = m_servers[0]->sync(device, sent);
    const WireAnswer second = m_servers[1]->sync(device, sent);
    QCOMPARE(outcomesOf(first).size(), size_t(2));
    QCOMPARE(outcomesOf(first).front().verdict, Verdict::Applied);
    QVERIFY(outcomesOf(first) == outcomesOf(second));
    QCOMPARE(notesOf(first), notesOf(second));
    QCOMPARE(first.all<sync::SyncEnd>().front().epoch, second.all<sync::SyncEnd>().front().epoch);
    for (int round = 0; round < 30; ++round) {
        const std::vector<Operation> contested{note(device, QStringLiteral("contested"))};
        std::vector<std::vector<Outcome>> told(2);
        std::vector<std::thread> threads;
        for (size_t i = 0; i < 2; ++i) {
            threads.emplace_back([&, i, port = m_servers[i]->port(), authority = m_servers[i]->authority()] {
                WireClient client(port, authority);
                told[i] = outcomesOf(
                    client.post("/v1/sync", m_servers[i]->requestOf(device, contested), device.token));
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(told[0].size(), size_t(1));
        QVERIFY(told[0] == told[1]);
    }
}

void ServersOnOneDatabaseTest::serversKilledInMidPush_loseNothing_andDecideOnce()
{
    constexpr int kKillsAim = 40;
    QRandomGenerator random(20260302);
    Enrolled device = m_servers[0]->enrol(m_demo->people[1].id.uuid);
    // The server notes how the device stands; that has a number of its own.
    QCOMPARE(m_servers[0]->sync(device).status, 200);
    std::vector<Operation> all;
    std::vector<Outcome> told;
    int kills = 0;
    int cuts = 0;
    while (kills < kKillsAim) {
        std::vector<Operation> sent;
        for (int i = 0; i < 300; ++i)
            sent.push_back(note(device, QStringLiteral("note %1").arg(device.nextOpNo)));
        all.insert(all.end(), sent.begin(), sent.end());
        size_t at = random.bounded(2);
        for (bool isAnswered = false; !isAnswered; at = 1 - at) {
            ServerProcess &server = *m_servers[at];
            std::thread killer;
            if (random.bounded(2) == 0 && kills < kKillsAim) {
                ++kills;
                killer = std::thread([pid = server.processId(), delay = random.bounded(60)] {
                    std::this_thread::sleep_for(std::chrono::milliseconds(delay));
                    ::kill(pid_t(pid), SIGKILL);
                });
            }
            const auto outcomes = outcomesOf(server.sync(device, sent));
            if (outcomes.size() == sent.size()) {
                told.insert(told.end(), outcomes.begin(), outcomes.end());
                isAnswered = true;
            } else {
                ++cuts;
            }
            if (killer.joinable()) {
                killer.join();
                (void)server.waitForEnd();
                QVERIFY(startServer(server));
            }
        }
    }
    qInfo("%d of %d kills fell into a request", cuts, kills);
    QVERIFY(cuts > 0);
    for (const auto &server : m_servers) {
        const WireAnswer again = server->sync(device, all);
        QVERIFY(outcomesOf(again) == told);
        const auto notes = notesOf(again);
        for (size_t i = 0; i < all.size(); ++i) {
            QCOMPARE(told[i].opNo, all[i].opNo);
            QCOMPARE(told[i].verdict, Verdict::Applied);
            QCOMPARE(notes.at(all[i].rowId), QStringLiteral("note %1").arg(i + 1));
        }
    }
    QCOMPARE(m_database.query(m_address,
                              QStringLiteral("SELECT count(*), count(DISTINCT unit) FROM legwork.decision")),
             QStringLiteral("%1|%1").arg(all.size()));
    // One number for each unit, none left out: the head moved by as many as were decided.
    QCOMPARE(
        m_database.query(m_address, QStringLiteral("SELECT count(DISTINCT seq) = max(seq) - min(seq) + 1 FROM"
                                                   " legwork.stored_row WHERE entity = %1 AND seq > 1")
                                        .arg(Note::kEntityNo)),
        QStringLiteral("t"));
}

void ServersOnOneDatabaseTest::databaseRestarted_isWaitedFor()
{
    Enrolled device = m_servers[0]->enrol(m_demo->people[1].id.uuid);
    const std::vector<Operation> before{note(device, QStringLiteral("before"))};
    QCOMPARE(outcomesOf(m_servers[0]->sync(device, before)).size(), size_t(1));
    m_database.stop();
    const std::vector<Operation> during{note(device, QStringLiteral("during"))};
    for (const auto &server : m_servers) {
        const WireAnswer refused = server->sync(device, during);
        QCOMPARE(refused.status, 503);
        QCOMPARE(refused.problem(), QStringLiteral("server.busy"));
        QVERIFY(refused.head.contains("Retry-After"));
    }
    QCOMPARE(m_database.start(), QString());
    const WireAnswer first = m_servers[0]->sync(device, during);
    QCOMPARE(outcomesOf(first).size(), size_t(1));
    QCOMPARE(outcomesOf(first).front().verdict, Verdict::Applied);
    QVERIFY(outcomesOf(m_servers[1]->sync(device, during)) == outcomesOf(first));
}

void ServersOnOneDatabaseTest::waitingDevice_hearsOfAChangeAtTheOtherServer_andOfNothingElse()
{
    Enrolled writer = m_servers[0]->enrol(m_demo->people[1].id.uuid);
    Enrolled reader = m_servers[1]->enrol(m_demo->people[1].id.uuid);
    QCOMPARE(m_servers[0]->sync(writer).status, 200); // from here on nothing is noted of it
    const auto targetOf = [](const WireAnswer &answer) {
        const auto ends = answer.all<sync::SyncEnd>();
        return ends.size() == 1 ? ends.front().target : -1;
    };
    const qint64 cursor = targetOf(m_servers[1]->sync(reader));
    WireClient waiting = m_servers[1]->client();
    waiting.send(askForChanges(reader, cursor));
    QCOMPARE(waiting.read(700).status, 0); // nothing yet
    QElapsedTimer watch;
    watch.start();
    const std::vector<Operation> sent{note(writer, QStringLiteral("news"))};
    QCOMPARE(outcomesOf(m_servers[0]->sync(writer, sent)).size(), size_t(1));
    const WireAnswer news = waiting.read();
    QCOMPARE(news.status, 200);
    QCOMPARE(targetOf(news), cursor + 1);
    QVERIFY2(watch.elapsed() < 10'000, "the answer waited for its time to be up");
    // Up to date again, and nothing happens: the same connection tells so in the end.
    waiting.send(askForChanges(reader, cursor + 1));
    watch.start();
    const WireAnswer nothing = waiting.read(60'000);
    QCOMPARE(targetOf(nothing), cursor + 1);
    QVERIFY(watch.elapsed() > 20'000);
    // Behind: told at once. Without a number, or as nobody: refused.
    waiting.send(askForChanges(reader, cursor));
    QCOMPARE(targetOf(waiting.read(10'000)), cursor + 1);
    waiting.send(askForChanges(reader, cursor).replace("after=", "before="));
    QCOMPARE(waiting.read(10'000).problem(), QStringLiteral("wire.malformed"));
    Enrolled nobody = reader;
    nobody.token = QByteArray(43, 'x');
    waiting.send(askForChanges(nobody, cursor));
    QCOMPARE(waiting.read(10'000).status, 401);
}

void ServersOnOneDatabaseTest::waitingDevice_isLetGo_whenTheServerStops()
{
    Enrolled device = m_servers[0]->enrol(m_demo->people[1].id.uuid);
    const qint64 cursor = m_servers[0]->sync(device).all<sync::SyncEnd>().front().target;
    WireClient waiting = m_servers[0]->client();
    waiting.send(askForChanges(device, cursor));
    QCOMPARE(waiting.read(500).status, 0);
    QElapsedTimer watch;
    watch.start();
    m_servers[0]->terminate();
    QCOMPARE(waiting.read().all<sync::SyncEnd>().front().target, cursor);
    QCOMPARE(m_servers[0]->waitForEnd(), 0);
    QVERIFY(watch.elapsed() < 15'000);
}

QTEST_GUILESS_MAIN(ServersOnOneDatabaseTest)
#include "servers_on_one_database_test.moc"
