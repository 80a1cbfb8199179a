// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/blobs/blob_bytes.h"
#include "sync/server/blobs/blob_index.h"
#include "sync/server/store/postgres/connection.h"

#include <QString>

#include <condition_variable>
#include <mutex>

/// Bytes and their index in the PostgreSQL database that several servers share, so that each can go on with what
/// another began. The bytes are rows of pieces, not large objects: those are not in the ordinary backup of a schema,
/// know no rights of their own, and leave orphans.
namespace legwork::server {

/// Connections for blobs, apart from those for rows, so that uploads never take the last one from a sync.
class BlobConnections
{
public:
    explicit BlobConnections(postgres::Address address)
        : m_address(std::move(address))
    {
    }
    /// Runs `work(postgres::Connection &)` on one that lives; at most four at once, server.busy (Retry) after a while.
    template<class Work>
    [[nodiscard]] std::invoke_result_t<Work, postgres::Connection &> with(Work work)
    {
        auto connection = borrow();
        if (!connection)
            return forward(connection);
        auto result = work(**connection);
        giveBack(std::move(*connection));
        return result;
    }

private:
    using ConnectionPtr = std::unique_ptr<postgres::Connection>;
    [[nodiscard]] Result<ConnectionPtr> borrow();
    void giveBack(ConnectionPtr connection);

    const postgres::Address m_address;
    std::mutex m_mutex;
    std::condition_variable m_oneBack;
    std::vector<ConnectionPtr> m_idle;
    int m_made = 0;
};

class PostgresBytes final : public BlobBytes
{
public:
    explicit PostgresBytes(std::shared_ptr<BlobConnections> connections)
        : m_connections(std::move(connections))
    {
    }
    [[nodiscard]] Result<std::unique_ptr<BlobWriter>> write(const Uuid &place) override;
    [[nodiscard]] Result<std::unique_ptr<BlobReader>> read(const Uuid &place) override;
    [[nodiscard]] Status remove(const Uuid &place) override;

private:
    const std::shared_ptr<BlobConnections> m_connections;
};

class PostgresIndex final : public BlobIndex
{
public:
    explicit PostgresIndex(std::shared_ptr<BlobConnections> connections)
        : m_connections(std::move(connections))
    {
    }
    [[nodiscard]] Result<std::optional<Upload>> upload(const Uuid &id) override;
    [[nodiscard]] Result<qint64> openUploads(const Uuid &person) override;
    [[nodiscard]] Status putUpload(const Upload &upload) override;
    [[nodiscard]] Status dropUpload(const Uuid &id) override;
    [[nodiscard]] Result<std::vector<Upload>> expiredUploads(Instant now) override;
    [[nodiscard]] Result<std::optional<Blob>> blob(const ContentHash &content) override;
    [[nodiscard]] Result<std::optional<Blob>> promise(const ContentHash &content) override;
    [[nodiscard]] Result<std::vector<HeldContent>> contents() override;
    [[nodiscard]] Status setUnnamed(const ContentHash &content, std::optional<Instant> since) override;
    [[nodiscard]] Result<bool> dropUnnamed(const ContentHash &content, Instant before) override;
    [[nodiscard]] Result<Uuid> settle(const Upload &upload) override;
    [[nodiscard]] Status dropBlob(const ContentHash &content, const Uuid &place) override;
    [[nodiscard]] Result<bool> hasSent(const Uuid &person, const ContentHash &content) override;
    [[nodiscard]] Result<std::vector<Uuid>> seenThrough(const Uuid &person,
                                                        const ContentHash &content) override;
    [[nodiscard]] Status noteSeen(const Uuid &person, const ContentHash &content, const Uuid &row) override;

private:
    template<class... Args>
    [[nodiscard]] Status change(const char *sql, const Args &...args);
    template<class... Args>
    [[nodiscard]] Result<postgres::Rows> ask(const char *sql, const Args &...args);

    const std::shared_ptr<BlobConnections> m_connections;
};

struct PostgresBlobs {
    std::unique_ptr<BlobIndex> index;
    std::unique_ptr<BlobBytes> bytes;
};
/// On the tables of a store that has been opened there. `address` as for PostgresStore.
[[nodiscard]] Result<PostgresBlobs> openPostgresBlobs(const QString &address);

} // namespace legwork::server
