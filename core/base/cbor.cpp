// SPDX-License-Identifier: Apache-2.0
#include "core/base/cbor.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>
#include <QStringDecoder>
#include <QtEndian>

#include <bit>
#include <limits>

namespace legwork::cbor {
namespace {

/// Collects the chunks of a byte or text string as raw bytes.
template<class ReadChunk>
std::optional<QByteArray> collect(qsizetype bytesMax, ReadChunk readChunk)
{
    QByteArray all;
    for (auto chunk = readChunk(); chunk.status != QCborStreamReader::EndOfString; chunk = readChunk()) {
        if (chunk.status == QCborStreamReader::Error || all.size() + chunk.data.size() > bytesMax)
            return std::nullopt;
        all += chunk.data;
    }
    return all;
}

enum Major : quint8 { Unsigned, Negative, ByteString, TextString, ArrayHead, MapHead, Tag, Simple };

/// The number in an item's head, of RFC 8949's forms with a definite length.
struct Head {
    quint8 major = 0;
    quint8 form = 0;
    quint64 number = 0;
    qsizetype size = 0;
};

std::optional<Head> firstHead(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return std::nullopt;
    const auto first = quint8(bytes[0]);
    Head head{quint8(first >> 5), quint8(first & 31), quint64(first & 31), 1};
    if (head.form < 24)
        return head;
    if (head.form > 27)
        return std::nullopt;
    const qsizetype width = qsizetype(1) << (head.form - 24);
    if (bytes.size() < 1 + width)
        return std::nullopt;
    const char *at = bytes.data() + 1;
    head.number = width == 1   ? quint8(*at)
                  : width == 2 ? qFromBigEndian<quint16>(at)
                  : width == 4 ? qFromBigEndian<quint32>(at)
                               : qFromBigEndian<quint64>(at);
    head.size += width;
    return head;
}

} // namespace

std::optional<Item> firstItem(QByteArrayView bytes)
{
    constexpr quint8 kNull = 22;
    constexpr quint8 kUndefined = 23;
    constexpr quint8 kDouble = 27;
    constexpr auto kMax = quint64(std::numeric_limits<qint64>::max());
    const auto head = firstHead(bytes);
    if (!head)
        return std::nullopt;
    Item item;
    item.size = head->size;
    switch (head->major) {
    case Unsigned:
    case Negative:
        if (head->number > kMax)
            return std::nullopt;
        item.kind = Item::Kind::Integer;
        item.integer = head->major == Unsigned ? qint64(head->number) : -1 - qint64(head->number);
        return item;
    case ByteString:
    case TextString:
        if (head->number > quint64(bytes.size() - head->size))
            return std::nullopt;
        item.kind = head->major == TextString ? Item::Kind::Text : Item::Kind::Bytes;
        item.string = bytes.sliced(head->size, qsizetype(head->number));
        item.size += item.string.size();
        return item;
    case ArrayHead:
        if (head->number > kMax)
            return std::nullopt;
        item.kind = Item::Kind::Array;
        item.integer = qint64(head->number);
        return item;
    case Simple:
        if (head->form == kDouble) {
            item.kind = Item::Kind::Real;
            item.real = std::bit_cast<double>(head->number);
            return item;
        }
        if (head->form != kNull && head->form != kUndefined)
            return std::nullopt;
        item.kind = head->form == kNull ? Item::Kind::Null : Item::Kind::Undefined;
        return item;
    default:
        return std::nullopt;
    }
}

Value valueOf(const Item &item)
{
    switch (item.kind) {
    case Item::Kind::Integer:
        return item.integer;
    case Item::Kind::Real:
        return item.real;
    case Item::Kind::Text:
        return QString::fromUtf8(item.string);
    case Item::Kind::Bytes:
        return item.string.toByteArray();
    case Item::Kind::Undefined:
    case Item::Kind::Null:
    case Item::Kind::Array:
        break;
    }
    return Value();
}

void write(QCborStreamWriter &writer, const Value &value)
{
    switch (value.index()) {
    case 0:
        writer.appendNull();
        break;
    case 1:
        writer.append(std::get<qint64>(value));
        break;
    case 2:
        writer.append(std::get<double>(value));
        break;
    case 3:
        writer.append(QStringView(std::get<QString>(value)));
        break;
    default:
        writer.append(std::get<QByteArray>(value));
    }
}

std::optional<QByteArray> readBytes(QCborStreamReader &reader, qsizetype bytesMax)
{
    // A length that is announced but not there must not make us reserve memory for it.
    if (!reader.isByteArray() || (reader.isLengthKnown() && reader.length() > quint64(bytesMax)))
        return std::nullopt;
    return collect(bytesMax, [&] { return reader.readByteArray(); });
}

std::optional<QString> readText(QCborStreamReader &reader, qsizetype bytesMax)
{
    if (!reader.isString() || (reader.isLengthKnown() && reader.length() > quint64(bytesMax)))
        return std::nullopt;
    QString all;
    for (auto chunk = reader.readString(); chunk.status != QCborStreamReader::EndOfString;
         chunk = reader.readString()) {
        // Qt replaces or refuses invalid UTF-8; a UTF-16 string is never longer than its UTF-8 form in bytes.
        if (chunk.status == QCborStreamReader::Error || all.size() + chunk.data.size() > bytesMax)
            return std::nullopt;
        all += chunk.data;
    }
    return all;
}

std::optional<qint64> readInteger(QCborStreamReader &reader)
{
    std::optional<qint64> number;
    constexpr auto kMax = quint64(std::numeric_limits<qint64>::max());
    if (reader.isUnsignedInteger() && reader.toUnsignedInteger() <= kMax)
        number = qint64(reader.toUnsignedInteger());
    else if (reader.isNegativeInteger() && quint64(reader.toNegativeInteger()) - 1 <= kMax)
        number = -qint64(quint64(reader.toNegativeInteger()) - 1) - 1;
    if (number && !reader.next())
        return std::nullopt;
    return number;
}

std::optional<Value> read(QCborStreamReader &reader, qsizetype bytesMax)
{
    if (reader.isNull()) {
        if (!reader.next())
            return std::nullopt;
        return Value();
    }
    if (reader.isInteger()) {
        const auto number = readInteger(reader);
        return number ? std::optional<Value>(*number) : std::nullopt;
    }
    if (reader.isDouble()) {
        const double number = reader.toDouble();
        if (!reader.next())
            return std::nullopt;
        return Value(number);
    }
    if (reader.isString()) {
        auto text = readText(reader, bytesMax);
        return text ? std::optional<Value>(std::move(*text)) : std::nullopt;
    }
    if (reader.isByteArray()) {
        auto bytes = readBytes(reader, bytesMax);
        return bytes ? std::optional<Value>(std::move(*bytes)) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace legwork::cbor
