// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/playbook_library.h"
#include "core/playbook/run_progress.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace legwork;

/// What ships must load, and must carry what its methods ask for.
class PlaybookContentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void shippedDocuments_areAllFound();
    void everyText_isInItsLanguage();
    void fourSteps_coverThePhases_branchAndCapture();
    void fourSteps_straightTalk_passesAllPhases();
    void selfExamination_asksSixQuestions_inWords();
    void dressChecklist_differsForMenAndWomen();
    void introduction_isOfferedForFirstVisitsOnly();

private:
    const Playbook &shipped(const char *id) const { return *m_library.newest(QString::fromLatin1(id)); }
    PlaybookLibrary m_library;
};

void PlaybookContentTest::initTestCase()
{
    auto library = PlaybookLibrary::shipped();
    QVERIFY2(library,
             library ? "" : qPrintable(library.error().code + u' ' + library.error().arguments.join(u' ')));
    m_library = std::move(*library);
}

void PlaybookContentTest::shippedDocuments_areAllFound()
{
    for (const char *id : {"checklist.dress-materials", "checklist.self-examination", "script.four-steps",
                           "script.introduction"})
        QVERIFY2(m_library.newest(QString::fromLatin1(id)), id);
}

void PlaybookContentTest::everyText_isInItsLanguage()
{
    static const QRegularExpression han(QStringLiteral("\\p{Han}"));
    std::vector<LocalizedText> texts;
    for (const PlaybookKind kind : {PlaybookKind::Script, PlaybookKind::Checklist}) {
        for (const Playbook *playbook : m_library.list(kind)) {
            texts.push_back(playbook->title());
            if (const Script *script = playbook->script()) {
                for (const ScriptStep &step : script->steps) {
                    texts.insert(texts.end(), {step.text, step.hint});
                    for (const StepOption &option : step.options)
                        texts.push_back(option.text);
                }
            } else {
                for (const ChecklistItem &item : playbook->checklist()->items)
                    texts.insert(texts.end(), {item.text, item.hint, item.group});
            }
        }
    }
    QVERIFY(texts.size() > 150);
    for (const LocalizedText &text : texts) {
        if (text.isEmpty())
            continue;
        const QString chinese = text.in(QStringLiteral("zh_CN"));
        const QString english = text.in(QStringLiteral("en"));
        QVERIFY2(chinese.contains(han), qPrintable(chinese));
        QVERIFY2(!english.contains(han), qPrintable(english));
    }
}

void PlaybookContentTest::fourSteps_coverThePhases_branchAndCapture()
{
    const Script &script = *shipped("script.four-steps").script();
    QVERIFY(script.steps.size() >= 20 && script.steps.size() <= 30);
    QVERIFY(shipped("script.four-steps").suitsAll());
    const auto count = [&](auto &&matches) {
        return std::count_if(script.steps.begin(), script.steps.end(), matches);
    };
    for (const VisitStep phase : {VisitStep::Explore, VisitStep::Offer, VisitStep::Act, VisitStep::Confirm})
        QVERIFY(count([&](const ScriptStep &step) { return step.phase == phase; }) >= 4);
    for (const Capture capture : {Capture::Need, Capture::Objection, Capture::Commitment})
        QVERIFY(count([&](const ScriptStep &step) { return step.capture == capture; }) >= 2);
    QVERIFY(count([](const ScriptStep &step) { return step.options.size() >= 2; }) >= 8);
    // The seven habits of listening stand as hints.
    const QString numerals = QStringLiteral("一二三四五六七");
    for (const QChar numeral : numerals)
        QVERIFY(
            count([&](const ScriptStep &step) {
                return step.hint.in(QStringLiteral("zh_CN")).contains(QStringLiteral("倾听习惯") + numeral);
            })
            == 1);
}

void PlaybookContentTest::fourSteps_straightTalk_passesAllPhases()
{
    const Playbook &playbook = shipped("script.four-steps");
    RunAnswers answers;
    RunProgress progress;
    for (int guard = 0; guard < 40; ++guard) {
        progress = RunProgress::of(playbook, answers);
        if (progress.mayFinish)
            break;
        const auto &steps = playbook.script()->steps;
        const auto step = std::find_if(steps.begin(), steps.end(), [&](const ScriptStep &candidate) {
            return candidate.id == progress.next;
        });
        // The first reaction of each step is the favourable one.
        const QString value = step->options.empty() ? QStringLiteral("好") : step->options.front().id;
        answers.insert(step->id, {AnswerState::Answered, value, Instant{1000 + guard}});
    }
    QVERIFY(progress.mayFinish);
    QCOMPARE(progress.phasesCovered.size(), size_t(4));
    QVERIFY2(progress.done >= 14 && progress.done <= 20, qPrintable(progress.route.join(u' ')));
}

void PlaybookContentTest::selfExamination_asksSixQuestions_inWords()
{
    const auto &items = shipped("checklist.self-examination").checklist()->items;
    QCOMPARE(items.size(), size_t(6));
    QVERIFY(std::all_of(items.begin(), items.end(),
                        [](const ChecklistItem &item) { return item.answer == ItemAnswer::Text; }));
}

void PlaybookContentTest::dressChecklist_differsForMenAndWomen()
{
    const Playbook &playbook = shipped("checklist.dress-materials");
    const auto men = RunProgress::of(playbook, {}, {Sex::Male}).route;
    const auto women = RunProgress::of(playbook, {}, {Sex::Female}).route;
    QVERIFY(men.contains(QStringLiteral("shirt-tie")) && !women.contains(QStringLiteral("shirt-tie")));
    QVERIFY(women.contains(QStringLiteral("skirt")) && !men.contains(QStringLiteral("skirt")));
    for (const char *both : {"badge", "prices", "contract", "charged", "synced"})
        QVERIFY(men.contains(QLatin1String(both)) && women.contains(QLatin1String(both)));
}

void PlaybookContentTest::introduction_isOfferedForFirstVisitsOnly()
{
    const auto first = m_library.list(PlaybookKind::Script, VisitPurpose::Introduction);
    QCOMPARE(first.front()->id(), QStringLiteral("script.introduction"));
    for (const Playbook *playbook : m_library.list(PlaybookKind::Script, VisitPurpose::Routine))
        QVERIFY(playbook->id() != QStringLiteral("script.introduction"));
}

QTEST_APPLESS_MAIN(PlaybookContentTest)
#include "playbook_content_test.moc"
