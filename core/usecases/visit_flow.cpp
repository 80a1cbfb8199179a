// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/visit_flow.h"

#include "core/domain/visit_rules.h"
#include "core/usecases/each_row.h"

namespace legwork::usecases {
namespace {

tl::unexpected<Error> wrongState(const Visit &visit)
{
    return fail(QStringLiteral("visit.wrong-state"), Advice::AskUser, {visit.state.code()});
}

/// A visit without a state is one that was planned; a state of a newer version is left alone.
bool mayBecome(const Visit &visit, VisitState next)
{
    if (!visit.state.isSet())
        return mayMove(VisitState::Planned, next);
    const auto state = visit.state.known();
    return state && mayMove(*state, next);
}

Result<Id<Visit>> otherOpenVisit(Reader &reader, const Context &context, Id<Visit> visit)
{
    const auto value = reader.connection().single(
        "SELECT id FROM visit WHERE personId = ? AND state = 'checked-in' AND _deleted = 0 AND id <> ?"
        " ORDER BY checkInAt DESC LIMIT 1",
        context.person, visit);
    if (!value)
        return forward(value);
    Id<Visit> other;
    fromValue(*value, other);
    return other;
}

Result<CheckedIn> judge(Reader &reader, const Context &context, const Visit &visit,
                        const std::optional<CheckInFix> &fix)
{
    const auto place =
        reader.connection().single("SELECT position FROM account WHERE id = ?", visit.accountId);
    if (!place)
        return forward(place);
    GeoPoint at;
    fromValue(*place, at);
    CheckedIn arrival;
    arrival.judgement = judgeCheckIn(at, fix);
    const auto other = otherOpenVisit(reader, context, visit.id);
    if (!other)
        return forward(other);
    arrival.otherOpenVisit = *other;
    return arrival;
}

Status changeWhileOpen(UnitOfWork &unit, Id<Visit> id, const auto &change)
{
    const auto visit = required(unit, id);
    if (!visit)
        return forward(visit);
    if (visit->state == VisitState::Cancelled)
        return wrongState(*visit);
    return unit.edit(id, change);
}

/// Moves or makes the visit that follows, as long as nobody has begun it.
Result<Id<Visit>> planNext(UnitOfWork &unit, const Context &context, const Visit &visit, QDate day)
{
    const Id<Visit> id = nextVisitIdOf(visit.id);
    const auto present = unit.find(id);
    if (!present)
        return forward(present);
    if (!*present && !day.isValid())
        return Id<Visit>();
    if (*present && (*present)->state != VisitState::Planned && (*present)->state != VisitState::Cancelled)
        return id; // begun or done: it is history by now
    Visit next;
    next.id = id;
    next.scope = visit.scope;
    next.accountId = visit.accountId;
    next.personId = context.person;
    next.purpose = VisitPurpose::Routine;
    const auto planned = unit.insertOrEdit(next, [&](Visit &row) {
        if (row.plannedOn.isValid() && row.plannedOn != day) { // no longer what was agreed or put in order
            row.plannedAt = {};
            row.position.reset();
        }
        row.state = day.isValid() ? VisitState::Planned : VisitState::Cancelled;
        if (day.isValid())
            row.plannedOn = day;
    });
    if (!planned)
        return forward(planned);
    return day.isValid() ? id : Id<Visit>();
}

} // namespace

Id<Visit> nextVisitIdOf(Id<Visit> visit) { return {Uuid::derive("next-visit", visit.uuid.toBytes())}; }

Result<CheckedIn> judgeCheckInAt(Reader &reader, const Context &context, Id<Visit> id,
                                 const std::optional<CheckInFix> &fix)
{
    const auto visit = required(reader, id);
    if (!visit)
        return forward(visit);
    return judge(reader, context, *visit, fix);
}

Result<CheckedIn> checkIn(UnitOfWork &unit, const Context &context, Id<Visit> id, const CheckIn &arrival,
                          Instant now)
{
    const auto visit = required(unit, id);
    if (!visit)
        return forward(visit);
    if (!mayBecome(*visit, VisitState::CheckedIn))
        return wrongState(*visit);
    const auto judged = judge(unit, context, *visit, arrival.fix);
    if (!judged)
        return forward(judged);
    const QString reason = arrival.reason.trimmed();
    if (judged->judgement.needsReason && reason.isEmpty())
        return fail(QStringLiteral("visit.reason-needed"), Advice::AskUser);
    const auto stored = unit.edit(id, [&](Visit &row) {
        row.state = VisitState::CheckedIn;
        row.personId = context.person;
        row.checkInAt = now;
        row.checkInReason = reason;
        if (!row.step.isSet())
            row.step = VisitStep::Explore;
        if (arrival.fix && arrival.fix->at.isSet()) {
            row.checkInPosition = arrival.fix->at;
            row.checkInAccuracyM = arrival.fix->accuracyM;
            row.checkInDistanceM = judged->judgement.distanceM;
            row.checkInMocked = arrival.fix->isMocked;
        }
    });
    if (!stored)
        return forward(stored);
    return judged;
}

Status setStep(UnitOfWork &unit, Id<Visit> id, VisitStep step)
{
    return changeWhileOpen(unit, id, [&](Visit &row) { row.step = step; });
}

Status setMet(UnitOfWork &unit, Id<Visit> id, Id<Contact> contact, bool met)
{
    return changeWhileOpen(unit, id, [&](Visit &row) {
        if (met)
            row.metContacts.insert(contact.uuid.toText());
        else
            row.metContacts.remove(contact.uuid.toText());
    });
}

Status setSummary(UnitOfWork &unit, Id<Visit> id, const QString &summary)
{
    return changeWhileOpen(unit, id, [&](Visit &row) { row.summary = summary; });
}

Result<Id<Visit>> setNextStep(UnitOfWork &unit, const Context &context, Id<Visit> id, const QString &nextStep,
                              QDate nextVisitOn)
{
    const auto visit = required(unit, id);
    if (!visit)
        return forward(visit);
    if (visit->state == VisitState::Cancelled)
        return wrongState(*visit);
    const auto stored = unit.edit(id, [&](Visit &row) {
        row.nextStep = nextStep;
        row.nextVisitOn = nextVisitOn;
    });
    if (!stored)
        return forward(stored);
    return planNext(unit, context, *visit, nextVisitOn);
}

Status checkOut(UnitOfWork &unit, Id<Visit> id, const QString &summary, Instant now)
{
    const auto visit = required(unit, id);
    if (!visit)
        return forward(visit);
    if (!mayBecome(*visit, VisitState::Done))
        return wrongState(*visit);
    const auto stored = unit.edit(id, [&](Visit &row) {
        row.state = VisitState::Done;
        row.checkOutAt = now;
        if (!summary.trimmed().isEmpty())
            row.summary = summary;
    });
    if (!stored)
        return stored;
    const auto open = unit.select<PlaybookRun>("visitId = ? AND finishedAt IS NULL ORDER BY id", id);
    if (!open)
        return forward(open);
    for (const PlaybookRun &run : *open) {
        if (auto ended = unit.edit(run.id, [&](PlaybookRun &row) { row.finishedAt = now; }); !ended)
            return ended;
    }
    return {};
}

Status cancelVisit(UnitOfWork &unit, Id<Visit> id, const Uuid &undoId)
{
    const auto visit = required(unit, id);
    if (!visit)
        return forward(visit);
    if (!mayBecome(*visit, VisitState::Cancelled))
        return wrongState(*visit);
    if (!undoId.isNull())
        unit.keepUndo(undoId, QStringLiteral("visit-cancelled"));
    return unit.edit(id, [](Visit &row) { row.state = VisitState::Cancelled; });
}

Status rescheduleVisit(UnitOfWork &unit, Id<Visit> id, QDate day, Instant appointedAt, const Uuid &undoId)
{
    const auto visit = required(unit, id);
    if (!visit)
        return forward(visit);
    if (!day.isValid() || (visit->state.isSet() && visit->state != VisitState::Planned))
        return wrongState(*visit);
    if (!undoId.isNull())
        unit.keepUndo(undoId, QStringLiteral("visit-rescheduled"));
    return unit.edit(id, [&](Visit &row) {
        if (row.plannedOn != day)
            row.position.reset(); // its place in the order belonged to the other day
        row.plannedOn = day;
        row.plannedAt = appointedAt;
    });
}

} // namespace legwork::usecases
