// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

/// Typing errors: a letter too many, too few, another, or two that have changed places.
namespace legwork::storage {

/// How many are forgiven in a word of that many letters: none below 4, one up to 7, then two.
[[nodiscard]] int typosAllowed(size_t letters);

/// The least number of errors that makes `typed` of `word` or of a beginning of it; `most` + 1 when there are more.
[[nodiscard]] int typosBetween(std::string_view typed, std::string_view word, int most);

/// Whether somebody who typed this may have meant the word, or is on the way to it; by how many errors, or -1. Three letters
/// are taken for a word of four only.
[[nodiscard]] int typosToMean(std::string_view typed, std::string_view word);

} // namespace legwork::storage
