// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/imports.h"

#include "core/usecases/row_names.h"

namespace legwork::usecases {

Result<std::vector<ImportLine>> importBatches(Reader &reader)
{
    const auto batches = reader.select<ImportBatch>("ORDER BY importedAt DESC, id DESC");
    if (!batches)
        return forward(batches);
    std::vector<ImportLine> lines;
    PersonNames names(reader);
    for (const ImportBatch &batch : *batches) {
        ImportLine line;
        line.id = batch.id;
        line.fileName = batch.fileName;
        line.importedAt = batch.importedAt;
        line.rowsRead = batch.rowsRead.value_or(0);
        line.rowsImported = batch.rowsImported.value_or(0);
        line.rowsSetAside = batch.rowsSetAside.value_or(0);
        line.state = batch.state;
        const auto name = names.of(batch.personId);
        if (!name)
            return forward(name);
        line.personName = *name;
        const auto here = reader.count<Account>("importId = ?", batch.id);
        if (!here)
            return forward(here);
        line.accountsHere = *here;
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace legwork::usecases
