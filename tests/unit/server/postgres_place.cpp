// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/server/postgres_place.h"

#include "sync/server/store/postgres_store.h"

namespace legwork::server::test {

legwork::test::PostgresServer &cluster()
{
    static legwork::test::PostgresServer server;
    static const QString trouble = server.start();
    if (!trouble.isEmpty())
        qFatal("%s", qPrintable(trouble));
    return server;
}

PostgresPlace::PostgresPlace()
    : m_address(cluster().makeDatabase())
{
    if (m_address.isEmpty())
        qFatal("no database was made");
}

Result<std::unique_ptr<ServerStore>> PostgresPlace::open() { return PostgresStore::open(m_address); }

QString PostgresPlace::query(const char *sql) const
{
    return cluster().query(m_address, QString::fromUtf8(sql));
}

void PostgresPlace::cutConnections() const
{
    (void)query("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()");
}

std::unique_ptr<StorePlace> postgresPlace() { return std::make_unique<PostgresPlace>(); }

} // namespace legwork::server::test
