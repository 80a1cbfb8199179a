// SPDX-License-Identifier: Apache-2.0
#include "app/server/demo_seed.h"

#include "app/demo/demo_company.h"
#include "core/schema/codec.h"

namespace legwork {
namespace {

template<class E>
server::StoredRow storedRow(const E &row, const sync::FieldVersion &version)
{
    server::StoredRow stored;
    stored.entityNo = E::kEntityNo;
    stored.id = row.id.uuid;
    stored.scope = row.scope;
    stored.seq = stored.wholeFrom = version.seq;
    stored.life = version;
    forEachField(row, [&](int no, const auto &member) {
        Value value = toValue(member);
        if (!isNull(value))
            stored.fields.push_back({no, std::move(value), version});
    });
    return stored;
}

void putRights(server::WriteTransaction &store, const DemoCompany &demo, qint64 seq)
{
    using server::Right;
    for (const Person &person : demo.people) {
        const Uuid id = person.id.uuid;
        const bool isAdministrator = person.role == Role::Administrator;
        store.putGrant(id, {demo.company.id.uuid, ScopeKind::Company,
                            isAdministrator ? Right::Write : Right::Read, seq});
        store.putGrant(id, {id, ScopeKind::Person, Right::Write, seq});
        if (!isAdministrator)
            store.putGrant(id, {demo.territory.id.uuid, ScopeKind::Territory, Right::Write, seq});
    }
}

} // namespace

Status seedDemo(server::ServerStore &store, Instant now)
{
    auto begun = store.write();
    if (!begun)
        return forward(begun);
    server::WriteTransaction &transaction = **begun;
    const qint64 head = transaction.head();
    if (auto good = transaction.status(); !good || head > 0)
        return good;
    const auto demo = DemoCompany::load(now.toLocal().date());
    if (!demo)
        return forward(demo);
    const sync::FieldVersion version{head + 1, now, {}, {}};
    std::vector<server::StoredRow> rows;
    demo->forEachRow([&](const auto &row) { rows.push_back(storedRow(row, version)); });
    transaction.putRows(rows);
    putRights(transaction, *demo, version.seq);
    transaction.setHead(version.seq);
    return transaction.commit();
}

} // namespace legwork
