// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/client/transport.h"
#include "tests/sim/server_host.h"
#include "tests/sim/watcher.h"
#include "tests/sim/weather.h"

#include <list>

namespace legwork::sim {

/// Carries requests and answers as events, in pieces, and does to them what networks do. It keeps the promises of
/// sync::Transport to the client's side and those of HTTP to the server's.
class Network
{
public:
    /// The client's end. `onBytes` says whether it wants more.
    struct Client {
        std::function<bool(QByteArrayView)> onBytes;
        std::function<void(Status)> onEnd;
    };

    Network(Timeline &time, ServerHost &server, Watcher &watcher, Trace &trace, Random random);

    void setWeather(const Weather &weather) { m_weather = weather; }
    /// Called whenever the server has worked, to see whether it died of it; told whether a request was left open.
    void onServerWorked(std::function<void(bool leftOpen)> look) { m_look = std::move(look); }

    /// Begins an exchange; its number is for giveUp().
    qint64 carry(int machine, sync::Exchange exchange, Client client);
    /// The client is gone: nothing reaches it any more.
    void giveUp(qint64 number);
    /// The server is gone: answers under way break off.
    void breakAll();

private:
    struct Connection {
        qint64 number = 0;
        int machine = 0;
        sync::Exchange exchange;
        Client client;
        bool isHeard = true; ///< The client still listens.
        bool isCut = false;
        int status = 0;
        std::deque<QByteArray> pieces;
        std::unique_ptr<server::BodySource> rest;
        std::optional<Watcher::Answer> answer;
        qint64 bytes = 0;
        std::optional<qint64> cutAt;
        std::optional<qint64> corruptAt;
    };
    using Handle = std::shared_ptr<Connection>;

    [[nodiscard]] qint64 delay();
    /// The same request once more; nobody waits for its answer.
    [[nodiscard]] Handle unheard(const Connection &like);
    void arrive(const Handle &connection);
    void pump(const Handle &connection);
    void deliver(const Handle &connection, QByteArray bytes);
    void end(const Handle &connection, const Status &status);
    [[nodiscard]] std::optional<QByteArray> nextPiece(Connection &connection);
    void note(const Connection &connection, const QString &what);

    Timeline &m_time;
    ServerHost &m_server;
    Watcher &m_watcher;
    Trace &m_trace;
    Random m_random;
    Weather m_weather;
    std::function<void(bool)> m_look;
    std::list<std::weak_ptr<Connection>> m_connections;
    qint64 m_count = 0;
};

} // namespace legwork::sim
