// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/row_packing.h"

#include "core/base/cbor.h"
#include "core/schema/codec.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>

#include <algorithm>

namespace legwork::server {
namespace {

std::optional<Uuid> readId(QCborStreamReader &reader)
{
    const auto bytes = cbor::readBytes(reader, 16);
    return bytes ? Uuid::fromBytes(*bytes) : std::nullopt;
}

std::optional<sync::FieldVersion> readVersion(QCborStreamReader &reader)
{
    const auto seq = cbor::readInteger(reader);
    const auto ms = seq ? cbor::readInteger(reader) : std::nullopt;
    const auto device = ms ? readId(reader) : std::nullopt;
    const auto person = device ? readId(reader) : std::nullopt;
    if (!person)
        return std::nullopt;
    return sync::FieldVersion{*seq, Instant{*ms}, *device, *person};
}

void writeVersion(QCborStreamWriter &writer, const sync::FieldVersion &version)
{
    writer.append(version.seq);
    writer.append(version.editedAt.ms);
    writer.appendByteString(version.device.view().data(), 16);
    writer.appendByteString(version.person.view().data(), 16);
}

bool enterArray(QCborStreamReader &reader)
{
    return reader.isArray() && reader.isLengthKnown() && reader.enterContainer();
}

} // namespace

QByteArray packValues(const StoredRow &row)
{
    QByteArray bytes;
    QCborStreamWriter writer(&bytes);
    writer.startArray(quint64(row.fields.size() * 2));
    for (const StoredField &field : row.fields) {
        writer.append(field.no);
        cbor::write(writer, field.value);
    }
    writer.endArray();
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
    QCborStreamWriter writer(&bytes);
    writer.startArray(quint64(1 + versions.size() * 4 + places.size()));
    writer.append(quint64(versions.size()));
    for (const sync::FieldVersion &version : versions)
        writeVersion(writer, version);
    for (const size_t place : places)
        writer.append(quint64(place));
    writer.endArray();
    return bytes;
}

bool unpackInto(StoredRow &row, const QByteArray &values, const QByteArray &versions)
{
    QCborStreamReader valueReader(values);
    if (!enterArray(valueReader))
        return false;
    while (valueReader.hasNext()) {
        const auto no = cbor::readInteger(valueReader);
        auto value = no ? cbor::read(valueReader, kPackedBytesMax) : std::nullopt;
        if (!value)
            return false;
        row.fields.push_back({int(*no), std::move(*value), {}});
    }
    QCborStreamReader versionReader(versions);
    const auto count = enterArray(versionReader) ? cbor::readInteger(versionReader) : std::nullopt;
    if (!count || *count < 1 || *count > qint64(row.fields.size()) + 1)
        return false;
    std::vector<sync::FieldVersion> known;
    known.reserve(size_t(*count));
    for (qint64 i = 0; i < *count; ++i) {
        const auto version = readVersion(versionReader);
        if (!version)
            return false;
        known.push_back(*version);
    }
    row.life = known.front();
    for (StoredField &field : row.fields) {
        const auto place = cbor::readInteger(versionReader);
        if (!place || *place < 0 || *place >= *count)
            return false;
        field.version = known[size_t(*place)];
    }
    return true;
}

} // namespace legwork::server
