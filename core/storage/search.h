// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/search_text.h"
#include "core/storage/sqlite/connection.h"

#include <functional>
#include <vector>

namespace legwork::storage {

/// How well a row matches, best first.
enum class SearchTier : quint8 {
    TitleBegins, ///< Its title begins with the first word; the others are in the title.
    InTitle,     ///< Every word is in the title.
    BySound,     ///< Every word is in the title, or is how something in it sounds.
    Anywhere,    ///< Every word is somewhere in the row, or sounds so.
    ByTypo,      ///< The same when typing errors are forgiven.
};

struct FoundRow {
    int entityNo = 0;
    qint64 row = 0; ///< `_row`.
    SearchTier tier = SearchTier::Anywhere;
};

struct Search {
    QString typed;
    std::vector<int> entities; ///< Whose rows are wanted.
    int rowsOfEach = 20;       ///< At most, of each of them.
    /// Asked between the steps: when it says no, what has been found so far is returned. May be empty.
    std::function<bool()> isWanted;
};

/// Rows for what was typed: by entity in the order asked for, and for each by tier, newest rows first. Asks the index tier
/// after tier, first for all entities at once, and only where that gives more than can be shown for each by itself: so what is
/// found is never more than what is shown, whatever the territory's size. No ranking by statistics (bm25), which has to
/// look at every match.
[[nodiscard]] Result<std::vector<FoundRow>> search(sqlite::Connection &connection, const Search &search);

} // namespace legwork::storage
