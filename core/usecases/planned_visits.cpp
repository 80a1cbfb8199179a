// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/planned_visits.h"

#include "core/usecases/each_row.h"

namespace legwork::usecases {

Result<Id<Visit>> insertPlanned(UnitOfWork &unit, const Context &context, const NewVisit &wish,
                                qint64 position)
{
    const auto account = required(unit, wish.accountId);
    if (!account)
        return forward(account);
    Visit visit;
    visit.id = Id<Visit>::generate();
    visit.scope = account->scope;
    visit.accountId = wish.accountId;
    visit.personId = context.person;
    visit.purpose = wish.purpose;
    visit.plannedOn = wish.day;
    visit.plannedAt = wish.appointedAt;
    if (wish.minutes)
        visit.plannedMinutes = *wish.minutes;
    visit.position = position;
    visit.state = VisitState::Planned;
    if (auto made = unit.insert(visit); !made)
        return forward(made);
    return visit.id;
}

Result<qint64> begunPosition(Reader &reader, const Context &context, QDate day)
{
    return reader.connection().number(
        "SELECT ifnull(max(position), 0) FROM visit WHERE _deleted = 0 AND plannedOn = ? AND personId = ?"
        " AND state IN ('done', 'checked-in')",
        day.toString(Qt::ISODate), context.person);
}

} // namespace legwork::usecases
