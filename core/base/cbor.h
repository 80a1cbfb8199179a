// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/value.h"

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

} // namespace legwork::cbor
