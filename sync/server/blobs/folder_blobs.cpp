// SPDX-License-Identifier: Apache-2.0
#include "sync/server/blobs/folder_blobs.h"

#include "sync/server/private_file.h"

#include <QDir>
#include <QFile>

#include <array>

namespace legwork::server {
namespace {

class FolderWriter final : public BlobWriter
{
public:
    explicit FolderWriter(std::unique_ptr<sealed::Writer> writer)
        : m_writer(std::move(writer))
    {
    }
    qint64 size() const override { return m_writer->size(); }
    Status write(QByteArrayView bytes) override { return m_writer->write(bytes); }
    Status cutTo(qint64 size) override { return m_writer->cutTo(size); }
    Status flush() override { return m_writer->flush(); }

private:
    std::unique_ptr<sealed::Writer> m_writer;
};

class FolderReader final : public BlobReader
{
public:
    explicit FolderReader(std::unique_ptr<sealed::Reader> reader)
        : m_reader(std::move(reader))
    {
    }
    qint64 size() const override { return m_reader->size(); }
    Result<QByteArray> read(qint64 from, qint64 bytesMax) override { return m_reader->read(from, bytesMax); }

private:
    std::unique_ptr<sealed::Reader> m_reader;
};

// What each step does stands for ever; add steps, never change one that was released.
constexpr std::array kSteps{
    R"sql(
CREATE TABLE upload (
    id       BLOB PRIMARY KEY,
    person   BLOB NOT NULL,
    content  BLOB NOT NULL,
    length   INTEGER NOT NULL,
    metadata BLOB NOT NULL,
    expires  INTEGER NOT NULL,
    done     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_person ON upload (person, done);
CREATE INDEX upload_expires ON upload (expires);
CREATE TABLE blob (
    content BLOB PRIMARY KEY,
    place   BLOB NOT NULL,
    bytes   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Who has shown a content, or may have it.
CREATE TABLE voucher (
    content BLOB NOT NULL,
    person  BLOB NOT NULL,
    PRIMARY KEY (content, person)
) STRICT, WITHOUT ROWID;
)sql",
    // Who has sent a content, and who was only given it through a row. Of those from before nobody can tell any more
    // which they are: they count as who has sent it, so that nothing is lost to anybody.
    R"sql(
ALTER TABLE voucher RENAME TO sender;
CREATE TABLE seen (
    content BLOB NOT NULL,
    person  BLOB NOT NULL,
    row     BLOB NOT NULL,
    PRIMARY KEY (content, person, row)
) STRICT, WITHOUT ROWID;
)sql",
    // Since when no row is known to name the content.
    "ALTER TABLE blob ADD COLUMN unnamed_since INTEGER;",
};

Status migrate(sqlite::Connection &connection)
{
    const auto version = connection.number("PRAGMA user_version");
    if (!version)
        return forward(version);
    if (*version > qint64(kSteps.size()))
        return fail(QStringLiteral("server.newer-store"), Advice::Update, {QString::number(*version)});
    auto transaction = sqlite::Transaction::begin(connection);
    if (!transaction)
        return forward(transaction);
    for (auto step = size_t(*version); step < kSteps.size(); ++step) {
        if (auto done = connection.execute(kSteps[step]); !done)
            return done;
    }
    const QByteArray mark = "PRAGMA user_version = " + QByteArray::number(qsizetype(kSteps.size()));
    if (auto done = connection.execute(mark.constData()); !done)
        return done;
    return transaction->commit();
}

constexpr std::string_view kUploads =
    "SELECT id, person, content, length, metadata, expires, done FROM upload WHERE ";

Result<std::vector<Upload>> uploadsOf(Result<sqlite::Statement> statement)
{
    if (!statement)
        return forward(statement);
    std::vector<Upload> found;
    for (;;) {
        const auto more = statement->step();
        if (!more)
            return forward(more);
        if (!*more)
            return found;
        const auto content = ContentHash::fromBytes(statement->bytes(2));
        if (!content)
            return fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
        found.push_back({statement->id(0), statement->id(1), *content, statement->integer(3),
                         statement->bytes(4), Instant{statement->integer(5)}, statement->integer(6) != 0});
    }
}

} // namespace

FolderBytes::FolderBytes(QString folder, const SecretKey &key)
    : m_folder(std::move(folder))
    , m_key(key.copy())
{
}

QString FolderBytes::pathOf(const Uuid &place) const { return m_folder + u'/' + place.toText(); }

Result<std::unique_ptr<BlobWriter>> FolderBytes::write(const Uuid &place)
{
    const QString path = pathOf(place);
    Result<std::unique_ptr<sealed::Writer>> writer = fail(QStringLiteral("storage.no-file"), Advice::GiveUp);
    if (QFile::exists(path)) {
        writer = sealed::Writer::resume(path, m_key);
        // Not even its head has become lasting.
        if (!writer && writer.error().code == QLatin1String("storage.file-damaged") && !QFile::remove(path))
            return forward(writer);
    }
    if (!QFile::exists(path)) {
        writer = sealed::Writer::create(path, m_key);
        if (writer) {
            if (auto flushed = sealed::flushFolder(m_folder); !flushed)
                return forward(flushed);
        }
    }
    if (!writer)
        return forward(writer);
    return std::make_unique<FolderWriter>(std::move(*writer));
}

Result<std::unique_ptr<BlobReader>> FolderBytes::read(const Uuid &place)
{
    auto reader = sealed::Reader::open(pathOf(place), m_key);
    if (!reader)
        return forward(reader);
    return std::make_unique<FolderReader>(std::move(*reader));
}

Status FolderBytes::remove(const Uuid &place)
{
    QFile file(pathOf(place));
    if (!file.exists() || file.remove())
        return {};
    return fail(QStringLiteral("storage.io"), Advice::Retry, {file.errorString()});
}

Result<std::unique_ptr<EmbeddedIndex>> EmbeddedIndex::open(const QString &folder, const SecretKey &key)
{
    auto connection = sqlite::Connection::open(QDir(folder).filePath(QStringLiteral("index.db")), key,
                                               sqlite::Connection::Mode::Writer);
    if (!connection)
        return forward(connection);
    if (auto ready = migrate(**connection); !ready)
        return forward(ready);
    return std::unique_ptr<EmbeddedIndex>(new EmbeddedIndex(std::move(*connection)));
}

Result<std::optional<Upload>> EmbeddedIndex::upload(const Uuid &id)
{
    static const std::string sql = std::string(kUploads) + "id = ?";
    const std::lock_guard lock(m_mutex);
    auto statement = m_connection->prepare(sql);
    if (statement)
        statement->bind(id);
    auto found = uploadsOf(std::move(statement));
    if (!found)
        return forward(found);
    return found->empty() ? std::nullopt : std::optional(std::move(found->front()));
}

Result<qint64> EmbeddedIndex::openUploads(const Uuid &person)
{
    const std::lock_guard lock(m_mutex);
    return m_connection->number("SELECT count(*) FROM upload WHERE person = ? AND done = 0", person);
}

Status EmbeddedIndex::putUpload(const Upload &upload)
{
    const std::lock_guard lock(m_mutex);
    return m_connection->run("INSERT INTO upload (id, person, content, length, metadata, expires, done)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?)"
                             " ON CONFLICT (id) DO UPDATE SET expires = excluded.expires",
                             upload.id, upload.person, upload.content.toBytes(), upload.length,
                             QByteArray("") + upload.metadata, upload.expires.ms, upload.isDone);
}

Status EmbeddedIndex::dropUpload(const Uuid &id)
{
    const std::lock_guard lock(m_mutex);
    return m_connection->run("DELETE FROM upload WHERE id = ?", id);
}

Result<std::vector<Upload>> EmbeddedIndex::expiredUploads(Instant now)
{
    static const std::string sql = std::string(kUploads) + "expires < ?";
    const std::lock_guard lock(m_mutex);
    auto statement = m_connection->prepare(sql);
    if (statement)
        statement->bind(now.ms);
    return uploadsOf(std::move(statement));
}

Result<std::optional<Blob>> EmbeddedIndex::blob(const ContentHash &content)
{
    const std::lock_guard lock(m_mutex);
    auto statement = m_connection->prepare("SELECT place, bytes FROM blob WHERE content = ?");
    if (!statement)
        return forward(statement);
    const auto more = statement->bind(content.toBytes()).step();
    if (!more)
        return forward(more);
    return *more ? std::optional(Blob{statement->id(0), statement->integer(1)}) : std::nullopt;
}

Result<std::optional<Blob>> EmbeddedIndex::promise(const ContentHash &content)
{
    {
        const std::lock_guard lock(m_mutex);
        auto named = m_connection->run("UPDATE blob SET unnamed_since = NULL"
                                       " WHERE content = ? AND unnamed_since IS NOT NULL",
                                       content.toBytes());
        if (!named)
            return forward(named);
    }
    return blob(content);
}

Result<std::vector<HeldContent>> EmbeddedIndex::contents()
{
    const std::lock_guard lock(m_mutex);
    auto statement = m_connection->prepare("SELECT content, unnamed_since FROM blob");
    if (!statement)
        return forward(statement);
    std::vector<HeldContent> found;
    for (;;) {
        const auto more = statement->step();
        if (!more)
            return forward(more);
        if (!*more)
            return found;
        const auto content = ContentHash::fromBytes(statement->bytes(0));
        if (!content)
            return fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
        const Value since = statement->value(1);
        const qint64 *ms = std::get_if<qint64>(&since);
        found.push_back({*content, ms ? std::optional(Instant{*ms}) : std::nullopt});
    }
}

Status EmbeddedIndex::setUnnamed(const ContentHash &content, std::optional<Instant> since)
{
    const std::lock_guard lock(m_mutex);
    if (!since)
        return m_connection->run("UPDATE blob SET unnamed_since = NULL WHERE content = ?", content.toBytes());
    return m_connection->run("UPDATE blob SET unnamed_since = ? WHERE content = ? AND unnamed_since IS NULL",
                             since->ms, content.toBytes());
}

Result<bool> EmbeddedIndex::dropUnnamed(const ContentHash &content, Instant before)
{
    const std::lock_guard lock(m_mutex);
    auto transaction = sqlite::Transaction::begin(*m_connection);
    if (!transaction)
        return forward(transaction);
    const QByteArray name = content.toBytes();
    const auto due = m_connection->number(
        "SELECT count(*) FROM blob WHERE content = ? AND unnamed_since <= ?", name, before.ms);
    if (!due)
        return forward(due);
    if (*due == 0)
        return false;
    for (const Status &done :
         {m_connection->run("INSERT INTO upload (id, person, content, length, metadata, expires, done)"
                            " SELECT place, ?, content, bytes, x'', 0, 1 FROM blob WHERE content = ?"
                            " ON CONFLICT (id) DO UPDATE SET expires = 0",
                            Uuid(), name),
          m_connection->run("DELETE FROM blob WHERE content = ?", name),
          m_connection->run("DELETE FROM sender WHERE content = ?", name),
          m_connection->run("DELETE FROM seen WHERE content = ?", name)}) {
        if (!done)
            return forward(done);
    }
    if (auto committed = transaction->commit(); !committed)
        return forward(committed);
    return true;
}

Result<Uuid> EmbeddedIndex::settle(const Upload &upload)
{
    const std::lock_guard lock(m_mutex);
    auto transaction = sqlite::Transaction::begin(*m_connection);
    if (!transaction)
        return forward(transaction);
    const QByteArray content = upload.content.toBytes();
    for (const Status &done :
         {m_connection->run("INSERT INTO blob (content, place, bytes) VALUES (?, ?, ?)"
                            " ON CONFLICT (content) DO UPDATE SET unnamed_since = NULL",
                            content, upload.id, upload.length),
          m_connection->run("INSERT OR IGNORE INTO sender (content, person) VALUES (?, ?)", content,
                            upload.person),
          m_connection->run("UPDATE upload SET done = 1 WHERE id = ?", upload.id)}) {
        if (!done)
            return forward(done);
    }
    const auto place = m_connection->single("SELECT place FROM blob WHERE content = ?", content);
    if (!place)
        return forward(place);
    if (auto committed = transaction->commit(); !committed)
        return forward(committed);
    const QByteArray *bytes = std::get_if<QByteArray>(&*place);
    return bytes ? Uuid::fromBytes(*bytes).value_or(Uuid()) : Uuid();
}

Status EmbeddedIndex::dropBlob(const ContentHash &content, const Uuid &place)
{
    const std::lock_guard lock(m_mutex);
    return m_connection->run("DELETE FROM blob WHERE content = ? AND place = ?", content.toBytes(), place);
}

Result<bool> EmbeddedIndex::hasSent(const Uuid &person, const ContentHash &content)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_connection->number("SELECT count(*) FROM sender WHERE content = ? AND person = ?",
                                            content.toBytes(), person);
    if (!found)
        return forward(found);
    return *found > 0;
}

Result<std::vector<Uuid>> EmbeddedIndex::seenThrough(const Uuid &person, const ContentHash &content)
{
    const std::lock_guard lock(m_mutex);
    auto statement = m_connection->prepare("SELECT row FROM seen WHERE content = ? AND person = ?");
    if (!statement)
        return forward(statement);
    statement->bind(content.toBytes(), person);
    std::vector<Uuid> rows;
    for (;;) {
        const auto more = statement->step();
        if (!more)
            return forward(more);
        if (!*more)
            return rows;
        rows.push_back(statement->id(0));
    }
}

Status EmbeddedIndex::noteSeen(const Uuid &person, const ContentHash &content, const Uuid &row)
{
    const std::lock_guard lock(m_mutex);
    return m_connection->run("INSERT OR IGNORE INTO seen (content, person, row) VALUES (?, ?, ?)",
                             content.toBytes(), person, row);
}

Result<FolderBlobs> openFolderBlobs(const QString &dataFolder)
{
    const QDir data(dataFolder);
    auto bytes = readPrivateFile(data.filePath(QStringLiteral("store.key")), SecretKey::kSize);
    if (!bytes)
        return forward(bytes);
    const auto root = SecretKey::fromBytes(*bytes);
    wipe(bytes->data(), size_t(bytes->size()));
    const QString folder = data.filePath(QStringLiteral("blob"));
    if (!root)
        return fail(QStringLiteral("server.key-lost"), Advice::AskUser, {dataFolder});
    if (!QDir().mkpath(folder))
        return fail(QStringLiteral("server.data-folder"), Advice::AskUser, {folder});
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    auto index = EmbeddedIndex::open(folder, root->derive("blob-index/v1"));
    if (!index)
        return forward(index);
    return FolderBlobs{std::move(*index), std::make_unique<FolderBytes>(folder, root->derive("blob/v1"))};
}

} // namespace legwork::server
