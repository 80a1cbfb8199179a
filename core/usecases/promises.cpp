// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/promises.h"

#include "core/domain/commitment_rules.h"
#include "core/usecases/each_row.h"

namespace legwork::usecases {
namespace {

/// Moves a promise to another state where the rules allow it. An unset state is that of a promise just given.
Status settle(UnitOfWork &unit, Id<Commitment> id, CommitmentState next, const Uuid &undoId,
              const auto &change)
{
    const auto promise = required(unit, id);
    if (!promise)
        return forward(promise);
    const auto state = promise->state.isSet() ? promise->state.known() : CommitmentState::Open;
    if (!state || !mayMove(*state, next))
        return fail(QStringLiteral("promise.wrong-state"), Advice::AskUser, {promise->state.code()});
    if (!undoId.isNull())
        unit.keepUndo(undoId, QStringLiteral("promise-settled"));
    return unit.edit(id, [&](Commitment &row) {
        row.state = next;
        change(row);
    });
}

} // namespace

Status announcePromise(UnitOfWork &unit, Id<Commitment> promise, Instant now, const Uuid &undoId)
{
    return settle(unit, promise, CommitmentState::Announced, undoId,
                  [&](Commitment &row) { row.announcedAt = now; });
}

Status agreePromise(UnitOfWork &unit, Id<Commitment> promise, Instant now, const Uuid &undoId)
{
    return settle(unit, promise, CommitmentState::Agreed, undoId, [&](Commitment &row) {
        if (!row.announcedAt.isSet())
            row.announcedAt = now;
        row.agreedAt = now;
    });
}

Status reopenPromise(UnitOfWork &unit, Id<Commitment> promise, const Uuid &undoId)
{
    return settle(unit, promise, CommitmentState::Open, undoId,
                  [](Commitment &row) { row.announcedAt = {}; });
}

Status renegotiatePromise(UnitOfWork &unit, Id<Commitment> promise, QDate dueOn, const Uuid &undoId)
{
    if (!dueOn.isValid())
        return fail(QStringLiteral("promise.day-missing"), Advice::AskUser);
    return settle(unit, promise, CommitmentState::Renegotiated, undoId, [&](Commitment &row) {
        row.dueOn = dueOn;
        row.announcedAt = {};
        row.stillNeeded = true;
    });
}

Status breakPromise(UnitOfWork &unit, Id<Commitment> promise, const Uuid &undoId)
{
    return settle(unit, promise, CommitmentState::Broken, undoId, [](Commitment &) {});
}

Status cancelPromise(UnitOfWork &unit, Id<Commitment> promise, const Uuid &undoId)
{
    return settle(unit, promise, CommitmentState::Cancelled, undoId,
                  [](Commitment &row) { row.stillNeeded = false; });
}

Status tellProgress(UnitOfWork &unit, Id<Commitment> promise, const QString &progress)
{
    return unit.edit(promise, [&](Commitment &row) { row.progress = progress; });
}

} // namespace legwork::usecases
