// SPDX-License-Identifier: Apache-2.0
#include "core/base/cell_column.h"

#include "core/base/cbor_writer.h"

#include <limits>

namespace legwork {
namespace {

constexpr char kNothing = '\xf7'; // CBOR's `undefined`

} // namespace

CellColumn::CellColumn(std::initializer_list<std::optional<Value>> values)
{
    for (const auto &value : values)
        append(value);
}

std::optional<CellColumn> CellColumn::fromBytes(QByteArray bytes, size_t count, qsizetype stringBytesMax)
{
    if (quint64(bytes.size()) > std::numeric_limits<quint32>::max() || quint64(bytes.size()) < count)
        return std::nullopt;
    CellColumn cells;
    cells.m_bytes = std::move(bytes);
    cells.m_ends.reserve(count);
    const QByteArrayView all = cells.m_bytes;
    qsizetype at = 0;
    for (size_t i = 0; i < count; ++i) {
        const auto item = cbor::firstItem(all.sliced(at));
        if (!item || item->kind == cbor::Item::Kind::Array || item->string.size() > stringBytesMax
            || (item->kind == cbor::Item::Kind::Text && !item->string.isValidUtf8()))
            return std::nullopt;
        at += item->size;
        cells.m_ends.push_back(quint32(at));
    }
    if (at != all.size())
        return std::nullopt;
    return cells;
}

void CellColumn::append(const std::optional<Value> &value)
{
    if (!value)
        return appendNothing();
    cbor::FlatWriter(m_bytes).value(*value);
    m_ends.push_back(quint32(m_bytes.size()));
}

void CellColumn::appendEncoded(QByteArrayView item)
{
    m_bytes.append(item);
    m_ends.push_back(quint32(m_bytes.size()));
}

void CellColumn::appendNothing()
{
    m_bytes.append(kNothing);
    m_ends.push_back(quint32(m_bytes.size()));
}

QByteArrayView CellColumn::encoded(size_t row) const
{
    const qsizetype from = row == 0 ? 0 : qsizetype(m_ends[row - 1]);
    return QByteArrayView(m_bytes).sliced(from, qsizetype(m_ends[row]) - from);
}

bool CellColumn::has(size_t row) const { return encoded(row)[0] != kNothing; }

cbor::Item CellColumn::item(size_t row) const { return cbor::firstItem(encoded(row)).value_or(cbor::Item{}); }

std::optional<Value> CellColumn::operator[](size_t row) const
{
    if (!has(row))
        return std::nullopt;
    return cbor::valueOf(item(row));
}

} // namespace legwork
