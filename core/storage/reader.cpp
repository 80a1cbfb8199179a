// SPDX-License-Identifier: Apache-2.0
#include "core/storage/reader.h"

#include "core/storage/search_index.h"
#include "core/storage/search_text.h"

#include <algorithm>

namespace legwork::storage {
namespace {

/// "deleted rows are never seen" and the caller's condition, which may be followed by ORDER BY or LIMIT.
std::string whereClause(std::string_view condition)
{
    std::string where = " WHERE _deleted = 0";
    if (condition.empty())
        return where;
    const bool isTailOnly = condition.starts_with("ORDER BY") || condition.starts_with("LIMIT");
    where += isTailOnly ? " " : " AND ";
    return where.append(condition);
}

const FieldSpec *titleOf(const EntitySpec &entity)
{
    const auto found = std::find_if(entity.fields.begin(), entity.fields.end(), [](const FieldSpec &field) {
        return field.flags.testFlag(FieldFlag::Title);
    });
    return found == entity.fields.end() ? nullptr : &*found;
}

void addOnce(std::vector<qint64> &documents, qint64 document)
{
    if (std::find(documents.begin(), documents.end(), document) == documents.end())
        documents.push_back(document);
}

std::string titleSql(const EntitySpec &entity)
{
    const FieldSpec *title = titleOf(entity);
    return "SELECT id, " + (title ? quoted(title->name) : std::string("''")) + " FROM " + quoted(entity.table)
           + " WHERE _row = ?";
}

} // namespace

std::string Reader::selectSql(const EntitySpec &entity, std::string_view condition)
{
    return "SELECT " + selectList(entity) + " FROM " + quoted(entity.table) + whereClause(condition);
}

std::string Reader::countSql(const EntitySpec &entity, std::string_view condition)
{
    return "SELECT count(*) FROM " + quoted(entity.table) + whereClause(condition);
}

Result<std::vector<qint64>> Reader::searchDue(const QString &query, int entityNo, int limit)
{
    std::vector<qint64> documents;
    auto due = m_connection.prepare(
        "SELECT entity, first_row, last_row FROM search_due WHERE ?1 = 0 OR entity = ?1 ORDER BY no");
    if (!due)
        return forward(due);
    due->bind(entityNo);
    while (documents.size() < size_t(limit)) {
        const auto hasDue = due->step();
        if (!hasDue)
            return forward(hasDue);
        if (!*hasDue)
            break;
        const EntitySpec *spec = entity(int(due->integer(0)));
        const FieldSpec *title = spec ? titleOf(*spec) : nullptr;
        if (!title)
            continue;
        auto found = m_connection.prepare("SELECT _row FROM " + quoted(spec->table)
                                          + " WHERE _row BETWEEN ?1 AND ?2"
                                            " AND _deleted = 0 AND instr(lower("
                                          + quoted(title->name) + "), ?3) > 0 LIMIT ?4");
        if (!found)
            return forward(found);
        found->bind(due->integer(1), due->integer(2), query.trimmed().toLower(), limit);
        for (auto more = found->step();; more = found->step()) {
            if (!more)
                return forward(more);
            if (!*more)
                break;
            addOnce(documents, SearchIndex::documentOf(*spec, found->integer(0)));
        }
    }
    return documents;
}

Result<std::vector<SearchHit>> Reader::search(const QString &query, int entityNo, int limit)
{
    std::vector<SearchHit> hits;
    const QString match = searchQuery(query);
    if (match.isEmpty())
        return hits;
    auto documents = searchDue(query, entityNo, limit);
    if (!documents)
        return forward(documents);
    {
        auto statement = m_connection.prepare("SELECT rowid FROM search WHERE search MATCH ?1"
                                              " AND (?2 = 0 OR rowid % 64 = ?2)"
                                              " ORDER BY bm25(search, 10.0, 1.0, 5.0) LIMIT ?3");
        if (!statement)
            return forward(statement);
        statement->bind(match, entityNo, limit);
        for (auto more = statement->step();; more = statement->step()) {
            if (!more)
                return forward(more);
            if (!*more)
                break;
            addOnce(*documents, statement->integer(0));
        }
    }
    for (const qint64 document : *documents) {
        if (hits.size() == size_t(limit))
            break;
        const EntitySpec &spec = *entity(SearchIndex::entityOf(document));
        auto statement = m_connection.prepare(titleSql(spec));
        if (!statement)
            return forward(statement);
        const auto more = statement->bind(SearchIndex::rowOf(document)).step();
        if (!more)
            return forward(more);
        if (*more)
            hits.push_back({spec.no, statement->id(0), statement->text(1)});
    }
    return hits;
}

} // namespace legwork::storage
