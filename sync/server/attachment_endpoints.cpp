// SPDX-License-Identifier: Apache-2.0
#include "sync/server/attachment_endpoints.h"

#include "core/schema/rows.h"
#include "sync/protocol/codec.h"
#include "sync/server/rights.h"

#include <QCryptographicHash>
#include <QUrlQuery>

#include <algorithm>

namespace legwork::server {
namespace {

constexpr QByteArrayView kFiles("/v1/files");
constexpr QByteArrayView kBlob("/v1/blob/");
constexpr const char *kVersion = "1.0.0";
constexpr const char *kPatchType = "application/offset+octet-stream";
constexpr qint64 kReadBytes = 256 * 1024;
constexpr qsizetype kMetadataMax = 4096;

Error malformed(const char *what)
{
    return {QStringLiteral("wire.malformed"), Advice::GiveUp, {QLatin1String(what)}};
}

int statusOf(const Error &error)
{
    struct Known {
        QLatin1String code;
        int status;
    };
    static constexpr std::array kKnown{
        Known{QLatin1String("attach.unknown"), 404},
        Known{QLatin1String("attach.offset"), 409},
        Known{QLatin1String("attach.version"), 412},
        Known{QLatin1String("attach.too-large"), 413},
        Known{QLatin1String("server.content-type"), 415},
        Known{QLatin1String("attach.range"), 416},
        Known{QLatin1String("attach.overtaken"), 423},
        Known{QLatin1String("attach.too-many"), 429},
        Known{QLatin1String("attach.checksum"), 460},
        Known{QLatin1String("attach.hash-mismatch"), 460},
        Known{QLatin1String("server.busy"), 503},
        Known{QLatin1String("server.store-away"), 503},
        Known{QLatin1String("storage.full"), 507},
        Known{QLatin1String("server.method"), 405},
        Known{QLatin1String("server.no-such-address"), 404},
        Known{QLatin1String("wire.malformed"), 400},
    };
    for (const Known &known : kKnown) {
        if (error.code == known.code)
            return known.status;
    }
    return 500;
}

HttpResponse withTus(int status)
{
    HttpResponse response;
    response.status = status;
    response.headers.emplace_back("Tus-Resumable", kVersion);
    return response;
}

/// With the reason in our own words; whoever only speaks tus goes by the status.
HttpResponse refusal(const Error &error)
{
    Error told = error;
    const int status = statusOf(error);
    if (error.code == QLatin1String("storage.full"))
        told = {QStringLiteral("attach.server-full"), Advice::Retry, {}};
    else if (status == 500)
        told = {QStringLiteral("server.failed"), Advice::Retry, {}};
    HttpResponse response = withTus(status);
    response.contentType = "application/vnd.legwork.sync";
    response.body = sync::encode(sync::Problem{told.code, int(told.advice), told.arguments});
    if (status == 412)
        response.headers.emplace_back("Tus-Version", kVersion);
    if (status == 429 || status == 503 || status == 507)
        response.headers.emplace_back("Retry-After", "30");
    return response;
}

Error unknown() { return {QStringLiteral("attach.unknown"), Advice::AskUser, {}}; }

void addReceipt(HttpResponse &response, const ContentHash &content)
{
    response.headers.emplace_back("Legwork-Receipt", "sha256=" + content.toHex());
}

/// A date as HTTP writes it.
QByteArray httpDate(Instant at)
{
    static const char *const kDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(at.ms, Qt::UTC);
    const auto two = [](int number) { return QByteArray::number(number).rightJustified(2, '0'); };
    return QByteArray(kDays[when.date().dayOfWeek() - 1]) + ", " + two(when.date().day()) + ' '
           + kMonths[when.date().month() - 1] + ' ' + QByteArray::number(when.date().year()) + ' '
           + two(when.time().hour()) + ':' + two(when.time().minute()) + ':' + two(when.time().second())
           + " GMT";
}

std::optional<qint64> number(const QByteArray &text)
{
    bool isNumber = false;
    const qint64 value = text.toLongLong(&isNumber);
    const bool isPlain = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isNumber && isPlain ? std::optional(value) : std::nullopt;
}

/// Value of a key of Upload-Metadata: pairs of key and base64, separated by commas.
std::optional<QByteArray> metadataOf(const QByteArray &header, QByteArrayView key)
{
    for (const QByteArray &pair : header.split(',')) {
        const QList<QByteArray> words = pair.trimmed().split(' ');
        if (words.constFirst() != key)
            continue;
        const auto value = QByteArray::fromBase64Encoding(words.size() > 1 ? words.constLast() : QByteArray(),
                                                          QByteArray::AbortOnBase64DecodingErrors);
        return value ? std::optional(*value) : std::nullopt;
    }
    return std::nullopt;
}

struct Checksum {
    QCryptographicHash::Algorithm algorithm;
    QByteArray value;
};

/// Upload-Checksum: the algorithm's name and the value in base64.
Result<std::optional<Checksum>> checksumOf(const QByteArray &header)
{
    if (header.isEmpty())
        return std::optional<Checksum>();
    const QList<QByteArray> words = header.trimmed().split(' ');
    const auto value =
        QByteArray::fromBase64Encoding(words.constLast(), QByteArray::AbortOnBase64DecodingErrors);
    if (words.size() != 2 || !value)
        return tl::unexpected(malformed("Upload-Checksum"));
    if (words.constFirst() == "sha256")
        return std::optional(Checksum{QCryptographicHash::Sha256, *value});
    if (words.constFirst() == "sha1")
        return std::optional(Checksum{QCryptographicHash::Sha1, *value});
    return tl::unexpected(malformed("Upload-Checksum"));
}

/// Bytes of a blob, piece by piece.
class BlobSource final : public BodySource
{
public:
    BlobSource(std::unique_ptr<BlobReader> reader, qint64 from, qint64 to)
        : m_reader(std::move(reader))
        , m_at(from)
        , m_to(to)
    {
    }
    std::optional<QByteArray> next() override
    {
        if (m_at >= m_to)
            return std::nullopt;
        auto piece = m_reader->read(m_at, std::min(kReadBytes, m_to - m_at));
        if (!piece || piece->isEmpty())
            return std::nullopt; // too short, which the other side sees
        m_at += piece->size();
        return std::move(*piece);
    }

private:
    const std::unique_ptr<BlobReader> m_reader;
    qint64 m_at;
    const qint64 m_to;
};

struct Range {
    qint64 from = 0;
    qint64 to = 0; ///< Not included.
};

/// What a Range header asks for of `size` bytes. Nothing for one that must be passed over: of more than one range, or of
/// another unit. attach.range when nothing of it is there.
Result<std::optional<Range>> rangeOf(const QByteArray &header, qint64 size)
{
    constexpr QByteArrayView kUnit("bytes=");
    if (!header.startsWith(kUnit) || header.contains(','))
        return std::optional<Range>();
    const QByteArray range = header.sliced(kUnit.size()).trimmed();
    const qsizetype dash = range.indexOf('-');
    if (dash < 0)
        return std::optional<Range>();
    const QByteArray first = range.first(dash);
    const QByteArray last = range.sliced(dash + 1);
    const auto from = number(first);
    const auto to = number(last);
    if ((!first.isEmpty() && !from) || (!last.isEmpty() && !to) || (first.isEmpty() && last.isEmpty()))
        return std::optional<Range>();
    Range wanted;
    if (first.isEmpty()) {
        wanted = {std::max<qint64>(0, size - *to), size};
    } else {
        wanted = {*from, last.isEmpty() ? size : std::min(size, *to + 1)};
    }
    if (wanted.from >= wanted.to)
        return fail(QStringLiteral("attach.range"), Advice::GiveUp, {QString::number(size)});
    return std::optional(wanted);
}

std::optional<StoredRow> attachmentRow(ReadTransaction &view, const Uuid &row)
{
    auto rows = view.rows(std::span(&row, 1));
    const bool isOne = rows.size() == 1 && rows.front().entityNo == Attachment::kEntityNo;
    return isOne ? std::optional(std::move(rows.front())) : std::nullopt;
}

/// How the row names the content, when the person may see that row now, and it lives.
std::optional<sync::FieldVersion> namingSeenBy(ReadTransaction &view, const Uuid &person,
                                               const ContentHash &content, const Uuid &row, Instant now)
{
    const auto found = attachmentRow(view, row);
    const StoredField *named = found && !found->deleted ? found->field(field::Attachment::sha256) : nullptr;
    if (!named || named->value != Value(content.toText()))
        return std::nullopt;
    const std::vector<Grant> grants = view.grants(person);
    const bool isGranted = std::any_of(grants.begin(), grants.end(), [&](const Grant &grant) {
        return grant.scope == found->scope && isInForce(grant, now);
    });
    return isGranted ? std::optional(named->version) : std::nullopt;
}

/// Whether the person still had the right to that row when he made the edit.
bool sawBefore(ReadTransaction &view, const Uuid &person, const Uuid &row, const sync::FieldVersion &edit,
               Instant now)
{
    const auto found = attachmentRow(view, row);
    const std::vector<Grant> grants = found ? view.grants(person) : std::vector<Grant>();
    return std::any_of(grants.begin(), grants.end(), [&](const Grant &grant) {
        if (grant.scope != found->scope && !found->left(grant.scope))
            return false;
        return isInForce(grant, now)
               || (grant.right == Right::None ? edit.seq < grant.seq : edit.editedAt < grant.until);
    });
}

QByteArray methodOf(const HttpRequest &head)
{
    // Some networks let only GET and POST pass.
    const QByteArray other = head.header("x-http-method-override");
    return head.method == "POST" && !other.isEmpty() ? other.toUpper() : head.method;
}

} // namespace

/// The body of a request that goes on with an upload.
class AttachmentEndpoints::Taking final : public BodySink
{
public:
    Taking(BlobVault &vault, Upload upload, std::unique_ptr<BlobVault::Going> going,
           std::optional<Checksum> checksum, HttpResponse answer)
        : m_vault(vault)
        , m_upload(std::move(upload))
        , m_going(std::move(going))
        , m_checksum(std::move(checksum))
        , m_answer(std::move(answer))
    {
        if (m_checksum)
            m_hash.emplace(m_checksum->algorithm);
    }

    Status take(QByteArrayView piece) override
    {
        if (m_hash)
            m_hash->addData(piece);
        m_taken = m_going->take(piece);
        return m_taken;
    }

    HttpResponse finish(bool isWhole) override
    {
        // What has a checksum counts as a whole or not at all.
        const bool isWrong = m_checksum && (!isWhole || !m_taken || m_hash->result() != m_checksum->value);
        const Status kept = isWrong ? m_going->takeBack() : m_going->flush();
        const qint64 offset = m_going->offset();
        m_going.reset();
        if (!isWhole)
            return {};
        if (!m_taken)
            return refusal(m_taken.error());
        if (!kept)
            return refusal(kept.error());
        if (isWrong)
            return refusal({QStringLiteral("attach.checksum"), Advice::Retry, {}});
        m_answer.headers.emplace_back("Upload-Offset", QByteArray::number(offset));
        m_answer.headers.emplace_back("Upload-Expires", httpDate(m_upload.expires));
        if (offset == m_upload.length) {
            if (auto complete = m_vault.complete(m_upload); !complete)
                return refusal(complete.error());
            addReceipt(m_answer, m_upload.content);
        }
        return std::move(m_answer);
    }

private:
    BlobVault &m_vault;
    const Upload m_upload;
    std::unique_ptr<BlobVault::Going> m_going;
    const std::optional<Checksum> m_checksum;
    std::optional<QCryptographicHash> m_hash;
    HttpResponse m_answer; ///< When all goes well.
    Status m_taken;
};

bool AttachmentEndpoints::isOurs(const HttpRequest &head)
{
    return head.path == kFiles || head.path.startsWith("/v1/files/") || head.path.startsWith(kBlob);
}

HttpResponse AttachmentEndpoints::options() const
{
    HttpResponse response = withTus(204);
    response.headers.emplace_back("Tus-Version", kVersion);
    response.headers.emplace_back("Tus-Max-Size", QByteArray::number(m_vault.limits().bytesMax));
    response.headers.emplace_back("Tus-Extension",
                                  "creation,creation-with-upload,checksum,expiration,termination");
    response.headers.emplace_back("Tus-Checksum-Algorithm", "sha1,sha256");
    return response;
}

HeadVerdict AttachmentEndpoints::onHead(const HttpRequest &head, const Device &device)
{
    const QByteArray method = methodOf(head);
    if (head.path.startsWith(kBlob)) {
        if (method != "GET" && method != "HEAD")
            return refusal({QStringLiteral("server.method"), Advice::GiveUp, {}});
        return blob(head, device);
    }
    if (head.header("tus-resumable") != kVersion)
        return refusal({QStringLiteral("attach.version"), Advice::Update, {}});
    if (head.path == kFiles) {
        if (method != "POST")
            return refusal({QStringLiteral("server.method"), Advice::GiveUp, {}});
        return begin(head, device);
    }
    const auto id = Uuid::fromText(QString::fromLatin1(head.path.sliced(kFiles.size() + 1)));
    const auto upload = id ? m_vault.upload(device.person, *id) : std::optional<Upload>();
    if (!upload)
        return refusal(upload.error());
    if (!*upload)
        return refusal(unknown());
    if (method == "HEAD")
        return tell(**upload);
    if (method == "PATCH")
        return goOn(head, **upload);
    if (method == "DELETE") {
        const Status dropped = m_vault.drop(**upload);
        return dropped ? withTus(204) : refusal(dropped.error());
    }
    return refusal({QStringLiteral("server.method"), Advice::GiveUp, {}});
}

HeadVerdict AttachmentEndpoints::begin(const HttpRequest &head, const Device &device)
{
    const QByteArray metadata = head.header("upload-metadata");
    const auto length = number(head.header("upload-length"));
    if (!length || *length < 1)
        return refusal(malformed("Upload-Length"));
    const auto named = metadataOf(metadata, "sha256");
    const auto content = named ? ContentHash::fromHex(QByteArrayView(*named)) : std::nullopt;
    if (!content || metadata.size() > kMetadataMax)
        return refusal(malformed("Upload-Metadata"));
    const bool hasBody = head.contentType == kPatchType;
    auto checksum = checksumOf(head.header("upload-checksum"));
    if (!checksum)
        return refusal(checksum.error());
    auto upload = m_vault.begin(device.person, *content, *length, metadata);
    if (!upload)
        return refusal(upload.error());
    HttpResponse response = withTus(201);
    response.headers.emplace_back("Location", kFiles.toByteArray() + '/' + upload->id.toText().toLatin1());
    if (hasBody) {
        auto going = m_vault.goOn(*upload, 0);
        if (!going)
            return refusal(going.error());
        return std::make_unique<Taking>(m_vault, std::move(*upload), std::move(*going), std::move(*checksum),
                                        std::move(response));
    }
    response.headers.emplace_back("Upload-Expires", httpDate(upload->expires));
    return response;
}

HeadVerdict AttachmentEndpoints::goOn(const HttpRequest &head, const Upload &upload)
{
    if (head.contentType != kPatchType)
        return refusal({QStringLiteral("server.content-type"), Advice::GiveUp, {}});
    const auto offset = number(head.header("upload-offset"));
    if (!offset)
        return refusal(malformed("Upload-Offset"));
    auto checksum = checksumOf(head.header("upload-checksum"));
    if (!checksum)
        return refusal(checksum.error());
    const auto announced = number(head.header("content-length"));
    if (announced && *offset + *announced > upload.length)
        return refusal({QStringLiteral("attach.too-large"), Advice::GiveUp, {}});
    auto going = m_vault.goOn(upload, *offset);
    if (!going)
        return refusal(going.error());
    return std::make_unique<Taking>(m_vault, upload, std::move(*going), std::move(*checksum), withTus(204));
}

HttpResponse AttachmentEndpoints::tell(const Upload &upload)
{
    const auto offset = m_vault.offset(upload);
    if (!offset)
        return refusal(offset.error());
    HttpResponse response = withTus(200);
    // The last answer to a PATCH may have been lost with the check still to be made.
    if (*offset == upload.length) {
        if (auto complete = m_vault.complete(upload); !complete)
            return refusal(complete.error());
        addReceipt(response, upload.content);
    }
    response.headers.emplace_back("Upload-Offset", QByteArray::number(*offset));
    response.headers.emplace_back("Upload-Length", QByteArray::number(upload.length));
    response.headers.emplace_back("Upload-Expires", httpDate(upload.expires));
    response.headers.emplace_back("Upload-Metadata", upload.metadata);
    return response;
}

Result<bool> AttachmentEndpoints::seesStill(ReadTransaction &view, const Uuid &person,
                                            const ContentHash &content)
{
    const auto rows = m_vault.seenThrough(person, content);
    if (!rows)
        return forward(rows);
    const Instant now = m_clock.now().wall;
    return std::any_of(rows->begin(), rows->end(), [&](const Uuid &row) {
        return namingSeenBy(view, person, content, row, now).has_value();
    });
}

Result<bool> AttachmentEndpoints::hadIt(ReadTransaction &view, const sync::FieldVersion &naming,
                                        const ContentHash &content, const Uuid &row)
{
    const auto author = view.device(naming.device);
    if (!author)
        return false;
    const auto sent = m_vault.hasSent(author->person, content);
    if (!sent || *sent)
        return sent;
    const auto before = m_vault.seenThrough(author->person, content);
    if (!before)
        return forward(before);
    const Instant now = m_clock.now().wall;
    // Once the row has shown it, it goes on doing so, whatever becomes of its author's rights.
    const bool had = std::any_of(before->begin(), before->end(), [&](const Uuid &seen) {
        return seen == row || sawBefore(view, author->person, seen, naming, now);
    });
    if (had) {
        if (auto noted = m_vault.noteSeen(author->person, content, row); !noted)
            return forward(noted);
    }
    return had;
}

Result<bool> AttachmentEndpoints::isShown(ReadTransaction &view, const Uuid &person,
                                          const ContentHash &content, const Uuid &row)
{
    const auto naming = namingSeenBy(view, person, content, row, m_clock.now().wall);
    if (!naming)
        return false;
    // Whoever names a content in a row of his does not come by its bytes that way, nor does anybody who sees the row.
    auto had = hadIt(view, *naming, content, row);
    if (!had || !*had)
        return had;
    if (auto noted = m_vault.noteSeen(person, content, row); !noted)
        return forward(noted);
    return true;
}

Result<bool> AttachmentEndpoints::mayHave(const Device &device, const ContentHash &content, const Uuid &row)
{
    const auto sent = m_vault.hasSent(device.person, content);
    if (!sent || *sent)
        return sent;
    const auto view = m_store.read();
    if (!view)
        return forward(view);
    auto allowed = row.isNull() ? Result<bool>(false) : isShown(**view, device.person, content, row);
    if (allowed && !*allowed)
        allowed = seesStill(**view, device.person, content);
    if (auto good = (*view)->status(); !good)
        return forward(good);
    return allowed;
}

HttpResponse AttachmentEndpoints::blob(const HttpRequest &head, const Device &device)
{
    const auto content = ContentHash::fromHex(QByteArrayView(head.path).sliced(kBlob.size()));
    const QString rowText = QUrlQuery(QString::fromLatin1(head.query)).queryItemValue(QStringLiteral("row"));
    const Uuid row = Uuid::fromText(rowText).value_or(Uuid());
    if (!content)
        return refusal(unknown());
    const auto allowed = mayHave(device, *content, row);
    if (!allowed)
        return refusal(allowed.error());
    const auto held = *allowed ? m_vault.held(*content) : std::optional<qint64>();
    if (!held)
        return refusal(held.error());
    if (!*held)
        return refusal(unknown());
    const auto range = rangeOf(head.header("range"), **held);
    if (!range) {
        HttpResponse response = refusal(range.error());
        response.headers.emplace_back("Content-Range", "bytes */" + QByteArray::number(**held));
        return response;
    }
    HttpResponse response = withTus(*range ? 206 : 200);
    const Range sent = range->value_or(Range{0, **held});
    response.contentType = "application/octet-stream";
    response.length = sent.to - sent.from;
    response.headers.emplace_back("ETag", '"' + content->toHex() + '"');
    response.headers.emplace_back("Accept-Ranges", "bytes");
    addReceipt(response, *content);
    if (*range)
        response.headers.emplace_back("Content-Range", "bytes " + QByteArray::number(sent.from) + '-'
                                                           + QByteArray::number(sent.to - 1) + '/'
                                                           + QByteArray::number(**held));
    if (head.method == "HEAD")
        return response;
    auto reader = m_vault.read(*content);
    if (!reader)
        return refusal(reader.error());
    response.rest = std::make_unique<BlobSource>(std::move(*reader), sent.from, sent.to);
    return response;
}

} // namespace legwork::server
