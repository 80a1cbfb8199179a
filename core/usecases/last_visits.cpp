// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/last_visits.h"

#include "core/usecases/each_row.h"
#include "core/usecases/lines.h"

#include <algorithm>

namespace legwork::usecases {
namespace {

// Visits brought over from another system may have a day but no check-in.
constexpr auto kLatest = "max(checkInAt), max(CASE WHEN checkInAt IS NULL THEN plannedOn END) FROM visit"
                         " WHERE _deleted = 0 AND state IN ('done', 'checked-in')";

QDate latest(const sqlite::Statement &row, int column)
{
    Instant checkIn;
    QDate planned;
    fromValue(row.value(column), checkIn);
    fromValue(row.value(column + 1), planned);
    const QDate made = localDay(checkIn);
    return !made.isValid() || (planned.isValid() && planned > made) ? planned : made;
}

} // namespace

Result<QHash<Uuid, QDate>> lastVisitDays(Reader &reader)
{
    QHash<Uuid, QDate> days;
    const auto read = eachRow(reader, std::string("SELECT accountId, ") + kLatest + " GROUP BY accountId",
                              [&](const sqlite::Statement &row) { days.insert(row.id(0), latest(row, 1)); });
    if (!read)
        return forward(read);
    return days;
}

Result<QDate> lastVisitDay(Reader &reader, Id<Account> account)
{
    QDate day;
    const auto read = eachRow(
        reader, std::string("SELECT ") + kLatest + " AND accountId = ?",
        [&](const sqlite::Statement &row) { day = latest(row, 0); }, account);
    if (!read)
        return forward(read);
    return day;
}

} // namespace legwork::usecases
