// SPDX-License-Identifier: Apache-2.0
#include "core/schema/codec.h"
#include "tests/support/generators.h"

#include <QTest>

#include <limits>

using namespace legwork;

namespace {

// One random member of each kind that an entity can have; unset quite often.
bool often() { return gen::between(0, 3) != 0; }

void make(QString &member) { member = *gen::text(); }
void make(std::optional<qint64> &member)
{
    if (often())
        member = *gen::integer();
}
void make(std::optional<double> &member)
{
    if (often())
        member = *gen::real();
}
void make(std::optional<bool> &member)
{
    if (often())
        member = gen::between(0, 1) == 1;
}
void make(Instant &member) { member.ms = *gen::integer(); }
void make(QDate &member)
{
    if (often())
        member = QDate(1, 1, 1).addDays(gen::between(0, 3'652'058)); // years 1 to 9999
}
void make(GeoPoint &member)
{
    if (often())
        member = *GeoPoint::fromDegrees(double(gen::between(-900'000'000, 900'000'000)) / 1e7,
                                        double(gen::between(-1'800'000'000, 1'800'000'000)) / 1e7);
}
void make(Uuid &member)
{
    if (often())
        member = Uuid::derive("any", *gen::bytes());
}
void make(StringSet &member) { member = StringSet(*gen::texts()); }
void make(StringMap &member)
{
    for (const QString &name : *gen::texts())
        member.set(name, *gen::text());
}
void make(Packed &member)
{
    if (often())
        member = Packed::of(*gen::value());
}
template<class E>
void make(Id<E> &member)
{
    make(member.uuid);
}
template<class E>
void make(Choice<E> &member)
{
    const auto known = gen::between(0, qint64(ChoiceCodes<E>::codes.size()) - 1);
    member = often() ? Choice<E>(E(known)) : Choice<E>::fromCode(*gen::text());
}

/// Member to value to member: nothing is lost, and the value may stand in its field. Not written inside the
/// template below, so that it is compiled once for each kind of member and not for each field.
struct RoundTrip {
    const EntitySpec &spec;
    std::vector<Value> values = {};

    template<class Member>
    void operator()(int no, Member &member)
    {
        make(member);
        const Value value = toValue(member);
        Member back;
        fromValue(value, back);
        if (!(back == member) || toValue(back) != value)
            RC_FAIL(std::string("changed on the way: ") + spec.field(no)->name);
        if (!isAcceptable(*spec.field(no), value))
            RC_FAIL(std::string("not acceptable: ") + spec.field(no)->name);
        values.push_back(value);
    }
};

template<class E>
void roundTrip()
{
    const EntitySpec &spec = *entity(E::kEntityNo);
    RoundTrip visitor{spec};
    E row;
    forEachField(row, visitor);
    if (visitor.values.size() != spec.fields.size() || fieldValues(row) != visitor.values)
        RC_FAIL(std::string("the row's values are not its fields': ") + spec.name);
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
