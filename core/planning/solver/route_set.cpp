// SPDX-License-Identifier: Apache-2.0
#include "core/planning/solver/route_set.h"

namespace legwork::planning {

RouteSet::RouteSet(const SearchSpace &space)
    : m_space(&space)
    , m_stride(space.copiesMax())
    , m_isTouched(std::size_t(space.tourCount()))
    , m_toursOf(std::size_t(space.visitCount()) * std::size_t(space.copiesMax()), -1)
    , m_copies(std::size_t(space.visitCount()))
    , m_worth(std::size_t(space.visitCount()))
    , m_absentAt(std::size_t(space.visitCount()))
    , m_isSaved(std::size_t(space.visitCount()))
{
    clear();
}

void RouteSet::clear()
{
    m_routes.clear();
    m_absent.clear();
    m_score = m_travel = 0;
    for (int tour = 0; tour < m_space->tourCount(); ++tour) {
        m_routes.emplace_back(*m_space, tour);
        m_travel += m_routes.back().travel();
    }
    m_kept = m_routes;
    for (int visit = 0; visit < m_space->visitCount(); ++visit) {
        m_copies[std::size_t(visit)] = 0;
        m_absentAt[std::size_t(visit)] = visit;
        m_absent.push_back(visit);
    }
    begin();
}

std::span<const int> RouteSet::toursOf(int visit) const
{
    return {m_toursOf.data() + std::size_t(visit) * std::size_t(m_stride),
            std::size_t(m_copies[std::size_t(visit)])};
}

int RouteSet::visitCount() const
{
    int count = 0;
    for (const Route &route : m_routes)
        count += route.visitCount();
    return count;
}

void RouteSet::begin()
{
    for (const int tour : m_touched)
        m_isTouched[std::size_t(tour)] = false;
    for (const Saved &saved : m_saved)
        m_isSaved[std::size_t(saved.visit)] = false;
    m_touched.clear();
    m_saved.clear();
    m_savedTours.clear();
    m_scoreKept = m_score;
    m_travelKept = m_travel;
}

void RouteSet::rollBack()
{
    for (const int tour : m_touched)
        std::swap(m_routes[std::size_t(tour)], m_kept[std::size_t(tour)]);
    const int *tours = m_savedTours.data();
    for (const Saved &saved : m_saved) {
        setAbsent(saved.visit, saved.copies == 0);
        std::copy(tours, tours + saved.copies, toursPointer(saved.visit));
        tours += saved.copies;
        m_copies[std::size_t(saved.visit)] = saved.copies;
        m_worth[std::size_t(saved.visit)] = saved.score;
    }
    m_score = m_scoreKept;
    m_travel = m_travelKept;
    begin();
}

void RouteSet::touch(int tour)
{
    if (m_isTouched[std::size_t(tour)])
        return;
    m_isTouched[std::size_t(tour)] = true;
    m_touched.push_back(tour);
    m_kept[std::size_t(tour)].copyFrom(m_routes[std::size_t(tour)]);
}

void RouteSet::remember(int visit)
{
    if (m_isSaved[std::size_t(visit)])
        return;
    m_isSaved[std::size_t(visit)] = true;
    const auto tours = toursOf(visit);
    m_saved.push_back({visit, int(tours.size()), m_worth[std::size_t(visit)]});
    m_savedTours.insert(m_savedTours.end(), tours.begin(), tours.end());
}

void RouteSet::setAbsent(int visit, bool absent)
{
    if (isAbsent(visit) == absent)
        return;
    int &at = m_absentAt[std::size_t(visit)];
    if (absent) {
        at = int(m_absent.size());
        m_absent.push_back(visit);
    } else {
        m_absentAt[std::size_t(m_absent.back())] = at;
        m_absent[std::size_t(at)] = m_absent.back();
        m_absent.pop_back();
    }
}

void RouteSet::place(int visit, const Insertion &where)
{
    touch(where.tour);
    Route &route = m_routes[std::size_t(where.tour)];
    m_travel -= route.travel();
    route.insert(visit, where.at);
    m_travel += route.travel();
    toursPointer(visit)[m_copies[std::size_t(visit)]++] = where.tour;
}

void RouteSet::insert(int visit, const Insertion &where)
{
    remember(visit);
    setAbsent(visit, false);
    place(visit, where);
    m_worth[std::size_t(visit)] = m_space->scoreOn(visit, m_space->tour(where.tour).day);
    m_score += m_worth[std::size_t(visit)];
}

void RouteSet::insert(int visit, std::span<const Insertion> where, int pattern)
{
    remember(visit);
    setAbsent(visit, false);
    for (const Insertion &one : where)
        place(visit, one);
    m_worth[std::size_t(visit)] = m_space->patternScore(visit, pattern);
    m_score += m_worth[std::size_t(visit)];
}

void RouteSet::forget(int visit)
{
    remember(visit);
    setAbsent(visit, true);
    m_copies[std::size_t(visit)] = 0;
    m_score -= m_worth[std::size_t(visit)];
}

void RouteSet::remove(int visit)
{
    for (const int tour : toursOf(visit)) {
        touch(tour);
        Route &route = m_routes[std::size_t(tour)];
        m_travel -= route.travel();
        route.remove(route.positionOf(visit), 1);
        m_travel += route.travel();
    }
    forget(visit);
    removeFollowers(visit);
}

void RouteSet::removeFollowers(int visit)
{
    for (const int follower : m_space->followers(visit)) {
        if (!isAbsent(follower))
            remove(follower);
    }
}

void RouteSet::removeString(int tour, int at, int count, std::vector<int> &removed)
{
    touch(tour);
    Route &route = m_routes[std::size_t(tour)];
    const std::size_t first = removed.size();
    removed.insert(removed.end(), route.nodes() + at, route.nodes() + at + count);
    m_travel -= route.travel();
    route.remove(at, count);
    m_travel += route.travel();
    const std::size_t last = removed.size();
    for (std::size_t i = first; i < last; ++i) {
        const int visit = removed[i];
        // The other days of a pattern go with it.
        for (const int other : toursOf(visit)) {
            if (other == tour)
                continue;
            touch(other);
            Route &otherRoute = m_routes[std::size_t(other)];
            m_travel -= otherRoute.travel();
            otherRoute.remove(otherRoute.positionOf(visit), 1);
            m_travel += otherRoute.travel();
        }
        forget(visit);
    }
    if (!m_space->hasOrder())
        return;
    for (std::size_t i = first; i < last; ++i) {
        const std::size_t absentBefore = m_absent.size();
        removeFollowers(removed[i]);
        removed.insert(removed.end(), m_absent.begin() + std::ptrdiff_t(absentBefore), m_absent.end());
    }
}

void RouteSet::dropLate(std::vector<int> &removed)
{
    // Followers that go too may touch more tours.
    for (std::size_t i = 0; i < m_touched.size(); ++i) {
        const int tour = m_touched[i];
        while (!route(tour).isKept() && route(tour).visitCount() > 0) {
            // A break can be late only because of what comes before it.
            const int last = std::min(route(tour).firstLate(), route(tour).visitCount());
            int at = last;
            while (at > 1 && m_space->isBreak(route(tour).nodes()[at]))
                --at;
            removeString(tour, m_space->isBreak(route(tour).nodes()[at]) ? last : at, 1, removed);
        }
    }
}

void RouteSet::assign(const Routes &routes, const Fits &fits)
{
    clear();
    std::vector<Insertion> where;
    for (const std::vector<int> &visits : routes) {
        for (const int visit : visits) {
            if (!isAbsent(visit))
                continue;
            where.clear();
            std::uint64_t days = 0;
            for (int tour = 0; tour < int(routes.size()); ++tour) {
                const std::vector<int> &wanted = routes[std::size_t(tour)];
                const auto found = std::find(wanted.begin(), wanted.end(), visit);
                if (found == wanted.end())
                    continue;
                // Behind those before it that are there already; routes from outside may name a visit twice.
                int at = 1;
                for (auto other = wanted.begin(); other != found; ++other)
                    at = std::max(at, route(tour).positionOf(*other) + 1);
                where.push_back({tour, at, 0});
                days |= std::uint64_t(1) << m_space->tour(tour).day;
            }
            const int pattern = m_space->patternOn(visit, days);
            if (pattern >= 0 && (!fits || fits(visit, where)))
                insert(visit, where, pattern);
        }
    }
    begin();
}

Routes RouteSet::routes() const
{
    Routes routes;
    for (const Route &route : m_routes)
        routes.push_back(route.visits());
    return routes;
}

} // namespace legwork::planning
