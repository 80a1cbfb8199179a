// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/postgres_store.h"

#include "sync/server/store/postgres/schema.h"
#include "sync/server/store/postgres_transaction.h"

namespace legwork::server {
namespace {

/// Of one process: the downloads at most, each of which holds a view, and some to work with. A database takes
/// a hundred unless told otherwise.
constexpr int kConnectionsMax = 24;

constexpr const char *kBeginView = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

} // namespace

// Whoever stops in the middle, holding the head, must not stop all others.
const char *const PostgresStore::kBeginWrite = "BEGIN; SET LOCAL idle_in_transaction_session_timeout = '30s'";

PostgresStore::PostgresStore(const postgres::Address &address)
    : m_pool(address, kConnectionsMax)
{
}

PostgresStore::~PostgresStore() = default;

Result<std::unique_ptr<PostgresStore>> PostgresStore::open(const QString &text)
{
    auto address = postgres::Address::parse(text);
    if (!address)
        return forward(address);
    auto connection = postgres::Connection::open(*address);
    if (!connection)
        return forward(connection);
    if (auto ready = postgres::migrate(**connection); !ready)
        return forward(ready);
    const auto epoch = (*connection)->run("SELECT epoch FROM feed_head");
    if (!epoch)
        return forward(epoch);
    std::unique_ptr<PostgresStore> store(new PostgresStore(*address));
    store->m_epoch = epoch->count() == 1 ? epoch->id(0, 0) : Uuid();
    if (store->m_epoch.isNull())
        return fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
    store->m_pool.add(std::move(*connection));
    store->m_listener = std::make_unique<postgres::ChangeListener>(*address, store->bell());
    return store;
}

namespace {

template<class Transaction>
Result<std::unique_ptr<Transaction>> begun(std::unique_ptr<PostgresTransaction> transaction)
{
    if (auto good = transaction->status(); !good)
        return forward(good);
    return transaction;
}

} // namespace

Result<std::unique_ptr<ReadTransaction>> PostgresStore::read()
{
    using Mode = PostgresTransaction::Mode;
    auto connection = m_pool.borrow(kBeginView);
    if (!connection)
        return forward(connection);
    return begun<ReadTransaction>(
        std::make_unique<PostgresTransaction>(*this, std::move(*connection), Mode::View));
}

Result<std::unique_ptr<WriteTransaction>> PostgresStore::write()
{
    using Mode = PostgresTransaction::Mode;
    auto connection = m_pool.borrow(kBeginWrite);
    if (!connection)
        return forward(connection);
    return begun<WriteTransaction>(
        std::make_unique<PostgresTransaction>(*this, std::move(*connection), Mode::Alone));
}

Result<std::unique_ptr<WriteTransaction>> PostgresStore::writeBeside()
{
    using Mode = PostgresTransaction::Mode;
    auto connection = m_pool.borrow();
    if (!connection)
        return forward(connection);
    return begun<WriteTransaction>(
        std::make_unique<PostgresTransaction>(*this, std::move(*connection), Mode::Beside));
}

} // namespace legwork::server
