// SPDX-License-Identifier: Apache-2.0
#include "core/base/cbor.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>
#include <QStringDecoder>

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

} // namespace

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
