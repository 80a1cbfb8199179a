// SPDX-License-Identifier: Apache-2.0
#include "core/schema/codec.h"
#include "core/storage/attachments/local_files.h"
#include "core/storage/known_names.h"
#include "core/storage/opaque_cells.h"
#include "core/storage/outbox.h"
#include "core/storage/remote_round.h"
#include "core/storage/tables.h"

#include <algorithm>
#include <limits>

/// The part of RemoteRound that deals with a server that has gone back to an older state: what it has lost is offered to
/// it again by whoever made it, and what nobody has offered yet stays here in limbo.
namespace legwork::storage {

Status RemoteRound::loadLost()
{
    auto statement = m_writer.prepare("SELECT row_id FROM limbo");
    if (!statement)
        return forward(statement);
    for (auto more = statement->step();; more = statement->step()) {
        if (!more)
            return forward(more);
        if (!*more)
            break;
        m_lost.insert(statement->id(0));
    }
    // Of rows that were not here when their operations were to be sent again.
    auto bare = m_writer.prepare("SELECT DISTINCT row_id FROM outbox"
                                 " WHERE row_id NOT IN (SELECT row_id FROM shadow)");
    if (!bare)
        return forward(bare);
    for (auto more = bare->step();; more = bare->step()) {
        if (!more)
            return forward(more);
        if (!*more)
            break;
        m_uncovered.insert(bare->id(0));
    }
    const auto asked = rowsToAskFor(m_writer);
    if (!asked)
        return forward(asked);
    for (const Uuid &id : *asked)
        m_lost.insert(id);
    return {};
}

Status RemoteRound::goBack(qint64 shared)
{
    if (auto noted = noteShown(shared); !noted)
        return noted;
    // Nobody can have seen what, for the server, has never been.
    for (const char *table : {"outbox", "settled"}) {
        if (auto lowered =
                m_writer.run("UPDATE " + std::string(table) + " SET base = ?1 WHERE base > ?1", shared);
            !lowered)
            return lowered;
    }
    // What was deleted before a scope came as a whole has never been heard of here, and what has left one is here no more;
    // both may be there again.
    if (auto anew = m_writer.run("UPDATE cursor SET seq = 0 WHERE whole_at > ?", shared); !anew)
        return anew;
    // And of one that comes as a whole nobody says what has been deleted since, nor what became of rows that were kept.
    for (const EntitySpec &entity : entities()) {
        auto marked =
            m_writer.run("UPDATE " + quoted(entity.table)
                             + " SET _seq = ? WHERE _seq > ? OR (_seq <> 0"
                               " AND ifnull((SELECT committed FROM shadow WHERE row_id = id AND"
                               " field_no = ?), _scope) IN (SELECT scope FROM cursor WHERE seq = 0))",
                         kToBeAskedFor, shared, kScopeShadow);
        if (!marked)
            return marked;
    }
    if (auto marked = askForOpaqueRows(m_writer, shared); !marked)
        return marked;
    if (auto lowered = m_writer.run("UPDATE cursor SET seq = ?1 WHERE seq > ?1", shared); !lowered)
        return lowered;
    if (auto begun = setMeta(m_writer, known::kGoneBack, shared); !begun)
        return begun;
    const auto times = metaNumber(m_writer, known::kTimesGoneBack);
    if (!times)
        return forward(times);
    if (auto counted = setMeta(m_writer, known::kTimesGoneBack, *times + 1); !counted)
        return counted;
    if (auto voided = forgetReceipts(m_writer); !voided)
        return voided;
    if (auto forgotten =
            m_writer.execute("DELETE FROM meta WHERE name IN ('resume', 'staged'); DELETE FROM staging");
        !forgotten)
        return forgotten;
    return offerAgain(shared);
}

Status RemoteRound::noteShown(qint64 shared)
{
    auto statement =
        m_writer.prepare("SELECT op_no, entity, row_id, seq, seq <= (SELECT max(seq) FROM cursor)"
                         " FROM settled WHERE seq > ? AND verdict <> 3");
    if (!statement)
        return forward(statement);
    statement->bind(shared);
    for (;;) {
        const auto more = statement->step();
        if (!more)
            return forward(more);
        if (!*more)
            return {};
        bool isShown = statement->integer(4) != 0;
        if (const EntitySpec *spec = isShown ? nullptr : entity(int(statement->integer(1)))) {
            const auto held = seqOf(*spec, statement->id(2));
            if (!held)
                return forward(held);
            isShown = *held >= statement->integer(3);
        }
        if (isShown)
            m_shownByServer.insert(statement->integer(0));
    }
}

Status RemoteRound::offerAgain(qint64 shared)
{
    const std::string lost = " FROM settled WHERE seq > ?1 AND verdict <> 3";
    std::vector<Operation> operations;
    {
        auto found =
            operationsOf(m_writer, "settled", "WHERE seq > ? AND verdict <> 3 ORDER BY op_no", Value(shared));
        if (!found)
            return forward(found);
        operations = std::move(*found);
    }
    const std::string columns =
        "op_no, unit, kind, entity, row_id, scope, base, wall_ms, boot, monotonic_ms, edits";
    auto done = m_writer.run("INSERT INTO outbox(" + columns + ") SELECT " + columns + lost, shared);
    if (done)
        done = m_writer.run("DELETE" + lost, shared);
    // A refusal stands; where it was decided means nothing any more.
    if (done)
        done = m_writer.run("UPDATE settled SET seq = ?1 WHERE seq > ?1", shared);
    if (done)
        done = m_writer.run("UPDATE meta SET value = ?1 WHERE name = ?2 AND value > ?1", shared,
                            QString(known::kHeard));
    for (auto operation = operations.begin(); done && operation != operations.end(); ++operation)
        done = cover(*operation);
    return done;
}

Status RemoteRound::cover(const Operation &operation)
{
    const EntitySpec *spec = entity(operation.entityNo);
    if (!spec)
        return {};
    Status done;
    switch (operation.kind) {
    case OperationKind::Insert:
        done = coverInsert(*spec, operation);
        break;
    case OperationKind::Delete:
    case OperationKind::Undelete:
        done = coverField(*spec, operation, kDeletedShadow, qint64(operation.kind == OperationKind::Delete));
        break;
    case OperationKind::Move:
        done = coverField(*spec, operation, kScopeShadow, operation.fields.front().value);
        break;
    case OperationKind::Update:
        for (const FieldEdit &edit : operation.fields) {
            if (done)
                done = coverField(*spec, operation, edit.fieldNo, edit.value);
        }
    }
    if (!done)
        return done;
    m_changed.rows.push_back({spec->no, operation.rowId});
    return m_search.update(*spec, operation.rowId);
}

Status RemoteRound::coverArrived(const Uuid &row)
{
    const auto operations =
        operationsOf(m_writer, "outbox", "WHERE row_id = ? ORDER BY op_no", row.toBytes());
    if (!operations)
        return forward(operations);
    for (const Operation &operation : *operations) {
        if (auto covered = cover(operation); !covered)
            return covered;
    }
    m_uncovered.remove(row);
    return {};
}

Status RemoteRound::coverInsert(const EntitySpec &entity, const Operation &operation)
{
    // As it was made: what others have written into it since comes from them.
    const std::string table = quoted(entity.table);
    QSet<int> &dirty = m_dirty[operation.rowId];
    dirty.insert(kExistsShadow);
    auto made = m_writer.run("INSERT INTO " + table
                                 + "(id, _scope) VALUES(?1, ?2) ON CONFLICT DO UPDATE SET"
                                   " _seq = iif(_seq = 0, 0, ?3)"
                                 + (dirty.contains(kDeletedShadow) ? "" : ", _deleted = 0")
                                 + (dirty.contains(kScopeShadow) ? "" : ", _scope = ?2"),
                             operation.rowId, operation.scope, kToBeAskedFor);
    if (made)
        made = layOut(entity, operation.rowId, operation.fields);
    if (!made)
        return made;
    m_laidOut.insert(operation.rowId);
    return m_writer.run("INSERT INTO shadow(row_id, field_no, entity, committed, last_op)"
                        " VALUES(?, -1, ?, 0, ?) ON CONFLICT DO UPDATE SET committed = 0",
                        operation.rowId, entity.no, operation.opNo);
}

Status RemoteRound::coverField(const EntitySpec &entity, const Operation &operation, int fieldNo,
                               const Value &value)
{
    const FieldSpec *field = fieldNo > 0 ? entity.field(fieldNo) : nullptr;
    if (fieldNo > 0 && !field)
        return {};
    if (field && field->merge == MergeRule::Counter)
        return coverCounter(entity, *field, operation, value);
    // What the person did to the field after this stays on top; the server's value lies below all of it.
    const auto later = m_writer.number(
        "SELECT EXISTS (SELECT 1 FROM shadow WHERE row_id = ? AND field_no = ? AND last_op > ?)",
        operation.rowId, fieldNo, operation.opNo);
    if (!later)
        return forward(later);
    if (*later != 0)
        return {};
    const std::string column = field                     ? quoted(field->name)
                               : fieldNo == kScopeShadow ? std::string("_scope")
                                                         : std::string("_deleted");
    const std::string table = quoted(entity.table);
    auto covered = m_writer.run("INSERT INTO shadow(row_id, field_no, entity, committed, last_op)"
                                " SELECT id, ?2, ?3, "
                                    + column + ", ?4 FROM " + table
                                    + " WHERE id = ?1"
                                      " ON CONFLICT DO UPDATE SET last_op = excluded.last_op",
                                operation.rowId, fieldNo, entity.no, operation.opNo);
    if (!covered)
        return covered;
    m_dirty[operation.rowId].insert(fieldNo);
    return m_writer.run("UPDATE " + table + " SET " + column + " = ? WHERE id = ?", value, operation.rowId);
}

Status RemoteRound::coverCounter(const EntitySpec &entity, const FieldSpec &field, const Operation &operation,
                                 const Value &value)
{
    const Uuid &row = operation.rowId;
    const std::string name = quoted(field.name);
    const std::string table = quoted(entity.table);
    const auto edit = std::find_if(operation.fields.begin(), operation.fields.end(),
                                   [&](const FieldEdit &each) { return each.fieldNo == field.no; });
    // What the server has counted already is taken off what it said, and stays in what is shown.
    const auto shown = m_writer.single(
        "SELECT committed, 0 FROM shadow WHERE row_id = ?1 AND field_no = ?2 UNION ALL SELECT " + name
            + ", 1 FROM " + table + " WHERE id = ?1 ORDER BY 2",
        row, field.no);
    if (!shown)
        return forward(shown);
    Value committed;
    if (!m_laidOut.contains(row))
        committed = m_shownByServer.contains(operation.opNo) ? counted(*shown, edit->was, value) : *shown;
    auto covered = m_writer.run("INSERT INTO shadow(row_id, field_no, entity, committed, last_op)"
                                " SELECT id, ?2, ?3, ?4, ?5 FROM "
                                    + table
                                    + " WHERE id = ?1 ON CONFLICT DO UPDATE SET committed = ?4,"
                                      " last_op = max(last_op, ?5)",
                                row, field.no, entity.no, committed, operation.opNo);
    if (!covered || m_writer.changes() == 0)
        return covered;
    m_dirty[row].insert(field.no);
    const auto count = countOf(row, field.no, committed, std::numeric_limits<qint64>::max());
    if (!count)
        return forward(count);
    return m_writer.run("UPDATE " + table + " SET " + name + " = ? WHERE id = ?", *count, row);
}

Status RemoteRound::layOut(const EntitySpec &entity, const Uuid &id, const std::vector<FieldEdit> &made)
{
    const QSet<int> &dirty = m_dirty[id];
    if (auto cleared = clearRow(entity, id, dirty); !cleared)
        return cleared;
    for (const FieldEdit &edit : made) {
        const FieldSpec *field = entity.field(edit.fieldNo);
        if (!field || dirty.contains(edit.fieldNo))
            continue;
        auto set = m_writer.run("UPDATE " + quoted(entity.table) + " SET " + quoted(field->name)
                                    + " = ? WHERE id = ?",
                                edit.value, id);
        if (!set)
            return set;
    }
    return {};
}

Status RemoteRound::clearRow(const EntitySpec &entity, const Uuid &id, const QSet<int> &dirty)
{
    if (auto cleared = dropOpaque(m_writer, id); !cleared) // which nobody edits here
        return cleared;
    std::string sets;
    for (const FieldSpec &field : entity.fields) {
        if (!dirty.contains(field.no))
            sets += (sets.empty() ? "" : ", ") + quoted(field.name) + " = NULL";
    }
    if (sets.empty())
        return {};
    return m_writer.run("UPDATE " + quoted(entity.table) + " SET " + sets + " WHERE id = ?", id);
}

Status RemoteRound::find(const EntitySpec &entity, const Uuid &id, const QSet<int> &dirty)
{
    // It comes whole, but says nothing of fields that are not set.
    if (auto cleared = clearRow(entity, id, dirty); !cleared)
        return cleared;
    if (auto cleared =
            m_writer.run("UPDATE shadow SET committed = NULL WHERE row_id = ? AND field_no > 0", id);
        !cleared)
        return cleared;
    return foundAgain(id);
}

Status RemoteRound::foundAgain(const Uuid &id)
{
    m_lost.remove(id);
    return m_writer.run("DELETE FROM limbo WHERE row_id = ?", id);
}

Status RemoteRound::dismiss(const Uuid &id)
{
    const auto entityNo =
        m_writer.number("SELECT ifnull((SELECT entity FROM limbo WHERE row_id = ?), 0)", id);
    if (!entityNo)
        return forward(entityNo);
    if (const EntitySpec *spec = entity(int(*entityNo)))
        return removeRow(*spec, id);
    return dropOpaqueRow(id);
}

Status RemoteRound::forgetOthersWork(const EntitySpec &entity)
{
    std::vector<std::pair<Uuid, QByteArray>> rows;
    {
        auto statement = m_writer.prepare("SELECT t.id, o.edits FROM " + quoted(entity.table)
                                          + " t JOIN shadow h ON h.row_id = t.id AND h.field_no = -1"
                                            " JOIN outbox o ON o.op_no = h.last_op WHERE t._seq = ?");
        if (!statement)
            return forward(statement);
        statement->bind(kToBeAskedFor);
        for (auto more = statement->step();; more = statement->step()) {
            if (!more)
                return forward(more);
            if (!*more)
                break;
            rows.emplace_back(statement->id(0), statement->bytes(1));
        }
    }
    for (const auto &[row, edits] : rows) {
        const auto made = decodeEdits(edits);
        if (!made)
            return fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
        auto done = layOut(entity, row, *made);
        if (done)
            done = m_writer.run("UPDATE shadow SET committed = iif(field_no > 0, NULL, 0) WHERE row_id = ?",
                                row);
        if (done)
            done = m_search.update(entity, row);
        if (!done)
            return done;
    }
    return {};
}

Status RemoteRound::strand()
{
    const auto goneBack = meta(m_writer, known::kGoneBack);
    if (!goneBack || isNull(*goneBack))
        return goneBack ? Status() : Status(forward(goneBack));
    for (const EntitySpec &entity : entities()) {
        const std::string table = quoted(entity.table);
        const std::string rest = " WHERE _seq = " + std::to_string(kToBeAskedFor);
        if (auto theirs = forgetOthersWork(entity); !theirs)
            return theirs;
        // What was deleted is not missed, but for what the person has deleted and the server did not know of yet.
        const std::string isOwn = "EXISTS (SELECT 1 FROM shadow WHERE row_id = id AND field_no = -1)";
        const std::string isMissed = "(_deleted = 0 OR EXISTS (SELECT 1 FROM shadow WHERE row_id = id"
                                     " AND field_no = 0 AND committed = 0))";
        auto done = m_writer.run("INSERT OR IGNORE INTO limbo(row_id, entity) SELECT id, ? FROM " + table
                                     + rest + " AND NOT " + isOwn + " AND " + isMissed,
                                 entity.no);
        if (done)
            done = m_writer.run("DELETE FROM " + table + rest + " AND NOT " + isOwn + " AND NOT " + isMissed);
        if (done)
            done = m_writer.run("UPDATE " + table + " SET _seq = 0" + rest);
        if (!done)
            return done;
    }
    if (auto stranded = strandOpaqueRows(m_writer); !stranded)
        return stranded;
    return setMeta(m_writer, known::kGoneBack, {});
}

Result<std::vector<Uuid>> rowsToAskFor(sqlite::Connection &connection)
{
    std::vector<Uuid> rows;
    const auto goneBack = meta(connection, known::kGoneBack);
    if (!goneBack)
        return forward(goneBack);
    if (isNull(*goneBack))
        return rows;
    // Those in limbo since an earlier time may be there again, and may have been deleted since.
    std::string sql =
        "SELECT row_id FROM limbo UNION SELECT row_id FROM opaque_cell WHERE field_no = 0 AND seq = ?1";
    for (const EntitySpec &entity : entities())
        sql += " UNION SELECT id FROM " + quoted(entity.table) + " WHERE _seq = ?1";
    auto statement = connection.prepare(sql);
    if (!statement)
        return forward(statement);
    statement->bind(kToBeAskedFor);
    for (auto more = statement->step();; more = statement->step()) {
        if (!more)
            return forward(more);
        if (!*more)
            break;
        rows.push_back(statement->id(0));
    }
    return rows;
}

Result<ChangedRows> dismissFromLimbo(sqlite::Connection &writer, Capture &capture, const Uuid &row)
{
    RemoteRound round(writer, capture);
    if (auto begun = round.begin(); !begun)
        return forward(begun);
    if (auto gone = round.dismiss(row); !gone)
        return forward(gone);
    return round.commitAsItIs();
}

} // namespace legwork::storage
