// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/cbor_writer.h"
#include "core/schema/operation.h"

#include <QStringList>

namespace legwork::sync::wire {

/// Writes positional arrays (CBOR, deterministic, of definite lengths).
class Writer
{
public:
    explicit Writer(QByteArray *out)
        : m_cbor(*out)
    {
    }
    void array(size_t length) { m_cbor.array(quint64(length)); }
    /// Of an array; its length went first, so there is nothing to write.
    void end() {}
    void number(qint64 value) { m_cbor.integer(value); }
    void text(const QString &value) { m_cbor.text(value); }
    void bytes(QByteArrayView value) { m_cbor.bytes(value); }
    void id(const Uuid &value) { bytes(value.view()); }
    void value(const Value &value) { m_cbor.value(value); }
    void texts(const QStringList &values)
    {
        array(size_t(values.size()));
        for (const QString &value : values)
            text(value);
        end();
    }
    void null() { m_cbor.null(); }
    void time(Instant at)
    {
        if (at.isSet())
            number(at.ms);
        else
            null();
    }
    void stamp(const EditStamp &stamp)
    {
        array(3);
        time(stamp.wall);
        id(stamp.boot);
        number(stamp.monotonicMs);
        end();
    }

private:
    cbor::FlatWriter m_cbor;
};

} // namespace legwork::sync::wire
