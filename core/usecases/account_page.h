// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/edit_lines.h"
#include "core/usecases/lines.h"
#include "core/usecases/territories.h"

namespace legwork::usecases {

/// Everything known about one customer.
struct AccountPage {
    Account account;
    QString address;
    QString ownerName;
    TerritoryLine territory;
    /// Where else the customer could go; none when the person may not change both.
    std::vector<TerritoryLine> otherTerritories;
    QDate lastVisitOn;   ///< Invalid when never visited.
    Instant lastContact; ///< Last check-in, moment or note, whichever is later; unset when none.
    std::vector<ContactLine> contacts;
    std::vector<VisitLine> visits;          ///< Newest first, planned ones before all; each with its score.
    std::vector<PromiseLine> promises;      ///< Open ones, most pressing first.
    std::vector<HeardLine> needs;           ///< All; open ones first.
    std::vector<HeardLine> objections;      ///< All; open ones first.
    std::vector<HeardLine> notes;           ///< Newest first.
    std::vector<MomentLine> moments;        ///< Newest first.
    std::vector<Opportunity> opportunities; ///< Those in play first.
    /// What became of this device's edits of the account itself and its contacts; newest first.
    std::vector<EditLine> edits;
    qint64 unsent = 0;        ///< Of those edits, how many the server has not decided.
    qint64 openConflicts = 0; ///< About the account itself and its contacts.
};

/// storage.no-row (GiveUp) when there is no such account.
[[nodiscard]] Result<AccountPage> accountPage(Reader &reader, const Context &context, Id<Account> account,
                                              QDate today);

} // namespace legwork::usecases
