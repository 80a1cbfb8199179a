// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/solver/recreate.h"
#include "core/planning/solver/route_pool.h"
#include "core/planning/solver/ruin.h"

#include <functional>
#include <memory>

namespace legwork::planning {

/// How a search goes about it. Temperatures are in units of the problem's score.
struct SearchSettings {
    std::uint64_t seed = 1;
    double hot = 0; ///< Temperature at the beginning and at the end; 0: found from the problem.
    double cold = 0;
    StringRemoval::Extent extent;
    int allToursEvery = 8;   ///< In other turns absent visits are tried only where something was taken out.
    int nearCandidates = 10; ///< Of each visit taken out, so many neighbours that are absent are tried.
    int cycles = 1;          ///< Of heating and cooling; tours of all of them are recombined.
    bool usesPool = true;
    double poolFrom = 0.5; ///< Share of the iterations after which tours are collected.
    int poolEvery = 4096;
    int poolEffort = 300'000;
};

struct SearchResult {
    Routes routes;
    std::int64_t value = 0; ///< Score less cost of travel.
    std::int64_t score = 0; ///< With what mandatory visits are worth.
    std::int64_t travel = 0;
    std::int64_t iterations = 0;
};

/// Chooses, dates and orders visits: ruin by strings, recreate greedily, accept by annealing (Christiaens and Vanden
/// Berghe 2020, applied to orienteering), tours recombined by set packing. The same problem, settings and number of
/// iterations give the same result; a stop only ends the sequence early. One thread.
class RouteSearch
{
public:
    /// Asked now and then; true ends the search.
    using Stop = std::function<bool()>;

    RouteSearch(const SearchSpace &space, const SearchSettings &settings);

    /// What is added to routes that a search begins from.
    enum class Filling { Everything, Breaks };
    /// Begins from these routes instead of a greedy plan; visits that do not fit are left out.
    void startFrom(const Routes &routes, Filling filling = Filling::Everything);
    /// Goes on for so many iterations, cooling down over them. May be called again. A tiny problem (`tiny_tour.h`) is
    /// solved exactly instead, at once.
    void run(std::int64_t iterations, const Stop &stop = {});
    /// The best so far.
    [[nodiscard]] const SearchResult &best() const { return m_best; }

private:
    void findTemperatures();
    void turn(std::int64_t iteration, double temperature, bool isCollecting);
    void gatherCandidates(const std::vector<int> &removed, bool isWide);
    void keepIfBest();
    bool combinePool();

    const SearchSpace &m_space;
    SearchSettings m_settings;
    Random m_random;
    RouteSet m_routes;
    StringRemoval m_ruin;
    GreedyInsertion m_recreate;
    std::unique_ptr<RoutePool> m_pool;
    std::vector<int> m_allTours;
    std::vector<int> m_candidates;
    std::vector<std::int64_t> m_seen;
    std::int64_t m_stamp = 0;
    SearchResult m_best;
};

} // namespace legwork::planning
