// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QString>
#include <QStringView>

#include <vector>

namespace legwork::importing {

/// One record of a table of text. A record can run over several lines of the file.
struct CsvRecord {
    qint64 line = 0; ///< First line of the record in the file, from 1.
    std::vector<QString> cells;

    /// Nothing but white space in every cell.
    [[nodiscard]] bool isBlank() const;
};

/// Most cells of a record and most characters of a cell.
inline constexpr qsizetype kCellsMax = 1000;
inline constexpr qsizetype kCellCharsMax = 64 * 1024;

/// Reads records one at a time: RFC 4180, and beyond it what real files do. Lines end with CRLF, LF or CR. A
/// cell that begins with a quotation mark, blanks before it allowed, is a quoted cell only if its closing mark
/// is followed by a separator or a line end; otherwise the mark is a stray one and part of the text. A quoted
/// cell that runs over lines and gives a record of another width than expected, where the first line alone
/// would fit, is a stray mark too. So one forgotten mark costs one cell and not the rest of the file.
///
/// Time is linear in the size of the text. The text must outlive the reader. Not thread-safe.
class CsvReader
{
public:
    struct Position {
        qsizetype offset = 0;
        qint64 line = 1;
    };

    CsvReader(QStringView text, QChar separator, Position start);
    CsvReader(QStringView text, QChar separator)
        : CsvReader(text, separator, Position{})
    {
    }

    /// Cells that a record is expected to have; 0 when not known.
    void expectCells(qsizetype count) { m_expected = count; }
    /// Where the next record begins.
    [[nodiscard]] Position position() const { return m_at; }

    /// False at the end of the text. An empty line is a record with one empty cell.
    /// Errors, AskUser: import.cell-too-long, import.too-many-columns; arguments: line, most.
    [[nodiscard]] Result<bool> next(CsvRecord &record);

private:
    enum class Quotes { MaySpanLines, StayInLine };
    struct QuotedEnd {
        qsizetype after = -1; ///< First character behind the cell; -1 when the mark is a stray one.
        qint64 lines = 0;
    };

    [[nodiscard]] Status readRecord(CsvRecord &record, Quotes quotes);
    [[nodiscard]] QuotedEnd quotedCell(qsizetype from, Quotes quotes, QString &cell) const;
    [[nodiscard]] bool isLineEnd(qsizetype at) const;
    [[nodiscard]] qsizetype afterLineEnd(qsizetype at) const;
    [[nodiscard]] qsizetype skipBlanks(qsizetype at) const;

    QStringView m_text;
    QChar m_separator;
    Position m_at;
    qsizetype m_expected = 0;
};

/// The separator that cuts the first records of a text most evenly: comma, semicolon, tab, bar, or the wide
/// comma and semicolon of Chinese typing. Comma when none does.
[[nodiscard]] QChar detectSeparator(QStringView text);

} // namespace legwork::importing
