// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/context.h"

#include <QHash>

namespace legwork::usecases {

/// What to call any row when it is spoken about.
struct RowName {
    QString title; ///< Its title field; empty for entities that have none.
    Id<Account> accountId;
    QString accountName; ///< The customer it belongs to; empty when it belongs to none.
    bool exists = false; ///< False when the row is not here (any more).
    bool isDeleted = false;
};
[[nodiscard]] Result<RowName> rowName(Reader &reader, int entityNo, const Uuid &rowId);

/// Names of people, asked once each. Lives as long as one query.
class PersonNames
{
public:
    explicit PersonNames(Reader &reader)
        : m_reader(reader)
    {
    }
    /// Empty for the null id and for people this device does not know.
    [[nodiscard]] Result<QString> of(Id<Person> person);

private:
    Reader &m_reader;
    QHash<Uuid, QString> m_names;
};

} // namespace legwork::usecases
