// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/run_progress.h"
#include "core/playbook/run_state.h"

#include <QJsonArray>
#include <QTest>

#include <rapidcheck.h>

using namespace legwork;

namespace {

QByteArray both(const QByteArray &word) { return R"({"zh_CN":"词","en":")" + word + R"("})"; }

Playbook parsed(const QByteArray &kind, const QByteArray &members)
{
    auto playbook =
        Playbook::parse(R"({"format":1,"id":"sample.one","version":1,"kind":")" + kind
                        + R"(","methods":["M5"],"title":)" + both("Sample") + "," + members + "}");
    if (!playbook)
        qFatal("%s", qPrintable(playbook.error().code + u' ' + playbook.error().arguments.join(u' ')));
    return std::move(*playbook);
}

RunAnswer given(const char *value, int at = 1)
{
    return {AnswerState::Answered, QString::fromUtf8(value), Instant{at}};
}

QByteArray say(const QByteArray &id, const QByteArray &more = {})
{
    return R"({"id":")" + id + R"(","phase":"explore","does":"say","text":)" + both("Say") + more + "}";
}

/// ask → (budget: yes) amount → thanks; amount is hidden when the budget is "no".
Playbook talk()
{
    const QByteArray yesNo =
        R"(,"options":[{"id":"yes","text":)" + both("Yes") + R"(},{"id":"no","text":)" + both("No") + "}]";
    return parsed("script", "\"steps\":[" + say("ask", yesNo) + ","
                                + say("amount", R"(,"shownIf":{"===":[{"var":"answers.ask"},"yes"]})") + ","
                                + say("detail", R"(,"shownIf":{"!!":{"var":"answers.amount"}})") + ","
                                + say("thanks") + "]");
}

Playbook scorecard()
{
    return parsed("scorecard",
                  R"("levels":[{"points":7,"text":)" + both("Seven") + R"(},{"points":5,"text":)"
                      + both("Five") + R"(},{"points":3,"text":)" + both("Three") + R"(}],)"
                      + R"("sections":[{"id":"a","title":)" + both("A") + R"(},{"id":"b","title":)"
                      + both("B") + R"(}],)" + R"("results":[{"id":"twice","text":)" + both("Twice")
                      + R"(,"value":{"*":[2,{"var":"total.sum"}]}}],)"
                      + R"("readings":[{"id":"good","when":{">=":[{"var":"total.share"},0.9]},"title":)"
                      + both("Good") + R"(,"text":)" + both("Good") + R"(,"next":)" + both("Go on") + "}],"
                      + R"("items":[{"section":"a","items":[{"id":"one","text":)" + both("One")
                      + R"(},{"id":"two","text":)" + both("Two")
                      + R"(,"weight":2}]},{"section":"b","items":[{"id":"three","text":)" + both("Three")
                      + R"(},{"id":"why","answer":"text","text":)" + both("Why") + "}]}]");
}

} // namespace

class RunStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hiddenStep_isPassedOver_andItsAnswerForgotten();
    void scorecard_addsUp_andReadsTheResult();
    void twoRatings_giveAGap();
    void tickedPoints_countOpenOnesAsMissing();
    void sheet_addsUpItsRows_againstALimit();
    void invalidAnswer_keepsTheItemOpen();
    void default_followsWhatIsKnownOfTheCustomer();
    void anAnswer_recomputesOnlyWhatDependsOnIt();
    void answersInAnyOrder_giveTheSameState();
    void ruleAboutNothing_isRefused_withItsPlace();
    void rulesInACircle_areRefused();
    void unknownBinding_isRefused();
};

void RunStateTest::hiddenStep_isPassedOver_andItsAnswerForgotten()
{
    const Playbook playbook = talk();
    RunAnswers answers{{QStringLiteral("ask"), given("no\nno money", 1)}};
    QCOMPARE(RunProgress::of(playbook, answers).next, QStringLiteral("thanks"));
    answers.insert(QStringLiteral("ask"), given("yes", 2));
    QCOMPARE(RunProgress::of(playbook, answers).next, QStringLiteral("amount"));
    answers.insert(QStringLiteral("amount"), given("30", 3));
    QCOMPARE(RunProgress::of(playbook, answers).next, QStringLiteral("detail"));
    QCOMPARE(RunProgress::of(playbook, answers).total, 4);
    answers.insert(QStringLiteral("ask"), given("no", 4));
    const RunState state(playbook, answers);
    QVERIFY(!state.isShown(QStringLiteral("amount")));
    QVERIFY(state.valueOf(QStringLiteral("amount")).isNull());
    QVERIFY(!state.isShown(QStringLiteral("detail")));
    QCOMPARE(stepAfter(playbook, playbook.script()->steps[0], answers)->id, QStringLiteral("thanks"));
}

void RunStateTest::scorecard_addsUp_andReadsTheResult()
{
    const Playbook playbook = scorecard();
    RunState state(playbook);
    QCOMPARE(state.total().count, 3);
    QCOMPARE(state.total().most, 28.0);
    QVERIFY(!state.total().share);
    QVERIFY(!state.applies(0));
    state.answer(QStringLiteral("one"), given("7\nvery sure"));
    QCOMPARE(*state.total().share, 1.0);
    QVERIFY(state.applies(0));
    state.answer(QStringLiteral("two"), given("3"));
    state.answer(QStringLiteral("three"), given("5"));
    state.answer(QStringLiteral("why"), given("tired"));
    QCOMPARE(state.section(0).sum, 13.0);
    QCOMPARE(*state.section(0).average, 5.0);
    QCOMPARE(state.total().sum, 18.0);
    QCOMPARE(state.total().rated, 3);
    QCOMPARE(state.result(QStringLiteral("twice")).toDouble(), 36.0);
    QVERIFY(!state.applies(0));
    state.clear(QStringLiteral("two"));
    QCOMPARE(state.total().rated, 2);
    QCOMPARE(*state.total().share, 12.0 / 14);
    QCOMPARE(RunProgress::of(playbook, {}).total, 4);
}

void RunStateTest::twoRatings_giveAGap()
{
    const Playbook playbook = parsed(
        "assessment",
        R"("levels":[{"points":1,"text":)" + both("1") + R"(},{"points":5,"text":)" + both("5") + R"(}],)"
            + R"("ratings":[{"id":"expected","title":)" + both("Expected") + R"(},{"id":"met","title":)"
            + both("Met") + R"(}],"sections":[{"id":"trust","title":)" + both("Trust")
            + R"(,"readings":[{"id":"gap","when":{"<=":[{"var":"sections.trust.gap"},-1]},"title":)"
            + both("Gap") + R"(,"text":)" + both("Gap") + R"(,"next":)" + both("Act")
            + R"(}]}],"items":[{"section":"trust","items":[)" + R"({"id":"safe","text":)" + both("Safe")
            + R"(},{"id":"open","text":)" + both("Open") + "}]}]");
    RunState state(playbook);
    state.answer(QStringLiteral("safe.expected"), given("5"));
    QVERIFY(!state.applies(0)); // nothing to compare with yet
    state.answer(QStringLiteral("safe.met"), given("1"));
    state.answer(QStringLiteral("open.expected"), given("5"));
    state.answer(QStringLiteral("open.met"), given("5"));
    QCOMPARE(*state.section(0, 0).average, 5.0);
    QCOMPARE(*state.section(0, 1).average, 3.0);
    QCOMPARE(*state.total(1).average, 3.0);
    QVERIFY(state.applies(0));
    QCOMPARE(RunProgress::of(playbook, {}).total, 4);
}

void RunStateTest::tickedPoints_countOpenOnesAsMissing()
{
    const Playbook playbook =
        parsed("checklist", R"("sections":[{"id":"place","title":)" + both("Place") + R"(}],"items":[)"
                                + R"({"id":"seen","section":"place","points":3,"evidence":"photo","text":)"
                                + both("Seen") + R"(},{"id":"near","section":"place","points":1,"text":)"
                                + both("Near") + "}]");
    QVERIFY(playbook.checklist()->items[0].wantsPhoto);
    QCOMPARE(playbook.checklist()->items[0].group.in(QStringLiteral("en")), QStringLiteral("Place"));
    RunState state(playbook);
    QCOMPARE(*state.total().share, 0.0);
    state.answer(QStringLiteral("seen"), given(""));
    QCOMPARE(*state.section(0).share, 0.75);
    state.answer(QStringLiteral("seen"), {AnswerState::Skipped, {}, {}});
    QCOMPARE(*state.total().share, 0.0);
}

void RunStateTest::sheet_addsUpItsRows_againstALimit()
{
    const Playbook playbook = parsed(
        "plan-sheet", R"("fields":[{"id":"limit","answer":"number","text":)" + both("Limit")
                          + R"(}],"tables":[{"id":"given","title":)" + both("Given")
                          + R"(,"columns":[{"id":"amount","answer":"number","text":)" + both("Amount")
                          + R"(},{"id":"for","text":)" + both("For")
                          + R"(}]}],"results":[{"id":"left","text":)" + both("Left")
                          + R"(,"value":{"-":[{"var":"answers.limit"},{"reduce":[{"var":"tables.given"},)"
                          + R"({"+":[{"var":"accumulator"},{"var":"current.amount"}]},0]}]}}])");
    RunState state(playbook, {{QStringLiteral("limit"), given("100")},
                              {QStringLiteral("given.r1.amount"), given("30")}});
    QCOMPARE(state.result(QStringLiteral("left")).toDouble(), 70.0);
    state.answer(QStringLiteral("given.r2.amount"), given("45.5"));
    QCOMPARE(state.result(QStringLiteral("left")).toDouble(), 24.5);
    QVERIFY(playbook.hasItem(QStringLiteral("given.r9.for")));
    QVERIFY(!playbook.hasItem(QStringLiteral("given.r9.who")));
    QVERIFY(!playbook.hasItem(QStringLiteral("taken.r9.for")));
    QVERIFY(!playbook.hasItem(QStringLiteral("given..for")));
}

void RunStateTest::invalidAnswer_keepsTheItemOpen()
{
    const Playbook playbook = parsed(
        "plan-sheet",
        R"("fields":[{"id":"share","answer":"number","mandatory":true,"validIf":{"<=":[0,{"var":"answers.share"},100]},)"
        R"("invalid":)"
            + both("Between 0 and 100") + R"(,"text":)" + both("Share") + R"(}],"tables":[{"id":"t","title":)"
            + both("T") + R"(,"columns":[{"id":"c","text":)" + both("C") + "}]}]");
    RunAnswers answers;
    QVERIFY(RunState(playbook, answers).isValid(QStringLiteral("share")));
    answers.insert(QStringLiteral("share"), given("140"));
    QVERIFY(!RunState(playbook, answers).isValid(QStringLiteral("share")));
    QCOMPARE(RunProgress::of(playbook, answers).mandatoryOpen, QStringList{QStringLiteral("share")});
    answers.insert(QStringLiteral("share"), given("40"));
    QVERIFY(RunProgress::of(playbook, answers).mayFinish);
}

void RunStateTest::default_followsWhatIsKnownOfTheCustomer()
{
    const Playbook playbook =
        parsed("plan-sheet", R"("fields":[{"id":"visits","answer":"number","default":)"
                             R"({"if":[{"==":[{"var":"about.account.class"},"A"]},4,1]},"text":)"
                                 + both("Visits") + R"(}],"tables":[{"id":"t","title":)" + both("T")
                                 + R"(,"columns":[{"id":"c","text":)" + both("C") + "}]}]");
    const QJsonObject about{
        {QStringLiteral("account"), QJsonObject{{QStringLiteral("class"), QStringLiteral("A")}}}};
    QCOMPARE(RunState(playbook, {}, about).defaultOf(QStringLiteral("visits")).toInt(), 4);
    QCOMPARE(RunState(playbook).defaultOf(QStringLiteral("visits")).toInt(), 1);
}

void RunStateTest::anAnswer_recomputesOnlyWhatDependsOnIt()
{
    QByteArray steps = say("q0");
    for (int i = 1; i < 500; ++i) {
        const QByteArray before = QByteArray::number(i - i % 10);
        steps += ','
                 + say("q" + QByteArray::number(i),
                       i % 10 == 0 ? QByteArray()
                                   : R"(,"shownIf":{"!==":[{"var":"answers.q)" + before + R"("},"no"]})");
    }
    const Playbook playbook = parsed("script", "\"steps\":[" + steps + "]");
    RunState state(playbook);
    QVERIFY(state.recomputed() >= 900);
    state.answer(QStringLiteral("q250"), given("no"));
    QVERIFY(!state.isShown(QStringLiteral("q255")));
    QVERIFY2(state.recomputed() <= 20, qPrintable(QString::number(state.recomputed())));
    state.answer(QStringLiteral("q255"), given("hidden"));
    QCOMPARE(state.recomputed(), 1);
}

void RunStateTest::answersInAnyOrder_giveTheSameState()
{
    const Playbook playbook = scorecard();
    const QStringList ids{QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")};
    const bool well = rc::check("a state is a function of the answers", [&] {
        const auto turns = *rc::gen::container<std::vector<std::pair<int, int>>>(
            rc::gen::pair(rc::gen::inRange(0, 3), rc::gen::inRange(0, 4)));
        RunState state(playbook);
        RunAnswers last;
        for (const auto &[item, level] : turns) {
            const RunAnswer answer = level == 3 ? RunAnswer{AnswerState::Skipped, {}, {}}
                                                : given(level == 0   ? "7"
                                                        : level == 1 ? "5"
                                                                     : "3");
            state.answer(ids[item], answer);
            last.insert(ids[item], answer);
        }
        const RunState afresh(playbook, last);
        RC_ASSERT(state.total().toJson() == afresh.total().toJson());
        RC_ASSERT(state.section(0).toJson() == afresh.section(0).toJson());
        RC_ASSERT(state.result(QStringLiteral("twice")) == afresh.result(QStringLiteral("twice")));
        RC_ASSERT(state.applies(0) == afresh.applies(0));
    });
    QVERIFY(well);
}

namespace {

QStringList refusal(const QByteArray &steps)
{
    const auto playbook = Playbook::parse(
        R"({"format":1,"id":"sample.one","version":1,"kind":"script","methods":["M5"],"title":)"
        + both("Sample") + ",\"steps\":[" + steps + "]}");
    return playbook ? QStringList() : QStringList{playbook.error().code, playbook.error().arguments.value(0)};
}

} // namespace

void RunStateTest::ruleAboutNothing_isRefused_withItsPlace()
{
    QCOMPARE(
        refusal(say("a") + "," + say("b", R"(,"shownIf":{"var":"answers.c"})")),
        QStringList({QStringLiteral("playbook.rule-reads-nothing"), QStringLiteral("$.steps[1].shownIf")}));
    QCOMPARE(
        refusal(say("a") + "," + say("b", R"(,"shownIf":{"var":""})")),
        QStringList({QStringLiteral("playbook.rule-reads-anything"), QStringLiteral("$.steps[1].shownIf")}));
    QCOMPARE(
        refusal(say("a", R"(,"default":{"plus":[1]})")),
        QStringList({QStringLiteral("playbook.operator-unknown"), QStringLiteral("$.steps[0].default")}));
}

void RunStateTest::rulesInACircle_areRefused()
{
    QCOMPARE(refusal(say("a", R"(,"shownIf":{"var":"answers.b"})") + ","
                     + say("b", R"(,"shownIf":{"var":"answers.a"})")),
             QStringList({QStringLiteral("playbook.rule-circular"), QStringLiteral("$.steps[0].shownIf")}));
}

void RunStateTest::unknownBinding_isRefused()
{
    QVERIFY(refusal(say("a", R"(,"binds":"contact.hobbies")")).isEmpty());
    QCOMPARE(refusal(say("a", R"(,"binds":"contact.hobby-horses")")),
             QStringList({QStringLiteral("playbook.binding-unknown"), QStringLiteral("$.steps[0].binds")}));
}

QTEST_APPLESS_MAIN(RunStateTest)
#include "run_state_test.moc"
