// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/day_state.h"

#include "core/usecases/playbook_runs.h"

#include <algorithm>

namespace legwork::usecases {
namespace {

bool hasMandatory(const Playbook &playbook, const Context &context)
{
    return playbook.checklist()
           && std::ranges::any_of(applicableItems(*playbook.checklist(), {context.sex}),
                                  &ChecklistItem::mandatory);
}

/// From the checklists that were begun, else from the first that would be offered.
Status fillPreparation(Reader &reader, const Context &context, const PlaybookLibrary &library,
                       const Visit &visit, VisitLine &line)
{
    const auto runs = runsOfVisit(reader, context, library, visit, PlaybookKind::Checklist);
    if (!runs)
        return forward(runs);
    const bool isBegun = !runs->empty() && !runs->front().id.isNull();
    bool mandatory = false;
    for (const RunView &run : *runs) {
        if (!run.playbook || (isBegun && run.id.isNull()))
            continue;
        line.preparation.done += run.progress.done;
        line.preparation.total += run.progress.total;
        line.preparation.mandatoryOpen += int(run.progress.mandatoryOpen.size());
        mandatory = mandatory || hasMandatory(*run.playbook, context);
        if (!isBegun)
            break;
    }
    line.prepared = line.preparation.state(mandatory);
    return {};
}

} // namespace

bool isPressing(const Commitment &commitment, QDate day)
{
    switch (standingOf(commitment, day)) {
    case CommitmentStanding::Endangered:
    case CommitmentStanding::Due:
    case CommitmentStanding::Overdue:
        return true;
    case CommitmentStanding::AwaitsAgreement:
        return commitment.dueOn.isValid() && commitment.dueOn <= day;
    case CommitmentStanding::Closed:
    case CommitmentStanding::Ahead:
        return false;
    }
    return false;
}

Result<QSet<Uuid>> pressedAccounts(Reader &reader, QDate day)
{
    const auto rows =
        reader.select<Commitment>("ifnull(state, 'open') NOT IN ('agreed', 'broken', 'cancelled')");
    if (!rows)
        return forward(rows);
    QSet<Uuid> pressed;
    for (const Commitment &row : *rows) {
        if (isPressing(row, day))
            pressed.insert(row.accountId.uuid);
    }
    return pressed;
}

Status fillDayState(Reader &reader, const Context &context, const PlaybookLibrary &library,
                    const Visit &visit, QDate day, VisitLine &line)
{
    if (auto filled = fillPreparation(reader, context, library, visit, line); !filled)
        return filled;
    const auto promises = reader.select<Commitment>("accountId = ?", visit.accountId);
    if (!promises)
        return forward(promises);
    for (const Commitment &promise : *promises) {
        line.openPromises += isClosed(promise.state) ? 0 : 1;
        line.promisesDue += isPressing(promise, day) ? 1 : 0;
    }
    const auto objections =
        reader.count<Objection>("accountId = ? AND ifnull(state, 'open') = 'open'", visit.accountId);
    if (!objections)
        return forward(objections);
    line.openObjections = int(*objections);
    return {};
}

Result<Instant> lastReceipt(Reader &reader)
{
    const auto value = reader.connection().single("SELECT max(settled_ms) FROM settled");
    if (!value)
        return forward(value);
    Instant at;
    fromValue(*value, at);
    return at;
}

Result<qint64> openConflictCount(Reader &reader, const Context &context)
{
    return reader.count<Conflict>("ifnull(state, 'open') = 'open' AND otherBy = ?", context.person);
}

} // namespace legwork::usecases
