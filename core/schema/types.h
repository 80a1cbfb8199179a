// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/value.h"

#include <QMap>
#include <QStringList>

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace legwork {

/// The codes of a closed list, in order; one specialisation per list, made from choices.def.
template<class E>
struct ChoiceCodes;

/// The moves between the states of a list, from and to; specialised for lists that have any.
template<class E>
struct ChoiceMoves {
    static constexpr std::array<std::pair<quint8, quint8>, 0> moves{};
};

/// Whether people move a thing from one state to the other in one step.
template<class E>
[[nodiscard]] constexpr bool mayMove(E from, E to)
{
    for (const auto &[start, end] : ChoiceMoves<E>::moves) {
        if (start == quint8(from) && end == quint8(to))
            return true;
    }
    return false;
}

/// One of a closed list, or unset, or a code that a newer version added: such a code is kept as it came, so
/// that an old app never erases what it does not understand.
template<class E>
class Choice
{
public:
    Choice() = default;
    Choice(E known) // implicit, so that `visit.state = VisitState::Done` reads as it should
        : m_code(QString::fromLatin1(ChoiceCodes<E>::codes[size_t(known)]))
    {
    }
    [[nodiscard]] static Choice fromCode(QString code)
    {
        Choice choice;
        choice.m_code = std::move(code);
        return choice;
    }

    [[nodiscard]] const QString &code() const { return m_code; }
    [[nodiscard]] bool isSet() const { return !m_code.isEmpty(); }
    /// Nothing when unset or not known to this version.
    [[nodiscard]] std::optional<E> known() const
    {
        for (size_t i = 0; i < ChoiceCodes<E>::codes.size(); ++i) {
            if (m_code == QLatin1String(ChoiceCodes<E>::codes[i]))
                return E(i);
        }
        return std::nullopt;
    }
    friend bool operator==(const Choice &, const Choice &) = default;
    friend bool operator==(const Choice &choice, E known) { return choice == Choice(known); }

private:
    QString m_code;
};

/// A set of texts, kept sorted and without doubles, so that equal sets have equal encodings.
class StringSet
{
public:
    StringSet() = default;
    explicit StringSet(QStringList items);

    [[nodiscard]] const QStringList &items() const { return m_items; }
    [[nodiscard]] bool isEmpty() const { return m_items.isEmpty(); }
    [[nodiscard]] bool contains(const QString &item) const;
    void insert(const QString &item);
    void remove(const QString &item);

    /// Items joined by the unit separator (U+001F), which is removed from the items themselves.
    [[nodiscard]] QString encoded() const;
    [[nodiscard]] static StringSet decode(const QString &encoded);
    friend bool operator==(const StringSet &, const StringSet &) = default;

private:
    QStringList m_items;
};

/// Texts by name; encoded like a set, each entry as name, record separator (U+001E), text. Both separators
/// are removed from names and texts.
class StringMap
{
public:
    StringMap() = default;
    explicit StringMap(const QMap<QString, QString> &entries);

    [[nodiscard]] const QMap<QString, QString> &entries() const { return m_entries; }
    [[nodiscard]] bool isEmpty() const { return m_entries.isEmpty(); }
    void set(const QString &name, const QString &text);
    void remove(const QString &name);

    [[nodiscard]] QString encoded() const;
    [[nodiscard]] static StringMap decode(const QString &encoded);
    friend bool operator==(const StringMap &, const StringMap &) = default;

private:
    QMap<QString, QString> m_entries;
};

/// Any value, packed into bytes (canonical CBOR), for rows that speak about other rows' fields.
struct Packed {
    QByteArray bytes;

    [[nodiscard]] static Packed of(const Value &value);
    /// Nothing when the bytes are not one well-formed value.
    [[nodiscard]] std::optional<Value> value() const;
    friend bool operator==(const Packed &, const Packed &) = default;
};

} // namespace legwork
