// SPDX-License-Identifier: Apache-2.0
#include "core/schema/rows.h"
#include "tests/support/generators.h"

#include <QTest>

using namespace legwork;

namespace {
constexpr QChar kUnit(0x1f);
constexpr QChar kRecord(0x1e);
} // namespace

class TypesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choice_ofAKnownAnswer_hasItsCode();
    void choice_ofAnUnknownCode_keepsIt_andIsNotKnown();
    void choice_defaultMade_isUnset();
    void set_isSortedWithoutDoublesOrEmptyItems();
    void set_doesNotDependOnTheOrderOfItsItems();
    void set_roundTrips();
    void set_insertAndRemove_findWhatWasCleaned();
    void map_roundTrips_alsoWithSeparatorsInTheText();
    void map_withoutEntries_isTheEmptyText_andNothingElseIs();
    void packed_roundTripsAnyValue();
    void packed_notOneWholeValue_isNoValue_data();
    void packed_notOneWholeValue_isNoValue();
};

void TypesTest::choice_ofAKnownAnswer_hasItsCode()
{
    const Choice<VisitState> state = VisitState::CheckedIn;
    QCOMPARE(state.code(), QStringLiteral("checked-in"));
    QVERIFY(state.isSet());
    QVERIFY(state == VisitState::CheckedIn);
    QVERIFY(!(state == VisitState::Done));
    QCOMPARE(Choice<VisitState>::fromCode(QStringLiteral("checked-in")).known(), VisitState::CheckedIn);
}

void TypesTest::choice_ofAnUnknownCode_keepsIt_andIsNotKnown()
{
    const auto state = Choice<VisitState>::fromCode(QStringLiteral("postponed"));
    QVERIFY(state.isSet());
    QVERIFY(!state.known());
    QCOMPARE(state.code(), QStringLiteral("postponed"));
    // A code is compared as it is: neither case nor white space is forgiven.
    QVERIFY(!Choice<VisitState>::fromCode(QStringLiteral("Done")).known());
    QVERIFY(!Choice<VisitState>::fromCode(QStringLiteral("done ")).known());
}

void TypesTest::choice_defaultMade_isUnset()
{
    const Choice<Role> role;
    QVERIFY(!role.isSet());
    QVERIFY(!role.known());
    QVERIFY(role == Choice<Role>::fromCode(QString()));
}

void TypesTest::set_isSortedWithoutDoublesOrEmptyItems()
{
    const StringSet set({QStringLiteral("b"), QString(), QStringLiteral("a"), QStringLiteral("b")});
    QCOMPARE(set.items(), QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(set.encoded(), QStringLiteral("a") + kUnit + QStringLiteral("b"));
    QVERIFY(StringSet({QString()}).isEmpty());
}

void TypesTest::set_doesNotDependOnTheOrderOfItsItems()
{
    QVERIFY(rc::check("any order gives one encoding", [] {
        QStringList items = *gen::texts();
        const StringSet set(items);
        std::reverse(items.begin(), items.end());
        RC_ASSERT(StringSet(items) == set);
        StringSet oneByOne;
        for (const QString &item : items)
            oneByOne.insert(item);
        RC_ASSERT(oneByOne.encoded() == set.encoded());
    }));
}

void TypesTest::set_roundTrips()
{
    QVERIFY(rc::check("set", [] {
        const StringSet set(*gen::texts());
        RC_ASSERT(StringSet::decode(set.encoded()) == set);
    }));
    QVERIFY(StringSet::decode(QString()).isEmpty());
}

void TypesTest::set_insertAndRemove_findWhatWasCleaned()
{
    const QString torn = QStringLiteral("fish") + kUnit + QStringLiteral("ing");
    StringSet set;
    set.insert(torn);
    QCOMPARE(set.items(), QStringList(QStringLiteral("fishing")));
    QVERIFY(set.contains(torn));
    set.remove(torn);
    QVERIFY(set.isEmpty());
}

void TypesTest::map_roundTrips_alsoWithSeparatorsInTheText()
{
    QVERIFY(rc::check("map", [] {
        StringMap map;
        for (const QString &name : *gen::texts())
            map.set(name, *gen::text());
        RC_ASSERT(StringMap::decode(map.encoded()) == map);
    }));
    StringMap map;
    map.set(QStringLiteral("na") + kRecord + QStringLiteral("me"),
            kUnit + QStringLiteral("te") + kRecord + QStringLiteral("xt"));
    QCOMPARE(map.entries().value(QStringLiteral("name")), QStringLiteral("text"));
    QVERIFY(StringMap::decode(map.encoded()) == map);
    map.remove(QStringLiteral("na") + kRecord + QStringLiteral("me"));
    QVERIFY(map.isEmpty());
}

void TypesTest::map_withoutEntries_isTheEmptyText_andNothingElseIs()
{
    QCOMPARE(StringMap().encoded(), QString());
    QVERIFY(StringMap::decode(QString()).isEmpty());
    StringMap map;
    map.set(QString(), QString());
    QVERIFY(!map.encoded().isEmpty());
    QVERIFY(StringMap::decode(map.encoded()) == map);
}

void TypesTest::packed_roundTripsAnyValue()
{
    QVERIFY(rc::check("packed", [] {
        const Value value = *gen::value();
        const auto back = Packed::of(value).value();
        RC_ASSERT(back.has_value());
        RC_ASSERT(*back == value);
    }));
}

void TypesTest::packed_notOneWholeValue_isNoValue_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("two values") << QByteArray("0102");
    QTest::newRow("text cut short") << QByteArray("6261");
    QTest::newRow("array") << QByteArray("8101");
    QTest::newRow("noise behind") << QByteArray("6161ff");
}

void TypesTest::packed_notOneWholeValue_isNoValue()
{
    QFETCH(QByteArray, hex);
    QVERIFY(!Packed{QByteArray::fromHex(hex)}.value());
}

QTEST_APPLESS_MAIN(TypesTest)
#include "types_test.moc"
