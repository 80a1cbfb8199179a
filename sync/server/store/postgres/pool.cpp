// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/postgres/pool.h"

#include <chrono>

namespace legwork::server::postgres {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 10s;

} // namespace

Result<Pool::ConnectionPtr> Pool::borrow(const char *begin)
{
    for (;;) {
        ConnectionPtr connection;
        {
            std::unique_lock lock(m_mutex);
            if (!m_oneBack.wait_for(lock, kPatience,
                                    [this] { return !m_idle.empty() || m_made < m_connectionsMax; }))
                return fail(QStringLiteral("server.busy"), Advice::Retry);
            if (m_idle.empty()) {
                ++m_made;
            } else {
                connection = std::move(m_idle.back());
                m_idle.pop_back();
            }
        }
        const bool isFresh = !connection;
        Status begun;
        if (isFresh) {
            auto opened = Connection::open(m_address);
            if (opened)
                connection = std::move(*opened);
            else
                begun = forward(opened);
        }
        if (begun && !connection->isAlive())
            begun = fail(QStringLiteral("server.store-away"), Advice::Retry);
        if (begun && begin)
            begun = connection->script(begin);
        if (begun)
            return connection;
        giveBack(std::move(connection));
        // One that was lying idle may have died of a restart long ago; that says nothing of the database now.
        if (isFresh)
            return forward(begun);
    }
}

void Pool::giveBack(ConnectionPtr connection)
{
    {
        const std::lock_guard lock(m_mutex);
        if (connection && connection->isAlive() && connection->isAtRest())
            m_idle.push_back(std::move(connection));
        else
            --m_made;
    }
    m_oneBack.notify_one();
}

void Pool::add(ConnectionPtr connection)
{
    const std::lock_guard lock(m_mutex);
    ++m_made;
    m_idle.push_back(std::move(connection));
}

} // namespace legwork::server::postgres
