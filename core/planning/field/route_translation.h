// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/field/travel_model.h"
#include "core/planning/field/visit_problem.h"
#include "core/planning/solver/route_problem.h"

namespace legwork::planning {

/// The field's problem in the solver's terms. Visit i is account i; breaks follow. Times are seconds of the day. A
/// tour is a working day of a person.
struct RouteTranslation {
    /// Where a tour comes from.
    struct TourOrigin {
        int person = 0;
        int workingDay = 0; ///< In PlanPerson::days.
    };

    RouteProblem problem;
    std::vector<TourOrigin> origins;
    std::vector<QDate> dates; ///< Of the problem's days.
    double scorePerValue = 1;
    int accounts = 0;

    [[nodiscard]] bool isBreak(int visit) const { return visit >= accounts; }
};

/// `problem` has passed `checked`. Days of `problem.current` are worth a little more to those who have them.
[[nodiscard]] RouteTranslation translated(const VisitProblem &problem, const TravelModel &travel);

/// The current plan as the solver's routes; what is not in the problem any more is left out.
[[nodiscard]] Routes currentRoutes(const VisitProblem &problem, const RouteTranslation &translation);

/// Whether a visit to the account must be made.
[[nodiscard]] inline bool isBound(const PlanAccount &account)
{
    return account.mandatory || account.fixed || account.pinned.isValid();
}

} // namespace legwork::planning
