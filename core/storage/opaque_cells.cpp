// SPDX-License-Identifier: Apache-2.0
#include "core/storage/opaque_cells.h"

#include "core/schema/types.h"
#include "core/storage/search_index.h"
#include "core/storage/tables.h"

#include <algorithm>
#include <set>

namespace legwork::storage {
namespace {

constexpr int kDeletionMark = 0;

struct Cell {
    Uuid row;
    int fieldNo = 0;
    int entityNo = 0;
    Uuid scope;
    qint64 seq = 0;
    Value value;
};

Status keep(sqlite::Connection &writer, const RowBatch &batch, size_t row, int fieldNo, const Value &value)
{
    return writer.run("INSERT OR REPLACE INTO opaque_cell(row_id, field_no, entity, scope, seq, cell)"
                      " VALUES(?, ?, ?, ?, ?, ?)",
                      batch.ids[row], fieldNo, batch.entityNo, batch.scopes[row], batch.seqs[row],
                      Packed::of(value).bytes);
}

/// Those that this version has a place for; a row's deletion mark comes before its fields.
Result<std::vector<Cell>> knownCells(sqlite::Connection &connection)
{
    std::vector<Cell> cells;
    auto statement = connection.prepare("SELECT row_id, field_no, entity, scope, seq, cell FROM opaque_cell"
                                        " ORDER BY row_id, field_no");
    if (!statement)
        return forward(statement);
    for (auto more = statement->step();; more = statement->step()) {
        if (!more)
            return forward(more);
        if (!*more)
            return cells;
        Cell cell{statement->id(0), int(statement->integer(1)), int(statement->integer(2)),
                  statement->id(3), statement->integer(4),      {}};
        const EntitySpec *spec = entity(cell.entityNo);
        if (!spec || (cell.fieldNo != kDeletionMark && !spec->field(cell.fieldNo)))
            continue;
        cell.value = Packed{statement->bytes(5)}.value().value_or(Value());
        cells.push_back(std::move(cell));
    }
}

Status adopt(sqlite::Connection &writer, const Cell &cell)
{
    const EntitySpec &spec = *entity(cell.entityNo);
    if (cell.fieldNo == kDeletionMark)
        return writer.run("INSERT INTO " + quoted(spec.table)
                              + "(id, _scope, _seq, _deleted) VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING",
                          cell.row, cell.scope, cell.seq, cell.value);
    return writer.run("UPDATE " + quoted(spec.table) + " SET " + quoted(spec.field(cell.fieldNo)->name)
                          + " = ? WHERE id = ?",
                      cell.value, cell.row);
}

} // namespace

Status keepOpaqueCell(sqlite::Connection &writer, const RowBatch &batch, size_t row, size_t column)
{
    return keep(writer, batch, row, batch.fieldNos[column], batch.columns[column][row].value_or(Value()));
}

Status keepOpaqueRow(sqlite::Connection &writer, const RowBatch &batch, size_t row)
{
    if (auto marked = keep(writer, batch, row, kDeletionMark, qint64(batch.deleted[row])); !marked)
        return marked;
    for (size_t column = 0; column < batch.fieldNos.size(); ++column) {
        if (!batch.columns[column].has(row))
            continue;
        if (auto kept = keepOpaqueCell(writer, batch, row, column); !kept)
            return kept;
    }
    return {};
}

Status dropOpaque(sqlite::Connection &writer, const Uuid &row)
{
    return writer.run("DELETE FROM opaque_cell WHERE row_id = ?", row);
}

Status askForOpaqueRows(sqlite::Connection &writer, qint64 shared)
{
    return writer.run("UPDATE opaque_cell SET seq = ?1 WHERE row_id IN (SELECT row_id FROM opaque_cell"
                      " WHERE field_no = 0 AND (seq > ?2 OR (seq <> 0 AND scope IN"
                      " (SELECT scope FROM cursor WHERE seq = 0))))",
                      kToBeAskedFor, shared);
}

Status strandOpaqueRows(sqlite::Connection &writer)
{
    auto done =
        writer.run("INSERT OR IGNORE INTO limbo(row_id, entity) SELECT row_id, entity FROM opaque_cell"
                   " WHERE field_no = 0 AND seq = ? AND cell = ?",
                   kToBeAskedFor, Packed::of(qint64(0)).bytes);
    if (done)
        done =
            writer.run("DELETE FROM opaque_cell WHERE seq = ? AND row_id NOT IN (SELECT row_id FROM limbo)",
                       kToBeAskedFor);
    if (done)
        done = writer.run("UPDATE opaque_cell SET seq = 0 WHERE seq = ?", kToBeAskedFor);
    return done;
}

Status dropOpaqueRows(sqlite::Connection &writer, const std::optional<Uuid> &scope)
{
    const std::string rows = " WHERE row_id IN (SELECT row_id FROM opaque_cell WHERE field_no = 0";
    for (const char *table : {"limbo", "opaque_cell"}) { // in this order: the second says which
        const std::string gone = "DELETE FROM " + std::string(table) + rows;
        if (auto done = scope ? writer.run(gone + " AND scope = ?)", *scope) : writer.run(gone + ")"); !done)
            return done;
    }
    return {};
}

Status adoptOpaqueCells(sqlite::Connection &writer)
{
    const auto cells = knownCells(writer);
    if (!cells)
        return forward(cells);
    std::set<int> toIndex;
    for (const Cell &cell : *cells) {
        if (auto adopted = adopt(writer, cell); !adopted)
            return adopted;
        auto gone =
            writer.run("DELETE FROM opaque_cell WHERE row_id = ? AND field_no = ?", cell.row, cell.fieldNo);
        if (!gone)
            return gone;
        const FieldSpec *field = entity(cell.entityNo)->field(cell.fieldNo);
        if (field && SearchIndex::covers(*field))
            toIndex.insert(cell.entityNo);
    }
    for (const int entityNo : toIndex) {
        auto due = writer.run(
            "INSERT INTO search_due(entity, first_row, last_row) SELECT ?, min(_row), max(_row) FROM "
                + quoted(entity(entityNo)->table),
            entityNo);
        if (!due)
            return due;
    }
    return {};
}

} // namespace legwork::storage
