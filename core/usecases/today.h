// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/outbox.h"
#include "core/usecases/lines.h"

namespace legwork::usecases {

/// The day of one person, on one page.
struct Today {
    QDate day;
    std::vector<VisitLine> visits; ///< In the order of the day; cancelled ones are left out.
    /// Promises of this person's accounts and of today's that are endangered, due or overdue, or announced and past
    /// their day; most pressing first.
    std::vector<PromiseLine> promises;
    storage::OutboxState outbox;
    Instant lastReceipt;      ///< When the server last decided about an edit of this device; unset: never.
    qint64 openConflicts = 0; ///< That concern this person.
};

/// `library` says what the checklist of a visit holds that nobody has begun yet.
[[nodiscard]] Result<Today> today(Reader &reader, const Context &context, const PlaybookLibrary &library,
                                  QDate day);

} // namespace legwork::usecases
