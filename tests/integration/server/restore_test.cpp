// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demo_company.h"
#include "tests/integration/server/live_device.h"
#include "tests/support/postgres_server.h"

#include <QDirIterator>
#include <QTest>

using namespace legwork;
using namespace legwork::test;

namespace {

/// What a backup of a folder is: its files as they are while nobody writes them.
bool copyFolder(const QString &from, const QString &to)
{
    QDir(to).removeRecursively();
    QDirIterator files(from, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QString target = QDir(to).filePath(QDir(from).relativeFilePath(file));
        if (!QDir().mkpath(QFileInfo(target).path()) || !QFile::copy(file, target))
            return false;
    }
    return true;
}

} // namespace

/// Backups of a server process and of a device's folder that are put back after work has gone on.
class RestoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void serverPutBack_getsWhatItLost_fromThoseWhoMadeIt_data();
    void serverPutBack_getsWhatItLost_fromThoseWhoMadeIt();
    void devicePutBack_getsWhatItLost_andWhatItSendsNextCounts();

private:
    [[nodiscard]] bool startServer();
    [[nodiscard]] bool backUp();
    [[nodiscard]] bool putBack();
    [[nodiscard]] Note noteWith(const char *words) const;
    /// Everybody meets the server until nothing waits; false when that does not come about.
    [[nodiscard]] bool settle(std::initializer_list<LiveDevice *> devices);

    std::optional<DemoCompany> m_demo;
    PostgresServer m_postgres;
    std::unique_ptr<ServerProcess> m_server;
    QTemporaryDir m_backup;
    QString m_address; ///< Of the server's database; empty: its store is the embedded one.
    QString m_database;
    QString m_beside; ///< A database from which another can be put back.
    quint16 m_port = 0;
};

void RestoreTest::initTestCase()
{
    auto demo = DemoCompany::load(QDate(2026, 3, 2));
    QVERIFY(demo);
    m_demo = std::move(*demo);
}

void RestoreTest::init()
{
    m_server = std::make_unique<ServerProcess>();
    m_address.clear();
    m_port = 0;
}

bool RestoreTest::startServer()
{
    QStringList more;
    if (m_port != 0)
        more += {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(m_port)};
    if (!m_address.isEmpty())
        more += {QStringLiteral("--database"), m_address};
    const bool started = m_server->start(more);
    m_port = m_server->port();
    return started;
}

bool RestoreTest::backUp()
{
    if (m_server->stop() != 0)
        return false;
    if (m_address.isEmpty())
        return copyFolder(m_server->folder(), m_backup.path()) && startServer();
    (void)m_postgres.query(m_beside,
                           QStringLiteral("CREATE DATABASE backup TEMPLATE \"%1\"").arg(m_database));
    return startServer();
}

bool RestoreTest::putBack()
{
    m_server->kill();
    if (m_address.isEmpty())
        return copyFolder(m_backup.path(), m_server->folder()) && startServer();
    (void)m_postgres.query(m_beside, QStringLiteral("DROP DATABASE \"%1\" WITH (FORCE)").arg(m_database));
    (void)m_postgres.query(m_beside,
                           QStringLiteral("CREATE DATABASE \"%1\" TEMPLATE backup").arg(m_database));
    return startServer();
}

Note RestoreTest::noteWith(const char *words) const
{
    Note note;
    note.id = Id<Note>::generate();
    note.scope = m_demo->territory.id.uuid;
    note.text = QString::fromUtf8(words);
    return note;
}

bool RestoreTest::settle(std::initializer_list<LiveDevice *> devices)
{
    const auto isSettled = [&] {
        return std::all_of(devices.begin(), devices.end(), [&](const LiveDevice *device) {
            return device->isIdle() && device->outbox().count == 0
                   && device->notes() == (*devices.begin())->notes();
        });
    };
    for (int look = 0; look < 120; ++look) {
        for (LiveDevice *device : devices)
            device->sync->syncNow();
        QTest::qWait(500);
        // Twice, as what one has sent last the others have yet to fetch.
        if (look > 1 && isSettled())
            return true;
    }
    for (const LiveDevice *device : devices)
        qWarning("waiting: %lld, notes: %zu", device->outbox().count, device->notes().size());
    return false;
}

void RestoreTest::serverPutBack_getsWhatItLost_fromThoseWhoMadeIt_data()
{
    QTest::addColumn<bool>("onPostgres");
    QTest::newRow("embedded store") << false;
    QTest::newRow("PostgreSQL") << true;
}

void RestoreTest::serverPutBack_getsWhatItLost_fromThoseWhoMadeIt()
{
    QFETCH(bool, onPostgres);
    if (onPostgres) {
        if (const QString why = PostgresServer::missing(); !why.isEmpty())
            QSKIP(qPrintable(why));
        QCOMPARE(m_postgres.start(), QString());
        m_address = m_postgres.makeDatabase();
        m_beside = m_postgres.makeDatabase();
        m_database = m_postgres.query(m_address, QStringLiteral("SELECT current_database()"));
        QVERIFY(!m_database.isEmpty());
    }
    QVERIFY(startServer());
    LiveDevice phone(*m_server, m_demo->people[1].id.uuid);
    LiveDevice tablet(*m_server, m_demo->people[1].id.uuid);
    const Note first = noteWith("before the backup");
    phone.write(first);
    QVERIFY(settle({&phone, &tablet}));
    QVERIFY(backUp());

    const Note byPhone = noteWith("客户同意试用");
    const Note byTablet = noteWith("by the tablet");
    phone.write(byPhone);
    tablet.write(byTablet);
    QVERIFY(settle({&phone, &tablet}));
    tablet.reword(first.id, QStringLiteral("reworded after the backup"));
    QVERIFY(settle({&phone, &tablet}));
    QVERIFY(putBack());

    // Work goes on before anybody knows.
    const Note later = noteWith("after the restore");
    phone.write(later);
    QVERIFY(phone.has(byTablet.id));
    QVERIFY(settle({&phone, &tablet}));
    LiveDevice fresh(*m_server, m_demo->people[1].id.uuid);
    QVERIFY(settle({&phone, &tablet, &fresh}));
    const auto notes = fresh.notes();
    QCOMPARE(notes.at(first.id.uuid), QStringLiteral("reworded after the backup"));
    for (const Note &note : {byPhone, byTablet, later})
        QCOMPARE(notes.at(note.id.uuid), note.text);
    QCOMPARE(phone.outbox().inAttention + tablet.outbox().inAttention, 0);
}

void RestoreTest::devicePutBack_getsWhatItLost_andWhatItSendsNextCounts()
{
    QVERIFY(startServer());
    LiveDevice phone(*m_server, m_demo->people[1].id.uuid);
    LiveDevice tablet(*m_server, m_demo->people[1].id.uuid);
    QVERIFY(settle({&phone, &tablet}));
    const Note unsent = noteWith("not sent when the backup was made");
    m_server->stop();
    phone.write(unsent);
    phone.close();
    QVERIFY(copyFolder(phone.folder(), m_backup.path()));
    phone.open();
    QVERIFY(startServer());
    const Note lost = noteWith("made after the backup");
    phone.write(lost);
    QVERIFY(settle({&phone, &tablet}));

    phone.close();
    QVERIFY(copyFolder(m_backup.path(), phone.folder()));
    phone.open();
    QVERIFY(!phone.has(lost.id));
    QCOMPARE(phone.outbox().count, 1);
    const Note next = noteWith("made on what was put back");
    phone.write(next);
    QVERIFY(settle({&phone, &tablet}));
    for (const Note &note : {unsent, lost, next}) {
        QVERIFY(phone.has(note.id));
        QVERIFY(tablet.has(note.id));
    }
    QCOMPARE(phone.outbox().inAttention, 0);
}

QTEST_GUILESS_MAIN(RestoreTest)
#include "restore_test.moc"
