// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/cbor.h"
#include "core/schema/codec.h"
#include "core/schema/operation.h"
#include "sync/protocol/codec.h"

#include <QCborStreamReader>
#include <QStringList>

#include <vector>

namespace legwork::sync::wire {

inline constexpr qsizetype kTextBytesMax = 4096;
inline constexpr quint64 kItemsMax = 100'000;
inline constexpr int kDepthMax = 32; ///< Of what a newer version may add and we skip.

/// Reads positional arrays. The first thing that is not as it should be makes every later read fail too, so
/// that callers check once, at the end. What is seldom (strings in chunks, items of a newer version) is left to Qt.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool atEnd() const { return m_ok && m_left.empty() && m_rest.isEmpty(); }
    void refuse() { m_ok = false; }
    /// Whether the record goes on: an older version ended here.
    [[nodiscard]] bool hasMore() const { return m_ok && hasNext(); }
    /// Asks for room for so many more values; all of a frame together must stay within the bound.
    void count(size_t cells)
    {
        m_cells += cells;
        if (m_cells > kCellsPerFrameMax)
            m_ok = false;
    }

    /// Enters an array and tells its length; at most `max` items, of known number.
    size_t array(quint64 max = kItemsMax)
    {
        const cbor::Item item = take();
        if (!m_ok || item.kind != Kind::Array || quint64(item.integer) > max) {
            m_ok = false;
            return 0;
        }
        m_left.push_back(item.integer);
        return size_t(item.integer);
    }
    /// Enters an array of pairs and tells how many.
    size_t pairs(size_t max)
    {
        const size_t items = array(2 * max);
        if (items % 2 != 0)
            m_ok = false;
        return m_ok ? items / 2 : 0;
    }
    /// Enters an array of exactly `length` items, or of more: a newer version may add items at the end.
    size_t record(size_t length)
    {
        const size_t present = array();
        if (present < length)
            m_ok = false;
        return present;
    }
    void end()
    {
        while (m_ok && hasNext())
            skipAny();
        if (!m_ok || m_left.empty())
            m_ok = false;
        else
            m_left.pop_back();
    }
    qint64 number()
    {
        const cbor::Item item = take();
        m_ok = m_ok && item.kind == Kind::Integer;
        return m_ok ? item.integer : 0;
    }
    qint64 number(qint64 least, qint64 most)
    {
        const qint64 value = number();
        if (value < least || value > most)
            m_ok = false;
        return m_ok ? value : least;
    }
    QString text(qsizetype max = kTextBytesMax)
    {
        if (isInChunks())
            return byQt<QString>([max](QCborStreamReader &reader) { return cbor::readText(reader, max); });
        const cbor::Item item = take();
        m_ok = m_ok && item.kind == Kind::Text && item.string.size() <= max && item.string.isValidUtf8();
        return m_ok ? QString::fromUtf8(item.string) : QString();
    }
    QByteArray bytes(qsizetype max)
    {
        if (isInChunks())
            return byQt<QByteArray>(
                [max](QCborStreamReader &reader) { return cbor::readBytes(reader, max); });
        return bytesInPlace(max).toByteArray();
    }
    Uuid id()
    {
        const auto value = isInChunks() ? Uuid::fromBytes(bytes(16)) : Uuid::fromBytes(bytesInPlace(16));
        m_ok = m_ok && value.has_value();
        return value.value_or(Uuid());
    }
    Value value()
    {
        if (isInChunks())
            return byQt<Value>([](QCborStreamReader &reader) { return cbor::read(reader, kPackedBytesMax); });
        const cbor::Item item = take();
        m_ok = m_ok && item.kind != Kind::Array && item.kind != Kind::Undefined
               && item.string.size() <= kPackedBytesMax
               && (item.kind != Kind::Text || item.string.isValidUtf8());
        return m_ok ? cbor::valueOf(item) : Value();
    }
    QStringList texts()
    {
        QStringList values;
        const size_t count = array(16);
        for (size_t i = 0; i < count && m_ok; ++i)
            values.append(text());
        end();
        return values;
    }
    bool isNull() const
    {
        constexpr char kNull = '\xf6';
        return m_ok && hasNext() && !m_rest.isEmpty() && m_rest.front() == kNull;
    }
    void skip() { (void)take(); }
    Instant time()
    {
        if (isNull()) {
            skip();
            return {};
        }
        return Instant{number()};
    }
    EditStamp stamp()
    {
        EditStamp stamp;
        record(3);
        stamp.wall = time();
        stamp.boot = id();
        stamp.monotonicMs = number();
        end();
        return stamp;
    }

private:
    using Kind = cbor::Item::Kind;

    /// Whether the array that was entered last has more items.
    [[nodiscard]] bool hasNext() const { return m_left.empty() || m_left.back() > 0; }
    cbor::Item take()
    {
        const auto item = m_ok && hasNext() ? cbor::firstItem(m_rest) : std::nullopt;
        m_ok = item.has_value();
        if (!m_ok)
            return {};
        passed(item->size);
        return *item;
    }
    void passed(qsizetype bytes)
    {
        m_rest = m_rest.sliced(bytes);
        if (!m_left.empty())
            --m_left.back();
    }
    QByteArrayView bytesInPlace(qsizetype max)
    {
        const cbor::Item item = take();
        m_ok = m_ok && item.kind == Kind::Bytes && item.string.size() <= max;
        return m_ok ? item.string : QByteArrayView();
    }
    /// A string of indefinite length comes next.
    [[nodiscard]] bool isInChunks() const
    {
        return !m_rest.isEmpty() && (m_rest.front() == '\x5f' || m_rest.front() == '\x7f');
    }
    /// Has Qt's reader read one value.
    template<class T, class Read>
    T byQt(Read read)
    {
        QCborStreamReader reader(QByteArray::fromRawData(m_rest.data(), m_rest.size()));
        std::optional<T> found = m_ok && hasNext() ? read(reader) : std::nullopt;
        m_ok = found.has_value();
        if (!m_ok)
            return {};
        passed(reader.currentOffset());
        return std::move(*found);
    }
    /// Passes one item of whatever kind.
    void skipAny()
    {
        QCborStreamReader reader(QByteArray::fromRawData(m_rest.data(), m_rest.size()));
        m_ok = m_ok && reader.next(kDepthMax);
        if (m_ok)
            passed(reader.currentOffset());
    }

    QByteArrayView m_rest;
    std::vector<qint64> m_left; ///< Items to come in each array entered.
    size_t m_cells = 0;
    bool m_ok = true;
};

} // namespace legwork::sync::wire
