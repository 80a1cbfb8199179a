// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/day_planner.h"
#include "core/usecases/planned_visits.h"

namespace legwork::usecases {

/// Why an account is proposed for a visit.
enum class DueReason : quint8 {
    NeverVisited,
    CadenceReached, ///< More days have passed than its class allows.
    PromiseDue,     ///< A promise is endangered, due or overdue.
};

struct VisitCandidate {
    Id<Account> accountId;
    QString accountName;
    Choice<AccountClass> accountClass;
    QString address;
    GeoPoint place;
    QDate lastVisitOn; ///< Invalid when never visited.
    int cadenceDays = 0;
    int overdueDays = 0; ///< Days beyond the cadence; 0 when never visited.
    bool isMine = false;
    DueReason reason = DueReason::CadenceReached;
    VisitPurpose purpose = VisitPurpose::Routine; ///< What the visit would be for.
};

/// Accounts due for a visit on that day and not planned from then on: mine first, then those with promises, then by
/// class, then those waiting longest.
[[nodiscard]] Result<std::vector<VisitCandidate>> visitCandidates(Reader &reader, const Context &context,
                                                                  QDate day, int limit);

/// One stop of a proposed day.
struct PlanStop {
    Id<Visit> visitId; ///< Null for a visit that is only proposed.
    Id<Account> accountId;
    QString accountName;
    Choice<AccountClass> accountClass;
    QString address;
    GeoPoint place;
    Choice<VisitPurpose> purpose;
    Instant appointedAt; ///< Unset: any time of the day.
    int minutes = 0;
    Instant start; ///< Estimated, or the appointment.
    double distanceM = 0;
    int travelMinutes = 0;
    int lateMinutes = 0;
    planning::StopReason reason = planning::StopReason::Nearest;
    std::optional<DueReason> due; ///< Set for a visit that is only proposed.
};

/// A proposal, not stored anywhere until it is accepted.
struct DayProposal {
    QDate day;
    Instant start;
    GeoPoint startPlace;
    std::vector<PlanStop> stops;
    double distanceM = 0;
    int travelMinutes = 0;
    Instant end;
};

struct DayWish {
    QDate day;
    Instant start;              ///< When the day begins; unset: 09:00 local time of the day.
    GeoPoint startPlace;        ///< Where it begins; unset: at the first stop.
    int visitsMax = 8;          ///< Planned visits of the day count; they are never left out.
    int minutesEach = 45;       ///< For visits without a planned length.
    bool withCandidates = true; ///< False: put only what is planned already in order.
};

/// The planned visits of that day and, up to `visitsMax`, accounts due near them, in the order the planner finds.
[[nodiscard]] Result<DayProposal> proposeDay(Reader &reader, const Context &context,
                                             const planning::DayPlanner &planner, const DayWish &wish);

// Changing a proposal by hand: the times of all stops are estimated anew. Indices out of range change nothing.
[[nodiscard]] DayProposal movedStop(DayProposal proposal, size_t from, size_t to);
[[nodiscard]] DayProposal withoutStop(DayProposal proposal, size_t index);

/// Writes the proposal as the plan of its day: new visits, and positions from 1. Returns the visits in order.
/// Taken back as a whole with `undoId` (label "day-accepted") when one is given.
[[nodiscard]] Result<std::vector<Id<Visit>>> acceptDay(UnitOfWork &unit, const Context &context,
                                                       const DayProposal &proposal, const Uuid &undoId = {});

/// Gives the visits the positions 1, 2, ... in this order.
[[nodiscard]] Status reorderDay(UnitOfWork &unit, const std::vector<Id<Visit>> &order);

/// Adds a visit at the end of its day. storage.no-row (GiveUp) when there is no such account.
[[nodiscard]] Result<Id<Visit>> addVisit(UnitOfWork &unit, const Context &context, const NewVisit &wish);

} // namespace legwork::usecases
