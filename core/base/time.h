// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>

#include <compare>
#include <limits>

namespace legwork {

/// A point in time, in milliseconds since 1970-01-01 UTC. Default-made means "not set".
struct Instant {
    static constexpr qint64 kUnset = std::numeric_limits<qint64>::min();

    qint64 ms = kUnset;

    [[nodiscard]] constexpr bool isSet() const { return ms != kUnset; }
    [[nodiscard]] QDateTime toLocal() const { return isSet() ? QDateTime::fromMSecsSinceEpoch(ms) : QDateTime(); }
    [[nodiscard]] static Instant from(const QDateTime &at)
    {
        return at.isValid() ? Instant{at.toMSecsSinceEpoch()} : Instant{};
    }
    friend constexpr auto operator<=>(const Instant &, const Instant &) = default;
};

} // namespace legwork
