// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

/// Text as the full-text index wants it. Its tokenizer splits at spaces, which Chinese does not write, so every
/// Chinese character is made a word of its own; a run of them is then found as a phrase, from one character up.
namespace legwork::storage {

[[nodiscard]] QString searchable(const QString &text);

/// What a person typed, as an FTS5 query: every word must occur, Chinese runs as phrases, the last letters of a
/// Latin word may be missing; letters may also be pinyin initials. Empty when nothing is to be searched for.
[[nodiscard]] QString searchQuery(const QString &typed);

/// First letters of the pinyin of each Chinese character, other letters and digits as they are: "苏州Ab" is "szab".
[[nodiscard]] QString pinyinInitials(const QString &text);

} // namespace legwork::storage
