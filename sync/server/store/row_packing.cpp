// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/row_packing.h"

#include "core/base/cbor.h"
#include "core/base/cbor_writer.h"
#include "core/schema/hanging.h"

#include <algorithm>

namespace legwork::server {
namespace {

/// Items one after the other, of a buffer that must outlive it.
class Items
{
public:
    explicit Items(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }
    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }
    std::optional<cbor::Item> next()
    {
        const auto item = cbor::firstItem(m_rest);
        if (item)
            m_rest = m_rest.sliced(item->size);
        return item;
    }
    /// The bytes of the next one.
    QByteArrayView nextBytes()
    {
        const QByteArrayView from = m_rest;
        const auto item = next();
        return item ? from.first(item->size) : QByteArrayView();
    }
    std::optional<qint64> integer()
    {
        const auto item = next();
        return item && item->kind == cbor::Item::Kind::Integer ? std::optional(item->integer) : std::nullopt;
    }
    std::optional<Uuid> id()
    {
        const auto item = next();
        return item && item->kind == cbor::Item::Kind::Bytes ? Uuid::fromBytes(item->string) : std::nullopt;
    }
    /// Enters the array that all the rest is, and tells how many items it has.
    std::optional<qint64> array()
    {
        const auto item = next();
        return item && item->kind == cbor::Item::Kind::Array ? std::optional(item->integer) : std::nullopt;
    }

private:
    QByteArrayView m_rest;
};

std::optional<sync::FieldVersion> readVersion(Items &items)
{
    const auto seq = items.integer();
    const auto ms = seq ? items.integer() : std::nullopt;
    const auto device = ms ? items.id() : std::nullopt;
    const auto person = device ? items.id() : std::nullopt;
    if (!person)
        return std::nullopt;
    return sync::FieldVersion{*seq, Instant{*ms}, *device, *person};
}

std::optional<std::vector<FormerScope>> formerOf(QByteArrayView bytes)
{
    std::vector<FormerScope> all;
    if (bytes.isEmpty())
        return all;
    Items items(bytes);
    const auto count = items.array();
    if (!count || *count % 3 != 0)
        return std::nullopt;
    for (qint64 i = 0; i < *count; i += 3) {
        const auto scope = items.id();
        const auto seq = scope ? items.integer() : std::nullopt;
        const auto ms = seq ? items.integer() : std::nullopt;
        if (!ms)
            return std::nullopt;
        all.push_back({*scope, *seq, Instant{*ms}});
    }
    return all;
}

/// The row's own version and the fields' different ones, and which of these each field has.
struct Versions {
    std::vector<sync::FieldVersion> known;
    std::vector<size_t> places;
};

std::optional<Versions> versionsOf(QByteArrayView bytes, size_t fields)
{
    Versions versions;
    Items items(bytes);
    const auto count = items.array() ? items.integer() : std::nullopt;
    if (!count || *count < 1 || *count > qint64(fields) + 1)
        return std::nullopt;
    versions.known.reserve(size_t(*count));
    for (qint64 i = 0; i < *count; ++i) {
        const auto version = readVersion(items);
        if (!version)
            return std::nullopt;
        versions.known.push_back(*version);
    }
    versions.places.reserve(fields);
    for (size_t i = 0; i < fields; ++i) {
        const auto place = items.integer();
        if (!place || *place < 0 || *place >= *count)
            return std::nullopt;
        versions.places.push_back(size_t(*place));
    }
    return versions;
}

void writeVersion(cbor::FlatWriter &writer, const sync::FieldVersion &version)
{
    writer.integer(version.seq);
    writer.integer(version.editedAt.ms);
    writer.bytes(version.device.view());
    writer.bytes(version.person.view());
}

} // namespace

QByteArray packValues(const StoredRow &row)
{
    QByteArray bytes;
    cbor::FlatWriter writer(bytes);
    writer.array(quint64(row.fields.size() * 2));
    for (const StoredField &field : row.fields) {
        writer.integer(field.no);
        writer.value(field.value);
    }
    return bytes;
}

QByteArray packVersions(const StoredRow &row)
{
    std::vector<sync::FieldVersion> versions{row.life};
    std::vector<size_t> places;
    places.reserve(row.fields.size());
    for (const StoredField &field : row.fields) {
        const auto known = std::find(versions.begin(), versions.end(), field.version);
        places.push_back(size_t(known - versions.begin()));
        if (known == versions.end())
            versions.push_back(field.version);
    }
    QByteArray bytes;
    cbor::FlatWriter writer(bytes);
    writer.array(quint64(1 + versions.size() * 4 + places.size()));
    writer.integer(qint64(versions.size()));
    for (const sync::FieldVersion &version : versions)
        writeVersion(writer, version);
    for (const size_t place : places)
        writer.integer(qint64(place));
    return bytes;
}

QByteArray packFormer(const StoredRow &row)
{
    QByteArray bytes;
    if (row.former.empty())
        return bytes;
    cbor::FlatWriter writer(bytes);
    writer.array(quint64(row.former.size() * 3));
    for (const FormerScope &former : row.former) {
        writer.bytes(former.scope.view());
        writer.integer(former.seq);
        writer.integer(former.at.ms);
    }
    return bytes;
}

bool fieldsOf(const PackedRow &row, bool withSeqs, std::vector<PackedField> &fields)
{
    fields.clear();
    Items items(row.values);
    const auto count = items.array();
    if (!count || *count % 2 != 0)
        return false;
    fields.reserve(size_t(std::min<qint64>(*count / 2, row.values.size())));
    for (qint64 i = 0; i < *count; i += 2) {
        const auto no = items.integer();
        const QByteArrayView value = no ? items.nextBytes() : QByteArrayView();
        if (value.isEmpty())
            return false;
        fields.push_back({int(*no), value, 0});
    }
    if (!items.atEnd())
        return false;
    if (!withSeqs)
        return true;
    const auto versions = versionsOf(row.versions, fields.size());
    if (!versions)
        return false;
    for (size_t i = 0; i < fields.size(); ++i)
        fields[i].seq = versions->known[versions->places[i]].seq;
    return true;
}

std::optional<Uuid> parentOf(int entityNo, const QByteArray &values)
{
    PackedRow packed;
    packed.values = values;
    std::vector<PackedField> fields;
    if (!fieldsOf(packed, false, fields))
        return std::nullopt;
    std::vector<Value> held;
    held.reserve(fields.size());
    for (const PackedField &field : fields)
        held.push_back(cbor::valueOf(*cbor::firstItem(field.value)));
    return hangsOn(entityNo, [&](int no) -> const Value * {
        for (size_t i = 0; i < fields.size(); ++i) {
            if (fields[i].no == no)
                return &held[i];
        }
        return nullptr;
    });
}

std::optional<StoredRow> unpack(const PackedRow &packed)
{
    StoredRow row;
    row.entityNo = packed.entityNo;
    row.id = packed.id;
    row.scope = packed.scope;
    row.seq = packed.seq;
    row.wholeFrom = packed.wholeFrom;
    row.deleted = packed.deleted;
    std::vector<PackedField> fields;
    const auto versions =
        fieldsOf(packed, false, fields) ? versionsOf(packed.versions, fields.size()) : std::nullopt;
    auto former = formerOf(packed.former);
    if (!versions || !former)
        return std::nullopt;
    row.former = std::move(*former);
    row.life = versions->known.front();
    row.fields.reserve(fields.size());
    for (size_t i = 0; i < fields.size(); ++i)
        row.fields.push_back({fields[i].no, cbor::valueOf(*cbor::firstItem(fields[i].value)),
                              versions->known[versions->places[i]]});
    return row;
}

} // namespace legwork::server
