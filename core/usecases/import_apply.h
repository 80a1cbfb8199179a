// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importing/draft.h"
#include "core/usecases/context.h"

/// From a file to rows: what the importer has to know beforehand, and the one deed that follows from its plan.
namespace legwork::usecases {

/// Everything here that a file is compared with, as it stands now.
[[nodiscard]] Result<importing::Existing> rowsHere(Reader &reader);

struct ImportResult {
    Id<ImportBatch> batch; ///< Also the undo record's id (label "import").
    qint64 accountsMade = 0;
    qint64 accountsChanged = 0;
    qint64 contactsMade = 0;
    qint64 contactsChanged = 0;
    qint64 changesLate = 0; ///< Fields that somebody has changed since the plan was made; theirs stays.
};

/// Stores what a plan says, all of it or nothing: new rows, changes of rows that are here, the ImportBatch row, and
/// the record that takes it all back. import.stale (AskUser) when a row to be changed is gone, or when the plan has
/// been applied before: make it anew.
[[nodiscard]] Result<ImportResult> applyImport(UnitOfWork &unit, const importing::ImportDraft &draft);

/// Takes an import back; its ImportBatch row stays and says so. Returns how many fields kept a newer value.
/// Errors: those of storage::undoUnit().
[[nodiscard]] Result<int> undoImport(UnitOfWork &unit, Id<ImportBatch> batch);

} // namespace legwork::usecases
