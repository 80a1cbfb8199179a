// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/postgres/connection.h"

#include <array>
#include <libpq-fe.h>
#include <poll.h>

namespace legwork::server::postgres {
namespace {

/// A host that has gone without a word is noticed by itself, and with several hosts the one that takes writes is
/// meant. Whoever wrote the address has the last word.
constexpr std::array<std::pair<const char *, const char *>, 6> kDefaults{{
    {"connect_timeout", "5"},
    {"tcp_user_timeout", "20000"},
    {"keepalives_idle", "30"},
    {"target_session_attrs", "read-write"},
    {"fallback_application_name", "legwork-server"},
    {"client_encoding", "UTF8"},
}};

/// Whatever the database's own settings: what was acknowledged survives a power cut, and nobody waits for ever.
constexpr const char *kSession = "SELECT set_config('synchronous_commit', 'on', false) WHERE "
                                 "current_setting('synchronous_commit') = 'off';"
                                 "SET search_path = legwork, pg_catalog;"
                                 "SET client_min_messages = warning;"
                                 "SET statement_timeout = '60s';"
                                 "SET lock_timeout = '10s'";

Error errorOf(const QByteArray &state)
{
    const QString named = QString::fromLatin1(state);
    const auto isClass = [&](const char *name) { return state.startsWith(name); };
    if (state == "40001" || state == "40P01") // serialisation, deadlock
        return {QStringLiteral("server.overtaken"), Advice::Retry, {named}};
    if (state == "55P03" || state == "53300" || state == "57014") // lock, connections, statement time
        return {QStringLiteral("server.busy"), Advice::Retry, {named}};
    // Shut down, crashed, starting, connection broken, a standby instead of the primary, left idle too long.
    if (state.isEmpty() || isClass("57P") || isClass("08") || state == "25006" || state == "25P03")
        return {QStringLiteral("server.store-away"), Advice::Retry, {named}};
    if (isClass("53"))
        return {QStringLiteral("storage.full"), Advice::AskUser, {named}};
    if (isClass("23"))
        return {QStringLiteral("storage.constraint"), Advice::GiveUp, {named}};
    if (isClass("XX") || isClass("58"))
        return {QStringLiteral("storage.corrupt"), Advice::GiveUp, {named}};
    return {QStringLiteral("server.store-failed"), Advice::GiveUp, {named}};
}

} // namespace

Result<Address> Address::parse(const QString &text)
{
    // libpq's own words about a bad address repeat it, password and all.
    char *why = nullptr;
    PQconninfoOption *options = PQconninfoParse(text.toUtf8().constData(), &why);
    PQfreemem(why);
    if (!options || text.trimmed().isEmpty())
        return fail(QStringLiteral("server.database-address"), Advice::AskUser);
    Address address;
    for (const auto &[key, value] : kDefaults)
        address.m_options[key] = value;
    for (const PQconninfoOption *option = options; option->keyword; ++option) {
        if (option->val)
            address.m_options[option->keyword] = option->val;
    }
    PQconninfoFree(options);
    return address;
}

void Rows::Clear::operator()(pg_result *result) const { PQclear(result); }

Rows::Rows(pg_result *result)
    : m_result(result)
{
}

int Rows::count() const { return PQntuples(m_result.get()); }

bool Rows::isNull(int row, int column) const { return PQgetisnull(m_result.get(), row, column) != 0; }

qint64 Rows::integer(int row, int column) const
{
    const char *bytes = PQgetvalue(m_result.get(), row, column);
    switch (PQgetlength(m_result.get(), row, column)) {
    case 8:
        return qFromBigEndian<qint64>(bytes);
    case 4:
        return qFromBigEndian<qint32>(bytes);
    default:
        return 0; // a null; other widths do not occur in our tables
    }
}

bool Rows::truth(int row, int column) const
{
    return PQgetlength(m_result.get(), row, column) == 1 && *PQgetvalue(m_result.get(), row, column) != 0;
}

QByteArray Rows::bytes(int row, int column) const
{
    return QByteArray(PQgetvalue(m_result.get(), row, column), PQgetlength(m_result.get(), row, column));
}

Uuid Rows::id(int row, int column) const
{
    const QByteArrayView view(PQgetvalue(m_result.get(), row, column),
                              PQgetlength(m_result.get(), row, column));
    return Uuid::fromBytes(view).value_or(Uuid());
}

void Connection::Finish::operator()(pg_conn *connection) const { PQfinish(connection); }

Connection::Connection(pg_conn *connection)
    : m_connection(connection)
{
}

Connection::~Connection() = default;

Result<std::unique_ptr<Connection>> Connection::open(const Address &address)
{
    std::vector<const char *> keys;
    std::vector<const char *> values;
    for (const auto &[key, value] : address.m_options) {
        keys.push_back(key.constData());
        values.push_back(value.constData());
    }
    keys.push_back(nullptr);
    values.push_back(nullptr);
    std::unique_ptr<Connection> connection(new Connection(PQconnectdbParams(keys.data(), values.data(), 0)));
    PGconn *raw = connection->m_connection.get();
    if (PQstatus(raw) != CONNECTION_OK) {
        const QString reason = QString::fromUtf8(PQerrorMessage(raw)).simplified();
        // There is no code for it here; a password that was asked for and is wrong can be told apart.
        if (PQconnectionNeedsPassword(raw) || PQconnectionUsedPassword(raw))
            return fail(QStringLiteral("server.database-access"), Advice::AskUser, {reason});
        return fail(QStringLiteral("server.store-away"), Advice::Retry, {reason});
    }
    PQsetNoticeProcessor(
        raw, [](void *, const char *) {}, nullptr);
    if (auto ready = connection->script(kSession); !ready)
        return forward(ready);
    return connection;
}

bool Connection::isAlive()
{
    // A connection at rest that has something to say says, as a rule, that it is being closed.
    PGconn *raw = m_connection.get();
    pollfd waiting{PQsocket(raw), POLLIN, 0};
    for (int looks = 0; looks < 4 && PQstatus(raw) == CONNECTION_OK && ::poll(&waiting, 1, 0) > 0; ++looks)
        (void)PQconsumeInput(raw);
    return PQstatus(raw) == CONNECTION_OK;
}

bool Connection::isAtRest() const { return PQtransactionStatus(m_connection.get()) == PQTRANS_IDLE; }

Result<Rows> Connection::checked(pg_result *result)
{
    Rows rows(result);
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return rows;
    // A connection that breaks leaves no code, or one that says less than this.
    const bool isBroken = PQstatus(m_connection.get()) != CONNECTION_OK;
    const QByteArray state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return tl::unexpected<Error>(errorOf(isBroken ? QByteArray() : state));
}

Status Connection::script(const char *sql)
{
    const auto done = checked(PQexec(m_connection.get(), sql));
    return done ? Status() : Status(forward(done));
}

Result<Rows> Connection::runWith(const char *sql, const std::vector<QByteArray> &parameters)
{
    PGconn *raw = m_connection.get();
    QByteArray &name = m_prepared[sql];
    if (name.isEmpty()) {
        const QByteArray fresh = "s" + QByteArray::number(qsizetype(m_prepared.size()));
        if (auto ready = checked(PQprepare(raw, fresh.constData(), sql, 0, nullptr)); !ready) {
            m_prepared.erase(sql);
            return forward(ready);
        }
        name = fresh;
    }
    std::vector<const char *> values;
    std::vector<int> lengths;
    for (const QByteArray &parameter : parameters) {
        // A null array is how a null gets through.
        values.push_back(parameter.isNull() ? nullptr : parameter.constData());
        lengths.push_back(int(parameter.size()));
    }
    const std::vector<int> formats(parameters.size(), 1);
    return checked(PQexecPrepared(raw, name.constData(), int(parameters.size()), values.data(),
                                  lengths.data(), formats.data(), 1));
}

Result<std::vector<QByteArray>> Connection::notifications()
{
    PGconn *raw = m_connection.get();
    if (!PQconsumeInput(raw) || PQstatus(raw) != CONNECTION_OK)
        return tl::unexpected<Error>(errorOf({}));
    std::vector<QByteArray> said;
    while (PGnotify *notification = PQnotifies(raw)) {
        said.emplace_back(notification->extra);
        PQfreemem(notification);
    }
    return said;
}

int Connection::socket() const { return PQsocket(m_connection.get()); }

} // namespace legwork::server::postgres
