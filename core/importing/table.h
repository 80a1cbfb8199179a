// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importing/csv_reader.h"

#include <QString>

#include <optional>
#include <vector>

namespace legwork::importing {

struct TableOptions {
    std::optional<QChar> separator; ///< Detected when not given.
    std::optional<bool> hasHeading; ///< Whether the first record names the columns; judged when not given.
};

/// A file's text cut into a heading and data rows. It keeps the text once and of every row only where it
/// begins, and cuts a row into cells when it is asked for: a million rows cost some 16 MB beside the text.
/// Immutable; reading from several threads is safe.
class Table
{
public:
    /// Errors: those of CsvReader; import.empty when there is no row at all; import.too-many-rows, AskUser,
    /// argument: most rows.
    [[nodiscard]] static Result<Table> read(QString text, const TableOptions &options = {});

    static constexpr qsizetype kRowsMax = 1'000'000;

    [[nodiscard]] QChar separator() const { return m_separator; }
    [[nodiscard]] bool hasHeading() const { return m_hasHeading; }
    /// One text per column, empty where the file names none. Columns without name and content at the right
    /// edge are left out.
    [[nodiscard]] const QStringList &headings() const { return m_headings; }

    /// Rows with at least one cell that is not blank, without the heading.
    [[nodiscard]] qsizetype rowCount() const { return qsizetype(m_rows.size()); }
    /// First line of a row in the file, from 1.
    [[nodiscard]] qint64 lineOf(qsizetype row) const { return m_rows[size_t(row)].line; }
    [[nodiscard]] CsvRecord row(qsizetype row) const;

    [[nodiscard]] qint64 blankRows() const { return m_blankRows; }
    /// Records above the heading: a title or a separator line such as Excel's "sep=;".
    [[nodiscard]] qint64 rowsAboveHeading() const { return m_rowsAboveHeading; }

private:
    [[nodiscard]] Status readHeading(CsvReader &reader, std::optional<bool> wanted);
    [[nodiscard]] Status readRows(CsvReader &reader);

    QString m_text;
    QChar m_separator;
    bool m_hasHeading = true;
    QStringList m_headings;
    qsizetype m_width = 0; ///< Cells of the heading record, with those at the right edge that are left out.
    std::vector<CsvReader::Position> m_rows;
    qint64 m_blankRows = 0;
    qint64 m_rowsAboveHeading = 0;
};

} // namespace legwork::importing
