// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/value.h"

#include <QByteArrayView>

#include <optional>

class QCborStreamReader;
class QCborStreamWriter;

/// Values as CBOR (RFC 8949): null, int, double, text string, byte string; nothing else is a value.
namespace legwork::cbor {

void write(QCborStreamWriter &writer, const Value &value);

/// Reads one value and moves past it. Nothing on any other CBOR type, a number beyond 64 signed bits, invalid
/// UTF-8, or a string longer than `bytesMax`; the reader is then of no further use.
[[nodiscard]] std::optional<Value> read(QCborStreamReader &reader, qsizetype bytesMax);

/// Reads a whole text or byte string, also one sent in chunks.
[[nodiscard]] std::optional<QString> readText(QCborStreamReader &reader, qsizetype bytesMax);
[[nodiscard]] std::optional<QByteArray> readBytes(QCborStreamReader &reader, qsizetype bytesMax);
[[nodiscard]] std::optional<qint64> readInteger(QCborStreamReader &reader);

/// An item as it lies in a buffer, for the paths by which every value of every row passes: Qt's reader takes some ten
/// times as long, and makes strings that nobody looks at.
struct Item {
    enum class Kind { Undefined, Null, Integer, Real, Text, Bytes, Array };
    Kind kind = Kind::Undefined;
    qsizetype size = 0; ///< In bytes, head included; of an array the head alone.
    qint64 integer = 0; ///< Of an array how many items follow.
    double real = 0;
    QByteArrayView string; ///< Within the buffer. Text is UTF-8 that nobody has checked.
};

/// The first item of the bytes. Nothing when they hold no whole one, and on what is none of the kinds above: strings
/// and arrays of unknown length among them.
[[nodiscard]] std::optional<Item> firstItem(QByteArrayView bytes);
/// The value; null for what is none.
[[nodiscard]] Value valueOf(const Item &item);

} // namespace legwork::cbor
