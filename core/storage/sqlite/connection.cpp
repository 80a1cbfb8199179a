// SPDX-License-Identifier: Apache-2.0
#include "core/storage/sqlite/connection.h"

#include <array>
#include <sqlite3.h>
#include <utility>

namespace legwork::sqlite {
namespace {

constexpr int kBusyTimeoutMs = 10'000;

constexpr const char *kCommonSettings = "PRAGMA busy_timeout = 10000;"
                                        "PRAGMA trusted_schema = OFF;"
                                        "PRAGMA foreign_keys = OFF;"
                                        "PRAGMA recursive_triggers = OFF;"
                                        "PRAGMA mmap_size = 0;";
// NORMAL would lose acknowledged commits at a power failure.
// Decrypted pages are kept: 32 MiB removes most of what encryption costs where many rows are written.
constexpr const char *kWriterSettings = "PRAGMA cache_size = -32000;"
                                        "PRAGMA journal_mode = WAL;"
                                        "PRAGMA synchronous = FULL;"
                                        "PRAGMA fullfsync = ON;"
                                        "PRAGMA checkpoint_fullfsync = ON;";
// What pages read lies in a few MiB; there are several readers, and a phone has little memory.
constexpr const char *kReaderSettings = "PRAGMA cache_size = -12000; PRAGMA query_only = ON;";

/// Reads through the connection's own handle: closing another one would give up the locks that other connections of this
/// process hold on the file, and the next process to end would take the log away from under them.
bool beginsAsPlainSqlite(sqlite3 *handle)
{
    constexpr QByteArrayView kPlain("SQLite format 3\0", 16);
    sqlite3_file *file = nullptr;
    if (sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file
        || !file->pMethods)
        return false;
    std::array<char, 16> head{};
    return file->pMethods->xRead(file, head.data(), int(head.size()), 0) == SQLITE_OK
           && QByteArrayView(head.data(), qsizetype(head.size())) == kPlain;
}

/// The key in SQLCipher's raw form, x'<64 hex digits>', wiped when it goes.
class RawKey
{
public:
    explicit RawKey(const SecretKey &key)
    {
        constexpr auto digits = "0123456789abcdef";
        size_t at = 0;
        m_text[at++] = 'x';
        m_text[at++] = '\'';
        for (char byte : key.bytes()) {
            m_text[at++] = digits[(quint8(byte) >> 4) & 0xf];
            m_text[at++] = digits[quint8(byte) & 0xf];
        }
        m_text[at] = '\'';
    }
    ~RawKey() { wipe(m_text.data(), m_text.size()); }
    RawKey(const RawKey &) = delete;
    RawKey &operator=(const RawKey &) = delete;
    [[nodiscard]] const char *data() const { return m_text.data(); }
    [[nodiscard]] int size() const { return int(m_text.size()); }

private:
    std::array<char, 2 + 64 + 1> m_text{};
};

} // namespace

// ---------------------------------------------------------------- Statement

Statement::Statement(Statement &&other) noexcept
    : m_owner(other.m_owner)
    , m_handle(std::exchange(other.m_handle, nullptr))
    , m_sql(other.m_sql)
    , m_next(other.m_next)
    , m_failed(other.m_failed)
{
}

Statement::~Statement()
{
    if (!m_handle)
        return;
    sqlite3_reset(m_handle);
    sqlite3_clear_bindings(m_handle);
    m_owner->m_idle[*m_sql].push_back(m_handle);
}

void Statement::note(int code)
{
    if (code != SQLITE_OK && m_failed == SQLITE_OK)
        m_failed = code;
}

Statement &Statement::bindNext(qint64 number)
{
    note(sqlite3_bind_int64(m_handle, m_next++, number));
    return *this;
}

Statement &Statement::bindNext(double number)
{
    note(sqlite3_bind_double(m_handle, m_next++, number));
    return *this;
}

Statement &Statement::bindNext(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    note(sqlite3_bind_text64(m_handle, m_next++, utf8.constData(), sqlite3_uint64(utf8.size()),
                             SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement &Statement::bindNext(const QByteArray &bytes)
{
    // A null pointer would bind NULL; an empty byte array is not that.
    note(sqlite3_bind_blob64(m_handle, m_next++, bytes.isNull() ? "" : bytes.constData(),
                             sqlite3_uint64(bytes.size()), SQLITE_TRANSIENT));
    return *this;
}

Statement &Statement::bindNext(const Uuid &id)
{
    note(sqlite3_bind_blob64(m_handle, m_next++, id.view().data(), 16, SQLITE_TRANSIENT));
    return *this;
}

Statement &Statement::bindNull()
{
    note(sqlite3_bind_null(m_handle, m_next++));
    return *this;
}

Statement &Statement::bindNext(const Value &value)
{
    switch (value.index()) {
    case 0:
        return bindNull();
    case 1:
        return bindNext(std::get<qint64>(value));
    case 2:
        return bindNext(std::get<double>(value));
    case 3:
        return bindNext(std::get<QString>(value));
    default:
        return bindNext(std::get<QByteArray>(value));
    }
}

Statement &Statement::bindNext(const cbor::Item &item)
{
    const char *string = item.string.isEmpty() ? "" : item.string.data();
    const auto size = sqlite3_uint64(item.string.size());
    switch (item.kind) {
    case cbor::Item::Kind::Integer:
        return bindNext(item.integer);
    case cbor::Item::Kind::Real:
        return bindNext(item.real);
    case cbor::Item::Kind::Text:
        note(sqlite3_bind_text64(m_handle, m_next++, string, size, SQLITE_STATIC, SQLITE_UTF8));
        return *this;
    case cbor::Item::Kind::Bytes:
        note(sqlite3_bind_blob64(m_handle, m_next++, string, size, SQLITE_STATIC));
        return *this;
    case cbor::Item::Kind::Undefined:
    case cbor::Item::Kind::Null:
    case cbor::Item::Kind::Array:
        break;
    }
    return bindNull();
}

Result<bool> Statement::step()
{
    if (m_failed != SQLITE_OK)
        return m_owner->failure(m_failed);
    const int code = sqlite3_step(m_handle);
    if (code == SQLITE_ROW)
        return true;
    const auto failed = code == SQLITE_DONE ? SQLITE_OK : code;
    m_next = 1;
    if (failed != SQLITE_OK) {
        const auto error = m_owner->failure(failed);
        sqlite3_reset(m_handle);
        return error;
    }
    sqlite3_reset(m_handle);
    return false;
}

Status Statement::run()
{
    const auto more = step();
    if (!more)
        return forward(more);
    if (*more)
        sqlite3_reset(m_handle);
    m_next = 1;
    return {};
}

bool Statement::isNull(int column) const { return sqlite3_column_type(m_handle, column) == SQLITE_NULL; }
qint64 Statement::integer(int column) const { return sqlite3_column_int64(m_handle, column); }
double Statement::real(int column) const { return sqlite3_column_double(m_handle, column); }

QString Statement::text(int column) const
{
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_handle, column));
    return QString::fromUtf8(utf8, sqlite3_column_bytes(m_handle, column));
}

QByteArray Statement::bytes(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_handle, column));
    return QByteArray(data, sqlite3_column_bytes(m_handle, column));
}

Uuid Statement::id(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_handle, column));
    return Uuid::fromBytes(QByteArrayView(data, sqlite3_column_bytes(m_handle, column))).value_or(Uuid());
}

Value Statement::value(int column) const
{
    switch (sqlite3_column_type(m_handle, column)) {
    case SQLITE_INTEGER:
        return integer(column);
    case SQLITE_FLOAT:
        return real(column);
    case SQLITE_TEXT:
        return text(column);
    case SQLITE_BLOB:
        return bytes(column);
    default:
        return {};
    }
}

// ---------------------------------------------------------------- Connection

Result<std::unique_ptr<Connection>> Connection::open(const QString &path, const SecretKey &key, Mode mode)
{
    sqlite3 *handle = nullptr;
    const int flags =
        mode == Mode::Writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    const int opened = sqlite3_open_v2(path.toUtf8().constData(), &handle, flags, nullptr);
    std::unique_ptr<Connection> connection(new Connection(handle));
    if (opened != SQLITE_OK)
        return connection->failure(opened);
    if (beginsAsPlainSqlite(handle))
        return fail(QStringLiteral("storage.not-encrypted"), Advice::GiveUp);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    // Only the writer may move the log into the file, also when connections are closed.
    if (mode == Mode::Reader)
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);

    // Through the function, not a PRAGMA: the key must not stand in a statement that an error could show.
    const RawKey raw(key);
    if (const int keyed = sqlite3_key_v2(handle, "main", raw.data(), raw.size()); keyed != SQLITE_OK)
        return connection->failure(keyed);
    if (auto quiet = connection->execute("PRAGMA cipher_log_level = NONE"); !quiet)
        return forward(quiet);
    // A plain SQLite linked by mistake ignores the key and writes clear text; it has no cipher version.
    const auto version = connection->single("PRAGMA cipher_version");
    if (!version || legwork::isNull(*version))
        return fail(QStringLiteral("storage.not-encrypted"), Advice::GiveUp);
    const auto readable = connection->number("SELECT count(*) FROM sqlite_master");
    if (!readable)
        return forward(readable);
    for (const char *settings : {kCommonSettings, mode == Mode::Writer ? kWriterSettings : kReaderSettings}) {
        if (auto done = connection->execute(settings); !done)
            return forward(done);
    }
    return connection;
}

Connection::~Connection()
{
    for (auto &[sql, statements] : m_idle) {
        for (sqlite3_stmt *statement : statements)
            sqlite3_finalize(statement);
    }
    sqlite3_close_v2(m_handle);
}

Result<Statement> Connection::prepare(std::string_view sql)
{
    const auto entry = m_idle.try_emplace(std::string(sql)).first;
    if (!entry->second.empty()) {
        sqlite3_stmt *statement = entry->second.back();
        entry->second.pop_back();
        return Statement(this, statement, &entry->first);
    }
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_handle, sql.data(), int(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement, nullptr);
    if (code != SQLITE_OK)
        return failure(code);
    return Statement(this, statement, &entry->first);
}

Status Connection::execute(const char *sql)
{
    const int code = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return failure(code);
    return {};
}

qint64 Connection::changes() const { return sqlite3_changes64(m_handle); }
void Connection::forgetLastInsertRow() { sqlite3_set_last_insert_rowid(m_handle, 0); }

qint64 Connection::lastInsertRow() const { return sqlite3_last_insert_rowid(m_handle); }
bool Connection::inTransaction() const { return sqlite3_get_autocommit(m_handle) == 0; }

Status Connection::checkpoint() { return moveLog(SQLITE_CHECKPOINT_TRUNCATE); }
Status Connection::moveLog() { return moveLog(SQLITE_CHECKPOINT_PASSIVE); }

Status Connection::moveLog(int how)
{
    const int code = sqlite3_wal_checkpoint_v2(m_handle, nullptr, how, nullptr, nullptr);
    if (code != SQLITE_OK)
        return failure(code);
    return {};
}

void Connection::setLogMax(int pages) { sqlite3_wal_autocheckpoint(m_handle, pages); }

tl::unexpected<Error> Connection::failure(int code) const
{
    switch (code & 0xff) {
    case SQLITE_NOTADB:
        return fail(QStringLiteral("storage.wrong-key"), Advice::AskUser);
    case SQLITE_CORRUPT:
        return fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
    case SQLITE_FULL:
        return fail(QStringLiteral("storage.full"), Advice::AskUser);
    case SQLITE_IOERR:
        return fail(QStringLiteral("storage.io"), Advice::Retry, {QString::number(code)});
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail(QStringLiteral("storage.busy"), Advice::Retry);
    case SQLITE_CONSTRAINT:
        return fail(QStringLiteral("storage.constraint"), Advice::GiveUp,
                    {QString::fromUtf8(sqlite3_errmsg(m_handle))});
    case SQLITE_READONLY:
        return fail(QStringLiteral("storage.read-only"), Advice::GiveUp);
    default:
        return fail(QStringLiteral("storage.failed"), Advice::GiveUp,
                    {QString::number(code) + u' ' + QString::fromUtf8(sqlite3_errmsg(m_handle))});
    }
}

// ---------------------------------------------------------------- Transaction

Result<Transaction> Transaction::begin(Connection &connection)
{
    if (auto begun = connection.execute("BEGIN IMMEDIATE"); !begun)
        return forward(begun);
    return Transaction(&connection);
}

Result<Transaction> Transaction::beginRead(Connection &connection)
{
    if (auto begun = connection.execute("BEGIN"); !begun)
        return forward(begun);
    return Transaction(&connection);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{
}

Transaction::~Transaction()
{
    // SQLite may have rolled back by itself already; then there is nothing to do.
    if (m_connection && m_connection->inTransaction())
        (void)m_connection->execute("ROLLBACK");
}

Status Transaction::commit()
{
    auto done = m_connection->execute("COMMIT");
    if (done)
        m_connection = nullptr;
    return done;
}

} // namespace legwork::sqlite
