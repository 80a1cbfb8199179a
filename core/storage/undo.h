// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/unit_of_work.h"

namespace legwork::storage {

/// Takes back, within `unit`, what an earlier unit did under keepUndo(undoId): rows it made are marked deleted, rows
/// it deleted live again, fields get their former value unless somebody has changed them since; of a counter, what it
/// added is taken off again, whatever others have counted. Returns how many
/// fields kept their newer value. The row `except` is left as it is: the record of what was done, say, that outlives
/// its being undone. storage.no-undo (GiveUp) when there is no such record or it has been used.
[[nodiscard]] Result<int> undoUnit(UnitOfWork &unit, const Uuid &undoId, const Uuid &except = {});

} // namespace legwork::storage
