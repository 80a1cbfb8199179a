// SPDX-License-Identifier: Apache-2.0
#include "core/storage/search.h"

#include "core/schema/schema.h"
#include "core/storage/search_index.h"
#include "core/storage/search_words.h"
#include "core/storage/tables.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace legwork::storage {
namespace {

constexpr size_t kMeantMax = 40;           // words tried for one mistyped
constexpr size_t kBegunMax = 40;           // words that may be on the way to be typed
constexpr qsizetype kIndexedBeginning = 5; // letters of a beginning that the index has a list for
constexpr qsizetype kInitial = 3;          // letters together in the index
constexpr qsizetype kInitialsTypedMax = 16;

QString quotedPhrase(const QStringList &tokens, bool isBeginning)
{
    return u'"' + tokens.join(u' ') + (isBeginning ? QStringLiteral("\"*") : QStringLiteral("\""));
}

/// The word itself, with or without what is still to be typed.
QString written(const TypedWord &word)
{
    if (word.kind != TypedWord::Han)
        return quotedPhrase({word.text}, true);
    QStringList characters;
    for (qsizetype i = 0; i < word.text.size(); ++i) {
        const qsizetype length = word.text.at(i).isHighSurrogate() && i + 1 < word.text.size() ? 2 : 1;
        characters.append(word.text.mid(i, length));
        i += length - 1;
    }
    if (characters.size() == 1)
        return quotedPhrase(characters, true);
    QStringList pairs;
    for (qsizetype i = 0; i + 1 < characters.size(); ++i)
        pairs.append(characters[i] + characters[i + 1]);
    return quotedPhrase(pairs, false);
}

/// The word in the columns: itself, or the words of which it is a long beginning.
QString inColumns(const QString &columns, const QString &itself, const std::vector<QByteArray> &begun)
{
    if (begun.empty())
        return columns + itself;
    QStringList ways;
    for (const QByteArray &word : begun)
        ways.append(columns + quotedPhrase({QString::fromLatin1(word)}, false));
    return u'(' + ways.join(QStringLiteral(" OR ")) + u')';
}

/// Ways in which the letters may be the sound of a name; joined with OR, or empty.
QString sounded(const TypedWord &word)
{
    const QString &text = word.text;
    const bool isSaid = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isLower(); });
    if (word.kind != TypedWord::Latin || !isSaid)
        return {};
    QStringList ways;
    if (text.size() <= kInitial) {
        ways.append(QStringLiteral("initials : ") + quotedPhrase({text}, true));
    } else if (text.size() <= kInitialsTypedMax) {
        QStringList tokens;
        for (qsizetype i = 0; i + kInitial <= text.size(); ++i)
            tokens.append(text.mid(i, kInitial));
        ways.append(QStringLiteral("initials : ") + quotedPhrase(tokens, false));
    }
    const bool hasDigit = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
    if (!hasDigit) {
        for (const QStringList &syllables : syllablesOf(text))
            ways.append(QStringLiteral("pinyin : ") + quotedPhrase(syllables, true));
    }
    return ways.join(QStringLiteral(" OR "));
}

QString either(const QStringList &ways)
{
    QStringList some = ways;
    some.removeAll(QString());
    return u'(' + some.join(QStringLiteral(" OR ")) + u')';
}

QString wordMatch(const TypedWord &word, bool isFirst, SearchTier tier, const std::vector<QByteArray> &begun,
                  const std::vector<QByteArray> &meant)
{
    const QString itself = written(word);
    const QString inTitle = inColumns(QStringLiteral("title : "), itself, begun);
    const QString anywhere = inColumns(QStringLiteral("{title body} : "), itself, begun);
    switch (tier) {
    case SearchTier::TitleBegins:
        return isFirst ? inColumns(QStringLiteral("title : ^ "), itself, begun) : inTitle;
    case SearchTier::InTitle:
        return inTitle;
    case SearchTier::BySound:
        return either({inTitle, sounded(word)});
    case SearchTier::Anywhere:
        return either({anywhere, sounded(word)});
    case SearchTier::ByTypo:
        break;
    }
    QStringList ways{anywhere, sounded(word)};
    for (const QByteArray &other : meant)
        ways.append(QStringLiteral("{title body} : ") + quotedPhrase({QString::fromLatin1(other)}, false));
    return either(ways);
}

/// One search under way.
class Run
{
public:
    Run(sqlite::Connection &connection, const Search &search)
        : m_connection(connection)
        , m_search(search)
        , m_words(typedWords(search.typed))
        , m_found(search.entities.size())
    {
    }

    Result<std::vector<FoundRow>> run()
    {
        if (m_words.empty())
            return std::vector<FoundRow>();
        for (const SearchTier tier : {SearchTier::TitleBegins, SearchTier::InTitle, SearchTier::BySound,
                                      SearchTier::Anywhere, SearchTier::ByTypo}) {
            if (!isWanted() || isFull())
                break;
            if (auto searched = searchTier(tier); !searched)
                return forward(searched);
            if (tier == SearchTier::InTitle) {
                if (auto searched = searchDue(); !searched)
                    return forward(searched);
            }
        }
        std::vector<FoundRow> rows;
        for (const Found &found : m_found)
            rows.insert(rows.end(), found.rows.begin(), found.rows.end());
        return rows;
    }

private:
    struct Found {
        std::vector<FoundRow> rows;
        std::set<qint64> known;
    };

    [[nodiscard]] bool isWanted() const { return !m_search.isWanted || m_search.isWanted(); }
    [[nodiscard]] bool isFull(const Found &found) const
    {
        return found.rows.size() >= size_t(m_search.rowsOfEach);
    }
    [[nodiscard]] bool isFull() const
    {
        return std::all_of(m_found.begin(), m_found.end(),
                           [this](const Found &found) { return isFull(found); });
    }
    void add(Found &found, int entityNo, qint64 row, SearchTier tier)
    {
        if (!isFull(found) && found.known.insert(row).second)
            found.rows.push_back({entityNo, row, tier});
    }
    [[nodiscard]] Found *foundOf(int entityNo)
    {
        const auto at = std::find(m_search.entities.begin(), m_search.entities.end(), entityNo);
        return at == m_search.entities.end() ? nullptr : &m_found[size_t(at - m_search.entities.begin())];
    }

    [[nodiscard]] Result<QString> matchOf(SearchTier tier)
    {
        auto known = SearchWords::of(m_connection);
        if (!known)
            return forward(known);
        QStringList all;
        bool isForgiving = false;
        for (size_t i = 0; i < m_words.size(); ++i) {
            std::vector<QByteArray> begun;
            std::vector<QByteArray> meant;
            const QByteArray text = m_words[i].text.toLatin1();
            const std::string_view letters(text.constData(), size_t(text.size()));
            const bool isLatin = m_words[i].kind == TypedWord::Latin;
            if (isLatin && text.size() > kIndexedBeginning)
                begun = (*known)->beginning(letters, kBegunMax).value_or(begun);
            if (isLatin && tier == SearchTier::ByTypo) {
                meant = (*known)->meant(letters, kMeantMax);
                isForgiving = isForgiving || !meant.empty();
            }
            all.append(wordMatch(m_words[i], i == 0, tier, begun, meant));
        }
        if (tier == SearchTier::ByTypo && !isForgiving)
            return QString();
        return all.join(QStringLiteral(" AND "));
    }

    [[nodiscard]] Status searchTier(SearchTier tier)
    {
        const auto match = matchOf(tier);
        if (!match)
            return forward(match);
        if (match->isEmpty())
            return {};
        if (m_search.entities.size() > 1) {
            const int most = m_search.rowsOfEach * 3;
            auto got = ask(*match, 0, std::numeric_limits<qint64>::max(), most, tier);
            if (!got)
                return forward(got);
            if (*got < most)
                return {};
        }
        for (size_t i = 0; i < m_found.size(); ++i) {
            if (isFull(m_found[i]))
                continue;
            if (!isWanted())
                return {};
            const int no = m_search.entities[i];
            // What better tiers have found is found again, and passed over.
            const int most = m_search.rowsOfEach + int(m_found[i].rows.size());
            auto got = ask(*match, SearchIndex::firstOf(no), SearchIndex::firstOf(no + 1) - 1, most, tier);
            if (!got)
                return forward(got);
        }
        return {};
    }

    [[nodiscard]] Result<int> ask(const QString &match, qint64 from, qint64 to, int most, SearchTier tier)
    {
        auto rows =
            m_connection.prepare("SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?"
                                 " ORDER BY rowid DESC LIMIT ?");
        if (!rows)
            return forward(rows);
        rows->bind(match, from, to, most);
        for (int count = 0;; ++count) {
            const auto more = rows->step();
            if (!more)
                return forward(more);
            if (!*more)
                return count;
            const qint64 document = rows->integer(0);
            const int no = SearchIndex::entityOf(document);
            if (Found *found = foundOf(no))
                add(*found, no, SearchIndex::rowOf(document), tier);
        }
    }

    /// Rows that the index has not taken up yet, found by their titles.
    [[nodiscard]] Status searchDue()
    {
        auto due = m_connection.prepare("SELECT entity, first_row, last_row FROM search_due ORDER BY no");
        if (!due)
            return forward(due);
        for (auto more = due->step();; more = due->step()) {
            if (!more)
                return forward(more);
            if (!*more || !isWanted())
                return {};
            const EntitySpec *spec = entity(int(due->integer(0)));
            Found *found = spec ? foundOf(spec->no) : nullptr;
            const FieldSpec *title = spec ? SearchIndex::titleOf(*spec) : nullptr;
            if (!found || !title || isFull(*found))
                continue;
            if (auto searched = searchTitles(*spec, *title, due->integer(1), due->integer(2), *found);
                !searched)
                return searched;
        }
    }

    [[nodiscard]] Status searchTitles(const EntitySpec &spec, const FieldSpec &title, qint64 first,
                                      qint64 last, Found &found)
    {
        std::string sql =
            "SELECT _row FROM " + quoted(spec.table) + " WHERE _row BETWEEN ? AND ? AND _deleted = 0";
        for (size_t i = 0; i < m_words.size(); ++i)
            sql += " AND instr(lower(" + quoted(title.name) + "), ?) > 0";
        auto rows = m_connection.prepare(sql + " LIMIT ?");
        if (!rows)
            return forward(rows);
        rows->bind(first, last);
        for (const TypedWord &word : m_words)
            rows->bindNext(word.text);
        rows->bindNext(m_search.rowsOfEach);
        for (auto more = rows->step();; more = rows->step()) {
            if (!more)
                return forward(more);
            if (!*more)
                return {};
            add(found, spec.no, rows->integer(0), SearchTier::InTitle);
        }
    }

    sqlite::Connection &m_connection;
    const Search &m_search;
    std::vector<TypedWord> m_words;
    std::vector<Found> m_found; ///< As Search::entities.
};

} // namespace

Result<std::vector<FoundRow>> search(sqlite::Connection &connection, const Search &search)
{
    return Run(connection, search).run();
}

} // namespace legwork::storage
