// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/network.h"

#include "sync/client/http/http_failure.h"

#include <algorithm>

namespace legwork::sim {
namespace {

constexpr qint64 kTimeoutMs = 30'000;
constexpr qint64 kLatestMs = 6 * 3'600'000;

Status cut() { return fail(QStringLiteral("net.cut"), Advice::Retry); }

} // namespace

Network::Network(Timeline &time, ServerHost &server, Watcher &watcher, Trace &trace, Random random)
    : m_time(time)
    , m_server(server)
    , m_watcher(watcher)
    , m_trace(trace)
    , m_random(random)
{
}

void Network::note(const Connection &connection, const QString &what)
{
    m_trace.note(m_time.now(), "net " + QByteArray::number(connection.number),
                 QStringLiteral("phone%1: ").arg(connection.machine) + what);
}

qint64 Network::delay() { return 5 + qint64(m_random.below(quint64(m_weather.slowNetworkMs) + 1)); }

qint64 Network::carry(int machine, sync::Exchange exchange, Client client)
{
    auto connection = std::make_shared<Connection>();
    connection->number = ++m_count;
    connection->machine = machine;
    connection->exchange = std::move(exchange);
    connection->client = std::move(client);
    m_connections.remove_if([](const auto &old) { return old.expired(); });
    m_connections.push_back(connection);
    const auto endAfter = [this, connection](qint64 ms, Error error) {
        note(*connection, error.code + u' ' + error.arguments.join(u' '));
        m_time.after(ms, [this, connection, error] { end(connection, tl::unexpected<Error>(error)); });
    };
    const Error timeout{QStringLiteral("net.timeout"), Advice::Retry, {QStringLiteral("idle")}};

    if (m_random.chance(m_weather.losesRequest)) {
        endAfter(kTimeoutMs, timeout);
    } else if (m_random.chance(m_weather.portal)) {
        // Real portals are turned away by their content type; one that fakes it is read, and says nothing.
        if (m_random.chance(500)
            && !connection->client.onBytes("<html><body>Welcome to the hotel</body></html>"))
            note(*connection, QStringLiteral("a log-in page is refused"));
        endAfter(delay(), sync::portalFailure());
    } else if (m_random.chance(m_weather.status)) {
        endAfter(delay(), sync::statusFailure(m_random.pick(std::vector<int>{401, 403, 426, 429, 500, 503})));
    } else if (m_random.chance(m_weather.delaysRequest)) {
        const Handle late = unheard(*connection);
        m_time.after(kTimeoutMs + qint64(m_random.below(kLatestMs)), [this, late] { arrive(late); });
        endAfter(kTimeoutMs, timeout);
    } else {
        if (m_random.chance(m_weather.duplicatesRequest)) {
            const Handle twin = unheard(*connection);
            m_time.after(delay() * 2, [this, twin] { arrive(twin); });
        }
        if (m_random.chance(m_weather.truncatesRequest))
            connection->exchange.body.truncate(
                qsizetype(m_random.below(quint64(connection->exchange.body.size()))));
        if (m_random.chance(m_weather.cutsAnswer))
            connection->cutAt = qint64(m_random.below(m_random.chance(500) ? 300 : 3'000));
        if (m_random.chance(m_weather.corruptsAnswer))
            connection->corruptAt = qint64(m_random.below(1'500));
        m_time.after(delay(), [this, connection] { arrive(connection); });
    }
    return connection->number;
}

Network::Handle Network::unheard(const Connection &like)
{
    auto connection = std::make_shared<Connection>();
    connection->number = like.number;
    connection->machine = like.machine;
    connection->exchange = like.exchange;
    connection->isHeard = false;
    m_connections.push_back(connection);
    return connection;
}

void Network::giveUp(qint64 number)
{
    for (const auto &each : m_connections) {
        const Handle connection = each.lock();
        if (connection && connection->number == number) {
            connection->isHeard = false;
            connection->client = {};
        }
    }
}

void Network::breakAll()
{
    for (const auto &each : m_connections) {
        if (const Handle connection = each.lock()) {
            connection->rest.reset();
            connection->isCut = connection->status != 0;
        }
    }
}

void Network::arrive(const Handle &connection)
{
    if (!m_server.isUp())
        return end(connection, fail(QStringLiteral("net.unreachable"), Advice::Retry));
    const auto &exchange = connection->exchange;
    const auto request = Watcher::requestOf(connection->machine, exchange.body, m_time.wallMs());
    if (request && ServerHost::diesOf(request->header, request->operations)) {
        note(*connection, QStringLiteral("kills the server"));
        m_server.disk().die();
        m_look(false);
        return end(connection, cut());
    }
    auto response = m_server.ask(exchange.path, exchange.token, exchange.body);
    connection->status = response.status;
    connection->rest = std::move(response.rest);
    if (!response.body.isEmpty())
        connection->pieces.push_back(response.body);
    note(*connection, QStringLiteral("answered %1, %2 operations")
                          .arg(response.status)
                          .arg(request ? qint64(request->operations.size()) : -1));
    bool isOpen = request && !request->operations.empty();
    if (request && response.status == 200) {
        connection->answer = m_watcher.begun(*request);
        // What was decided is known as soon as the server has said it, whoever hears it.
        while (connection->rest && !connection->answer->hasScopes) {
            auto piece = connection->rest->next();
            if (!piece)
                break;
            m_watcher.answered(*connection->answer, *piece);
            connection->pieces.push_back(std::move(*piece));
        }
        isOpen = isOpen && !connection->answer->isTold;
    }
    if (isOpen)
        m_watcher.leftOpen(*request);
    m_look(isOpen);
    if (connection->isHeard)
        m_time.after(delay(), [this, connection] { pump(connection); });
}

std::optional<QByteArray> Network::nextPiece(Connection &connection)
{
    if (!connection.pieces.empty()) {
        QByteArray piece = std::move(connection.pieces.front());
        connection.pieces.pop_front();
        return piece;
    }
    if (connection.isCut || !connection.rest)
        return std::nullopt;
    auto piece = connection.rest->next();
    if (piece && connection.answer)
        m_watcher.answered(*connection.answer, *piece);
    return piece;
}

void Network::pump(const Handle &connection)
{
    if (!connection->isHeard)
        return;
    auto piece = nextPiece(*connection);
    m_look(false);
    if (!piece) {
        if (connection->isCut)
            return end(connection, cut());
        if (connection->status != 200)
            return end(connection, tl::unexpected<Error>(sync::statusFailure(connection->status)));
        return end(connection, {});
    }
    if (piece->size() > 40 && m_random.chance(300)) {
        const auto at = qsizetype(m_random.below(quint64(piece->size())));
        connection->pieces.push_front(piece->mid(at));
        piece->truncate(at);
    }
    deliver(connection, std::move(*piece));
}

void Network::deliver(const Handle &connection, QByteArray bytes)
{
    const qint64 from = connection->bytes;
    connection->bytes += bytes.size();
    if (connection->corruptAt && *connection->corruptAt >= from
        && *connection->corruptAt < connection->bytes) {
        bytes[qsizetype(*connection->corruptAt - from)] ^= char(1U << m_random.below(8));
        note(*connection, QStringLiteral("a bit flips at %1").arg(*connection->corruptAt));
    }
    const bool ends = connection->cutAt && *connection->cutAt < connection->bytes;
    if (ends) {
        bytes.truncate(qsizetype(*connection->cutAt - from));
        note(*connection, QStringLiteral("cut at %1").arg(*connection->cutAt));
    }
    const auto onBytes = connection->client.onBytes; // which may give the connection up, and itself with it
    const bool isWanted = bytes.isEmpty() || onBytes(bytes);
    if (!connection->isHeard)
        return;
    if (!isWanted)
        return end(connection, fail(QStringLiteral("net.cancelled"), Advice::Retry));
    if (ends)
        return end(connection, cut());
    m_time.after(delay(), [this, connection] { pump(connection); });
}

void Network::end(const Handle &connection, const Status &status)
{
    connection->rest.reset();
    if (!connection->isHeard)
        return;
    connection->isHeard = false;
    const Client client = std::move(connection->client);
    client.onEnd(status);
}

} // namespace legwork::sim
