// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/content_hash.h"
#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/time.h"

#include <optional>
#include <vector>

namespace legwork::server {

/// Bytes on their way from a person. They lie in the place of the same id.
struct Upload {
    Uuid id;
    Uuid person;
    ContentHash content; ///< What the whole has to be.
    qint64 length = 0;
    QByteArray metadata; ///< As it came, to be told again.
    Instant expires;
    bool isDone = false; ///< The whole has come, was checked, and counts.
};

/// A content that the server holds.
struct Blob {
    Uuid place;
    qint64 bytes = 0;
};

/// A content and since when no row is known to name it, if so.
struct HeldContent {
    ContentHash content;
    std::optional<Instant> unnamedSince;
};

/// What a server knows of the bytes it holds, and of those that are coming. Each call is lasting when it returns.
/// Thread-safe. Errors: those of the store behind it.
class BlobIndex
{
public:
    virtual ~BlobIndex() = default;
    [[nodiscard]] virtual Result<std::optional<Upload>> upload(const Uuid &id) = 0;
    [[nodiscard]] virtual Result<qint64> openUploads(const Uuid &person) = 0;
    /// New, or with another end.
    [[nodiscard]] virtual Status putUpload(const Upload &upload) = 0;
    [[nodiscard]] virtual Status dropUpload(const Uuid &id) = 0;
    [[nodiscard]] virtual Result<std::vector<Upload>> expiredUploads(Instant now) = 0;

    [[nodiscard]] virtual Result<std::optional<Blob>> blob(const ContentHash &content) = 0;
    /// The same for somebody who will rely on it: it counts as named from then on.
    [[nodiscard]] virtual Result<std::optional<Blob>> promise(const ContentHash &content) = 0;
    /// The upload is done, its person has sent the content, and the server holds it: in the upload's place, unless it
    /// held it before. The answer is the place that counts. A promise too.
    [[nodiscard]] virtual Result<Uuid> settle(const Upload &upload) = 0;
    [[nodiscard]] virtual Result<std::vector<HeldContent>> contents() = 0;
    /// Nothing: it is named. What is unnamed before stays so since then.
    [[nodiscard]] virtual Status setUnnamed(const ContentHash &content, std::optional<Instant> since) = 0;
    /// Forgets the content and who has it, if it is unnamed since `before` or longer, and was not promised to anybody
    /// meanwhile; its place becomes that of an upload whose time is over. Whether it did.
    [[nodiscard]] virtual Result<bool> dropUnnamed(const ContentHash &content, Instant before) = 0;
    /// The bytes of that place are lost.
    [[nodiscard]] virtual Status dropBlob(const ContentHash &content, const Uuid &place) = 0;

    /// Whether the person has sent the whole content: then it is his, whatever becomes of his rights.
    [[nodiscard]] virtual Result<bool> hasSent(const Uuid &person, const ContentHash &content) = 0;
    /// The rows through which the person has been given the content.
    [[nodiscard]] virtual Result<std::vector<Uuid>> seenThrough(const Uuid &person,
                                                                const ContentHash &content) = 0;
    [[nodiscard]] virtual Status noteSeen(const Uuid &person, const ContentHash &content,
                                          const Uuid &row) = 0;
};

} // namespace legwork::server
