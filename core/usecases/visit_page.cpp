// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/visit_page.h"

#include "core/usecases/day_state.h"
#include "core/usecases/each_row.h"
#include "core/usecases/row_names.h"
#include "core/usecases/visit_flow.h"

#include <algorithm>

namespace legwork::usecases {
namespace {

/// What belongs to this visit, oldest first, out of all of the account's.
std::vector<HeardLine> ofVisit(std::vector<HeardLine> lines, Id<Visit> visit)
{
    std::erase_if(lines, [&](const HeardLine &line) { return line.visitId != visit; });
    std::ranges::sort(lines, {}, &HeardLine::id); // ids rise with time
    return lines;
}

Status fillHeard(Reader &reader, VisitPage &page)
{
    constexpr int kAll = 10'000;
    const Id<Account> account = page.visit.accountId;
    auto needs = needsOf(reader, account, false);
    auto objections = objectionsOf(reader, account, false);
    auto notes = notesOf(reader, account, kAll);
    for (const auto *lines : {&needs, &objections, &notes}) {
        if (!*lines)
            return forward(*lines);
    }
    page.needs = ofVisit(std::move(*needs), page.visit.id);
    page.objections = ofVisit(std::move(*objections), page.visit.id);
    page.notes = ofVisit(std::move(*notes), page.visit.id);
    auto moments = momentsOf(reader, account, kAll);
    if (!moments)
        return forward(moments);
    std::erase_if(*moments, [&](const MomentLine &line) { return line.visitId != page.visit.id; });
    page.moments = std::move(*moments);
    return {};
}

Status fillPromises(Reader &reader, QDate today, VisitPage &page)
{
    const auto rows = reader.select<Commitment>("accountId = ? ORDER BY id", page.visit.accountId);
    if (!rows)
        return forward(rows);
    std::vector<Commitment> own;
    std::vector<Commitment> earlier;
    for (const Commitment &row : *rows) {
        if (row.visitId == page.visit.id)
            own.push_back(row);
        else if (!isClosed(row.state))
            earlier.push_back(row);
    }
    auto ownLines = promiseLinesOf(reader, own, today);
    if (!ownLines)
        return forward(ownLines);
    page.promises = std::move(*ownLines);
    std::ranges::sort(page.promises, {}, &PromiseLine::id);
    auto earlierLines = promiseLinesOf(reader, earlier, today);
    if (!earlierLines)
        return forward(earlierLines);
    page.openPromises = std::move(*earlierLines);
    return {};
}

Status fillRuns(Reader &reader, const Context &context, const PlaybookLibrary &library, VisitPage &page)
{
    auto checklists = runsOfVisit(reader, context, library, page.visit, PlaybookKind::Checklist);
    if (!checklists)
        return forward(checklists);
    page.checklists = std::move(*checklists);
    auto scripts = runsOfVisit(reader, context, library, page.visit, PlaybookKind::Script);
    if (!scripts)
        return forward(scripts);
    page.scripts = std::move(*scripts);
    return {};
}

Status fillAround(Reader &reader, const Context &context, VisitPage &page)
{
    const auto arrival = judgeCheckInAt(reader, context, page.visit.id, std::nullopt);
    if (!arrival)
        return forward(arrival);
    page.otherOpenVisit = arrival->otherOpenVisit;
    const auto other = rowName(reader, Visit::kEntityNo, page.otherOpenVisit.uuid);
    if (!other)
        return forward(other);
    page.otherOpenAccount = other->accountName;
    const auto next = reader.find(nextVisitIdOf(page.visit.id));
    if (!next)
        return forward(next);
    if (*next && (*next)->state != VisitState::Cancelled)
        page.nextVisitId = (*next)->id;
    return {};
}

} // namespace

Result<VisitPage> visitPage(Reader &reader, const Context &context, const PlaybookLibrary &library,
                            Id<Visit> id, QDate today)
{
    VisitPage page;
    auto visit = required(reader, id);
    if (!visit)
        return forward(visit);
    page.visit = std::move(*visit);
    auto lines = visitLinesOf(reader, {page.visit});
    if (!lines)
        return forward(lines);
    page.line = std::move(lines->front());
    if (auto filled = fillDayState(reader, context, library, page.visit, today, page.line); !filled)
        return forward(filled);
    auto contacts = contactsOf(reader, page.visit.accountId);
    if (!contacts)
        return forward(contacts);
    page.contacts = std::move(*contacts);
    for (ContactLine &contact : page.contacts)
        contact.isMet = page.visit.metContacts.contains(contact.id.uuid.toText());
    for (const Status &filled : {fillRuns(reader, context, library, page), fillHeard(reader, page),
                                 fillPromises(reader, today, page), fillAround(reader, context, page)}) {
        if (!filled)
            return forward(filled);
    }
    return page;
}

} // namespace legwork::usecases
