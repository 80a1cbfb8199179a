// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/postgres_store.h"
#include "tests/support/postgres_server.h"
#include "tests/unit/server/store_under_test.h"

namespace legwork::server::test {
namespace {

/// One cluster for the whole program, a database for each place.
legwork::test::PostgresServer &cluster()
{
    static legwork::test::PostgresServer server;
    static const QString trouble = server.start();
    if (!trouble.isEmpty())
        qFatal("%s", qPrintable(trouble));
    return server;
}

class PostgresPlace final : public StorePlace
{
public:
    Result<std::unique_ptr<ServerStore>> open() override { return PostgresStore::open(m_address); }

private:
    const QString m_address = cluster().makeDatabase();
};

} // namespace

std::unique_ptr<StorePlace> StorePlace::make() { return std::make_unique<PostgresPlace>(); }

} // namespace legwork::server::test
