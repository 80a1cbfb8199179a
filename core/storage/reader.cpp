// SPDX-License-Identifier: Apache-2.0
#include "core/storage/reader.h"

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
    auto statement = m_connection.prepare(
        "SELECT d.entity, d.row_id, d.title FROM search s JOIN search_document d ON d.doc = s.rowid"
        " WHERE search MATCH ?1 AND (?2 = 0 OR d.entity = ?2) ORDER BY bm25(search, 10.0, 1.0, 5.0) LIMIT ?3");
    if (!statement)
        return forward(statement);
    statement->bind(match, entityNo, limit);
    for (;;) {
        const auto more = statement->step();
        if (!more)
            return forward(more);
        if (!*more)
            return hits;
        hits.push_back({int(statement->integer(0)), statement->id(1), statement->text(2)});
    }
}

} // namespace legwork::storage
