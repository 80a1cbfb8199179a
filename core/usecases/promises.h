// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/context.h"

/// What becomes of a promise (method M9). All: storage.no-row (GiveUp), promise.wrong-state (AskUser; argument 1: its
/// state's code) when its state does not allow it. Taken back with `undoId` (label "promise-settled") when given.
namespace legwork::usecases {

/// We say it is done; it is complete only when the customer agrees.
[[nodiscard]] Status announcePromise(UnitOfWork &unit, Id<Commitment> promise, Instant now,
                                     const Uuid &undoId = {});
/// The customer agrees that it is done; announces it in the same breath when nobody had.
[[nodiscard]] Status agreePromise(UnitOfWork &unit, Id<Commitment> promise, Instant now,
                                  const Uuid &undoId = {});
/// The customer does not agree: open again.
[[nodiscard]] Status reopenPromise(UnitOfWork &unit, Id<Commitment> promise, const Uuid &undoId = {});
/// Another day, agreed with the customer. promise.day-missing (AskUser) when it is invalid.
[[nodiscard]] Status renegotiatePromise(UnitOfWork &unit, Id<Commitment> promise, QDate dueOn,
                                        const Uuid &undoId = {});
[[nodiscard]] Status breakPromise(UnitOfWork &unit, Id<Commitment> promise, const Uuid &undoId = {});
/// The customer no longer needs it.
[[nodiscard]] Status cancelPromise(UnitOfWork &unit, Id<Commitment> promise, const Uuid &undoId = {});
/// What the customer was told about it meanwhile.
[[nodiscard]] Status tellProgress(UnitOfWork &unit, Id<Commitment> promise, const QString &progress);

} // namespace legwork::usecases
