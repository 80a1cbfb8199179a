// SPDX-License-Identifier: Apache-2.0
#include "core/base/content_hash.h"

#include <QCryptographicHash>

#include <algorithm>

namespace legwork {

std::optional<ContentHash> ContentHash::fromBytes(QByteArrayView bytes)
{
    if (bytes.size() != kSize)
        return std::nullopt;
    ContentHash hash;
    std::copy(bytes.begin(), bytes.end(), hash.m_bytes.begin());
    return hash;
}

std::optional<ContentHash> ContentHash::fromHex(QByteArrayView text)
{
    const bool isHex = std::all_of(text.begin(), text.end(), [](char digit) {
        return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
    });
    if (text.size() != 2 * kSize || !isHex)
        return std::nullopt;
    return fromBytes(QByteArray::fromHex(text.toByteArray()));
}

std::optional<ContentHash> ContentHash::fromHex(QStringView text)
{
    return fromHex(QByteArrayView(text.toUtf8()));
}

ContentHash ContentHash::of(QByteArrayView content)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(content);
    return *fromBytes(hash.result());
}

} // namespace legwork
