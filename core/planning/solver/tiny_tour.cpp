// SPDX-License-Identifier: Apache-2.0
#include "core/planning/solver/tiny_tour.h"

namespace legwork::planning {
namespace {

constexpr std::size_t kVisitsMax = 8;

class Enumeration
{
public:
    Enumeration(const SearchSpace &space, std::vector<int> visits)
        : m_space(space)
        , m_tour(space.tour(0))
        , m_visits(std::move(visits))
    {
    }

    std::vector<int> best()
    {
        std::int64_t open = 0;
        for (const int visit : m_visits)
            open += scoreOf(visit);
        descend({m_tour.startPlace, m_tour.start, 0, 0, 0}, open);
        return m_best;
    }

private:
    struct At {
        int place;
        std::int32_t time;
        std::int32_t travel;
        std::int32_t load;
        std::int64_t score;
    };

    [[nodiscard]] std::int64_t scoreOf(int visit) const { return m_space.scoreOn(visit, m_tour.day); }
    [[nodiscard]] bool isMade(int visit) const
    {
        return std::find(m_made.begin(), m_made.end(), visit) != m_made.end();
    }

    /// `open`: what the visits not made yet are worth together.
    void descend(const At &at, std::int64_t open)
    {
        const std::int64_t cost = m_space.problem().travelCost;
        const std::int32_t home = m_space.from(at.place)[m_tour.endPlace];
        const std::int64_t value = at.score - cost * (at.travel + home);
        if (at.time + home <= m_tour.end && at.travel + home <= m_tour.travelMax && value > m_bestValue) {
            m_bestValue = value;
            m_best = m_made;
        }
        if (at.score + open - cost * at.travel <= m_bestValue)
            return;
        for (const int visit : m_visits) {
            if (isMade(visit))
                continue;
            const RouteVisit &asked = m_space.visit(visit);
            const std::int32_t leg = asked.isBreak ? 0 : m_space.from(at.place)[visit];
            const std::int32_t start = m_space.startOf(m_tour.windowSet, visit, at.time + leg);
            const bool isInOrder = std::all_of(asked.after.begin(), asked.after.end(),
                                               [this](int before) { return isMade(before); });
            if (start >= SearchSpace::kNever || !isInOrder || at.load + asked.load > m_tour.loadMax)
                continue;
            m_made.push_back(visit);
            descend({asked.isBreak ? at.place : visit, start + asked.service, at.travel + leg,
                     at.load + asked.load, at.score + scoreOf(visit)},
                    open - scoreOf(visit));
            m_made.pop_back();
        }
    }

    const SearchSpace &m_space;
    const Tour &m_tour;
    std::vector<int> m_visits;
    std::vector<int> m_made;
    std::vector<int> m_best;
    std::int64_t m_bestValue = std::numeric_limits<std::int64_t>::min();
};

} // namespace

std::optional<std::vector<int>> bestTinyTour(const SearchSpace &space)
{
    if (space.tourCount() != 1)
        return std::nullopt;
    const Tour &tour = space.tour(0);
    std::vector<int> visits;
    for (int visit = 0; visit < space.visitCount(); ++visit) {
        const bool isOpen = !space.problem().windowsOf(tour.windowSet, visit).empty();
        if (isOpen && space.scoreOn(visit, tour.day) != SearchSpace::kForbidden)
            visits.push_back(visit);
    }
    if (visits.size() > kVisitsMax)
        return std::nullopt;
    return Enumeration(space, std::move(visits)).best();
}

} // namespace legwork::planning
