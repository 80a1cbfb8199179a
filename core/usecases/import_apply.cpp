// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/import_apply.h"

#include "core/importing/merging.h"
#include "core/storage/undo.h"

#include <memory>

namespace legwork::usecases {
namespace {

using importing::FieldChange;
using importing::PlannedRow;

/// Rows by id, kept as long as the function that finds them.
template<class E>
std::function<std::optional<E>(Id<E>)> finderOf(std::vector<E> rows)
{
    auto byId = std::make_shared<QHash<Id<E>, E>>();
    byId->reserve(qsizetype(rows.size()));
    for (E &row : rows) {
        const Id<E> id = row.id;
        byId->insert(id, std::move(row));
    }
    return [byId](Id<E> id) {
        const auto found = byId->constFind(id);
        return found == byId->constEnd() ? std::nullopt : std::optional<E>(*found);
    };
}

tl::unexpected<Error> stale() { return fail(QStringLiteral("import.stale"), Advice::AskUser); }

/// Brings planned changes into a row as it stands now, which may differ from what the plan was made from.
template<class E>
void change(E &row, const std::vector<FieldChange> &changes, qint64 &late)
{
    const std::vector<Value> now = fieldValues(row);
    importing::FieldValues values(now.size() + 1);
    for (const FieldChange &planned : changes) {
        if (planned.entityNo != E::kEntityNo)
            continue;
        const FieldSpec &field = *entity(E::kEntityNo)->field(planned.fieldNo);
        const Value &current = now[size_t(planned.fieldNo - 1)];
        if (field.merge == MergeRule::Union)
            values[size_t(planned.fieldNo)] = importing::unitedValue(field, current, planned.after);
        else if (current == planned.before)
            values[size_t(planned.fieldNo)] = planned.after;
        else
            ++late;
    }
    importing::assignGiven(row, values);
}

template<class E>
Status store(UnitOfWork &unit, const E &row, bool exists, const PlannedRow &planned, qint64 &made,
             qint64 &changed, qint64 &late)
{
    if (!exists) {
        ++made;
        return unit.insert(row);
    }
    const bool concerned =
        std::any_of(planned.changes.begin(), planned.changes.end(),
                    [](const FieldChange &change) { return change.entityNo == E::kEntityNo; });
    if (!concerned)
        return {};
    const auto here = unit.find(row.id);
    if (!here)
        return forward(here);
    if (!*here)
        return stale();
    ++changed;
    return unit.edit(row.id, [&](E &current) { change(current, planned.changes, late); });
}

} // namespace

Result<importing::Existing> rowsHere(Reader &reader)
{
    auto accounts = reader.select<Account>("");
    if (!accounts)
        return forward(accounts);
    auto contacts = reader.select<Contact>("");
    if (!contacts)
        return forward(contacts);
    auto people = reader.select<Person>("");
    if (!people)
        return forward(people);
    importing::Existing here;
    here.accounts.reserve(accounts->size());
    for (const Account &row : *accounts)
        here.accounts.push_back({row.id, row.name, row.city, row.street, row.position, row.externalRef});
    here.contacts.reserve(contacts->size());
    for (const Contact &row : *contacts)
        here.contacts.push_back({row.id, row.accountId, row.name, row.email, row.mobile, row.externalRef});
    here.colleagues = std::move(*people);
    here.account = finderOf(std::move(*accounts));
    here.contact = finderOf(std::move(*contacts));
    return here;
}

Result<ImportResult> applyImport(UnitOfWork &unit, const importing::ImportDraft &draft)
{
    const ImportBatch batch = draft.batch();
    const auto before = unit.find(batch.id);
    if (!before)
        return forward(before);
    if (*before)
        return stale();
    unit.keepUndo(batch.id.uuid, QStringLiteral("import"));
    if (auto done = unit.insert(batch); !done)
        return forward(done);
    ImportResult result;
    result.batch = batch.id;
    for (qsizetype row = 0; row < qsizetype(draft.plan().outcomes.size()); ++row) {
        const PlannedRow planned = draft.row(row);
        if (planned.account) {
            const auto done = store(unit, *planned.account, planned.accountExists, planned,
                                    result.accountsMade, result.accountsChanged, result.changesLate);
            if (!done)
                return forward(done);
        }
        if (planned.contact) {
            const auto done = store(unit, *planned.contact, planned.contactExists, planned,
                                    result.contactsMade, result.contactsChanged, result.changesLate);
            if (!done)
                return forward(done);
        }
    }
    return result;
}

Result<int> undoImport(UnitOfWork &unit, Id<ImportBatch> batch)
{
    const auto kept = storage::undoUnit(unit, batch.uuid, batch.uuid);
    if (!kept)
        return forward(kept);
    const auto marked = unit.edit(batch, [](ImportBatch &row) { row.state = ImportState::Undone; });
    if (!marked)
        return forward(marked);
    return kept;
}

} // namespace legwork::usecases
