// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/recents.h"

#include "core/storage/outbox.h"
#include "core/usecases/each_row.h"

namespace legwork::usecases {
namespace {

constexpr qsizetype kSearchLengthMax = 100;

Result<QStringList> kept(Reader &reader, QLatin1String name)
{
    const auto value = storage::meta(reader.connection(), name);
    if (!value)
        return forward(value);
    QString lines;
    fromValue(*value, lines);
    return lines.split(u'\n', Qt::SkipEmptyParts);
}

Status keep(UnitOfWork &unit, QLatin1String name, const QStringList &lines)
{
    return storage::setMeta(unit.connection(), name, lines.isEmpty() ? Value() : Value(lines.join(u'\n')));
}

/// Puts a line first; the oldest goes when there are too many.
Status putFirst(UnitOfWork &unit, QLatin1String name, const QString &line, int most)
{
    auto lines = kept(unit, name);
    if (!lines)
        return forward(lines);
    if (!lines->isEmpty() && lines->constFirst() == line)
        return {};
    lines->removeAll(line);
    lines->prepend(line);
    return keep(unit, name, lines->mid(0, most));
}

/// Those of the customers that are still here.
Result<std::vector<AccountBrief>> briefs(Reader &reader, const QStringList &ids, bool isPinned)
{
    std::vector<AccountBrief> all;
    for (const QString &text : ids) {
        const auto id = Uuid::fromText(text);
        if (!id)
            continue;
        const auto read = eachRow(
            reader, "SELECT name, city, accountClass FROM account WHERE id = ? AND _deleted = 0",
            [&](const sqlite::Statement &row) {
                AccountBrief brief{{*id}, row.text(0), row.text(1), {}, isPinned};
                fromValue(row.value(2), brief.accountClass);
                all.push_back(std::move(brief));
            },
            *id);
        if (!read)
            return forward(read);
    }
    return all;
}

} // namespace

Result<Recents> recents(Reader &reader)
{
    const auto searches = kept(reader, known::kRecentSearches);
    if (!searches)
        return forward(searches);
    const auto pinned = kept(reader, known::kPinnedAccounts);
    if (!pinned)
        return forward(pinned);
    auto opened = kept(reader, known::kRecentAccounts);
    if (!opened)
        return forward(opened);
    for (const QString &id : *pinned)
        opened->removeAll(id);
    auto pinnedBriefs = briefs(reader, *pinned, true);
    if (!pinnedBriefs)
        return forward(pinnedBriefs);
    auto openedBriefs = briefs(reader, *opened, false);
    if (!openedBriefs)
        return forward(openedBriefs);
    return Recents{*searches, std::move(*pinnedBriefs), std::move(*openedBriefs)};
}

Result<bool> isPinned(Reader &reader, Id<Account> account)
{
    const auto pinned = kept(reader, known::kPinnedAccounts);
    if (!pinned)
        return forward(pinned);
    return pinned->contains(account.uuid.toText());
}

Status noteSearch(UnitOfWork &unit, const QString &text)
{
    const QString line = text.simplified();
    if (line.isEmpty() || line.size() > kSearchLengthMax)
        return {};
    return putFirst(unit, known::kRecentSearches, line, kRecentSearchesMax);
}

Status forgetSearches(UnitOfWork &unit) { return keep(unit, known::kRecentSearches, {}); }

Status noteOpened(UnitOfWork &unit, Id<Account> account)
{
    return putFirst(unit, known::kRecentAccounts, account.uuid.toText(), kRecentAccountsMax);
}

Status setPinned(UnitOfWork &unit, Id<Account> account, bool pinned)
{
    auto ids = kept(unit, known::kPinnedAccounts);
    if (!ids)
        return forward(ids);
    ids->removeAll(account.uuid.toText());
    if (pinned && ids->size() >= kPinnedAccountsMax)
        return fail(QStringLiteral("pin.too-many"), Advice::AskUser, {QString::number(kPinnedAccountsMax)});
    if (pinned)
        ids->prepend(account.uuid.toText());
    return keep(unit, known::kPinnedAccounts, *ids);
}

} // namespace legwork::usecases
