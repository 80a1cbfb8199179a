// SPDX-License-Identifier: Apache-2.0
#include "core/storage/remote_round.h"

#include "core/schema/codec.h"
#include "core/storage/known_names.h"
#include "core/storage/opaque_cells.h"
#include "core/storage/outbox.h"
#include "core/storage/tables.h"

#include <algorithm>

namespace legwork::storage {
namespace {

std::string upsertSql(const EntitySpec &entity, const std::vector<const FieldSpec *> &fields,
                      bool keepsOwnDeletion, bool keepsOwnScope)
{
    std::string names;
    std::string marks;
    std::string sets;
    for (const FieldSpec *field : fields) {
        const std::string name = quoted(field->name);
        names += ", " + name;
        marks += ", ?";
        sets += ", " + name + " = excluded." + name;
    }
    return "INSERT INTO " + quoted(entity.table) + "(id, _scope, _seq, _deleted" + names
           + ") VALUES(?, ?, ?, ?" + marks + ") ON CONFLICT(id) DO UPDATE SET _seq = excluded._seq"
           + (keepsOwnScope ? "" : ", _scope = excluded._scope")
           + (keepsOwnDeletion ? "" : ", _deleted = excluded._deleted") + sets;
}

} // namespace

/// Rows of one batch that carry the same fields go through one prepared statement.
struct RemoteRound::Writing {
    const EntitySpec &entity;
    const RowBatch &batch;
    std::vector<size_t> columns = {}; ///< Of the batch, written by the statement.
    bool keepsOwnDeletion = false;
    bool keepsOwnScope = false;
    std::optional<sqlite::Statement> upsert = {};
    bool carriesSearched = false;
    std::string rowNoSql{"SELECT _row FROM " + quoted(entity.table) + " WHERE id = ?"};
};

RemoteRound::RemoteRound(sqlite::Connection &writer, Capture &capture)
    : m_writer(writer)
    , m_search(writer)
    , m_pause(capture)
{
    m_changed.isFromServer = true;
}

Status RemoteRound::begin()
{
    auto transaction = sqlite::Transaction::begin(m_writer);
    if (!transaction)
        return forward(transaction);
    m_transaction.emplace(std::move(*transaction));
    if (auto loaded = loadDirty(); !loaded)
        return loaded;
    return loadLost();
}

Status RemoteRound::loadDirty()
{
    auto statement = m_writer.prepare("SELECT row_id, field_no FROM shadow");
    if (!statement)
        return forward(statement);
    for (;;) {
        const auto more = statement->step();
        if (!more)
            return forward(more);
        if (!*more)
            return {};
        m_dirty[statement->id(0)].insert(int(statement->integer(1)));
    }
}

Status RemoteRound::settle(std::span<const Outcome> outcomes, Instant now)
{
    if (outcomes.empty())
        return {};
    const auto decided = metaNumber(m_writer, known::kDecided);
    if (!decided)
        return forward(decided);
    if (auto counted = setMeta(m_writer, known::kDecided, *decided + qint64(outcomes.size())); !counted)
        return counted;
    for (const Outcome &outcome : outcomes) {
        m_highestSeq = std::max(m_highestSeq, outcome.seq);
        auto kept =
            m_writer.run("INSERT OR IGNORE INTO settled(op_no, unit, kind, entity, row_id, scope, base,"
                         " wall_ms, boot, monotonic_ms, edits, verdict, seq, code, arguments, settled_ms)"
                         " SELECT op_no, unit, kind, entity, row_id, scope, base, wall_ms, boot,"
                         " monotonic_ms, edits, ?, ?, ?, ?, ?"
                         " FROM outbox WHERE op_no = ?",
                         int(outcome.verdict), outcome.seq, outcome.code, outcome.arguments.join(QChar(0x1f)),
                         now.ms, outcome.opNo);
        if (!kept)
            return kept;
        if (auto gone = m_writer.run("DELETE FROM outbox WHERE op_no = ?", outcome.opNo); !gone)
            return gone;
    }
    return {};
}

Status RemoteRound::startOver()
{
    if (auto gone = giveUpRows({}); !gone)
        return gone;
    return m_writer.execute("DELETE FROM staging; DELETE FROM meta WHERE name = 'resume'");
}

Status RemoteRound::giveUpRows(const std::optional<Uuid> &scope)
{
    if (auto gone = dropOpaqueRows(m_writer, scope); !gone)
        return gone;
    for (const EntitySpec &entity : entities()) {
        std::vector<Uuid> rows;
        {
            // A row that the person has moved lies, for the server, where it did until then.
            auto found = m_writer.prepare(
                "SELECT id FROM " + quoted(entity.table)
                + (scope ? " WHERE _scope = ?1 AND id NOT IN (SELECT row_id FROM shadow WHERE field_no = ?2)"
                           " UNION SELECT row_id FROM shadow"
                           " WHERE field_no = ?2 AND entity = ?3 AND committed = ?1"
                         : ""));
            if (!found)
                return forward(found);
            if (scope)
                found->bind(*scope, kScopeShadow, entity.no);
            for (auto more = found->step();; more = found->step()) {
                if (!more)
                    return forward(more);
                if (!*more)
                    break;
                rows.push_back(found->id(0));
            }
        }
        for (const Uuid &row : rows) {
            auto done = m_dirty.contains(row) ? keepForEdits(entity, row) : removeRow(entity, row);
            if (!done)
                return done;
        }
    }
    return {};
}

Result<std::optional<Uuid>> RemoteRound::scopeUnderMove(const Uuid &id)
{
    const auto dirty = m_dirty.constFind(id);
    if (dirty == m_dirty.cend() || !dirty->contains(kScopeShadow))
        return std::optional<Uuid>();
    const auto committed =
        m_writer.single("SELECT committed FROM shadow WHERE row_id = ? AND field_no = ?", id, kScopeShadow);
    if (!committed)
        return forward(committed);
    Uuid scope;
    fromValue(*committed, scope);
    return std::optional(scope);
}

Status RemoteRound::leave(std::span<const Leave> leaves)
{
    for (const Leave &leave : leaves) {
        m_highestSeq = std::max(m_highestSeq, leave.seq);
        // Also of one that is not here: it may have come and gone since the cursor, and be there again after a restore.
        if (auto noted = noteLeave(leave); !noted)
            return noted;
        const EntitySpec *spec = entity(leave.entityNo);
        if (!spec) { // of a newer version, kept as it came
            const auto isKept =
                m_writer.number("SELECT EXISTS (SELECT 1 FROM opaque_cell WHERE row_id = ?1 AND scope = ?2)"
                                " AND NOT EXISTS (SELECT 1 FROM opaque_cell WHERE row_id = ?1 AND seq >= ?3)",
                                leave.rowId, leave.scope, leave.seq);
            if (!isKept)
                return forward(isKept);
            if (*isKept == 0)
                continue;
            if (auto dropped = dropOpaqueRow(leave.rowId); !dropped)
                return dropped;
            continue;
        }
        const auto under = scopeUnderMove(leave.rowId);
        if (!under)
            return forward(under);
        // One that was moved on, or came back, is held as that.
        const auto isThere = m_writer.number("SELECT count(*) FROM " + quoted(spec->table)
                                                 + " WHERE id = ?1 AND _seq < ?2 AND ifnull(?3, _scope) = ?4",
                                             leave.rowId, leave.seq,
                                             *under ? Value((*under)->toBytes()) : Value(), leave.scope);
        if (!isThere)
            return forward(isThere);
        if (*isThere == 0)
            continue;
        auto done =
            m_dirty.contains(leave.rowId) ? keepForEdits(*spec, leave.rowId) : removeRow(*spec, leave.rowId);
        if (!done)
            return done;
    }
    return {};
}

Status RemoteRound::noteLeave(const Leave &leave)
{
    return m_writer.run("UPDATE cursor SET whole_at = ?1 WHERE scope = ?2 AND whole_at < ?1", leave.seq,
                        leave.scope);
}

Status RemoteRound::keepForEdits(const EntitySpec &entity, const Uuid &id)
{
    if (auto found = m_writer.run("DELETE FROM limbo WHERE row_id = ?", id); !found)
        return found;
    // One that the server does not know yet is nobody else's.
    return m_writer.run("UPDATE " + quoted(entity.table)
                            + " SET _seq = ?1 WHERE id = ?2 AND NOT EXISTS (SELECT 1 FROM shadow"
                              " WHERE row_id = ?2 AND field_no = -1 AND committed = 0)",
                        kForEdits, id);
}

Status RemoteRound::hideVanished()
{
    const auto cameWhole = m_writer.number("SELECT EXISTS (SELECT 1 FROM cursor WHERE seq = 0)");
    if (!cameWhole)
        return forward(cameWhole);
    if (*cameWhole == 0)
        return {};
    // In answer to a restore nothing goes.
    const auto goneBack = meta(m_writer, known::kGoneBack);
    if (!goneBack || !isNull(*goneBack))
        return goneBack ? Status() : Status(forward(goneBack));
    std::vector<ChangedRows::Row> rows;
    {
        auto covered = m_writer.prepare("SELECT DISTINCT entity, row_id FROM shadow");
        if (!covered)
            return forward(covered);
        for (auto more = covered->step();; more = covered->step()) {
            if (!more)
                return forward(more);
            if (!*more)
                break;
            rows.push_back({int(covered->integer(0)), covered->id(1)});
        }
    }
    for (const ChangedRows::Row &row : rows) {
        const EntitySpec *spec = entity(row.entityNo);
        // Of one that the person has brought back, it is the server's state under that.
        auto hidden =
            m_writer.run("UPDATE " + quoted(spec->table)
                             + " SET _deleted = NOT EXISTS (SELECT 1 FROM shadow WHERE row_id = id"
                               " AND field_no = ?4 AND _deleted = 0) WHERE id = ?1 AND _seq = ?2"
                               " AND ifnull((SELECT committed FROM shadow WHERE row_id = id"
                               " AND field_no = ?3), _scope) IN (SELECT scope FROM cursor WHERE seq = 0)",
                         row.id, kForEdits, kScopeShadow, kDeletedShadow);
        if (!hidden)
            return hidden;
        if (m_writer.changes() == 0)
            continue;
        if (auto under = m_writer.run("UPDATE shadow SET committed = 1 WHERE row_id = ? AND field_no = ?",
                                      row.id, kDeletedShadow);
            !under)
            return under;
        if (auto unlisted = m_search.update(*spec, row.id); !unlisted)
            return unlisted;
        m_changed.rows.push_back(row);
    }
    return {};
}

Status RemoteRound::grant(std::span<const ScopeGrant> grants)
{
    QSet<Uuid> &granted = m_granted.emplace();
    for (const ScopeGrant &grant : grants) {
        granted.insert(grant.scope);
        auto kept =
            m_writer.run("INSERT INTO cursor(scope, kind, seq, may, until_ms) VALUES(?, ?, 0, ?, ?)"
                         " ON CONFLICT DO UPDATE SET may = excluded.may, until_ms = excluded.until_ms",
                         grant.scope, grant.kind, grant.mayWrite ? 2 : 1, toValue(grant.until));
        if (!kept)
            return kept;
    }
    std::vector<Uuid> revoked;
    {
        auto held = m_writer.prepare("SELECT scope FROM cursor");
        if (!held)
            return forward(held);
        for (auto more = held->step();; more = held->step()) {
            if (!more)
                return forward(more);
            if (!*more)
                break;
            if (!granted.contains(held->id(0)))
                revoked.push_back(held->id(0));
        }
    }
    for (const Uuid &scope : revoked) {
        if (auto gone = giveUpRows(scope); !gone)
            return gone;
        if (auto forgotten = m_writer.run("DELETE FROM cursor WHERE scope = ?", scope); !forgotten)
            return forgotten;
    }
    return {};
}

Status RemoteRound::apply(const RowBatch &batch)
{
    for (const qint64 seq : batch.seqs)
        m_highestSeq = std::max(m_highestSeq, seq);
    const EntitySpec *spec = entity(batch.entityNo);
    if (!spec)
        return applyUnknown(batch);
    static const QSet<int> kClean;
    Writing writing{*spec, batch};
    for (size_t row = 0; row < batch.size(); ++row) {
        if (m_granted && !m_granted->contains(batch.scopes[row]))
            continue;
        auto dirty = m_dirty.constFind(batch.ids[row]);
        if (dirty != m_dirty.cend() && dirty->contains(kExistsShadow)) {
            if (auto covered = coverInsertedFields(*spec, batch.ids[row], batch.seqs[row]); !covered)
                return covered;
            dirty = m_dirty.constFind(batch.ids[row]);
        }
        if (auto done = applyRow(writing, row, dirty == m_dirty.cend() ? kClean : *dirty); !done)
            return done;
        if (m_uncovered.contains(batch.ids[row])) {
            if (auto covered = coverArrived(batch.ids[row]); !covered)
                return covered;
        }
        m_changed.rows.push_back({batch.entityNo, batch.ids[row]});
    }
    return {};
}

Status RemoteRound::applyUnknown(const RowBatch &batch)
{
    for (size_t row = 0; row < batch.size(); ++row) {
        if (m_granted && !m_granted->contains(batch.scopes[row]))
            continue;
        if (m_lost.contains(batch.ids[row])) { // it comes whole
            if (auto dropped = dropOpaqueRow(batch.ids[row]); !dropped)
                return dropped;
        }
        if (auto kept = keepOpaqueRow(m_writer, batch, row); !kept)
            return kept;
    }
    return {};
}

Status RemoteRound::prepare(Writing &writing, std::vector<size_t> columns, const QSet<int> &dirty)
{
    const bool keepsOwnDeletion = dirty.contains(kDeletedShadow);
    const bool keepsOwnScope = dirty.contains(kScopeShadow);
    if (writing.upsert && writing.columns == columns && writing.keepsOwnDeletion == keepsOwnDeletion
        && writing.keepsOwnScope == keepsOwnScope)
        return {};
    std::vector<const FieldSpec *> fields;
    bool carriesSearched = false;
    for (const size_t column : columns) {
        fields.push_back(writing.entity.field(writing.batch.fieldNos[column]));
        carriesSearched = carriesSearched || SearchIndex::covers(*fields.back());
    }
    writing.upsert.reset();
    auto statement = m_writer.prepare(upsertSql(writing.entity, fields, keepsOwnDeletion, keepsOwnScope));
    if (!statement)
        return forward(statement);
    writing.upsert.emplace(std::move(*statement));
    writing.columns = std::move(columns);
    writing.keepsOwnDeletion = keepsOwnDeletion;
    writing.keepsOwnScope = keepsOwnScope;
    writing.carriesSearched = carriesSearched;
    return {};
}

Status RemoteRound::applyRow(Writing &writing, size_t row, const QSet<int> &dirty)
{
    const RowBatch &batch = writing.batch;
    const Uuid &id = batch.ids[row];
    if (m_lost.contains(id)) {
        if (auto found = find(writing.entity, id, dirty); !found)
            return found;
    }
    const auto putUnder = [&](int fieldNo, const Value &committed) {
        return m_writer.run("UPDATE shadow SET committed = ? WHERE row_id = ? AND field_no = ?", committed,
                            id, fieldNo);
    };
    if (dirty.contains(kExistsShadow)) {
        if (auto exists = putUnder(kExistsShadow, qint64(1)); !exists)
            return exists;
    }
    std::vector<size_t> columns;
    columns.reserve(batch.fieldNos.size());
    for (size_t column = 0; column < batch.fieldNos.size(); ++column) {
        if (!batch.columns[column].has(row))
            continue;
        if (!writing.entity.field(batch.fieldNos[column])) {
            if (auto kept = keepOpaqueCell(m_writer, batch, row, column); !kept)
                return kept;
            continue;
        }
        if (!dirty.contains(batch.fieldNos[column])) {
            columns.push_back(column);
        } else if (auto kept = putUnder(batch.fieldNos[column], *batch.columns[column][row]); !kept) {
            return kept;
        }
    }
    const bool keepsOwnDeletion = dirty.contains(kDeletedShadow);
    if (keepsOwnDeletion) {
        if (auto kept = putUnder(kDeletedShadow, qint64(batch.deleted[row])); !kept)
            return kept;
    }
    if (dirty.contains(kScopeShadow)) {
        if (auto kept = putUnder(kScopeShadow, batch.scopes[row].toBytes()); !kept)
            return kept;
    }
    if (auto prepared = prepare(writing, std::move(columns), dirty); !prepared)
        return prepared;
    sqlite::Statement &upsert = *writing.upsert;
    upsert.bind(id, batch.scopes[row], batch.seqs[row], bool(batch.deleted[row]));
    for (const size_t column : writing.columns)
        upsert.bindNext(batch.columns[column].item(row));
    m_writer.forgetLastInsertRow();
    if (auto written = upsert.run(); !written)
        return written;
    if (!writing.carriesSearched && !batch.deleted[row] && !keepsOwnDeletion)
        return {};
    // RETURNING would tell, at the price of a table of its own for every row.
    qint64 rowNo = m_writer.lastInsertRow();
    if (rowNo == 0) {
        const auto found = m_writer.number(writing.rowNoSql, id);
        if (!found)
            return forward(found);
        rowNo = *found;
    }
    m_search.postpone(writing.entity, rowNo);
    return {};
}

Status RemoteRound::coverInsertedFields(const EntitySpec &entity, const Uuid &id, qint64 seq)
{
    // A state that the person's own insert has gone into needs no cover.
    auto statement =
        m_writer.prepare("SELECT h.last_op, o.edits FROM shadow h JOIN outbox o ON o.op_no = h.last_op"
                         " WHERE h.row_id = ?1 AND h.field_no = -1"
                         " UNION ALL SELECT h.last_op, s.edits FROM shadow h"
                         " JOIN settled s ON s.op_no = h.last_op AND s.seq > ?2"
                         " WHERE h.row_id = ?1 AND h.field_no = -1");
    if (!statement)
        return forward(statement);
    const auto more = statement->bind(id, seq).step();
    if (!more)
        return forward(more);
    if (!*more)
        return {};
    const qint64 opNo = statement->integer(0);
    const auto edits = decodeEdits(statement->bytes(1));
    if (!edits)
        return fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
    for (const FieldEdit &edit : *edits) {
        if (m_dirty[id].contains(edit.fieldNo))
            continue;
        auto kept = m_writer.run("INSERT INTO shadow(row_id, field_no, entity, committed, last_op)"
                                 " VALUES(?, ?, ?, NULL, ?)",
                                 id, edit.fieldNo, entity.no, opNo);
        if (!kept)
            return kept;
        m_dirty[id].insert(edit.fieldNo);
    }
    return {};
}

Status RemoteRound::release(qint64 target)
{
    struct Covered {
        Uuid row;
        int fieldNo;
        int entityNo;
        Value committed;
    };
    std::vector<Covered> decided;
    {
        // Decided, and decided within the cut: a later decision's row has not come yet.
        auto statement = m_writer.prepare("SELECT h.row_id, h.field_no, h.entity, h.committed FROM shadow h"
                                          " JOIN settled s ON s.op_no = h.last_op WHERE s.seq <= ?");
        if (!statement)
            return forward(statement);
        statement->bind(target);
        for (auto more = statement->step();; more = statement->step()) {
            if (!more)
                return forward(more);
            if (!*more)
                break;
            decided.push_back({statement->id(0), int(statement->integer(1)), int(statement->integer(2)),
                               statement->value(3)});
        }
    }
    const size_t changedBefore = m_changed.rows.size();
    QSet<Uuid> told;
    for (const Covered &covered : decided) {
        const EntitySpec *spec = entity(covered.entityNo);
        if (!told.contains(covered.row)) {
            told.insert(covered.row);
            m_changed.rows.push_back({covered.entityNo, covered.row});
        }
        if (covered.fieldNo == kExistsShadow) {
            // A row the server refused was never anywhere but here, and stands in `settled` in full.
            if (covered.committed != Value(qint64(0)))
                continue;
            if (auto removed = removeRow(*spec, covered.row); !removed)
                return removed;
            continue;
        }
        const FieldSpec *field = spec->field(covered.fieldNo);
        const char *const column = covered.fieldNo == kScopeShadow ? "_scope"
                                   : field                         ? field->name
                                                                   : "_deleted";
        const std::string name = quoted(column);
        auto surfaced = m_writer.run("UPDATE " + quoted(spec->table) + " SET " + name
                                         + " = ?1 WHERE id = ?2 AND " + name + " IS NOT ?1",
                                     covered.committed, covered.row);
        if (!surfaced)
            return surfaced;
        // Mostly the server took what the person wrote.
        if (m_writer.changes() == 0 || covered.fieldNo == kScopeShadow)
            continue;
        if (!field || SearchIndex::covers(*field)) {
            if (auto indexed = m_search.update(*spec, covered.row); !indexed)
                return indexed;
        }
    }
    auto uncovered = m_writer.run("DELETE FROM shadow WHERE EXISTS"
                                  " (SELECT 1 FROM settled s WHERE s.op_no = last_op AND s.seq <= ?)",
                                  target);
    if (!uncovered)
        return uncovered;
    const std::vector<ChangedRows::Row> touched(m_changed.rows.begin() + ptrdiff_t(changedBefore),
                                                m_changed.rows.end());
    return dropOrphans(touched);
}

Status RemoteRound::recount(qint64 target)
{
    struct Covered {
        Uuid row;
        const EntitySpec *entity;
        const FieldSpec *field;
        Value committed;
    };
    std::vector<Covered> counters;
    {
        auto statement =
            m_writer.prepare("SELECT row_id, field_no, entity, committed FROM shadow WHERE field_no > 0");
        if (!statement)
            return forward(statement);
        for (auto more = statement->step();; more = statement->step()) {
            if (!more)
                return forward(more);
            if (!*more)
                break;
            const EntitySpec *spec = entity(int(statement->integer(2)));
            const FieldSpec *field = spec ? spec->field(int(statement->integer(1))) : nullptr;
            if (field && field->merge == MergeRule::Counter)
                counters.push_back({statement->id(0), spec, field, statement->value(3)});
        }
    }
    for (const Covered &counter : counters) {
        // A first download may bring a row that is newer than its target.
        const auto held = seqOf(*counter.entity, counter.row);
        if (!held)
            return forward(held);
        const auto count =
            countOf(counter.row, counter.field->no, counter.committed, std::max(target, *held));
        if (!count)
            return forward(count);
        const std::string name = quoted(counter.field->name);
        auto shown = m_writer.run("UPDATE " + quoted(counter.entity->table) + " SET " + name
                                      + " = ?1 WHERE id = ?2 AND " + name + " IS NOT ?1",
                                  *count, counter.row);
        if (!shown)
            return shown;
        if (m_writer.changes() > 0)
            m_changed.rows.push_back({counter.entity->no, counter.row});
    }
    return {};
}

Result<qint64> RemoteRound::seqOf(const EntitySpec &entity, const Uuid &row)
{
    return m_writer.number("SELECT _seq FROM " + quoted(entity.table) + " WHERE id = ?", row);
}

Result<Value> RemoteRound::countOf(const Uuid &row, int fieldNo, Value committed, qint64 target)
{
    auto own = m_writer.prepare("SELECT op_no, edits FROM outbox WHERE row_id = ?1 UNION ALL"
                                " SELECT op_no, edits FROM settled WHERE row_id = ?1 AND seq > ?2"
                                " ORDER BY op_no");
    if (!own)
        return forward(own);
    own->bind(row, target);
    for (auto more = own->step();; more = own->step()) {
        if (!more)
            return forward(more);
        if (!*more)
            return committed;
        const auto edits = decodeEdits(own->bytes(1));
        if (!edits)
            return fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
        for (const FieldEdit &edit : *edits) {
            if (edit.fieldNo == fieldNo)
                committed = counted(committed, edit.value, edit.was);
        }
    }
}

Status RemoteRound::dropOrphans(std::span<const ChangedRows::Row> rows)
{
    for (const ChangedRows::Row &row : rows) {
        const EntitySpec *spec = entity(row.entityNo);
        const auto isOrphan = m_writer.number(
            "SELECT EXISTS (SELECT 1 FROM " + quoted(spec->table)
                + " WHERE id = ?1 AND (_seq = ?2 OR _scope NOT IN (SELECT scope FROM cursor)))"
                  " AND NOT EXISTS (SELECT 1 FROM shadow WHERE row_id = ?1)",
            row.id, kForEdits);
        if (!isOrphan)
            return forward(isOrphan);
        if (*isOrphan == 0)
            continue;
        if (auto removed = removeRow(*spec, row.id); !removed)
            return removed;
    }
    return {};
}

Status RemoteRound::removeRow(const EntitySpec &entity, const Uuid &id)
{
    if (auto unlisted = m_search.remove(entity, id); !unlisted)
        return unlisted;
    if (auto removed = m_writer.run("DELETE FROM " + quoted(entity.table) + " WHERE id = ?", id); !removed)
        return removed;
    m_changed.rows.push_back({entity.no, id});
    return dropOpaqueRow(id);
}

Status RemoteRound::dropOpaqueRow(const Uuid &id)
{
    if (auto dropped = dropOpaque(m_writer, id); !dropped)
        return dropped;
    return foundAgain(id);
}

Result<ChangedRows> RemoteRound::commitPart(const QByteArray &resumeToken)
{
    if (auto kept = m_writer.run("INSERT OR REPLACE INTO meta(name, value) VALUES('resume', ?)", resumeToken);
        !kept)
        return forward(kept);
    return commit();
}

Result<ChangedRows> RemoteRound::commitCut(qint64 target)
{
    if (auto released = release(target); !released)
        return forward(released);
    if (auto counts = recount(target); !counts)
        return forward(counts);
    if (auto hidden = hideVanished(); !hidden)
        return forward(hidden);
    if (auto stranded = strand(); !stranded)
        return forward(stranded);
    if (auto whole = m_writer.run("UPDATE cursor SET whole_at = ? WHERE seq = 0", target); !whole)
        return forward(whole);
    if (auto moved = m_writer.run("UPDATE cursor SET seq = ? WHERE seq < ?", target, target); !moved)
        return forward(moved);
    if (auto forgotten =
            m_writer.execute("DELETE FROM meta WHERE name IN ('resume', 'staged'); DELETE FROM staging");
        !forgotten)
        return forward(forgotten);
    return commit();
}

Result<ChangedRows> RemoteRound::commitSettled()
{
    const auto held = m_writer.number("SELECT ifnull(min(seq), 0) FROM cursor");
    if (!held)
        return forward(held);
    if (auto released = release(*held); !released)
        return forward(released);
    if (auto counts = recount(*held); !counts)
        return forward(counts);
    return commit();
}

Result<ChangedRows> RemoteRound::commit()
{
    if (auto due = m_search.keepPostponed(); !due)
        return forward(due);
    const auto heard = metaNumber(m_writer, known::kHeard);
    if (!heard)
        return forward(heard);
    if (m_highestSeq > *heard) {
        if (auto noted = setMeta(m_writer, known::kHeard, m_highestSeq); !noted)
            return forward(noted);
    }
    if (auto done = m_transaction->commit(); !done)
        return forward(done);
    m_transaction.reset();
    return std::move(m_changed);
}

} // namespace legwork::storage
