// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>

namespace legwork {

/// A place on the earth in WGS-84, to 1e-7 degree (about a centimetre). One value, so that two people who
/// correct a place at the same time can never end with the latitude of one and the longitude of the other.
class GeoPoint
{
public:
    constexpr GeoPoint() = default;
    /// Degrees; nothing when they are not a place (latitude beyond 90, longitude beyond 180, not a number).
    [[nodiscard]] static std::optional<GeoPoint> fromDegrees(double latitude, double longitude);
    [[nodiscard]] static constexpr GeoPoint fromPacked(std::int64_t packed)
    {
        GeoPoint point;
        point.m_packed = packed;
        return point;
    }

    [[nodiscard]] constexpr bool isSet() const { return m_packed != kUnset; }
    [[nodiscard]] double latitude() const;  ///< Degrees north.
    [[nodiscard]] double longitude() const; ///< Degrees east.
    /// Latitude in the high 32 bits, longitude in the low ones, each in 1e-7 degree.
    [[nodiscard]] constexpr std::int64_t packed() const { return m_packed; }

    friend constexpr auto operator<=>(const GeoPoint &, const GeoPoint &) = default;

private:
    static constexpr std::int64_t kUnset = std::numeric_limits<std::int64_t>::min();
    std::int64_t m_packed = kUnset;
};

/// Great-circle distance in metres on the mean sphere (radius 6,371,008.8 m, IUGG), by the haversine formula.
[[nodiscard]] double distanceM(GeoPoint from, GeoPoint to);

} // namespace legwork
