// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/attachments/local_files.h"
#include "core/usecases/edit_lines.h"

namespace legwork::usecases {

/// A scope this device holds, and how far.
struct ScopeLine {
    Uuid scope;
    QString name; ///< Of the company, territory or person.
    qint64 seq = 0;
};

/// What has gone, what has not, and what came back.
struct SyncOverview {
    storage::OutboxState outbox;
    Instant lastReceipt; ///< When the server last decided about an edit of this device; unset: never.
    std::vector<EditLine> attention; ///< Refused, waiting for somebody; oldest first.
    std::vector<EditLine> recent;    ///< Of the last edits what became of them; newest first.
    std::vector<ScopeLine> scopes;
    storage::SendingState pictures; ///< Bytes of attachments that are only here.
    qint64 openConflicts = 0;       ///< That concern this person.
    qint64 lostRows = 0;    ///< Kept here, and unknown to the server since it was put back (lost_rows.h).
    bool leadsTeam = false; ///< The person should see how the team's devices stand.
};
[[nodiscard]] Result<SyncOverview> syncOverview(Reader &reader, const Context &context, int recentCount = 50);

struct Resent {
    int operations = 0; ///< Edits made anew.
    int leftOut = 0;    ///< Edits of rows or fields that are no longer here.
};
/// Makes a refused deed (all edits of the unit that `opNo` belongs to) anew, as edits of now, and takes it off the
/// list. sync.not-refused (GiveUp) when there is nothing refused under that number.
[[nodiscard]] Result<Resent> resendRefused(UnitOfWork &unit, qint64 opNo);
/// Takes a refused deed off the list; it stays in the record. sync.not-refused (GiveUp).
[[nodiscard]] Status dismissRefused(UnitOfWork &unit, qint64 opNo);

} // namespace legwork::usecases
