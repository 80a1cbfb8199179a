// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/captures.h"

#include "core/domain/visit_rules.h"
#include "core/usecases/each_row.h"

namespace legwork::usecases {
namespace {

/// The account and scope that a capture falls under.
struct Ground {
    Id<Account> account;
    Uuid scope;
};

Result<Ground> groundOf(UnitOfWork &unit, const CaptureAt &at)
{
    if (!at.visit.isNull()) {
        const auto visit = required(unit, at.visit);
        if (!visit)
            return forward(visit);
        return Ground{visit->accountId, visit->scope};
    }
    const auto account = required(unit, at.account);
    if (!account)
        return forward(account);
    return Ground{at.account, account->scope};
}

/// A new row with its id, scope, account, visit and contact; fails when `text` says nothing.
template<class E>
Result<E> begun(UnitOfWork &unit, const CaptureAt &at, const QString &text)
{
    if (text.trimmed().isEmpty())
        return fail(QStringLiteral("capture.empty"), Advice::AskUser);
    const auto ground = groundOf(unit, at);
    if (!ground)
        return forward(ground);
    E row;
    row.id = Id<E>::generate();
    row.scope = ground->scope;
    row.accountId = ground->account;
    row.visitId = at.visit;
    if constexpr (requires { row.contactId; })
        row.contactId = at.contact;
    return row;
}

template<class E>
Result<Id<E>> stored(UnitOfWork &unit, const E &row)
{
    if (auto made = unit.insert(row); !made)
        return forward(made);
    return row.id;
}

Result<QString> nameOf(Reader &reader, Id<Contact> contact)
{
    const auto value = reader.connection().single("SELECT name FROM contact WHERE id = ?", contact);
    if (!value)
        return forward(value);
    QString name;
    fromValue(*value, name);
    return name;
}

} // namespace

Result<Id<Need>> captureNeed(UnitOfWork &unit, const CaptureAt &at, const NewNeed &need)
{
    auto row = begun<Need>(unit, at, need.statement);
    if (!row)
        return forward(row);
    row->statement = need.statement.trimmed();
    row->depth = need.depth;
    if (need.interest)
        row->interest = *need.interest;
    row->importance = need.importance;
    row->presentState = need.presentState;
    row->state = NeedState::Open;
    return stored(unit, *row);
}

Result<Id<Objection>> captureObjection(UnitOfWork &unit, const CaptureAt &at, const NewObjection &objection)
{
    auto row = begun<Objection>(unit, at, objection.statement);
    if (!row)
        return forward(row);
    row->statement = objection.statement.trimmed();
    row->type = objection.type;
    row->motive = objection.motive;
    row->response = objection.response;
    row->state = objection.response.trimmed().isEmpty() ? ObjectionState::Open : ObjectionState::Answered;
    return stored(unit, *row);
}

Result<Id<Commitment>> capturePromise(UnitOfWork &unit, const Context &context, const CaptureAt &at,
                                      const NewPromise &promise)
{
    auto row = begun<Commitment>(unit, at, promise.what);
    if (!row)
        return forward(row);
    row->what = promise.what.trimmed();
    row->side = promise.side;
    row->dueOn = promise.dueOn;
    row->marginDays = promise.marginDays;
    row->doneBy = promise.doneBy;
    if (row->doneBy.isEmpty() && promise.side == CommitmentSide::Ours) {
        row->doneBy = context.personName;
    } else if (row->doneBy.isEmpty() && !at.contact.isNull()) {
        const auto name = nameOf(unit, at.contact);
        if (!name)
            return forward(name);
        row->doneBy = *name;
    }
    row->state = CommitmentState::Open;
    row->stillNeeded = true;
    return stored(unit, *row);
}

Result<Id<Note>> captureNote(UnitOfWork &unit, const Context &context, const CaptureAt &at,
                             const QString &text, Instant now)
{
    auto row = begun<Note>(unit, at, text);
    if (!row)
        return forward(row);
    row->text = text.trimmed();
    row->personId = context.person;
    row->writtenAt = now;
    return stored(unit, *row);
}

Id<Moment> momentIdOf(Id<Visit> visit, Id<Person> person)
{
    return {Uuid::derive("moment", visit.uuid.toBytes() + person.uuid.toBytes())};
}

Result<Id<Moment>> scoreMoment(UnitOfWork &unit, const Context &context, const CaptureAt &at,
                               const NewMoment &moment, Instant now)
{
    if (!isMomentScore(moment.score) || (moment.idealScore && !isMomentScore(*moment.idealScore)))
        return fail(QStringLiteral("moment.out-of-scale"), Advice::AskUser);
    const auto ground = groundOf(unit, at);
    if (!ground)
        return forward(ground);
    Moment row;
    row.id = at.visit.isNull() ? Id<Moment>::generate() : momentIdOf(at.visit, context.person);
    row.scope = ground->scope;
    row.accountId = ground->account;
    row.visitId = at.visit;
    row.personId = context.person;
    row.happenedAt = now;
    const auto scored = unit.insertOrEdit(row, [&](Moment &edited) {
        if (!at.contact.isNull())
            edited.contactId = at.contact;
        if (!moment.touchPoint.isEmpty())
            edited.touchPoint = moment.touchPoint;
        edited.score = moment.score;
        edited.idealScore = moment.idealScore;
        edited.reason = moment.reason;
    });
    if (!scored)
        return forward(scored);
    return row.id;
}

Status setNeedState(UnitOfWork &unit, Id<Need> need, NeedState state)
{
    return unit.edit(need, [&](Need &row) { row.state = state; });
}

Status answerObjection(UnitOfWork &unit, Id<Objection> objection, const QString &response,
                       ObjectionState state)
{
    return unit.edit(objection, [&](Objection &row) {
        if (!response.trimmed().isEmpty())
            row.response = response;
        row.state = state;
    });
}

Status removeCapture(UnitOfWork &unit, int entityNo, const Uuid &rowId, const Uuid &undoId)
{
    if (entityNo != Need::kEntityNo && entityNo != Objection::kEntityNo && entityNo != Commitment::kEntityNo
        && entityNo != Note::kEntityNo && entityNo != Moment::kEntityNo)
        return fail(QStringLiteral("capture.not-one"), Advice::GiveUp);
    if (!undoId.isNull())
        unit.keepUndo(undoId, QStringLiteral("capture-removed"));
    if (entityNo != Moment::kEntityNo)
        return unit.markDeleted(entityNo, rowId, true);
    // Emptied rather than deleted: its id follows from the visit, so the same row must take the next score.
    return unit.edit(Id<Moment>{rowId}, [](Moment &row) {
        row.score.reset();
        row.idealScore.reset();
        row.reason.clear();
    });
}

} // namespace legwork::usecases
