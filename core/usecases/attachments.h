// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/content_hash.h"
#include "core/usecases/captures.h"

/// Pictures and other files of a customer: added, shown, removed. Their bytes are carried in the background.
namespace legwork::usecases {

/// The longest preview that a row may carry.
inline constexpr qsizetype kThumbnailBytesMax = 48 * 1024;

struct NewAttachment {
    ContentHash content; ///< As the store's files have taken it in.
    qint64 bytes = 0;
    QString fileName;
    QString mediaType;
    std::optional<qint64> widthPx;
    std::optional<qint64> heightPx;
    QByteArray thumbnail; ///< JPEG; empty when there is none.
    QString caption;
};
/// attach.thumbnail (GiveUp) when the preview is longer than it may be.
[[nodiscard]] Result<Id<Attachment>> addAttachment(UnitOfWork &unit, const Context &context,
                                                   const CaptureAt &at, const NewAttachment &attachment,
                                                   Instant now);
/// Taken back with `undoId` (label "attachment-removed"): the bytes stay on this device for that.
[[nodiscard]] Status removeAttachment(UnitOfWork &unit, Id<Attachment> id, const Uuid &undoId);

enum class AttachmentState {
    Elsewhere, ///< With the server; not on this device.
    Coming,    ///< Asked for, or on its way here.
    Waiting,   ///< On this device alone, still to be sent.
    Sending,   ///< On its way to the server.
    Safe,      ///< Here, and the server has confirmed that it holds the bytes.
    Lost,      ///< It cannot be sent: its bytes are gone or damaged.
};

struct AttachmentLine {
    Id<Attachment> id;
    QString fileName;
    QString caption;
    QString mediaType;
    QString addedBy;
    Instant takenAt;
    qint64 bytes = 0;
    qint64 sentBytes = 0; ///< While Sending.
    std::optional<ContentHash> content;
    QByteArray thumbnail;
    AttachmentState state = AttachmentState::Elsewhere;
    bool isHere = false;
};
/// Newest first. Those of the visit, or of the account when that is null.
[[nodiscard]] Result<std::vector<AttachmentLine>> attachmentsOf(Reader &reader, const CaptureAt &at,
                                                                int limit);
/// storage.no-row (GiveUp) when there is no such attachment.
[[nodiscard]] Result<AttachmentLine> attachment(Reader &reader, Id<Attachment> id);

/// Somebody opens it: notes that it is used, and asks for the bytes if they are not here. `isDamaged`: they are, but
/// cannot be read; where the server has them they come again.
[[nodiscard]] Status openAttachment(UnitOfWork &unit, Id<Attachment> id, bool isDamaged, Instant now);

} // namespace legwork::usecases
