// SPDX-License-Identifier: Apache-2.0
#include "sync/server/blobs/postgres_blobs.h"

#include <algorithm>
#include <chrono>

namespace legwork::server {

using postgres::Connection;
using postgres::Rows;

namespace {

using namespace std::chrono_literals;

constexpr int kConnectionsMax = 4;
constexpr auto kPatience = 10s;
/// One commit, and so one wait for the disk, for each.
constexpr qint64 kPieceBytes = 256 * 1024;

Status only(const Result<Rows> &rows) { return rows ? Status() : Status(forward(rows)); }

class PostgresWriter final : public BlobWriter
{
public:
    PostgresWriter(std::shared_ptr<BlobConnections> connections, const Uuid &place, qint64 size)
        : m_connections(std::move(connections))
        , m_place(place)
        , m_stored(size)
    {
    }
    qint64 size() const override { return m_stored + m_tail.size(); }
    Status write(QByteArrayView bytes) override
    {
        while (!bytes.isEmpty()) {
            const auto fitting = bytes.first(std::min<qint64>(kPieceBytes - m_tail.size(), bytes.size()));
            m_tail.append(fitting.data(), fitting.size());
            bytes = bytes.sliced(fitting.size());
            if (m_tail.size() == kPieceBytes) {
                if (auto stored = flush(); !stored)
                    return stored;
            }
        }
        return {};
    }
    Status cutTo(qint64 size) override
    {
        m_tail.truncate(std::max<qint64>(0, size - m_stored));
        if (size >= m_stored)
            return {};
        m_stored = size;
        return m_connections->with([&](Connection &connection) {
            return only(connection.run("DELETE FROM legwork.blob_piece WHERE place = $1 AND at >= $2",
                                       m_place, size));
        });
    }
    Status flush() override
    {
        if (m_tail.isEmpty())
            return {};
        const Status stored = m_connections->with([&](Connection &connection) {
            return only(
                connection.run("INSERT INTO legwork.blob_piece (place, at, bytes) VALUES ($1, $2, $3)",
                               m_place, m_stored, m_tail));
        });
        // Somebody goes on with it at another server.
        if (!stored && stored.error().code == QLatin1String("storage.constraint"))
            return fail(QStringLiteral("attach.overtaken"), Advice::Retry);
        if (!stored)
            return stored;
        m_stored += m_tail.size();
        m_tail.clear();
        return {};
    }

private:
    const std::shared_ptr<BlobConnections> m_connections;
    const Uuid m_place;
    qint64 m_stored;
    QByteArray m_tail;
};

class PostgresReader final : public BlobReader
{
public:
    PostgresReader(std::shared_ptr<BlobConnections> connections, const Uuid &place, qint64 size)
        : m_connections(std::move(connections))
        , m_place(place)
        , m_size(size)
    {
    }
    qint64 size() const override { return m_size; }
    Result<QByteArray> read(qint64 from, qint64 bytesMax) override
    {
        if (from < 0 || from >= m_size)
            return QByteArray();
        if (from < m_at || from >= m_at + m_piece.size()) {
            const auto rows = m_connections->with([&](Connection &connection) {
                return connection.run("SELECT at, bytes FROM legwork.blob_piece WHERE place = $1 AND at <= $2"
                                      " ORDER BY at DESC LIMIT 1",
                                      m_place, from);
            });
            if (!rows)
                return forward(rows);
            if (rows->count() != 1)
                return fail(QStringLiteral("storage.file-damaged"), Advice::GiveUp);
            m_at = rows->integer(0, 0);
            m_piece = rows->bytes(0, 1);
            if (from >= m_at + m_piece.size())
                return fail(QStringLiteral("storage.file-damaged"), Advice::GiveUp);
        }
        return m_piece.mid(from - m_at, bytesMax);
    }

private:
    const std::shared_ptr<BlobConnections> m_connections;
    const Uuid m_place;
    const qint64 m_size;
    qint64 m_at = 0;
    QByteArray m_piece;
};

/// Where what has come of a place ends; nothing when none has.
Result<std::optional<qint64>> endOf(BlobConnections &connections, const Uuid &place)
{
    const auto rows = connections.with([&](Connection &connection) {
        return connection.run("SELECT at + length(bytes) FROM legwork.blob_piece WHERE place = $1"
                              " ORDER BY at DESC LIMIT 1",
                              place);
    });
    if (!rows)
        return forward(rows);
    return rows->count() == 1 ? std::optional(rows->integer(0, 0)) : std::nullopt;
}

Result<std::vector<Upload>> uploadsOf(const Result<Rows> &rows)
{
    if (!rows)
        return forward(rows);
    std::vector<Upload> found;
    for (int i = 0; i < rows->count(); ++i) {
        const auto content = ContentHash::fromBytes(rows->bytes(i, 2));
        if (!content)
            return fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
        found.push_back({rows->id(i, 0), rows->id(i, 1), *content, rows->integer(i, 3), rows->bytes(i, 4),
                         Instant{rows->integer(i, 5)}, rows->truth(i, 6)});
    }
    return found;
}

} // namespace

Result<BlobConnections::ConnectionPtr> BlobConnections::borrow()
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
        if (connection && connection->isAlive())
            return connection;
        if (connection) { // it died while it lay idle, which says nothing of the database now
            giveBack(std::move(connection));
            continue;
        }
        auto opened = Connection::open(m_address);
        if (!opened)
            giveBack(nullptr);
        return opened;
    }
}

void BlobConnections::giveBack(ConnectionPtr connection)
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

Result<std::unique_ptr<BlobWriter>> PostgresBytes::write(const Uuid &place)
{
    const auto end = endOf(*m_connections, place);
    if (!end)
        return forward(end);
    return std::make_unique<PostgresWriter>(m_connections, place, end->value_or(0));
}

Result<std::unique_ptr<BlobReader>> PostgresBytes::read(const Uuid &place)
{
    const auto end = endOf(*m_connections, place);
    if (!end)
        return forward(end);
    if (!*end)
        return fail(QStringLiteral("storage.no-file"), Advice::GiveUp);
    return std::make_unique<PostgresReader>(m_connections, place, **end);
}

Status PostgresBytes::remove(const Uuid &place)
{
    return m_connections->with([&](Connection &connection) {
        return only(connection.run("DELETE FROM legwork.blob_piece WHERE place = $1", place));
    });
}

template<class... Args>
Status PostgresIndex::change(const char *sql, const Args &...args)
{
    return m_connections->with([&](Connection &connection) { return only(connection.run(sql, args...)); });
}

template<class... Args>
Result<Rows> PostgresIndex::ask(const char *sql, const Args &...args)
{
    return m_connections->with([&](Connection &connection) { return connection.run(sql, args...); });
}

Result<std::optional<Upload>> PostgresIndex::upload(const Uuid &id)
{
    auto found = uploadsOf(ask("SELECT id, person, content, length, metadata, expires, done"
                               " FROM legwork.blob_upload WHERE id = $1",
                               id));
    if (!found)
        return forward(found);
    return found->empty() ? std::nullopt : std::optional(std::move(found->front()));
}

Result<qint64> PostgresIndex::openUploads(const Uuid &person)
{
    const auto rows = ask("SELECT count(*) FROM legwork.blob_upload WHERE person = $1 AND NOT done", person);
    if (!rows)
        return forward(rows);
    return rows->integer(0, 0);
}

Status PostgresIndex::putUpload(const Upload &upload)
{
    return change("INSERT INTO legwork.blob_upload (id, person, content, length, metadata, expires, done)"
                  " VALUES ($1, $2, $3, $4, $5, $6, $7)"
                  " ON CONFLICT (id) DO UPDATE SET expires = excluded.expires",
                  upload.id, upload.person, upload.content.toBytes(), upload.length,
                  QByteArray("") + upload.metadata, upload.expires.ms, upload.isDone);
}

Status PostgresIndex::dropUpload(const Uuid &id)
{
    return change("DELETE FROM legwork.blob_upload WHERE id = $1", id);
}

Result<std::vector<Upload>> PostgresIndex::expiredUploads(Instant now)
{
    return uploadsOf(ask("SELECT id, person, content, length, metadata, expires, done"
                         " FROM legwork.blob_upload WHERE expires < $1",
                         now.ms));
}

Result<std::optional<Blob>> PostgresIndex::blob(const ContentHash &content)
{
    const auto rows = ask("SELECT place, bytes FROM legwork.blob WHERE content = $1", content.toBytes());
    if (!rows)
        return forward(rows);
    return rows->count() == 1 ? std::optional(Blob{rows->id(0, 0), rows->integer(0, 1)}) : std::nullopt;
}

Result<std::optional<Blob>> PostgresIndex::promise(const ContentHash &content)
{
    // Two statements: the second must see what another server did while the first waited for it.
    auto named = change("UPDATE legwork.blob SET unnamed_since = NULL"
                        " WHERE content = $1 AND unnamed_since IS NOT NULL",
                        content.toBytes());
    if (!named)
        return forward(named);
    return blob(content);
}

Result<std::vector<HeldContent>> PostgresIndex::contents()
{
    const auto rows = ask("SELECT content, unnamed_since IS NOT NULL, coalesce(unnamed_since, 0)"
                          " FROM legwork.blob");
    if (!rows)
        return forward(rows);
    std::vector<HeldContent> found;
    for (int i = 0; i < rows->count(); ++i) {
        const auto content = ContentHash::fromBytes(rows->bytes(i, 0));
        if (!content)
            return fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
        found.push_back(
            {*content, rows->truth(i, 1) ? std::optional(Instant{rows->integer(i, 2)}) : std::nullopt});
    }
    return found;
}

Status PostgresIndex::setUnnamed(const ContentHash &content, std::optional<Instant> since)
{
    if (!since)
        return change("UPDATE legwork.blob SET unnamed_since = NULL WHERE content = $1", content.toBytes());
    return change("UPDATE legwork.blob SET unnamed_since = $1 WHERE content = $2 AND unnamed_since IS NULL",
                  since->ms, content.toBytes());
}

Result<bool> PostgresIndex::dropUnnamed(const ContentHash &content, Instant before)
{
    const auto rows =
        ask("WITH gone AS (DELETE FROM legwork.blob WHERE content = $1 AND unnamed_since <= $2"
            "  RETURNING place, bytes),"
            " unsent AS (DELETE FROM legwork.blob_sender WHERE content = $1 AND EXISTS (SELECT 1 FROM gone)),"
            " unseen AS (DELETE FROM legwork.blob_seen WHERE content = $1 AND EXISTS (SELECT 1 FROM gone))"
            " INSERT INTO legwork.blob_upload (id, person, content, length, metadata, expires, done)"
            " SELECT place, $3, $1, bytes, '', 0, true FROM gone"
            " ON CONFLICT (id) DO UPDATE SET expires = 0 RETURNING 1::bigint",
            content.toBytes(), before.ms, Uuid());
    if (!rows)
        return forward(rows);
    return rows->count() > 0;
}

Result<Uuid> PostgresIndex::settle(const Upload &upload)
{
    // One statement, so that it holds as a whole.
    const auto rows = ask("WITH kept AS (INSERT INTO legwork.blob (content, place, bytes) VALUES ($1, $2, $3)"
                          "  ON CONFLICT (content) DO UPDATE SET unnamed_since = NULL RETURNING place),"
                          " sent AS (INSERT INTO legwork.blob_sender (content, person) VALUES ($1, $4)"
                          "  ON CONFLICT DO NOTHING),"
                          " done AS (UPDATE legwork.blob_upload SET done = true WHERE id = $2)"
                          " SELECT place FROM kept",
                          upload.content.toBytes(), upload.id, upload.length, upload.person);
    if (!rows)
        return forward(rows);
    return rows->id(0, 0);
}

Status PostgresIndex::dropBlob(const ContentHash &content, const Uuid &place)
{
    return change("DELETE FROM legwork.blob WHERE content = $1 AND place = $2", content.toBytes(), place);
}

Result<bool> PostgresIndex::hasSent(const Uuid &person, const ContentHash &content)
{
    const auto rows = ask("SELECT count(*) FROM legwork.blob_sender WHERE content = $1 AND person = $2",
                          content.toBytes(), person);
    if (!rows)
        return forward(rows);
    return rows->integer(0, 0) > 0;
}

Result<std::vector<Uuid>> PostgresIndex::seenThrough(const Uuid &person, const ContentHash &content)
{
    const auto found = ask("SELECT row FROM legwork.blob_seen WHERE content = $1 AND person = $2",
                           content.toBytes(), person);
    if (!found)
        return forward(found);
    std::vector<Uuid> rows;
    for (int i = 0; i < found->count(); ++i)
        rows.push_back(found->id(i, 0));
    return rows;
}

Status PostgresIndex::noteSeen(const Uuid &person, const ContentHash &content, const Uuid &row)
{
    return change("INSERT INTO legwork.blob_seen (content, person, row) VALUES ($1, $2, $3)"
                  " ON CONFLICT DO NOTHING",
                  content.toBytes(), person, row);
}

Result<PostgresBlobs> openPostgresBlobs(const QString &address)
{
    auto parsed = postgres::Address::parse(address);
    if (!parsed)
        return forward(parsed);
    auto connections = std::make_shared<BlobConnections>(std::move(*parsed));
    return PostgresBlobs{std::make_unique<PostgresIndex>(connections),
                         std::make_unique<PostgresBytes>(connections)};
}

} // namespace legwork::server
