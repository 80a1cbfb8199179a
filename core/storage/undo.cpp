// SPDX-License-Identifier: Apache-2.0
#include "core/storage/undo.h"

#include "core/schema/codec.h"

namespace legwork::storage {
namespace {

Result<int> takeBack(UnitOfWork &unit, OperationKind kind, const EntitySpec &entity, const Uuid &row,
                     const std::vector<FieldEdit> &edits)
{
    const auto isDeleted =
        unit.connection().single("SELECT _deleted FROM " + quoted(entity.table) + " WHERE id = ?", row);
    if (!isDeleted)
        return forward(isDeleted);
    const bool gone = *isDeleted != Value(qint64(0));
    if (kind == OperationKind::Move) {
        const auto scope =
            unit.connection().single("SELECT _scope FROM " + quoted(entity.table) + " WHERE id = ?", row);
        if (!scope)
            return forward(scope);
        const FieldEdit &edit = edits.front();
        Uuid former;
        fromValue(edit.was, former);
        if (gone || *scope != edit.value)
            return 1; // somebody has moved it on
        if (auto done = unit.moveRow(entity.no, row, former); !done)
            return forward(done);
        return 0;
    }
    if (kind != OperationKind::Update) {
        const bool wantDeleted = kind != OperationKind::Delete;
        if (isNull(*isDeleted) || gone == wantDeleted)
            return 0;
        auto done = unit.markDeleted(entity.no, row, wantDeleted);
        if (!done)
            return forward(done);
        return 0;
    }
    int kept = 0;
    for (const FieldEdit &edit : edits) {
        const FieldSpec *field = entity.field(edit.fieldNo);
        const auto now = unit.connection().single(
            "SELECT " + quoted(field->name) + " FROM " + quoted(entity.table) + " WHERE id = ?", row);
        if (!now)
            return forward(now);
        const bool isCounter = field->merge == MergeRule::Counter;
        if (gone || (!isCounter && *now != edit.value)) {
            ++kept;
            continue;
        }
        const Value former = isCounter ? counted(*now, edit.was, edit.value) : edit.was;
        if (auto done = unit.setField(entity, row, edit.fieldNo, former); !done)
            return forward(done);
    }
    return kept;
}

} // namespace

Result<int> undoUnit(UnitOfWork &unit, const Uuid &undoId, const Uuid &except)
{
    struct Change {
        OperationKind kind;
        const EntitySpec *entity;
        Uuid row;
        std::vector<FieldEdit> edits;
    };
    std::vector<Change> changes;
    {
        auto statement = unit.connection().prepare(
            "SELECT c.kind, c.entity, c.row_id, c.edits FROM undo_change c JOIN undo u USING(id)"
            " WHERE c.id = ? AND u.undone = 0 ORDER BY c.no DESC");
        if (!statement)
            return forward(statement);
        statement->bind(undoId);
        for (auto more = statement->step();; more = statement->step()) {
            if (!more)
                return forward(more);
            if (!*more)
                break;
            auto edits = decodeEdits(statement->bytes(3));
            const EntitySpec *spec = entity(int(statement->integer(1)));
            if (!edits || !spec)
                return fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
            changes.push_back(
                {OperationKind(statement->integer(0)), spec, statement->id(2), std::move(*edits)});
        }
    }
    if (changes.empty())
        return fail(QStringLiteral("storage.no-undo"), Advice::GiveUp);
    int kept = 0;
    for (const Change &change : changes) {
        if (change.row == except)
            continue;
        const auto done = takeBack(unit, change.kind, *change.entity, change.row, change.edits);
        if (!done)
            return forward(done);
        kept += *done;
    }
    if (auto used = unit.connection().run("UPDATE undo SET undone = 1 WHERE id = ?", undoId); !used)
        return forward(used);
    return kept;
}

} // namespace legwork::storage
