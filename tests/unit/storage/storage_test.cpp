// SPDX-License-Identifier: Apache-2.0
#include "core/storage/outbox.h"
#include "core/storage/search_text.h"
#include "core/storage/store.h"
#include "core/storage/tables.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_key_store.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace legwork;
using namespace legwork::storage;

namespace {

const Uuid kTerritory = Uuid::derive("test", "territory");

Account accountNamed(const QString &name)
{
    Account account;
    account.id = Id<Account>::generate();
    account.scope = kTerritory;
    account.name = name;
    account.city = QStringLiteral("苏州");
    return account;
}

// As version 1 left a file.
constexpr const char *kToFirstVersion =
    "DROP TABLE search_due; DROP TABLE opaque_cell; ALTER TABLE account DROP COLUMN samplesOut;"
    "DROP TABLE attachment; DROP TABLE local_file; DROP TABLE device_state; ALTER TABLE cursor DROP COLUMN "
    "may;"
    "ALTER TABLE cursor DROP COLUMN until_ms; DROP TABLE limbo; ALTER TABLE cursor DROP COLUMN whole_at;"
    "ALTER TABLE outbox ADD COLUMN txn_no INTEGER NOT NULL DEFAULT 0;"
    "UPDATE outbox SET txn_no = min(op_no, 2); ALTER TABLE outbox DROP COLUMN unit;"
    "ALTER TABLE settled ADD COLUMN txn_no INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE settled DROP COLUMN unit; ALTER TABLE settled DROP COLUMN base;"
    "ALTER TABLE settled DROP COLUMN boot; ALTER TABLE settled DROP COLUMN monotonic_ms;"
    "PRAGMA user_version = 1;";

} // namespace

class StorageTest : public QObject
{
    Q_OBJECT

private:
    Store::Settings settings() { return {m_folder->path(), &m_keys, &m_clock}; }
    QString databaseFile() { return QDir(m_folder->path()).filePath(QStringLiteral("legwork.db")); }
    QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    std::unique_ptr<Store> opened()
    {
        auto store = Store::open(settings());
        if (!store)
            qFatal("%s", qPrintable(store.error().code + QLatin1Char(0x20)
                                    + store.error().arguments.join(QLatin1Char(0x20))));
        return std::move(*store);
    }
    QString openingError()
    {
        auto store = Store::open(settings());
        return store ? QString() : store.error().code;
    }
    static Status insert(Store &store, const Account &account)
    {
        return store.write([account](UnitOfWork &unit) -> Status { return unit.insert(account); }).result();
    }
    static std::vector<Operation> outboxOf(Store &store)
    {
        return store.read([](Reader &reader) { return undecided(reader.connection(), 1'000'000); })
            .result()
            .value();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    test::FakeKeyStore m_keys;
    test::FakeClock m_clock;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    // ------------------------------------------------------------ opening

    void newFolder_isMadeEncrypted_andOpensAgain()
    {
        const Account account = accountNamed(QStringLiteral("太湖大酒店-canary"));
        {
            auto store = opened();
            QVERIFY(insert(*store, account));
            const QByteArray log = contentOf(databaseFile() + QStringLiteral("-wal"));
            QVERIFY(!log.isEmpty());
            QVERIFY(!log.contains("canary"));
        }
        const QByteArray file = contentOf(databaseFile());
        QVERIFY(!file.isEmpty());
        QVERIFY(!file.startsWith("SQLite format 3"));
        QVERIFY(!file.contains("canary"));
        auto store = opened();
        const auto found = store->read([&](Reader &reader) { return reader.find(account.id); }).result();
        QVERIFY(found && *found);
        QCOMPARE((*found)->name, account.name);
    }

    void wrongKey_isRefused_andFileUnchanged()
    {
        const auto profileKey = [&] {
            auto store = opened();
            return QStringLiteral("legwork/") + store->install().toText();
        }();
        const QByteArray before = contentOf(databaseFile());
        QVERIFY(m_keys.save(profileKey, SecretKey::generate()));
        QCOMPARE(openingError(), QStringLiteral("storage.wrong-key"));
        QCOMPARE(contentOf(databaseFile()), before);
    }

    void keyGoneWhileDataExists_isKeyLost_andNoKeyIsMade()
    {
        const auto profileKey = [&] {
            auto store = opened();
            return QStringLiteral("legwork/") + store->install().toText();
        }();
        QVERIFY(m_keys.remove(profileKey));
        const QByteArray before = contentOf(databaseFile());
        QCOMPARE(openingError(), QStringLiteral("storage.key-lost"));
        QCOMPARE(contentOf(databaseFile()), before);
        QVERIFY(!m_keys.load(profileKey));
    }

    void profileGoneWhileDataExists_isKeyLost()
    {
        opened();
        QVERIFY(QFile::remove(QDir(m_folder->path()).filePath(QStringLiteral("profile.json"))));
        QCOMPARE(openingError(), QStringLiteral("storage.key-lost"));
    }

    void databaseGoneOrEmptied_isDataLost_neverAFirstStart()
    {
        opened();
        QVERIFY(QFile::remove(databaseFile()));
        QCOMPARE(openingError(), QStringLiteral("storage.data-lost"));
        QFile empty(databaseFile());
        QVERIFY(empty.open(QIODevice::WriteOnly));
        empty.close();
        QCOMPARE(openingError(), QStringLiteral("storage.data-lost"));
    }

    void damagedFile_isCorrupt_notWrongKey()
    {
        {
            auto store = opened();
            QVERIFY(insert(*store, accountNamed(QStringLiteral("甲"))));
        }
        QFile file(databaseFile());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(100));
        file.write("damage");
        file.close();
        QCOMPARE(openingError(), QStringLiteral("storage.corrupt"));
    }

    void plainSqliteFile_isRefused()
    {
        opened();
        QFile file(databaseFile());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("SQLite format 3\0", 16) + QByteArray(4080, '\0'));
        file.close();
        QCOMPARE(openingError(), QStringLiteral("storage.not-encrypted"));
    }

    void textThatCannotBeKeptAsItIs_isRefused_andNothingOfTheUnitHappens()
    {
        auto store = opened();
        const QString most(int(kValueBytesMax / 3), QChar(0x6e56));
        Account account = accountNamed(most);
        QVERIFY(store->write([&](UnitOfWork &unit) { return unit.insert(account); }).result());
        const auto refusal = [&](const QString &text) {
            const auto done = store
                                  ->write([&](UnitOfWork &unit) -> Status {
                                      if (auto made = unit.insert(accountNamed(QStringLiteral("新"))); !made)
                                          return made;
                                      return unit.edit(account.id, [&](Account &row) { row.street = text; });
                                  })
                                  .result();
            return done ? QString() : done.error().code + u' ' + done.error().arguments.join(u' ');
        };
        const QString place = QStringLiteral(" account street");
        QCOMPARE(refusal(most + QStringLiteral("湖")), QStringLiteral("storage.long-text") + place);
        QCOMPARE(refusal(QString(QChar(0xd83d))), QStringLiteral("storage.bad-character") + place);
        QCOMPARE(refusal(QString(1, QChar(0))), QStringLiteral("storage.bad-character") + place);
        const auto rows = store
                              ->read([](Reader &reader) {
                                  return reader.connection().number("SELECT count(*) FROM account");
                              })
                              .result();
        QCOMPARE(*rows, 1);
        // Whatever else people write is kept to the last sign.
        const QString strange =
            QStringLiteral("a\tb\n\u0007\u202eמלון\u202c\U0001F469\u200D\U0001F4BB e\u0301");
        QCOMPARE(refusal(strange), QString());
        QCOMPARE(
            store->read([&](Reader &reader) { return reader.find(account.id); }).result().value()->street,
            strange);
    }

    void newerSchema_isLeftAlone()
    {
        {
            auto store = opened();
            const auto raised = store
                                    ->synchronise([](sqlite::Connection &writer, Capture &) {
                                        return writer.execute("PRAGMA user_version = 9999");
                                    })
                                    .result();
            QVERIFY(raised);
        }
        const QByteArray before = contentOf(databaseFile());
        QCOMPARE(openingError(), QStringLiteral("storage.newer-schema"));
        QCOMPARE(contentOf(databaseFile()), before);
    }

    // Tables with their columns, and indices, so that a file taken up is the same as one made now.
    static QStringList schemaOf(Store &store)
    {
        return store
            .read([](Reader &reader) -> Result<QStringList> {
                QStringList all;
                auto found = reader.connection().prepare(
                    "SELECT m.type || ' ' || m.name || ' ' || coalesce((SELECT group_concat(c.cid || c.name "
                    "|| c.type)"
                    " FROM pragma_table_info(m.name) c), '') FROM sqlite_master m ORDER BY 1");
                if (!found)
                    return forward(found);
                for (auto more = found->step(); more && *more; more = found->step())
                    all += found->text(0);
                return all;
            })
            .result()
            .value();
    }

    void olderFile_takenUp_hasTheTablesOfAFreshOne()
    {
        QStringList fresh;
        {
            auto store = opened();
            fresh = schemaOf(*store);
            QVERIFY(store
                        ->synchronise([](sqlite::Connection &writer, Capture &) {
                            return writer.execute(kToFirstVersion);
                        })
                        .result());
        }
        auto store = opened();
        QVERIFY(fresh.size() > 20);
        QCOMPARE(schemaOf(*store), fresh);
    }

    void olderFile_isTakenUpStepByStep_andKeepsItsRows()
    {
        const Account account = accountNamed(QStringLiteral("太湖大酒店"));
        {
            auto store = opened();
            QVERIFY(insert(*store, account));
            QVERIFY(store
                        ->write([](UnitOfWork &unit) -> Status {
                            if (auto done = unit.insert(accountNamed(QStringLiteral("甲"))); !done)
                                return done;
                            return unit.insert(accountNamed(QStringLiteral("乙")));
                        })
                        .result());
            // As version 1 left it, with the first edit decided.
            const auto lowered =
                store
                    ->synchronise([](sqlite::Connection &writer, Capture &) -> Status {
                        if (auto done = writer.execute(kToFirstVersion); !done)
                            return done;
                        return writer.execute(
                            "INSERT INTO settled(op_no, txn_no, kind, entity, row_id, scope, wall_ms, edits,"
                            " verdict, seq, code, arguments, settled_ms)"
                            " SELECT op_no, txn_no, kind, entity, row_id, scope, wall_ms, edits, 1, 5, '', "
                            "'', 9"
                            " FROM outbox WHERE op_no = 1; DELETE FROM outbox WHERE op_no = 1");
                    })
                    .result();
            QVERIFY2(lowered, lowered ? "" : qPrintable(lowered.error().arguments.join(u' ')));
        }
        auto store = opened();
        const auto version = store
                                 ->read([](Reader &reader) {
                                     return reader.connection().number(
                                         "SELECT user_version + (SELECT count(*) FROM search_due)"
                                         " + (SELECT count(*) FROM limbo) FROM pragma_user_version");
                                 })
                                 .result();
        QCOMPARE(version.value(), qint64(kFileVersion));
        const auto kept = store->read([&](Reader &reader) { return reader.find(account.id); }).result();
        QCOMPARE(kept.value()->name, account.name);
        const auto waiting = outboxOf(*store);
        QCOMPARE(waiting.size(), size_t(2));
        QVERIFY(waiting[0].unit == waiting[1].unit);
        QVERIFY(!waiting[0].unit.isNull());
        const auto decided =
            store
                ->read([](Reader &reader) {
                    return operationsOf(reader.connection(), "settled", "WHERE op_no = ?", Value(qint64(1)));
                })
                .result();
        QCOMPARE(decided->size(), size_t(1));
        QVERIFY((*decided)[0].unit != waiting[0].unit);
        QVERIFY(!(*decided)[0].unit.isNull());
    }

    void secondInstance_isRefused()
    {
        auto store = opened();
        QCOMPARE(openingError(), QStringLiteral("storage.in-use"));
    }

    // ------------------------------------------------------------ capture

    void insert_isCapturedWithTheFieldsThatAreSet()
    {
        auto store = opened();
        const Account account = accountNamed(QStringLiteral("太湖大酒店"));
        QVERIFY(insert(*store, account));
        const auto operations = outboxOf(*store);
        QCOMPARE(operations.size(), size_t(1));
        QCOMPARE(operations[0].kind, OperationKind::Insert);
        QCOMPARE(operations[0].rowId, account.id.uuid);
        QCOMPARE(operations[0].scope, kTerritory);
        QCOMPARE(operations[0].opNo, 1);
        QCOMPARE(operations[0].at, m_clock.now());
        QCOMPARE(operations[0].fields.size(), size_t(2));
        QCOMPARE(operations[0].fields[0], (FieldEdit{field::Account::name, account.name, {}}));
    }

    void severalEditsOfOneRow_inOneUnit_areOneOperation()
    {
        auto store = opened();
        const Account account = accountNamed(QStringLiteral("旧名"));
        QVERIFY(insert(*store, account));
        const auto done = store->write([&](UnitOfWork &unit) -> Status {
            if (auto first = unit.edit(account.id, [](Account &row) { row.name = QStringLiteral("中间"); });
                !first)
                return first;
            return unit.edit(account.id, [](Account &row) {
                row.name = QStringLiteral("新名");
                row.staffCount = 12;
            });
        });
        QVERIFY(done.result());
        const auto operations = outboxOf(*store);
        QCOMPARE(operations.size(), size_t(2));
        QCOMPARE(operations[1].kind, OperationKind::Update);
        QCOMPARE(
            operations[1].fields,
            (std::vector<FieldEdit>{{field::Account::name, QStringLiteral("新名"), QStringLiteral("旧名")},
                                    {field::Account::staffCount, qint64(12), {}}}));
    }

    void editThatChangesNothing_leavesNoOperation()
    {
        auto store = opened();
        const Account account = accountNamed(QStringLiteral("甲"));
        QVERIFY(insert(*store, account));
        QVERIFY(
            store->write([&](UnitOfWork &unit) { return unit.edit(account.id, [](Account &) {}); }).result());
        QCOMPARE(outboxOf(*store).size(), size_t(1));
    }

    void sqlWrittenInsideAUnit_isCapturedToo()
    {
        auto store = opened();
        const Account account = accountNamed(QStringLiteral("甲"));
        QVERIFY(insert(*store, account));
        QVERIFY(store
                    ->write([](UnitOfWork &unit) {
                        return unit.connection().execute("UPDATE account SET city = 'x' || rowid");
                    })
                    .result());
        const auto operations = outboxOf(*store);
        QCOMPARE(operations.size(), size_t(2));
        QCOMPARE(operations[1].fields[0].was, Value(QStringLiteral("苏州")));
    }

    void writePastTheUnitOfWork_cannotCommit_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("update") << QByteArray("UPDATE account SET city = 'stray'");
        QTest::newRow("insert") << QByteArray(
            "INSERT INTO account(id, _scope) VALUES(randomblob(16), x'00')");
        QTest::newRow("delete") << QByteArray("DELETE FROM account");
        QTest::newRow("replace") << QByteArray(
            "REPLACE INTO account(id, _scope) SELECT id, _scope FROM account");
        QTest::newRow("in a transaction") << QByteArray("BEGIN; UPDATE account SET city = 'stray'; COMMIT");
    }
    void writePastTheUnitOfWork_cannotCommit()
    {
        QFETCH(QByteArray, sql);
        auto store = opened();
        const Account account = accountNamed(QStringLiteral("甲"));
        QVERIFY(insert(*store, account));
        const Status stray = store
                                 ->synchronise([&](sqlite::Connection &writer, Capture &) {
                                     Status done = writer.execute(sql.constData());
                                     if (writer.inTransaction())
                                         (void)writer.execute("ROLLBACK");
                                     return done;
                                 })
                                 .result();
        QVERIFY(!stray);
        QCOMPARE(stray.error().code, QStringLiteral("storage.constraint"));
        const auto rows = store->read([](Reader &reader) { return reader.select<Account>(""); }).result();
        QCOMPARE(rows->size(), size_t(1));
        QCOMPARE(rows->front().city, account.city);
        // The connection still works afterwards.
        QVERIFY(insert(*store, accountNamed(QStringLiteral("乙"))));
    }

    void physicalDeleteOrIdChange_insideAUnit_failsTheUnit_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("delete") << QByteArray("DELETE FROM account");
        QTest::newRow("id") << QByteArray("UPDATE account SET id = zeroblob(16)");
    }
    void physicalDeleteOrIdChange_insideAUnit_failsTheUnit()
    {
        QFETCH(QByteArray, sql);
        auto store = opened();
        QVERIFY(insert(*store, accountNamed(QStringLiteral("甲"))));
        const auto done =
            store->write([&](UnitOfWork &unit) { return unit.connection().execute(sql.constData()); })
                .result();
        QVERIFY(!done);
        QCOMPARE(done.error().code, QStringLiteral("storage.uncaptured"));
        QCOMPARE(outboxOf(*store).size(), size_t(1));
        const auto rows =
            store->read([](Reader &reader) { return reader.count<Account>("city = '苏州'"); }).result();
        QCOMPARE(*rows, 1);
    }

    void readerConnection_cannotWrite()
    {
        auto store = opened();
        const auto done = store
                              ->read([](Reader &reader) {
                                  return reader.connection().execute("UPDATE account SET city = 'x'");
                              })
                              .result();
        QVERIFY(!done);
    }

    void failedUnit_leavesNothingBehind_andNumbersGoOn()
    {
        auto store = opened();
        const auto failed = store
                                ->write([](UnitOfWork &unit) -> Status {
                                    if (auto done = unit.insert(accountNamed(QStringLiteral("甲"))); !done)
                                        return done;
                                    return fail(QStringLiteral("test.changed-my-mind"), Advice::AskUser);
                                })
                                .result();
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, QStringLiteral("test.changed-my-mind"));
        QVERIFY(outboxOf(*store).empty());
        QVERIFY(insert(*store, accountNamed(QStringLiteral("乙"))));
        QCOMPARE(outboxOf(*store).front().opNo, 1);
    }

    void operationsOfOneUnit_shareTheirTxn_andAreNeverSplit()
    {
        auto store = opened();
        QVERIFY(insert(*store, accountNamed(QStringLiteral("甲"))));
        QVERIFY(store
                    ->write([](UnitOfWork &unit) -> Status {
                        for (int i = 0; i < 5; ++i) {
                            if (auto done = unit.insert(accountNamed(QString::number(i))); !done)
                                return done;
                        }
                        return {};
                    })
                    .result());
        const auto some =
            store->read([](Reader &reader) { return undecided(reader.connection(), 2); }).result();
        QCOMPARE(some->size(), size_t(6));
        for (size_t i = 1; i < 6; ++i)
            QVERIFY((*some)[i].unit == (*some)[1].unit);
        const auto one =
            store->read([](Reader &reader) { return undecided(reader.connection(), 1); }).result();
        QCOMPARE(one->size(), size_t(1));
        QVERIFY((*some)[0].unit != (*some)[1].unit);
    }

    // ------------------------------------------------------------ undo

    void undo_takesBackTheUnit_butKeepsWhatChangedSince()
    {
        auto store = opened();
        const Account account = accountNamed(QStringLiteral("旧名"));
        QVERIFY(insert(*store, account));
        const Account second = accountNamed(QStringLiteral("导入的"));
        const Uuid undoId = Uuid::generate();
        QVERIFY(store
                    ->write([&](UnitOfWork &unit) -> Status {
                        unit.keepUndo(undoId, QStringLiteral("undo.import"));
                        if (auto done = unit.insert(second); !done)
                            return done;
                        return unit.edit(account.id, [](Account &row) {
                            row.name = QStringLiteral("新名");
                            row.staffCount = 30;
                        });
                    })
                    .result());
        QVERIFY(store
                    ->write([&](UnitOfWork &unit) {
                        return unit.edit(account.id, [](Account &row) { row.staffCount = 31; });
                    })
                    .result());
        const auto kept = store->undo(undoId).result();
        QVERIFY(kept);
        QCOMPARE(*kept, 1);
        const auto row = store->read([&](Reader &reader) { return reader.find(account.id); }).result();
        QCOMPARE((*row)->name, QStringLiteral("旧名"));
        QCOMPARE((*row)->staffCount, std::optional<qint64>(31));
        QVERIFY(!*store->read([&](Reader &reader) { return reader.find(second.id); }).result());
        QCOMPARE(store->undo(undoId).result().error().code, QStringLiteral("storage.no-undo"));
    }

    // ------------------------------------------------------------ search

    void search_findsChineseByTwoCharacters_initials_andLatinBeginnings_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("hits");
        QTest::newRow("two characters") << QStringLiteral("酒店") << 1;
        QTest::newRow("one character") << QStringLiteral("湖") << 1;
        QTest::newRow("characters not together") << QStringLiteral("太酒") << 0;
        QTest::newRow("two words") << QStringLiteral("太湖 酒店") << 1;
        QTest::newRow("initials") << QStringLiteral("thdjd") << 1;
        QTest::newRow("beginning of initials") << QStringLiteral("thd") << 1;
        QTest::newRow("latin beginning") << QStringLiteral("sheng") << 1;
        QTest::newRow("another field") << QStringLiteral("苏州") << 2;
        QTest::newRow("quotes do no harm") << QStringLiteral("\"酒店\" OR") << 0;
        QTest::newRow("operators do no harm") << QStringLiteral("-酒店*)") << 1;
        QTest::newRow("nothing") << QStringLiteral("  ") << 0;
    }
    void search_findsChineseByTwoCharacters_initials_andLatinBeginnings()
    {
        QFETCH(QString, typed);
        QFETCH(int, hits);
        auto store = opened();
        QVERIFY(insert(*store, accountNamed(QStringLiteral("太湖大酒店"))));
        QVERIFY(insert(*store, accountNamed(QStringLiteral("Shengda Motors"))));
        const auto found = store->read([&](Reader &reader) { return reader.search(typed, 0, 10); }).result();
        QVERIFY2(found, found ? "" : qPrintable(found.error().arguments.join(u' ')));
        QCOMPARE(int(found->size()), hits);
    }

    void search_followsEditsAndDeletions()
    {
        auto store = opened();
        const Account account = accountNamed(QStringLiteral("太湖大酒店"));
        QVERIFY(insert(*store, account));
        const auto hits = [&](const QString &typed) {
            return store->read([=](Reader &reader) { return reader.search(typed, 0, 10); }).result()->size();
        };
        QVERIFY(store
                    ->write([&](UnitOfWork &unit) {
                        return unit.edit(account.id,
                                         [](Account &row) { row.name = QStringLiteral("阳澄宾馆"); });
                    })
                    .result());
        QCOMPARE(hits(QStringLiteral("太湖")), size_t(0));
        QCOMPARE(hits(QStringLiteral("阳澄")), size_t(1));
        QVERIFY(store->write([&](UnitOfWork &unit) { return unit.remove(account.id); }).result());
        QCOMPARE(hits(QStringLiteral("阳澄")), size_t(0));
    }
};

QTEST_GUILESS_MAIN(StorageTest)
#include "storage_test.moc"
