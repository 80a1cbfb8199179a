// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/postgres_store.h"
#include "tests/unit/server/team_run.h"

#include <QTest>

#include <thread>

using namespace legwork;
using namespace legwork::server;
using namespace legwork::server::test;

class DatabaseFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCOMPARE(cluster().start(), QString()); }
    void badAddress_isRefused_withoutRepeatingIt();
    void databaseNotThere_isAskedAgainLater();
    void newerStore_isRefused();
    void serversStartingAtOnce_makeOneStore_andAnEpochEach();
    void connectionsCutWhileIdle_areNotNoticed();
    void connectionCutInATransaction_undoesIt();
    void connectionCutInADownload_endsIt_andTheNextIsWhole();
    void databaseStopped_isAnsweredWithRetry_andIsBackAfterItsStart();
    void decision_cannotBeChanged_alsoNotByHand();
    void connectionsCutAllTheTime_loseNothing();
    void databaseKilledAgainAndAgain_losesNothing();
};

void DatabaseFaultsTest::badAddress_isRefused_withoutRepeatingIt()
{
    for (const char *address :
         {"postgresql://user:secret@[::1/x", "user=me password=secret nonsense", "", " "}) {
        const auto opened = PostgresStore::open(QLatin1String(address));
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, QStringLiteral("server.database-address"));
        QVERIFY(!opened.error().arguments.join(u' ').contains(QLatin1String("secret")));
    }
}

void DatabaseFaultsTest::databaseNotThere_isAskedAgainLater()
{
    const auto opened = PostgresStore::open(QStringLiteral("postgresql://user:secret@/x?host=/nonexistent"));
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, QStringLiteral("server.store-away"));
    QCOMPARE(opened.error().advice, Advice::Retry);
    QVERIFY(!opened.error().arguments.join(u' ').contains(QLatin1String("secret")));
}

void DatabaseFaultsTest::newerStore_isRefused()
{
    PostgresPlace place;
    QVERIFY(place.open());
    QCOMPARE(place.query("UPDATE legwork.store_version SET step = 99"), QStringLiteral("UPDATE 1"));
    const auto opened = place.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, QStringLiteral("server.newer-store"));
    QCOMPARE(opened.error().advice, Advice::Update);
}

void DatabaseFaultsTest::serversStartingAtOnce_makeOneStore_andAnEpochEach()
{
    PostgresPlace place;
    std::vector<std::thread> threads;
    std::array<Uuid, 4> epochs;
    for (Uuid &epoch : epochs) {
        threads.emplace_back([&place, &epoch] {
            const auto store = place.open();
            const auto view = store ? (*store)->read() : Result<std::unique_ptr<ReadTransaction>>(nullptr);
            epoch = view && *view ? (*view)->epoch() : Uuid();
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    const auto store = place.open();
    QVERIFY(store);
    for (const Uuid &epoch : epochs) {
        QVERIFY(!epoch.isNull());
        QCOMPARE((*(*store)->read())->lastOf(epoch), std::optional<qint64>(0));
    }
}

void DatabaseFaultsTest::connectionsCutWhileIdle_areNotNoticed()
{
    Office office(postgresPlace());
    auto *place = static_cast<PostgresPlace *>(office.place.get());
    Gadget ann = office.enrol("Ann");
    office.addAccount(ann, "before");
    place->cutConnections();
    office.addAccount(ann, "after");
    place->cutConnections();
    QVERIFY(office.store->write());
    place->cutConnections();
    QCOMPARE(office.pull(ann).rowCount(), size_t(9));
}

void DatabaseFaultsTest::connectionCutInATransaction_undoesIt()
{
    Office office(postgresPlace());
    auto transaction = office.store->write();
    QVERIFY(transaction);
    (*transaction)->setHead(50);
    (*transaction)->dropGrant(idOf("Ann"), idOf("north"));
    QVERIFY((*transaction)->status());
    static_cast<PostgresPlace *>(office.place.get())->cutConnections();
    const Status done = (*transaction)->commit();
    QVERIFY(!done);
    QCOMPARE(done.error().code, QStringLiteral("server.store-away"));
    QCOMPARE(done.error().advice, Advice::Retry);
    transaction->reset();
    auto view = office.store->read();
    QCOMPARE((*view)->head(), 1);
    QCOMPARE((*view)->grants(idOf("Ann")).size(), size_t(2));
}

void DatabaseFaultsTest::connectionCutInADownload_endsIt_andTheNextIsWhole()
{
    Office office(postgresPlace());
    Gadget ann = office.enrol("Ann");
    office.addAccount(ann, "Hotel");
    auto feed = office.service->pull(ann.device, office.headerOf(ann));
    QVERIFY(feed);
    QVERIFY((*feed)->next());
    static_cast<PostgresPlace *>(office.place.get())->cutConnections();
    const auto next = (*feed)->next();
    QVERIFY(!next);
    QCOMPARE(next.error().advice, Advice::Retry);
    feed->reset();
    QCOMPARE(office.pull(ann).rowCount(), size_t(8));
}

void DatabaseFaultsTest::databaseStopped_isAnsweredWithRetry_andIsBackAfterItsStart()
{
    Office office(postgresPlace());
    Gadget ann = office.enrol("Ann");
    office.addAccount(ann, "before");
    const std::vector<Operation> sent{
        office.insert(ann, Account::kEntityNo, idOf("during"), {{field::Account::name, text("during"), {}}})};
    cluster().stop();
    const auto refused = office.push(ann, sent);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("server.store-away"));
    QCOMPARE(refused.error().advice, Advice::Retry);
    QVERIFY(!office.store->read());
    QCOMPARE(cluster().start(), QString());
    const auto outcomes = office.push(ann, sent);
    QVERIFY(outcomes);
    QCOMPARE(outcomes->front().verdict, Verdict::Applied);
    QVERIFY(office.row(idOf("before")));
    QVERIFY(office.row(idOf("during")));
}

void DatabaseFaultsTest::decision_cannotBeChanged_alsoNotByHand()
{
    Office office(postgresPlace());
    Gadget ann = office.enrol("Ann");
    office.addAccount(ann, "Hotel");
    const auto *place = static_cast<PostgresPlace *>(office.place.get());
    QVERIFY(place->query("UPDATE legwork.decision SET decided_at = 0")
                .contains(QLatin1String("stands for ever")));
    QCOMPARE(place->query("SELECT count(*) FROM legwork.decision WHERE decided_at = 0"), QStringLiteral("0"));
}

void DatabaseFaultsTest::connectionsCutAllTheTime_loseNothing()
{
    TeamRun team(7);
    std::thread saboteur([&] {
        while (!team.isOver) {
            team.place->cutConnections();
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    });
    team.work(60);
    saboteur.join();
    const QString trouble = team.check();
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    qInfo("%d requests answered, %d asked to come again", team.answered.load(), team.refused.load());
}

void DatabaseFaultsTest::databaseKilledAgainAndAgain_losesNothing()
{
    TeamRun team(8);
    std::thread worker([&] { team.work(60); });
    int kills = 0;
    QString trouble;
    while (!team.isOver && trouble.isEmpty()) {
        QTest::qWait(150);
        cluster().kill();
        ++kills;
        QTest::qWait(100);
        trouble = cluster().start();
    }
    worker.join();
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    QVERIFY(kills >= 2);
    trouble = team.check();
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    qInfo("%d kills, %d requests answered, %d asked to come again", kills, team.answered.load(),
          team.refused.load());
}

QTEST_GUILESS_MAIN(DatabaseFaultsTest)
#include "database_faults_test.moc"
