// SPDX-License-Identifier: Apache-2.0
#include "app/server/rights_listing.h"

#include "core/schema/rows.h"

#include <QDateTime>

#include <algorithm>

namespace legwork {
namespace {

using namespace legwork::server;

QString written(Instant at) { return QDateTime::fromMSecsSinceEpoch(at.ms, Qt::UTC).toString(Qt::ISODate); }

/// "territory 华东一区": what the scope belongs to.
QString scopeText(ReadTransaction &view, const Uuid &scope)
{
    const auto rows = view.rows(std::span(&scope, 1));
    const StoredField *name = nullptr;
    QString kind = QStringLiteral("unknown");
    if (rows.size() == 1) {
        const StoredRow &row = rows.front();
        switch (row.entityNo) {
        case Company::kEntityNo:
            kind = QStringLiteral("company");
            name = row.field(field::Company::name);
            break;
        case Territory::kEntityNo:
            kind = QStringLiteral("territory");
            name = row.field(field::Territory::name);
            break;
        case Person::kEntityNo:
            kind = QStringLiteral("person");
            name = row.field(field::Person::name);
            break;
        default:
            break;
        }
    }
    const auto *words = name ? std::get_if<QString>(&name->value) : nullptr;
    return words ? kind + u' ' + *words : kind;
}

QString grantText(ReadTransaction &view, const Grant &grant)
{
    QString text = grant.scope.toText() + u' ' + rightName(grant.right) + u' ' + scopeText(view, grant.scope);
    if (grant.until.isSet())
        text += QStringLiteral(" until ") + written(grant.until);
    return text;
}

} // namespace

Result<QString> seeToRights(ServerStore &store, const Clock &clock, std::span<const GrantDesk::Order> changes,
                            std::vector<Uuid> people)
{
    GrantDesk desk(store, clock);
    for (const GrantDesk::Order &change : changes) {
        if (auto done = desk.change(change); !done)
            return forward(done);
        if (std::find(people.begin(), people.end(), change.person) == people.end())
            people.push_back(change.person);
    }
    const auto view = store.read();
    if (!view)
        return forward(view);
    QString text;
    for (const Uuid &person : people) {
        const auto record = desk.of(person);
        if (!record)
            return forward(record);
        text += QStringLiteral("%1 %2\n").arg(person.toText(), scopeText(**view, person));
        for (const Grant &grant : record->grants)
            text += QStringLiteral("  may     %1\n").arg(grantText(**view, grant));
        for (const GrantChange &change : record->changes)
            text += QStringLiteral("  changed %1 by %2: %3\n")
                        .arg(written(change.at), change.by, grantText(**view, change.grant));
    }
    if (auto good = (*view)->status(); !good)
        return forward(good);
    return text;
}

} // namespace legwork
