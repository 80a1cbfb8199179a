// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/context.h"

#include <QHash>

namespace legwork::usecases {

/// The day of the last visit made to each account; accounts never visited are left out.
[[nodiscard]] Result<QHash<Uuid, QDate>> lastVisitDays(Reader &reader);
/// Of one account; invalid when never visited.
[[nodiscard]] Result<QDate> lastVisitDay(Reader &reader, Id<Account> account);

} // namespace legwork::usecases
