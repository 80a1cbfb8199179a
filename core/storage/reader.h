// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/codec.h"
#include "core/storage/sqlite/connection.h"
#include "core/storage/tables.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace legwork::storage {

/// A row found by full-text search.
struct SearchHit {
    int entityNo = 0;
    Uuid rowId;
    QString title;
};

/// Reads rows as structs. Deleted rows are never seen. Belongs to one thread, like the connection it reads from.
class Reader
{
public:
    explicit Reader(sqlite::Connection &connection)
        : m_connection(connection)
    {
    }

    /// Nothing when there is no such row.
    template<class E>
    [[nodiscard]] Result<std::optional<E>> find(Id<E> id)
    {
        auto rows = select<E>("id = ?", id);
        if (!rows)
            return forward(rows);
        return rows->empty() ? std::optional<E>() : std::optional<E>(std::move(rows->front()));
    }

    /// Rows for which `condition` holds: SQL over the columns of entities.def with ? for `args`, and, after it, an
    /// ORDER BY or LIMIT. An empty condition means all.
    template<class E, class... Args>
    [[nodiscard]] Result<std::vector<E>> select(std::string_view condition, const Args &...args)
    {
        std::vector<E> rows;
        auto statement = m_connection.prepare(selectSql(*entity(E::kEntityNo), condition));
        if (!statement)
            return forward(statement);
        statement->bind(args...);
        for (;;) {
            const auto more = statement->step();
            if (!more)
                return forward(more);
            if (!*more)
                return rows;
            rows.push_back(rowOf<E>(*statement));
        }
    }

    /// Number of rows for which the condition holds.
    template<class E, class... Args>
    [[nodiscard]] Result<qint64> count(std::string_view condition, const Args &...args)
    {
        return m_connection.number(countSql(*entity(E::kEntityNo), condition), args...);
    }

    /// Rows whose searched fields hold every word of `query`, best first (see SearchTier). Chinese matches by characters
    /// and by pinyin, Latin by beginnings of words, with typing errors forgiven. `entityNo` 0 searches all entities.
    [[nodiscard]] Result<std::vector<SearchHit>> search(const QString &query, int entityNo, int limit);

    /// For queries over several tables; use from core/usecases only.
    [[nodiscard]] sqlite::Connection &connection() { return m_connection; }

protected:
    sqlite::Connection &m_connection;

private:
    [[nodiscard]] static std::string selectSql(const EntitySpec &entity, std::string_view condition);
    [[nodiscard]] static std::string countSql(const EntitySpec &entity, std::string_view condition);

    template<class E>
    [[nodiscard]] static E rowOf(const sqlite::Statement &statement)
    {
        E row;
        row.id = Id<E>{statement.id(0)};
        row.scope = statement.id(1);
        forEachField(row, [&](int no, auto &member) { fromValue(statement.value(no + 1), member); });
        return row;
    }
};

} // namespace legwork::storage
