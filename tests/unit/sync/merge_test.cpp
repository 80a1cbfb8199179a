// SPDX-License-Identifier: Apache-2.0
#include "core/schema/codec.h"
#include "sync/merge/merge.h"

#include <QTest>

#include <limits>
#include <rapidcheck.h>

using namespace legwork;
using namespace legwork::sync;
using How = FieldDecision::How;

namespace {

Uuid idOf(int number) { return Uuid::derive("merge-test", QByteArray::number(number)); }

constexpr FieldSpec kRegister{1, "register", FieldType::Text, MergeRule::Register, FieldFlag::None, 0, ""};
constexpr FieldSpec kFirst{2, "first", FieldType::Integer, MergeRule::FirstWins, FieldFlag::None, 0, ""};
constexpr FieldSpec kSet{3, "set", FieldType::Set, MergeRule::Union, FieldFlag::None, 0, ""};
constexpr FieldSpec kMap{4, "map", FieldType::Map, MergeRule::Union, FieldFlag::None, 0, ""};

Value text(const char *words) { return QString::fromUtf8(words); }
Value setOf(const QStringList &items) { return toValue(StringSet(items)); }

/// A field as the server holds it.
struct Field {
    const FieldSpec *spec = &kRegister;
    Value value;
    FieldVersion version;
    qint64 head = 0;

    FieldDecision edit(int device, qint64 base, qint64 atMs, const Value &newValue, const Value &was = {})
    {
        const IncomingEdit incoming{newValue, was, base, Instant{atMs}, idOf(device), idOf(100 + device)};
        FieldDecision decision = decideField(spec, value, version, incoming);
        if (decision.version.seq == 0)
            decision.version.seq = ++head;
        value = decision.value;
        version = decision.version;
        return decision;
    }
};

} // namespace

class MergeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void authorWhoHadSeenTheValue_winsWhateverTheClockSays();
    void concurrentEdits_laterIsShown_otherIsKeptAside_inEitherOrder();
    void equalTimes_areDecidedByDevice_inEitherOrder();
    void successor_isLaterThanWhatItReplaced();
    void ownEdits_applyInOrder_withoutHavingSeenTheServer();
    void concurrentSameValue_isNoConflict_andCountsFromTheLaterWriting();
    void firstWins_keepsTheFirst_andNothingLater();
    void firstWins_letsTheInformedCorrectIt();
    void union_takesAdditionsAndRemovalsOfBoth();
    void union_ownSetAfterJoin_doesNotUndoTheOthers();
    void union_thatHoldsJustWhatItsAuthorWrote_isApplied();
    void map_entryChangedByBoth_takesTheLaterText();
    void unknownField_mergesAsRegister();
    void anyTwoConcurrentEdits_convergeInEitherOrder();
    void noEditIsEverLost();
    void editTime_isExactWithinOneBoot_whateverTheWallClock();
    void editTime_afterReboot_correctsAClockTenYearsWrong();
    void editTime_isNeverInTheFuture_andNeverOverflows();
};

void MergeTest::authorWhoHadSeenTheValue_winsWhateverTheClockSays()
{
    Field field;
    field.edit(1, 0, 9'000'000, text("old"));
    const auto decision = field.edit(2, field.head, 5, text("new"));
    QCOMPARE(decision.how, How::Applied);
    QVERIFY(!decision.isConflict);
    QVERIFY(field.value == text("new"));
}

void MergeTest::concurrentEdits_laterIsShown_otherIsKeptAside_inEitherOrder()
{
    Field early;
    early.edit(1, 0, 100, text("a"));
    const auto won = early.edit(2, 0, 200, text("b"));
    QCOMPARE(won.how, How::Won);
    QVERIFY(won.isConflict);

    Field late;
    late.edit(2, 0, 200, text("b"));
    const auto lost = late.edit(1, 0, 100, text("a"));
    QCOMPARE(lost.how, How::Lost);
    QVERIFY(lost.isConflict);
    QCOMPARE(lost.version.seq, 1);

    QVERIFY(early.value == late.value);
    QVERIFY(early.value == text("b"));
}

void MergeTest::equalTimes_areDecidedByDevice_inEitherOrder()
{
    Field one;
    one.edit(1, 0, 100, text("a"));
    one.edit(2, 0, 100, text("b"));
    Field other;
    other.edit(2, 0, 100, text("b"));
    other.edit(1, 0, 100, text("a"));
    QVERIFY(one.value == other.value);
    QVERIFY(one.value == (idOf(1) > idOf(2) ? text("a") : text("b")));
}

void MergeTest::successor_isLaterThanWhatItReplaced()
{
    // 1 writes at 500; 2 has seen it and writes with a clock that is behind; 3, who has seen neither, at 300.
    Field field;
    field.edit(1, 0, 500, text("first"));
    field.edit(2, field.head, 100, text("successor"));
    const auto third = field.edit(3, 0, 300, text("third"));
    QCOMPARE(third.how, How::Lost);
    QVERIFY(field.value == text("successor"));
    QCOMPARE(field.version.editedAt.ms, 501);
}

void MergeTest::ownEdits_applyInOrder_withoutHavingSeenTheServer()
{
    Field field;
    field.edit(1, 0, 900, text("a"));
    const auto second = field.edit(1, 0, 100, text("b"));
    QCOMPARE(second.how, How::Applied);
    QVERIFY(field.value == text("b"));
}

void MergeTest::concurrentSameValue_isNoConflict_andCountsFromTheLaterWriting()
{
    for (const bool laterFirst : {false, true}) {
        Field field;
        field.edit(laterFirst ? 2 : 1, 0, laterFirst ? 900 : 100, text("same"));
        const qint64 seq = field.version.seq;
        const auto same = field.edit(laterFirst ? 1 : 2, 0, laterFirst ? 100 : 900, text("same"));
        QCOMPARE(same.how, How::Same);
        QVERIFY(!same.isConflict);
        QCOMPARE(same.version.seq, seq);
        const auto third = field.edit(3, 0, 500, text("other"));
        QCOMPARE(third.how, How::Lost);
        QVERIFY(field.value == text("same"));
    }
}

void MergeTest::firstWins_keepsTheFirst_andNothingLater()
{
    Field field{&kFirst, {}, {}, 0};
    field.edit(1, 0, 500, qint64(1));
    const auto later = field.edit(2, 0, 900, qint64(2));
    QCOMPARE(later.how, How::First);
    QVERIFY(later.isConflict);
    const auto earlier = field.edit(3, 0, 100, qint64(3));
    QCOMPARE(earlier.how, How::First);
    QVERIFY(field.value == Value(qint64(1)));
}

void MergeTest::firstWins_letsTheInformedCorrectIt()
{
    Field field{&kFirst, {}, {}, 0};
    field.edit(1, 0, 500, qint64(1));
    QCOMPARE(field.edit(2, field.head, 100, qint64(2)).how, How::Applied);
    QVERIFY(field.value == Value(qint64(2)));
}

void MergeTest::union_takesAdditionsAndRemovalsOfBoth()
{
    const QStringList start{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
    Field field{&kSet, {}, {}, 0};
    field.edit(1, 0, 10, setOf(start));
    const qint64 base = field.head;
    field.edit(1, base, 100, setOf({QStringLiteral("a"), QStringLiteral("c"), QStringLiteral("x")}),
               setOf(start));
    const auto joined = field.edit(
        2, base, 50, setOf({QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("y")}), setOf(start));
    QCOMPARE(joined.how, How::Joined);
    QVERIFY(!joined.isConflict);
    QVERIFY(field.value == setOf({QStringLiteral("c"), QStringLiteral("x"), QStringLiteral("y")}));
}

void MergeTest::union_ownSetAfterJoin_doesNotUndoTheOthers()
{
    const auto a = setOf({QStringLiteral("a")});
    Field field{&kSet, {}, {}, 0};
    field.edit(2, 0, 10, setOf({QStringLiteral("b")}));
    field.edit(1, 0, 20, a);
    QVERIFY(field.value == setOf({QStringLiteral("a"), QStringLiteral("b")}));
    // Device 1 goes on from its own set; it has never heard of "b".
    field.edit(1, 0, 30, setOf({QStringLiteral("a"), QStringLiteral("c")}), a);
    QVERIFY(field.value == setOf({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
    field.edit(1, 0, 40, setOf({QStringLiteral("c")}), setOf({QStringLiteral("a"), QStringLiteral("c")}));
    QVERIFY(field.value == setOf({QStringLiteral("b"), QStringLiteral("c")}));
}

void MergeTest::union_thatHoldsJustWhatItsAuthorWrote_isApplied()
{
    Field field{&kSet, {}, {}, 0};
    field.edit(1, 0, 10, setOf({QStringLiteral("a")}));
    const auto next =
        field.edit(1, 0, 20, setOf({QStringLiteral("a"), QStringLiteral("b")}), setOf({QStringLiteral("a")}));
    QCOMPARE(next.how, How::Applied);
}

void MergeTest::map_entryChangedByBoth_takesTheLaterText()
{
    const auto mapOf = [](const char *size, const char *color) {
        StringMap map;
        map.set(QStringLiteral("size"), QString::fromUtf8(size));
        map.set(QStringLiteral("color"), QString::fromUtf8(color));
        return toValue(map);
    };
    for (const bool laterFirst : {false, true}) {
        Field field{&kMap, {}, {}, 0};
        field.edit(1, 0, 10, mapOf("1", "red"));
        const qint64 base = field.head;
        const auto earlier = [&] { field.edit(1, base, 100, mapOf("2", "blue"), mapOf("1", "red")); };
        const auto later = [&] { field.edit(2, base, 200, mapOf("3", "red"), mapOf("1", "red")); };
        if (laterFirst) {
            later();
            earlier();
        } else {
            earlier();
            later();
        }
        QVERIFY(field.value == mapOf("3", "blue"));
        QCOMPARE(field.version.editedAt.ms, 200);
    }
}

void MergeTest::unknownField_mergesAsRegister()
{
    Field field{nullptr, {}, {}, 0};
    field.edit(1, 0, 100, text("a"));
    QCOMPARE(field.edit(2, 0, 200, text("b")).how, How::Won);
}

void MergeTest::anyTwoConcurrentEdits_convergeInEitherOrder()
{
    QVERIFY(rc::check("the order of arrival of two concurrent edits does not matter", [] {
        const FieldSpec *spec = *rc::gen::element(&kRegister, &kSet);
        const auto anyValue = [spec]() -> Value {
            if (spec == &kRegister)
                return QString::number(*rc::gen::inRange(0, 4));
            StringSet set;
            for (int i = 0; i < 4; ++i) {
                if (*rc::gen::arbitrary<bool>())
                    set.insert(QString::number(i));
            }
            return toValue(set);
        };
        const Value start = anyValue();
        Field one{spec, {}, {}, 0};
        one.edit(9, 0, 50, start);
        Field other = one;
        const qint64 base = one.head;
        const Value first = anyValue();
        const Value second = anyValue();
        // Later than what both had seen, as real edits are; equal times included.
        const qint64 firstAt = *rc::gen::inRange(3, 9) * 20;
        const qint64 secondAt = *rc::gen::inRange(3, 9) * 20;
        const auto replay = [&](Field &field, bool swapped) {
            for (const bool isFirst : {!swapped, swapped}) {
                if (isFirst)
                    field.edit(1, base, firstAt, first, start);
                else
                    field.edit(2, base, secondAt, second, start);
            }
        };
        replay(one, false);
        replay(other, true);
        RC_ASSERT(one.value == other.value);
    }));
}

void MergeTest::noEditIsEverLost()
{
    QVERIFY(rc::check("a register's edit is shown, was seen by who replaced it, or is kept aside", [] {
        Field field;
        std::vector<Value> written;
        std::vector<Value> accountedFor;
        qint64 seen[3] = {0, 0, 0};
        const int steps = *rc::gen::inRange(1, 20);
        for (int i = 0; i < steps; ++i) {
            const int device = *rc::gen::inRange(0, 3);
            if (*rc::gen::inRange(0, 3) == 0)
                seen[device] = field.head;
            const Value before = field.value;
            const Value mine = QString::number(i);
            const FieldVersion beforeVersion = field.version;
            const auto decision = field.edit(device, seen[device], *rc::gen::inRange(0, 1000), mine);
            written.push_back(mine);
            const bool ownOrSeen = beforeVersion.seq <= seen[device] || beforeVersion.device == idOf(device);
            if (field.value == mine) {
                RC_ASSERT(decision.isConflict == (!ownOrSeen && i > 0));
                accountedFor.push_back(before);
            } else {
                RC_ASSERT(decision.isConflict);
                RC_ASSERT(field.value == before);
                accountedFor.push_back(mine);
            }
        }
        accountedFor.push_back(field.value);
        for (const Value &value : written)
            RC_ASSERT(std::find(accountedFor.begin(), accountedFor.end(), value) != accountedFor.end());
    }));
}

void MergeTest::editTime_isExactWithinOneBoot_whateverTheWallClock()
{
    const Instant now{1'800'000'000'000};
    const EditStamp sent{Instant{now.ms + 10LL * 365 * 86'400'000}, idOf(1), 90'000};
    const EditStamp edited{Instant{5}, idOf(1), 30'000};
    QCOMPARE(editTime(now, sent, edited).ms, now.ms - 60'000);
}

void MergeTest::editTime_afterReboot_correctsAClockTenYearsWrong()
{
    const Instant now{1'800'000'000'000};
    constexpr qint64 tenYearsMs = 10LL * 365 * 86'400'000;
    const EditStamp sent{Instant{now.ms + tenYearsMs}, idOf(2), 1'000};
    const EditStamp edited{Instant{now.ms + tenYearsMs - 3'600'000}, idOf(1), 77};
    QCOMPARE(editTime(now, sent, edited).ms, now.ms - 3'600'000);
}

void MergeTest::editTime_isNeverInTheFuture_andNeverOverflows()
{
    QVERIFY(rc::check("whatever a device claims", [] {
        const auto claim = [] {
            const qint64 least = std::numeric_limits<qint64>::min();
            const qint64 most = std::numeric_limits<qint64>::max();
            return *rc::gen::oneOf(rc::gen::arbitrary<qint64>(),
                                   rc::gen::elementOf(std::vector<qint64>{least, least + 1, -1, 0, most}));
        };
        const Instant now{*rc::gen::inRange<qint64>(0, 4'000'000'000'000)};
        const EditStamp sent{Instant{claim()}, idOf(*rc::gen::inRange(0, 2)), claim()};
        const EditStamp edited{Instant{claim()}, idOf(*rc::gen::inRange(0, 2)), claim()};
        const Instant at = editTime(now, sent, edited);
        RC_ASSERT(at.isSet());
        RC_ASSERT(at.ms >= 0 && at <= now);
    }));
}

QTEST_APPLESS_MAIN(MergeTest)
#include "merge_test.moc"
