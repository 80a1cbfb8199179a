// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

/// How Chinese characters are read in Mandarin: syllables in small letters, without tones, ü written u.
namespace legwork::storage {

struct Readings {
    std::array<std::string_view, 3> syllables;
    size_t count = 0; ///< 0 for what is no Chinese character, or has no reading known here.
};

/// The most common reading first, then those that names have beside it. Which one a word wants is not known here.
[[nodiscard]] Readings pinyinOf(char16_t character);

[[nodiscard]] bool isSyllable(std::string_view letters);
/// Whether some syllable begins so, or is it.
[[nodiscard]] bool beginsSyllable(std::string_view letters);

} // namespace legwork::storage
