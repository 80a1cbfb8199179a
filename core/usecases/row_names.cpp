// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/row_names.h"

namespace legwork::usecases {
namespace {

/// Column that holds the title, or an empty text.
std::string titleColumn(const EntitySpec &entity)
{
    for (const FieldSpec &field : entity.fields) {
        if (field.flags.testFlag(FieldFlag::Title))
            return storage::quoted(field.name);
    }
    return "''";
}

/// An account id for a row of the entity, as SQL over its table.
std::string accountColumn(const EntitySpec &entity)
{
    if (entity.no == Account::kEntityNo)
        return "id";
    if (entity.no == Answer::kEntityNo)
        return "(SELECT r.accountId FROM playbook_run r WHERE r.id = runId)";
    return entity.fieldNamed(u"accountId") ? "accountId" : "NULL";
}

} // namespace

Result<RowName> rowName(Reader &reader, int entityNo, const Uuid &rowId)
{
    RowName name;
    const EntitySpec *spec = entity(entityNo);
    if (!spec)
        return name;
    {
        auto row =
            reader.connection().prepare("SELECT _deleted, " + titleColumn(*spec) + ", " + accountColumn(*spec)
                                        + " FROM " + storage::quoted(spec->table) + " WHERE id = ?");
        if (!row)
            return forward(row);
        const auto more = row->bind(rowId).step();
        if (!more)
            return forward(more);
        if (!*more)
            return name;
        name.exists = true;
        name.isDeleted = row->integer(0) != 0;
        name.title = row->text(1);
        name.accountId = {row->id(2)};
    }
    const auto accountName =
        reader.connection().single("SELECT name FROM account WHERE id = ?", name.accountId);
    if (!accountName)
        return forward(accountName);
    fromValue(*accountName, name.accountName);
    return name;
}

Result<QString> PersonNames::of(Id<Person> person)
{
    if (person.isNull())
        return QString();
    const auto known = m_names.constFind(person.uuid);
    if (known != m_names.cend())
        return *known;
    const auto value = m_reader.connection().single("SELECT name FROM person WHERE id = ?", person);
    if (!value)
        return forward(value);
    QString name;
    fromValue(*value, name);
    m_names.insert(person.uuid, name);
    return name;
}

} // namespace legwork::usecases
