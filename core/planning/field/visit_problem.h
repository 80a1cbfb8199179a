// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/geo.h"

#include <QDate>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <vector>

/// The planning problem in the words of the field: people with their working days, accounts that want visits.
/// Times of day are minutes after midnight, local time.
namespace legwork::planning {

struct MinuteSpan {
    int from = 0;
    int to = 0;

    friend bool operator==(const MinuteSpan &, const MinuteSpan &) = default;
};

/// A pause that is taken somewhere within the span, wherever one is then.
struct DayBreak {
    MinuteSpan within;
    int minutes = 0;
};

/// One working day of a person.
struct WorkingDay {
    QDate date;
    MinuteSpan hours{9 * 60, 18 * 60};
    GeoPoint startPlace;       ///< Home, hotel, office; unset: the day begins at its first visit.
    GeoPoint endPlace;         ///< Unset: it ends at its last visit.
    int drivingMinutesMax = 0; ///< 0: no limit.
    std::vector<DayBreak> breaks;
};

struct PlanPerson {
    QString id;
    std::vector<WorkingDay> days;
};

/// How often visits are wanted. Plans of several weeks spread them.
struct CallCycle {
    int everyDays = 0; ///< 0: a single visit, whenever it suits.
    QDate lastVisit;   ///< Invalid: never visited.
};

struct FixedTime {
    QDate date;
    int minute = 0;
};

struct PlanAccount {
    QString id;
    QString name;
    GeoPoint at;
    double value = 1; ///< Of a visit; what that consists of is the company's matter.
    int minutes = 45;
    /// Open on Monday ... Sunday; a visit is made wholly within one span. Without any: always open.
    std::array<std::vector<MinuteSpan>, 7> opening;
    bool hasOpening = false;
    bool mandatory = false;
    std::optional<FixedTime> fixed; ///< The customer expects us then; mandatory by that.
    QDate pinned;                   ///< The person wants it on that day; mandatory by that.
    std::vector<QDate> forbidden;
    QStringList after; ///< Accounts to be visited before.
    CallCycle cycle;
    QString person; ///< Only this one visits it; empty: whoever.
};

/// What things are worth against each other.
struct PlanWeights {
    double travelHour =
        0; ///< Value that an hour on the way costs; 0: a quarter of the mean value of a visit.
    double keptDay = 0.05; ///< Share of a visit's value that it is worth to leave it on its day.
    double changeGain =
        0.01; ///< Share of the plan's value that it must gain before the current one is changed.
};

/// Visits of one person's day in order; ids of accounts.
struct PlannedDay {
    QString person;
    QDate date;
    QStringList accounts;
};

/// The plan there is already, and the mark of the problem that it was made for.
struct CurrentPlan {
    QString mark;
    std::vector<PlannedDay> days;
};

struct VisitProblem {
    std::vector<PlanPerson> people;
    std::vector<PlanAccount> accounts;
    PlanWeights weights;
    CurrentPlan current;
};

/// Something in the input that cannot be planned. It is left out, the rest is planned.
struct PlanFinding {
    QString code;          ///< Such as "plan.window-too-short".
    QString account;       ///< Its id; empty when it concerns a person's day.
    QStringList arguments; ///< First the name of the account or day, then what the rule compares.

    friend bool operator==(const PlanFinding &, const PlanFinding &) = default;
};

} // namespace legwork::planning
