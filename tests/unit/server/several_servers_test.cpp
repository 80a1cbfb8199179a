// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/server/team_run.h"

#include <QTest>

using namespace legwork;
using namespace legwork::server;
using namespace legwork::server::test;

/// What one server does while another is between reading and writing.
class SeveralServersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_office.reset(); }
    void nobodyElse_theNumbersStay();
    void otherRowWritten_theNumbersMoveOn();
    void sameRowWritten_overtakes();
    void rowThatWasNotThere_overtakesWhenItAppears();
    void silentWrite_overtakesToo();
    void rightTakenAway_overtakes();
    void sameDeviceAnsweredElsewhere_overtakes();
    void overtakenWork_runsAgainAlone_once();
    void writerInTheMiddle_holdsBackOthersNumbers();
    void teamOnTwoServers_comesToWhatOneAfterTheOtherWould();

private:
    [[nodiscard]] std::unique_ptr<WriteTransaction> beside();
    void writeElsewhere(const std::function<void(WriteTransaction &)> &change);
    [[nodiscard]] StoredRow rowOf(const char *name, qint64 seq) const;

    std::unique_ptr<Office> m_office;
    std::unique_ptr<ServerStore> m_other; ///< Another server's, on the same database.
};

void SeveralServersTest::init()
{
    m_other.reset();
    m_office = std::make_unique<Office>(postgresPlace());
    auto opened = m_office->place->open();
    QVERIFY(opened);
    m_other = std::move(*opened);
}

std::unique_ptr<WriteTransaction> SeveralServersTest::beside()
{
    auto begun = m_office->store->writeBeside();
    return begun ? std::move(*begun) : nullptr;
}

void SeveralServersTest::writeElsewhere(const std::function<void(WriteTransaction &)> &change)
{
    auto transaction = m_other->write();
    QVERIFY(transaction);
    change(**transaction);
    QVERIFY((*transaction)->commit());
}

StoredRow SeveralServersTest::rowOf(const char *name, qint64 seq) const
{
    const sync::FieldVersion version{seq, Instant{1'000}, {}, {}};
    return {Account::kEntityNo,        idOf(name), idOf("north"), seq, seq, false, version,
            {{1, text(name), version}}};
}

void SeveralServersTest::nobodyElse_theNumbersStay()
{
    auto transaction = beside();
    QCOMPARE(transaction->head(), 1);
    QCOMPARE(transaction->claim(), 0);
    QVERIFY(transaction->status());
}

void SeveralServersTest::otherRowWritten_theNumbersMoveOn()
{
    auto transaction = beside();
    const std::vector asked{idOf("Ann"), idOf("mine")};
    QCOMPARE(transaction->rows(asked).size(), size_t(1));
    writeElsewhere([&](WriteTransaction &other) {
        other.putRows(std::vector{rowOf("theirs", 2)});
        other.setHead(4);
    });
    QCOMPARE(transaction->head(), 1);
    QCOMPARE(transaction->claim(), 3);
    transaction->putRows(std::vector{rowOf("mine", 2 + 3)});
    transaction->setHead(5);
    QVERIFY(transaction->commit());
    QCOMPARE((*m_other->read())->head(), 5);
}

void SeveralServersTest::sameRowWritten_overtakes()
{
    auto transaction = beside();
    const Uuid ann = idOf("Ann");
    QCOMPARE(transaction->rows(std::span(&ann, 1)).size(), size_t(1));
    writeElsewhere([&](WriteTransaction &other) {
        auto rows = other.rows(std::span(&ann, 1));
        rows.front().seq = 2;
        other.putRows(rows);
        other.setHead(2);
    });
    (void)transaction->claim();
    QCOMPARE(transaction->status().error().code, QStringLiteral("server.overtaken"));
    transaction->setHead(9);
    QVERIFY(!transaction->commit());
    transaction.reset();
    QCOMPARE((*m_other->read())->head(), 2);
}

void SeveralServersTest::rowThatWasNotThere_overtakesWhenItAppears()
{
    auto transaction = beside();
    const Uuid wanted = idOf("new");
    QVERIFY(transaction->rows(std::span(&wanted, 1)).empty());
    writeElsewhere([&](WriteTransaction &other) {
        other.putRows(std::vector{rowOf("new", 2)});
        other.setHead(2);
    });
    (void)transaction->claim();
    QCOMPARE(transaction->status().error().code, QStringLiteral("server.overtaken"));
}

void SeveralServersTest::silentWrite_overtakesToo()
{
    // Both wrote the same value: the version changes, the row's sequence does not, and the head need not.
    auto transaction = beside();
    const Uuid ann = idOf("Ann");
    QCOMPARE(transaction->rows(std::span(&ann, 1)).size(), size_t(1));
    writeElsewhere([&](WriteTransaction &other) { other.putRows(other.rows(std::span(&ann, 1))); });
    (void)transaction->claim();
    QCOMPARE(transaction->status().error().code, QStringLiteral("server.overtaken"));
}

void SeveralServersTest::rightTakenAway_overtakes()
{
    auto transaction = beside();
    QCOMPARE(transaction->grants(idOf("Bo")).size(), size_t(2));
    writeElsewhere([&](WriteTransaction &other) { other.dropGrant(idOf("Bo"), idOf("north")); });
    (void)transaction->claim();
    QCOMPARE(transaction->status().error().code, QStringLiteral("server.overtaken"));
}

void SeveralServersTest::sameDeviceAnsweredElsewhere_overtakes()
{
    Gadget ann = m_office->enrol("Ann");
    const std::vector<Operation> rejected{m_office->update(ann, Account::kEntityNo, idOf("nowhere"), {})};
    auto transaction = beside();
    QCOMPARE(transaction->device(ann.device.id)->highestOpNo, 0);
    // All of it rejected: no row and no number tells of it, only the device.
    SyncService elsewhere(*m_other, m_office->clock);
    const auto told = elsewhere.push(ann.device, m_office->headerOf(ann), rejected);
    QVERIFY(told);
    QCOMPARE(told->front().verdict, Verdict::Rejected);
    (void)transaction->claim();
    QCOMPARE(transaction->status().error().code, QStringLiteral("server.overtaken"));
    transaction.reset();
    QVERIFY(m_office->push(ann, rejected) == told);
}

void SeveralServersTest::overtakenWork_runsAgainAlone_once()
{
    const Uuid ann = idOf("Ann");
    int runs = 0;
    const Status done = m_office->store->transact([&](WriteTransaction &store) -> Status {
        ++runs;
        auto rows = store.rows(std::span(&ann, 1));
        if (runs == 1) {
            writeElsewhere([&](WriteTransaction &other) {
                auto theirs = other.rows(std::span(&ann, 1));
                theirs.front().seq = 2;
                other.putRows(theirs);
                other.setHead(2);
            });
        }
        const qint64 moved = store.claim();
        rows.front().seq = store.head() + 1;
        store.putRows(rows);
        store.setHead(rows.front().seq);
        return moved == 0 || runs > 1 ? store.status()
                                      : Status(fail(QStringLiteral("moved"), Advice::GiveUp));
    });
    QVERIFY2(done, qPrintable(done ? QString() : done.error().code));
    QCOMPARE(runs, 2);
    QCOMPARE(m_office->row(ann)->seq, 3);
}

void SeveralServersTest::writerInTheMiddle_holdsBackOthersNumbers()
{
    // The one that claimed first is slow; the other must wait, or its number would be seen before the slow one's.
    auto slow = beside();
    QCOMPARE(slow->claim(), 0);
    slow->putRows(std::vector{rowOf("slow", 2)});
    slow->setHead(2);
    std::atomic<bool> isDone = false;
    std::thread quick([&] {
        writeElsewhere([&](WriteTransaction &other) {
            other.putRows(std::vector{rowOf("quick", other.head() + 1)});
            other.setHead(other.head() + 1);
        });
        isDone = true;
    });
    QTest::qWait(150);
    QVERIFY(!isDone);
    QCOMPARE((*m_other->read())->head(), 1);
    QVERIFY(slow->commit());
    slow.reset();
    quick.join();
    QCOMPARE(m_office->row(idOf("slow"))->seq, 2);
    QCOMPARE(m_office->row(idOf("quick"))->seq, 3);
}

void SeveralServersTest::teamOnTwoServers_comesToWhatOneAfterTheOtherWould()
{
    bool isOne = false;
    const int given = qEnvironmentVariableIntValue("LEGWORK_SEED", &isOne);
    for (int seed = isOne ? given : 1; seed <= (isOne ? given : 4); ++seed) {
        TeamRun team{quint32(seed)};
        team.work(40);
        const QString trouble = team.check();
        QVERIFY2(trouble.isEmpty(), qPrintable(QStringLiteral("LEGWORK_SEED=%1: %2").arg(seed).arg(trouble)));
    }
}

QTEST_GUILESS_MAIN(SeveralServersTest)
#include "several_servers_test.moc"
