// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/postgres_store.h"

#include "sync/server/store/postgres/schema.h"
#include "sync/server/store/postgres_transaction.h"

#include <chrono>

namespace legwork::server {
namespace {

using namespace std::chrono_literals;

/// Of one process: the downloads at most, each of which holds a view, and some to work with. A database takes
/// a hundred unless told otherwise.
constexpr int kConnectionsMax = 24;
constexpr auto kPatience = 10s;

constexpr const char *kBeginView = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

} // namespace

// Whoever stops in the middle, holding the head, must not stop all others.
const char *const PostgresStore::kBeginWrite = "BEGIN; SET LOCAL idle_in_transaction_session_timeout = '30s'";

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
    // In the statement that reads it, the head is locked against those who give numbers out.
    const auto begun = (*connection)
                           ->run("WITH head AS (SELECT seq FROM feed_head FOR UPDATE)"
                                 " INSERT INTO epoch (id, began) SELECT $1, seq FROM head",
                                 Uuid::generate());
    if (!begun)
        return forward(begun);
    std::unique_ptr<PostgresStore> store(new PostgresStore(std::move(*address)));
    store->m_made = 1;
    store->m_idle.push_back(std::move(*connection));
    store->m_listener = std::make_unique<postgres::ChangeListener>(store->m_address, store->bell());
    return store;
}

Result<PostgresStore::ConnectionPtr> PostgresStore::borrow(const char *begin)
{
    for (;;) {
        ConnectionPtr connection;
        {
            std::unique_lock lock(m_mutex);
            if (!m_oneBack.wait_for(lock, kPatience,
                                    [this] { return !m_idle.empty() || m_made < kConnectionsMax; }))
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
            auto opened = postgres::Connection::open(m_address);
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

void PostgresStore::giveBack(ConnectionPtr connection)
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
    auto connection = borrow(kBeginView);
    if (!connection)
        return forward(connection);
    return begun<ReadTransaction>(
        std::make_unique<PostgresTransaction>(*this, std::move(*connection), Mode::View));
}

Result<std::unique_ptr<WriteTransaction>> PostgresStore::write()
{
    using Mode = PostgresTransaction::Mode;
    auto connection = borrow(kBeginWrite);
    if (!connection)
        return forward(connection);
    return begun<WriteTransaction>(
        std::make_unique<PostgresTransaction>(*this, std::move(*connection), Mode::Alone));
}

Result<std::unique_ptr<WriteTransaction>> PostgresStore::writeBeside()
{
    using Mode = PostgresTransaction::Mode;
    auto connection = borrow(nullptr);
    if (!connection)
        return forward(connection);
    return begun<WriteTransaction>(
        std::make_unique<PostgresTransaction>(*this, std::move(*connection), Mode::Beside));
}

} // namespace legwork::server
