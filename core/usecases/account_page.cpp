// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/account_page.h"

#include "core/usecases/each_row.h"
#include "core/usecases/last_visits.h"
#include "core/usecases/row_names.h"

#include <algorithm>

namespace legwork::usecases {
namespace {

constexpr int kMomentsMax = 100;
constexpr int kNotesMax = 200;
constexpr int kFatesPerRow = 50;
constexpr size_t kEditsMax = 100;

Status fillLists(Reader &reader, Id<Account> id, QDate today, AccountPage &page)
{
    for (const Status &filled :
         {take(contactsOf(reader, id), page.contacts),
          take(visitLines(reader,
                          "accountId = ? ORDER BY ifnull(state, 'planned') NOT IN ('planned', 'checked-in'),"
                          " ifnull(checkInAt, 0) DESC, plannedOn DESC",
                          id),
               page.visits),
          take(promisesOf(reader, id, today, true), page.promises),
          take(needsOf(reader, id, false), page.needs),
          take(objectionsOf(reader, id, false), page.objections),
          take(notesOf(reader, id, kNotesMax), page.notes),
          take(momentsOf(reader, id, kMomentsMax), page.moments),
          take(reader.select<Opportunity>(
                   "accountId = ? ORDER BY ifnull(stage, '') IN ('won', 'lost'), closeOn, id", id),
               page.opportunities),
          take(lastVisitDay(reader, id), page.lastVisitOn)}) {
        if (!filled)
            return filled;
    }
    return {};
}

/// The account's row and those of its contacts: what a person edits by field.
std::vector<Uuid> factRows(const AccountPage &page)
{
    std::vector<Uuid> rows = {page.account.id.uuid};
    for (const ContactLine &contact : page.contacts)
        rows.push_back(contact.id.uuid);
    return rows;
}

Status fillEdits(Reader &reader, AccountPage &page)
{
    std::vector<storage::EditFate> fates;
    for (const Uuid &row : factRows(page)) {
        auto ofRow = storage::fates(reader.connection(), row, kFatesPerRow);
        if (!ofRow)
            return forward(ofRow);
        std::move(ofRow->begin(), ofRow->end(), std::back_inserter(fates));
        const auto conflicts = reader.count<Conflict>("rowId = ? AND ifnull(state, 'open') = 'open'", row);
        if (!conflicts)
            return forward(conflicts);
        page.openConflicts += *conflicts;
    }
    page.unsent = std::count_if(fates.begin(), fates.end(),
                                [](const storage::EditFate &fate) { return !fate.outcome.has_value(); });
    std::sort(fates.begin(), fates.end(), [](const storage::EditFate &left, const storage::EditFate &right) {
        return left.operation.opNo > right.operation.opNo;
    });
    if (fates.size() > kEditsMax)
        fates.resize(kEditsMax);
    return take(editLines(reader, fates), page.edits);
}

Instant lastContactOf(const AccountPage &page)
{
    Instant last;
    for (const VisitLine &visit : page.visits)
        last = std::max(last, visit.checkInAt);
    for (const MomentLine &moment : page.moments)
        last = std::max(last, moment.happenedAt);
    for (const HeardLine &note : page.notes)
        last = std::max(last, note.at);
    return last;
}

Status fillTerritories(Reader &reader, AccountPage &page)
{
    auto held = territories(reader);
    if (!held)
        return forward(held);
    for (TerritoryLine &line : *held) {
        if (line.id == page.account.scope)
            page.territory = std::move(line);
        else if (line.mayWrite)
            page.otherTerritories.push_back(std::move(line));
    }
    if (page.territory.id.isNull() || !page.territory.mayWrite)
        page.otherTerritories.clear();
    return {};
}

} // namespace

Result<AccountPage> accountPage(Reader &reader, const Context &, Id<Account> id, QDate today)
{
    AccountPage page;
    auto account = required(reader, id);
    if (!account)
        return forward(account);
    page.account = std::move(*account);
    page.address = addressLine(page.account.city, page.account.district, page.account.street);
    PersonNames names(reader);
    if (auto owner = take(names.of(page.account.ownerId), page.ownerName); !owner)
        return forward(owner);
    if (auto filled = fillTerritories(reader, page); !filled)
        return forward(filled);
    if (auto filled = fillLists(reader, id, today, page); !filled)
        return forward(filled);
    if (auto filled = fillEdits(reader, page); !filled)
        return forward(filled);
    page.lastContact = lastContactOf(page);
    return page;
}

} // namespace legwork::usecases
