// SPDX-License-Identifier: Apache-2.0
#include "qml/today/day_plan_model.h"

#include "core/planning/day_planner.h"
#include "qml/session/row_making.h"

#include <algorithm>

namespace legwork {

namespace {

StopRow rowOfStop(const usecases::PlanStop &stop)
{
    StopRow row;
    row.id = stop.visitId.isNull() ? textOf(stop.accountId) : textOf(stop.visitId);
    row.accountName = stop.accountName;
    row.accountClass = stop.accountClass.code();
    row.address = stop.address;
    row.purpose = stop.purpose.code();
    row.startMs = msOf(stop.start);
    row.minutes = stop.minutes;
    row.distanceM = stop.distanceM;
    row.travelMinutes = stop.travelMinutes;
    row.placed = stop.place.isSet();
    row.appointed = stop.appointedAt.isSet();
    row.proposed = stop.visitId.isNull();
    return row;
}

} // namespace

double DayPlanModel::endMs() const { return msOf(m_proposal.end); }

int DayPlanModel::unplaced() const
{
    return int(std::ranges::count(m_stops.rows(), false, &StopRow::placed));
}

void DayPlanModel::load()
{
    if (m_proposal.stops.empty()) // later changes must not undo what was moved by hand
        propose();
}

void DayPlanModel::propose()
{
    read(
        [day = session()->todayDate()](storage::Reader &reader, const usecases::Context &context) {
            const planning::ShortestWay planner;
            usecases::DayWish wish;
            wish.day = day;
            return usecases::proposeDay(reader, context, planner, wish);
        },
        [this](const usecases::DayProposal &proposal) {
            m_changedByHand = false;
            show(proposal);
        });
}

void DayPlanModel::move(int from, int to)
{
    if (from < 0 || to < 0)
        return;
    m_changedByHand = true;
    show(usecases::movedStop(m_proposal, size_t(from), size_t(to)));
}

void DayPlanModel::removeStop(int index)
{
    if (index < 0)
        return;
    m_changedByHand = true;
    show(usecases::withoutStop(m_proposal, size_t(index)));
}

void DayPlanModel::accept()
{
    const Uuid undoId = Uuid::generate();
    write(
        [proposal = m_proposal, undoId](storage::UnitOfWork &unit, const usecases::Context &context) {
            return usecases::acceptDay(unit, context, proposal, undoId);
        },
        [this, undoId](const std::vector<Id<Visit>> &) {
            rememberUndo(undoId);
            Q_EMIT accepted();
        });
}

void DayPlanModel::show(usecases::DayProposal proposal)
{
    m_proposal = std::move(proposal);
    std::vector<StopRow> rows;
    for (const usecases::PlanStop &stop : m_proposal.stops)
        rows.push_back(rowOfStop(stop));
    m_stops.replace(std::move(rows));
    setLoading(false);
    Q_EMIT shown();
}

} // namespace legwork
