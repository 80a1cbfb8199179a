// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/search_text.h"

namespace legwork::storage {

/// Part of a text that a search has hit, in UTF-16 code units.
struct Mark {
    int from = 0;
    int length = 0;
    friend bool operator==(const Mark &, const Mark &) = default;
};

/// Where words that were typed are in a text: as they are; where one is not, how it sounds; where it does not sound so
/// either, what somebody may have meant. In order, none over another.
[[nodiscard]] std::vector<Mark> marksIn(const QString &text, const std::vector<TypedWord> &words);

} // namespace legwork::storage
