// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/postgres_server.h"
#include "tests/unit/server/store_place.h"

namespace legwork::server::test {

/// The program's cluster, running.
[[nodiscard]] legwork::test::PostgresServer &cluster();

class PostgresPlace final : public StorePlace
{
public:
    PostgresPlace();
    [[nodiscard]] Result<std::unique_ptr<ServerStore>> open() override;
    [[nodiscard]] QString address() const { return m_address; }
    /// See PostgresServer::query().
    [[nodiscard]] QString query(const char *sql) const;
    /// Ends every other connection to the database, as an administrator would.
    void cutConnections() const;

private:
    const QString m_address;
};

} // namespace legwork::server::test
