// SPDX-License-Identifier: Apache-2.0
#include "core/schema/types.h"

#include "core/base/cbor.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>

#include <algorithm>

namespace legwork {
namespace {
constexpr QChar kUnit(0x1f);
constexpr QChar kRecord(0x1e);

QString cleaned(QString text)
{
    text.remove(kUnit);
    text.remove(kRecord);
    return text;
}
} // namespace

StringSet::StringSet(QStringList items)
    : m_items(std::move(items))
{
    for (QString &item : m_items)
        item = cleaned(std::move(item));
    m_items.removeAll(QString());
    std::sort(m_items.begin(), m_items.end());
    m_items.erase(std::unique(m_items.begin(), m_items.end()), m_items.end());
}

void StringSet::insert(const QString &item) { *this = StringSet(m_items + QStringList{item}); }

bool StringSet::contains(const QString &item) const { return m_items.contains(cleaned(item)); }

void StringSet::remove(const QString &item) { m_items.removeAll(cleaned(item)); }

QString StringSet::encoded() const { return m_items.join(kUnit); }

StringSet StringSet::decode(const QString &encoded)
{
    return StringSet(encoded.split(kUnit, Qt::SkipEmptyParts));
}

StringMap::StringMap(const QMap<QString, QString> &entries)
{
    for (auto it = entries.cbegin(); it != entries.cend(); ++it)
        set(it.key(), it.value());
}

void StringMap::set(const QString &name, const QString &text)
{
    m_entries.insert(cleaned(name), cleaned(text));
}

void StringMap::remove(const QString &name) { m_entries.remove(cleaned(name)); }

QString StringMap::encoded() const
{
    QStringList parts;
    parts.reserve(m_entries.size());
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it)
        parts.append(it.key() + kRecord + it.value());
    return parts.join(kUnit);
}

StringMap StringMap::decode(const QString &encoded)
{
    QMap<QString, QString> entries;
    for (const QString &part : encoded.split(kUnit, Qt::SkipEmptyParts))
        entries.insert(part.section(kRecord, 0, 0), part.section(kRecord, 1));
    return StringMap(entries);
}

Packed Packed::of(const Value &value)
{
    Packed packed;
    QCborStreamWriter writer(&packed.bytes);
    cbor::write(writer, value);
    return packed;
}

std::optional<Value> Packed::value() const
{
    QCborStreamReader reader(bytes);
    auto value = cbor::read(reader, bytes.size());
    if (!value || reader.currentOffset() != bytes.size())
        return std::nullopt;
    return value;
}

} // namespace legwork
