// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/store/postgres/change_listener.h"
#include "sync/server/store/server_store.h"

#include <condition_variable>
#include <mutex>

namespace legwork::server {

/// The store in a PostgreSQL database, for any number of server processes at once. What they decide is written one
/// after the other, under the lock of the row feed_head; reading and deciding go on beside each other
/// (WriteTransaction::claim). The database's own protection at rest is the operator's matter.
///
/// Errors: those of postgres/connection.h, and server.newer-store (Update).
class PostgresStore final : public ServerStore
{
public:
    /// `address`: postgresql://... Makes the tables, in a schema "legwork", when there are none.
    [[nodiscard]] static Result<std::unique_ptr<PostgresStore>> open(const QString &address);
    ~PostgresStore() override;

    [[nodiscard]] Result<std::unique_ptr<ReadTransaction>> read() override;
    [[nodiscard]] Result<std::unique_ptr<WriteTransaction>> write() override;
    [[nodiscard]] Result<std::unique_ptr<WriteTransaction>> writeBeside() override;

private:
    friend class PostgresTransaction;
    using ConnectionPtr = std::unique_ptr<postgres::Connection>;
    static const char *const kBeginWrite;
    explicit PostgresStore(postgres::Address address)
        : m_address(std::move(address))
    {
    }
    /// A connection that lives, and on which `begin`, if given, has succeeded.
    [[nodiscard]] Result<ConnectionPtr> borrow(const char *begin);
    void giveBack(ConnectionPtr connection);

    const postgres::Address m_address;
    std::mutex m_mutex;
    std::condition_variable m_oneBack;
    std::vector<ConnectionPtr> m_idle;
    int m_made = 0;
    std::unique_ptr<postgres::ChangeListener> m_listener;
};

} // namespace legwork::server
