// SPDX-License-Identifier: Apache-2.0
#include "core/schema/operation.h"

#include "core/base/cbor.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>

namespace legwork {

QByteArray encodeEdits(const std::vector<FieldEdit> &edits)
{
    QByteArray bytes;
    QCborStreamWriter writer(&bytes);
    writer.startArray(quint64(edits.size()) * 3);
    for (const FieldEdit &edit : edits) {
        writer.append(qint64(edit.fieldNo));
        cbor::write(writer, edit.value);
        cbor::write(writer, edit.was);
    }
    writer.endArray();
    return bytes;
}

std::optional<std::vector<FieldEdit>> decodeEdits(const QByteArray &bytes)
{
    QCborStreamReader reader(bytes);
    if (!reader.isArray() || !reader.isLengthKnown() || reader.length() % 3 != 0 || !reader.enterContainer())
        return std::nullopt;
    std::vector<FieldEdit> edits;
    while (reader.hasNext()) {
        const auto fieldNo = cbor::readInteger(reader);
        auto value = fieldNo ? cbor::read(reader, bytes.size()) : std::nullopt;
        auto was = value ? cbor::read(reader, bytes.size()) : std::nullopt;
        if (!was)
            return std::nullopt;
        edits.push_back({int(*fieldNo), std::move(*value), std::move(*was)});
    }
    return edits;
}

} // namespace legwork
