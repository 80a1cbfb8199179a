// SPDX-License-Identifier: Apache-2.0
#include "core/planning/field/travel_model.h"

#include <algorithm>
#include <cmath>

namespace legwork::planning {
namespace {

constexpr double kTripsForHalf = 10;

std::size_t classOf(const TravelModel &model, double km)
{
    std::size_t index = 0;
    while (index + 1 < model.classes.size() && km > model.classes[index].kmMax)
        ++index;
    return index;
}

/// Hours on the way at factor 1. A longer way never takes less than a shorter one of a slower class.
double freeHours(const TravelModel &model, double km)
{
    const std::size_t index = classOf(model, km);
    double hours = km * model.detour / model.classes[index].speedKmh;
    if (index > 0) {
        const TravelModel::DistanceClass &shorter = model.classes[index - 1];
        hours = std::max(hours, shorter.kmMax * model.detour / shorter.speedKmh);
    }
    return hours;
}

} // namespace

int TravelModel::seconds(GeoPoint from, GeoPoint to, int hour) const
{
    return secondsBetween(from, to, hour, hour);
}

int TravelModel::secondsBetween(GeoPoint from, GeoPoint to, int first, int last) const
{
    if (!from.isSet() || !to.isSet())
        return 0;
    double inverse = 0;
    int counted = 0;
    for (int hour = std::clamp(first, 0, 23); hour <= std::clamp(last, 0, 23); ++hour, ++counted)
        inverse += 1 / hourFactor[std::size_t(hour)];
    const double slowness = counted > 0 ? inverse / counted : 1;
    return int(std::ceil(freeHours(*this, distanceM(from, to) / 1000) * slowness * 3600));
}

TravelModel TravelModel::calibrated(const std::vector<Trip> &trips) const
{
    std::array<std::vector<double>, 5> speeds;
    for (const Trip &trip : trips) {
        if (!trip.from.isSet() || !trip.to.isSet() || trip.seconds <= 0 || trip.hour < 0 || trip.hour > 23)
            continue;
        const double km = distanceM(trip.from, trip.to) / 1000;
        if (km <= 0)
            continue;
        const double kmh = km * detour / (trip.seconds / 3600.0) / hourFactor[std::size_t(trip.hour)];
        speeds[classOf(*this, km)].push_back(kmh);
    }
    TravelModel learnt = *this;
    for (std::size_t i = 0; i < speeds.size(); ++i) {
        if (speeds[i].empty())
            continue;
        const auto middle = speeds[i].begin() + std::ptrdiff_t(speeds[i].size() / 2);
        std::nth_element(speeds[i].begin(), middle, speeds[i].end());
        const double trust = double(speeds[i].size()) / (double(speeds[i].size()) + kTripsForHalf);
        learnt.classes[i].speedKmh += trust * (*middle - learnt.classes[i].speedKmh);
    }
    return learnt;
}

} // namespace legwork::planning
