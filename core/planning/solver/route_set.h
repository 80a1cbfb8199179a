// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/solver/search_space.h"

#include <functional>

namespace legwork::planning {

/// A place for a visit: before position `at` of `tour`.
struct Insertion {
    int tour = -1;
    int at = 0;
    std::int32_t travel = 0; ///< Added.

    [[nodiscard]] bool isPossible() const { return tour >= 0; }
};

/// One tour with its times. Position 0 is the start place, the last one the end place.
///
/// For each position it keeps the earliest departure and the latest arrival that still lets the rest of the tour be
/// made, so that an insertion is tested in constant time (Savelsbergh 1992; with several windows a day both are still
/// exact, because a later arrival never makes an earlier departure possible).
class Route
{
public:
    Route(const SearchSpace &space, int tour);

    [[nodiscard]] int size() const { return m_size; } ///< Positions, both ends included.
    [[nodiscard]] int visitCount() const { return m_size - 2; }
    [[nodiscard]] const std::int32_t *nodes() const { return lane(kNode); }
    /// Where one is after the position: its node, after a break the place before it.
    [[nodiscard]] const std::int32_t *locations() const { return lane(m_locationLane); }
    [[nodiscard]] const std::int32_t *legs() const { return lane(kLeg); }
    [[nodiscard]] const std::int32_t *departures() const { return lane(kDepart); }
    [[nodiscard]] const std::int32_t *latestArrivals() const { return lane(kLatest); }
    [[nodiscard]] std::int32_t travel() const { return m_travel; }
    [[nodiscard]] std::int32_t load() const { return m_load; }
    [[nodiscard]] int positionOf(int visit) const;
    [[nodiscard]] std::vector<int> visits() const;
    /// Whether every window and the limits of time and travel hold.
    [[nodiscard]] bool isKept() const;
    /// Of a tour that is not kept: the first position that comes too late, or the end.
    [[nodiscard]] int firstLate() const;

    void insert(int visit, int at);
    /// Removes `count` visits from position `at` on.
    void remove(int at, int count);
    void copyFrom(const Route &other);

private:
    enum Lane { kNode, kLeg, kDepart, kLatest, kLocation, kLanes };

    [[nodiscard]] const std::int32_t *lane(int which) const { return m_lanes.data() + which * m_capacity; }
    [[nodiscard]] std::int32_t *lane(int which) { return m_lanes.data() + which * m_capacity; }
    void grow();
    int joinFrom(int position, int atLeast);
    void updateFrom(int first, int joined);

    const SearchSpace *m_space;
    const Tour *m_tour;
    int m_locationLane;
    int m_lanesUsed;
    int m_capacity = 16;
    int m_size = 0;
    std::int32_t m_travel = 0;
    std::int32_t m_load = 0;
    std::vector<std::int32_t> m_lanes;
};

/// All tours, who is visited when, and what it is worth, with everything done since `begin` undone by `rollBack`:
/// only the tours that were changed are copied.
class RouteSet
{
public:
    explicit RouteSet(const SearchSpace &space);

    [[nodiscard]] const SearchSpace &space() const { return *m_space; }
    [[nodiscard]] const Route &route(int tour) const { return m_routes[std::size_t(tour)]; }
    [[nodiscard]] std::int64_t score() const { return m_score; }
    [[nodiscard]] std::int64_t travel() const { return m_travel; }
    /// What is maximised: score less the cost of travel.
    [[nodiscard]] std::int64_t value() const { return m_score - m_travel * m_space->problem().travelCost; }
    [[nodiscard]] const std::vector<int> &absent() const { return m_absent; }
    [[nodiscard]] bool isAbsent(int visit) const { return m_copies[std::size_t(visit)] == 0; }
    [[nodiscard]] std::span<const int> toursOf(int visit) const;
    [[nodiscard]] const std::vector<int> &touched() const { return m_touched; }
    [[nodiscard]] int visitCount() const;

    void begin(); ///< What is now becomes what `rollBack` returns to.
    void rollBack();

    /// Makes the visit on one tour.
    void insert(int visit, const Insertion &where);
    /// Makes it in all these places (each on a day of its own), for the pattern.
    void insert(int visit, std::span<const Insertion> where, int pattern);
    /// Takes it, and whatever must come after it, out of all its tours.
    void remove(int visit);
    /// Takes out the visits at these positions of one tour, and everything that goes with them.
    void removeString(int tour, int at, int count, std::vector<int> &removed);
    /// Takes out what the tours touched since `begin` can no longer keep. Less to do can make the rest late: without
    /// the visit before a break that waits for its time, the way behind the break is a longer one; and travel times
    /// need not obey the triangle inequality.
    void dropLate(std::vector<int> &removed);

    [[nodiscard]] Routes routes() const;
    /// Empties every tour.
    void clear();
    /// Asked before a visit is placed by `assign`.
    using Fits = std::function<bool(int visit, std::span<const Insertion> where)>;
    /// Fills emptied tours with these, visit by visit; leaves out what `fits` refuses and combinations of days that
    /// no pattern has. Without `fits` the routes must be good.
    void assign(const Routes &routes, const Fits &fits = {});

private:
    struct Saved {
        int visit;
        int copies;
        std::int64_t score;
    };

    void touch(int tour);
    void remember(int visit);
    void place(int visit, const Insertion &where);
    void forget(int visit);
    void removeFollowers(int visit);
    void setAbsent(int visit, bool absent);
    [[nodiscard]] int *toursPointer(int visit)
    {
        return m_toursOf.data() + std::size_t(visit) * std::size_t(m_stride);
    }

    const SearchSpace *m_space;
    int m_stride;
    std::vector<Route> m_routes;
    std::vector<Route> m_kept;
    std::vector<int> m_touched;
    std::vector<char> m_isTouched;
    std::vector<int> m_toursOf;
    std::vector<int> m_copies;
    std::vector<std::int64_t> m_worth; ///< Score that the visit brings as it is placed.
    std::vector<int> m_absent;
    std::vector<int> m_absentAt;
    std::vector<Saved> m_saved;
    std::vector<int> m_savedTours;
    std::vector<char> m_isSaved;
    std::int64_t m_score = 0;
    std::int64_t m_travel = 0;
    std::int64_t m_scoreKept = 0;
    std::int64_t m_travelKept = 0;
};

} // namespace legwork::planning
