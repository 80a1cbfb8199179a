// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/geo.h"

#include <array>
#include <vector>

namespace legwork::planning {

/// How long the way takes where no road network is at hand: the great circle times a detour, at a speed that depends
/// on the distance (short ways are city ways) and on the hour. Pure; thread-safe.
class TravelModel
{
public:
    struct DistanceClass {
        double kmMax = 0; ///< Of the great circle.
        double speedKmh = 0;
    };

    double detour = 1.3;
    std::array<DistanceClass, 5> classes{{{2, 18}, {10, 28}, {30, 42}, {100, 62}, {1e9, 80}}};
    /// Speed against the class's, per hour of the day.
    std::array<double, 24> hourFactor{1.2, 1.2, 1.2, 1.2, 1.2,  1.2, 1.1,  0.8, 0.75, 0.9, 1,   1,
                                      1,   1,   1,   1,   0.95, 0.8, 0.75, 0.9, 1,    1.1, 1.2, 1.2};

    /// Seconds on the way when one sets out in that hour (0 to 23); 0 where a place is not known.
    [[nodiscard]] int seconds(GeoPoint from, GeoPoint to, int hour) const;
    /// The mean over the hours from `first` to `last`, which a plan reckons with.
    [[nodiscard]] int secondsBetween(GeoPoint from, GeoPoint to, int first, int last) const;

    /// A trip that was made, to learn from.
    struct Trip {
        GeoPoint from;
        GeoPoint to;
        int hour = 0;
        int seconds = 0;
    };
    /// Moves the speed of each distance class towards what the trips show: their median, trusted the more the more
    /// trips there are (half at ten). Trips of no length or duration say nothing.
    [[nodiscard]] TravelModel calibrated(const std::vector<Trip> &trips) const;
};

} // namespace legwork::planning
