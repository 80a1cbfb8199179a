// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/sqlite/connection.h"

#include <QByteArray>

#include <optional>
#include <string_view>
#include <vector>

namespace legwork::storage {

/// The Latin words that occur in what is indexed, to find those somebody may have meant or be typing. The table `search_word` only ever
/// grows: a word whose last text has gone finds nothing, and does no harm. Kept in memory by each connection that only
/// reads (some ten bytes a word), for looking through all of them takes less than a millisecond there.
class SearchWords
{
public:
    /// Those of a connection, as they stand now.
    [[nodiscard]] static Result<SearchWords *> of(sqlite::Connection &connection);
    /// Adds words to the table.
    [[nodiscard]] static Status add(sqlite::Connection &writer, const std::vector<QByteArray> &words);

    /// The words that begin so, if there are no more than `most`.
    [[nodiscard]] std::optional<std::vector<QByteArray>> beginning(std::string_view typed, size_t most) const;
    /// Words that somebody who typed this may have meant, or be on the way to: those with fewest errors and nearest in length
    /// first, not the word itself.
    [[nodiscard]] std::vector<QByteArray> meant(std::string_view typed, size_t most) const;

private:
    struct Word {
        quint32 letters; ///< A bit for each of a to z that is in it.
        quint32 from;
        quint32 length;
    };
    [[nodiscard]] Status readMore(sqlite::Connection &connection);

    qint64 m_last = 0;
    QByteArray m_text;
    std::vector<Word> m_words;
};

} // namespace legwork::storage
