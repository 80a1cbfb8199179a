// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/lines.h"

#include <QSet>

namespace legwork::usecases {

/// Endangered, due or overdue; or announced and past its day without the customer's word.
[[nodiscard]] bool isPressing(const Commitment &commitment, QDate day);
/// Accounts with such a promise.
[[nodiscard]] Result<QSet<Uuid>> pressedAccounts(Reader &reader, QDate day);
/// Fills in how well a visit is prepared and what is open with its account.
[[nodiscard]] Status fillDayState(Reader &reader, const Context &context, const PlaybookLibrary &library,
                                  const Visit &visit, QDate day, VisitLine &line);
/// When the server last decided about an edit of this device; unset: never.
[[nodiscard]] Result<Instant> lastReceipt(Reader &reader);
/// Open conflicts that concern this person.
[[nodiscard]] Result<qint64> openConflictCount(Reader &reader, const Context &context);

} // namespace legwork::usecases
