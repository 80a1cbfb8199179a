// SPDX-License-Identifier: Apache-2.0
#include "app/composition/row_digest.h"

#include "core/base/cbor.h"
#include "core/schema/rows.h"
#include "core/storage/tables.h"

#include <QCborStreamWriter>
#include <QCryptographicHash>

namespace legwork {

void RowDigester::add(int entityNo, const Uuid &id, const Uuid &scope, const std::map<int, Value> &fields)
{
    // Nobody's work: it changes with every device that reconciles, after that device has been given everything.
    if (entityNo == DeviceState::kEntityNo)
        return;
    QByteArray bytes;
    QCborStreamWriter writer(&bytes);
    writer.startArray();
    writer.append(entityNo);
    writer.append(id.toBytes());
    for (const auto &[no, value] : fields) {
        if (isNull(value))
            continue;
        writer.append(no);
        cbor::write(writer, value);
    }
    writer.endArray();
    m_scopes[scope].insert_or_assign({entityNo, id}, bytes);
}

RowDigests RowDigester::result() const
{
    RowDigests digests;
    for (const auto &[scope, rows] : m_scopes) {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        for (const auto &[key, bytes] : rows)
            hash.addData(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
        digests[scope] = {qint64(rows.size()), hash.result()};
    }
    return digests;
}

Result<RowDigests> digestDevice(sqlite::Connection &connection)
{
    RowDigester digester;
    for (const EntitySpec &entity : entities()) {
        auto statement = connection.prepare("SELECT " + storage::selectList(entity) + " FROM "
                                            + storage::quoted(entity.table) + " WHERE _deleted = 0");
        if (!statement)
            return forward(statement);
        for (;;) {
            const auto more = statement->step();
            if (!more)
                return forward(more);
            if (!*more)
                break;
            std::map<int, Value> fields;
            for (const FieldSpec &field : entity.fields)
                fields[field.no] = statement->value(field.no + 1);
            digester.add(entity.no, statement->id(0), statement->id(1), fields);
        }
    }
    return digester.result();
}

} // namespace legwork
