// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/search.h"

#include "core/storage/search.h"
#include "core/storage/search_index.h"
#include "core/usecases/each_row.h"
#include "core/usecases/lines.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace legwork::usecases {
namespace {

using storage::FoundRow;
using storage::Mark;
using storage::SearchIndex;
using storage::SearchTier;
using storage::TypedWord;

constexpr int kShown = 90;        // characters of a text that is cut
constexpr int kBefore = 24;       // of them before the hit
constexpr int kToChooseFrom = 24; // rows of each kind that are put in order
constexpr int kToMarkIn = 4'000;  // characters of a field in which hits are looked for at once

/// The column, or an empty value where the entity has none.
std::string columnOf(const EntitySpec &entity, QLatin1String name)
{
    for (const FieldSpec &field : entity.fields) {
        if (name == QLatin1String(field.name))
            return "e." + storage::quoted(field.name);
    }
    return "NULL";
}

/// The first of the columns that the entity has.
std::string firstOf(const EntitySpec &entity, std::initializer_list<QLatin1String> names)
{
    for (const QLatin1String name : names) {
        if (std::string column = columnOf(entity, name); column != "NULL")
            return column;
    }
    return "NULL";
}

constexpr int kFirstBody = 11;

/// id, title, account, its name, its owner, city, visit, instant, day, state, spare; then the searched fields.
std::string selectLine(const EntitySpec &spec)
{
    const FieldSpec *title = SearchIndex::titleOf(spec);
    const bool isAnswer = spec.no == Answer::kEntityNo;
    const std::string account = spec.no == Account::kEntityNo ? "e.id"
                                : isAnswer                    ? "r.accountId"
                                                              : columnOf(spec, QLatin1String("accountId"));
    const std::string visit = spec.no == Visit::kEntityNo ? "e.id"
                              : isAnswer                  ? "r.visitId"
                                                          : columnOf(spec, QLatin1String("visitId"));
    std::string sql =
        "SELECT e.id, " + (title ? "e." + storage::quoted(title->name) : std::string("NULL")) + ", " + account
        + ", a.name, a.ownerId, a.city, " + visit + ", "
        + firstOf(spec, {QLatin1String("checkInAt"), QLatin1String("happenedAt"), QLatin1String("writtenAt"),
                         QLatin1String("takenAt"), QLatin1String("answeredAt")})
        + ", " + firstOf(spec, {QLatin1String("dueOn"), QLatin1String("plannedOn"), QLatin1String("closeOn")})
        + ", " + columnOf(spec, QLatin1String("state")) + ", e._deleted";
    for (const FieldSpec &field : spec.fields) {
        if (SearchIndex::covers(field) && !field.flags.testFlag(FieldFlag::Title))
            sql += ", e." + storage::quoted(field.name);
    }
    sql += " FROM " + storage::quoted(spec.table) + " e";
    if (isAnswer)
        sql += " LEFT JOIN playbook_run r ON r.id = e.runId";
    return sql + " LEFT JOIN account a ON a.id = " + account + " WHERE e._row = ?";
}

const std::string &lineSql(int entityNo)
{
    static const auto all = [] {
        std::map<int, std::string> made;
        for (const int no : searchedKinds())
            made[no] = selectLine(*entity(no));
        return made;
    }();
    return all.at(entityNo);
}

bool isGap(QChar c) { return c.isSpace() || c.category() == QChar::Other_Control; }

/// The text on one line, cut to what stands around its first hit.
MarkedText cutAround(const QString &text, std::vector<Mark> marks)
{
    int from = 0;
    if (!marks.empty() && marks.front().from > kBefore && text.size() > kShown)
        from = std::min(marks.front().from - kBefore, int(text.size()) - kShown);
    // Not in the middle of a Latin word, or of one character.
    for (int back = 0;
         from > 0 && back < kBefore / 2 && text.at(from).unicode() < 0x250 && !isGap(text.at(from - 1));
         ++back)
        --from;
    if (from > 0 && text.at(from).isLowSurrogate())
        --from;
    int to = std::min(int(text.size()), from + kShown);
    if (to < text.size() && text.at(to).isLowSurrogate())
        --to;
    MarkedText cut;
    cut.text = text.mid(from, to - from);
    for (QChar &c : cut.text)
        c = isGap(c) ? QChar(u' ') : c;
    int shift = -from;
    if (from > 0) {
        cut.text.prepend(u'…');
        ++shift;
    }
    for (const Mark &mark : marks) {
        if (mark.from >= from && mark.from + mark.length <= to)
            cut.marks.push_back({mark.from + shift, mark.length});
    }
    if (to < text.size())
        cut.text += u'…';
    return cut;
}

/// A line and what it is put in order by.
struct Ranked {
    SearchTier tier;
    bool isExact;
    SearchLine line;
    QDate recent;
    qint64 row;

    [[nodiscard]] auto order() const
    {
        return std::tuple(tier, !isExact, !line.isMine, -(recent.isValid() ? recent.toJulianDay() : 0), -row);
    }
};

class Lines
{
public:
    Lines(Reader &reader, const Context &context, const QString &typed)
        : m_reader(reader)
        , m_context(context)
        , m_words(storage::typedWords(typed))
        , m_typed(storage::folded(typed.trimmed()).text)
    {
    }

    /// A line without its texts.
    Result<std::optional<Ranked>> lineOf(const FoundRow &found)
    {
        auto row = m_reader.connection().prepare(lineSql(found.entityNo));
        if (!row)
            return forward(row);
        const auto more = row->bind(found.row).step();
        if (!more)
            return forward(more);
        if (!*more || row->integer(10) != 0)
            return std::optional<Ranked>();
        Ranked made{found.tier, false, {}, {}, found.row};
        SearchLine &line = made.line;
        line.entityNo = found.entityNo;
        line.id = row->id(0);
        const QString title = row->text(1);
        made.isExact = found.tier == SearchTier::TitleBegins
                       && storage::folded(title.left(200)).text.trimmed() == m_typed;
        line.accountId = {row->id(2)};
        if (found.entityNo == Account::kEntityNo)
            line.city = row->text(5);
        else
            line.accountName = row->text(3);
        line.isMine = row->id(4) == m_context.person.uuid && !m_context.person.isNull();
        line.visitId = {row->id(6)};
        Instant at;
        fromValue(row->value(7), at);
        fromValue(row->value(8), line.day);
        if (!line.day.isValid())
            line.day = localDay(at);
        made.recent = line.day;
        line.state = row->text(9);
        return made;
    }

    /// The texts of a line that is shown: looking for the hits in them takes longer than all the rest.
    Status fill(Ranked &ranked)
    {
        auto row = m_reader.connection().prepare(lineSql(ranked.line.entityNo));
        if (!row)
            return forward(row);
        const auto more = row->bind(ranked.row).step();
        if (!more)
            return forward(more);
        const QString title = row->text(1);
        const auto inTitle = storage::marksIn(title.left(kToMarkIn), m_words);
        ranked.line.title = cutAround(title, inTitle);
        if (inTitle.empty() || ranked.tier >= SearchTier::Anywhere)
            ranked.line.snippet = snippetOf(*row, *entity(ranked.line.entityNo));
        return {};
    }

private:
    /// The place in the first of the other fields that has a hit.
    [[nodiscard]] MarkedText snippetOf(const sqlite::Statement &row, const EntitySpec &spec) const
    {
        int column = kFirstBody;
        for (const FieldSpec &field : spec.fields) {
            if (!SearchIndex::covers(field) || field.flags.testFlag(FieldFlag::Title))
                continue;
            const QString text = row.text(column++);
            const auto marks = storage::marksIn(text.left(kToMarkIn), m_words);
            if (!marks.empty())
                return cutAround(text, marks);
        }
        return {};
    }

    Reader &m_reader;
    const Context &m_context;
    std::vector<TypedWord> m_words;
    QString m_typed;
};

} // namespace

const std::vector<int> &searchedKinds()
{
    static const std::vector<int> kinds{
        Account::kEntityNo,     Contact::kEntityNo,    Commitment::kEntityNo, Note::kEntityNo,
        Objection::kEntityNo,   Need::kEntityNo,       Visit::kEntityNo,      Moment::kEntityNo,
        Opportunity::kEntityNo, Attachment::kEntityNo, Answer::kEntityNo,
    };
    return kinds;
}

Result<std::vector<SearchGroup>> search(Reader &reader, const Context &context, const SearchFilter &filter,
                                        const std::function<bool()> &isWanted)
{
    storage::Search wanted;
    wanted.typed = filter.text;
    wanted.entities = filter.entityNo == 0 ? searchedKinds() : std::vector{filter.entityNo};
    wanted.rowsOfEach = std::max(kToChooseFrom, filter.linesOfEach + 1);
    wanted.isWanted = isWanted;
    const auto found = storage::search(reader.connection(), wanted);
    if (!found)
        return forward(found);
    Lines lines(reader, context, filter.text);
    std::vector<SearchGroup> groups;
    for (auto from = found->begin(); from != found->end();) {
        const auto to = std::find_if(from, found->end(),
                                     [&](const FoundRow &row) { return row.entityNo != from->entityNo; });
        if (isWanted && !isWanted())
            break;
        std::vector<Ranked> ranked;
        // Of customers and people somebody knows which one is meant; of all else the newest will do.
        const bool isChosen = from->entityNo == Account::kEntityNo || from->entityNo == Contact::kEntityNo;
        const auto last = isChosen ? to : from + std::min<qsizetype>(to - from, filter.linesOfEach + 1);
        for (auto row = from; row != last; ++row) {
            auto line = lines.lineOf(*row);
            if (!line)
                return forward(line);
            if (*line)
                ranked.push_back(std::move(**line));
        }
        std::stable_sort(ranked.begin(), ranked.end(),
                         [](const Ranked &a, const Ranked &b) { return a.order() < b.order(); });
        SearchGroup group;
        group.entityNo = from->entityNo;
        group.hasMore = ranked.size() > size_t(filter.linesOfEach);
        for (size_t i = 0; i < std::min(ranked.size(), size_t(filter.linesOfEach)); ++i) {
            if (auto filled = lines.fill(ranked[i]); !filled)
                return forward(filled);
            group.lines.push_back(std::move(ranked[i].line));
        }
        if (!group.lines.empty())
            groups.push_back(std::move(group));
        from = to;
    }
    return groups;
}

} // namespace legwork::usecases
