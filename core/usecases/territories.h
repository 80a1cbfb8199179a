// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/context.h"

namespace legwork::usecases {

/// A territory whose rows this device holds.
struct TerritoryLine {
    Uuid id;
    QString name;
    bool mayWrite = true;
    Instant until; ///< When the person stops covering for its people; unset: it is the person's own.
};
/// By name.
[[nodiscard]] Result<std::vector<TerritoryLine>> territories(Reader &reader);

/// Moves a customer, with all that is known about it, to another territory. Taken back with `undoId` (label
/// "account-moved").
/// territory.no-right (AskUser) unless the person may change both territories, storage.no-row (GiveUp).
[[nodiscard]] Status moveAccount(UnitOfWork &unit, Id<Account> account, const Uuid &territory,
                                 const Uuid &undoId);

} // namespace legwork::usecases
