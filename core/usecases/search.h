// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/search_marks.h"
#include "core/usecases/context.h"

#include <functional>

namespace legwork::usecases {

/// A text with what the search has hit in it.
struct MarkedText {
    QString text;
    std::vector<storage::Mark> marks;
};

struct SearchLine {
    int entityNo = 0;
    Uuid id;
    MarkedText title;   ///< One line, cut around the hit where it is long; may be empty (a visit has none).
    MarkedText snippet; ///< Where the hit is not in the title: the place in the other fields. Else empty.
    Id<Account> accountId;
    QString accountName; ///< Of rows that belong to a customer; empty for the customer itself.
    QString city;        ///< Of a customer.
    Id<Visit> visitId;   ///< Where it belongs to one, or is one.
    QDate day;           ///< When it happened, or is due; invalid when it has no day.
    QString state;       ///< Code of the state, where it has one.
    bool isMine = false; ///< The customer is in this person's charge.
};

struct SearchGroup {
    int entityNo = 0;
    std::vector<SearchLine> lines; ///< Best first.
    bool hasMore = false;
};

struct SearchFilter {
    QString text;
    int entityNo = 0; ///< 0: all kinds, a few lines of each.
    int linesOfEach = 5;
};

/// Entities that the search shows, in the order in which it shows them.
[[nodiscard]] const std::vector<int> &searchedKinds();

/// What people look for: customers, people, promises, notes and all else that is written down. Groups without a hit are
/// left out. Within a group as SearchTier says; within a tier titles that are just what was typed first, then what is in
/// the person's own charge, then the newest. `isWanted` is asked between the steps: when it says no, what has been found
/// so far is returned; it may be empty, and is called on the reader's thread.
[[nodiscard]] Result<std::vector<SearchGroup>> search(Reader &reader, const Context &context,
                                                      const SearchFilter &filter,
                                                      const std::function<bool()> &isWanted);

} // namespace legwork::usecases
