// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/value.h"
#include "core/schema/schema.h"
#include "core/storage/sqlite/connection.h"

namespace legwork::storage {

/// Keeps the full-text index equal to the rows; called by whoever writes rows, in the same transaction.
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
    /// Indexes a row whose searched values are at hand; `valueOf(field)` gives each as text.
    template<class ValueOf>
    [[nodiscard]] Status put(const EntitySpec &entity, qint64 row, ValueOf &&valueOf)
    {
        QString title;
        QString body;
        for (const FieldSpec &field : entity.fields) {
            if (field.flags.testFlag(FieldFlag::Title))
                title = valueOf(field);
            else if (field.flags.testFlag(FieldFlag::Searched))
                body += valueOf(field) + u'\n';
        }
        return put(documentOf(entity, row), title, body);
    }
    /// To be called before a row is removed from its table.
    [[nodiscard]] Status remove(const EntitySpec &entity, const Uuid &id);

    [[nodiscard]] static qint64 documentOf(const EntitySpec &entity, qint64 row)
    {
        return row * 64 + entity.no;
    }
    [[nodiscard]] static int entityOf(qint64 document) { return int(document % 64); }
    [[nodiscard]] static qint64 rowOf(qint64 document) { return document / 64; }

private:
    [[nodiscard]] Status put(qint64 document, const QString &title, const QString &body);
    [[nodiscard]] Status take(qint64 document);

    sqlite::Connection &m_writer;
};

} // namespace legwork::storage
