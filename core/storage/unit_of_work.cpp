// SPDX-License-Identifier: Apache-2.0
#include "core/storage/unit_of_work.h"

#include "core/storage/search_index.h"
#include "core/storage/tables.h"

#include <algorithm>
#include <map>

namespace legwork::storage {
namespace {

bool isSearchTouched(const EntitySpec &entity, const Operation &operation)
{
    if (operation.kind != OperationKind::Update)
        return true;
    return std::any_of(operation.fields.begin(), operation.fields.end(), [&](const FieldEdit &edit) {
        return SearchIndex::covers(*entity.field(edit.fieldNo));
    });
}

} // namespace

UnitOfWork::UnitOfWork(sqlite::Connection &writer, Capture &capture, const Clock &clock)
    : Reader(writer)
    , m_capture(capture)
    , m_clock(clock)
{
}

UnitOfWork::~UnitOfWork() { m_capture.abandon(); }

Status UnitOfWork::begin()
{
    auto transaction = sqlite::Transaction::begin(m_connection);
    if (!transaction)
        return forward(transaction);
    m_transaction.emplace(std::move(*transaction));
    m_capture.begin();
    return {};
}

namespace {

/// Texts come from people: what cannot be kept as it is, or sent, is refused while whoever wrote it looks on.
Status textFits(const EntitySpec &entity, const FieldSpec &field, const Value &value)
{
    const auto *text = std::get_if<QString>(&value);
    if (!text)
        return {};
    const QStringList place{QLatin1String(entity.table), QLatin1String(field.name)};
    if (!text->isValidUtf16() || text->contains(QChar(0)))
        return fail(QStringLiteral("storage.bad-character"), Advice::AskUser, place);
    // A character takes at most three bytes here; most texts are far from the bound.
    if (text->size() > kValueBytesMax / 3 && text->toUtf8().size() > kValueBytesMax)
        return fail(QStringLiteral("storage.long-text"), Advice::AskUser, place);
    return {};
}

} // namespace

Status UnitOfWork::insertValues(const EntitySpec &entity, const Uuid &id, const Uuid &scope,
                                const std::vector<Value> &values)
{
    for (size_t i = 0; i < values.size(); ++i) {
        if (auto fits = textFits(entity, entity.fields[i], values[i]); !fits)
            return fits;
    }
    std::string marks;
    for (size_t i = 0; i < entity.fields.size(); ++i)
        marks += ", ?";
    auto statement = m_connection.prepare("INSERT INTO " + quoted(entity.table) + '(' + selectList(entity)
                                          + ") VALUES(?, ?" + marks + ')');
    if (!statement)
        return forward(statement);
    statement->bind(id, scope);
    for (const Value &value : values)
        statement->bindNext(value);
    return statement->run();
}

Status UnitOfWork::setField(const EntitySpec &entity, const Uuid &id, int fieldNo, const Value &value)
{
    const FieldSpec *field = entity.field(fieldNo);
    if (!field)
        return fail(QStringLiteral("storage.no-field"), Advice::GiveUp);
    if (auto fits = textFits(entity, *field, value); !fits)
        return fits;
    auto done = m_connection.run(
        "UPDATE " + quoted(entity.table) + " SET " + quoted(field->name) + " = ? WHERE id = ?", value, id);
    if (done && m_connection.changes() == 0)
        return fail(QStringLiteral("storage.no-row"), Advice::GiveUp);
    return done;
}

Status UnitOfWork::updateValues(const EntitySpec &entity, const Uuid &id, const std::vector<Value> &before,
                                const std::vector<Value> &after)
{
    std::string sql;
    std::vector<const Value *> changed;
    for (size_t i = 0; i < after.size(); ++i) {
        if (before[i] == after[i])
            continue;
        if (auto fits = textFits(entity, entity.fields[i], after[i]); !fits)
            return fits;
        sql += (changed.empty() ? "" : ", ") + quoted(entity.fields[i].name) + " = ?";
        changed.push_back(&after[i]);
    }
    if (changed.empty())
        return {};
    auto statement = m_connection.prepare("UPDATE " + quoted(entity.table) + " SET " + sql + " WHERE id = ?");
    if (!statement)
        return forward(statement);
    for (const Value *value : changed)
        statement->bindNext(*value);
    return statement->bind(id).run();
}

Status UnitOfWork::markDeleted(int entityNo, const Uuid &id, bool deleted)
{
    auto done = m_connection.run(
        "UPDATE " + quoted(entity(entityNo)->table) + " SET _deleted = ? WHERE id = ?", deleted, id);
    if (done && m_connection.changes() == 0)
        return fail(QStringLiteral("storage.no-row"), Advice::GiveUp);
    return done;
}

Result<std::optional<bool>> UnitOfWork::isDeleted(int entityNo, const Uuid &id)
{
    const auto mark =
        m_connection.single("SELECT _deleted FROM " + quoted(entity(entityNo)->table) + " WHERE id = ?", id);
    if (!mark)
        return forward(mark);
    return isNull(*mark) ? std::nullopt : std::optional(*mark != Value(qint64(0)));
}

Status UnitOfWork::moveRow(int entityNo, const Uuid &id, const Uuid &scope)
{
    auto done = m_connection.run("UPDATE " + quoted(entity(entityNo)->table) + " SET _scope = ? WHERE id = ?",
                                 scope, id);
    if (done && m_connection.changes() == 0)
        return fail(QStringLiteral("storage.no-row"), Advice::GiveUp);
    return done;
}

void UnitOfWork::keepUndo(const Uuid &id, const QString &label)
{
    m_undoId = id;
    m_undoLabel = label;
}

Result<ChangedRows> UnitOfWork::commit()
{
    std::vector<Operation> operations = m_capture.finish();
    ChangedRows changed;
    // An empty unit still ends its transaction, which tells of writes that went past it.
    if (!operations.empty()) {
        if (auto written = writeOutbox(operations); !written)
            return forward(written);
        for (const Operation &operation : operations) {
            const EntitySpec &spec = *entity(operation.entityNo);
            if (isSearchTouched(spec, operation)) {
                if (auto indexed = SearchIndex(m_connection).update(spec, operation.rowId); !indexed)
                    return forward(indexed);
            }
            changed.rows.push_back({operation.entityNo, operation.rowId});
        }
        if (!m_undoId.isNull()) {
            if (auto kept = writeUndo(operations, operations.front().at.wall); !kept)
                return forward(kept);
        }
    }
    if (m_capture.sawStrayWrite())
        return fail(QStringLiteral("storage.uncaptured"), Advice::GiveUp);
    if (auto done = m_transaction->commit(); !done)
        return forward(done);
    return changed;
}

Status UnitOfWork::writeOutbox(std::vector<Operation> &operations)
{
    const EditStamp now = m_clock.now();
    const auto next =
        m_connection.number("SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'outbox'), 0) + 1");
    if (!next)
        return forward(next);
    qint64 opNo = *next;
    const Uuid unit = Uuid::generate();
    std::map<Uuid, qint64> bases;
    for (Operation &operation : operations) {
        operation.opNo = opNo++;
        operation.unit = unit;
        operation.at = now;
        const auto [base, isNew] = bases.try_emplace(operation.scope, 0);
        if (isNew) {
            const auto seq = m_connection.number("SELECT seq FROM cursor WHERE scope = ?", operation.scope);
            if (!seq)
                return forward(seq);
            base->second = *seq;
        }
        // A row may be newer than its scope's cursor while a download is still coming in.
        operation.base = std::max(operation.base, base->second);
        auto written = m_connection.run(
            "INSERT INTO outbox(op_no, unit, kind, entity, row_id, scope, base, wall_ms, "
            "boot, monotonic_ms, edits)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            operation.opNo, unit, int(operation.kind), operation.entityNo, operation.rowId, operation.scope,
            operation.base, now.wall.ms, now.boot, now.monotonicMs, encodeEdits(operation.fields));
        if (!written)
            return written;
        if (auto shadowed = writeShadow(operation); !shadowed)
            return shadowed;
    }
    return {};
}

Status UnitOfWork::writeShadow(const Operation &operation)
{
    // The first undecided operation on a field keeps the server's value; later ones only move the mark.
    const auto shadow = [&](int fieldNo, const Value &committed) {
        // Of a row that the server has not got it has no value either.
        return m_connection.run("INSERT INTO shadow(row_id, field_no, entity, committed, last_op)"
                                " VALUES(?1, ?2, ?3, iif(?2 > 0 AND EXISTS (SELECT 1 FROM shadow"
                                " WHERE row_id = ?1 AND field_no = -1 AND committed = 0), NULL, ?4), ?5)"
                                " ON CONFLICT DO UPDATE SET last_op = excluded.last_op",
                                operation.rowId, fieldNo, operation.entityNo, committed, operation.opNo);
    };
    switch (operation.kind) {
    case OperationKind::Insert:
        return shadow(-1, qint64(0));
    case OperationKind::Delete:
        return shadow(0, qint64(0));
    case OperationKind::Undelete:
        return shadow(0, qint64(1));
    case OperationKind::Move:
        return shadow(kScopeShadow, operation.fields.front().was);
    case OperationKind::Update:
        for (const FieldEdit &edit : operation.fields) {
            if (auto done = shadow(edit.fieldNo, edit.was); !done)
                return done;
        }
    }
    return {};
}

Status UnitOfWork::writeUndo(const std::vector<Operation> &operations, Instant now)
{
    if (auto kept = m_connection.run("INSERT INTO undo(id, label, made_ms) VALUES(?, ?, ?)", m_undoId,
                                     m_undoLabel, now.ms);
        !kept)
        return kept;
    int no = 0;
    for (const Operation &operation : operations) {
        auto kept = m_connection.run("INSERT INTO undo_change(id, no, kind, entity, row_id, edits)"
                                     " VALUES(?, ?, ?, ?, ?, ?)",
                                     m_undoId, ++no, int(operation.kind), operation.entityNo, operation.rowId,
                                     encodeEdits(operation.fields));
        if (!kept)
            return kept;
    }
    return {};
}

} // namespace legwork::storage
