// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/check_in.h"
#include "core/usecases/context.h"

/// From the customer's door to the next visit. All: storage.no-row (GiveUp) when there is no such visit,
/// visit.wrong-state (AskUser; argument 1: its state's code) when it is not the time for that.
namespace legwork::usecases {

struct CheckIn {
    std::optional<CheckInFix> fix; ///< Nothing when the device has none.
    QString reason;                ///< Why here, when the place does not say so.
};

struct CheckedIn {
    CheckInJudgement judgement;
    Id<Visit> otherOpenVisit; ///< A warning: this person is still checked in there; null when not.
};

/// What a check-in would say now, to ask for a reason before it is made.
[[nodiscard]] Result<CheckedIn> judgeCheckInAt(Reader &reader, const Context &context, Id<Visit> visit,
                                               const std::optional<CheckInFix> &fix);
/// visit.reason-needed (AskUser) when the judgement asks for a reason and none is given.
[[nodiscard]] Result<CheckedIn> checkIn(UnitOfWork &unit, const Context &context, Id<Visit> visit,
                                        const CheckIn &arrival, Instant now);
/// The step of the four in which the talk is; any step may follow any, for Confirm can reopen Explore.
[[nodiscard]] Status setStep(UnitOfWork &unit, Id<Visit> visit, VisitStep step);
[[nodiscard]] Status setMet(UnitOfWork &unit, Id<Visit> visit, Id<Contact> contact, bool met);
[[nodiscard]] Status setSummary(UnitOfWork &unit, Id<Visit> visit, const QString &summary);
/// Next step and day of the next visit. With a day, the next visit is planned on it; another day moves it, an
/// invalid one cancels it, as long as it has not begun. Returns its id, or null.
[[nodiscard]] Result<Id<Visit>> setNextStep(UnitOfWork &unit, const Context &context, Id<Visit> visit,
                                            const QString &nextStep, QDate nextVisitOn);
/// Ends the visit and its open runs. An empty summary leaves the one already there.
[[nodiscard]] Status checkOut(UnitOfWork &unit, Id<Visit> visit, const QString &summary, Instant now);
/// Taken back with `undoId` (label "visit-cancelled") when one is given.
[[nodiscard]] Status cancelVisit(UnitOfWork &unit, Id<Visit> visit, const Uuid &undoId = {});
/// Another day, with or without an appointment, while it is still planned; taken back with `undoId` (label
/// "visit-rescheduled") when one is given.
[[nodiscard]] Status rescheduleVisit(UnitOfWork &unit, Id<Visit> visit, QDate day, Instant appointedAt,
                                     const Uuid &undoId = {});

[[nodiscard]] Id<Visit> nextVisitIdOf(Id<Visit> visit);

} // namespace legwork::usecases
