// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/catalogue.h"
#include "core/playbook/playbook_library.h"
#include "core/playbook/playbook_lint.h"
#include "core/playbook/playbook_texts.h"
#include "core/playbook/run_progress.h"

#include <QDir>
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
    void everyMethodThatIsAPlaybook_hasOne();
    void everyDocument_isFreeOfFindings();
    void everyScript_branches_andEveryWayEnds();
    void catalogueNumbers_areKept();
    void competition_isHeadOn_onlyWithTwiceTheStrength();
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
    const auto count = [&](PlaybookKind kind) { return m_library.list(kind).size(); };
    QVERIFY(count(PlaybookKind::Script) >= 12);
    QVERIFY(count(PlaybookKind::Checklist) >= 10);
    QVERIFY(count(PlaybookKind::Scorecard) + count(PlaybookKind::Assessment) >= 6);
    QVERIFY(count(PlaybookKind::PlanSheet) >= 8);
    size_t cards = 0;
    for (const Playbook *set : m_library.list(PlaybookKind::Cards))
        cards += set->cards()->cards.size();
    QVERIFY(cards >= 150);
    QCOMPARE(m_library.all().size(), size_t(QDir(QStringLiteral(":/legwork/playbook")).entryList().size()));
}

void PlaybookContentTest::everyMethodThatIsAPlaybook_hasOne()
{
    QStringList missing;
    for (const CatalogueLine &line : catalogue(m_library)) {
        if (line.isPlaybookMissing())
            missing.append(line.id);
    }
    QCOMPARE(missing.join(u' '), QString());
    QCOMPARE(unknownMethods(m_library).join(u' '), QString());
    // An empty library has none of them, so the check can fail.
    const auto empty = catalogue(PlaybookLibrary());
    QVERIFY(
        std::count_if(empty.begin(), empty.end(), [](const auto &line) { return line.isPlaybookMissing(); })
        >= 30);
}

void PlaybookContentTest::everyDocument_isFreeOfFindings()
{
    for (const Playbook &playbook : m_library.all()) {
        for (const LintFinding &finding : lint(playbook))
            QFAIL(qPrintable(playbook.id() + u' ' + finding.path + u' ' + finding.code + u' '
                             + finding.detail));
    }
}

void PlaybookContentTest::everyScript_branches_andEveryWayEnds()
{
    for (const Playbook *playbook : m_library.list(PlaybookKind::Script)) {
        const auto branches = std::ranges::count_if(playbook->script()->steps, [](const ScriptStep &step) {
            return std::ranges::any_of(
                step.options, [&](const StepOption &o) { return o.target != step.options.front().target; });
        });
        QVERIFY2(branches >= 3, qPrintable(playbook->id()));
        // The last option everywhere is the least favourable one: that way must end, too.
        RunAnswers answers;
        RunProgress progress;
        for (int turn = 0; turn < 200 && !progress.mayFinish; ++turn) {
            progress = RunProgress::of(*playbook, answers);
            const auto &steps = playbook->script()->steps;
            const auto step = std::ranges::find(steps, progress.next, &ScriptStep::id);
            if (step == steps.end())
                break;
            // What was chosen before leads round in a circle, so the second time it is the first option.
            const bool again = answers.contains(step->id);
            const QString value = step->options.empty() ? QStringLiteral("x")
                                  : again               ? step->options.front().id
                                                        : step->options.back().id;
            answers.insert(step->id, {AnswerState::Answered, value, Instant{turn + 1}});
        }
        QVERIFY2(progress.mayFinish, qPrintable(playbook->id()));
    }
}

void PlaybookContentTest::catalogueNumbers_areKept()
{
    const Playbook &rolePlay = shipped("scorecard.role-play");
    QCOMPARE(rolePlay.ratedForm()->items.size(), size_t(14));
    QCOMPARE(RunState(rolePlay).total().most, 98.0);
    QCOMPARE(shipped("assessment.qualify").ratedForm()->items.size(), size_t(7));
    QCOMPARE(shipped("assessment.distributor-problems").ratedForm()->items.size(), size_t(15));
    QCOMPARE(shipped("assessment.service-quality").ratedForm()->scoring.sections.size(), size_t(6));
    QCOMPARE(shipped("assessment.service-quality").ratedForm()->scoring.picture, ResultPicture::Radar);
    QCOMPARE(shipped("checklist.store-audit").checklist()->scoring.sections.size(), size_t(6));
    QCOMPARE(shipped("script.probe-background").script()->topics.size(), size_t(6));
    QCOMPARE(shipped("script.stages-five").script()->topics.size(), size_t(5));
    QCOMPARE(shipped("cards.sell-faster").cards()->cards.size(), size_t(8));
    const auto &readiness = *shipped("assessment.readiness").ratedForm();
    QCOMPARE(std::ranges::count(readiness.items, 0, &RatedItem::section), 8);
    QCOMPARE(std::ranges::count(readiness.items, 1, &RatedItem::section), 7);
    const auto tagged = [this](const char *id, int tag) {
        return std::ranges::count_if(shipped(id).cards()->cards, [&](const Card &card) {
            return std::ranges::count(card.tags, tag) > 0;
        });
    };
    QCOMPARE(tagged("cards.objection-motives", 0), 4);
    QCOMPARE(tagged("cards.objection-motives", 1), 9);
    QCOMPARE(tagged("cards.objection-handling", 1), 4);
    QCOMPARE(tagged("cards.objection-handling", 2), 6);
    QCOMPARE(tagged("cards.objection-handling", 3), 5);
    QCOMPARE(tagged("cards.past-the-contact", 0), 3);
    QCOMPARE(tagged("cards.past-the-contact", 1), 6);
    QCOMPARE(tagged("cards.refusals", 0), 4);
    QCOMPARE(tagged("cards.refusals", 1), 4);
    QCOMPARE(tagged("cards.complainers", 0), 4);
    QCOMPARE(tagged("cards.complainers", 1), 3);
}

void PlaybookContentTest::competition_isHeadOn_onlyWithTwiceTheStrength()
{
    const Playbook &playbook = shipped("assessment.competitive-strategy");
    const auto proposed = [&](double ours, double theirs, int entrenched, const QString &more = {}) {
        RunAnswers answers;
        const auto rate = [&](const QString &id, double points) {
            answers.insert(id, {AnswerState::Answered, QString::number(points), {}});
        };
        for (const char *what : {"-fit", "-people", "-record"}) {
            rate(QStringLiteral("our") + QLatin1String(what), ours);
            rate(QStringLiteral("their") + QLatin1String(what), theirs);
        }
        rate(QStringLiteral("entrenched"), entrenched);
        if (!more.isEmpty())
            rate(more, 4);
        if (more == QLatin1String("coming"))
            rate(QStringLiteral("movable"), 4);
        const RunState state(playbook, answers);
        const auto &readings = playbook.scoring()->readings;
        for (size_t i = 0; i < readings.size(); ++i) {
            if (state.applies(int(i)))
                return readings[i].id;
        }
        return QString();
    };
    QCOMPARE(proposed(4, 2, 1), QStringLiteral("head-on"));
    QCOMPARE(proposed(4, 2, 5), QStringLiteral("withdraw")); // never against an entrenched rival
    QCOMPARE(proposed(3, 2, 1), QStringLiteral("withdraw"));
    QCOMPARE(proposed(3, 2, 1, QStringLiteral("other-need")), QStringLiteral("flank"));
    QCOMPARE(proposed(3, 2, 1, QStringLiteral("separable")), QStringLiteral("divide"));
    QCOMPARE(proposed(3, 2, 1, QStringLiteral("coming")), QStringLiteral("delay"));
}

void PlaybookContentTest::everyText_isInItsLanguage()
{
    static const QRegularExpression han(QStringLiteral("\\p{Han}"));
    std::vector<LocalizedText> texts;
    for (const Playbook &playbook : m_library.all())
        forEachText(playbook, [&](const QString &, const LocalizedText &text) { texts.push_back(text); });
    QVERIFY(texts.size() > 2000);
    for (const LocalizedText &text : texts) {
        if (text.isEmpty())
            continue;
        const QString chinese = text.in(QStringLiteral("zh_CN"));
        const QString english = text.in(QStringLiteral("en"));
        // Levels of a scale may be plain figures.
        QVERIFY2(chinese.contains(han) || chinese == english, qPrintable(chinese));
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
