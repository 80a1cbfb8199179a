// SPDX-License-Identifier: Apache-2.0
#include "core/base/key.h"

#include "core/base/entropy.h"

#include <QMessageAuthenticationCode>

#include <algorithm>
#include <utility>

namespace legwork {

void wipe(void *memory, size_t size)
{
    volatile auto *byte = static_cast<volatile unsigned char *>(memory);
    while (size-- > 0)
        *byte++ = 0;
}

SecretKey SecretKey::generate()
{
    SecretKey key;
    std::array<quint32, kSize / sizeof(quint32)> words{};
    entropy::fill(words);
    std::copy_n(reinterpret_cast<const char *>(words.data()), kSize, key.m_bytes.begin());
    wipe(words.data(), sizeof(words));
    return key;
}

std::optional<SecretKey> SecretKey::fromBytes(QByteArrayView bytes)
{
    if (bytes.size() != kSize)
        return std::nullopt;
    SecretKey key;
    std::copy_n(bytes.begin(), kSize, key.m_bytes.begin());
    return key;
}

SecretKey::SecretKey(SecretKey &&other) noexcept
    : m_bytes(other.m_bytes)
{
    wipe(other.m_bytes.data(), kSize);
}

SecretKey &SecretKey::operator=(SecretKey &&other) noexcept
{
    if (this != &other) {
        m_bytes = other.m_bytes;
        wipe(other.m_bytes.data(), kSize);
    }
    return *this;
}

SecretKey::~SecretKey() { wipe(m_bytes.data(), kSize); }

SecretKey SecretKey::copy() const
{
    SecretKey key;
    key.m_bytes = m_bytes;
    return key;
}

SecretKey SecretKey::derive(QByteArrayView label) const
{
    const auto hmac = [](const QByteArray &key, const QByteArray &data) {
        return QMessageAuthenticationCode::hash(data, key, QCryptographicHash::Sha256);
    };
    // Extract with the all-zero salt that RFC 5869 gives for "no salt", then one block of expand.
    QByteArray extracted = hmac(QByteArray(kSize, '\0'), QByteArray::fromRawData(m_bytes.data(), kSize));
    QByteArray expanded = hmac(extracted, label.toByteArray() + '\x01');
    SecretKey key;
    std::copy_n(expanded.constBegin(), kSize, key.m_bytes.begin());
    wipe(extracted.data(), size_t(extracted.size()));
    wipe(expanded.data(), size_t(expanded.size()));
    return key;
}

QByteArray SecretKey::checkValue() const { return derive("kcv/v1").bytes().first(8).toByteArray(); }

} // namespace legwork
