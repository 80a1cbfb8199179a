// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/field/travel_model.h"
#include "core/planning/field/visit_problem.h"

namespace legwork::planning {

inline constexpr int kAccountsMax = 2'000; ///< Planned at a time; the most valuable ones.
inline constexpr int kDatesMax = 60;

struct CheckedProblem {
    VisitProblem problem; ///< What can be planned.
    std::vector<PlanFinding> findings;
};

/// Leaves out what cannot be planned and says why, naming the account and the rule:
///   plan.day-reversed, plan.day-twice, plan.too-many-days, plan.break-reversed        of a person's day
///   plan.duplicate, plan.no-coordinates, plan.negative-time, plan.opening-reversed, plan.window-too-short,
///   plan.closed, plan.fixed-outside, plan.fixed-overlap, plan.fixed-too-far, plan.pinned-outside, plan.unreachable, plan.after-unknown,
///   plan.after-cycle, plan.unknown-person, plan.too-many                              of an account
/// After plan.opening-reversed, plan.after-unknown and plan.after-cycle the account itself is kept.
[[nodiscard]] CheckedProblem checked(VisitProblem problem, const TravelModel &travel);

/// When a visit may begin on that date, by opening hours alone; with an appointment that minute.
[[nodiscard]] std::vector<MinuteSpan> startSpans(const PlanAccount &account, QDate date);

} // namespace legwork::planning
