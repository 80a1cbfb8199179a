// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/feed.h"
#include "core/storage/sqlite/connection.h"

/// What a newer version of the app has put into rows and this one does not know: fields of its entities, and whole rows of
/// others. It is kept as it came, beside the tables, and never sent: a device sends edits, and nobody edits here what is
/// not shown. The update that brings the fields finds them here, so that nothing has to be fetched anew; the cursor has
/// long passed them by.
namespace legwork::storage {

#define OPAQUE_CELL_TABLE                                                                                    \
    "CREATE TABLE opaque_cell(row_id BLOB NOT NULL, field_no INTEGER NOT NULL, entity INTEGER NOT NULL,"     \
    " scope BLOB NOT NULL, seq INTEGER NOT NULL, cell BLOB NOT NULL, PRIMARY KEY(row_id, field_no))"         \
    " WITHOUT ROWID;"

/// One cell of a received row, of a field that is not known.
[[nodiscard]] Status keepOpaqueCell(sqlite::Connection &writer, const RowBatch &batch, size_t row,
                                    size_t column);
/// A received row of an entity that is not known. Its deletion mark is kept as field 0.
[[nodiscard]] Status keepOpaqueRow(sqlite::Connection &writer, const RowBatch &batch, size_t row);
/// The row has gone from here, and all of it with it.
[[nodiscard]] Status dropOpaque(sqlite::Connection &writer, const Uuid &row);
/// The server has gone back: rows of entities that are not known, of which it may not know, are to be asked for.
[[nodiscard]] Status askForOpaqueRows(sqlite::Connection &writer, qint64 shared);
/// Those that did not come are in limbo; those that had been deleted are gone.
[[nodiscard]] Status strandOpaqueRows(sqlite::Connection &writer);
/// All rows of entities that are not known go, or those of one scope.
[[nodiscard]] Status dropOpaqueRows(sqlite::Connection &writer, const std::optional<Uuid> &scope);

/// Moves what is known by now to where it belongs; for migrations. Rows that may have to be found by their new texts are
/// handed to the search index.
[[nodiscard]] Status adoptOpaqueCells(sqlite::Connection &writer);

} // namespace legwork::storage
