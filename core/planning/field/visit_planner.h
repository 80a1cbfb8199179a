// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/field/problem_check.h"
#include "core/planning/field/visit_plan.h"
#include "core/planning/solver/timed_search.h"

namespace legwork::planning {

struct PlanWish {
    std::uint64_t seed = 1;
    SearchBudget budget;
    RouteSearch::Stop stop; ///< Ends it at any time; what it has by then is a plan.
    /// Begins gently from the current plan instead of anew: for a day that slips, within some 20 to 50 ms.
    bool isRepair = false;
};

/// Plans the visits of one or several people over days. What cannot be planned is left out and named in the findings.
/// The same problem, seed and number of iterations give the same plan. The current plan is kept unless another gains
/// more than its weights ask for; for the problem that it was made for, always. Thread-safe.
[[nodiscard]] VisitPlan planVisits(const VisitProblem &problem, const TravelModel &travel,
                                   const PlanWish &wish);

/// Names the problem, its current plan apart: equal problems have equal marks.
[[nodiscard]] QString markOf(const VisitProblem &problem);

} // namespace legwork::planning
