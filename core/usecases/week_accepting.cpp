// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/each_row.h"
#include "core/usecases/planned_visits.h"
#include "core/usecases/week_planning.h"

namespace legwork::usecases {
namespace {

bool isIn(const WeekShare &share, const WeekStop &stop, QDate day)
{
    if (stop.isLunch || !stop.isTimed)
        return false;
    if (!share.item.isEmpty() && stop.item.id != share.item)
        return false;
    return !share.day.isValid() || share.day == day
           || (share.item.isEmpty() && stop.item.plannedOn == share.day);
}

class Accepting
{
public:
    Accepting(UnitOfWork &unit, const Context &context, const WeekShare &share)
        : m_unit(unit)
        , m_context(context)
        , m_share(share)
    {
    }

    [[nodiscard]] int changes() const { return m_changes; }

    Status accept(const WeekDay &day)
    {
        const auto begun = begunPosition(m_unit, m_context, day.date);
        if (!begun)
            return forward(begun);
        if (std::none_of(day.stops.begin(), day.stops.end(),
                         [&](const WeekStop &stop) { return isIn(m_share, stop, day.date); }))
            return {};
        m_position = *begun;
        for (const WeekStop &stop : day.stops) {
            const bool isTaken = isIn(m_share, stop, day.date);
            if (stop.isLunch || (!isTaken && stop.item.plannedOn != day.date))
                continue; // what is there already keeps its place between what comes
            const Status done = stop.item.visitId.isNull() ? add(stop, day.date) : place(stop, day.date);
            if (!done)
                return done;
        }
        return {};
    }

private:
    Status add(const WeekStop &stop, QDate day)
    {
        const auto already =
            m_unit.connection().number("SELECT count(*) FROM visit WHERE _deleted = 0 AND accountId = ? AND "
                                       "personId = ? AND plannedOn = ?"
                                       " AND ifnull(state, 'planned') = 'planned'",
                                       stop.item.accountId, m_context.person, day.toString(Qt::ISODate));
        if (!already)
            return forward(already);
        if (*already > 0)
            return {};
        const auto made =
            insertPlanned(m_unit, m_context,
                          {stop.item.accountId, day, {}, stop.item.minutes, stop.item.purpose}, ++m_position);
        if (!made)
            return forward(made);
        ++m_changes;
        return {};
    }

    Status place(const WeekStop &stop, QDate day)
    {
        const auto now = m_unit.find(stop.item.visitId);
        if (!now)
            return forward(now);
        if (!*now || ((*now)->state.isSet() && (*now)->state != VisitState::Planned)
            || (*now)->plannedOn != stop.item.plannedOn || (*now)->plannedAt != stop.item.appointedAt)
            return {}; // somebody has decided otherwise since
        if ((*now)->plannedOn != day)
            ++m_changes;
        ++m_position;
        return m_unit.edit(stop.item.visitId, [&](Visit &row) {
            row.plannedOn = day;
            row.position = m_position;
        });
    }

    UnitOfWork &m_unit;
    const Context &m_context;
    const WeekShare &m_share;
    qint64 m_position = 0;
    int m_changes = 0;
};

} // namespace

Result<int> acceptWeek(UnitOfWork &unit, const Context &context, const WeekProposal &proposal,
                       const WeekShare &share, const Uuid &undoId)
{
    if (!undoId.isNull())
        unit.keepUndo(undoId, QStringLiteral("week-accepted"));
    Accepting accepting(unit, context, share);
    for (const WeekDay &day : proposal.days) {
        if (auto accepted = accepting.accept(day); !accepted)
            return forward(accepted);
    }
    return accepting.changes();
}

} // namespace legwork::usecases
