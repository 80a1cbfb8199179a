// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringView>

namespace legwork::importing {

/// Words of the languages that files are written in; see words.def.
namespace words {
#define WORDS(name, list) inline constexpr QStringView name = list;
#define CHOICE_WORDS(Entity, field, code, list)
#include "core/importing/words.def"
} // namespace words

/// Whether a text is one of the words of a list parted by bars.
[[nodiscard]] inline bool isOneOf(QStringView text, QStringView list)
{
    for (const QStringView word : list.tokenize(u'|')) {
        if (text == word)
            return true;
    }
    return false;
}

/// The longest word of a list with which a text begins; empty when there is none.
[[nodiscard]] inline QStringView longestPrefix(QStringView text, QStringView list)
{
    QStringView longest;
    for (const QStringView word : list.tokenize(u'|')) {
        if (word.size() > longest.size() && text.startsWith(word))
            longest = word;
    }
    return longest;
}

/// The longest word of a list with which a text ends; empty when there is none.
[[nodiscard]] inline QStringView longestEnding(QStringView text, QStringView list)
{
    QStringView longest;
    for (const QStringView word : list.tokenize(u'|')) {
        if (word.size() > longest.size() && text.endsWith(word))
            longest = word;
    }
    return longest;
}

} // namespace legwork::importing
