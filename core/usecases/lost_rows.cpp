// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/lost_rows.h"

#include "core/usecases/each_row.h"
#include "core/usecases/row_names.h"

#include <algorithm>
#include <tuple>

namespace legwork::usecases {

// Rows of entities that only a newer version knows stay, too; but there is nothing to show of them.
Result<std::vector<LostRow>> lostRows(Reader &reader)
{
    std::vector<LostRow> rows;
    const auto found = eachRow(
        reader,
        "SELECT entity, row_id, (SELECT count(*) FROM outbox o WHERE o.row_id = limbo.row_id)"
        " FROM limbo WHERE entity <= ?",
        [&](const sqlite::Statement &statement) {
            LostRow &row = rows.emplace_back();
            row.entityNo = int(statement.integer(0));
            row.id = statement.id(1);
            row.waiting = statement.integer(2);
        },
        qint64(entities().size()));
    if (!found)
        return forward(found);
    for (LostRow &row : rows) {
        const auto name = rowName(reader, row.entityNo, row.id);
        if (!name)
            return forward(name);
        row.title = name->title;
        row.accountName = name->accountName;
    }
    std::ranges::sort(rows, [](const LostRow &a, const LostRow &b) {
        return std::tie(a.accountName, a.title, a.id) < std::tie(b.accountName, b.title, b.id);
    });
    return rows;
}

Result<qint64> lostRowCount(Reader &reader)
{
    return reader.connection().number("SELECT count(*) FROM limbo WHERE entity <= ?",
                                      qint64(entities().size()));
}

} // namespace legwork::usecases
