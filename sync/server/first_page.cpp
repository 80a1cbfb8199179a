// SPDX-License-Identifier: Apache-2.0
#include "sync/server/first_page.h"

#include "core/base/cbor.h"
#include "core/schema/rows.h"
#include "sync/server/store/row_packing.h"

#include <algorithm>
#include <set>

namespace legwork::server {
namespace {

constexpr int kDaysAhead = 4;
/// A page is a page: what a few days of one person come to, many times over.
constexpr size_t kVisitsMax = 200;
constexpr size_t kRowsMax = 1'000;
/// Rows looked through in each scope for those that belong to the page. Beyond that waiting for the page takes longer
/// than it saves.
constexpr size_t kLookedThroughMax = 4'000;
constexpr size_t kFetched = 1'000;
constexpr qsizetype kFetchedBytes = 1024 * 1024;

/// The value of a field; Undefined when the row does not have it.
cbor::Item valueOf(const std::vector<PackedField> &fields, int no)
{
    const auto at = std::lower_bound(fields.begin(), fields.end(), no,
                                     [](const PackedField &field, int wanted) { return field.no < wanted; });
    if (at == fields.end() || at->no != no)
        return {};
    return cbor::firstItem(at->value).value_or(cbor::Item{});
}

std::optional<Uuid> idIn(const std::vector<PackedField> &fields, int no)
{
    const cbor::Item item = valueOf(fields, no);
    return item.kind == cbor::Item::Kind::Bytes ? Uuid::fromBytes(item.string) : std::nullopt;
}

} // namespace

FirstPage::FirstPage(ReadTransaction &view, std::span<const Grant> grants, const Uuid &person, QDate today)
    : m_view(view)
    , m_grants(grants)
    , m_person(person)
    , m_from(today.addDays(-1))
    , m_to(today.addDays(kDaysAhead))
{
}

template<class Visit>
void FirstPage::eachRow(int entityNo, Visit visit)
{
    std::vector<PackedField> fields;
    for (const Grant &grant : m_grants) {
        qint64 seq = 0;
        Uuid id;
        for (size_t seen = 0; seen < kLookedThroughMax;) {
            auto rows = m_view.changedRows(grant.scope, entityNo, seq, id, kFetched, kFetchedBytes);
            if (rows.empty())
                break;
            seen += rows.size();
            seq = rows.back().seq;
            id = rows.back().id;
            for (PackedRow &row : rows) {
                // A row that cannot be read is told of when its turn comes.
                if (!row.deleted && fieldsOf(row, false, fields))
                    visit(row, fields);
            }
        }
    }
}

std::vector<FirstPage::Part> FirstPage::parts()
{
    Part visits{Visit::kEntityNo, {}};
    std::set<Uuid> accounts;
    const QByteArray from = m_from.toString(Qt::ISODate).toLatin1();
    const QByteArray to = m_to.toString(Qt::ISODate).toLatin1();
    eachRow(Visit::kEntityNo, [&](PackedRow &row, const std::vector<PackedField> &fields) {
        const cbor::Item day = valueOf(fields, field::Visit::plannedOn);
        const bool isOver = valueOf(fields, field::Visit::checkOutAt).kind == cbor::Item::Kind::Integer;
        const bool isNear = day.kind == cbor::Item::Kind::Text
                                ? day.string >= QByteArrayView(from) && day.string <= QByteArrayView(to)
                                : !isOver;
        if (!isNear || visits.rows.size() == kVisitsMax || idIn(fields, field::Visit::personId) != m_person)
            return;
        if (const auto account = idIn(fields, field::Visit::accountId))
            accounts.insert(*account);
        visits.rows.push_back(row);
    });
    if (visits.rows.empty())
        return {};
    const auto ofAccounts = [&](int entityNo, auto belongs) {
        Part part{entityNo, {}};
        eachRow(entityNo, [&](PackedRow &row, const std::vector<PackedField> &fields) {
            if (part.rows.size() < kRowsMax && belongs(row, fields))
                part.rows.push_back(row);
        });
        return part;
    };
    const auto isOf = [&](const std::vector<PackedField> &fields, int accountField) {
        const auto account = idIn(fields, accountField);
        return account && accounts.contains(*account);
    };
    std::vector<Part> parts;
    parts.push_back(ofAccounts(
        Account::kEntityNo, [&](const PackedRow &row, const auto &) { return accounts.contains(row.id); }));
    parts.push_back(ofAccounts(Contact::kEntityNo, [&](const PackedRow &, const auto &fields) {
        return isOf(fields, field::Contact::accountId);
    }));
    parts.push_back(std::move(visits));
    parts.push_back(ofAccounts(Commitment::kEntityNo, [&](const PackedRow &, const auto &fields) {
        return isOf(fields, field::Commitment::accountId);
    }));
    std::erase_if(parts, [](const Part &part) { return part.rows.empty(); });
    for (Part &part : parts) {
        std::sort(part.rows.begin(), part.rows.end(), [](const PackedRow &a, const PackedRow &b) {
            return std::pair(a.seq, a.id) < std::pair(b.seq, b.id);
        });
    }
    return parts;
}

} // namespace legwork::server
