// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/geo.h"
#include "core/base/time.h"

#include <span>
#include <vector>

/// Puts the visits of one day in an order and says when each begins and why it stands there. Pure: places and times
/// in, a plan out; the same input gives the same plan.
namespace legwork::planning {

/// A visit to be placed.
struct DayVisit {
    GeoPoint at;         ///< Unset when the account's place is not known.
    Instant appointedAt; ///< The customer expects us then; unset when any time of the day will do.
    int minutes = 45;
};

struct DayProblem {
    Instant start;       ///< When the day begins, at `startPlace`.
    GeoPoint startPlace; ///< Unset: the day begins at the first visit.
    std::vector<DayVisit> visits;
};

enum class StopReason : quint8 {
    Appointment, ///< Stands at its agreed time.
    FirstOfDay,  ///< No start place was known, so the day begins here.
    Nearest,     ///< Nearest to the stop before.
    FitsBefore,  ///< Not the nearest, but the one that still fits before the next appointment.
    NoPosition,  ///< Its place is not known, so it stands at the end.
    ByHand,      ///< The person put it there.
    ShortestWay, ///< So the whole day's way is short.
};

struct DayStop {
    size_t visit = 0; ///< Index in DayProblem::visits.
    Instant arrival;  ///< Estimated.
    Instant start;    ///< The appointment, or the arrival.
    Instant end;
    double distanceM = 0; ///< Great circle from the stop before; 0 where one end is not known.
    int travelMinutes = 0;
    int lateMinutes = 0; ///< Arrival after the appointed time.
    StopReason reason = StopReason::Nearest;
};

struct DayPlan {
    std::vector<DayStop> stops;
    double distanceM = 0;
    int travelMinutes = 0;
    Instant end; ///< End of the last visit; unset when there is none.
};

/// Estimated minutes on the way in a city: great circle times a detour of 1.3 at 30 km/h, rounded up.
[[nodiscard]] int travelMinutes(double distanceM);

/// Finds the order of a day. Thread-safe.
class DayPlanner
{
public:
    virtual ~DayPlanner() = default;
    [[nodiscard]] virtual DayPlan plan(const DayProblem &problem) const = 0;
};

/// Always goes to the nearest open visit, keeps appointments, and leaves accounts without a place to the end.
class NearestFirst final : public DayPlanner
{
public:
    [[nodiscard]] DayPlan plan(const DayProblem &problem) const override;
};

/// The order with the shortest way that the visit planner (field/visit_planner.h) finds, appointments kept; never later
/// nor longer than nearest first, which stands in where appointments cannot all be kept. Some milliseconds of work.
class ShortestWay final : public DayPlanner
{
public:
    [[nodiscard]] DayPlan plan(const DayProblem &problem) const override;
};

/// The times of an order that a person chose: `order` holds each index of `problem.visits` once.
[[nodiscard]] DayPlan timesOf(const DayProblem &problem, std::span<const size_t> order);

} // namespace legwork::planning
