// SPDX-License-Identifier: Apache-2.0
#include "core/schema/operation.h"

#include "core/base/cbor.h"
#include "core/base/cbor_writer.h"

namespace legwork {

QByteArray encodeEdits(const std::vector<FieldEdit> &edits)
{
    QByteArray bytes;
    cbor::FlatWriter writer(bytes);
    writer.array(quint64(edits.size()) * 3);
    for (const FieldEdit &edit : edits) {
        writer.integer(edit.fieldNo);
        writer.value(edit.value);
        writer.value(edit.was);
    }
    return bytes;
}

std::optional<std::vector<FieldEdit>> decodeEdits(const QByteArray &bytes)
{
    using Kind = cbor::Item::Kind;
    QByteArrayView rest = bytes;
    const auto next = [&rest] {
        const auto item = cbor::firstItem(rest);
        rest = item ? rest.sliced(item->size) : QByteArrayView();
        return item;
    };
    const auto isValue = [](const std::optional<cbor::Item> &item) {
        return item && item->kind != Kind::Array && item->kind != Kind::Undefined
               && (item->kind != Kind::Text || item->string.isValidUtf8());
    };
    const auto array = next();
    // Each item takes a byte at least: a length that is announced but not there must not make us reserve memory.
    if (!array || array->kind != Kind::Array || array->integer % 3 != 0 || array->integer > rest.size())
        return std::nullopt;
    std::vector<FieldEdit> edits;
    edits.reserve(size_t(array->integer / 3));
    for (qint64 i = 0; i < array->integer; i += 3) {
        const auto fieldNo = next();
        const auto value = next();
        const auto was = next();
        if (!fieldNo || fieldNo->kind != Kind::Integer || !isValue(value) || !isValue(was))
            return std::nullopt;
        edits.push_back({int(fieldNo->integer), cbor::valueOf(*value), cbor::valueOf(*was)});
    }
    if (!rest.isEmpty())
        return std::nullopt;
    return edits;
}

} // namespace legwork
