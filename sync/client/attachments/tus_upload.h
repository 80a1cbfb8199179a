// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/content_hash.h"
#include "sync/client/transport.h"

#include <functional>
#include <optional>

namespace legwork::sync {

/// One attempt to bring a file to a server that speaks tus 1.0.0, from where an earlier attempt ended. Holds no more
/// than a chunk of it in memory. Knows nothing of what the file is to us.
class TusUpload
{
public:
    /// One PATCH carries so much: on the slowest network it is through before a request's time is over.
    static constexpr qint64 kChunkBytes = 1024 * 1024;

    struct File {
        ContentHash content;
        qint64 bytes = 0;
        /// As many bytes as there are from there on, at most so many, at least one.
        std::function<Result<QByteArray>(qint64 from, qint64 bytesMax)> read;
    };
    struct Notes {
        QByteArray address; ///< Where an earlier attempt goes on; empty when there is none.
        /// Called when the upload has got an address, has lost it (empty), and when more bytes have arrived. An error
        /// ends the attempt.
        std::function<Status(const QByteArray &address, qint64 sent)> onProgress;
    };

    /// `path`: where uploads are made, "/v1/files" at our server.
    TusUpload(Transport &way, QByteArray path, QByteArray token)
        : m_way(way)
        , m_path(std::move(path))
        , m_token(std::move(token))
    {
    }

    /// Returns when the server has all of it: the receipt it gave, if it gives any. Errors: those of the transport, of
    /// reading, and what the server refused; attach.hash-mismatch (Retry) when what arrived is not what was promised.
    [[nodiscard]] Result<std::optional<ContentHash>> run(const File &file, const Notes &notes);

private:
    struct Place {
        QByteArray address;
        qint64 offset = 0;
        std::optional<ContentHash> receipt;
    };
    [[nodiscard]] Result<std::optional<Place>> find(const QByteArray &address);
    [[nodiscard]] Result<Place> make(const File &file);
    [[nodiscard]] Status sendChunk(const File &file, Place &place);
    [[nodiscard]] Exchange exchange(const char *method, const QByteArray &path) const;

    Transport &m_way;
    const QByteArray m_path;
    const QByteArray m_token;
};

/// What an answer confirms: the server holds the bytes of this hash, for good.
[[nodiscard]] std::optional<ContentHash> receiptOf(const FileHead &head);

} // namespace legwork::sync
