// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHashFunctions>
#include <QString>

#include <array>
#include <compare>
#include <optional>

namespace legwork {

/// 128-bit identifier (RFC 9562), made where the row is made, so that two devices never have to agree on one.
/// All zero means "none".
class Uuid
{
public:
    constexpr Uuid() = default;

    /// Version 7: time-ordered, so that rows made together lie together in the file. Thread-safe.
    [[nodiscard]] static Uuid generate();
    /// Version 8, from the SHA-256 of `parts`: the same parts give the same id on every device. For rows of
    /// which there can be only one, such as the answer to one question in one run.
    [[nodiscard]] static Uuid derive(QByteArrayView label, QByteArrayView parts);

    [[nodiscard]] static std::optional<Uuid> fromBytes(QByteArrayView bytes);
    /// Takes the canonical form only, in either case; nothing for the null id.
    [[nodiscard]] static std::optional<Uuid> fromText(QStringView text);

    [[nodiscard]] constexpr bool isNull() const { return m_bytes == std::array<quint8, 16>{}; }
    [[nodiscard]] QByteArrayView view() const { return {m_bytes.data(), qsizetype(m_bytes.size())}; }
    [[nodiscard]] QByteArray toBytes() const { return view().toByteArray(); }
    /// Canonical lower-case form with hyphens.
    [[nodiscard]] QString toText() const;

    friend constexpr auto operator<=>(const Uuid &, const Uuid &) = default;
    friend size_t qHash(const Uuid &id, size_t seed = 0) noexcept
    {
        return qHashBits(id.m_bytes.data(), id.m_bytes.size(), seed);
    }

private:
    std::array<quint8, 16> m_bytes{};
};

/// The id of a row of entity E; ids of different entities do not mix.
template<class E>
struct Id {
    Uuid uuid;

    [[nodiscard]] static Id generate() { return Id{Uuid::generate()}; }
    [[nodiscard]] constexpr bool isNull() const { return uuid.isNull(); }
    friend constexpr auto operator<=>(const Id &, const Id &) = default;
    friend size_t qHash(const Id &id, size_t seed = 0) noexcept { return qHash(id.uuid, seed); }
};

} // namespace legwork
