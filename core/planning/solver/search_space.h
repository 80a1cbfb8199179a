// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/solver/route_problem.h"

#include <algorithm>
#include <span>

namespace legwork::planning {

/// The problem laid out for speed: flat arrays, the travel matrix in both directions, neighbours by distance.
class SearchSpace
{
public:
    static constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::max() / 2;

    explicit SearchSpace(const RouteProblem &problem);

    [[nodiscard]] const RouteProblem &problem() const { return m_problem; }
    [[nodiscard]] int visitCount() const { return m_visits; }
    [[nodiscard]] int tourCount() const { return int(m_problem.tours.size()); }
    [[nodiscard]] const Tour &tour(int index) const { return m_problem.tours[std::size_t(index)]; }
    [[nodiscard]] const RouteVisit &visit(int index) const { return m_problem.visits[std::size_t(index)]; }

    /// Travel from the node to each other one, and from each other one to the node.
    [[nodiscard]] const std::int32_t *from(int node) const { return m_from.data() + row(node); }
    [[nodiscard]] const std::int32_t *into(int node) const { return m_into.data() + row(node); }

    [[nodiscard]] std::int32_t service(int visit) const { return m_service[std::size_t(visit)]; }
    [[nodiscard]] bool isBreak(int visit) const { return visit < m_visits && m_isBreak[std::size_t(visit)]; }
    [[nodiscard]] bool isMandatory(int visit) const { return m_isMandatory[std::size_t(visit)]; }
    [[nodiscard]] bool hasBreaks() const { return m_hasBreaks; }
    [[nodiscard]] bool hasLoads() const { return m_hasLoads; }
    /// Whether some visit must come after another.
    [[nodiscard]] bool hasOrder() const { return m_hasOrder; }
    /// Some customer is visited on several days.
    [[nodiscard]] bool isPeriodic() const { return m_copiesMax > 1; }
    [[nodiscard]] int copiesMax() const { return m_copiesMax; }
    /// Worth the same on each day on which it is allowed.
    [[nodiscard]] bool hasDayScores() const { return m_hasDayScores; }

    /// Beginning of the service for this arrival; kNever when it is too late.
    [[nodiscard]] std::int32_t startOf(int windowSet, int visit, std::int32_t arrival) const
    {
        const Opening &opening = openingOf(windowSet, visit);
        if (arrival <= opening.close)
            return std::max(arrival, opening.open);
        return opening.more < 0 ? kNever : laterStart(opening, arrival);
    }
    /// The latest arrival that lets the service begin by `start`; -kNever when none does.
    [[nodiscard]] std::int32_t latestArrival(int windowSet, int visit, std::int32_t start) const
    {
        const Opening &opening = openingOf(windowSet, visit);
        if (start < opening.open)
            return -kNever;
        return opening.more < 0 ? std::min(start, opening.close) : latestOfMany(opening, start);
    }
    [[nodiscard]] std::int32_t firstOpen(int windowSet, int visit) const
    {
        return openingOf(windowSet, visit).open;
    }
    [[nodiscard]] std::int32_t lastClose(int windowSet, int visit) const
    {
        return openingOf(windowSet, visit).last;
    }

    [[nodiscard]] bool hasManyWindows(int windowSet, int visit) const
    {
        return openingOf(windowSet, visit).more >= 0;
    }

    /// Other visits, the nearest first; at most a few hundred.
    [[nodiscard]] std::span<const std::int32_t> neighbours(int visit) const
    {
        return {m_neighbours.data() + std::size_t(visit) * m_neighbourCount, m_neighbourCount};
    }
    /// Score of a single visit on a day; kForbidden when it may not be made then.
    static constexpr std::int64_t kForbidden = std::numeric_limits<std::int64_t>::min();
    [[nodiscard]] std::int64_t scoreOn(int visit, int day) const
    {
        return m_dayScores[std::size_t(visit) * std::size_t(m_days) + std::size_t(day)];
    }
    /// The best score that the visit can have, what being mandatory is worth included.
    [[nodiscard]] std::int64_t scoreMax(int visit) const { return m_scoreMax[std::size_t(visit)]; }
    [[nodiscard]] std::int64_t mandatoryBonus() const { return m_mandatoryBonus; }
    [[nodiscard]] std::int64_t patternScore(int visit, int pattern) const;
    /// The pattern of exactly these days; -1 when there is none.
    [[nodiscard]] int patternOn(int visit, std::uint64_t days) const;
    [[nodiscard]] std::span<const int> toursOn(int day) const { return m_toursOn[std::size_t(day)]; }
    [[nodiscard]] int days() const { return m_days; }
    [[nodiscard]] const std::vector<int> &followers(int visit) const
    {
        return m_followers[std::size_t(visit)];
    }

private:
    struct Opening {
        std::int32_t open = 1; ///< Of the first window.
        std::int32_t close = 0;
        std::int32_t last = 0; ///< Close of the last window.
        std::int32_t more = -1;
    };

    [[nodiscard]] std::size_t row(int node) const { return std::size_t(node) * std::size_t(m_problem.nodes); }
    [[nodiscard]] const Opening &openingOf(int windowSet, int visit) const
    {
        return m_openings[std::size_t(windowSet) * std::size_t(m_visits) + std::size_t(visit)];
    }
    [[nodiscard]] std::int32_t laterStart(const Opening &opening, std::int32_t arrival) const;
    [[nodiscard]] std::int32_t latestOfMany(const Opening &opening, std::int32_t start) const;
    void layOutWindows();
    void layOutScores();
    void findNeighbours();

    RouteProblem m_problem;
    int m_visits;
    int m_days = 0;
    int m_copiesMax = 1;
    bool m_hasBreaks = false;
    bool m_hasLoads = false;
    bool m_hasOrder = false;
    bool m_hasDayScores = false;
    std::int64_t m_mandatoryBonus = 0;
    std::vector<std::int32_t> m_from;
    std::vector<std::int32_t> m_into;
    std::vector<std::int32_t> m_service;
    std::vector<char> m_isBreak;
    std::vector<char> m_isMandatory;
    std::vector<Opening> m_openings;
    std::vector<TimeWindow> m_moreWindows; ///< Runs that each end with an impossible window.
    std::vector<std::int64_t> m_dayScores;
    std::vector<std::int64_t> m_scoreMax;
    std::size_t m_neighbourCount = 0;
    std::vector<std::int32_t> m_neighbours;
    std::vector<std::vector<int>> m_toursOn;
    std::vector<std::vector<int>> m_followers;
};

} // namespace legwork::planning
