// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/sync_overview.h"

#include "core/schema/codec.h"
#include "core/storage/tables.h"
#include "core/usecases/day_state.h"
#include "core/usecases/each_row.h"
#include "core/usecases/lost_rows.h"
#include "core/usecases/row_names.h"
#include "core/usecases/team_sync.h"

#include <algorithm>

namespace legwork::usecases {
namespace {

Result<std::vector<ScopeLine>> scopeLines(Reader &reader)
{
    const auto held = storage::cursors(reader.connection());
    if (!held)
        return forward(held);
    std::vector<ScopeLine> lines;
    for (const ScopeCursor &cursor : *held) {
        ScopeLine line;
        line.scope = cursor.scope;
        line.seq = cursor.seq;
        for (const int entityNo : {Company::kEntityNo, Territory::kEntityNo, Person::kEntityNo}) {
            const auto name = rowName(reader, entityNo, cursor.scope);
            if (!name)
                return forward(name);
            if (name->exists)
                line.name = name->title;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<std::vector<EditLine>> attentionLines(Reader &reader)
{
    const auto fates = storage::attention(reader.connection());
    if (!fates)
        return forward(fates);
    return editLines(reader, *fates);
}

Result<std::vector<EditLine>> recentLines(Reader &reader, int count)
{
    const auto fates = storage::fates(reader.connection(), {}, count);
    if (!fates)
        return forward(fates);
    return editLines(reader, *fates);
}

/// The refused operations of the unit that `opNo` was part of, in their order.
Result<std::vector<Operation>> refusedUnit(UnitOfWork &unit, qint64 opNo)
{
    const auto fates = storage::attention(unit.connection());
    if (!fates)
        return forward(fates);
    const auto asked = std::ranges::find_if(
        *fates, [&](const storage::EditFate &fate) { return fate.operation.opNo == opNo; });
    if (asked == fates->end())
        return fail(QStringLiteral("sync.not-refused"), Advice::GiveUp);
    std::vector<Operation> operations;
    for (const storage::EditFate &fate : *fates) {
        if (fate.operation.unit == asked->operation.unit)
            operations.push_back(fate.operation);
    }
    return operations;
}

Status takeOff(UnitOfWork &unit, const std::vector<Operation> &operations)
{
    for (const Operation &operation : operations) {
        if (auto handled = storage::markHandled(unit.connection(), operation.opNo); !handled)
            return handled;
    }
    return {};
}

Status makeRow(UnitOfWork &unit, const EntitySpec &entity, const Operation &operation)
{
    std::vector<Value> values(entity.fields.size());
    for (const FieldEdit &edit : operation.fields) {
        if (entity.field(edit.fieldNo))
            values[size_t(edit.fieldNo - 1)] = edit.value;
    }
    return unit.insertValues(entity, operation.rowId, operation.scope, values);
}

Status setFields(UnitOfWork &unit, const EntitySpec &entity, const Operation &operation)
{
    for (const FieldEdit &edit : operation.fields) {
        const FieldSpec *field = entity.field(edit.fieldNo);
        if (!field)
            continue;
        Value value = edit.value;
        if (field->merge == MergeRule::Counter) {
            const auto now = unit.connection().single("SELECT " + storage::quoted(field->name) + " FROM "
                                                          + storage::quoted(entity.table) + " WHERE id = ?",
                                                      operation.rowId);
            if (!now)
                return forward(now);
            value = counted(*now, edit.value, edit.was);
        }
        if (auto done = unit.setField(entity, operation.rowId, edit.fieldNo, value); !done)
            return done;
    }
    return {};
}

/// Makes one refused edit anew; false when what it was about is no longer here.
Result<bool> makeAnew(UnitOfWork &unit, const Operation &operation)
{
    const EntitySpec *spec = entity(operation.entityNo);
    const auto name = rowName(unit, operation.entityNo, operation.rowId);
    if (!name)
        return forward(name);
    const bool isInsert = operation.kind == OperationKind::Insert;
    if (!spec || (!name->exists && !isInsert))
        return false;
    Status done;
    switch (operation.kind) {
    case OperationKind::Insert:
        done = name->exists ? setFields(unit, *spec, operation) : makeRow(unit, *spec, operation);
        break;
    case OperationKind::Update:
        if (name->isDeleted)
            return false;
        done = setFields(unit, *spec, operation);
        break;
    case OperationKind::Delete:
    case OperationKind::Undelete:
        if (name->isDeleted == (operation.kind == OperationKind::Delete))
            return false;
        done = unit.markDeleted(spec->no, operation.rowId, operation.kind == OperationKind::Delete);
        break;
    case OperationKind::Move: {
        Uuid target;
        fromValue(operation.fields.front().value, target);
        if (name->isDeleted)
            return false;
        done = unit.moveRow(spec->no, operation.rowId, target);
        break;
    }
    }
    if (!done)
        return forward(done);
    return true;
}

} // namespace

Result<SyncOverview> syncOverview(Reader &reader, const Context &context, int recentCount)
{
    SyncOverview overview;
    for (const Status &filled :
         {take(storage::outboxState(reader.connection()), overview.outbox),
          take(lastReceipt(reader), overview.lastReceipt), take(attentionLines(reader), overview.attention),
          take(recentLines(reader, recentCount), overview.recent), take(scopeLines(reader), overview.scopes),
          take(openConflictCount(reader, context), overview.openConflicts),
          take(storage::sendingState(reader.connection()), overview.pictures),
          take(lostRowCount(reader), overview.lostRows),
          take(usecases::leadsTeam(reader, context), overview.leadsTeam)}) {
        if (!filled)
            return forward(filled);
    }
    return overview;
}

Result<Resent> resendRefused(UnitOfWork &unit, qint64 opNo)
{
    const auto operations = refusedUnit(unit, opNo);
    if (!operations)
        return forward(operations);
    Resent resent;
    for (const Operation &operation : *operations) {
        const auto made = makeAnew(unit, operation);
        if (!made)
            return forward(made);
        ++(*made ? resent.operations : resent.leftOut);
    }
    if (auto off = takeOff(unit, *operations); !off)
        return forward(off);
    return resent;
}

Status dismissRefused(UnitOfWork &unit, qint64 opNo)
{
    const auto operations = refusedUnit(unit, opNo);
    if (!operations)
        return forward(operations);
    return takeOff(unit, *operations);
}

} // namespace legwork::usecases
