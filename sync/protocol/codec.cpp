// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/codec.h"

#include "sync/protocol/message_coding.h"

#include <QtEndian>

#include <zlib.h>

namespace legwork::sync {
namespace {

using wire::Reader;
using wire::Writer;

constexpr qsizetype kHeadBytes = 8;

QByteArray deflated(const QByteArray &payload)
{
    // Level 1: on a phone the processor costs more than the last tenth of the bytes.
    return qCompress(payload, 1).sliced(4); // without the length that Qt puts first
}

/// Inflates within a bound. qUncompress takes no bound that it keeps, hence zlib itself.
Result<QByteArray> inflated(QByteArrayView payload)
{
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return fail(QStringLiteral("wire.malformed"), Advice::Retry, {QStringLiteral("zlib")});
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(payload.data()));
    stream.avail_in = uInt(payload.size());
    QByteArray out;
    int state = Z_OK;
    while (state == Z_OK) {
        const qsizetype had = out.size();
        out.resize(std::min(kFrameDecodedMax + 1, std::max<qsizetype>(64 * 1024, had * 2)));
        stream.next_out = reinterpret_cast<Bytef *>(out.data() + had);
        stream.avail_out = uInt(out.size() - had);
        state = inflate(&stream, Z_NO_FLUSH);
        out.resize(out.size() - qsizetype(stream.avail_out));
        if (out.size() > kFrameDecodedMax) {
            inflateEnd(&stream);
            return fail(QStringLiteral("wire.too-large"), Advice::GiveUp);
        }
        if (state == Z_OK && stream.avail_in == 0 && stream.avail_out != 0)
            break; // the stream stops before its own end
    }
    const bool whole = state == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    if (!whole)
        return fail(QStringLiteral("wire.malformed"), Advice::GiveUp, {QStringLiteral("checksum")});
    return out;
}

template<class T>
Result<Message> parsed(const QByteArray &cborBytes, const char *what)
{
    T message;
    Reader reader(cborBytes);
    get(reader, message);
    if (!reader.atEnd())
        return fail(QStringLiteral("wire.malformed"), Advice::GiveUp, {QLatin1String(what)});
    return Message(std::move(message));
}

Result<Message> parsePayload(FrameType type, QByteArrayView payload)
{
    const auto cborBytes = inflated(payload);
    if (!cborBytes)
        return forward(cborBytes);
    switch (type) {
    case FrameType::Header:
        return parsed<SyncHeader>(*cborBytes, "header");
    case FrameType::Operations:
        return parsed<std::vector<Operation>>(*cborBytes, "operations");
    case FrameType::Outcomes:
        return parsed<std::vector<Outcome>>(*cborBytes, "outcomes");
    case FrameType::Scopes:
        return parsed<ScopeList>(*cborBytes, "scopes");
    case FrameType::Rows:
        return parsed<RowBatch>(*cborBytes, "rows");
    case FrameType::End:
        return parsed<SyncEnd>(*cborBytes, "end");
    case FrameType::Problem:
        return parsed<Problem>(*cborBytes, "problem");
    case FrameType::EnrolRequest:
        return parsed<EnrolRequest>(*cborBytes, "enrol-request");
    case FrameType::EnrolReply:
        return parsed<EnrolReply>(*cborBytes, "enrol-reply");
    case FrameType::Leaves:
        return parsed<LeaveList>(*cborBytes, "leaves");
    }
    return fail(QStringLiteral("wire.version"), Advice::Update, {QString::number(int(type))});
}

} // namespace

QByteArray encode(const Message &message)
{
    QByteArray cborBytes;
    {
        Writer writer(&cborBytes);
        std::visit([&](const auto &content) { put(writer, content); }, message);
    }
    const QByteArray payload = deflated(cborBytes);
    QByteArray frame(kHeadBytes, '\0');
    frame[0] = 'L';
    frame[1] = 'W';
    frame[2] = char(message.index() + 1); // FrameType numbers follow the order of Message
    qToBigEndian(quint32(payload.size()), frame.data() + 4);
    frame.append(payload);
    return frame;
}

Result<std::optional<Message>> FrameReader::next()
{
    const QByteArrayView rest = QByteArrayView(m_buffer).sliced(m_read);
    if ((!rest.isEmpty() && rest[0] != 'L') || (rest.size() > 1 && rest[1] != 'W'))
        return fail(QStringLiteral("wire.not-legwork"), Advice::Retry);
    if (rest.size() < kHeadBytes)
        return std::optional<Message>();
    const qsizetype length = qsizetype(qFromBigEndian<quint32>(rest.data() + 4));
    if (length > kFrameBytesMax)
        return fail(QStringLiteral("wire.too-large"), Advice::GiveUp);
    if (rest.size() < kHeadBytes + length)
        return std::optional<Message>();
    auto message = parsePayload(FrameType(quint8(rest[2])), rest.sliced(kHeadBytes, length));
    if (!message)
        return forward(message);
    m_read += kHeadBytes + length;
    // Give memory back once half the buffer is behind us, not on every frame.
    if (m_read * 2 > m_buffer.size()) {
        m_buffer.remove(0, m_read);
        m_read = 0;
    }
    return std::optional<Message>(std::move(*message));
}

Result<Message> decodeSingle(QByteArrayView frame)
{
    FrameReader reader;
    reader.append(frame);
    auto message = reader.next();
    if (!message)
        return forward(message);
    if (!*message)
        return fail(QStringLiteral("wire.truncated"), Advice::Retry);
    if (reader.pending() != 0)
        return fail(QStringLiteral("wire.malformed"), Advice::GiveUp, {QStringLiteral("trailing bytes")});
    return std::move(**message);
}

namespace {

template<class T>
QByteArray encodeOne(const T &item)
{
    QByteArray bytes;
    Writer writer(&bytes);
    put(writer, item);
    return bytes;
}

template<class T>
Result<T> decodeOne(const QByteArray &bytes, const char *what)
{
    T item;
    Reader reader(bytes);
    get(reader, item);
    if (!reader.atEnd())
        return fail(QStringLiteral("wire.malformed"), Advice::GiveUp, {QLatin1String(what)});
    return item;
}

} // namespace

QByteArray encodeOperation(const Operation &operation) { return encodeOne(operation); }

Result<Operation> decodeOperation(const QByteArray &bytes)
{
    return decodeOne<Operation>(bytes, "operation");
}

QByteArray encodeOutcome(const Outcome &outcome) { return encodeOne(outcome); }

Result<Outcome> decodeOutcome(const QByteArray &bytes) { return decodeOne<Outcome>(bytes, "outcome"); }

} // namespace legwork::sync
