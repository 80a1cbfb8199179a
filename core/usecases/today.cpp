// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/today.h"

#include "core/usecases/day_state.h"
#include "core/usecases/each_row.h"

#include <QSet>

#include <algorithm>

namespace legwork::usecases {
namespace {

Result<std::vector<VisitLine>> visitsOf(Reader &reader, const Context &context,
                                        const PlaybookLibrary &library, QDate day)
{
    const qint64 from = day.startOfDay().toMSecsSinceEpoch();
    const qint64 to = day.addDays(1).startOfDay().toMSecsSinceEpoch();
    // A visit planned for another day but made today belongs to today as well.
    auto visits = reader.select<Visit>(
        "(plannedOn = ? OR (checkInAt >= ? AND checkInAt < ?)) AND (personId = ? OR personId IS NULL)"
        " AND ifnull(state, 'planned') <> 'cancelled'"
        " ORDER BY ifnull(position, 1000000), ifnull(plannedAt, checkInAt), id",
        day.toString(Qt::ISODate), from, to, context.person);
    if (!visits)
        return forward(visits);
    auto lines = visitLinesOf(reader, *visits);
    if (!lines)
        return lines;
    GeoPoint previous;
    for (size_t i = 0; i < lines->size(); ++i) {
        VisitLine &line = (*lines)[i];
        if (auto filled = fillDayState(reader, context, library, (*visits)[i], day, line); !filled)
            return forward(filled);
        if (previous.isSet() && line.place.isSet())
            line.fromPreviousM = distanceM(previous, line.place);
        if (line.place.isSet())
            previous = line.place;
    }
    return lines;
}

Result<std::vector<PromiseLine>> pressingPromises(Reader &reader, const Context &context,
                                                  const std::vector<VisitLine> &visits, QDate day)
{
    auto rows = reader.select<Commitment>(
        "ifnull(state, 'open') NOT IN ('agreed', 'broken', 'cancelled')"
        " AND accountId IN (SELECT id FROM account WHERE ownerId = ? AND _deleted = 0)",
        context.person);
    if (!rows)
        return forward(rows);
    QSet<Uuid> seen;
    for (const Commitment &row : *rows)
        seen.insert(row.accountId.uuid);
    for (const VisitLine &visit : visits) {
        if (seen.contains(visit.accountId.uuid))
            continue;
        seen.insert(visit.accountId.uuid);
        const auto more = reader.select<Commitment>("accountId = ?", visit.accountId);
        if (!more)
            return forward(more);
        rows->insert(rows->end(), more->begin(), more->end());
    }
    std::erase_if(*rows, [&](const Commitment &row) { return !isPressing(row, day); });
    return promiseLinesOf(reader, *rows, day);
}

} // namespace

Result<Today> today(Reader &reader, const Context &context, const PlaybookLibrary &library, QDate day)
{
    Today page;
    page.day = day;
    auto visits = visitsOf(reader, context, library, day);
    if (!visits)
        return forward(visits);
    page.visits = std::move(*visits);
    auto promises = pressingPromises(reader, context, page.visits, day);
    if (!promises)
        return forward(promises);
    page.promises = std::move(*promises);
    const auto outbox = storage::outboxState(reader.connection());
    if (!outbox)
        return forward(outbox);
    page.outbox = *outbox;
    const auto receipt = lastReceipt(reader);
    if (!receipt)
        return forward(receipt);
    page.lastReceipt = *receipt;
    const auto conflicts = openConflictCount(reader, context);
    if (!conflicts)
        return forward(conflicts);
    page.openConflicts = *conflicts;
    return page;
}

} // namespace legwork::usecases
