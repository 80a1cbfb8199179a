// SPDX-License-Identifier: Apache-2.0
#include "qml/search/search_model.h"

#include "qml/session/row_making.h"

namespace legwork {

namespace {

QString markupOf(const usecases::MarkedText &marked)
{
    QString html;
    int at = 0;
    for (const storage::Mark &mark : marked.marks) {
        html += marked.text.mid(at, mark.from - at).toHtmlEscaped() + QStringLiteral("<b>")
                + marked.text.mid(mark.from, mark.length).toHtmlEscaped() + QStringLiteral("</b>");
        at = mark.from + mark.length;
    }
    return html + marked.text.mid(at).toHtmlEscaped();
}

HitRow rowOfType(const char *type, const char *kind = "")
{
    HitRow row;
    row.type = QString::fromLatin1(type);
    row.kind = QString::fromLatin1(kind);
    return row;
}

HitRow hitOf(const usecases::SearchLine &line)
{
    HitRow row = rowOfType("hit", entity(line.entityNo)->table);
    row.id = line.id.toText();
    row.title = line.title.text;
    row.titleMarkup = markupOf(line.title);
    row.snippet = line.snippet.text;
    row.snippetMarkup = markupOf(line.snippet);
    row.accountId = textOf(line.accountId);
    row.accountName = line.accountName;
    row.city = line.city;
    row.visitId = textOf(line.visitId);
    row.day = isoOf(line.day);
    row.state = line.state;
    row.mine = line.isMine;
    return row;
}

HitRow hitOf(const usecases::AccountBrief &account)
{
    HitRow row = rowOfType("hit", "account");
    row.id = row.accountId = textOf(account.id);
    row.title = account.name;
    row.titleMarkup = account.name.toHtmlEscaped();
    row.city = account.city;
    return row;
}

int entityOf(const QString &kind)
{
    for (const int no : usecases::searchedKinds()) {
        if (kind == QLatin1String(entity(no)->table))
            return no;
    }
    return 0;
}

} // namespace

SearchModel::~SearchModel() { ++*m_asked; }

void SearchModel::setQuery(const QString &query)
{
    if (m_query == query)
        return;
    m_query = query;
    if (!isSearch())
        m_kind.clear();
    ask();
}

void SearchModel::setKind(const QString &kind)
{
    if (m_kind == kind)
        return;
    m_kind = kind;
    ask();
}

void SearchModel::ask()
{
    m_isAnswered = false;
    Q_EMIT queryChanged();
    Q_EMIT answeredChanged();
    load();
}

void SearchModel::load()
{
    const int number = ++*m_asked;
    if (!isSearch()) {
        read([](storage::Reader &reader, const usecases::Context &) { return usecases::recents(reader); },
             [this](const usecases::Recents &recents) { show(recents); });
        return;
    }
    const auto isWanted = [asked = m_asked, number] { return *asked == number; };
    const usecases::SearchFilter filter{m_query, entityOf(m_kind),
                                        m_kind.isEmpty() ? kLinesOfEach : kLinesOfOne};
    read(
        [filter, isWanted](storage::Reader &reader, const usecases::Context &context) {
            return usecases::search(reader, context, filter, isWanted);
        },
        [this](const std::vector<usecases::SearchGroup> &groups) { show(groups); });
}

void SearchModel::keepSearch()
{
    if (!isSearch())
        return;
    write([text = m_query](storage::UnitOfWork &unit,
                           const usecases::Context &) { return usecases::noteSearch(unit, text); },
          [] {});
}

void SearchModel::forgetSearches()
{
    write([](storage::UnitOfWork &unit, const usecases::Context &) { return usecases::forgetSearches(unit); },
          [this] { load(); });
}

void SearchModel::show(const std::vector<usecases::SearchGroup> &groups)
{
    std::vector<HitRow> rows;
    int hits = 0;
    for (const usecases::SearchGroup &group : groups) {
        const char *kind = entity(group.entityNo)->table;
        rows.push_back(rowOfType("head", kind));
        for (const usecases::SearchLine &line : group.lines)
            rows.push_back(hitOf(line));
        hits += int(group.lines.size());
        if (group.hasMore && m_kind.isEmpty())
            rows.push_back(rowOfType("more", kind));
    }
    showRows(std::move(rows), hits);
}

void SearchModel::show(const usecases::Recents &recents)
{
    std::vector<HitRow> rows;
    const auto addAccounts = [&](const char *head, const std::vector<usecases::AccountBrief> &accounts) {
        if (!accounts.empty())
            rows.push_back(rowOfType(head));
        for (const usecases::AccountBrief &account : accounts)
            rows.push_back(hitOf(account));
    };
    addAccounts("pinned", recents.pinned);
    if (!recents.searches.isEmpty()) {
        rows.push_back(rowOfType("searches"));
        for (const QString &search : recents.searches) {
            HitRow row = rowOfType("query");
            row.id = row.title = search;
            row.titleMarkup = search.toHtmlEscaped();
            rows.push_back(std::move(row));
        }
        rows.push_back(rowOfType("forget"));
    }
    addAccounts("recent", recents.opened);
    showRows(std::move(rows), 0);
}

void SearchModel::showRows(std::vector<HitRow> rows, int hitCount)
{
    m_isEmpty = rows.empty();
    m_hits.assign(std::move(rows));
    m_hitCount = hitCount;
    m_isAnswered = true;
    setLoading(false);
    Q_EMIT answeredChanged();
}

} // namespace legwork
