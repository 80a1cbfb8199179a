// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>
#include <vector>

/// Three-way merge of free text: both sides' changes to what they started from, where those lie apart.
namespace legwork::sync {

/// The pieces of a text that are changed as a whole, in order, nothing left out. A piece is a run of letters, marks and
/// digits of scripts that put spaces between words; a run of those that do not (Chinese, Japanese, Thai, Lao, Khmer,
/// Myanmar), that is, mostly, what stands between two punctuation marks; or one other character.
[[nodiscard]] std::vector<QStringView> piecesOf(QStringView text);

/// Deletions and insertions of pieces that one side may have made; with more the texts count as rewritten.
inline constexpr int kTextChangesMax = 500;

/// The text with both sides' changes to `was` in it. Nothing when two changes touch, that is, no unchanged piece stands
/// between them and they are not the same change; or when either side has changed more than kTextChangesMax pieces.
/// The sides are equals: either order gives the same. Takes at most some tens of milliseconds for texts of 64 KiB.
[[nodiscard]] std::optional<QString> joinTexts(const QString &was, const QString &one, const QString &other);

} // namespace legwork::sync
