// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/embedded_store.h"

#include "core/schema/codec.h"
#include "sync/protocol/codec.h"
#include "sync/server/private_file.h"
#include "sync/server/store/migrations.h"
#include "sync/server/store/row_packing.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <chrono>
#include <set>

namespace legwork::server {
namespace {

using namespace std::chrono_literals;

constexpr int kReadersMax = 24;
constexpr auto kPatience = 10s;

constexpr std::string_view kRowColumns =
    "SELECT id, entity, scope, seq, whole_from, deleted, body, versions FROM row ";
constexpr std::string_view kWholeRowColumns =
    "SELECT id, entity, scope, seq, whole_from, deleted, body, versions, former FROM row ";

tl::unexpected<Error> busy() { return fail(QStringLiteral("server.busy"), Advice::Retry); }

PackedRow rowFrom(const sqlite::Statement &statement)
{
    PackedRow row;
    row.id = statement.id(0);
    row.entityNo = int(statement.integer(1));
    row.scope = statement.id(2);
    row.seq = statement.integer(3);
    row.wholeFrom = statement.integer(4);
    row.deleted = statement.integer(5) != 0;
    row.values = statement.bytes(6);
    row.versions = statement.bytes(7);
    return row;
}

/// The key of a folder's database. It becomes store.key only once a database made with it is there, so that a
/// key without a database, or the reverse, always means that something was lost and never "first start".
struct StoreFiles {
    QString database;
    QString key;
    QString newKey;

    explicit StoreFiles(const QDir &folder)
        : database(folder.filePath(QStringLiteral("store.db")))
        , key(folder.filePath(QStringLiteral("store.key")))
        , newKey(folder.filePath(QStringLiteral("store.key.new")))
    {
    }
};

Result<SecretKey> loadOrMakeKey(const StoreFiles &files)
{
    const bool haveDatabase = QFileInfo(files.database).size() > 0;
    const bool haveKey = QFileInfo::exists(files.key);
    const bool haveNewKey = QFileInfo::exists(files.newKey);
    if (haveKey && !haveDatabase)
        return fail(QStringLiteral("server.store-lost"), Advice::AskUser, {files.database});
    if (!haveKey && haveDatabase && !haveNewKey)
        return fail(QStringLiteral("server.key-lost"), Advice::AskUser, {files.key});
    if (!haveKey && !haveNewKey) {
        const SecretKey made = SecretKey::generate();
        if (auto written = writePrivateFile(files.newKey, made.bytes().toByteArray()); !written)
            return forward(written);
    }
    auto bytes = readPrivateFile(haveKey ? files.key : files.newKey, SecretKey::kSize);
    if (!bytes)
        return forward(bytes);
    auto key = SecretKey::fromBytes(*bytes);
    wipe(bytes->data(), size_t(bytes->size()));
    if (!key) {
        // A start that was cut off may leave half a new key; nothing can have been written with it.
        if (!haveKey && !haveDatabase && QFile::remove(files.newKey))
            return loadOrMakeKey(files);
        return fail(QStringLiteral("server.key-lost"), Advice::AskUser, {files.key});
    }
    return std::move(*key);
}

} // namespace

class EmbeddedTransaction final : public WriteTransaction
{
public:
    EmbeddedTransaction(EmbeddedStore *store, sqlite::Connection *connection,
                        std::unique_ptr<sqlite::Connection> reader,
                        std::unique_lock<std::timed_mutex> writing, sqlite::Transaction transaction)
        : m_store(store)
        , m_writing(std::move(writing))
        , m_reader(std::move(reader))
        , m_connection(connection)
        , m_transaction(std::move(transaction))
    {
    }
    ~EmbeddedTransaction() override
    {
        m_transaction.reset(); // rolls back before somebody else gets the connection
        if (m_reader)
            m_store->giveBack(std::move(m_reader));
    }

    Status status() const override { return m_status; }

    qint64 head() override { return number("SELECT head FROM meta"); }

    std::optional<Device> device(const Uuid &id) override
    {
        return oneDevice(
            "SELECT id, person, install, highest_op_no, last_seen, name FROM device WHERE id = ?", id);
    }
    std::optional<Device> deviceByToken(const QByteArray &tokenHash) override
    {
        return oneDevice(
            "SELECT id, person, install, highest_op_no, last_seen, name FROM device WHERE token_hash = ?",
            tokenHash);
    }
    std::optional<Device> deviceByInstall(const Uuid &person, const Uuid &install) override
    {
        return oneDevice("SELECT id, person, install, highest_op_no, last_seen, name FROM device"
                         " WHERE person = ? AND install = ? ORDER BY rowid DESC LIMIT 1",
                         person, install);
    }

    std::vector<Grant> grants(const Uuid &person) override
    {
        std::vector<Grant> found;
        each(
            "SELECT scope, kind, may, seq, until, wrote_until_seq, wrote_until FROM access WHERE person = ?"
            " ORDER BY scope",
            [&](const sqlite::Statement &s) {
                found.push_back({s.id(0), ScopeKind(s.integer(1)), Right(s.integer(2)), s.integer(3),
                                 timeIn(s, 4), s.integer(5), timeIn(s, 6)});
                return true;
            },
            person);
        return found;
    }

    std::vector<GrantChange> grantChanges(const Uuid &person) override
    {
        std::vector<GrantChange> found;
        each(
            "SELECT at, by, scope, kind, may, seq, until FROM access_change WHERE person = ? ORDER BY no "
            "DESC",
            [&](const sqlite::Statement &s) {
                found.push_back(
                    {Instant{s.integer(0)},
                     s.text(1),
                     person,
                     {s.id(2), ScopeKind(s.integer(3)), Right(s.integer(4)), s.integer(5), timeIn(s, 6)}});
                return true;
            },
            person);
        return found;
    }

    std::vector<StoredRow> rows(std::span<const Uuid> ids) override
    {
        static const std::string sql = std::string(kWholeRowColumns) + "WHERE id = ?";
        std::vector<StoredRow> found;
        for (const Uuid &id : ids)
            each(
                sql, [&](const sqlite::Statement &s) { return take(found, s); }, id);
        return found;
    }

    std::vector<StoredRow> rowsHangingOn(std::span<const Uuid> ids) override
    {
        static const std::string sql =
            "WITH RECURSIVE hanging (id) AS (SELECT id FROM row WHERE parent = ? UNION"
            " SELECT row.id FROM hanging JOIN row ON row.parent = hanging.id) "
            + std::string(kWholeRowColumns) + "WHERE id IN (SELECT id FROM hanging)";
        std::vector<StoredRow> found;
        for (const Uuid &id : ids)
            each(
                sql, [&](const sqlite::Statement &s) { return take(found, s); }, id);
        return found;
    }

    std::vector<Leave> leaves(const Uuid &scope, qint64 afterSeq, const Uuid &afterRow,
                              size_t leavesMax) override
    {
        std::vector<Leave> found;
        each(
            "SELECT entity, seq, row FROM leave WHERE scope = ? AND (seq, row) > (?, ?) ORDER BY seq, row "
            "LIMIT ?",
            [&](const sqlite::Statement &s) {
                found.push_back({scope, int(s.integer(0)), s.integer(1), s.id(2)});
                return true;
            },
            scope, afterSeq, afterRow, qint64(leavesMax));
        return found;
    }

    std::vector<PackedRow> changedRows(const Uuid &scope, int entityNo, qint64 afterSeq, const Uuid &afterId,
                                       size_t rowsMax, qsizetype bytesMax) override
    {
        static const std::string sql = std::string(kRowColumns)
                                       + "WHERE scope = ? AND entity = ? AND (seq, id) > (?, ?)"
                                         " ORDER BY seq, id LIMIT ?";
        std::vector<PackedRow> found;
        qsizetype bytes = 0;
        each(
            sql,
            [&](const sqlite::Statement &s) {
                bytes += found.emplace_back(rowFrom(s)).values.size();
                return bytes < bytesMax;
            },
            scope, entityNo, afterSeq, afterId, qint64(rowsMax));
        return found;
    }

    int entityAfter(std::span<const Uuid> scopes, int entityNo) override
    {
        int lowest = 0;
        for (const Uuid &scope : scopes) {
            each(
                "SELECT min(entity) FROM row WHERE scope = ? AND entity > ?",
                [&](const sqlite::Statement &s) {
                    const int found = int(s.integer(0));
                    lowest = lowest == 0 || (found != 0 && found < lowest) ? found : lowest;
                    return true;
                },
                scope, entityNo);
        }
        return lowest;
    }

    std::vector<Uuid> scopes() override
    {
        std::vector<Uuid> found;
        each("SELECT DISTINCT scope FROM row", [&](const sqlite::Statement &s) {
            found.push_back(s.id(0));
            return true;
        });
        return found;
    }

    qint64 rowCount(const Uuid &scope) override
    {
        return number("SELECT count(*) FROM row WHERE scope = ?", scope);
    }

    std::vector<Decision> decisionsOn(std::span<const Uuid> units) override
    {
        std::vector<Decision> found;
        for (const Uuid &unit : units) {
            each(
                "SELECT operation, outcome FROM decision WHERE unit = ? ORDER BY place",
                [&](const sqlite::Statement &s) {
                    auto operation = sync::decodeOperation(s.bytes(0));
                    auto outcome = sync::decodeOutcome(s.bytes(1));
                    if (!operation || !outcome)
                        return damaged();
                    found.push_back({std::move(*operation), std::move(*outcome)});
                    return true;
                },
                unit);
        }
        return found;
    }

    Uuid epoch() override
    {
        Uuid found;
        each("SELECT id FROM epoch ORDER BY no DESC LIMIT 1", [&](const sqlite::Statement &s) {
            found = s.id(0);
            return true;
        });
        return found;
    }

    std::optional<qint64> lastOf(const Uuid &epoch) override
    {
        std::optional<qint64> last;
        each(
            "SELECT coalesce((SELECT later.began FROM epoch AS later WHERE later.no > this.no"
            " ORDER BY later.no LIMIT 1), (SELECT head FROM meta)) FROM epoch AS this WHERE id = ?",
            [&](const sqlite::Statement &s) {
                last = s.integer(0);
                return true;
            },
            epoch);
        return last;
    }

    void setHead(qint64 seq) override { run("UPDATE meta SET head = ?", seq); }

    void putRows(std::span<const StoredRow> rows) override
    {
        for (const StoredRow &row : rows) {
            m_touched.insert(row.scope);
            const auto parent = row.parent();
            run("INSERT INTO row (id, entity, scope, seq, whole_from, deleted, body, versions, parent, "
                "former)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, seq = excluded.seq,"
                " whole_from = excluded.whole_from, deleted = excluded.deleted, body = excluded.body,"
                " versions = excluded.versions, parent = excluded.parent, former = excluded.former",
                row.id, row.entityNo, row.scope, row.seq, row.wholeFrom, row.deleted, packValues(row),
                packVersions(row), parent ? Value(parent->toBytes()) : Value(),
                row.former.empty() ? Value() : Value(packFormer(row)));
            if (!row.former.empty())
                putLeaves(row);
        }
    }

    void addDecisions(const Uuid &deviceId, Instant decidedAt, std::span<const Decision> decisions) override
    {
        int place = 0;
        const Uuid *unit = nullptr;
        for (const Decision &decision : decisions) {
            place = unit && *unit == decision.operation.unit ? place + 1 : 0;
            unit = &decision.operation.unit;
            run("INSERT INTO decision (unit, place, device, decided_at, operation, outcome)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                *unit, place, deviceId, decidedAt.ms, sync::encodeOperation(decision.operation),
                sync::encodeOutcome(decision.outcome));
        }
    }

    void setHighestOpNo(const Uuid &deviceId, qint64 opNo) override
    {
        run("UPDATE device SET highest_op_no = ? WHERE id = ?", opNo, deviceId);
    }

    std::vector<DeadLetter> deadLetters() override
    {
        std::vector<DeadLetter> found;
        each("SELECT no, device, received_at, operation FROM dead_letter ORDER BY no",
             [&](const sqlite::Statement &s) {
                 auto operation = sync::decodeOperation(s.bytes(3));
                 if (!good(operation))
                     return false;
                 found.push_back({s.integer(0), s.id(1), Instant{s.integer(2)}, std::move(*operation)});
                 return true;
             });
        return found;
    }

    void addDeadLetters(const Uuid &deviceId, Instant receivedAt,
                        std::span<const Operation> operations) override
    {
        for (const Operation &operation : operations) {
            run("INSERT INTO dead_letter (device, received_at, operation) VALUES (?, ?, ?)", deviceId,
                receivedAt.ms, sync::encodeOperation(operation));
        }
    }

    void dropDeadLetter(qint64 no) override { run("DELETE FROM dead_letter WHERE no = ?", no); }

    void putGrant(const Uuid &person, const Grant &grant) override
    {
        m_touched.insert(person);
        run("INSERT INTO access (person, scope, kind, may, seq, until, wrote_until_seq, wrote_until)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (person, scope) DO UPDATE SET may = excluded.may, seq = excluded.seq,"
            " until = excluded.until, wrote_until_seq = excluded.wrote_until_seq,"
            " wrote_until = excluded.wrote_until",
            person, grant.scope, int(grant.kind), int(grant.right), grant.seq, toValue(grant.until),
            grant.wroteUntilSeq, toValue(grant.wroteUntil));
    }

    void addGrantChange(const GrantChange &change) override
    {
        run("INSERT INTO access_change (at, by, person, scope, kind, may, seq, until)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            change.at.ms, change.by, change.person, change.grant.scope, int(change.grant.kind),
            int(change.grant.right), change.grant.seq, toValue(change.grant.until));
    }

    void dropGrant(const Uuid &person, const Uuid &scope) override
    {
        m_touched.insert(person);
        run("DELETE FROM access WHERE person = ? AND scope = ?", person, scope);
    }

    void putDevice(const Device &device, const QByteArray &tokenHash, const QString &name) override
    {
        run("INSERT INTO device (id, person, install, token_hash, highest_op_no, name, created, last_seen)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash, name = excluded.name,"
            " last_seen = excluded.last_seen",
            device.id, device.person, device.install, tokenHash, device.highestOpNo, name, device.lastSeen.ms,
            device.lastSeen.ms);
    }

    void setLastSeen(const Uuid &deviceId, Instant at) override
    {
        run("UPDATE device SET last_seen = ? WHERE id = ?", at.ms, deviceId);
    }

    std::optional<EnrolmentCode> enrolmentCode(const QByteArray &hash) override
    {
        std::optional<EnrolmentCode> found;
        each(
            "SELECT person, expires, used_by FROM enrolment_code WHERE hash = ?",
            [&](const sqlite::Statement &s) {
                found = EnrolmentCode{hash, s.id(0), Instant{s.integer(1)}, s.id(2)};
                return true;
            },
            hash);
        return found;
    }

    void putEnrolmentCode(const EnrolmentCode &code) override
    {
        run("INSERT INTO enrolment_code (hash, person, expires, used_by) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (hash) DO UPDATE SET used_by = excluded.used_by",
            code.hash, code.person, code.expires.ms,
            code.usedBy.isNull() ? Value() : Value(code.usedBy.toBytes()));
    }

    void dropEnrolmentCodes(Instant before) override
    {
        run("DELETE FROM enrolment_code WHERE expires < ?", before.ms);
    }

    Status commit() override
    {
        const qint64 reached = m_touched.empty() ? 0 : head();
        if (m_status)
            m_status = m_transaction->commit();
        if (m_status && !m_touched.empty()) {
            const std::vector<Uuid> touched(m_touched.begin(), m_touched.end());
            m_store->bell().ring(reached, touched);
        }
        return m_status;
    }

private:
    static Instant timeIn(const sqlite::Statement &statement, int column)
    {
        return statement.isNull(column) ? Instant{} : Instant{statement.integer(column)};
    }
    void putLeaves(const StoredRow &row)
    {
        run("DELETE FROM leave WHERE row = ?", row.id);
        for (const FormerScope &former : row.former) {
            if (former.seq == 0)
                continue;
            if (former.seq == row.seq)
                m_touched.insert(former.scope);
            run("INSERT INTO leave (scope, seq, row, entity) VALUES (?, ?, ?, ?)", former.scope, former.seq,
                row.id, row.entityNo);
        }
    }
    template<class T>
    bool good(const Result<T> &result)
    {
        if (!result && m_status)
            m_status = forward(result);
        return result.has_value();
    }
    bool damaged()
    {
        if (m_status)
            m_status = fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
        return false;
    }
    bool take(std::vector<StoredRow> &into, const sqlite::Statement &statement)
    {
        PackedRow packed = rowFrom(statement);
        packed.former = statement.bytes(8);
        auto row = unpack(packed);
        if (!row)
            return damaged();
        into.push_back(std::move(*row));
        return true;
    }
    template<class... Args>
    void run(std::string_view sql, const Args &...args)
    {
        if (m_status)
            (void)good(m_connection->run(sql, args...));
    }
    template<class... Args>
    qint64 number(std::string_view sql, const Args &...args)
    {
        if (!m_status)
            return 0;
        const auto found = m_connection->number(sql, args...);
        return good(found) ? *found : 0;
    }
    /// Calls `visit` for each row of a query until it returns false.
    template<class Visit, class... Args>
    void each(std::string_view sql, Visit visit, const Args &...args)
    {
        if (!m_status)
            return;
        auto statement = m_connection->prepare(sql);
        if (!good(statement))
            return;
        statement->bind(args...);
        for (auto more = statement->step(); good(more) && *more; more = statement->step()) {
            if (!visit(*statement))
                return;
        }
    }
    template<class... Args>
    std::optional<Device> oneDevice(std::string_view sql, const Args &...args)
    {
        std::optional<Device> found;
        each(
            sql,
            [&](const sqlite::Statement &s) {
                found = Device{s.id(0), s.id(1), s.id(2), s.integer(3), Instant{s.integer(4)}, s.text(5)};
                return true;
            },
            args...);
        return found;
    }

    EmbeddedStore *m_store;
    std::unique_lock<std::timed_mutex> m_writing;
    std::unique_ptr<sqlite::Connection> m_reader;
    sqlite::Connection *m_connection;
    std::optional<sqlite::Transaction> m_transaction;
    Status m_status;
    std::set<Uuid> m_touched; ///< Scopes with changed rows, people with changed rights.
};

EmbeddedStore::EmbeddedStore(QString path, SecretKey key, std::unique_ptr<sqlite::Connection> writer)
    : m_path(std::move(path))
    , m_key(std::move(key))
    , m_writer(std::move(writer))
{
}

EmbeddedStore::~EmbeddedStore()
{
    // The writer goes last and moves what is left of the log into the database.
    m_idleReaders.clear();
    m_writer.reset();
}

Result<std::unique_ptr<EmbeddedStore>> EmbeddedStore::open(const QString &folder)
{
    const QDir dir(folder);
    if (!dir.mkpath(QStringLiteral(".")))
        return fail(QStringLiteral("server.data-folder"), Advice::AskUser, {folder});
    const StoreFiles files(dir);
    auto key = loadOrMakeKey(files);
    if (!key)
        return forward(key);
    auto writer = sqlite::Connection::open(files.database, *key, sqlite::Connection::Mode::Writer);
    if (!writer)
        return forward(writer);
    if (auto migrated = migrate(**writer); !migrated)
        return forward(migrated);
    if (auto there = (*writer)->run("INSERT INTO meta (one, head) VALUES (1, 0) ON CONFLICT DO NOTHING");
        !there)
        return forward(there);
    if (auto begun =
            (*writer)->run("INSERT INTO epoch (id, began) SELECT ?, head FROM meta", Uuid::generate());
        !begun)
        return forward(begun);
    if (QFileInfo::exists(files.newKey) && !QFileInfo::exists(files.key)) {
        if (auto kept = renamePrivateFile(files.newKey, files.key); !kept)
            return forward(kept);
    }
    std::unique_ptr<EmbeddedStore> store(
        new EmbeddedStore(files.database, std::move(*key), std::move(*writer)));
    const auto head = store->m_writer->number("SELECT head FROM meta");
    if (!head)
        return forward(head);
    store->bell().startFrom(*head);
    return store;
}

Result<std::unique_ptr<ReadTransaction>> EmbeddedStore::read()
{
    std::unique_ptr<sqlite::Connection> reader;
    {
        std::unique_lock lock(m_readersMutex);
        if (!m_readerBack.wait_for(lock, kPatience,
                                   [this] { return !m_idleReaders.empty() || m_readersMade < kReadersMax; }))
            return busy();
        if (m_idleReaders.empty()) {
            ++m_readersMade;
        } else {
            reader = std::move(m_idleReaders.back());
            m_idleReaders.pop_back();
        }
    }
    if (!reader) {
        auto opened = sqlite::Connection::open(m_path, m_key, sqlite::Connection::Mode::Reader);
        if (!opened) {
            giveBack(nullptr);
            return forward(opened);
        }
        reader = std::move(*opened);
    }
    auto transaction = sqlite::Transaction::beginRead(*reader);
    if (!transaction) {
        giveBack(nullptr);
        return forward(transaction);
    }
    sqlite::Connection *connection = reader.get();
    auto view = std::make_unique<EmbeddedTransaction>(
        this, connection, std::move(reader), std::unique_lock<std::timed_mutex>(), std::move(*transaction));
    // SQLite fixes the view with the first read, not with BEGIN.
    (void)view->head();
    if (auto good = view->status(); !good)
        return forward(good);
    return view;
}

void EmbeddedStore::giveBack(std::unique_ptr<sqlite::Connection> reader)
{
    {
        const std::lock_guard lock(m_readersMutex);
        if (reader)
            m_idleReaders.push_back(std::move(reader));
        else
            --m_readersMade;
    }
    m_readerBack.notify_one();
}

Result<std::unique_ptr<WriteTransaction>> EmbeddedStore::write()
{
    std::unique_lock writing(m_writing, kPatience);
    if (!writing)
        return busy();
    auto transaction = sqlite::Transaction::begin(*m_writer);
    if (!transaction)
        return forward(transaction);
    return std::make_unique<EmbeddedTransaction>(this, m_writer.get(), nullptr, std::move(writing),
                                                 std::move(*transaction));
}

Status EmbeddedStore::tidyUp()
{
    std::unique_lock writing(m_writing, kPatience);
    if (!writing)
        return busy();
    return m_writer->checkpoint();
}

} // namespace legwork::server
