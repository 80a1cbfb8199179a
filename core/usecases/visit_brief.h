// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/lines.h"

namespace legwork::usecases {

/// A question of an earlier script that the customer has not answered yet.
struct OpenQuestion {
    QString playbookId;
    QString itemId;
    LocalizedText text;
    QString reason; ///< Why it was skipped then; may be empty.
    QDate askedOn;  ///< Day of that visit.
};

/// What to know before going in, on one screen.
struct VisitBrief {
    VisitLine visit;
    QString installedProducts;
    QString businessScope;
    std::vector<ContactLine> contacts; ///< Whom to meet: those who decide first, then those met last.
    QDate lastVisitOn;
    QString lastVisitBy;
    QString lastSummary;
    QString lastNextStep;
    std::vector<MomentLine> moments;   ///< The last three, newest first.
    std::vector<PromiseLine> promises; ///< Open ones of both sides, most pressing first.
    std::vector<HeardLine> needs;      ///< Open.
    std::vector<HeardLine> objections; ///< Not resolved: to be expected again.
    std::vector<OpenQuestion> questions;
    std::vector<Opportunity> opportunities; ///< In play.
    std::vector<HeardLine> notes;           ///< The last three.
};

/// storage.no-row (GiveUp) when there is no such visit.
[[nodiscard]] Result<VisitBrief> visitBrief(Reader &reader, const Context &context,
                                            const PlaybookLibrary &library, Id<Visit> visit, QDate today);

} // namespace legwork::usecases
