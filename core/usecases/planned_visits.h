// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/context.h"

namespace legwork::usecases {

struct NewVisit {
    Id<Account> accountId;
    QDate day;
    Instant appointedAt; ///< Unset: any time of that day.
    std::optional<int> minutes;
    Choice<VisitPurpose> purpose = VisitPurpose::Routine;
};

/// Writes a planned visit of this person at that place in the order of its day. storage.no-row (GiveUp) when there is
/// no such account.
[[nodiscard]] Result<Id<Visit>> insertPlanned(UnitOfWork &unit, const Context &context, const NewVisit &wish,
                                              qint64 position);

/// The last place in the order of that day which a visit made or under way has; 0 when there is none.
[[nodiscard]] Result<qint64> begunPosition(Reader &reader, const Context &context, QDate day);

} // namespace legwork::usecases
