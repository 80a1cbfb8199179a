// SPDX-License-Identifier: Apache-2.0
#include "core/schema/codec.h"
#include "sync/merge/merge.h"

#include <QTest>

#include <algorithm>
#include <array>
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

constexpr FieldSpec kText{5, "text", FieldType::Text, MergeRule::Text, FieldFlag::None, 0, ""};
constexpr FieldSpec kCounter{6, "counter", FieldType::Integer, MergeRule::Counter, FieldFlag::None, 0, ""};
constexpr FieldSpec kAsk{7, "ask", FieldType::Integer, MergeRule::Ask, FieldFlag::None, 0, ""};
// One after the other; "dropped" stands before "won" and leads nowhere.
constexpr std::array kStages{"open", "offered", "dropped", "won"};
constexpr std::array<std::pair<quint8, quint8>, 4> kMoves{{{0, 1}, {1, 2}, {1, 3}, {3, 0}}};
constexpr StateSpec kStates{kStages, kMoves};
constexpr FieldSpec kState{8, "state", FieldType::Choice, MergeRule::StateMachine, FieldFlag::None,
                           0, "",      &kStates};

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
    void ownValueUnderAFormerName_isKnownToItsAuthor();
    void concurrentSameValue_isNoConflict_andCountsFromTheLaterWriting();
    void firstWins_keepsTheFirst_andNothingLater();
    void firstWins_letsTheInformedCorrectIt();
    void union_takesAdditionsAndRemovalsOfBoth();
    void union_ownSetAfterJoin_doesNotUndoTheOthers();
    void union_thatHoldsJustWhatItsAuthorWrote_isApplied();
    void map_entryChangedByBoth_takesTheLaterText();
    void unknownField_mergesAsRegister();
    void text_changesApart_areBothIn();
    void text_changesOfOnePlace_areAConflict();
    void text_ownNextEdit_keepsWhatOthersPutIn();
    void text_tooLongTogether_isAConflict();
    void counter_addsEveryChangeOnce_seenOrNot();
    void counter_atTheEndOfItsRange_staysThere();
    void counter_anyOrder_comesToTheSum();
    void state_furtherAlongIsShown_inAnyOrder();
    void state_thatLeadsNoFurther_isKeptAside();
    void state_neverGoesBackByMerging_butByItsAuthors();
    void state_ofANewerVersion_mergesAsRegister();
    void ask_keepsTheServers_andKeepsTheNewcomerAside();
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

void MergeTest::ownValueUnderAFormerName_isKnownToItsAuthor()
{
    const IncomingEdit incoming{text("c"), text("b"), 0, Instant{10}, idOf(3), idOf(101)};
    // Of the same person, by another device, and just what the edit replaces.
    const FieldVersion mine{7, Instant{50}, idOf(1), idOf(101)};
    QCOMPARE(decideField(&kRegister, text("b"), mine, incoming).how, How::Applied);
    QCOMPARE(decideField(&kRegister, text("x"), mine, incoming).how, How::Lost);
    const FieldVersion others{7, Instant{50}, idOf(2), idOf(102)};
    QCOMPARE(decideField(&kRegister, text("b"), others, incoming).how, How::Lost);
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

void MergeTest::text_changesApart_areBothIn()
{
    for (const bool laterFirst : {false, true}) {
        Field field{&kText, {}, {}, 0};
        const Value start = text("见了王总，谈了价格。 Send the offer.");
        field.edit(9, 0, 10, start);
        const qint64 base = field.head;
        const auto one = [&] {
            return field.edit(1, base, 100, text("见了李总，谈了价格。 Send the offer."), start);
        };
        const auto two = [&] {
            return field.edit(2, base, 200, text("见了王总，谈了价格。 Send the revised offer. 下周再去。"),
                              start);
        };
        QCOMPARE((laterFirst ? two() : one()).how, How::Applied);
        const auto second = laterFirst ? one() : two();
        QCOMPARE(second.how, How::Joined);
        QVERIFY(!second.isConflict);
        QVERIFY(field.value == text("见了李总，谈了价格。 Send the revised offer. 下周再去。"));
        QCOMPARE(field.version.editedAt.ms, 200);
    }
}

void MergeTest::text_changesOfOnePlace_areAConflict()
{
    Field field{&kText, {}, {}, 0};
    field.edit(9, 0, 10, text("a b c"));
    const qint64 base = field.head;
    field.edit(1, base, 100, text("a x c"), text("a b c"));
    const auto won = field.edit(2, base, 200, text("a y c"), text("a b c"));
    QCOMPARE(won.how, How::Won);
    QVERIFY(won.isConflict);
    QVERIFY(field.value == text("a y c"));
    const auto lost = field.edit(3, base, 150, text("a z c"), text("a b c"));
    QCOMPARE(lost.how, How::Lost);
    QVERIFY(lost.isConflict);
}

void MergeTest::text_ownNextEdit_keepsWhatOthersPutIn()
{
    Field field{&kText, {}, {}, 0};
    field.edit(9, 0, 10, text("a b c d"));
    const qint64 base = field.head;
    field.edit(1, base, 100, text("a b c x"), text("a b c d"));
    field.edit(2, base, 200, text("y b c d"), text("a b c d"));
    QVERIFY(field.value == text("y b c x"));
    // Device 2 goes on from its own text; it has never heard of "x".
    const auto next = field.edit(2, base, 300, text("z b c d"), text("y b c d"));
    QVERIFY(!next.isConflict);
    QVERIFY(field.value == text("z b c x"));
}

void MergeTest::text_tooLongTogether_isAConflict()
{
    const QString half(30 * 1024, u'a');
    Field field{&kText, {}, {}, 0};
    const Value start = text("b c d");
    field.edit(9, 0, 10, start);
    const qint64 base = field.head;
    field.edit(1, base, 100, QString(half + QStringLiteral(" ") + half + QStringLiteral(" b c d")), start);
    const auto second = field.edit(2, base, 200, QString(QStringLiteral("b c d ") + half), start);
    QVERIFY(second.isConflict);
    QCOMPARE(second.how, How::Won);
}

void MergeTest::counter_addsEveryChangeOnce_seenOrNot()
{
    Field field{&kCounter, {}, {}, 0};
    field.edit(1, 0, 10, qint64(5));
    const qint64 base = field.head;
    field.edit(1, base, 100, qint64(8), qint64(5));
    const auto same = field.edit(2, base, 100, qint64(8), qint64(5));
    QCOMPARE(same.how, How::Joined);
    QVERIFY(!same.isConflict);
    QVERIFY(field.value == Value(qint64(11)));
    // Its author's own +3 stands in `was`, but was refused, say.
    QCOMPARE(field.edit(3, field.head, 300, qint64(15), qint64(14)).how, How::Joined);
    QVERIFY(field.value == Value(qint64(12)));
    QCOMPARE(field.edit(3, field.head, 400, {}, qint64(12)).how, How::Applied);
    QVERIFY(isNull(field.value));
    // Emptied by one, counted on by another.
    Field other{&kCounter, {}, {}, 0};
    other.edit(1, 0, 10, qint64(5));
    other.edit(1, 1, 20, {}, qint64(5));
    other.edit(2, 1, 30, qint64(6), qint64(5));
    QVERIFY(other.value == Value(qint64(1)));
}

void MergeTest::counter_atTheEndOfItsRange_staysThere()
{
    const qint64 most = std::numeric_limits<qint64>::max();
    Field field{&kCounter, {}, {}, 0};
    field.edit(1, 0, 10, most);
    field.edit(2, 0, 20, qint64(5));
    QVERIFY(field.value == Value(most));
    Field other{&kCounter, {}, {}, 0};
    other.edit(1, 0, 10, -most);
    other.edit(2, 0, 20, qint64(-5));
    QVERIFY(other.value == Value(std::numeric_limits<qint64>::min()));
}

void MergeTest::counter_anyOrder_comesToTheSum()
{
    QVERIFY(rc::check("the sum of what everybody counted", [] {
        Field field{&kCounter, {}, {}, 0};
        qint64 sum = 0;
        for (int i = *rc::gen::inRange(1, 20); i > 0; --i) {
            const qint64 was = *rc::gen::inRange<qint64>(-50, 50);
            const qint64 change = *rc::gen::inRange<qint64>(-5, 6);
            const auto decision = field.edit(
                *rc::gen::inRange(0, 3), *rc::gen::inRange<qint64>(0, field.head + 1),
                *rc::gen::inRange(0, 1000), was + change, was == 0 && change % 2 ? Value() : Value(was));
            sum += change;
            RC_ASSERT(!decision.isConflict);
            RC_ASSERT(field.value == Value(sum));
        }
    }));
}

void MergeTest::state_furtherAlongIsShown_inAnyOrder()
{
    std::array order{text("open"), text("offered"), text("won")};
    std::ranges::sort(order);
    do {
        Field field{&kState, {}, {}, 0};
        field.edit(9, 0, 10, text("open"));
        int device = 0;
        for (const Value &state : order) {
            ++device;
            const auto decision = field.edit(device, 1, 1'000 - device, state, text("open"));
            QVERIFY(!decision.isConflict);
            QVERIFY(decision.how == How::Applied || decision.how == How::Passed || decision.how == How::Same);
        }
        QVERIFY(field.value == text("won"));
    } while (std::ranges::next_permutation(order).found);
}

void MergeTest::state_thatLeadsNoFurther_isKeptAside()
{
    for (const bool isWonFirst : {false, true}) {
        Field field{&kState, {}, {}, 0};
        field.edit(9, 0, 10, text("offered"));
        field.edit(1, 1, 100, text(isWonFirst ? "won" : "dropped"), text("offered"));
        const auto second = field.edit(2, 1, 200, text(isWonFirst ? "dropped" : "won"), text("offered"));
        QVERIFY(second.isConflict);
        QCOMPARE(second.how, isWonFirst ? How::Lost : How::Won);
        QVERIFY(field.value == text("won"));
    }
}

void MergeTest::state_neverGoesBackByMerging_butByItsAuthors()
{
    Field field{&kState, {}, {}, 0};
    field.edit(9, 0, 10, text("open"));
    field.edit(1, 1, 100, text("won"), text("open"));
    // There is a move from "won" to "open", but nobody who knew of "won" made it.
    QCOMPARE(field.edit(2, 1, 900, text("open"), text("offered")).how, How::Passed);
    QVERIFY(field.value == text("won"));
    QCOMPARE(field.edit(2, field.head, 950, text("open"), text("won")).how, How::Applied);
    QVERIFY(field.value == text("open"));
}

void MergeTest::state_ofANewerVersion_mergesAsRegister()
{
    Field field{&kState, {}, {}, 0};
    field.edit(1, 0, 200, text("unheard-of"));
    QCOMPARE(field.edit(2, 0, 100, text("won")).how, How::Lost);
    QCOMPARE(field.edit(3, 0, 300, text("won")).how, How::Won);
}

void MergeTest::ask_keepsTheServers_andKeepsTheNewcomerAside()
{
    Field field{&kAsk, {}, {}, 0};
    field.edit(1, 0, 100, qint64(1'000));
    const auto later = field.edit(2, 0, 900, qint64(2'000));
    QCOMPARE(later.how, How::Asked);
    QVERIFY(later.isConflict);
    QVERIFY(field.value == Value(qint64(1'000)));
    QCOMPARE(field.edit(1, field.head, 910, {}, qint64(1'000)).how, How::Applied);
    // Taken away, too, is said by somebody.
    QCOMPARE(field.edit(3, 1, 920, qint64(3'000), qint64(1'000)).how, How::Asked);
    QVERIFY(isNull(field.value));
    QCOMPARE(field.edit(3, field.head, 930, qint64(3'000)).how, How::Applied);
}

void MergeTest::anyTwoConcurrentEdits_convergeInEitherOrder()
{
    QVERIFY(rc::check("the order of arrival of two concurrent edits does not matter", [] {
        const FieldSpec *spec = *rc::gen::element(&kRegister, &kSet, &kText, &kCounter, &kState);
        const auto anyValue = [spec]() -> Value {
            if (spec == &kCounter)
                return *rc::gen::inRange<qint64>(-3, 4);
            if (spec == &kState)
                return QString::fromLatin1(
                    *rc::gen::element("open", "offered", "dropped", "won", "unheard-of"));
            if (spec == &kText)
                return (*rc::gen::container<QStringList>(
                            rc::gen::element(QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"))))
                    .join(u' ');
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
        RC_PRE(first != start && second != start); // such an edit is none
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
