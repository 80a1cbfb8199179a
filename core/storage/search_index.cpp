// SPDX-License-Identifier: Apache-2.0
#include "core/storage/search_index.h"

#include "core/schema/rows.h"
#include "core/storage/search_text.h"
#include "core/storage/tables.h"

#include <algorithm>
#include <map>

namespace legwork::storage {
namespace {

constexpr size_t kEntitiesMax = 63; // what documentOf() has room for

const std::string &selectSearched(const EntitySpec &entity)
{
    static const auto all = [] {
        std::map<int, std::string> made;
        for (const EntitySpec &spec : entities()) {
            std::string &sql = made[spec.no];
            sql = "SELECT _row, _deleted";
            for (const FieldSpec &field : spec.fields)
                sql += SearchIndex::covers(field) ? ", " + quoted(field.name) : std::string();
            sql += " FROM " + quoted(spec.table) + " WHERE id = ?";
        }
        Q_ASSERT(entities().size() <= kEntitiesMax);
        return made;
    }();
    return all.at(entity.no);
}

} // namespace

bool SearchIndex::covers(const FieldSpec &field)
{
    return field.flags.testAnyFlags(FieldFlag::Title | FieldFlag::Searched);
}

bool SearchIndex::covers(const EntitySpec &entity)
{
    return std::any_of(entity.fields.begin(), entity.fields.end(),
                       [](const FieldSpec &field) { return covers(field); });
}

Status SearchIndex::update(const EntitySpec &entity, const Uuid &id)
{
    if (!covers(entity))
        return {};
    auto found = m_writer.prepare(selectSearched(entity));
    if (!found)
        return forward(found);
    const auto more = found->bind(id).step();
    if (!more)
        return forward(more);
    if (!*more)
        return {};
    const qint64 row = found->integer(0);
    if (found->integer(1) != 0)
        return take(documentOf(entity, row));
    int column = 2;
    return put(entity, row, [&](const FieldSpec &) { return found->text(column++); });
}

Status SearchIndex::remove(const EntitySpec &entity, const Uuid &id)
{
    if (!covers(entity))
        return {};
    const auto row = m_writer.number("SELECT _row FROM " + quoted(entity.table) + " WHERE id = ?", id);
    if (!row)
        return forward(row);
    return *row == 0 ? Status() : take(documentOf(entity, *row));
}

Status SearchIndex::put(qint64 document, const QString &title, const QString &body)
{
    return m_writer.run("INSERT OR REPLACE INTO search(rowid, title, body, initials) VALUES(?, ?, ?, ?)",
                        document, searchable(title), searchable(body), pinyinInitials(title));
}

Status SearchIndex::take(qint64 document)
{
    return m_writer.run("DELETE FROM search WHERE rowid = ?", document);
}

} // namespace legwork::storage
