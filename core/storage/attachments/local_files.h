// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/content_hash.h"
#include "core/base/time.h"
#include "core/storage/sqlite/connection.h"

#include <optional>
#include <vector>

/// Which bytes of attachments this device holds, and what the server has confirmed of them. Functions on a connection,
/// as those of outbox.h; those that write need the writer.
///
/// A server's receipt counts until the server goes back to an older state (RemoteRound::goBack): then what it confirmed
/// before is asked for again, and every device that still holds a file can give it back.
namespace legwork::storage {

/// What a device knows of a content.
struct LocalFile {
    enum class State : quint8 {
        Here = 1,   ///< All of it is on this device.
        Coming = 2, ///< Part of it is.
        Wanted = 3, ///< Somebody has asked for it.
    };
    ContentHash content;
    qint64 bytes = 0;
    State state = State::Here;
    Uuid receipt;    ///< Epoch in which the server said that it holds the bytes; null: it has not.
    qint64 sent = 0; ///< Bytes of an upload that the server has taken so far.
    QString upload;  ///< Where that upload goes on; empty when none is begun.
    QString trouble; ///< Why it cannot be sent or fetched without somebody's help: a code; else empty.
    Instant addedAt;
    Instant usedAt;
};

[[nodiscard]] Result<std::optional<LocalFile>> localFile(sqlite::Connection &connection,
                                                         const ContentHash &content);
/// Writes the row, or replaces the one there is.
[[nodiscard]] Status putLocalFile(sqlite::Connection &writer, const LocalFile &file);
[[nodiscard]] Status dropLocalFile(sqlite::Connection &writer, const ContentHash &content);
/// The bytes are on this device; what the server has confirmed of them stays.
[[nodiscard]] Status noteHere(sqlite::Connection &writer, const ContentHash &content, qint64 bytes,
                              Instant now);
/// Somebody wants to see it: an offer of this device is not needed for that, only that a row names it.
[[nodiscard]] Status noteWanted(sqlite::Connection &writer, const ContentHash &content, qint64 bytes,
                                Instant now);
/// The server may hold none of it any more.
[[nodiscard]] Status forgetReceipts(sqlite::Connection &writer);
[[nodiscard]] Status noteUsed(sqlite::Connection &writer, const ContentHash &content, Instant now);

/// What is to be sent: here, and without a receipt; oldest first. Not what somebody has removed.
[[nodiscard]] Result<std::vector<LocalFile>> filesToSend(sqlite::Connection &connection, int limit);
/// What somebody has asked for, the last one asked for first.
[[nodiscard]] Result<std::vector<LocalFile>> filesToFetch(sqlite::Connection &connection, int limit);

/// All that is known of.
[[nodiscard]] Result<std::vector<ContentHash>> contentsOfLocalFiles(sqlite::Connection &connection);

struct SendingState {
    qint64 files = 0;
    qint64 bytes = 0; ///< Still to be sent of these.
};
[[nodiscard]] Result<SendingState> sendingState(sqlite::Connection &connection);

/// What may go from this device so that at most `bytesMax` stay: only contents with a receipt, the
/// least recently used first; and what was removed and has not been used since `removedBefore`.
[[nodiscard]] Result<std::vector<LocalFile>> filesToEvict(sqlite::Connection &connection, qint64 bytesMax,
                                                          Instant removedBefore);

/// A row through which the server lets one have a content: one that lives; null when there is none.
[[nodiscard]] Result<Uuid> rowNaming(sqlite::Connection &connection, const ContentHash &content);

} // namespace legwork::storage
