// SPDX-License-Identifier: Apache-2.0
#include "core/base/cbor_writer.h"

#include <QtEndian>

#include <bit>

namespace legwork::cbor {

void FlatWriter::head(quint8 major, quint64 number)
{
    const auto first = quint8(major << 5);
    if (number < 24) {
        m_out.append(char(first | number));
        return;
    }
    char bytes[9];
    qsizetype width = 8;
    if (number <= 0xff) {
        width = 1;
        bytes[1] = char(number);
    } else if (number <= 0xffff) {
        width = 2;
        qToBigEndian(quint16(number), bytes + 1);
    } else if (number <= 0xffffffff) {
        width = 4;
        qToBigEndian(quint32(number), bytes + 1);
    } else {
        qToBigEndian(number, bytes + 1);
    }
    bytes[0] = char(first | (24 + std::countr_zero(quint64(width))));
    m_out.append(bytes, 1 + width);
}

void FlatWriter::real(double value)
{
    char bytes[9] = {'\xfb'};
    qToBigEndian(std::bit_cast<quint64>(value), bytes + 1);
    m_out.append(bytes, sizeof bytes);
}

void FlatWriter::text(QStringView value)
{
    const QByteArray utf8 = value.toUtf8();
    head(3, quint64(utf8.size()));
    m_out.append(utf8);
}

void FlatWriter::value(const Value &value)
{
    switch (value.index()) {
    case 0:
        return null();
    case 1:
        return integer(std::get<qint64>(value));
    case 2:
        return real(std::get<double>(value));
    case 3:
        return text(std::get<QString>(value));
    default:
        return bytes(std::get<QByteArray>(value));
    }
}

} // namespace legwork::cbor
