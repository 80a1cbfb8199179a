// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/accounts.h"

#include "core/usecases/each_row.h"
#include "core/usecases/last_visits.h"
#include "core/usecases/lines.h"
#include "core/usecases/row_names.h"

#include <QCollator>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace legwork::usecases {
namespace {

constexpr int kAccountHitsMax = 50'000; // a whole territory may match
constexpr int kOtherHitsMax = 500;      // beyond that, more letters help more than more lines

/// What sorting needs to know of an account.
struct Light {
    Uuid id;
    QString name;
    GeoPoint place;
    double distanceM = std::numeric_limits<double>::infinity();
    QDate lastVisitOn;
};

/// How the search found an account.
struct Found {
    int rank = 0;
    QString by; ///< Title of another row; empty when it was the account itself.
    int entityNo = 0;
};
using FoundAccounts = QHash<Uuid, Found>;

Result<FoundAccounts> searched(Reader &reader, const QString &text)
{
    FoundAccounts found;
    const auto own = reader.search(text, Account::kEntityNo, kAccountHitsMax);
    if (!own)
        return forward(own);
    for (const storage::SearchHit &hit : *own)
        found.insert(hit.rowId, {int(found.size()), {}, 0});
    const auto others = reader.search(text, 0, kOtherHitsMax);
    if (!others)
        return forward(others);
    for (const storage::SearchHit &hit : *others) {
        if (hit.entityNo == Account::kEntityNo)
            continue;
        const auto name = rowName(reader, hit.entityNo, hit.rowId);
        if (!name)
            return forward(name);
        const Uuid account = name->accountId.uuid;
        if (!account.isNull() && !found.contains(account))
            found.insert(account, {int(found.size()), hit.title, hit.entityNo});
    }
    return found;
}

Result<std::vector<Light>> matching(Reader &reader, const Context &context, const AccountFilter &filter,
                                    const FoundAccounts *found)
{
    std::vector<Light> accounts;
    const QString accountClass =
        filter.accountClass ? Choice<AccountClass>(*filter.accountClass).code() : QString();
    const auto read = eachRow(
        reader,
        "SELECT id, name, position FROM account WHERE _deleted = 0 AND (?1 = '' OR accountClass = ?1)"
        " AND (?2 = '' OR city = ?2) AND (?3 = 0 OR ownerId = ?4)",
        [&](const sqlite::Statement &row) {
            Light light;
            light.id = row.id(0);
            if (found && !found->contains(light.id))
                return;
            light.name = row.text(1);
            fromValue(row.value(2), light.place);
            if (filter.from.isSet() && light.place.isSet())
                light.distanceM = distanceM(filter.from, light.place);
            accounts.push_back(std::move(light));
        },
        accountClass.isNull() ? QStringLiteral("") : accountClass,
        filter.city.isNull() ? QStringLiteral("") : filter.city, filter.mineOnly, context.person);
    if (!read)
        return forward(read);
    return accounts;
}

void sortByName(std::vector<Light> &accounts, const QString &language)
{
    QCollator collator{QLocale(language)};
    collator.setNumericMode(true);
    std::vector<std::pair<QCollatorSortKey, size_t>> keys;
    keys.reserve(accounts.size());
    for (size_t i = 0; i < accounts.size(); ++i)
        keys.emplace_back(collator.sortKey(accounts[i].name), i);
    std::stable_sort(keys.begin(), keys.end(),
                     [](const auto &left, const auto &right) { return left.first < right.first; });
    std::vector<Light> sorted;
    sorted.reserve(accounts.size());
    for (const auto &[key, index] : keys)
        sorted.push_back(std::move(accounts[index]));
    accounts = std::move(sorted);
}

Status sortAs(Reader &reader, const AccountFilter &filter, const FoundAccounts *found,
              std::vector<Light> &accounts)
{
    if (filter.order == AccountOrder::Relevance && found) {
        std::sort(accounts.begin(), accounts.end(), [&](const Light &left, const Light &right) {
            return found->find(left.id)->rank < found->find(right.id)->rank;
        });
        return {};
    }
    sortByName(accounts, filter.language);
    if (filter.order == AccountOrder::Distance) {
        std::stable_sort(accounts.begin(), accounts.end(), [](const Light &left, const Light &right) {
            return left.distanceM < right.distanceM;
        });
    } else if (filter.order == AccountOrder::LastVisit) {
        const auto days = lastVisitDays(reader);
        if (!days)
            return forward(days);
        for (Light &light : accounts)
            light.lastVisitOn = days->value(light.id);
        std::stable_sort(accounts.begin(), accounts.end(), [](const Light &left, const Light &right) {
            return left.lastVisitOn < right.lastVisitOn; // an invalid day is before all others
        });
    }
    return {};
}

/// The rest of a line, for the page that is shown.
Result<AccountLine> lineOf(Reader &reader, const Context &context, const Light &light)
{
    const auto row = required(reader, Id<Account>{light.id});
    if (!row)
        return forward(row);
    AccountLine line;
    line.id = row->id;
    line.name = row->name;
    line.shortName = row->shortName;
    line.accountClass = row->accountClass;
    line.stage = row->stage;
    line.industry = row->industry;
    line.city = row->city;
    line.district = row->district;
    line.address = addressLine(row->city, row->district, row->street);
    line.isMine = row->ownerId == context.person;
    line.hasPlace = row->position.isSet();
    if (light.distanceM < std::numeric_limits<double>::infinity())
        line.distanceM = light.distanceM;
    const auto lastVisit = lastVisitDay(reader, row->id);
    if (!lastVisit)
        return forward(lastVisit);
    line.lastVisitOn = *lastVisit;
    const auto promises = reader.count<Commitment>(
        "accountId = ? AND ifnull(state, 'open') NOT IN ('agreed', 'broken', 'cancelled')", row->id);
    if (!promises)
        return forward(promises);
    line.openPromises = int(*promises);
    return line;
}

} // namespace

Result<AccountList> accounts(Reader &reader, const Context &context, const AccountFilter &filter)
{
    FoundAccounts found;
    const bool isSearch = !filter.text.trimmed().isEmpty();
    if (isSearch) {
        auto hits = searched(reader, filter.text);
        if (!hits)
            return forward(hits);
        found = std::move(*hits);
    }
    auto matches = matching(reader, context, filter, isSearch ? &found : nullptr);
    if (!matches)
        return forward(matches);
    if (auto sorted = sortAs(reader, filter, isSearch ? &found : nullptr, *matches); !sorted)
        return forward(sorted);

    AccountList list;
    list.total = qint64(matches->size());
    const size_t from = std::min(matches->size(), size_t(std::max(0, filter.offset)));
    const size_t to = std::min(matches->size(), from + size_t(std::max(0, filter.limit)));
    for (size_t i = from; i < to; ++i) {
        auto line = lineOf(reader, context, (*matches)[i]);
        if (!line)
            return forward(line);
        if (isSearch) {
            const Found &by = *found.find(line->id.uuid);
            line->found = by.by;
            line->foundEntityNo = by.entityNo;
        }
        list.lines.push_back(std::move(*line));
    }
    return list;
}

Result<std::vector<CityCount>> accountCities(Reader &reader)
{
    std::vector<CityCount> cities;
    const auto read = eachRow(reader,
                              "SELECT city, count(*) FROM account WHERE _deleted = 0 AND city IS NOT NULL"
                              " GROUP BY city ORDER BY 2 DESC, 1",
                              [&](const sqlite::Statement &row) {
                                  cities.push_back({row.text(0), row.integer(1)});
                              });
    if (!read)
        return forward(read);
    return cities;
}

} // namespace legwork::usecases
