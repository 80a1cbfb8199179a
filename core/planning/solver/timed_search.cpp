// SPDX-License-Identifier: Apache-2.0
#include "core/planning/solver/timed_search.h"

#include <chrono>

namespace legwork::planning {
namespace {

constexpr double kTrialShare = 0.04;   ///< Of the time.
constexpr double kCoolingShare = 0.93; ///< Of the time; the rest is for what runs slower than in the trial.

class Stopwatch
{
public:
    [[nodiscard]] double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begin).count();
    }

private:
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

} // namespace

SearchResult searchWithin(const SearchSpace &space, const SearchSettings &settings,
                          const SearchBudget &budget, const Routes *start, const RouteSearch::Stop &stop)
{
    const Stopwatch watch;
    std::int64_t iterations = budget.iterations;
    if (iterations <= 0) {
        RouteSearch trial(space, settings);
        const double begun = watch.seconds();
        const double until = begun + budget.seconds * kTrialShare;
        trial.run(std::numeric_limits<std::int32_t>::max(),
                  [&] { return watch.seconds() > until || (stop && stop()); });
        const double perSecond = double(trial.best().iterations) / std::max(1e-9, watch.seconds() - begun);
        iterations =
            std::max<std::int64_t>(1, std::int64_t(perSecond * (budget.seconds * kCoolingShare - until)));
    }
    RouteSearch search(space, settings);
    if (start)
        search.startFrom(*start);
    const bool hasDeadline = budget.iterations <= 0;
    search.run(iterations,
               [&] { return (hasDeadline && watch.seconds() > budget.seconds) || (stop && stop()); });
    return search.best();
}

} // namespace legwork::planning
