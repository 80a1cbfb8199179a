// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/field/visit_planner.h"
#include "core/usecases/context.h"

#include <functional>

/// A person's next working days: whom to visit when. In three parts, so that the store is asked only as long as it
/// takes to read: `weekMatter` on a reader's thread, `planWeek` on any thread, `acceptWeek` on the writer's.
namespace legwork::usecases {

/// What can become a visit: one that is planned already, or an account that may want one.
struct WeekItem {
    QString id;        ///< Of the visit or, where there is none yet, of the account.
    Id<Visit> visitId; ///< Null for a visit that would be new.
    Id<Account> accountId;
    QString accountName;
    Choice<AccountClass> accountClass;
    QString address;
    GeoPoint place;
    Choice<VisitPurpose> purpose;
    int minutes = 0;
    Instant appointedAt;
    QDate plannedOn;   ///< As it is in the store now.
    QDate pinnedTo;    ///< The person wants it on that day.
    QDate lastVisitOn; ///< Invalid when never visited.
    int cadenceDays = 0;
    bool promised = false; ///< A promise of or to the account presses.
    double value = 1;
};

struct WeekPin {
    QString item; ///< WeekItem::id
    QDate day;
};

struct WeekWish {
    Instant now;         ///< Today begins now; with less than an hour left it is not planned any more.
    int workingDays = 5; ///< 1 to 20. A Saturday or Sunday counts when something is planned on it.
    planning::MinuteSpan hours{9 * 60, 18 * 60}; ///< Wider on days with appointments outside.
    planning::DayBreak lunch{{11 * 60 + 30, 13 * 60 + 30}, 60};
    GeoPoint startPlace;       ///< Where days begin and end; unset: at the first and last stop.
    std::vector<WeekPin> pins; ///< Those on days that are not planned are passed over.
    /// The proposal that is shown now, to which the next one keeps where it can; empty: what is planned in the store.
    std::vector<planning::PlannedDay> before;
};

/// Everything a plan is made of, as it was in the store at one moment.
///
/// The value of a visit: 4 for class A, 2 for B, 1 for C and for accounts without a class, up to half as much again the
/// longer the account is overdue (all of it at twice the wanted interval); up to 1 more for the expected amount of open
/// opportunities (amount times probability, against the person's greatest); 1.5 more for a promise that presses. That
/// counts in full from the wanted interval on and by its square before (core/planning/field/cadence.h); sooner than
/// three quarters of the interval only for a promise. An hour on the way costs a quarter of a mean visit, and leaving a
/// planned visit on its day is worth as much as an hour on the way.
///
/// Visits that are planned stay in, those with an appointment at their time. What has no position gets a time as if
/// it lay where one is just then.
struct WeekMatter {
    /// Time that is taken on a day: the visit of an account without a position, or lunch.
    struct Block {
        QDate day;
        planning::DayBreak taken;
        int item = -1; ///< In `items`; -1: lunch.
    };
    struct Aside {
        int item = 0;
        QDate plannedOn; ///< After the days planned, or by a colleague.
    };

    Instant now;
    QDate today;
    std::vector<QDate> days;
    std::vector<WeekItem> items;
    std::vector<Block> blocks;
    std::vector<Aside> aside; ///< Accounts that need no plan, since they have a visit ahead.
    planning::VisitProblem problem;
};
[[nodiscard]] Result<WeekMatter> weekMatter(Reader &reader, const Context &context, const WeekWish &wish);

struct WeekStop {
    WeekItem item;
    bool isLunch = false; ///< Then nothing but the times is set.
    bool isTimed = true;  ///< False: it stays on its day, but no time fits it.
    Instant start;
    Instant end;
    int travelMinutes = 0;
    QString reason; ///< Why it is in, or why no time fits; see WeekLeftOut.
    QStringList arguments;
};

struct WeekDay {
    QDate date;
    std::vector<WeekStop> stops;
    int travelMinutes = 0;
};

/// What it would take to move an account in.
struct WeekMoveIn {
    QDate day;
    QStringList insteadOf; ///< Names of those that would give way; empty: it fits.
    int travelMinutes = 0; ///< Added; negative: saved.
};

/// An account that is in no day, and why: a code of planning::VerdictReason, "promise-due", "never-visited",
/// "planned-later" (argument: the day), "appointment-passed", or the code of a finding ("plan.no-coordinates").
struct WeekLeftOut {
    WeekItem item;
    QString reason;
    QStringList arguments;
    std::optional<WeekMoveIn> moveIn;
};

/// A proposal, not stored anywhere until it is accepted.
struct WeekProposal {
    QDate today;
    std::vector<WeekDay> days;
    std::vector<WeekLeftOut> leftOut; ///< Those that lack room first, those visited not long ago last.
    int travelMinutes = 0;

    /// As WeekWish::before.
    [[nodiscard]] std::vector<planning::PlannedDay> asBefore() const;
};

/// Deterministic: the same matter gives the same proposal, unless `isCancelled` ended the search; what was found by
/// then is a proposal too. Some 0.2 s of work for a day, 1 s for a week with 200 accounts. Thread-safe.
[[nodiscard]] WeekProposal planWeek(const WeekMatter &matter, const std::function<bool()> &isCancelled = {});

/// The part of a proposal to be accepted; all of it when nothing is set.
struct WeekShare {
    QDate day;
    QString item; ///< With `day`: only on that day.
};

/// Writes a share of the proposal: new visits, those that move to another day, and the order of the days touched. A
/// day takes in what comes to it and lets go what leaves it. Appointments are never touched, nor is what was begun,
/// cancelled or planned in the meantime. Returns how many visits are new or moved.
/// Taken back as a whole with `undoId` (label "week-accepted") when one is given.
[[nodiscard]] Result<int> acceptWeek(UnitOfWork &unit, const Context &context, const WeekProposal &proposal,
                                     const WeekShare &share = {}, const Uuid &undoId = {});

} // namespace legwork::usecases
