// SPDX-License-Identifier: Apache-2.0
#include "core/storage/search_typos.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace legwork::storage {
namespace {

constexpr size_t kLongest = 40;
constexpr size_t kForgiving = 4;
constexpr size_t kTwiceForgiving = 8;

} // namespace

int typosAllowed(size_t letters) { return letters < kForgiving ? 0 : letters < kTwiceForgiving ? 1 : 2; }

int typosBetween(std::string_view typed, std::string_view word, int most)
{
    if (typed.size() > kLongest || typed.size() > word.size() + size_t(most))
        return most + 1;
    // What follows in the word after so many errors is still to be typed.
    const size_t columns = std::min(word.size(), typed.size() + size_t(most));
    using Row = std::array<int, kLongest + 4>;
    Row before{};
    Row above{};
    Row row{};
    for (size_t j = 0; j <= columns; ++j)
        above[j] = int(j);
    for (size_t i = 1; i <= typed.size(); ++i) {
        row[0] = int(i);
        int least = row[0];
        for (size_t j = 1; j <= columns; ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (typed[i - 1] != word[j - 1])});
            if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        if (least > most)
            return most + 1;
        before = above;
        above = row;
    }
    const int least = *std::min_element(above.begin(), above.begin() + std::ptrdiff_t(columns) + 1);
    return std::min(least, most + 1);
}

int typosToMean(std::string_view typed, std::string_view word)
{
    if (typed.size() + 1 == kForgiving)
        return word.size() == kForgiving && typosBetween(typed, word, 1) <= 1 ? 1 : -1;
    const int most = typosAllowed(typed.size());
    if (most == 0)
        return -1;
    const int typos = typosBetween(typed, word, most);
    return typos <= most ? typos : -1;
}

} // namespace legwork::storage
