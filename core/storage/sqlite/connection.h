// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/cbor.h"
#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/key.h"
#include "core/base/value.h"

#include <QString>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

/// A thin layer over SQLCipher's C interface: it owns handles, turns result codes into errors, and adds nothing.
/// A connection and everything made from it belong to one thread at a time.
///
/// Errors: storage.wrong-key (AskUser), storage.not-encrypted (GiveUp), storage.corrupt (GiveUp), storage.full
/// (AskUser), storage.io (Retry), storage.busy (Retry), storage.constraint (GiveUp), storage.read-only (GiveUp),
/// storage.failed (GiveUp; argument 1: SQLite's result code and message, which hold names but no values).
namespace legwork::sqlite {

class Connection;

/// A prepared statement on loan from its connection; reset and given back when it goes.
/// A call that fails while binding is remembered and reported by step() or run().
class Statement
{
public:
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&other) = delete;
    ~Statement();

    /// Binds the parameters in order, from the first.
    template<class... Args>
    Statement &bind(const Args &...args)
    {
        (bindNext(args), ...);
        return *this;
    }
    Statement &bindNext(qint64 number);
    Statement &bindNext(int number) { return bindNext(qint64(number)); }
    Statement &bindNext(bool truth) { return bindNext(qint64(truth)); }
    Statement &bindNext(double number);
    Statement &bindNext(const QString &text);
    Statement &bindNext(const QByteArray &bytes);
    Statement &bindNext(const Uuid &id);
    Statement &bindNext(const Value &value);
    /// Its string is not copied: it must stay until the statement has been run.
    Statement &bindNext(const cbor::Item &item);
    Statement &bindNull();
    template<class E>
    Statement &bindNext(const Id<E> &id)
    {
        return bindNext(id.uuid);
    }

    /// Moves to the next row; false when there is none. After false the statement may be bound again.
    [[nodiscard]] Result<bool> step();
    /// Runs a statement that yields no rows, and makes it ready to be bound again.
    [[nodiscard]] Status run();

    // Columns of the present row, from 0.
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    [[nodiscard]] Uuid id(int column) const;
    [[nodiscard]] Value value(int column) const;

private:
    friend class Connection;
    Statement(Connection *owner, sqlite3_stmt *handle, const std::string *sql)
        : m_owner(owner)
        , m_handle(handle)
        , m_sql(sql)
    {
    }
    void note(int code);

    Connection *m_owner;
    sqlite3_stmt *m_handle;
    const std::string *m_sql;
    int m_next = 1;
    int m_failed = 0;
};

class Connection
{
public:
    enum class Mode {
        Writer, ///< Creates the file when it is not there; the only connection that commits and checkpoints.
        Reader, ///< Cannot write and never checkpoints.
    };

    /// Opens an encrypted database and proves that it is one: the cipher answers, the key reads the file, and
    /// the file does not begin as a plain SQLite file does.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const QString &path, const SecretKey &key,
                                                                  Mode mode);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// `sql` must be one statement; prepared once and kept.
    [[nodiscard]] Result<Statement> prepare(std::string_view sql);
    /// Runs statements that take no parameters and yield nothing of interest.
    [[nodiscard]] Status execute(const char *sql);
    /// Runs one statement with parameters that yields no rows.
    template<class... Args>
    [[nodiscard]] Status run(std::string_view sql, const Args &...args)
    {
        auto statement = prepare(sql);
        if (!statement)
            return forward(statement);
        return statement->bind(args...).run();
    }
    /// First column of the first row of a query; a null value when there is no row.
    template<class... Args>
    [[nodiscard]] Result<Value> single(std::string_view sql, const Args &...args)
    {
        auto statement = prepare(sql);
        if (!statement)
            return forward(statement);
        const auto more = statement->bind(args...).step();
        if (!more)
            return forward(more);
        return *more ? statement->value(0) : Value();
    }
    /// single() for whole numbers; 0 when there is no row.
    template<class... Args>
    [[nodiscard]] Result<qint64> number(std::string_view sql, const Args &...args)
    {
        const auto value = single(sql, args...);
        if (!value)
            return forward(value);
        const qint64 *held = std::get_if<qint64>(&*value);
        return held ? *held : 0;
    }

    [[nodiscard]] qint64 changes() const;
    /// Row number of the last insert since forgetLastInsertRow(); 0 when there was none.
    [[nodiscard]] qint64 lastInsertRow() const;
    void forgetLastInsertRow();
    [[nodiscard]] bool inTransaction() const;
    /// Moves the write-ahead log into the database file and empties it. Writer only.
    [[nodiscard]] Status checkpoint();
    /// Moves it as far as no reader needs it, and waits for nobody. Writer only.
    [[nodiscard]] Status moveLog();
    /// A commit that leaves more pages than this in the log moves it there and then (SQLite's own limit: 1,000).
    void setLogMax(int pages);
    /// The raw handle, for hooks; only below core/storage.
    [[nodiscard]] sqlite3 *handle() const { return m_handle; }

private:
    friend class Statement;
    explicit Connection(sqlite3 *handle)
        : m_handle(handle)
    {
    }
    [[nodiscard]] tl::unexpected<Error> failure(int code) const;
    [[nodiscard]] Status moveLog(int how);

    sqlite3 *m_handle;
    /// Idle statements by their text; one in use is taken out, so that nested use prepares a second.
    std::unordered_map<std::string, std::vector<sqlite3_stmt *>> m_idle;
};

/// A transaction that rolls back unless it is committed.
class Transaction
{
public:
    /// IMMEDIATE for writers: the lock is taken now, not in the middle. Readers get a stable view.
    [[nodiscard]] static Result<Transaction> begin(Connection &connection);
    [[nodiscard]] static Result<Transaction> beginRead(Connection &connection);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();
    [[nodiscard]] Status commit();

private:
    explicit Transaction(Connection *connection)
        : m_connection(connection)
    {
    }
    Connection *m_connection;
};

} // namespace legwork::sqlite
