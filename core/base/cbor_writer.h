// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/value.h"

#include <QByteArrayView>
#include <QStringView>

namespace legwork::cbor {

/// Writes CBOR items behind what a byte array holds, for the paths by which every value of every row passes: Qt's writer
/// goes through a device for each piece and takes several times as long. Strings and arrays have definite lengths, so
/// nothing is ever closed. The array must outlive it.
class FlatWriter
{
public:
    explicit FlatWriter(QByteArray &out)
        : m_out(out)
    {
    }
    /// The head of an array; its items follow.
    void array(quint64 length) { head(4, length); }
    void integer(qint64 value)
    {
        if (value >= 0)
            head(0, quint64(value));
        else
            head(1, quint64(-1 - value));
    }
    void real(double value);
    void text(QStringView value);
    void bytes(QByteArrayView value)
    {
        head(2, quint64(value.size()));
        m_out.append(value);
    }
    void null() { m_out.append('\xf6'); }
    void value(const Value &value);
    /// An item that is encoded already.
    void encoded(QByteArrayView item) { m_out.append(item); }

private:
    void head(quint8 major, quint64 number);

    QByteArray &m_out;
};

} // namespace legwork::cbor
