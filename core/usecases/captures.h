// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/context.h"

/// Quick capture while talking: what was heard, and as little else as possible. The account and its scope come from
/// the visit, or from the account where there is none. capture.empty (AskUser) when nothing was written.
namespace legwork::usecases {

/// Where a capture belongs: a visit, or an account between visits.
struct CaptureAt {
    Id<Visit> visit;
    Id<Account> account; ///< Used when `visit` is null.
    Id<Contact> contact; ///< Who said it, or to whom it was promised; may be null.
};

struct NewNeed {
    QString statement;
    NeedDepth depth = NeedDepth::Explicit;
    std::optional<Interest> interest;
    std::optional<qint64> importance; ///< 1 to 5
    QString presentState;
};
[[nodiscard]] Result<Id<Need>> captureNeed(UnitOfWork &unit, const CaptureAt &at, const NewNeed &need);

struct NewObjection {
    QString statement;
    ObjectionType type = ObjectionType::Other;
    QString motive;
    QString response; ///< What we answered; with it the objection counts as answered.
};
[[nodiscard]] Result<Id<Objection>> captureObjection(UnitOfWork &unit, const CaptureAt &at,
                                                     const NewObjection &objection);

struct NewPromise {
    QString what;
    QDate dueOn; ///< May be invalid.
    CommitmentSide side = CommitmentSide::Ours;
    std::optional<qint64> marginDays;
    QString doneBy; ///< Empty: this person for ours, the contact for theirs.
};
[[nodiscard]] Result<Id<Commitment>> capturePromise(UnitOfWork &unit, const Context &context,
                                                    const CaptureAt &at, const NewPromise &promise);

[[nodiscard]] Result<Id<Note>> captureNote(UnitOfWork &unit, const Context &context, const CaptureAt &at,
                                           const QString &text, Instant now);

struct NewMoment {
    qint64 score = 0; ///< -3 to +3; moment.out-of-scale (AskUser) otherwise.
    std::optional<qint64> idealScore;
    QString touchPoint; ///< As shown in lists.
    QString reason;
};
/// A visit has one moment per person; scoring again corrects it. Without a visit each one is its own.
[[nodiscard]] Result<Id<Moment>> scoreMoment(UnitOfWork &unit, const Context &context, const CaptureAt &at,
                                             const NewMoment &moment, Instant now);
[[nodiscard]] Id<Moment> momentIdOf(Id<Visit> visit, Id<Person> person);

[[nodiscard]] Status setNeedState(UnitOfWork &unit, Id<Need> need, NeedState state);
/// `response` is kept unless it is empty.
[[nodiscard]] Status answerObjection(UnitOfWork &unit, Id<Objection> objection, const QString &response,
                                     ObjectionState state);
/// Removes something captured by mistake: a need, objection, promise, note or moment (capture.not-one, GiveUp, for
/// anything else); taken back with `undoId` (label "capture-removed") when one is given.
[[nodiscard]] Status removeCapture(UnitOfWork &unit, int entityNo, const Uuid &rowId,
                                   const Uuid &undoId = {});

} // namespace legwork::usecases
