// SPDX-License-Identifier: Apache-2.0
#include "core/storage/reader.h"

#include "core/storage/search_index.h"
#include "core/storage/search_text.h"

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

std::string titleSql(const EntitySpec &entity)
{
    std::string title = "''";
    for (const FieldSpec &field : entity.fields) {
        if (field.flags.testFlag(FieldFlag::Title))
            title = quoted(field.name);
    }
    return "SELECT id, " + title + " FROM " + quoted(entity.table) + " WHERE _row = ?";
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

Result<std::vector<SearchHit>> Reader::search(const QString &query, int entityNo, int limit)
{
    std::vector<SearchHit> hits;
    const QString match = searchQuery(query);
    if (match.isEmpty())
        return hits;
    std::vector<qint64> documents;
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
            documents.push_back(statement->integer(0));
        }
    }
    for (const qint64 document : documents) {
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
