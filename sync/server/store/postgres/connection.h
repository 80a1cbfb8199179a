// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "sync/server/store/postgres/binary.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

struct pg_conn;
struct pg_result;

/// A thin layer over libpq: it owns handles, prepares statements once, turns failures into errors, and adds
/// nothing. A connection belongs to one thread at a time.
///
/// Errors: server.store-away (Retry: the database cannot be reached, is shutting down or starting, or the connection
/// broke; argument 1: SQLSTATE, or the reason why it could not be reached), server.overtaken (Retry: others were
/// faster), server.busy (Retry: waited too long for a lock, or too many connections), storage.full (AskUser),
/// storage.corrupt (GiveUp), storage.constraint (GiveUp), server.store-failed (GiveUp; argument 1: SQLSTATE),
/// server.database-address (AskUser), server.database-access (AskUser: the database turns us away).
namespace legwork::server::postgres {

/// Where the database is, and as whom to go there; may hold a password, and is never printed.
class Address
{
public:
    /// A postgresql:// address, or words of the form key=value; what it leaves out comes from the environment, as
    /// for every program of PostgreSQL's.
    [[nodiscard]] static Result<Address> parse(const QString &text);

private:
    friend class Connection;
    std::map<QByteArray, QByteArray> m_options;
};

/// What a statement gave.
class Rows
{
public:
    explicit Rows(pg_result *result);
    [[nodiscard]] int count() const;
    [[nodiscard]] bool isNull(int row, int column) const;
    [[nodiscard]] qint64 integer(int row, int column) const;
    [[nodiscard]] bool truth(int row, int column) const;
    [[nodiscard]] QByteArray bytes(int row, int column) const;
    /// Null for a null.
    [[nodiscard]] Uuid id(int row, int column) const;

private:
    struct Clear {
        void operator()(pg_result *result) const;
    };
    std::unique_ptr<pg_result, Clear> m_result;
};

class Connection
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const Address &address);
    ~Connection();

    /// False once the database has closed it; asks nobody, so that it costs no time.
    [[nodiscard]] bool isAlive();
    /// Whether no transaction is under way.
    [[nodiscard]] bool isAtRest() const;
    /// Statements without parameters, in one trip.
    [[nodiscard]] Status script(const char *sql);
    /// One statement. `sql` is prepared when it comes for the first time.
    template<class... Args>
    [[nodiscard]] Result<Rows> run(const char *sql, const Args &...args)
    {
        return runWith(sql, {binary(args)...});
    }
    [[nodiscard]] Result<Rows> runWith(const char *sql, const std::vector<QByteArray> &parameters);

    /// What notifications said since; does not wait.
    [[nodiscard]] Result<std::vector<QByteArray>> notifications();
    /// To wait on.
    [[nodiscard]] int socket() const;

private:
    struct Finish {
        void operator()(pg_conn *connection) const;
    };
    explicit Connection(pg_conn *connection);
    [[nodiscard]] Result<Rows> checked(pg_result *result);

    std::unique_ptr<pg_conn, Finish> m_connection;
    std::map<QByteArray, QByteArray> m_prepared; ///< Name by statement.
};

} // namespace legwork::server::postgres
