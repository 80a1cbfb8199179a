// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/reader.h"

namespace legwork::usecases {

/// Calls `visit(const sqlite::Statement &)` for every row that a query yields.
template<class Visitor, class... Args>
[[nodiscard]] Status eachRow(storage::Reader &reader, std::string_view sql, Visitor &&visit,
                             const Args &...args)
{
    auto statement = reader.connection().prepare(sql);
    if (!statement)
        return forward(statement);
    statement->bind(args...);
    for (;;) {
        const auto more = statement->step();
        if (!more)
            return forward(more);
        if (!*more)
            return {};
        visit(*statement);
    }
}

/// Puts the value of a query that has succeeded in its place, or hands its error on.
template<class T>
[[nodiscard]] Status take(Result<T> &&result, T &into)
{
    if (!result)
        return forward(result);
    into = std::move(*result);
    return {};
}

/// A row that must be there: storage.no-row (GiveUp) when it is not.
template<class E>
[[nodiscard]] Result<E> required(storage::Reader &reader, Id<E> id)
{
    auto row = reader.find(id);
    if (!row)
        return forward(row);
    if (!*row)
        return fail(QStringLiteral("storage.no-row"), Advice::GiveUp);
    return std::move(**row);
}

} // namespace legwork::usecases
