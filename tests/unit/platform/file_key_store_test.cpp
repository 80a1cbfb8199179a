// SPDX-License-Identifier: Apache-2.0
#include "platform/desktop/file_key_store.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace legwork;

namespace {
const QString kName = QStringLiteral("database 钥匙");
}

class FileKeyStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savedKey_comesBack_alsoFromAnotherStore();
    void savedAgain_replacesTheKey_andLeavesOthers();
    void missingFile_isNotFound_andNoFileIsMade();
    void removed_isNotFound();
    void file_isForItsOwnerOnly_andNamesItsDanger();
    void fileOthersMayRead_isRefused_andUnchanged_data();
    void fileOthersMayRead_isRefused_andUnchanged();
    void damagedKey_isInvalidated();
    void folderInstead_fails();
    void unwritablePlace_fails();

private:
    QTemporaryDir m_folder;
    QString fresh() const
    {
        return m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction())
                                 + QString::number(m_count));
    }
    int m_count = 0;
};

void FileKeyStoreTest::savedKey_comesBack_alsoFromAnotherStore()
{
    const SecretKey key = SecretKey::generate();
    FileKeyStore store(fresh());
    QVERIFY(store.save(kName, key));
    const auto back = FileKeyStore(fresh()).load(kName);
    QVERIFY(back);
    QCOMPARE(back->bytes(), key.bytes());
}

void FileKeyStoreTest::savedAgain_replacesTheKey_andLeavesOthers()
{
    FileKeyStore store(fresh());
    const SecretKey other = SecretKey::generate();
    const SecretKey second = SecretKey::generate();
    QVERIFY(store.save(QStringLiteral("other"), other));
    QVERIFY(store.save(kName, SecretKey::generate()));
    QVERIFY(store.save(kName, second));
    QCOMPARE(store.load(kName)->bytes(), second.bytes());
    QCOMPARE(store.load(QStringLiteral("other"))->bytes(), other.bytes());
}

void FileKeyStoreTest::missingFile_isNotFound_andNoFileIsMade()
{
    FileKeyStore store(fresh());
    const auto key = store.load(kName);
    QVERIFY(!key);
    QCOMPARE(key.error(), (Error{QStringLiteral("keystore.not-found"), Advice::AskUser, {}}));
    QVERIFY(store.remove(kName));
    QVERIFY(!QFile::exists(fresh()));
}

void FileKeyStoreTest::removed_isNotFound()
{
    FileKeyStore store(fresh());
    QVERIFY(store.save(kName, SecretKey::generate()));
    QVERIFY(store.remove(kName));
    QCOMPARE(store.load(kName).error().code, QStringLiteral("keystore.not-found"));
}

void FileKeyStoreTest::file_isForItsOwnerOnly_andNamesItsDanger()
{
    FileKeyStore store(fresh());
    QVERIFY(store.save(kName, SecretKey::generate()));
    const QFile::Permissions permissions = QFileInfo(fresh()).permissions();
    QVERIFY(permissions & QFile::ReadOwner);
    QVERIFY(!(permissions
              & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeGroup
                 | QFile::ExeOther)));
    QFile file(fresh());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readLine().contains("NOT PROTECTED"));
}

void FileKeyStoreTest::fileOthersMayRead_isRefused_andUnchanged_data()
{
    QTest::addColumn<int>("extra");
    QTest::newRow("group reads") << int(QFile::ReadGroup);
    QTest::newRow("group writes") << int(QFile::WriteGroup);
    QTest::newRow("others read") << int(QFile::ReadOther);
    QTest::newRow("others write") << int(QFile::WriteOther);
}

void FileKeyStoreTest::fileOthersMayRead_isRefused_andUnchanged()
{
    QFETCH(int, extra);
    ++m_count;
    FileKeyStore store(fresh());
    QVERIFY(store.save(kName, SecretKey::generate()));
    QFile file(fresh());
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::Permissions(extra)));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    const Error denied{QStringLiteral("keystore.denied"), Advice::AskUser, {fresh()}};
    QCOMPARE(store.load(kName).error(), denied);
    QCOMPARE(store.save(kName, SecretKey::generate()).error(), denied);
    QCOMPARE(store.remove(kName).error(), denied);
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), before);
}

void FileKeyStoreTest::damagedKey_isInvalidated()
{
    FileKeyStore store(fresh());
    QVERIFY(store.save(kName, SecretKey::generate()));
    QFile file(fresh());
    QVERIFY(file.resize(file.size() - 10));
    QCOMPARE(store.load(kName).error().code, QStringLiteral("keystore.invalidated"));
}

void FileKeyStoreTest::folderInstead_fails()
{
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("folder")));
    const QString path = m_folder.filePath(QStringLiteral("folder"));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QCOMPARE(FileKeyStore(path).load(kName).error().code, QStringLiteral("keystore.failed"));
}

void FileKeyStoreTest::unwritablePlace_fails()
{
    FileKeyStore store(m_folder.filePath(QStringLiteral("no/such/folder/keys")));
    QCOMPARE(store.save(kName, SecretKey::generate()).error().code, QStringLiteral("keystore.failed"));
}

QTEST_APPLESS_MAIN(FileKeyStoreTest)
#include "file_key_store_test.moc"
