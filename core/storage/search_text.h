// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <vector>

/// Text as the full-text index wants it. Its tokenizer splits at spaces, which Chinese does not write, so every
/// Chinese character becomes a word together with the one after it ("太湖大" is "太湖 湖大 大"): two characters are then
/// one word that few texts hold, a longer run is a phrase of such words, a single character the beginning of one. Words of
/// single characters would do too, but a phrase of three common ones has to go through tens of thousands of texts; the
/// trigram tokenizer finds nothing of two characters, of which Chinese is full.
namespace legwork::storage {

/// Text with case, accents and full width taken off, and where each of its characters was before.
struct FoldedText {
    QString text;
    std::vector<int> at; ///< One longer than `text`: the end too.
};
[[nodiscard]] FoldedText folded(const QString &text);

[[nodiscard]] bool isHan(char32_t character);

/// A run of Chinese or of other letters and digits that somebody typed; folded.
struct TypedWord {
    enum Kind { Han, Latin, Other };
    Kind kind = Other; ///< Latin: a to z and digits only.
    QString text;
};
/// At most kWordsMax, each of at most kLettersMax characters: whoever pastes a page finds what holds its beginning.
[[nodiscard]] std::vector<TypedWord> typedWords(const QString &typed);
inline constexpr size_t kWordsMax = 8;
inline constexpr int kLettersMax = 32;

/// The text of a field, for the index.
[[nodiscard]] QString searchable(const QString &text);
/// Its words of letters a to z and digits, three or more with a letter among them; see search_words.h.
[[nodiscard]] std::vector<QByteArray> latinWords(const QString &text);

/// What the beginning of a name sounds like, for the index: each first letter of the pinyin of its characters together
/// with the two after it, and its syllables. Characters with more than one reading make more than one row of words.
/// Nothing for a name without Chinese.
struct Sound {
    QString initials;
    QString syllables;
};
[[nodiscard]] Sound soundOf(const QString &name);

/// The ways in which typed letters can be cut into syllables, the last of which may have only begun.
[[nodiscard]] std::vector<QStringList> syllablesOf(const QString &letters);

} // namespace legwork::storage
