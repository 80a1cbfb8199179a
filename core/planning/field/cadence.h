// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/field/visit_problem.h"
#include "core/planning/solver/route_problem.h"

namespace legwork::planning {

/// What a sequence of visits is worth in visits of full value, against making none. A visit counts by the square of
/// its share of the wanted interval, at most one, so that two visits close together are worth little and even spacing
/// is worth most; days beyond the interval count against it, up to the end of the plan.
/// `dates` ascending. Never visited counts as due on the first day.
[[nodiscard]] double cadenceWorth(const CallCycle &cycle, const std::vector<QDate> &dates, QDate first,
                                  QDate last);

/// Sequences of days worth offering to the search, with what they are worth times `value`; none worth nothing,
/// and none with a visit before three quarters of the interval have passed.
/// `open[i]` says whether the account can be visited on `dates[i]`.
[[nodiscard]] std::vector<DayPattern> cadencePatterns(const CallCycle &cycle, const std::vector<QDate> &dates,
                                                      const std::vector<char> &open, double value);

} // namespace legwork::planning
