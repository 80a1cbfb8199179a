// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <array>
#include <compare>
#include <optional>

namespace legwork {

/// SHA-256 of the bytes of a file: what it is called everywhere, whatever name somebody has given it.
class ContentHash
{
public:
    static constexpr qsizetype kSize = 32;

    /// Takes exactly 32 bytes.
    [[nodiscard]] static std::optional<ContentHash> fromBytes(QByteArrayView bytes);
    /// Takes exactly 64 hexadecimal digits, in lower case.
    [[nodiscard]] static std::optional<ContentHash> fromHex(QByteArrayView text);
    [[nodiscard]] static std::optional<ContentHash> fromHex(QStringView text);
    [[nodiscard]] static ContentHash of(QByteArrayView content);

    [[nodiscard]] QByteArrayView view() const { return {m_bytes.data(), kSize}; }
    [[nodiscard]] QByteArray toBytes() const { return view().toByteArray(); }
    [[nodiscard]] QByteArray toHex() const { return toBytes().toHex(); }
    [[nodiscard]] QString toText() const { return QString::fromLatin1(toHex()); }

    friend auto operator<=>(const ContentHash &, const ContentHash &) = default;

private:
    ContentHash() = default;
    std::array<char, kSize> m_bytes{};
};

} // namespace legwork
