// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/id.h"

#include <QByteArray>
#include <QString>
#include <QtEndian>

#include <span>
#include <vector>

/// Values in PostgreSQL's binary form, as it takes and gives them.
namespace legwork::server::postgres {

[[nodiscard]] inline QByteArray binary(qint64 number)
{
    QByteArray bytes(8, Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}
[[nodiscard]] inline QByteArray binary(int number)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(qint32(number), bytes.data());
    return bytes;
}
[[nodiscard]] inline QByteArray binary(bool truth) { return QByteArray(1, truth ? '\1' : '\0'); }
[[nodiscard]] inline QByteArray binary(const Uuid &id) { return id.toBytes(); }
/// Empty, never null.
[[nodiscard]] inline QByteArray binary(const QString &text) { return QByteArray("") + text.toUtf8(); }
/// A null array stands for a null.
[[nodiscard]] inline QByteArray binary(const QByteArray &bytes) { return bytes; }

// Object ids of the types, fixed for ever in PostgreSQL's catalogue.
[[nodiscard]] constexpr quint32 typeOf(bool) { return 16; }
[[nodiscard]] inline quint32 typeOf(const QByteArray &) { return 17; }
[[nodiscard]] inline quint32 typeOf(const QString &) { return 25; }
[[nodiscard]] constexpr quint32 typeOf(qint64) { return 20; }
[[nodiscard]] constexpr quint32 typeOf(int) { return 23; }
[[nodiscard]] constexpr quint32 typeOf(const Uuid &) { return 2950; }

/// An array parameter, for unnest(): whole sets of rows go to the server in one statement.
class Array
{
public:
    /// `valueOf` gives each item's column.
    template<class Item, class ValueOf>
    [[nodiscard]] static Array of(std::span<const Item> items, ValueOf valueOf)
    {
        using Column = std::decay_t<std::invoke_result_t<ValueOf, const Item &>>;
        Array array(typeOf(Column()), items.size());
        for (const Item &item : items)
            array.append(binary(valueOf(item)));
        return array;
    }
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    Array(quint32 type, size_t count)
    {
        // Number of dimensions, whether nulls occur, type; then length and first index of the one dimension.
        for (const int part : {count > 0 ? 1 : 0, 0, int(type)})
            m_bytes += binary(part);
        if (count > 0)
            m_bytes += binary(int(count)) + binary(1);
    }
    void append(const QByteArray &value) { m_bytes += binary(int(value.size())) + value; }

    QByteArray m_bytes;
};
[[nodiscard]] inline QByteArray binary(const Array &array) { return array.bytes(); }

} // namespace legwork::server::postgres
