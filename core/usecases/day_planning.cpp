// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/day_planning.h"

#include "core/domain/visit_rules.h"
#include "core/usecases/day_state.h"
#include "core/usecases/each_row.h"
#include "core/usecases/last_visits.h"
#include "core/usecases/lines.h"

#include <QSet>

#include <algorithm>
#include <limits>
#include <numeric>

namespace legwork::usecases {
namespace {

constexpr int kDayBeginsAt = 9; // o'clock, local time

/// Accounts that have a visit planned from that day on, or are being visited.
Result<QSet<Uuid>> plannedAccounts(Reader &reader, QDate day)
{
    QSet<Uuid> planned;
    const auto read = eachRow(
        reader,
        "SELECT accountId FROM visit WHERE _deleted = 0 AND (state = 'checked-in'"
        " OR (plannedOn >= ? AND ifnull(state, 'planned') = 'planned'))",
        [&](const sqlite::Statement &row) { planned.insert(row.id(0)); }, day.toString(Qt::ISODate));
    if (!read)
        return forward(read);
    return planned;
}

/// Says whether the account is due, and why.
bool isDue(VisitCandidate &candidate, QDate day, bool hasPressingPromise)
{
    candidate.purpose = candidate.lastVisitOn.isValid() ? VisitPurpose::Routine : VisitPurpose::Introduction;
    if (candidate.lastVisitOn.isValid() && candidate.lastVisitOn >= day)
        return false;
    if (candidate.lastVisitOn.isValid()) {
        const qint64 passed = candidate.lastVisitOn.daysTo(day);
        candidate.overdueDays = int(std::max<qint64>(0, passed - candidate.cadenceDays));
        candidate.reason = DueReason::CadenceReached;
        if (!hasPressingPromise)
            return passed >= candidate.cadenceDays;
    }
    candidate.reason = hasPressingPromise ? DueReason::PromiseDue : DueReason::NeverVisited;
    return true;
}

bool comesBefore(const VisitCandidate &left, const VisitCandidate &right)
{
    if (left.isMine != right.isMine)
        return left.isMine;
    const bool leftPromised = left.reason == DueReason::PromiseDue;
    const bool rightPromised = right.reason == DueReason::PromiseDue;
    if (leftPromised != rightPromised)
        return leftPromised;
    if (left.cadenceDays != right.cadenceDays)
        return left.cadenceDays < right.cadenceDays;
    if (left.lastVisitOn != right.lastVisitOn)
        return left.lastVisitOn < right.lastVisitOn; // never visited before all
    return left.accountId < right.accountId;
}

PlanStop stopOf(const VisitLine &visit, int minutesEach)
{
    PlanStop stop;
    stop.visitId = visit.id;
    stop.accountId = visit.accountId;
    stop.accountName = visit.accountName;
    stop.accountClass = visit.accountClass;
    stop.address = visit.address;
    stop.place = visit.place;
    stop.purpose = visit.purpose;
    stop.appointedAt = visit.plannedAt;
    stop.minutes = int(std::clamp<qint64>(visit.plannedMinutes.value_or(minutesEach), 0, 24 * 60));
    return stop;
}

PlanStop stopOf(const VisitCandidate &candidate, int minutesEach)
{
    PlanStop stop;
    stop.accountId = candidate.accountId;
    stop.accountName = candidate.accountName;
    stop.accountClass = candidate.accountClass;
    stop.address = candidate.address;
    stop.place = candidate.place;
    stop.purpose = candidate.purpose;
    stop.minutes = minutesEach;
    stop.due = candidate.reason;
    return stop;
}

planning::DayProblem problemOf(const DayProposal &proposal)
{
    planning::DayProblem problem;
    problem.start = proposal.start;
    problem.startPlace = proposal.startPlace;
    for (const PlanStop &stop : proposal.stops)
        problem.visits.push_back({stop.place, stop.appointedAt, stop.minutes});
    return problem;
}

/// Puts the stops in the plan's order and writes its estimates beside them.
DayProposal arranged(DayProposal proposal, const planning::DayPlan &plan)
{
    std::vector<PlanStop> stops;
    for (const planning::DayStop &placed : plan.stops) {
        PlanStop stop = proposal.stops[placed.visit];
        stop.start = placed.start;
        stop.distanceM = placed.distanceM;
        stop.travelMinutes = placed.travelMinutes;
        stop.lateMinutes = placed.lateMinutes;
        stop.reason = placed.reason;
        stops.push_back(std::move(stop));
    }
    proposal.stops = std::move(stops);
    proposal.distanceM = plan.distanceM;
    proposal.travelMinutes = plan.travelMinutes;
    proposal.end = plan.end;
    return proposal;
}

DayProposal timedByHand(DayProposal proposal)
{
    std::vector<size_t> order(proposal.stops.size());
    std::iota(order.begin(), order.end(), 0);
    const planning::DayProblem problem = problemOf(proposal);
    return arranged(std::move(proposal), planning::timesOf(problem, order));
}

/// Adds accounts due, the most deserving first; among equals those near what is planned already.
Status addCandidates(Reader &reader, const Context &context, const DayWish &wish, DayProposal &proposal)
{
    const int room = wish.visitsMax - int(proposal.stops.size());
    if (!wish.withCandidates || room <= 0)
        return {};
    auto candidates = visitCandidates(reader, context, wish.day, std::numeric_limits<int>::max());
    if (!candidates)
        return forward(candidates);
    const auto nearness = [&](const VisitCandidate &candidate) {
        double nearest = std::numeric_limits<double>::infinity();
        if (!candidate.place.isSet())
            return nearest;
        if (proposal.startPlace.isSet())
            nearest = distanceM(proposal.startPlace, candidate.place);
        for (const PlanStop &stop : proposal.stops) {
            if (stop.place.isSet())
                nearest = std::min(nearest, distanceM(stop.place, candidate.place));
        }
        return nearest;
    };
    // Of three times as many as there is room for, those that lie near make the better day.
    constexpr size_t kChoice = 3;
    candidates->resize(std::min(candidates->size(), kChoice * size_t(room)));
    std::vector<std::pair<double, const VisitCandidate *>> near;
    for (const VisitCandidate &candidate : *candidates)
        near.emplace_back(nearness(candidate), &candidate);
    std::stable_sort(near.begin(), near.end(), [](const auto &left, const auto &right) {
        if (left.second->isMine != right.second->isMine)
            return left.second->isMine;
        return left.first < right.first;
    });
    near.resize(std::min(near.size(), size_t(room)));
    for (const auto &[distance, candidate] : near)
        proposal.stops.push_back(stopOf(*candidate, wish.minutesEach));
    return {};
}

Result<qint64> lastPosition(Reader &reader, const Context &context, QDate day)
{
    return reader.connection().number(
        "SELECT ifnull(max(position), 0) FROM visit WHERE _deleted = 0 AND plannedOn = ? AND personId = ?",
        day.toString(Qt::ISODate), context.person);
}

Status setPosition(UnitOfWork &unit, Id<Visit> visit, qint64 position)
{
    return unit.edit(visit, [&](Visit &row) { row.position = position; });
}

} // namespace

Result<std::vector<VisitCandidate>> visitCandidates(Reader &reader, const Context &context, QDate day,
                                                    int limit)
{
    const auto planned = plannedAccounts(reader, day);
    if (!planned)
        return forward(planned);
    const auto pressed = pressedAccounts(reader, day);
    if (!pressed)
        return forward(pressed);
    const auto lastVisits = lastVisitDays(reader);
    if (!lastVisits)
        return forward(lastVisits);
    std::vector<VisitCandidate> candidates;
    const auto read =
        eachRow(reader,
                "SELECT id, name, accountClass, city, district, street, position, ownerId FROM account"
                " WHERE _deleted = 0 AND ifnull(stage, '') NOT IN ('lost', 'no-value')",
                [&](const sqlite::Statement &row) {
                    VisitCandidate candidate;
                    candidate.accountId = {row.id(0)};
                    if (planned->contains(candidate.accountId.uuid))
                        return;
                    candidate.accountClass = Choice<AccountClass>::fromCode(row.text(2));
                    candidate.cadenceDays = visitCadenceDays(candidate.accountClass);
                    candidate.lastVisitOn = lastVisits->value(candidate.accountId.uuid);
                    if (!isDue(candidate, day, pressed->contains(candidate.accountId.uuid)))
                        return;
                    candidate.accountName = row.text(1);
                    candidate.address = addressLine(row.text(3), row.text(4), row.text(5));
                    fromValue(row.value(6), candidate.place);
                    candidate.isMine = !row.isNull(7) && row.id(7) == context.person.uuid;
                    candidates.push_back(std::move(candidate));
                });
    if (!read)
        return forward(read);
    std::sort(candidates.begin(), candidates.end(), comesBefore);
    candidates.resize(std::min(candidates.size(), size_t(std::max(0, limit))));
    return candidates;
}

Result<DayProposal> proposeDay(Reader &reader, const Context &context, const planning::DayPlanner &planner,
                               const DayWish &wish)
{
    DayProposal proposal;
    proposal.day = wish.day;
    proposal.start =
        wish.start.isSet() ? wish.start : Instant::from(QDateTime(wish.day, QTime(kDayBeginsAt, 0)));
    proposal.startPlace = wish.startPlace;
    const auto visits =
        visitLines(reader,
                   "plannedOn = ? AND (personId = ? OR personId IS NULL)"
                   " AND ifnull(state, 'planned') = 'planned' ORDER BY ifnull(position, 1000000), id",
                   wish.day.toString(Qt::ISODate), context.person);
    if (!visits)
        return forward(visits);
    for (const VisitLine &visit : *visits)
        proposal.stops.push_back(stopOf(visit, wish.minutesEach));
    if (auto added = addCandidates(reader, context, wish, proposal); !added)
        return forward(added);
    const planning::DayPlan plan = planner.plan(problemOf(proposal));
    return arranged(std::move(proposal), plan);
}

DayProposal movedStop(DayProposal proposal, size_t from, size_t to)
{
    if (from >= proposal.stops.size() || to >= proposal.stops.size() || from == to)
        return proposal;
    const auto begin = proposal.stops.begin();
    if (from < to)
        std::rotate(begin + qsizetype(from), begin + qsizetype(from) + 1, begin + qsizetype(to) + 1);
    else
        std::rotate(begin + qsizetype(to), begin + qsizetype(from), begin + qsizetype(from) + 1);
    return timedByHand(std::move(proposal));
}

DayProposal withoutStop(DayProposal proposal, size_t index)
{
    if (index >= proposal.stops.size())
        return proposal;
    proposal.stops.erase(proposal.stops.begin() + qsizetype(index));
    return timedByHand(std::move(proposal));
}

Result<std::vector<Id<Visit>>> acceptDay(UnitOfWork &unit, const Context &context,
                                         const DayProposal &proposal, const Uuid &undoId)
{
    if (!undoId.isNull())
        unit.keepUndo(undoId, QStringLiteral("day-accepted"));
    std::vector<Id<Visit>> order;
    // What is made or under way already keeps its place before the rest.
    const auto begun = begunPosition(unit, context, proposal.day);
    if (!begun)
        return forward(begun);
    qint64 position = *begun;
    for (const PlanStop &stop : proposal.stops) {
        ++position;
        if (!stop.visitId.isNull()) {
            if (auto placed = setPosition(unit, stop.visitId, position); !placed)
                return forward(placed);
            order.push_back(stop.visitId);
            continue;
        }
        const auto made = insertPlanned(
            unit, context, {stop.accountId, proposal.day, stop.appointedAt, stop.minutes, stop.purpose},
            position);
        if (!made)
            return forward(made);
        order.push_back(*made);
    }
    return order;
}

Status reorderDay(UnitOfWork &unit, const std::vector<Id<Visit>> &order)
{
    for (size_t i = 0; i < order.size(); ++i) {
        if (auto placed = setPosition(unit, order[i], qint64(i) + 1); !placed)
            return placed;
    }
    return {};
}

Result<Id<Visit>> addVisit(UnitOfWork &unit, const Context &context, const NewVisit &wish)
{
    const auto last = lastPosition(unit, context, wish.day);
    if (!last)
        return forward(last);
    return insertPlanned(unit, context, wish, *last + 1);
}

} // namespace legwork::usecases
