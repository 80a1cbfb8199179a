// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/store/postgres/connection.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <type_traits>
#include <vector>

namespace legwork::server::postgres {

/// Connections to one database, of which there are never more than so many at once. Thread-safe.
class Pool
{
public:
    using ConnectionPtr = std::unique_ptr<Connection>;

    Pool(Address address, int connectionsMax)
        : m_address(std::move(address))
        , m_connectionsMax(connectionsMax)
    {
    }
    /// A connection that lives, and on which `begin`, if given, has succeeded. server.busy (Retry) when none has come
    /// back after a while, server.store-away (Retry) when the database cannot be reached.
    [[nodiscard]] Result<ConnectionPtr> borrow(const char *begin = nullptr);
    void giveBack(ConnectionPtr connection);
    /// Takes over one that was opened before there was a pool.
    void add(ConnectionPtr connection);

    /// The result of `work(Connection &)` on a borrowed one.
    template<class Work>
    [[nodiscard]] std::invoke_result_t<Work, Connection &> with(Work work)
    {
        auto connection = borrow();
        if (!connection)
            return forward(connection);
        auto result = work(**connection);
        giveBack(std::move(*connection));
        return result;
    }

private:
    const Address m_address;
    const int m_connectionsMax;
    std::mutex m_mutex;
    std::condition_variable m_oneBack;
    std::vector<ConnectionPtr> m_idle;
    int m_made = 0;
};

} // namespace legwork::server::postgres
