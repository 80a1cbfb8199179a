// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/context.h"

namespace legwork::usecases {

/// One import of a file, for the list of imports.
struct ImportLine {
    Id<ImportBatch> id;
    QString fileName;
    QString personName;
    Instant importedAt;
    qint64 rowsRead = 0;
    qint64 rowsImported = 0;
    qint64 rowsSetAside = 0;
    Choice<ImportState> state;
    qint64 accountsHere = 0; ///< Accounts of it that are still here.
};
/// Newest first.
[[nodiscard]] Result<std::vector<ImportLine>> importBatches(Reader &reader);

} // namespace legwork::usecases
