// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "sync/protocol/messages.h"

#include <QByteArray>

#include <variant>

/// Messages as frames: magic "LW", type, a reserved zero, length of the payload (32 bits, big-endian),
/// payload. The payload is CBOR compressed with zlib, whose Adler-32 is the frame's checksum. Pure functions,
/// safe on any thread; decoding never trusts a length and never allocates beyond the bounds below.
///
/// Errors: wire.truncated (Retry), wire.malformed (GiveUp, argument 1: what), wire.too-large (GiveUp),
/// wire.not-legwork (Retry: somebody else answered, such as a log-in page), wire.version (Update).
namespace legwork::sync {

inline constexpr qsizetype kFrameBytesMax = 4 * 1024 * 1024;    ///< Payload as sent.
inline constexpr qsizetype kFrameDecodedMax = 16 * 1024 * 1024; ///< Payload decompressed.
inline constexpr size_t kOperationsPerFrameMax = 5'000;
inline constexpr size_t kRowsPerFrameMax = 2'000;
/// Field edits in one frame of operations, or cells (rows times columns) in one of rows. Without it a few
/// kilobytes of zeroes would decode into hundreds of megabytes.
inline constexpr size_t kCellsPerFrameMax = 250'000;
inline constexpr size_t kFieldsPerRowMax = 1'023; ///< And the highest field number.
inline constexpr qsizetype kRequestBytesMax = 64 * 1024 * 1024;

enum class FrameType : quint8 {
    Header = 1,
    Operations = 2,
    Outcomes = 3,
    Scopes = 4,
    Rows = 5,
    End = 6,
    Problem = 7,
    EnrolRequest = 8,
    EnrolReply = 9,
    Leaves = 10,
};

using Message = std::variant<SyncHeader, std::vector<Operation>, std::vector<Outcome>, ScopeList, RowBatch,
                             SyncEnd, Problem, EnrolRequest, EnrolReply, LeaveList>;

/// One message as one frame. Callers split operations and rows into frames by the bounds above.
[[nodiscard]] QByteArray encode(const Message &message);

/// Cuts a stream into messages. Feed bytes as they arrive, in pieces of any size.
class FrameReader
{
public:
    void append(QByteArrayView bytes) { m_buffer.append(bytes.data(), bytes.size()); }
    /// The next whole message; nothing yet when more bytes are needed. After an error the stream is dead.
    [[nodiscard]] Result<std::optional<Message>> next();
    /// Bytes received that do not make a whole frame yet.
    [[nodiscard]] qsizetype pending() const { return m_buffer.size() - m_read; }

private:
    QByteArray m_buffer;
    qsizetype m_read = 0;
};

/// Decodes one frame and refuses anything after it.
[[nodiscard]] Result<Message> decodeSingle(QByteArrayView frame);

/// One operation or outcome as it stands in its frame, uncompressed: for logs that keep them.
[[nodiscard]] QByteArray encodeOperation(const Operation &operation);
[[nodiscard]] Result<Operation> decodeOperation(const QByteArray &bytes);
[[nodiscard]] QByteArray encodeOutcome(const Outcome &outcome);
[[nodiscard]] Result<Outcome> decodeOutcome(const QByteArray &bytes);

} // namespace legwork::sync
