// SPDX-License-Identifier: Apache-2.0
#include "sync/server/blobs/blob_vault.h"

#include <QCryptographicHash>

namespace legwork::server {
namespace {

constexpr qint64 kDayMs = 24 * 3'600'000;
constexpr qint64 kReadBytes = 256 * 1024;
constexpr int kChecksMax = 2; // of the server's four workers

} // namespace

/// The writer of an upload; ends when somebody else takes over.
struct BlobVault::Going::Hand {
    std::mutex mutex;
    std::unique_ptr<BlobWriter> writer;
    qint64 from = 0;
    qint64 length = 0;
};

BlobVault::Going::Going(std::shared_ptr<Hand> hand)
    : m_hand(std::move(hand))
{
}

BlobVault::Going::~Going()
{
    const std::lock_guard lock(m_hand->mutex);
    m_hand->writer.reset();
}

namespace {
tl::unexpected<Error> overtaken() { return fail(QStringLiteral("attach.overtaken"), Advice::Retry); }
} // namespace

qint64 BlobVault::Going::offset()
{
    const std::lock_guard lock(m_hand->mutex);
    return m_hand->writer ? m_hand->writer->size() : m_hand->from;
}

Status BlobVault::Going::take(QByteArrayView bytes)
{
    const std::lock_guard lock(m_hand->mutex);
    if (!m_hand->writer)
        return overtaken();
    if (m_hand->writer->size() + bytes.size() > m_hand->length)
        return fail(QStringLiteral("attach.too-large"), Advice::GiveUp);
    return m_hand->writer->write(bytes);
}

Status BlobVault::Going::takeBack()
{
    const std::lock_guard lock(m_hand->mutex);
    if (!m_hand->writer)
        return overtaken();
    if (auto cut = m_hand->writer->cutTo(m_hand->from); !cut)
        return cut;
    return m_hand->writer->flush();
}

Status BlobVault::Going::flush()
{
    const std::lock_guard lock(m_hand->mutex);
    return m_hand->writer ? m_hand->writer->flush() : Status(overtaken());
}

BlobVault::BlobVault(std::unique_ptr<BlobIndex> index, std::unique_ptr<BlobBytes> bytes, const Clock &clock,
                     Limits limits)
    : m_index(std::move(index))
    , m_bytes(std::move(bytes))
    , m_clock(clock)
    , m_limits(limits)
{
}

Result<Upload> BlobVault::begin(const Uuid &person, const ContentHash &content, qint64 length,
                                const QByteArray &metadata)
{
    if (length > m_limits.bytesMax)
        return fail(QStringLiteral("attach.too-large"), Advice::GiveUp);
    if (auto tidied = dropExpired(); !tidied)
        return forward(tidied);
    const auto open = m_index->openUploads(person);
    if (!open)
        return forward(open);
    if (*open >= m_limits.openUploadsMax)
        return fail(QStringLiteral("attach.too-many"), Advice::Retry);
    Upload upload{Uuid::generate(),
                  person,
                  content,
                  length,
                  metadata,
                  Instant{m_clock.now().wall.ms + m_limits.uploadMs},
                  false};
    // Known before there are bytes of it, so that none are left over after a crash.
    if (auto put = m_index->putUpload(upload); !put)
        return forward(put);
    return upload;
}

Result<std::optional<Upload>> BlobVault::upload(const Uuid &person, const Uuid &id)
{
    auto found = m_index->upload(id);
    if (!found)
        return forward(found);
    if (*found && ((*found)->person != person || (*found)->expires < m_clock.now().wall))
        return std::optional<Upload>();
    return found;
}

Result<std::unique_ptr<BlobWriter>> BlobVault::release(const Uuid &id)
{
    std::shared_ptr<Going::Hand> former;
    if (const auto known = m_going.find(id); known != m_going.end()) {
        former = known->second.lock();
        m_going.erase(known);
    }
    if (former) {
        const std::lock_guard lock(former->mutex);
        if (former->writer)
            (void)former->writer->flush(); // what does not last is sent again
        former->writer.reset();
    }
    return m_bytes->write(id);
}

Result<qint64> BlobVault::offset(const Upload &upload)
{
    if (upload.isDone)
        return upload.length;
    const std::lock_guard lock(m_mutex);
    const auto writer = release(upload.id);
    if (!writer)
        return forward(writer);
    return (*writer)->size();
}

Status BlobVault::drop(const Upload &upload)
{
    {
        const std::lock_guard lock(m_mutex);
        m_going.erase(upload.id);
    }
    const auto blob = m_index->blob(upload.content);
    if (!blob)
        return forward(blob);
    const bool counts = *blob && (*blob)->place == upload.id;
    if (!counts) {
        if (auto gone = m_bytes->remove(upload.id); !gone)
            return gone;
    }
    return m_index->dropUpload(upload.id);
}

Status BlobVault::dropExpired()
{
    const auto over = m_index->expiredUploads(m_clock.now().wall);
    if (!over)
        return forward(over);
    for (const Upload &upload : *over) {
        if (auto dropped = drop(upload); !dropped)
            return dropped;
    }
    return {};
}

Result<std::unique_ptr<BlobVault::Going>> BlobVault::goOn(const Upload &upload, qint64 offset)
{
    const auto elsewhere = [] { return fail(QStringLiteral("attach.offset"), Advice::Retry); };
    if (upload.isDone)
        return elsewhere();
    auto hand = std::make_shared<Going::Hand>();
    {
        const std::lock_guard lock(m_mutex);
        auto writer = release(upload.id);
        if (!writer)
            return forward(writer);
        if ((*writer)->size() != offset)
            return elsewhere();
        hand->from = offset;
        hand->length = upload.length;
        hand->writer = std::move(*writer);
        std::erase_if(m_going, [](const auto &entry) { return entry.second.expired(); });
        m_going[upload.id] = hand;
    }
    const Instant until{m_clock.now().wall.ms + m_limits.uploadMs};
    if (until.ms - upload.expires.ms > kDayMs) {
        Upload longer = upload;
        longer.expires = until;
        if (auto put = m_index->putUpload(longer); !put)
            return forward(put);
    }
    return std::unique_ptr<Going>(new Going(std::move(hand)));
}

Status BlobVault::complete(const Upload &upload)
{
    if (upload.isDone)
        return {};
    const int others = m_checking++;
    const Status checked =
        others < kChecksMax ? checkWhole(upload) : Status(fail(QStringLiteral("server.busy"), Advice::Retry));
    --m_checking;
    return checked;
}

Status BlobVault::checkWhole(const Upload &upload)
{
    const auto reader = m_bytes->read(upload.id);
    if (!reader)
        return forward(reader);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    qint64 at = 0;
    bool isReadable = true;
    while (isReadable) {
        const auto piece = (*reader)->read(at, kReadBytes);
        if (!piece && piece.error().code != QLatin1String("storage.file-damaged"))
            return forward(piece);
        isReadable = piece && !piece->isEmpty();
        if (isReadable) {
            hash.addData(*piece);
            at += piece->size();
        }
    }
    if (at != upload.length || hash.result() != upload.content.view()) {
        if (auto dropped = drop(upload); !dropped)
            return dropped;
        return fail(QStringLiteral("attach.hash-mismatch"), Advice::Retry);
    }
    const auto place = m_index->settle(upload);
    if (!place)
        return forward(place);
    return *place == upload.id ? Status() : m_bytes->remove(upload.id);
}

Result<std::optional<qint64>> BlobVault::held(const ContentHash &content)
{
    const auto blob = m_index->promise(content);
    if (!blob)
        return forward(blob);
    if (!*blob)
        return std::optional<qint64>();
    // The index may be older or newer than the bytes, after a restore: only what is there is confirmed.
    const auto reader = m_bytes->read((*blob)->place);
    if (reader && (*reader)->size() == (*blob)->bytes)
        return std::optional((*blob)->bytes);
    if (!reader && reader.error().code != QLatin1String("storage.no-file")
        && reader.error().code != QLatin1String("storage.file-damaged"))
        return forward(reader);
    if (auto dropped = m_index->dropBlob(content, (*blob)->place); !dropped)
        return forward(dropped);
    return std::optional<qint64>();
}

Result<std::unique_ptr<BlobReader>> BlobVault::read(const ContentHash &content)
{
    const auto blob = m_index->blob(content);
    if (!blob)
        return forward(blob);
    if (!*blob)
        return fail(QStringLiteral("storage.no-file"), Advice::GiveUp);
    return m_bytes->read((*blob)->place);
}

Result<std::vector<HeldContent>> BlobVault::contents() { return m_index->contents(); }

Status BlobVault::setUnnamed(const ContentHash &content, std::optional<Instant> since)
{
    return m_index->setUnnamed(content, since);
}

Result<bool> BlobVault::dropUnnamed(const ContentHash &content)
{
    return m_index->dropUnnamed(content, Instant{m_clock.now().wall.ms - m_limits.unnamedMs});
}

Result<bool> BlobVault::hasSent(const Uuid &person, const ContentHash &content)
{
    return m_index->hasSent(person, content);
}

Result<std::vector<Uuid>> BlobVault::seenThrough(const Uuid &person, const ContentHash &content)
{
    return m_index->seenThrough(person, content);
}

Status BlobVault::noteSeen(const Uuid &person, const ContentHash &content, const Uuid &row)
{
    return m_index->noteSeen(person, content, row);
}

} // namespace legwork::server
