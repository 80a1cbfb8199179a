// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/run_progress.h"

#include <QTest>

using namespace legwork;

namespace {

// ask ─┬─ yes ──> plan ──> check ─┬─ good ──> thanks ──> end
//      ├─ doubt ─> answer ─> ask  └─ lacking ─> ask
//      └─ no ───> thanks
Playbook talk()
{
    auto playbook =
        Playbook::parse(R"({"format":1,"id":"script.talk","version":1,"kind":"script","methods":["M1"],
        "title":{"zh_CN":"谈","en":"Talk"},"steps":[
        {"id":"ask","phase":"explore","does":"ask","style":"open","text":{"zh_CN":"问","en":"Ask"},"options":[
            {"id":"yes","text":{"zh_CN":"是","en":"Yes"},"goto":"plan"},
            {"id":"doubt","text":{"zh_CN":"疑","en":"Doubt"},"goto":"answer"},
            {"id":"no","text":{"zh_CN":"否","en":"No"},"goto":"thanks"}],"next":"plan"},
        {"id":"answer","phase":"offer","does":"say","text":{"zh_CN":"答","en":"Answer"},"next":"ask"},
        {"id":"plan","phase":"act","does":"say","text":{"zh_CN":"定","en":"Plan"}},
        {"id":"check","phase":"confirm","does":"ask","style":"checking","text":{"zh_CN":"认","en":"Check"},"options":[
            {"id":"good","text":{"zh_CN":"好","en":"Good"}},
            {"id":"lacking","text":{"zh_CN":"欠","en":"Lacking"},"goto":"ask"}]},
        {"id":"thanks","phase":"confirm","does":"say","text":{"zh_CN":"谢","en":"Thanks"}}]})");
    return std::move(*playbook);
}

Playbook outfit()
{
    auto playbook = Playbook::parse(R"({"format":1,"id":"checklist.outfit","version":1,"kind":"checklist",
        "methods":["V4"],"title":{"zh_CN":"装","en":"Outfit"},"items":[
        {"id":"badge","mandatory":true,"text":{"zh_CN":"牌","en":"Badge"}},
        {"id":"smile","text":{"zh_CN":"笑","en":"Smile"}},
        {"id":"tie","mandatory":true,"forSex":"male","text":{"zh_CN":"带","en":"Tie"}},
        {"id":"skirt","mandatory":true,"forSex":"female","text":{"zh_CN":"裙","en":"Skirt"}}]})");
    return std::move(*playbook);
}

/// Answers given one after the other, a second apart.
class Answers
{
public:
    Answers &give(const char *item, const char *value = "")
    {
        return put(item, {AnswerState::Answered, QString::fromUtf8(value), {}});
    }
    Answers &skip(const char *item, const char *reason = "")
    {
        return put(item, {AnswerState::Skipped, QString::fromUtf8(reason), {}});
    }
    const RunAnswers &all() const { return m_answers; }

private:
    Answers &put(const char *item, RunAnswer answer)
    {
        answer.at = Instant{m_ms += 1000};
        m_answers.insert(QString::fromLatin1(item), answer);
        return *this;
    }
    RunAnswers m_answers;
    qint64 m_ms = 0;
};

QString routeOf(const RunProgress &progress) { return progress.route.join(u' '); }

} // namespace

class RunProgressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void freshScript_beginsAtFirstStep();
    void branches_leadWhereTheAnswerSays();
    void earlierAnswerChanged_changesTheWay_andKeepsTheOthers();
    void skippedStep_goesOnByDefault_andCoversNoPhase();
    void stepAnsweredOutOfOrder_isDoneWhenTheWayComesThere();
    void detourThatReturns_asksAgain();
    void confirmReopensExplore_untilAnsweredAnew();
    void answersWithoutTimes_neverHang();
    void stepAfter_followsTheAnswerAtHand();
    void optionAndNote_shareTheValue();
    void answerOfUnknownOption_isANote();
    void freshChecklist_lacksItsMandatoryItems();
    void mandatoryItem_skippedWithoutReason_staysOpen();
    void itemsOfTheOtherSex_areLeftOut();
    void sexUnknown_showsBoth_forcesNeither();
};

void RunProgressTest::freshScript_beginsAtFirstStep()
{
    const auto progress = RunProgress::of(talk(), {});
    QCOMPARE(progress.next, QStringLiteral("ask"));
    QCOMPARE(progress.done, 0);
    QCOMPARE(progress.total, 2); // ask, no, thanks
    QVERIFY(!progress.mayFinish);
    QVERIFY(progress.phasesCovered.empty());
}

void RunProgressTest::branches_leadWhereTheAnswerSays()
{
    auto progress = RunProgress::of(talk(), Answers().give("ask", "no").all());
    QCOMPARE(progress.next, QStringLiteral("thanks"));
    progress = RunProgress::of(talk(), Answers().give("ask", "no").give("thanks").all());
    QVERIFY(progress.mayFinish);
    QVERIFY(progress.next.isEmpty());
    QCOMPARE(progress.done, 2);
    QCOMPARE(progress.total, 2);
    QVERIFY((progress.phasesCovered == std::vector{VisitStep::Explore, VisitStep::Confirm}));
}

void RunProgressTest::earlierAnswerChanged_changesTheWay_andKeepsTheOthers()
{
    Answers answers;
    answers.give("ask", "yes").give("plan").give("ask", "no");
    QCOMPARE(RunProgress::of(talk(), answers.all()).next, QStringLiteral("thanks"));
    answers.give("ask", "yes");
    const auto progress = RunProgress::of(talk(), answers.all());
    QCOMPARE(progress.next, QStringLiteral("check"));
    QCOMPARE(routeOf(progress), QStringLiteral("ask plan"));
}

void RunProgressTest::skippedStep_goesOnByDefault_andCoversNoPhase()
{
    const auto progress = RunProgress::of(talk(), Answers().skip("ask", "no").give("plan").all());
    QCOMPARE(progress.next, QStringLiteral("check"));
    QVERIFY((progress.phasesCovered == std::vector{VisitStep::Act}));
}

void RunProgressTest::stepAnsweredOutOfOrder_isDoneWhenTheWayComesThere()
{
    Answers answers;
    answers.give("plan");
    QCOMPARE(RunProgress::of(talk(), answers.all()).next, QStringLiteral("ask"));
    answers.give("ask", "yes");
    QCOMPARE(RunProgress::of(talk(), answers.all()).next, QStringLiteral("check"));
}

void RunProgressTest::detourThatReturns_asksAgain()
{
    Answers answers;
    answers.give("ask", "doubt");
    QCOMPARE(RunProgress::of(talk(), answers.all()).next, QStringLiteral("answer"));
    answers.give("answer");
    QCOMPARE(RunProgress::of(talk(), answers.all()).next, QStringLiteral("ask"));
    answers.give("ask", "doubt");
    QCOMPARE(RunProgress::of(talk(), answers.all()).next, QStringLiteral("answer"));
    answers.give("answer").give("ask", "yes");
    QCOMPARE(RunProgress::of(talk(), answers.all()).next, QStringLiteral("plan"));
}

void RunProgressTest::confirmReopensExplore_untilAnsweredAnew()
{
    Answers answers;
    answers.give("ask", "yes").give("plan").give("check", "lacking");
    auto progress = RunProgress::of(talk(), answers.all());
    QCOMPARE(progress.next, QStringLiteral("ask"));
    QVERIFY(!progress.mayFinish);
    QCOMPARE(progress.done, 0);
    answers.give("ask", "yes");
    QCOMPARE(RunProgress::of(talk(), answers.all()).next, QStringLiteral("plan"));
    answers.give("plan").give("check", "lacking").give("ask", "yes").give("plan");
    QCOMPARE(RunProgress::of(talk(), answers.all()).next, QStringLiteral("check"));
    answers.give("check", "good").give("thanks");
    progress = RunProgress::of(talk(), answers.all());
    QVERIFY(progress.mayFinish);
    QCOMPARE(routeOf(progress), QStringLiteral("ask plan check thanks"));
}

void RunProgressTest::answersWithoutTimes_neverHang()
{
    RunAnswers answers;
    answers.insert(QStringLiteral("ask"), {AnswerState::Answered, QStringLiteral("doubt"), {}});
    answers.insert(QStringLiteral("answer"), {AnswerState::Answered, {}, {}});
    QCOMPARE(RunProgress::of(talk(), answers).next, QStringLiteral("ask"));
}

void RunProgressTest::stepAfter_followsTheAnswerAtHand()
{
    const Playbook playbook = talk();
    const Script &script = *playbook.script();
    const ScriptStep &check = script.steps[3];
    QCOMPARE(stepAfter(playbook, check, {})->id, QStringLiteral("thanks"));
    QCOMPARE(stepAfter(playbook, check, Answers().give("check", "lacking").all())->id, QStringLiteral("ask"));
    QVERIFY(!stepAfter(playbook, script.steps[4], {}));
}

void RunProgressTest::optionAndNote_shareTheValue()
{
    const Playbook playbook = talk();
    const ScriptStep &ask = playbook.script()->steps[0];
    const RunAnswer answer{
        AnswerState::Answered, answerValue(QStringLiteral("doubt"), QStringLiteral("太贵\n再想想")), {}};
    QCOMPARE(chosenOption(ask, answer)->id, QStringLiteral("doubt"));
    QCOMPARE(notedText(ask, answer), QStringLiteral("太贵\n再想想"));
    QCOMPARE(answerValue(QStringLiteral("yes"), {}), QStringLiteral("yes"));
}

void RunProgressTest::answerOfUnknownOption_isANote()
{
    const Playbook playbook = talk();
    const ScriptStep &ask = playbook.script()->steps[0];
    const RunAnswer answer{AnswerState::Answered, QStringLiteral("也许"), {}};
    QVERIFY(!chosenOption(ask, answer));
    QCOMPARE(notedText(ask, answer), QStringLiteral("也许"));
    QCOMPARE(RunProgress::of(playbook, {{ask.id, answer}}).next, QStringLiteral("plan"));
}

void RunProgressTest::freshChecklist_lacksItsMandatoryItems()
{
    const auto progress = RunProgress::of(outfit(), {}, {Sex::Male});
    QCOMPARE(progress.next, QStringLiteral("badge"));
    QCOMPARE(progress.mandatoryOpen.join(u' '), QStringLiteral("badge tie"));
    QVERIFY(!progress.mayFinish);
    const auto ready = RunProgress::of(outfit(), Answers().give("tie").give("badge").all(), {Sex::Male});
    QVERIFY(ready.mayFinish);
    QCOMPARE(ready.next, QStringLiteral("smile"));
    QCOMPARE(ready.done, 2);
    QCOMPARE(ready.total, 3);
}

void RunProgressTest::mandatoryItem_skippedWithoutReason_staysOpen()
{
    Answers answers;
    answers.give("tie").skip("badge", " ").skip("smile");
    auto progress = RunProgress::of(outfit(), answers.all(), {Sex::Male});
    QCOMPARE(progress.mandatoryOpen, QStringList{QStringLiteral("badge")});
    QCOMPARE(progress.done, 2);
    answers.skip("badge", "补办中");
    progress = RunProgress::of(outfit(), answers.all(), {Sex::Male});
    QVERIFY(progress.mayFinish);
    QVERIFY(progress.next.isEmpty());
}

void RunProgressTest::itemsOfTheOtherSex_areLeftOut()
{
    const auto progress = RunProgress::of(outfit(), {}, {Sex::Female});
    QCOMPARE(routeOf(progress), QStringLiteral("badge smile skirt"));
    QCOMPARE(progress.mandatoryOpen.join(u' '), QStringLiteral("badge skirt"));
}

void RunProgressTest::sexUnknown_showsBoth_forcesNeither()
{
    const auto progress = RunProgress::of(outfit(), Answers().give("badge").all());
    QCOMPARE(progress.total, 4);
    QVERIFY(progress.mayFinish);
}

QTEST_APPLESS_MAIN(RunProgressTest)
#include "run_progress_test.moc"
