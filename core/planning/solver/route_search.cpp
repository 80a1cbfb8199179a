// SPDX-License-Identifier: Apache-2.0
#include "core/planning/solver/route_search.h"

#include "core/planning/solver/tiny_tour.h"

#include <bit>
#include <numeric>

namespace legwork::planning {
namespace {

constexpr int kTurnsBetweenLooks = 32; ///< At the temperature and at the clock.
constexpr double kHotOfMeanScore = 1.5;
constexpr double kColdOfMeanScore = 0.02;

} // namespace

RouteSearch::RouteSearch(const SearchSpace &space, const SearchSettings &settings)
    : m_space(space)
    , m_settings(settings)
    , m_random(settings.seed)
    , m_routes(space)
    , m_ruin(space, settings.extent)
    , m_recreate(space)
    , m_allTours(std::size_t(space.tourCount()))
    , m_seen(std::size_t(space.visitCount()))
{
    std::iota(m_allTours.begin(), m_allTours.end(), 0);
    findTemperatures();
    if (settings.usesPool && !space.isPeriodic() && !space.hasOrder() && space.tourCount() > 1)
        m_pool = std::make_unique<RoutePool>(space);
    m_recreate.fill(m_routes);
    m_routes.begin();
    m_best.value = m_routes.value() - 1;
    keepIfBest();
}

void RouteSearch::findTemperatures()
{
    double mean = 0;
    for (int visit = 0; visit < m_space.visitCount(); ++visit) {
        const double bonus = m_space.visit(visit).mandatory ? double(m_space.mandatoryBonus()) : 0;
        mean += (double(m_space.scoreMax(visit)) - bonus) / m_space.visitCount();
    }
    if (m_settings.hot <= 0)
        m_settings.hot = kHotOfMeanScore * mean;
    if (m_settings.cold <= 0)
        m_settings.cold = kColdOfMeanScore * mean;
}

void RouteSearch::startFrom(const Routes &routes, Filling filling)
{
    m_routes.assign(routes, [this](int visit, std::span<const Insertion> where) {
        return m_recreate.fits(m_routes, visit, where);
    });
    m_recreate.fill(m_routes, filling == Filling::Breaks);
    m_routes.begin();
    m_best.value = m_routes.value() - 1;
    keepIfBest();
}

void RouteSearch::run(std::int64_t iterations, const Stop &stop)
{
    if (const auto best = bestTinyTour(m_space)) {
        m_routes.assign({*best});
        keepIfBest();
        ++m_best.iterations;
        return;
    }
    const double cooling = m_settings.cold / m_settings.hot;
    const std::int64_t cycle =
        std::max<std::int64_t>(1, (iterations + m_settings.cycles - 1) / m_settings.cycles);
    double temperature = m_settings.hot;
    for (std::int64_t i = 0; i < iterations; ++i) {
        const double share = double(i % cycle) / double(cycle);
        const bool isCollecting = m_pool && share >= m_settings.poolFrom;
        if (i % kTurnsBetweenLooks == 0) {
            temperature = m_settings.hot * std::pow(cooling, share);
            if (stop && stop())
                break;
        }
        turn(i, temperature, isCollecting);
        if (isCollecting && i % m_settings.poolEvery == 0)
            combinePool();
        ++m_best.iterations;
    }
    if (m_pool)
        combinePool();
}

void RouteSearch::turn(std::int64_t iteration, double temperature, bool isCollecting)
{
    const std::int64_t before = m_routes.value();
    m_routes.begin();
    const std::vector<int> &removed = m_ruin.apply(m_routes, m_random);
    const bool isWide = iteration % m_settings.allToursEvery == 0;
    gatherCandidates(removed, isWide);
    const std::vector<int> touched = m_routes.touched();
    m_recreate.apply(m_routes, m_random, m_candidates, isWide ? m_allTours : touched);
    const double threshold = double(before) + temperature * std::log(1 - m_random.unit());
    if (double(m_routes.value()) <= threshold) {
        m_routes.rollBack();
        return;
    }
    if (isCollecting) {
        for (const int tour : m_routes.touched())
            m_pool->add(m_routes, tour);
    }
    keepIfBest();
}

void RouteSearch::gatherCandidates(const std::vector<int> &removed, bool isWide)
{
    m_candidates.clear();
    if (isWide) {
        m_candidates = m_routes.absent();
        return;
    }
    ++m_stamp;
    const auto add = [&](int visit) {
        if (m_seen[std::size_t(visit)] == m_stamp || !m_routes.isAbsent(visit))
            return;
        m_seen[std::size_t(visit)] = m_stamp;
        m_candidates.push_back(visit);
    };
    for (const int visit : removed) {
        add(visit);
        int left = m_settings.nearCandidates;
        for (const int near : m_space.neighbours(visit)) {
            if (--left < 0)
                break;
            add(near);
        }
    }
}

void RouteSearch::keepIfBest()
{
    if (m_routes.value() <= m_best.value)
        return;
    m_best.value = m_routes.value();
    m_best.score = m_routes.score();
    m_best.travel = m_routes.travel();
    m_best.routes = m_routes.routes();
}

bool RouteSearch::combinePool()
{
    if (!m_pool->hasNews())
        return false;
    const auto routes = m_pool->combine(m_best.value, m_settings.poolEffort);
    if (!routes)
        return false;
    m_routes.assign(*routes);
    keepIfBest();
    return true;
}

} // namespace legwork::planning
