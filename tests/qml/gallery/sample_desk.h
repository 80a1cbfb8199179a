// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/importing/import_model.h"
#include "qml/sync/conflicts_model.h"
#include "qml/sync/lost_rows_model.h"
#include "qml/sync/sync_model.h"
#include "qml/sync/team_sync_model.h"
#include "tests/qml/gallery/views.h"

/// What is done at the desk rather than on a visit: sync, conflicts, importing.
namespace legwork::sample {

void fillSync(SyncModel *model, QDate today, gallery::State amount);
void fillTeamSync(TeamSyncModel *model, QDate today, gallery::State state);
void fillLostRows(LostRowsModel *model, gallery::State state);
void fillConflicts(ConflictsModel *model, QDate today, gallery::State state);
void fillImport(ImportModel *model, QDate today, gallery::State state);

} // namespace legwork::sample
