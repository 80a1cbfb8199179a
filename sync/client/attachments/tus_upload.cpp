// SPDX-License-Identifier: Apache-2.0
#include "sync/client/attachments/tus_upload.h"

#include "sync/client/attachments/file_exchange.h"

#include <QUrl>

#include <algorithm>

namespace legwork::sync {
namespace {

constexpr const char *kChunkType = "application/offset+octet-stream";
/// How often in a row the server may have lost track of us before the next attempt is left to later.
constexpr int kAstrayMax = 3;

std::optional<qint64> number(const QByteArray &text)
{
    bool isNumber = false;
    const qint64 value = text.toLongLong(&isNumber);
    return isNumber && value >= 0 ? std::optional(value) : std::nullopt;
}

tl::unexpected<Error> notTus(const char *what)
{
    return fail(QStringLiteral("wire.malformed"), Advice::GiveUp, {QLatin1String(what)});
}

bool isGone(int status) { return status == 403 || status == 404 || status == 410; }

} // namespace

std::optional<ContentHash> receiptOf(const FileHead &head)
{
    constexpr QByteArrayView kPrefix("sha256=");
    const QByteArray receipt = head.header("legwork-receipt");
    return receipt.startsWith(kPrefix) ? ContentHash::fromHex(QByteArrayView(receipt).sliced(kPrefix.size()))
                                       : std::nullopt;
}

Exchange TusUpload::exchange(const char *method, const QByteArray &path) const
{
    Exchange made;
    made.path = path;
    made.token = m_token;
    made.method = method;
    made.headers = {{"Tus-Resumable", "1.0.0"}};
    return made;
}

Result<std::optional<TusUpload::Place>> TusUpload::find(const QByteArray &address)
{
    const auto answer = askAboutFile(m_way, exchange("HEAD", address));
    if (!answer)
        return forward(answer);
    if (isGone(answer->head.status))
        return std::optional<Place>();
    if (!answer->isGood())
        return tl::unexpected(answer->refusal);
    const auto offset = number(answer->head.header("upload-offset"));
    if (!offset)
        return notTus("Upload-Offset");
    return std::optional(Place{address, *offset, receiptOf(answer->head)});
}

Result<TusUpload::Place> TusUpload::make(const File &file)
{
    Exchange request = exchange("POST", m_path);
    request.headers.emplace_back("Upload-Length", QByteArray::number(file.bytes));
    request.headers.emplace_back("Upload-Metadata", "sha256 " + file.content.toHex().toBase64());
    // A small one goes with the question: one trip in place of two.
    if (file.bytes <= kChunkBytes) {
        while (request.body.size() < file.bytes) {
            const auto piece = file.read(request.body.size(), file.bytes - request.body.size());
            if (!piece)
                return forward(piece);
            request.body += *piece;
        }
        request.headers.emplace_back("Content-Type", kChunkType);
    }
    const auto answer = askAboutFile(m_way, std::move(request));
    if (!answer)
        return forward(answer);
    if (!answer->isGood())
        return tl::unexpected(answer->refusal);
    // An address of another host is not followed: what goes there carries our token.
    const QByteArray address = QUrl(QString::fromLatin1(answer->head.header("location"))).path().toLatin1();
    if (!address.startsWith('/'))
        return notTus("Location");
    return Place{address, number(answer->head.header("upload-offset")).value_or(0), receiptOf(answer->head)};
}

Status TusUpload::sendChunk(const File &file, Place &place)
{
    Exchange request = exchange("PATCH", place.address);
    request.headers.emplace_back("Upload-Offset", QByteArray::number(place.offset));
    request.headers.emplace_back("Content-Type", kChunkType);
    const qint64 end = std::min(file.bytes, place.offset + kChunkBytes);
    while (place.offset + request.body.size() < end) {
        const auto piece =
            file.read(place.offset + request.body.size(), end - place.offset - request.body.size());
        if (!piece)
            return forward(piece);
        if (piece->isEmpty())
            return fail(QStringLiteral("storage.file-damaged"), Advice::GiveUp);
        request.body += *piece;
    }
    const auto answer = askAboutFile(m_way, std::move(request));
    if (!answer)
        return forward(answer);
    if (!answer->isGood())
        return tl::unexpected(
            answer->head.status == 409    ? Error{QStringLiteral("attach.offset"), Advice::Retry, {}}
            : isGone(answer->head.status) ? Error{QStringLiteral("attach.unknown"), Advice::Retry, {}}
                                          : answer->refusal);
    const auto offset = number(answer->head.header("upload-offset"));
    if (!offset || *offset <= place.offset || *offset > end)
        return notTus("Upload-Offset");
    place.offset = *offset;
    place.receipt = receiptOf(answer->head);
    return {};
}

Result<std::optional<ContentHash>> TusUpload::run(const File &file, const Notes &notes)
{
    std::optional<Place> place;
    QByteArray address = notes.address;
    for (int astray = 0; astray < kAstrayMax;) {
        if (!place && !address.isEmpty()) {
            auto found = find(address);
            if (!found)
                return forward(found);
            place = std::move(*found);
            if (!place || place->offset > file.bytes) {
                place.reset();
                address.clear();
                if (auto noted = notes.onProgress({}, 0); !noted)
                    return forward(noted);
            }
        }
        if (!place) {
            auto made = make(file);
            if (!made)
                return forward(made);
            place = std::move(*made);
            address = place->address;
        }
        if (auto noted = notes.onProgress(address, place->offset); !noted)
            return forward(noted);
        if (place->offset == file.bytes)
            return place->receipt;
        if (auto sent = sendChunk(file, *place); !sent) {
            const bool isAstray = sent.error().code == QLatin1String("attach.offset")
                                  || sent.error().code == QLatin1String("attach.unknown");
            if (!isAstray)
                return forward(sent);
            ++astray;
            place.reset(); // ask where it goes on
        }
    }
    return fail(QStringLiteral("attach.offset"), Advice::Retry);
}

} // namespace legwork::sync
