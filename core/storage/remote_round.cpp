// SPDX-License-Identifier: Apache-2.0
#include "core/storage/remote_round.h"

#include "core/storage/tables.h"

#include <algorithm>

namespace legwork::storage {
namespace {

bool isSearched(const FieldSpec &field)
{
    return field.flags.testAnyFlags(FieldFlag::Title | FieldFlag::Searched);
}

} // namespace

RemoteRound::RemoteRound(sqlite::Connection &writer, Capture &capture)
    : m_writer(writer)
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
    return loadDirty();
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
    for (const Outcome &outcome : outcomes) {
        auto kept =
            m_writer.run("INSERT OR IGNORE INTO settled(op_no, txn_no, kind, entity, row_id, scope, wall_ms,"
                         " edits, verdict, seq, code, arguments, settled_ms)"
                         " SELECT op_no, txn_no, kind, entity, row_id, scope, wall_ms, edits, ?, ?, ?, ?, ?"
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

Status RemoteRound::grant(std::span<const ScopeGrant> grants)
{
    QSet<Uuid> granted;
    for (const ScopeGrant &grant : grants) {
        granted.insert(grant.scope);
        auto kept =
            m_writer.run("INSERT INTO cursor(scope, kind, seq) VALUES(?, ?, 0) ON CONFLICT DO NOTHING",
                         grant.scope, grant.kind);
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
        for (const EntitySpec &entity : entities()) {
            std::vector<Uuid> rows;
            {
                auto found = m_writer.prepare("SELECT id FROM " + quoted(entity.table) + " WHERE _scope = ?");
                if (!found)
                    return forward(found);
                found->bind(scope);
                for (auto more = found->step();; more = found->step()) {
                    if (!more)
                        return forward(more);
                    if (!*more)
                        break;
                    rows.push_back(found->id(0));
                }
            }
            for (const Uuid &row : rows) {
                if (m_dirty.contains(row))
                    continue;
                if (auto removed = removeRow(entity, row); !removed)
                    return removed;
            }
        }
        if (auto forgotten = m_writer.run("DELETE FROM cursor WHERE scope = ?", scope); !forgotten)
            return forgotten;
    }
    return {};
}

Status RemoteRound::apply(const RowBatch &batch)
{
    const EntitySpec *spec = entity(batch.entityNo);
    if (!spec)
        return {}; // of a newer version: fetched after the update
    static const QSet<int> kClean;
    const bool touchesSearch = std::any_of(batch.fieldNos.begin(), batch.fieldNos.end(), [&](int fieldNo) {
        const FieldSpec *field = spec->field(fieldNo);
        return field && isSearched(*field);
    });
    for (size_t row = 0; row < batch.size(); ++row) {
        const auto dirty = m_dirty.constFind(batch.ids[row]);
        if (auto done = applyRow(*spec, batch, row, dirty == m_dirty.cend() ? kClean : *dirty); !done)
            return done;
        if (touchesSearch || batch.deleted[row]) {
            if (auto indexed = indexRow(m_writer, *spec, batch.ids[row]); !indexed)
                return indexed;
        }
        m_changed.rows.push_back({batch.entityNo, batch.ids[row]});
    }
    return {};
}

Status RemoteRound::applyRow(const EntitySpec &entity, const RowBatch &batch, size_t row,
                             const QSet<int> &dirty)
{
    const Uuid &id = batch.ids[row];
    const auto putUnder = [&](int fieldNo, const Value &committed) {
        return m_writer.run("UPDATE shadow SET committed = ? WHERE row_id = ? AND field_no = ?", committed,
                            id, fieldNo);
    };
    if (dirty.contains(-1)) {
        if (auto exists = putUnder(-1, qint64(1)); !exists)
            return exists;
    }
    std::string names;
    std::string marks;
    std::string sets;
    std::vector<const Value *> values;
    for (size_t column = 0; column < batch.fieldNos.size(); ++column) {
        const auto &cell = batch.columns[column][row];
        const FieldSpec *field = entity.field(batch.fieldNos[column]);
        if (!cell || !field)
            continue;
        if (dirty.contains(field->no)) {
            if (auto kept = putUnder(field->no, *cell); !kept)
                return kept;
            continue;
        }
        const std::string name = quoted(field->name);
        names += ", " + name;
        marks += ", ?";
        sets += ", " + name + " = excluded." + name;
        values.push_back(&*cell);
    }
    const bool keepsOwnDeletion = dirty.contains(0);
    if (keepsOwnDeletion) {
        if (auto kept = putUnder(0, qint64(batch.deleted[row])); !kept)
            return kept;
    }
    auto statement = m_writer.prepare(
        "INSERT INTO " + quoted(entity.table) + "(id, _scope, _seq, _deleted" + names + ") VALUES(?, ?, ?, ?"
        + marks + ") ON CONFLICT(id) DO UPDATE SET _scope = excluded._scope, _seq = excluded._seq"
        + (keepsOwnDeletion ? "" : ", _deleted = excluded._deleted") + sets);
    if (!statement)
        return forward(statement);
    statement->bind(id, batch.scopes[row], batch.seqs[row], bool(batch.deleted[row]));
    for (const Value *value : values)
        statement->bindNext(*value);
    return statement->run();
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
    for (const Covered &covered : decided) {
        const EntitySpec *spec = entity(covered.entityNo);
        Status done;
        if (covered.fieldNo == -1) {
            // The server refused the row: it was never anywhere but here, and stands in `settled` in full.
            if (covered.committed == Value(qint64(0)))
                done = removeRow(*spec, covered.row);
        } else {
            const std::string column =
                covered.fieldNo == 0 ? std::string("_deleted") : quoted(spec->field(covered.fieldNo)->name);
            done = m_writer.run("UPDATE " + quoted(spec->table) + " SET " + column + " = ? WHERE id = ?",
                                covered.committed, covered.row);
        }
        if (!done)
            return done;
        if (auto gone = m_writer.run("DELETE FROM shadow WHERE row_id = ? AND field_no = ?", covered.row,
                                     covered.fieldNo);
            !gone)
            return gone;
        if (auto indexed = indexRow(m_writer, *spec, covered.row); !indexed)
            return indexed;
        m_changed.rows.push_back({covered.entityNo, covered.row});
    }
    return {};
}

Status RemoteRound::removeRow(const EntitySpec &entity, const Uuid &id)
{
    if (auto removed = m_writer.run("DELETE FROM " + quoted(entity.table) + " WHERE id = ?", id); !removed)
        return removed;
    m_changed.rows.push_back({entity.no, id});
    return indexRow(m_writer, entity, id);
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
    if (auto moved = m_writer.run("UPDATE cursor SET seq = ? WHERE seq < ?", target, target); !moved)
        return forward(moved);
    if (auto forgotten = m_writer.execute("DELETE FROM meta WHERE name = 'resume'; DELETE FROM staging");
        !forgotten)
        return forward(forgotten);
    return commit();
}

Result<ChangedRows> RemoteRound::commit()
{
    if (auto done = m_transaction->commit(); !done)
        return forward(done);
    m_transaction.reset();
    return std::move(m_changed);
}

} // namespace legwork::storage
