// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

/// The solver's problem, in whole numbers: which visits to make on which tours, and in which order. It is the team
/// orienteering problem with (multiple) time windows; with mandatory visits it is a travelling salesman or vehicle
/// routing problem with time windows, with patterns of days a periodic one.
namespace legwork::planning {

/// When a service may begin, both ends included.
struct TimeWindow {
    std::int32_t open = 0;
    std::int32_t close = 0;
};

/// Days on which a customer is visited, all of them or none, and what that is worth.
struct DayPattern {
    std::uint64_t days = 0; ///< Bit d: on day d.
    std::int64_t score = 0;
};

struct RouteVisit {
    std::int32_t service = 0;
    std::int32_t load = 0;
    bool mandatory = false; ///< Left out only where there is no room at all.
    bool isBreak = false;   ///< Has no place: the way goes on from where one is.
    std::vector<DayPattern> patterns;
    std::vector<int> after; ///< Visits that must be made earlier, on the same day or a day before.
};

/// One route to be filled: a day of a person, a vehicle.
struct Tour {
    int day = 0;
    int windowSet = 0;  ///< Which of the sets of windows holds.
    int startPlace = 0; ///< Node; places come after the visits.
    int endPlace = 0;
    std::int32_t start = 0;
    std::int32_t end = 0;
    std::int32_t travelMax = std::numeric_limits<std::int32_t>::max();
    std::int32_t loadMax = std::numeric_limits<std::int32_t>::max();
};

struct RouteProblem {
    int nodes = 0; ///< Visits, then places.
    std::vector<RouteVisit> visits;
    std::vector<Tour> tours;
    std::vector<std::int32_t> travel; ///< nodes x nodes, row by row, from row to column.
    /// windows[set * visits + visit], sorted and apart; none: closed.
    std::vector<std::vector<TimeWindow>> windows;
    std::int64_t travelCost = 1; ///< Score that one unit of travel costs.

    [[nodiscard]] std::int32_t travelBetween(int from, int to) const
    {
        return travel[std::size_t(from) * std::size_t(nodes) + std::size_t(to)];
    }
    [[nodiscard]] const std::vector<TimeWindow> &windowsOf(int set, int visit) const
    {
        return windows[std::size_t(set) * visits.size() + std::size_t(visit)];
    }
};

/// Visits of each tour in order, without its ends.
using Routes = std::vector<std::vector<int>>;

} // namespace legwork::planning
