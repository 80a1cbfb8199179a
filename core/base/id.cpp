// SPDX-License-Identifier: Apache-2.0
#include "core/base/id.h"

#include "core/base/entropy.h"

#include <QCryptographicHash>
#include <QUuid>

#include <algorithm>

namespace legwork {
namespace {

void stamp(std::array<quint8, 16> &bytes, quint8 version)
{
    bytes[6] = quint8((bytes[6] & 0x0f) | (version << 4));
    bytes[8] = quint8((bytes[8] & 0x3f) | 0x80);
}

} // namespace

Uuid Uuid::generate()
{
    Uuid id;
    const quint64 tick = entropy::nextTick();
    const quint64 ms = tick >> 12;
    for (int i = 0; i < 6; ++i)
        id.m_bytes[size_t(i)] = quint8(ms >> (40 - 8 * i));
    id.m_bytes[6] = quint8((tick >> 8) & 0x0f);
    id.m_bytes[7] = quint8(tick & 0xff);
    std::array<quint32, 2> random{};
    entropy::fill(random);
    for (size_t i = 0; i < 8; ++i)
        id.m_bytes[8 + i] = quint8(random[i / 4] >> (8 * (i % 4)));
    stamp(id.m_bytes, 7);
    return id;
}

Uuid Uuid::derive(QByteArrayView label, QByteArrayView parts)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(label);
    hash.addData(QByteArrayView("\0", 1));
    hash.addData(parts);
    const QByteArray digest = hash.result();
    Uuid id;
    std::copy_n(digest.begin(), id.m_bytes.size(), reinterpret_cast<char *>(id.m_bytes.data()));
    stamp(id.m_bytes, 8);
    return id;
}

std::optional<Uuid> Uuid::fromBytes(QByteArrayView bytes)
{
    if (bytes.size() != 16)
        return std::nullopt;
    Uuid id;
    std::copy_n(bytes.begin(), 16, reinterpret_cast<char *>(id.m_bytes.data()));
    return id;
}

std::optional<Uuid> Uuid::fromText(QStringView text)
{
    // QUuid takes braces and ignores what follows the last digit.
    constexpr qsizetype kCanonicalLength = 36;
    if (text.size() != kCanonicalLength)
        return std::nullopt;
    const QUuid parsed = QUuid::fromString(text);
    if (parsed.isNull())
        return std::nullopt;
    return fromBytes(parsed.toRfc4122());
}

QString Uuid::toText() const { return QUuid::fromRfc4122(toBytes()).toString(QUuid::WithoutBraces); }

} // namespace legwork
