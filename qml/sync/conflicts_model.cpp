// SPDX-License-Identifier: Apache-2.0
#include "qml/sync/conflicts_model.h"

#include "core/usecases/edits.h"
#include "qml/session/row_making.h"

#include <algorithm>

namespace legwork {

namespace {

/// What stands on the card: the text of the value, or what an input field would show.
QString shownText(const usecases::ConflictCard &card, const usecases::ShownValue &value)
{
    if (!value.text.isEmpty() || !card.field)
        return value.text;
    return usecases::textOfValue(*card.field, value.value);
}

QString ruleOf(const usecases::ConflictCard &card)
{
    if (isNull(card.kept.value) && card.rowIsGone)
        return QStringLiteral("deleted");
    switch (card.field ? card.field->merge : MergeRule::Register) {
    case MergeRule::Ask:
        return QStringLiteral("ask");
    case MergeRule::StateMachine:
        return QStringLiteral("state-machine");
    case MergeRule::Text:
        return QStringLiteral("text");
    case MergeRule::FirstWins:
        return QStringLiteral("first-wins");
    default:
        return QStringLiteral("register");
    }
}

ConflictRow rowOfCard(const usecases::ConflictCard &card, Id<Person> me)
{
    const bool mineIsKept = card.keptBy == me;
    const usecases::ShownValue &mine = mineIsKept ? card.kept : card.other;
    const usecases::ShownValue &theirs = mineIsKept ? card.other : card.kept;
    ConflictRow row;
    row.id = textOf(card.id);
    const EntitySpec *spec = entity(card.entityNo);
    row.entity = spec ? QString::fromLatin1(spec->table) : QString();
    row.title = !card.accountName.isEmpty() ? card.accountName : card.rowTitle;
    row.field = card.field ? QString::fromLatin1(card.field->name) : QString();
    row.rule = ruleOf(card);
    row.accountId = textOf(card.accountId);
    row.base = shownText(card, card.base);
    row.mine = shownText(card, mine);
    row.theirs = shownText(card, theirs);
    row.theirName = mineIsKept ? card.otherByName : card.keptByName;
    row.mineAtMs = msOf(mineIsKept ? card.keptAt : card.otherAt);
    row.theirsAtMs = msOf(mineIsKept ? card.otherAt : card.keptAt);
    row.mineShown = mineIsKept;
    row.editable = card.field && card.field->type == FieldType::Text && !card.rowIsGone;
    row.rowIsGone = card.rowIsGone;
    return row;
}

} // namespace

void ConflictsModel::load()
{
    read([](storage::Reader &reader,
            const usecases::Context &context) { return usecases::conflictInbox(reader, context); },
         [this](const std::vector<usecases::ConflictCard> &cards) {
             m_cards = cards;
             std::vector<ConflictRow> rows;
             for (const usecases::ConflictCard &card : cards)
                 rows.push_back(rowOfCard(card, context().person));
             show(std::move(rows));
         });
}

const usecases::ConflictCard *ConflictsModel::card(const QString &id) const
{
    const auto found = std::ranges::find(m_cards, idOf<Conflict>(id),
                                         [](const usecases::ConflictCard &card) { return card.id; });
    return found == m_cards.end() ? nullptr : &*found;
}

void ConflictsModel::choose(const QString &id, bool mine)
{
    const usecases::ConflictCard *wanted = card(id);
    if (!wanted)
        return;
    const bool mineIsKept = wanted->keptBy == context().person;
    settle(id, mine == mineIsKept ? usecases::Settlement::KeepShown : usecases::Settlement::TakeOther, {});
}

void ConflictsModel::write(const QString &id, const QString &text)
{
    const usecases::ConflictCard *wanted = card(id);
    if (!wanted || !wanted->field)
        return;
    const auto value = usecases::valueOfText(*wanted->field, text);
    if (!value) {
        setError(value.error());
        return;
    }
    settle(id, usecases::Settlement::WriteOwn, *value);
}

void ConflictsModel::settle(const QString &id, usecases::Settlement settlement, const Value &own)
{
    const usecases::ConflictCard *wanted = card(id);
    const QString title = wanted->accountName.isEmpty() ? wanted->rowTitle : wanted->accountName;
    const Uuid undoId = Uuid::generate();
    ViewModel::write(
        [=, conflict = wanted->id, now = session()->now()](storage::UnitOfWork &unit,
                                                           const usecases::Context &context) {
            return usecases::settleConflict(unit, context, conflict, settlement, own, now, undoId);
        },
        [this, undoId, title] {
            rememberUndo(undoId);
            Q_EMIT settled(title);
        });
}

void ConflictsModel::show(std::vector<ConflictRow> conflicts)
{
    m_conflicts.replace(std::move(conflicts));
    setLoading(false);
}

} // namespace legwork
