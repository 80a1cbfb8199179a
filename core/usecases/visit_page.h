// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/lines.h"
#include "core/usecases/playbook_runs.h"

namespace legwork::usecases {

/// A visit as it is being made.
struct VisitPage {
    Visit visit;
    VisitLine line;
    std::vector<ContactLine> contacts; ///< Of the account, with who was met.
    std::vector<RunView> checklists;   ///< The first is the one for preparing; see runsOfVisit().
    std::vector<RunView> scripts;      ///< The one in use first.
    std::vector<HeardLine> needs;      ///< Noted on this visit, like the next three; newest last.
    std::vector<HeardLine> objections;
    std::vector<HeardLine> notes;
    std::vector<PromiseLine> promises;
    std::vector<MomentLine> moments;
    std::vector<PromiseLine>
        openPromises;         ///< Of the account, from earlier visits: to be told about and closed.
    Id<Visit> otherOpenVisit; ///< One of this person's that is still checked in; null when none.
    QString otherOpenAccount; ///< Its customer.
    Id<Visit> nextVisitId;    ///< Made from "next visit"; null when none.
};

/// storage.no-row (GiveUp) when there is no such visit.
[[nodiscard]] Result<VisitPage> visitPage(Reader &reader, const Context &context,
                                          const PlaybookLibrary &library, Id<Visit> visit, QDate today);

} // namespace legwork::usecases
