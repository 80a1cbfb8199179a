// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/cbor.h"

#include <QByteArray>

#include <initializer_list>
#include <optional>
#include <vector>

namespace legwork {

/// A column of values as it is stored and sent: CBOR items side by side, `undefined` where a row has none. Values are
/// made of them only when somebody asks.
class CellColumn
{
public:
    CellColumn() = default;
    CellColumn(std::initializer_list<std::optional<Value>> values);

    /// What somebody else has encoded. Nothing unless the bytes are exactly `count` cells, with valid UTF-8 and no string
    /// longer than `stringBytesMax`.
    [[nodiscard]] static std::optional<CellColumn> fromBytes(QByteArray bytes, size_t count,
                                                             qsizetype stringBytesMax);

    void append(const std::optional<Value> &value);
    /// One item of cbor::firstItem, as it is.
    void appendEncoded(QByteArrayView item);
    void appendNothing();

    [[nodiscard]] size_t size() const { return m_ends.size(); }
    [[nodiscard]] bool has(size_t row) const;
    [[nodiscard]] cbor::Item item(size_t row) const;
    [[nodiscard]] std::optional<Value> operator[](size_t row) const;
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

    friend bool operator==(const CellColumn &, const CellColumn &) = default;

private:
    [[nodiscard]] QByteArrayView encoded(size_t row) const;

    QByteArray m_bytes;
    std::vector<quint32> m_ends; ///< Of each cell in the bytes.
};

} // namespace legwork
