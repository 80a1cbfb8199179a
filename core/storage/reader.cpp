// SPDX-License-Identifier: Apache-2.0
#include "core/storage/reader.h"

#include "core/storage/search.h"
#include "core/storage/search_index.h"

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

std::string titleSql(const EntitySpec &entity)
{
    const FieldSpec *title = SearchIndex::titleOf(entity);
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

Result<std::vector<SearchHit>> Reader::search(const QString &query, int entityNo, int limit)
{
    Search wanted{query, {}, limit, {}};
    for (const EntitySpec &spec : entities()) {
        if (SearchIndex::covers(spec) && (entityNo == 0 || entityNo == spec.no))
            wanted.entities.push_back(spec.no);
    }
    auto found = storage::search(m_connection, wanted);
    if (!found)
        return forward(found);
    std::stable_sort(found->begin(), found->end(),
                     [](const FoundRow &left, const FoundRow &right) { return left.tier < right.tier; });
    std::vector<SearchHit> hits;
    for (const FoundRow &row : *found) {
        if (hits.size() == size_t(limit))
            break;
        const EntitySpec &spec = *entity(row.entityNo);
        auto statement = m_connection.prepare(titleSql(spec));
        if (!statement)
            return forward(statement);
        const auto more = statement->bind(row.row).step();
        if (!more)
            return forward(more);
        if (*more)
            hits.push_back({spec.no, statement->id(0), statement->text(1)});
    }
    return hits;
}

} // namespace legwork::storage
