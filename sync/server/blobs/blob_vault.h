// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/clock.h"
#include "sync/server/blobs/blob_bytes.h"
#include "sync/server/blobs/blob_index.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>

namespace legwork::server {

/// The bytes of attachments at the server: taken in bits, checked as a whole, kept once however many bring them.
/// A content counts when all of it is on the disk and hashes to its name, and not before. Thread-safe.
///
/// Errors besides those of index and bytes:
///   attach.too-many       Retry   the person has too many uploads open
///   attach.too-large      GiveUp  longer than any content may be
///   attach.offset         Retry   the upload goes on elsewhere
///   attach.overtaken      Retry   a later request goes on with the upload
///   attach.hash-mismatch  Retry   the whole was not what it was said to be; the upload is gone
class BlobVault
{
public:
    struct Limits {
        qint64 bytesMax = qint64(512) * 1024 * 1024; ///< Of a content.
        int openUploadsMax = 8;                      ///< Of a person.
        qint64 uploadMs =
            7LL * 24 * 3'600'000; ///< For which an upload is kept after it was last gone on with.
        qint64 unnamedMs = 30LL * 24 * 3'600'000; ///< For which bytes are kept that no row names any more.
    };

    BlobVault(std::unique_ptr<BlobIndex> index, std::unique_ptr<BlobBytes> bytes, const Clock &clock,
              Limits limits);
    BlobVault(std::unique_ptr<BlobIndex> index, std::unique_ptr<BlobBytes> bytes, const Clock &clock)
        : BlobVault(std::move(index), std::move(bytes), clock, Limits())
    {
    }

    [[nodiscard]] const Limits &limits() const { return m_limits; }

    /// Also takes away what has expired.
    [[nodiscard]] Result<Upload> begin(const Uuid &person, const ContentHash &content, qint64 length,
                                       const QByteArray &metadata);
    /// Nothing when there is none, it is over, or it is another person's.
    [[nodiscard]] Result<std::optional<Upload>> upload(const Uuid &person, const Uuid &id);
    /// How much of it has come for good. Whoever was going on with it is stopped: he who asks has lost him.
    [[nodiscard]] Result<qint64> offset(const Upload &upload);
    [[nodiscard]] Status drop(const Upload &upload);

    /// Going on with an upload; one at a time, the last one who asks.
    class Going
    {
    public:
        ~Going();
        [[nodiscard]] qint64 offset();
        /// attach.overtaken when somebody else has begun to go on with it; attach.too-large beyond its length.
        [[nodiscard]] Status take(QByteArrayView bytes);
        /// Forgets what came since it was made.
        [[nodiscard]] Status takeBack();
        [[nodiscard]] Status flush();

    private:
        friend class BlobVault;
        struct Hand;
        explicit Going(std::shared_ptr<Hand> hand);
        std::shared_ptr<Hand> m_hand;
    };
    /// attach.offset unless exactly `offset` bytes have come.
    [[nodiscard]] Result<std::unique_ptr<Going>> goOn(const Upload &upload, qint64 offset);
    /// All of it has come: checks it as a whole; from then on it counts. Reads the whole of it. server.busy (Retry)
    /// when others are being checked: rows must not wait for that.
    [[nodiscard]] Status complete(const Upload &upload);

    /// Its length, when the server holds it, whole; nothing else. Whoever is told can rely on it: it counts as named.
    [[nodiscard]] Result<std::optional<qint64>> held(const ContentHash &content);
    [[nodiscard]] Result<std::unique_ptr<BlobReader>> read(const ContentHash &content);
    /// See BlobIndex.
    [[nodiscard]] Result<bool> hasSent(const Uuid &person, const ContentHash &content);
    [[nodiscard]] Result<std::vector<Uuid>> seenThrough(const Uuid &person, const ContentHash &content);
    [[nodiscard]] Status noteSeen(const Uuid &person, const ContentHash &content, const Uuid &row);

    /// See BlobIndex.
    [[nodiscard]] Result<std::vector<HeldContent>> contents();
    [[nodiscard]] Status setUnnamed(const ContentHash &content, std::optional<Instant> since);
    /// When no row has named it for as long as the limits say, and nobody was told that it is held. Its bytes go with
    /// the next dropExpired().
    [[nodiscard]] Result<bool> dropUnnamed(const ContentHash &content);
    /// Takes away uploads whose time is over.
    [[nodiscard]] Status dropExpired();

private:
    [[nodiscard]] Result<std::unique_ptr<BlobWriter>> release(const Uuid &id);
    [[nodiscard]] Status checkWhole(const Upload &upload);

    const std::unique_ptr<BlobIndex> m_index;
    const std::unique_ptr<BlobBytes> m_bytes;
    const Clock &m_clock;
    const Limits m_limits;
    std::atomic<int> m_checking = 0;
    std::mutex m_mutex;
    std::map<Uuid, std::weak_ptr<Going::Hand>> m_going;
};

} // namespace legwork::server
