// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/value.h"
#include "core/schema/rows.h"

#include <vector>

/// Between a row's members and plain values. Unset members are null values; a value of the wrong kind leaves
/// the member unset.
namespace legwork {

[[nodiscard]] Value toValue(const QString &text);
[[nodiscard]] Value toValue(const std::optional<qint64> &number);
[[nodiscard]] Value toValue(const std::optional<double> &number);
[[nodiscard]] Value toValue(const std::optional<bool> &truth);
[[nodiscard]] Value toValue(Instant at);
[[nodiscard]] Value toValue(QDate on);
[[nodiscard]] Value toValue(GeoPoint place);
[[nodiscard]] Value toValue(const Uuid &id);
[[nodiscard]] Value toValue(const StringSet &set);
[[nodiscard]] Value toValue(const StringMap &map);
[[nodiscard]] Value toValue(const Packed &packed);
template<class E>
[[nodiscard]] Value toValue(const Id<E> &id)
{
    return toValue(id.uuid);
}
template<class E>
[[nodiscard]] Value toValue(const Choice<E> &choice)
{
    return toValue(choice.code());
}

void fromValue(const Value &value, QString &text);
void fromValue(const Value &value, std::optional<qint64> &number);
void fromValue(const Value &value, std::optional<double> &number);
void fromValue(const Value &value, std::optional<bool> &truth);
void fromValue(const Value &value, Instant &at);
void fromValue(const Value &value, QDate &on);
void fromValue(const Value &value, GeoPoint &place);
void fromValue(const Value &value, Uuid &id);
void fromValue(const Value &value, StringSet &set);
void fromValue(const Value &value, StringMap &map);
void fromValue(const Value &value, Packed &packed);
template<class E>
void fromValue(const Value &value, Id<E> &id)
{
    fromValue(value, id.uuid);
}
template<class E>
void fromValue(const Value &value, Choice<E> &choice)
{
    QString code;
    fromValue(value, code);
    choice = Choice<E>::fromCode(std::move(code));
}

/// All field values of a row; values[i] belongs to field i + 1.
template<class E>
[[nodiscard]] std::vector<Value> fieldValues(const E &row)
{
    std::vector<Value> values;
    values.reserve(entity(E::kEntityNo)->fields.size());
    forEachField(row, [&](int, const auto &member) { values.push_back(toValue(member)); });
    return values;
}

/// Whether a value may stand in a field: right kind, well-formed, within bounds. The server asks this of
/// everything a device sends, the importer of everything a file holds.
[[nodiscard]] bool isAcceptable(const FieldSpec &field, const Value &value);

/// What a Counter field comes to when an edit that changed it from `was` to `value` meets `current`: that change, and
/// nothing else of the edit, is added. Unset counts as 0; at the ends of 64 bits it stays there.
[[nodiscard]] Value counted(const Value &current, const Value &value, const Value &was);

/// Longest text or byte value a field takes, in bytes of UTF-8.
inline constexpr qsizetype kValueBytesMax = 64 * 1024;
/// The same for a packed value, which may hold a whole field's value and its CBOR head.
inline constexpr qsizetype kPackedBytesMax = kValueBytesMax + 9;

} // namespace legwork
