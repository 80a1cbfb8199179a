// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/field/route_translation.h"
#include "core/planning/field/visit_plan.h"
#include "core/planning/solver/route_set.h"

namespace legwork::planning {

/// Says of every account why it is in or out, and what moving it in would cost.
[[nodiscard]] std::vector<Verdict> verdictsOn(const VisitProblem &problem,
                                              const RouteTranslation &translation, const RouteSet &routes);

} // namespace legwork::planning
