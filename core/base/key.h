// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <optional>

namespace legwork {

/// 256 secret bits. Wiped when it goes; not copyable, not printable, not convertible to text, so that it cannot
/// stray into a log or an error.
class SecretKey
{
public:
    static constexpr qsizetype kSize = 32;

    /// From the operating system's random source.
    [[nodiscard]] static SecretKey generate();
    /// Takes exactly 32 bytes.
    [[nodiscard]] static std::optional<SecretKey> fromBytes(QByteArrayView bytes);

    SecretKey(SecretKey &&other) noexcept;
    SecretKey &operator=(SecretKey &&other) noexcept;
    SecretKey(const SecretKey &) = delete;
    SecretKey &operator=(const SecretKey &) = delete;
    ~SecretKey();

    [[nodiscard]] SecretKey copy() const;
    [[nodiscard]] QByteArrayView bytes() const { return {m_bytes.data(), kSize}; }

    /// A key for one purpose, derived with HKDF-SHA256 (RFC 5869, no salt); `label` names the purpose.
    [[nodiscard]] SecretKey derive(QByteArrayView label) const;
    /// The first eight bytes of the key derived for "kcv/v1": stored beside the database, it tells a wrong key
    /// from a damaged file and gives nothing of the key away.
    [[nodiscard]] QByteArray checkValue() const;

private:
    SecretKey() = default;
    std::array<char, kSize> m_bytes{};
};

/// Overwrites memory in a way the compiler may not leave out.
void wipe(void *memory, size_t size);

} // namespace legwork
