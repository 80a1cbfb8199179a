// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/value.h"
#include "core/schema/schema.h"
#include "core/storage/sqlite/connection.h"

#include <map>
#include <vector>

namespace legwork::storage {

/// Keeps the full-text index equal to the rows; called by whoever writes rows, in the same transaction. What a person
/// writes is indexed at once. What the server sends is only noted as due, since indexing costs several times the
/// insert: the writer takes it up in small pieces while it has nothing else to do, and until then Reader::search looks
/// through the titles of the due rows themselves.
/// A document's number is the row's `_row` times 64 plus the entity's number.
class SearchIndex
{
public:
    explicit SearchIndex(sqlite::Connection &writer)
        : m_writer(writer)
    {
    }

    [[nodiscard]] static bool covers(const EntitySpec &entity);
    [[nodiscard]] static bool covers(const FieldSpec &field);

    /// Reads the row as it now stands and indexes it, or takes it out when it is deleted or gone.
    [[nodiscard]] Status update(const EntitySpec &entity, const Uuid &id);
    /// Notes a row (`_row`) to be indexed later.
    void postpone(const EntitySpec &entity, qint64 row);
    /// Writes down what was postponed; before the commit.
    [[nodiscard]] Status keepPostponed();
    /// Indexes at most so many of the rows that are due, in a transaction of its own. True when some are left.
    [[nodiscard]] Result<bool> catchUp(int rowsMax);

    /// To be called before a row is removed from its table.
    [[nodiscard]] Status remove(const EntitySpec &entity, const Uuid &id);

    [[nodiscard]] static qint64 documentOf(const EntitySpec &entity, qint64 row)
    {
        return row * 64 + entity.no;
    }
    [[nodiscard]] static int entityOf(qint64 document) { return int(document % 64); }
    [[nodiscard]] static qint64 rowOf(qint64 document) { return document / 64; }

private:
    [[nodiscard]] Status indexRow(const EntitySpec &entity, qint64 row);
    [[nodiscard]] Status put(qint64 document, const QString &title, const QString &body);
    [[nodiscard]] Status take(qint64 document);

    sqlite::Connection &m_writer;
    std::map<int, std::vector<qint64>> m_postponed; ///< Row numbers by entity.
};

} // namespace legwork::storage
