// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/field/visit_problem.h"

namespace legwork::planning {

/// Seconds after midnight, local time.
struct VisitStop {
    QString account; ///< Empty: a break.
    int arrival = 0;
    int start = 0;
    int end = 0;
    int travelSeconds = 0; ///< From the stop before, or the start of the day.
};

struct VisitDay {
    QString person;
    QDate date;
    std::vector<VisitStop> stops;
    int leave = 0; ///< From the start place.
    int back = 0;  ///< At the end place.
    int travelSeconds = 0;
};

/// Why an account is in the plan, or is not.
enum class VerdictReason : quint8 {
    Fixed,           ///< In: at its agreed time.
    Pinned,          ///< In: the person wants it on that day.
    Mandatory,       ///< In.
    Due,             ///< In: arguments days since the last visit, wanted interval.
    OnTheWay,        ///< In: costs little travel; argument the minutes.
    Worth,           ///< In: worth its time; argument the minutes of travel it costs.
    VisitedRecently, ///< Out: arguments days since the last visit, wanted interval.
    NoRoom,          ///< Out: does not fit on the days when it is open; argument how many those are.
    NotWorthTheWay,  ///< Out: it would fit, but the way costs more than the visit is worth; argument minutes.
    AfterMissing,    ///< Out: what must come before is not planned; argument its id.
};

/// What it would take to move an account in: the cheapest exchange on one day.
struct MoveIn {
    QString person;
    QDate date;
    QStringList insteadOf; ///< Accounts that give way; empty: it fits.
    double lostValue = 0;  ///< Theirs, less its own.
    int travelMinutes = 0; ///< Added; negative: saved.
};

struct Verdict {
    QString account;
    bool isIn = false;
    VerdictReason reason = VerdictReason::NoRoom;
    QStringList arguments;
    std::optional<MoveIn> moveIn; ///< Of those that are out, where there is a way at all.
};

struct VisitPlan {
    QString mark; ///< Of the problem that it is for; goes into CurrentPlan.
    std::vector<VisitDay> days;
    std::vector<Verdict> verdicts; ///< One per account that could be planned, in their order.
    std::vector<PlanFinding> findings;
    double value = 0; ///< Of the visits, without the cost of travel.
    int travelSeconds = 0;
    qint64 iterations = 0;
    bool isUnchanged = false; ///< It is the current plan.
};

} // namespace legwork::planning
