// SPDX-License-Identifier: Apache-2.0
#include "core/base/key.h"
#include "sync/server/store/embedded_store.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace legwork;
using namespace legwork::server;

namespace {

/// A folder in which a store has been made and closed again.
struct UsedFolder {
    UsedFolder()
    {
        auto store = EmbeddedStore::open(folder.path());
        if (!store)
            qFatal("%s", qPrintable(store.error().code));
        auto transaction = (*store)->write();
        const sync::FieldVersion version{1, Instant{1'000}, {}, {}};
        const StoredRow row{1,
                            Uuid::derive("row", "1"),
                            Uuid::derive("scope", "1"),
                            1,
                            1,
                            false,
                            version,
                            {{1, QStringLiteral("north"), version}}};
        (*transaction)->putRows(std::span(&row, 1));
        (*transaction)->setHead(1);
        if (!(*transaction)->commit())
            qFatal("not committed");
    }
    [[nodiscard]] QDir dir() const { return QDir(folder.path()); }
    [[nodiscard]] QString file(const char *name) const { return folder.filePath(QLatin1String(name)); }

    QTemporaryDir folder;
};

} // namespace

class EmbeddedStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstStart_makesKeyAndEncryptedDatabase_forTheOwnerOnly();
    void keyAway_isNotAnsweredWithANewOne();
    void databaseAway_isNotAnsweredWithANewOne();
    void wrongKey_isRefused();
    void newerStore_isRefused();
};

void EmbeddedStoreTest::firstStart_makesKeyAndEncryptedDatabase_forTheOwnerOnly()
{
    const UsedFolder used;
    const QDir dir(used.folder.path());
    QFile key(dir.filePath(QStringLiteral("store.key")));
    QCOMPARE(key.size(), SecretKey::kSize);
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup | QFileDevice::WriteOther;
    QVERIFY(!(key.permissions() & others));
    QVERIFY(!QFile::exists(dir.filePath(QStringLiteral("store.key.new"))));
    for (const QString &name : dir.entryList(QDir::Files)) {
        QFile file(dir.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.startsWith("SQLite format 3"), qPrintable(name));
        QVERIFY2(!bytes.contains("north"), qPrintable(name));
    }
}

void EmbeddedStoreTest::keyAway_isNotAnsweredWithANewOne()
{
    UsedFolder used;
    const QDir dir(used.folder.path());
    QVERIFY(QFile::rename(dir.filePath(QStringLiteral("store.key")), dir.filePath(QStringLiteral("kept"))));
    const auto opened = EmbeddedStore::open(used.folder.path());
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, QStringLiteral("server.key-lost"));
    QVERIFY(!QFile::exists(dir.filePath(QStringLiteral("store.key"))));
    QVERIFY(QFile::rename(dir.filePath(QStringLiteral("kept")), dir.filePath(QStringLiteral("store.key"))));
    QVERIFY(EmbeddedStore::open(used.folder.path()));
}

void EmbeddedStoreTest::databaseAway_isNotAnsweredWithANewOne()
{
    UsedFolder used;
    const QDir dir(used.folder.path());
    QVERIFY(QFile::remove(dir.filePath(QStringLiteral("store.db"))));
    QCOMPARE(EmbeddedStore::open(used.folder.path()).error().code, QStringLiteral("server.store-lost"));
    QVERIFY(!QFile::exists(dir.filePath(QStringLiteral("store.db"))));
}

void EmbeddedStoreTest::wrongKey_isRefused()
{
    UsedFolder used;
    QFile key(used.folder.filePath(QStringLiteral("store.key")));
    QVERIFY(key.open(QIODevice::ReadWrite));
    QCOMPARE(key.write(QByteArray(32, 'k')), 32);
    key.close();
    QCOMPARE(EmbeddedStore::open(used.folder.path()).error().code, QStringLiteral("storage.wrong-key"));
}

void EmbeddedStoreTest::newerStore_isRefused()
{
    UsedFolder used;
    QFile key(used.folder.filePath(QStringLiteral("store.key")));
    QVERIFY(key.open(QIODevice::ReadOnly));
    const auto secret = SecretKey::fromBytes(key.readAll());
    auto connection = sqlite::Connection::open(used.folder.filePath(QStringLiteral("store.db")), *secret,
                                               sqlite::Connection::Mode::Writer);
    QVERIFY(connection);
    QVERIFY((*connection)->execute("PRAGMA user_version = 99"));
    connection->reset();
    const auto opened = EmbeddedStore::open(used.folder.path());
    QCOMPARE(opened.error().code, QStringLiteral("server.newer-store"));
    QCOMPARE(opened.error().advice, Advice::Update);
}

QTEST_GUILESS_MAIN(EmbeddedStoreTest)
#include "embedded_store_test.moc"
