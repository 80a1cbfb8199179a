// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/attachments.h"

#include "core/storage/attachments/local_files.h"
#include "core/storage/outbox.h"
#include "core/usecases/each_row.h"
#include "core/usecases/row_names.h"

namespace legwork::usecases {
namespace {

using storage::LocalFile;

AttachmentState stateOf(const std::optional<LocalFile> &file)
{
    if (!file)
        return AttachmentState::Elsewhere;
    if (!file->trouble.isEmpty())
        return AttachmentState::Lost;
    if (file->state != LocalFile::State::Here)
        return AttachmentState::Coming;
    if (!file->receipt.isNull())
        return AttachmentState::Safe;
    return file->upload.isEmpty() ? AttachmentState::Waiting : AttachmentState::Sending;
}

Result<AttachmentLine> lineOf(Reader &reader, const Attachment &row, PersonNames &names)
{
    AttachmentLine line;
    line.id = row.id;
    line.fileName = row.fileName;
    line.caption = row.caption;
    line.mediaType = row.mediaType;
    line.takenAt = row.takenAt;
    line.bytes = row.byteCount.value_or(0);
    line.content = ContentHash::fromHex(row.sha256);
    if (const auto thumbnail = row.thumbnail.value()) {
        if (const auto *bytes = std::get_if<QByteArray>(&*thumbnail))
            line.thumbnail = *bytes;
    }
    const auto who = names.of(row.personId);
    if (!who)
        return forward(who);
    line.addedBy = *who;
    if (!line.content)
        return line;
    const auto file = storage::localFile(reader.connection(), *line.content);
    if (!file)
        return forward(file);
    line.state = stateOf(*file);
    line.isHere = *file && (*file)->state == LocalFile::State::Here;
    line.sentBytes = *file ? (*file)->sent : 0;
    return line;
}

} // namespace

Result<Id<Attachment>> addAttachment(UnitOfWork &unit, const Context &context, const CaptureAt &at,
                                     const NewAttachment &attachment, Instant now)
{
    if (attachment.thumbnail.size() > kThumbnailBytesMax)
        return fail(QStringLiteral("attach.thumbnail"), Advice::GiveUp);
    Attachment row;
    row.id = Id<Attachment>::generate();
    if (!at.visit.isNull()) {
        const auto visit = required(unit, at.visit);
        if (!visit)
            return forward(visit);
        row.visitId = at.visit;
        row.accountId = visit->accountId;
        row.scope = visit->scope;
    } else {
        const auto account = required(unit, at.account);
        if (!account)
            return forward(account);
        row.accountId = at.account;
        row.scope = account->scope;
    }
    row.contactId = at.contact;
    row.personId = context.person;
    row.fileName = attachment.fileName;
    row.mediaType = attachment.mediaType;
    row.byteCount = attachment.bytes;
    row.sha256 = attachment.content.toText();
    row.widthPx = attachment.widthPx;
    row.heightPx = attachment.heightPx;
    row.caption = attachment.caption;
    row.takenAt = now;
    if (!attachment.thumbnail.isEmpty())
        row.thumbnail = Packed::of(attachment.thumbnail);
    if (auto made = unit.insert(row); !made)
        return forward(made);
    if (auto noted = storage::noteHere(unit.connection(), attachment.content, attachment.bytes, now); !noted)
        return forward(noted);
    return row.id;
}

Status removeAttachment(UnitOfWork &unit, Id<Attachment> id, const Uuid &undoId)
{
    unit.keepUndo(undoId, QStringLiteral("attachment-removed"));
    return unit.remove(id);
}

Result<std::vector<AttachmentLine>> attachmentsOf(Reader &reader, const CaptureAt &at, int limit)
{
    const auto rows =
        at.visit.isNull()
            ? reader.select<Attachment>("accountId = ? ORDER BY takenAt DESC, id LIMIT ?", at.account, limit)
            : reader.select<Attachment>("visitId = ? ORDER BY takenAt DESC, id LIMIT ?", at.visit, limit);
    if (!rows)
        return forward(rows);
    std::vector<AttachmentLine> lines;
    PersonNames names(reader);
    for (const Attachment &row : *rows) {
        auto line = lineOf(reader, row, names);
        if (!line)
            return forward(line);
        lines.push_back(std::move(*line));
    }
    return lines;
}

Result<AttachmentLine> attachment(Reader &reader, Id<Attachment> id)
{
    const auto row = required(reader, id);
    if (!row)
        return forward(row);
    PersonNames names(reader);
    return lineOf(reader, *row, names);
}

Status openAttachment(UnitOfWork &unit, Id<Attachment> id, bool isDamaged, Instant now)
{
    const auto row = required(unit, id);
    if (!row)
        return forward(row);
    const auto content = ContentHash::fromHex(row->sha256);
    if (!content)
        return {};
    auto file = storage::localFile(unit.connection(), *content);
    if (!file)
        return forward(file);
    if (isDamaged && *file && (*file)->state == LocalFile::State::Here) {
        // Whoever has a receipt can have it again; without one there is nobody else who has the bytes.
        const bool canComeAgain = !(*file)->receipt.isNull();
        (*file)->state = canComeAgain ? LocalFile::State::Wanted : LocalFile::State::Here;
        (*file)->trouble = canComeAgain ? QString() : QStringLiteral("storage.file-damaged");
        (*file)->usedAt = now;
        return storage::putLocalFile(unit.connection(), **file);
    }
    return storage::noteWanted(unit.connection(), *content, row->byteCount.value_or(0), now);
}

} // namespace legwork::usecases
