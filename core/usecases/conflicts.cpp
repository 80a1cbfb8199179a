// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/conflicts.h"

#include "core/usecases/each_row.h"
#include "core/usecases/edits.h"
#include "core/usecases/row_names.h"

namespace legwork::usecases {
namespace {

Result<ShownValue> shown(Reader &reader, const FieldSpec *field, Value value)
{
    ShownValue shown;
    if (field && field->type == FieldType::Reference && field->refersTo != 0) {
        Uuid id;
        fromValue(value, id);
        const auto name = rowName(reader, field->refersTo, id);
        if (!name)
            return forward(name);
        shown.text = name->title;
    } else if (field) {
        shown.text = textOfValue(*field, value);
    }
    shown.value = std::move(value);
    return shown;
}

/// Bytes that are no value show as nothing; they cannot be chosen either.
Value unpacked(const Packed &packed) { return packed.value().value_or(Value()); }

Status fillValues(Reader &reader, const Conflict &conflict, ConflictCard &card)
{
    Value now;
    if (card.field) {
        const auto held =
            reader.connection().single("SELECT " + storage::quoted(card.field->name) + " FROM "
                                           + storage::quoted(entity(card.entityNo)->table) + " WHERE id = ?",
                                       card.rowId);
        if (!held)
            return forward(held);
        now = *held;
    }
    for (const Status &filled : {take(shown(reader, card.field, unpacked(conflict.baseValue)), card.base),
                                 take(shown(reader, card.field, unpacked(conflict.keptValue)), card.kept),
                                 take(shown(reader, card.field, unpacked(conflict.otherValue)), card.other),
                                 take(shown(reader, card.field, std::move(now)), card.now)}) {
        if (!filled)
            return filled;
    }
    return {};
}

Result<ConflictCard> cardOf(Reader &reader, const Conflict &conflict)
{
    ConflictCard card;
    card.id = conflict.id;
    card.entityNo = int(conflict.entityNo.value_or(0));
    card.rowId = conflict.rowId;
    card.fieldNo = int(conflict.fieldNo.value_or(0));
    const EntitySpec *spec = entity(card.entityNo);
    card.field = spec ? spec->field(card.fieldNo) : nullptr;
    const auto name = rowName(reader, card.entityNo, card.rowId);
    if (!name)
        return forward(name);
    card.rowTitle = name->title;
    card.accountId = name->accountId;
    card.accountName = name->accountName;
    card.rowIsGone = !name->exists || name->isDeleted;
    if (auto filled = fillValues(reader, conflict, card); !filled)
        return forward(filled);
    card.keptBy = conflict.keptBy;
    card.otherBy = conflict.otherBy;
    card.keptAt = conflict.keptAt;
    card.otherAt = conflict.otherAt;
    card.isOpen = conflict.state != ConflictState::Settled;
    card.settledAt = conflict.settledAt;
    PersonNames names(reader);
    for (const Status &filled : {take(names.of(conflict.keptBy), card.keptByName),
                                 take(names.of(conflict.otherBy), card.otherByName),
                                 take(names.of(conflict.settledBy), card.settledByName)}) {
        if (!filled)
            return forward(filled);
    }
    return card;
}

/// Writes the chosen value to the row.
Status writeTarget(UnitOfWork &unit, const Conflict &conflict, const Value &value)
{
    const int entityNo = int(conflict.entityNo.value_or(0));
    const int fieldNo = int(conflict.fieldNo.value_or(0));
    const auto name = rowName(unit, entityNo, conflict.rowId);
    if (!name)
        return forward(name);
    if (!name->exists)
        return fail(QStringLiteral("conflict.row-gone"), Advice::AskUser);
    if (name->isDeleted) {
        if (auto back = unit.markDeleted(entityNo, conflict.rowId, false); !back)
            return back;
    }
    return editFields(unit, entityNo, conflict.rowId, {{fieldNo, value}});
}

} // namespace

Result<std::vector<ConflictCard>> conflictInbox(Reader &reader, const Context &context, ConflictsOf whose)
{
    const auto rows =
        whose == ConflictsOf::Person ? reader.select<Conflict>(
            "ifnull(state, 'open') = 'open' AND otherBy = ? ORDER BY otherAt DESC, id DESC", context.person)
                                     : reader.select<Conflict>(
                                         "ifnull(state, 'open') = 'open' ORDER BY otherAt DESC, id DESC");
    if (!rows)
        return forward(rows);
    std::vector<ConflictCard> cards;
    cards.reserve(rows->size());
    for (const Conflict &row : *rows) {
        auto card = cardOf(reader, row);
        if (!card)
            return forward(card);
        cards.push_back(std::move(*card));
    }
    return cards;
}

Result<ConflictCard> conflictCard(Reader &reader, Id<Conflict> conflict)
{
    const auto row = required(reader, conflict);
    if (!row)
        return forward(row);
    return cardOf(reader, *row);
}

Status settleConflict(UnitOfWork &unit, const Context &context, Id<Conflict> id, Settlement settlement,
                      const Value &own, Instant now, const Uuid &undoId)
{
    const auto conflict = required(unit, id);
    if (!conflict)
        return forward(conflict);
    if (conflict->state == ConflictState::Settled)
        return fail(QStringLiteral("conflict.settled"), Advice::AskUser);
    Packed chosen = conflict->keptValue;
    if (settlement != Settlement::KeepShown) {
        chosen = settlement == Settlement::TakeOther ? conflict->otherValue : Packed::of(own);
        if (auto written = writeTarget(unit, *conflict, unpacked(chosen)); !written)
            return written;
    }
    if (!undoId.isNull())
        unit.keepUndo(undoId, QStringLiteral("conflict-settled"));
    return unit.edit(id, [&](Conflict &row) {
        row.state = ConflictState::Settled;
        row.settledBy = context.person;
        row.settledAt = now;
        row.settledValue = chosen;
    });
}

} // namespace legwork::usecases
