// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/store/postgres/change_listener.h"
#include "sync/server/store/postgres/pool.h"
#include "sync/server/store/server_store.h"

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

    [[nodiscard]] Uuid epoch() const override { return m_epoch; }
    [[nodiscard]] Result<std::unique_ptr<ReadTransaction>> read() override;
    [[nodiscard]] Result<std::unique_ptr<WriteTransaction>> write() override;
    [[nodiscard]] Result<std::unique_ptr<WriteTransaction>> writeBeside() override;

private:
    friend class PostgresTransaction;
    static const char *const kBeginWrite;
    explicit PostgresStore(const postgres::Address &address);

    postgres::Pool m_pool;
    Uuid m_epoch;
    std::unique_ptr<postgres::ChangeListener> m_listener;
};

} // namespace legwork::server
