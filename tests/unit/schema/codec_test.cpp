// SPDX-License-Identifier: Apache-2.0
#include "core/schema/codec.h"
#include "tests/support/generators.h"

#include <QTest>

#include <limits>

using namespace legwork;

namespace {

// One random member of each kind that an entity can have; unset quite often.
bool often() { return *rc::gen::inRange(0, 4) != 0; }

QString anyMember(std::type_identity<QString>) { return *gen::text(); }
std::optional<qint64> anyMember(std::type_identity<std::optional<qint64>>)
{
    return often() ? std::optional(*gen::integer()) : std::nullopt;
}
std::optional<double> anyMember(std::type_identity<std::optional<double>>)
{
    return often() ? std::optional(*gen::real()) : std::nullopt;
}
std::optional<bool> anyMember(std::type_identity<std::optional<bool>>)
{
    return often() ? std::optional(*rc::gen::arbitrary<bool>()) : std::nullopt;
}
Instant anyMember(std::type_identity<Instant>) { return Instant{*gen::integer()}; }
QDate anyMember(std::type_identity<QDate>)
{
    return often() ? QDate(1, 1, 1).addDays(*rc::gen::inRange(0, 3'652'059)) : QDate(); // years 1 to 9999
}
GeoPoint anyMember(std::type_identity<GeoPoint>)
{
    const double latitude = *rc::gen::inRange(-900'000'000, 900'000'001) / 1e7;
    const double longitude = *rc::gen::inRange(-1'800'000'000, 1'800'000'001) / 1e7;
    return often() ? *GeoPoint::fromDegrees(latitude, longitude) : GeoPoint();
}
Uuid anyMember(std::type_identity<Uuid>) { return often() ? Uuid::derive("any", *gen::bytes()) : Uuid(); }
StringSet anyMember(std::type_identity<StringSet>)
{
    const auto items = *rc::gen::container<std::vector<QString>>(gen::text());
    return StringSet(QStringList(items.begin(), items.end()));
}
StringMap anyMember(std::type_identity<StringMap>)
{
    StringMap map;
    for (const QString &name : *rc::gen::container<std::vector<QString>>(gen::text()))
        map.set(name, *gen::text());
    return map;
}
Packed anyMember(std::type_identity<Packed>) { return often() ? Packed::of(*gen::value()) : Packed(); }
template<class E>
Id<E> anyMember(std::type_identity<Id<E>>)
{
    return Id<E>{anyMember(std::type_identity<Uuid>())};
}
template<class E>
Choice<E> anyMember(std::type_identity<Choice<E>>)
{
    const auto known = *rc::gen::inRange<size_t>(0, ChoiceCodes<E>::codes.size());
    return often() ? Choice<E>(E(known)) : Choice<E>::fromCode(*gen::text());
}

template<class E>
E anyRow()
{
    E row;
    forEachField(row, [](int, auto &member) {
        member = anyMember(std::type_identity<std::decay_t<decltype(member)>>());
    });
    return row;
}

/// Row to values to row: nothing is lost, and every value may stand in its field.
template<class E>
void roundTrip()
{
    const E row = anyRow<E>();
    const std::vector<Value> values = fieldValues(row);
    const EntitySpec &spec = *entity(E::kEntityNo);
    RC_ASSERT(values.size() == spec.fields.size());
    E back;
    forEachField(back, [&values](int no, auto &member) { fromValue(values[size_t(no - 1)], member); });
    RC_ASSERT(fieldValues(back) == values);
    forEachField(back, [&](int no, const auto &member) {
        forEachField(row, [&](int otherNo, const auto &original) {
            if constexpr (std::is_same_v<decltype(member), decltype(original)>)
                RC_ASSERT(otherNo != no || member == original);
        });
        if (!isAcceptable(*spec.field(no), values[size_t(no - 1)]))
            RC_FAIL(std::string("not acceptable: ") + spec.field(no)->name);
    });
}

const FieldSpec &fieldOf(FieldType type)
{
    for (const EntitySpec &spec : entities()) {
        for (const FieldSpec &field : spec.fields) {
            if (field.type == type)
                return field;
        }
    }
    qFatal("no field of this type");
}

} // namespace

class CodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEntity_roundTrips();
    void unsetMembers_areNull_andNullIsAlwaysAcceptable();
    void wrongKind_leavesTheMemberUnset();
    void wholeNumber_isTakenAsReal();
    void acceptable_asTheFieldsTypeSays_data();
    void acceptable_asTheFieldsTypeSays();
    void textOverTheLimit_isNotAcceptable();
    void dateOutsideFourDigitYears_isNull();
};

void CodecTest::everyEntity_roundTrips()
{
    int checked = 0;
#define ENTITY(no, Type, table, scope, about)                                                                \
    QVERIFY(rc::check(#Type, roundTrip<Type>));                                                              \
    ++checked;
#define FIELD(no, name, Type, merge, flags, about)
#define END_ENTITY
#include "core/schema/entities.def"
#undef ENTITY
#undef FIELD
#undef END_ENTITY
    QCOMPARE(size_t(checked), entities().size());
}

void CodecTest::unsetMembers_areNull_andNullIsAlwaysAcceptable()
{
    for (const Value &value : fieldValues(Visit()))
        QVERIFY(isNull(value));
    for (const EntitySpec &spec : entities()) {
        for (const FieldSpec &field : spec.fields)
            QVERIFY(isAcceptable(field, Value()));
    }
}

void CodecTest::wrongKind_leavesTheMemberUnset()
{
    QString text = QStringLiteral("was");
    fromValue(Value(qint64(1)), text);
    QVERIFY(text.isEmpty());
    std::optional<qint64> number = 3;
    fromValue(Value(QStringLiteral("4")), number);
    QVERIFY(!number);
    std::optional<bool> truth = true;
    fromValue(Value(QByteArray("\1")), truth);
    QVERIFY(!truth);
    Instant at{5};
    fromValue(Value(5.0), at);
    QVERIFY(!at.isSet());
    QDate on(2024, 2, 29);
    fromValue(Value(QStringLiteral("2023-02-29")), on);
    QVERIFY(!on.isValid());
    GeoPoint place = *GeoPoint::fromDegrees(1, 2);
    fromValue(Value(QStringLiteral("1,2")), place);
    QVERIFY(!place.isSet());
    Uuid id = Uuid::generate();
    fromValue(Value(QByteArray(15, 'x')), id);
    QVERIFY(id.isNull());
}

void CodecTest::wholeNumber_isTakenAsReal()
{
    std::optional<double> number;
    fromValue(Value(qint64(12)), number);
    QCOMPARE(number, std::optional(12.0));
    QVERIFY(isAcceptable(fieldOf(FieldType::Real), Value(qint64(12))));
}

void CodecTest::acceptable_asTheFieldsTypeSays_data()
{
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    QTest::addColumn<int>("type");
    QTest::addColumn<Value>("value");
    QTest::addColumn<bool>("good");
    const auto row = [](const char *what, FieldType type, Value value, bool good) {
        QTest::newRow(what) << int(type) << value << good;
    };
    const auto text = [](const char *content) { return Value(QString::fromUtf8(content)); };
    row("text", FieldType::Text, text("\u4f60\u597d"), true);
    row("text with NUL", FieldType::Text, Value(QString(QChar(0))), false);
    row("number as text", FieldType::Text, Value(qint64(1)), false);
    row("bytes as text", FieldType::Text, Value(QByteArray("a")), false);
    row("known choice", FieldType::Choice, text("done"), true);
    row("choice of a newer version", FieldType::Choice, text("postponed"), true);
    row("choice as number", FieldType::Choice, Value(qint64(0)), false);
    row("date", FieldType::Date, text("2024-02-29"), true);
    row("no date", FieldType::Date, text(""), false);
    row("date that is none", FieldType::Date, text("2023-02-29"), false);
    row("date with more behind", FieldType::Date, text("2024-02-29 or so"), false);
    row("date in other punctuation", FieldType::Date, text("2024/02/29"), false);
    row("date as number", FieldType::Date, Value(qint64(20240229)), false);
    row("integer", FieldType::Integer, Value(std::numeric_limits<qint64>::min()), true);
    row("real as integer", FieldType::Integer, Value(1.0), false);
    row("boolean", FieldType::Boolean, Value(qint64(1)), true);
    row("two as boolean", FieldType::Boolean, Value(qint64(2)), false);
    row("instant", FieldType::Instant, Value(qint64(-1)), true);
    row("instant that means unset", FieldType::Instant, Value(Instant::kUnset), false);
    row("real", FieldType::Real, Value(-0.5), true);
    row("not a number", FieldType::Real, Value(kNan), false);
    row("infinity", FieldType::Real, Value(kInfinity), false);
    row("position", FieldType::Position, Value(qint64(GeoPoint::fromDegrees(-90, -180)->packed())), true);
    row("position beyond the pole", FieldType::Position, Value(qint64(900'000'001) << 32), false);
    row("position that means unset", FieldType::Position, Value(qint64(GeoPoint().packed())), false);
    row("reference", FieldType::Reference, Value(Uuid::derive("a", "b").toBytes()), true);
    row("reference that means none", FieldType::Reference, Value(QByteArray(16, '\0')), false);
    row("reference too short", FieldType::Reference, Value(QByteArray(15, 'x')), false);
    row("packed", FieldType::Packed, Value(Packed::of(Value(1.5)).bytes), true);
    row("packed noise", FieldType::Packed, Value(QByteArray("\xff\xff")), false);
    row("set", FieldType::Set,
        text("a\x1f"
             "b"),
        true);
    row("set as bytes", FieldType::Set, Value(QByteArray("a")), false);
}

void CodecTest::acceptable_asTheFieldsTypeSays()
{
    QFETCH(int, type);
    QFETCH(Value, value);
    QFETCH(bool, good);
    QCOMPARE(isAcceptable(fieldOf(FieldType(type)), value), good);
}

void CodecTest::textOverTheLimit_isNotAcceptable()
{
    const FieldSpec &field = fieldOf(FieldType::Text);
    QVERIFY(isAcceptable(field, Value(QString(kValueBytesMax, u'a'))));
    QVERIFY(!isAcceptable(field, Value(QString(kValueBytesMax + 1, u'a'))));
    // The limit is in bytes of UTF-8: a Chinese character has three.
    QVERIFY(isAcceptable(field, Value(QString(kValueBytesMax / 3, QChar(0x4f60)))));
    QVERIFY(!isAcceptable(field, Value(QString(kValueBytesMax / 3 + 1, QChar(0x4f60)))));
}

void CodecTest::dateOutsideFourDigitYears_isNull()
{
    QVERIFY(isNull(toValue(QDate(10000, 1, 1))));
    QVERIFY(isNull(toValue(QDate(-1, 1, 1))));
    QCOMPARE(std::get<QString>(toValue(QDate(9999, 12, 31))), QStringLiteral("9999-12-31"));
}

QTEST_APPLESS_MAIN(CodecTest)
#include "codec_test.moc"
