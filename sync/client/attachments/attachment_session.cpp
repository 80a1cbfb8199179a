// SPDX-License-Identifier: Apache-2.0
#include "sync/client/attachments/attachment_session.h"

#include "core/schema/rows.h"
#include "core/storage/attachments/attachment_files.h"
#include "core/storage/known_names.h"
#include "core/storage/outbox.h"
#include "sync/client/attachments/file_exchange.h"
#include "sync/client/attachments/tus_upload.h"

namespace legwork::sync {
namespace {

namespace known = storage::known;
using storage::LocalFile;

constexpr const char *kUploads = "/v1/files";

} // namespace

void announceRowsOf(storage::Store &store, const ContentHash &content)
{
    const auto changed = store
                             .read([content](storage::Reader &reader) -> Result<storage::ChangedRows> {
                                 storage::ChangedRows rows;
                                 rows.isFromServer = true; // nothing of it is to be sent
                                 auto found = reader.connection().prepare(
                                     "SELECT id FROM attachment WHERE sha256 = ? AND _deleted = 0");
                                 if (!found)
                                     return forward(found);
                                 found->bind(content.toText());
                                 for (auto more = found->step();; more = found->step()) {
                                     if (!more)
                                         return forward(more);
                                     if (!*more)
                                         return rows;
                                     rows.rows.push_back({Attachment::kEntityNo, found->id(0)});
                                 }
                             })
                             .result();
    if (changed)
        store.announce(*changed);
}

Result<AttachmentSession::Asked> AttachmentSession::lookUp(const ContentHash &content)
{
    return m_store
        .read([content](storage::Reader &reader) -> Result<Asked> {
            Asked asked;
            const auto row = storage::rowNaming(reader.connection(), content);
            if (!row)
                return forward(row);
            asked.row = *row;
            const auto epoch = storage::meta(reader.connection(), known::kEpoch);
            if (!epoch)
                return forward(epoch);
            fromValue(*epoch, asked.epoch);
            const auto times = storage::metaNumber(reader.connection(), known::kTimesGoneBack);
            if (!times)
                return forward(times);
            asked.timesGoneBack = *times;
            return asked;
        })
        .result();
}

Exchange AttachmentSession::exchange(const char *method, const ContentHash &content, const Uuid &row) const
{
    Exchange made;
    made.path = "/v1/blob/" + content.toHex();
    if (!row.isNull())
        made.query = "row=" + row.toText().toLatin1();
    made.token = bearerOf(m_enrolment);
    made.method = method;
    made.headers = {{"Tus-Resumable", "1.0.0"}};
    return made;
}

Status AttachmentSession::note(const ContentHash &content, const std::function<void(LocalFile &)> &change,
                               const Asked *confirmed)
{
    const Status noted = m_store
                             .synchronise([&](sqlite::Connection &writer, storage::Capture &) -> Status {
                                 auto file = storage::localFile(writer, content);
                                 if (!file)
                                     return forward(file);
                                 if (!*file)
                                     return {}; // nobody wants it any more
                                 change(**file);
                                 const auto times = storage::metaNumber(writer, known::kTimesGoneBack);
                                 if (!times)
                                     return forward(times);
                                 if (confirmed && confirmed->timesGoneBack == *times)
                                     (*file)->receipt = confirmed->epoch;
                                 return storage::putLocalFile(writer, **file);
                             })
                             .result();
    if (noted)
        announceRowsOf(m_store, content);
    return noted;
}

Result<bool> AttachmentSession::isConfirmed(const ContentHash &content, const Uuid &row)
{
    const auto answer = askAboutFile(m_way, exchange("HEAD", content, row));
    if (!answer)
        return forward(answer);
    if (answer->isGood())
        return receiptOf(answer->head) == content;
    // Not there, or not for us to know: then we show that we have it.
    if (answer->head.status == 404)
        return false;
    return tl::unexpected(answer->refusal);
}

Status AttachmentSession::send(const LocalFile &file)
{
    const auto asked = lookUp(file.content);
    if (!asked)
        return forward(asked);
    const auto confirmed = [&] {
        return note(
            file.content,
            [](LocalFile &noted) {
                noted.sent = noted.bytes;
                noted.upload.clear();
            },
            &*asked);
    };
    // An upload that was begun knows best how far it is.
    if (file.upload.isEmpty()) {
        const auto isThere = isConfirmed(file.content, asked->row);
        if (!isThere)
            return forward(isThere);
        if (*isThere)
            return confirmed();
    }
    const auto reader = m_store.files().open(file.content, file.bytes);
    if (!reader)
        return forward(reader);
    TusUpload upload(m_way, kUploads, bearerOf(m_enrolment));
    const auto receipt =
        upload.run({file.content, file.bytes,
                    [&](qint64 from, qint64 bytesMax) { return (*reader)->read(from, bytesMax); }},
                   {file.upload.toLatin1(), [&](const QByteArray &address, qint64 sent) {
                        return note(file.content, [&](LocalFile &noted) {
                            noted.upload = QString::fromLatin1(address);
                            noted.sent = sent;
                        });
                    }});
    if (!receipt) {
        // Either of the two may have spoiled it.
        if (receipt.error().code == QLatin1String("attach.hash-mismatch")) {
            if (auto noted = note(file.content, [](LocalFile &lost) { lost.upload.clear(), lost.sent = 0; });
                !noted)
                return noted;
            if (auto good = m_store.files().check(file.content); !good)
                return good;
        }
        return forward(receipt);
    }
    if (*receipt == file.content)
        return confirmed();
    // All has arrived, but nothing was promised: that is what counts.
    const auto isThere = isConfirmed(file.content, asked->row);
    if (!isThere)
        return forward(isThere);
    return *isThere ? confirmed() : Status(fail(QStringLiteral("attach.no-receipt"), Advice::Retry));
}

Status AttachmentSession::fetch(const LocalFile &file)
{
    const auto asked = lookUp(file.content);
    if (!asked)
        return forward(asked);
    auto writer = m_store.files().fetch(file.content);
    if (!writer)
        return forward(writer);
    if ((*writer)->size() < file.bytes) {
        if (file.state == LocalFile::State::Wanted) {
            if (auto noted =
                    note(file.content, [](LocalFile &begun) { begun.state = LocalFile::State::Coming; });
                !noted)
                return noted;
        }
        Exchange request = exchange("GET", file.content, asked->row);
        const qint64 from = (*writer)->size();
        if (from > 0)
            request.headers.emplace_back("Range", "bytes=" + QByteArray::number(from) + '-');
        const auto onHead = [&](const FileHead &head) -> Status {
            const QByteArray range = head.header("content-range");
            const bool goesOn =
                head.status == 206 && range.startsWith("bytes " + QByteArray::number(from) + '-');
            return goesOn ? Status() : (*writer)->cutTo(0);
        };
        const auto onBytes = [&](QByteArrayView bytes) -> Status {
            if ((*writer)->size() + bytes.size() > file.bytes)
                return fail(QStringLiteral("storage.file-damaged"), Advice::GiveUp);
            return (*writer)->write(bytes);
        };
        const auto answer = askAboutFile(m_way, std::move(request), onHead, onBytes);
        // What came counts, however it ended.
        if (auto flushed = (*writer)->flush(); !flushed)
            return flushed;
        if (!answer)
            return forward(answer);
        if (answer->head.status == 404)
            return fail(QStringLiteral("attach.unknown"), Advice::AskUser);
        if (!answer->isGood())
            return tl::unexpected(answer->refusal);
    }
    if ((*writer)->size() < file.bytes)
        return fail(QStringLiteral("net.cut"), Advice::Retry);
    writer->reset();
    if (auto taken = m_store.files().fetched(file.content); !taken)
        return taken;
    return note(
        file.content,
        [](LocalFile &here) {
            here.state = LocalFile::State::Here;
            here.sent = here.bytes;
        },
        &*asked);
}

} // namespace legwork::sync
