// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importing/draft.h"

namespace legwork::ctl {

/// Prints what the plan says: the file, its columns, coordinates, duplicates, remarks, and every row set aside with
/// its line.
void tellPlan(const importing::ImportDraft &draft, qsizetype rowsShown);
/// The tally: data rows, and what becomes of them.
void tellTally(const importing::ImportPlan &plan);

} // namespace legwork::ctl
