// SPDX-License-Identifier: Apache-2.0
#include "core/importing/csv_reader.h"

#include "core/importing/words.h"

#include <algorithm>
#include <map>

namespace legwork::importing {
namespace {
constexpr QChar kQuote(u'"');
constexpr int kRecordsSampled = 60;
} // namespace

bool CsvRecord::isBlank() const
{
    return std::all_of(cells.begin(), cells.end(), [](const QString &cell) {
        return std::all_of(cell.begin(), cell.end(), [](QChar c) { return c.isSpace(); });
    });
}

CsvReader::CsvReader(QStringView text, QChar separator, Position start)
    : m_text(text)
    , m_separator(separator)
    , m_at(start)
{
}

bool CsvReader::isLineEnd(qsizetype at) const
{
    return at < m_text.size() && (m_text[at] == u'\n' || m_text[at] == u'\r');
}

qsizetype CsvReader::afterLineEnd(qsizetype at) const
{
    const bool isPair = m_text[at] == u'\r' && at + 1 < m_text.size() && m_text[at + 1] == u'\n';
    return at + (isPair ? 2 : 1);
}

qsizetype CsvReader::skipBlanks(qsizetype at) const
{
    while (at < m_text.size() && (m_text[at] == u' ' || m_text[at] == u'\t') && m_text[at] != m_separator)
        ++at;
    return at;
}

CsvReader::QuotedEnd CsvReader::quotedCell(qsizetype from, Quotes quotes, QString &cell) const
{
    cell.clear();
    qint64 lines = 0;
    for (qsizetype at = from + 1; at < m_text.size();) {
        if (cell.size() > kCellCharsMax)
            return {};
        const QChar c = m_text[at];
        if (c == kQuote && at + 1 < m_text.size() && m_text[at + 1] == kQuote) {
            cell.append(kQuote);
            at += 2;
        } else if (c == kQuote) {
            const qsizetype after = skipBlanks(at + 1);
            if (after < m_text.size() && m_text[after] != m_separator && !isLineEnd(after))
                return {};
            return {after, lines};
        } else if (isLineEnd(at)) {
            if (quotes == Quotes::StayInLine)
                return {};
            ++lines;
            at = afterLineEnd(at);
            cell.append(u'\n');
        } else {
            cell.append(c);
            ++at;
        }
    }
    return {};
}

Status CsvReader::readRecord(CsvRecord &record, Quotes quotes)
{
    record.line = m_at.line;
    record.cells.clear();
    qsizetype at = m_at.offset;
    for (;;) {
        if (qsizetype(record.cells.size()) == kCellsMax)
            return fail(QStringLiteral("import.too-many-columns"), Advice::AskUser,
                        {QString::number(m_at.line), QString::number(kCellsMax)});
        QString &cell = record.cells.emplace_back();
        const qsizetype start = skipBlanks(at);
        QuotedEnd quoted;
        if (start < m_text.size() && m_text[start] == kQuote)
            quoted = quotedCell(start, quotes, cell);
        if (quoted.after >= 0) {
            at = quoted.after;
            m_at.line += quoted.lines;
        } else {
            const qsizetype from = at;
            while (at < m_text.size() && m_text[at] != m_separator && !isLineEnd(at))
                ++at;
            cell = m_text.sliced(from, at - from).toString();
        }
        if (cell.size() > kCellCharsMax)
            return fail(QStringLiteral("import.cell-too-long"), Advice::AskUser,
                        {QString::number(m_at.line), QString::number(kCellCharsMax)});
        if (at < m_text.size() && m_text[at] == m_separator) {
            ++at;
            continue;
        }
        if (at < m_text.size())
            at = afterLineEnd(at);
        m_at = {at, m_at.line + 1};
        return {};
    }
}

Result<bool> CsvReader::next(CsvRecord &record)
{
    if (m_at.offset >= m_text.size())
        return false;
    const Position start = m_at;
    const Status whole = readRecord(record, Quotes::MaySpanLines);
    const bool spans = m_at.line - start.line > 1;
    const bool suspicious =
        m_expected > 0 && spans && (!whole || qsizetype(record.cells.size()) != m_expected);
    if (!suspicious) {
        if (!whole)
            return forward(whole);
        return true;
    }
    CsvRecord spanning = std::move(record);
    const Position afterSpanning = m_at;
    m_at = start;
    const Status single = readRecord(record, Quotes::StayInLine);
    if (single && qsizetype(record.cells.size()) == m_expected)
        return true;
    if (!whole)
        return forward(whole);
    record = std::move(spanning);
    m_at = afterSpanning;
    return true;
}

QChar detectSeparator(QStringView text)
{
    constexpr QChar kCandidates[] = {
        u',', u'\t', u';', u'|', words::kWideSeparators[0], words::kWideSeparators[1]};
    QChar best = kCandidates[0];
    double bestScore = 0;
    for (const QChar candidate : kCandidates) {
        CsvReader reader(text, candidate);
        CsvRecord record;
        std::map<size_t, int> widths;
        int records = 0;
        while (records < kRecordsSampled) {
            const auto more = reader.next(record);
            if (!more || !*more)
                break;
            if (record.isBlank())
                continue;
            ++records;
            ++widths[record.cells.size()];
        }
        for (const auto &[width, count] : widths) {
            // Evenness first; among equally even ones the one that finds more columns.
            const double score =
                width > 1 ? double(count) / records * (1.0 + 0.02 * double(std::min<size_t>(width, 25))) : 0;
            if (score > bestScore) {
                bestScore = score;
                best = candidate;
            }
        }
    }
    return best;
}

} // namespace legwork::importing
