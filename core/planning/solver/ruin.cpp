// SPDX-License-Identifier: Apache-2.0
#include "core/planning/solver/ruin.h"

namespace legwork::planning {
namespace {

constexpr double kSplitShare = 0.5; ///< Of the strings that keep some visits in their middle.
constexpr double kSplitDepth = 0.5; ///< Chance that one more visit is kept.

} // namespace

StringRemoval::StringRemoval(const SearchSpace &space, Extent extent)
    : m_space(space)
    , m_extent(extent)
    , m_ruinedIn(std::size_t(space.tourCount()))
{
}

const std::vector<int> &StringRemoval::apply(RouteSet &routes, Random &random)
{
    m_removed.clear();
    ++m_turn;
    const int tours = m_space.tourCount();
    const int made = routes.visitCount();
    if (made == 0)
        return m_removed;
    const double lengthMax = std::min(double(m_extent.stringMax), double(made) / tours);
    const double stringsMax = 4 * m_extent.visitsMean / (1 + lengthMax) - 1;
    int strings = int(1 + random.unit() * stringsMax);
    const int perTour = std::max(1, int(stringsMax / tours));

    const auto ruinNear = [&](int visit) {
        for (const int tour : routes.toursOf(visit)) {
            int &ruinedIn = m_ruinedIn[std::size_t(tour)];
            const int times = ruinedIn / 16 == m_turn ? ruinedIn % 16 : 0;
            if (times >= perTour)
                continue;
            ruinedIn = m_turn * 16 + std::min(15, times + 1);
            const double longest = std::min<double>(lengthMax, routes.route(tour).visitCount());
            removeAround(routes, random, tour, visit, int(1 + random.unit() * longest));
            --strings;
            return;
        }
    };
    const int seed = random.below(m_space.visitCount());
    ruinNear(seed);
    for (const int near : m_space.neighbours(seed)) {
        if (strings <= 0)
            break;
        if (!routes.isAbsent(near))
            ruinNear(near);
    }
    routes.dropLate(m_removed);
    return m_removed;
}

/// Takes out a string that contains the visit; at random a longer one with some visits in its middle kept.
void StringRemoval::removeAround(RouteSet &routes, Random &random, int tour, int visit, int length)
{
    const Route &route = routes.route(tour);
    const int count = route.visitCount();
    length = std::min(length, count);
    int kept = 0;
    if (length > 1 && length < count && random.unit() < kSplitShare) {
        kept = 1;
        while (length + kept < count && random.unit() < kSplitDepth)
            ++kept;
    }
    const int whole = length + kept;
    const int position = route.positionOf(visit);
    const int first = std::max(1, position - whole + 1);
    const int last = std::min(position, count - whole + 1);
    const int at = first + random.below(last - first + 1);
    if (kept == 0) {
        routes.removeString(tour, at, length, m_removed);
        return;
    }
    const int before = 1 + random.below(length - 1);
    // What follows an earlier visit may vanish with the first part, so the rear goes first.
    routes.removeString(tour, at + before + kept, length - before, m_removed);
    if (!m_space.hasOrder() && !m_space.isPeriodic())
        routes.removeString(tour, at, before, m_removed);
}

} // namespace legwork::planning
