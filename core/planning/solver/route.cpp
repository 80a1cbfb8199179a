// SPDX-License-Identifier: Apache-2.0
#include "core/planning/solver/route_set.h"

#include <cstring>

namespace legwork::planning {

Route::Route(const SearchSpace &space, int tour)
    : m_space(&space)
    , m_tour(&space.tour(tour))
    , m_locationLane(space.hasBreaks() ? kLocation : kNode)
    , m_lanesUsed(space.hasBreaks() ? kLanes : kLocation)
    , m_size(2)
    , m_lanes(std::size_t(m_lanesUsed * m_capacity))
{
    const std::int32_t leg = space.problem().travelBetween(m_tour->startPlace, m_tour->endPlace);
    lane(kNode)[0] = lane(m_locationLane)[0] = m_tour->startPlace;
    lane(kNode)[1] = lane(m_locationLane)[1] = m_tour->endPlace;
    lane(kLeg)[1] = leg;
    lane(kDepart)[0] = m_tour->start;
    lane(kDepart)[1] = m_tour->start + leg;
    lane(kLatest)[0] = m_tour->end - leg;
    lane(kLatest)[1] = m_tour->end;
    m_travel = leg;
}

int Route::positionOf(int visit) const
{
    const std::int32_t *begin = lane(kNode) + 1;
    const std::int32_t *end = lane(kNode) + m_size - 1;
    const std::int32_t *found = std::find(begin, end, visit);
    return found == end ? 0 : int(found - lane(kNode));
}

std::vector<int> Route::visits() const { return {lane(kNode) + 1, lane(kNode) + m_size - 1}; }

// Once too late, every departure after it is (SearchSpace::kNever and more).
bool Route::isKept() const
{
    return lane(kDepart)[m_size - 1] <= m_tour->end && m_travel <= m_tour->travelMax;
}

int Route::firstLate() const
{
    int at = 1;
    while (at < m_size - 1 && lane(kDepart)[at] < SearchSpace::kNever)
        ++at;
    return at;
}

void Route::copyFrom(const Route &other)
{
    if (m_capacity != other.m_capacity) {
        m_capacity = other.m_capacity;
        m_lanes.resize(other.m_lanes.size());
    }
    m_size = other.m_size;
    m_travel = other.m_travel;
    m_load = other.m_load;
    for (int which = 0; which < m_lanesUsed; ++which)
        std::memcpy(lane(which), other.lane(which), std::size_t(m_size) * sizeof(std::int32_t));
}

void Route::grow()
{
    std::vector<std::int32_t> wider(m_lanes.size() * 2);
    for (int which = 0; which < m_lanesUsed; ++which)
        std::memcpy(wider.data() + which * m_capacity * 2, lane(which),
                    std::size_t(m_size) * sizeof(std::int32_t));
    m_lanes = std::move(wider);
    m_capacity *= 2;
}

void Route::insert(int visit, int at)
{
    if (m_size == m_capacity)
        grow();
    for (int which = 0; which < m_lanesUsed; ++which) {
        std::int32_t *values = lane(which);
        std::memmove(values + at + 1, values + at, std::size_t(m_size - at) * sizeof(std::int32_t));
    }
    ++m_size;
    lane(kNode)[at] = visit;
    m_load += m_space->visit(visit).load;
    lane(kLeg)[at] = 0;
    updateFrom(at, joinFrom(at, at + 1));
}

void Route::remove(int at, int count)
{
    for (int i = at; i < at + count; ++i) {
        m_load -= m_space->visit(lane(kNode)[i]).load;
        m_travel -= lane(kLeg)[i];
    }
    for (int which = 0; which < m_lanesUsed; ++which) {
        std::int32_t *values = lane(which);
        std::memmove(values + at, values + at + count,
                     std::size_t(m_size - at - count) * sizeof(std::int32_t));
    }
    m_size -= count;
    updateFrom(at, joinFrom(at, at));
}

/// Makes locations and legs right from the position on, up to `atLeast` and the first place after breaks. Returns the
/// last position it looked at.
int Route::joinFrom(int position, int atLeast)
{
    const std::int32_t *node = lane(kNode);
    std::int32_t *location = lane(m_locationLane);
    std::int32_t *leg = lane(kLeg);
    for (int i = position;; ++i) {
        const bool isBreak = m_space->isBreak(node[i]);
        m_travel -= leg[i];
        leg[i] = isBreak ? 0 : m_space->from(location[i - 1])[node[i]];
        m_travel += leg[i];
        if (m_locationLane == kLocation)
            location[i] = isBreak ? location[i - 1] : node[i];
        if (!isBreak && i >= atLeast)
            return i;
    }
}

/// Times anew around a change of the positions from `first` to `joined`: departures from there on and latest arrivals
/// back from there, each until they are as before.
void Route::updateFrom(int first, int joined)
{
    const std::int32_t *node = lane(kNode);
    const std::int32_t *leg = lane(kLeg);
    std::int32_t *depart = lane(kDepart);
    std::int32_t *latest = lane(kLatest);
    const int set = m_tour->windowSet;
    const int last = m_size - 1;
    for (int i = first; i <= last; ++i) {
        const std::int32_t arrival = depart[i - 1] + leg[i];
        const std::int32_t time =
            i == last ? arrival : m_space->startOf(set, node[i], arrival) + m_space->service(node[i]);
        if (time == depart[i] && i >= joined)
            break;
        depart[i] = time;
    }
    for (int i = joined - 1; i >= 0; --i) {
        const std::int32_t onward = latest[i + 1] - leg[i + 1];
        const std::int32_t time =
            i == 0 ? onward : m_space->latestArrival(set, node[i], onward - m_space->service(node[i]));
        if (time == latest[i] && i < first)
            break;
        latest[i] = time;
    }
}

} // namespace legwork::planning
