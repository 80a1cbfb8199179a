// SPDX-License-Identifier: Apache-2.0
#include "core/schema/codec.h"

#include <cmath>
#include <limits>

namespace legwork {
namespace {

template<class T, class Optional>
void take(const Value &value, Optional &member)
{
    const T *held = std::get_if<T>(&value);
    if (held)
        member = *held;
    else
        member.reset();
}

QString textOf(const Value &value)
{
    const QString *text = std::get_if<QString>(&value);
    return text ? *text : QString();
}

} // namespace

Value toValue(const QString &text) { return text.isEmpty() ? Value() : Value(text); }
Value toValue(const std::optional<qint64> &number) { return number ? Value(*number) : Value(); }
Value toValue(const std::optional<double> &number) { return number ? Value(*number) : Value(); }
Value toValue(const std::optional<bool> &truth) { return truth ? Value(qint64(*truth)) : Value(); }
Value toValue(Instant at) { return at.isSet() ? Value(at.ms) : Value(); }
// ISO 8601 without agreement between the parties ends with the year 9999; Qt writes nothing beyond it.
Value toValue(QDate on) { return toValue(on.toString(Qt::ISODate)); }
Value toValue(GeoPoint place) { return place.isSet() ? Value(qint64(place.packed())) : Value(); }
Value toValue(const Uuid &id) { return id.isNull() ? Value() : Value(id.toBytes()); }
Value toValue(const StringSet &set) { return toValue(set.encoded()); }
Value toValue(const StringMap &map) { return toValue(map.encoded()); }
Value toValue(const Packed &packed) { return packed.bytes.isEmpty() ? Value() : Value(packed.bytes); }

void fromValue(const Value &value, QString &text) { text = textOf(value); }
void fromValue(const Value &value, std::optional<qint64> &number) { take<qint64>(value, number); }

void fromValue(const Value &value, std::optional<double> &number)
{
    // SQLite may hand a whole real number back as an integer.
    if (const qint64 *whole = std::get_if<qint64>(&value))
        number = double(*whole);
    else
        take<double>(value, number);
}

void fromValue(const Value &value, std::optional<bool> &truth)
{
    const qint64 *number = std::get_if<qint64>(&value);
    truth = number ? std::optional<bool>(*number != 0) : std::nullopt;
}

void fromValue(const Value &value, Instant &at)
{
    const qint64 *ms = std::get_if<qint64>(&value);
    at = ms ? Instant{*ms} : Instant{};
}

void fromValue(const Value &value, QDate &on) { on = QDate::fromString(textOf(value), Qt::ISODate); }

void fromValue(const Value &value, GeoPoint &place)
{
    const qint64 *packed = std::get_if<qint64>(&value);
    place = packed ? GeoPoint::fromPacked(*packed) : GeoPoint();
}

void fromValue(const Value &value, Uuid &id)
{
    const QByteArray *bytes = std::get_if<QByteArray>(&value);
    id = bytes ? Uuid::fromBytes(*bytes).value_or(Uuid()) : Uuid();
}

void fromValue(const Value &value, StringSet &set) { set = StringSet::decode(textOf(value)); }
void fromValue(const Value &value, StringMap &map) { map = StringMap::decode(textOf(value)); }

void fromValue(const Value &value, Packed &packed)
{
    const QByteArray *bytes = std::get_if<QByteArray>(&value);
    packed.bytes = bytes ? *bytes : QByteArray();
}

bool isAcceptable(const FieldSpec &field, const Value &value)
{
    if (isNull(value))
        return true;
    const auto *text = std::get_if<QString>(&value);
    const auto *bytes = std::get_if<QByteArray>(&value);
    const auto *number = std::get_if<qint64>(&value);
    const auto *real = std::get_if<double>(&value);
    // A NUL would end the text early in other programs; the first bound spares encoding what is far too long.
    const bool goodText = text && text->size() <= kValueBytesMax && !text->contains(QChar(0))
                          && text->toUtf8().size() <= kValueBytesMax;
    switch (field.type) {
    case FieldType::Text:
    case FieldType::Set:
    case FieldType::Map:
    case FieldType::Choice: // a code of a newer version is let through on purpose
        return goodText;
    case FieldType::Date:
        // Qt forgives other punctuation and text behind a date.
        return goodText && !text->isEmpty()
               && QDate::fromString(*text, Qt::ISODate).toString(Qt::ISODate) == *text;
    case FieldType::Integer:
        return number != nullptr;
    case FieldType::Instant:
        return number && Instant{*number}.isSet();
    case FieldType::Boolean:
        return number && (*number == 0 || *number == 1);
    case FieldType::Real:
        return number || (real && std::isfinite(*real));
    case FieldType::Position: {
        if (!number)
            return false;
        const GeoPoint place = GeoPoint::fromPacked(*number);
        return std::abs(place.latitude()) <= 90 && std::abs(place.longitude()) <= 180;
    }
    case FieldType::Reference:
        return bytes && bytes->size() == 16 && !Uuid::fromBytes(*bytes)->isNull();
    case FieldType::Packed:
        return bytes && bytes->size() <= kPackedBytesMax && Packed{*bytes}.value();
    }
    return false;
}

Value counted(const Value &current, const Value &value, const Value &was)
{
    const auto number = [](const Value &of) {
        const qint64 *held = std::get_if<qint64>(&of);
        return held ? *held : 0;
    };
    const auto end = [](bool isBelow) {
        return isBelow ? std::numeric_limits<qint64>::min() : std::numeric_limits<qint64>::max();
    };
    qint64 change = 0;
    if (__builtin_sub_overflow(number(value), number(was), &change))
        change = end(number(value) < 0);
    qint64 sum = 0;
    if (__builtin_add_overflow(number(current), change, &sum))
        sum = end(change < 0);
    // Emptied by its author, and nothing to be counted since.
    return sum == 0 && isNull(value) ? Value() : Value(sum);
}

} // namespace legwork
