// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/solver/route_search.h"

namespace legwork::planning {

/// How long a search may take. Iterations decide when they are given; else as many as fit into the seconds are
/// estimated by a short trial, and the clock only stops what takes longer than estimated.
struct SearchBudget {
    std::int64_t iterations = 0;
    double seconds = 1;
};

/// The best plan found within the budget, from `start` where that is given. `stop` may end it at any time.
[[nodiscard]] SearchResult searchWithin(const SearchSpace &space, const SearchSettings &settings,
                                        const SearchBudget &budget, const Routes *start = nullptr,
                                        const RouteSearch::Stop &stop = {});

} // namespace legwork::planning
