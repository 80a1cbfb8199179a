// SPDX-License-Identifier: Apache-2.0
#include "sync/server/grant_desk.h"

#include "core/schema/rows.h"
#include "sync/server/rights.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace legwork::server {
namespace {

constexpr qsizetype kNameMax = 200;
constexpr std::array kRightNames{QLatin1String("none"), QLatin1String("read"), QLatin1String("write")};

/// A scope goes by the id of the row that it belongs to.
std::optional<ScopeKind> kindOf(ReadTransaction &store, const Uuid &scope)
{
    const auto rows = store.rows(std::span(&scope, 1));
    if (rows.empty())
        return std::nullopt;
    switch (rows.front().entityNo) {
    case Company::kEntityNo:
        return ScopeKind::Company;
    case Territory::kEntityNo:
        return ScopeKind::Territory;
    case Person::kEntityNo:
        return ScopeKind::Person;
    default:
        return std::nullopt;
    }
}

bool isPerson(ReadTransaction &store, const Uuid &id)
{
    const auto rows = store.rows(std::span(&id, 1));
    return !rows.empty() && rows.front().entityNo == Person::kEntityNo && !rows.front().deleted;
}

} // namespace

QLatin1String rightName(Right right) { return kRightNames[size_t(right)]; }

std::optional<Right> rightNamed(QStringView name)
{
    const auto found = std::find(kRightNames.begin(), kRightNames.end(), name);
    return found == kRightNames.end() ? std::nullopt : std::optional(Right(found - kRightNames.begin()));
}

std::optional<Instant> endNamed(const QString &text)
{
    const QDateTime end = QDateTime::fromString(text, Qt::ISODate);
    return end.isValid() && end.timeSpec() != Qt::LocalTime ? std::optional(Instant::from(end))
                                                            : std::nullopt;
}

Result<Grant> GrantDesk::change(const Order &order)
{
    if (order.by.trimmed().isEmpty())
        return fail(QStringLiteral("grant.nobody"), Advice::AskUser);
    auto begun = m_store.write();
    if (!begun)
        return forward(begun);
    WriteTransaction &store = **begun;
    const Instant now = m_clock.now().wall;
    const bool knowsPerson = isPerson(store, order.person);
    const auto kind = kindOf(store, order.scope);
    const auto held = store.grants(order.person);
    const qint64 seq = store.head() + 1;
    if (auto good = store.status(); !good)
        return forward(good);
    if (!knowsPerson)
        return fail(QStringLiteral("enrol.unknown-person"), Advice::AskUser, {order.person.toText()});
    if (!kind)
        return fail(QStringLiteral("grant.unknown-scope"), Advice::AskUser, {order.scope.toText()});
    if (order.until.isSet() && order.until <= now)
        return fail(QStringLiteral("grant.past-end"), Advice::AskUser);
    const auto before = std::find_if(held.begin(), held.end(),
                                     [&](const Grant &grant) { return grant.scope == order.scope; });
    const Grant wanted{order.scope, *kind, order.right, seq,
                       order.right == Right::None ? Instant{} : order.until};
    const Grant grant =
        changedGrant(before == held.end() ? std::nullopt : std::optional(*before), wanted, now);
    store.putGrant(order.person, grant);
    store.addGrantChange({now, order.by.trimmed().left(kNameMax), order.person, grant});
    store.setHead(seq);
    if (auto done = store.commit(); !done)
        return forward(done);
    return grant;
}

Result<GrantDesk::Record> GrantDesk::of(const Uuid &person)
{
    auto view = m_store.read();
    if (!view)
        return forward(view);
    const bool knowsPerson = isPerson(**view, person);
    Record record{(*view)->grants(person), (*view)->grantChanges(person)};
    if (auto good = (*view)->status(); !good)
        return forward(good);
    if (!knowsPerson)
        return fail(QStringLiteral("enrol.unknown-person"), Advice::AskUser, {person.toText()});
    const Instant now = m_clock.now().wall;
    std::erase_if(record.grants, [now](const Grant &grant) { return !isInForce(grant, now); });
    return record;
}

} // namespace legwork::server
