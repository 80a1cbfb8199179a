// SPDX-License-Identifier: Apache-2.0
#include "core/importing/table.h"

#include "core/importing/cells.h"
#include "core/importing/headings.h"

#include <algorithm>

namespace legwork::importing {
namespace {

qsizetype filledCells(const CsvRecord &record)
{
    return std::count_if(record.cells.begin(), record.cells.end(),
                         [](const QString &cell) { return !QStringView(cell).trimmed().isEmpty(); });
}

/// Of the next record that is not blank; 0 when there is none.
qsizetype filledCellsOfNext(CsvReader &reader)
{
    CsvRecord record;
    for (;;) {
        const auto more = reader.next(record);
        if (!more || !*more)
            return 0;
        if (const qsizetype filled = filledCells(record); filled > 0)
            return filled;
    }
}

/// Excel's first line that names the separator: "sep=;".
std::optional<QChar> declaredSeparator(QStringView text)
{
    constexpr QStringView kPrefix = u"sep=";
    const bool declared = text.size() > kPrefix.size() && text.startsWith(kPrefix, Qt::CaseInsensitive)
                          && (text.size() == kPrefix.size() + 1 || text[kPrefix.size() + 1] == u'\r'
                              || text[kPrefix.size() + 1] == u'\n');
    return declared ? std::optional(text[kPrefix.size()]) : std::nullopt;
}

/// Names are words; a record with a number, a phone, an address of mail in it is data, unless most of its
/// cells are names that we know.
bool looksLikeHeading(const CsvRecord &record)
{
    int known = 0;
    int data = 0;
    for (const QString &cell : record.cells) {
        const ContentKind kind = contentOf(cell);
        if (isKnownHeading(cell))
            ++known;
        else if (kind != ContentKind::Text && kind != ContentKind::Empty && kind != ContentKind::PersonName)
            ++data;
    }
    return known > data || (data == 0 && filledCells(record) > 0);
}

} // namespace

Result<Table> Table::read(QString text, const TableOptions &options)
{
    Table table;
    table.m_text = std::move(text);
    const auto declared = declaredSeparator(table.m_text);
    table.m_separator = options.separator ? *options.separator
                        : declared        ? *declared
                                          : detectSeparator(table.m_text);
    CsvReader reader(table.m_text, table.m_separator);
    if (declared) {
        CsvRecord record;
        if (const auto line = reader.next(record); !line)
            return forward(line);
        table.m_rowsAboveHeading = 1;
    }
    if (const Status heading = table.readHeading(reader, options.hasHeading); !heading)
        return forward(heading);
    if (const Status rows = table.readRows(reader); !rows)
        return forward(rows);
    return table;
}

Status Table::readHeading(CsvReader &reader, std::optional<bool> wanted)
{
    CsvReader ahead = reader;
    CsvRecord record;
    CsvReader::Position start;
    // A single filled cell above a wider record is a title, not a heading.
    for (;;) {
        start = ahead.position();
        const auto more = ahead.next(record);
        if (!more)
            return forward(more);
        if (!*more)
            return fail(QStringLiteral("import.empty"), Advice::AskUser);
        if (record.isBlank()) {
            ++m_blankRows;
            continue;
        }
        CsvReader below = ahead;
        if (wanted != false && filledCells(record) == 1 && filledCellsOfNext(below) > 1) {
            ++m_rowsAboveHeading;
            continue;
        }
        break;
    }
    m_width = qsizetype(record.cells.size());
    m_hasHeading = wanted.value_or(looksLikeHeading(record));
    reader = CsvReader(m_text, m_separator, m_hasHeading ? ahead.position() : start);
    for (const QString &cell : record.cells)
        m_headings.append(m_hasHeading ? cleanedCell(cell).text : QString());
    return {};
}

Status Table::readRows(CsvReader &reader)
{
    reader.expectCells(m_width);
    CsvRecord record;
    qsizetype filledWidth = 0;
    for (;;) {
        const CsvReader::Position start = reader.position();
        const auto more = reader.next(record);
        if (!more)
            return forward(more);
        if (!*more)
            break;
        if (record.isBlank()) {
            ++m_blankRows;
            continue;
        }
        if (rowCount() == kRowsMax)
            return fail(QStringLiteral("import.too-many-rows"), Advice::AskUser, {QString::number(kRowsMax)});
        m_rows.push_back(start);
        for (qsizetype i = std::min(m_width, qsizetype(record.cells.size())); i > filledWidth; --i) {
            if (!QStringView(record.cells[size_t(i - 1)]).trimmed().isEmpty()) {
                filledWidth = i;
                break;
            }
        }
    }
    while (m_headings.size() > filledWidth && m_headings.last().isEmpty())
        m_headings.removeLast();
    return {};
}

CsvRecord Table::row(qsizetype row) const
{
    CsvReader reader(m_text, m_separator, m_rows[size_t(row)]);
    reader.expectCells(m_width);
    CsvRecord record;
    // Read once without error when the table was made, so it cannot fail now.
    (void)reader.next(record);
    return record;
}

} // namespace legwork::importing
