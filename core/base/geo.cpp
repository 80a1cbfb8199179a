// SPDX-License-Identifier: Apache-2.0
#include "core/base/geo.h"

#include <cmath>
#include <numbers>

namespace legwork {
namespace {
constexpr double kUnitsPerDegree = 1e7;
constexpr double kEarthRadiusM = 6'371'008.8;

double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }
} // namespace

std::optional<GeoPoint> GeoPoint::fromDegrees(double latitude, double longitude)
{
    // Written so that NaN fails too.
    if (!(std::abs(latitude) <= 90.0) || !(std::abs(longitude) <= 180.0))
        return std::nullopt;
    const auto lat = std::int64_t(std::llround(latitude * kUnitsPerDegree));
    const auto lon = std::int64_t(std::llround(longitude * kUnitsPerDegree));
    return fromPacked((lat * (std::int64_t(1) << 32)) | (lon & 0xffffffff));
}

double GeoPoint::latitude() const { return double(m_packed >> 32) / kUnitsPerDegree; }

double GeoPoint::longitude() const { return double(std::int32_t(m_packed & 0xffffffff)) / kUnitsPerDegree; }

double distanceM(GeoPoint from, GeoPoint to)
{
    const double lat1 = radians(from.latitude());
    const double lat2 = radians(to.latitude());
    const double dLat = std::sin((lat2 - lat1) / 2);
    const double dLon = std::sin(radians(to.longitude() - from.longitude()) / 2);
    const double h = dLat * dLat + std::cos(lat1) * std::cos(lat2) * dLon * dLon;
    return 2 * kEarthRadiusM * std::asin(std::min(1.0, std::sqrt(h)));
}

} // namespace legwork
