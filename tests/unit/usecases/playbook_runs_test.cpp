// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/edits.h"
#include "core/usecases/playbook_runs.h"
#include "tests/unit/usecases/field_store.h"

#include <QTest>

#include <algorithm>

using namespace legwork;
using namespace legwork::usecases;

namespace {
const QString kChecklist = QStringLiteral("checklist.dress-materials");
const QString kScript = QStringLiteral("script.four-steps");
} // namespace

class PlaybookRunsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::FieldStore> m_field;
    Id<Visit> m_visit;

    Id<PlaybookRun> started(const QString &playbookId)
    {
        return m_field->write([&](UnitOfWork &unit) {
            return startRun(unit, m_field->context(), m_field->library(), m_visit, playbookId,
                            m_field->now());
        });
    }
    void answer(Id<PlaybookRun> run, const char *item, const QString &value)
    {
        m_field->clock().advance(1'000);
        m_field->write([&](UnitOfWork &unit) {
            return answerItem(unit, m_field->context(), m_field->library(), run, QLatin1String(item), value,
                              m_field->now());
        });
    }
    RunView view(Id<PlaybookRun> run)
    {
        return m_field->read(
            [&](Reader &reader) { return runView(reader, m_field->context(), m_field->library(), run); });
    }
    std::vector<RunView> runs(PlaybookKind kind)
    {
        const Visit visit = m_field->get(m_visit);
        return m_field->read([&](Reader &reader) {
            return runsOfVisit(reader, m_field->context(), m_field->library(), visit, kind);
        });
    }

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<test::FieldStore>();
        m_visit =
            m_field->visit(m_field->account(QStringLiteral("太湖")), m_field->today(), VisitState::Planned);
    }

    void beforeAnythingIsBegun_thePlaybooksForThePurposeAreOffered()
    {
        const auto scripts = runs(PlaybookKind::Script);
        const auto isOffered = [](const std::vector<RunView> &views, const char *id) {
            return std::ranges::count(views, QString::fromLatin1(id), &RunView::playbookId) == 1;
        };
        QVERIFY(!isOffered(scripts, "script.introduction"));   // for first visits only
        QVERIFY(!isOffered(scripts, "script.phone-prospect")); // not for visits
        QCOMPARE(scripts[0].playbookId, kScript);
        QVERIFY(scripts[0].id.isNull());
        QCOMPARE(scripts[0].currentStep, QStringLiteral("explore-greet"));
        QCOMPARE(runs(PlaybookKind::Checklist)[0].playbookId, kChecklist);
        m_field->write([&](UnitOfWork &unit) {
            return unit.edit(m_visit, [](Visit &row) { row.purpose = VisitPurpose::Introduction; });
        });
        const auto first = runs(PlaybookKind::Script);
        QCOMPARE(first.size(), scripts.size() + 1);
        QCOMPARE(first[0].playbookId, QStringLiteral("script.introduction"));
    }

    void beginningTwice_isBeginningOnce()
    {
        const auto first = started(kScript);
        answer(first, "explore-greet", QStringLiteral("trouble"));
        m_field->clock().advance(60'000);
        QCOMPARE(started(kScript), first);
        QCOMPARE(view(first).answers.size(), 1);
        QVERIFY(view(first).startedAt < m_field->now());
        const auto scripts = runs(PlaybookKind::Script);
        QCOMPARE(std::ranges::count(scripts, first, &RunView::id), 1);
        QCOMPARE(std::ranges::count(scripts, kScript, &RunView::playbookId), 1);
    }

    void answerAndRun_takenBack_canBeGivenAgain_data()
    {
        QTest::addColumn<bool>("isDecided");
        QTest::newRow("before the server knew of it") << false;
        QTest::newRow("after the server had decided") << true;
    }
    void answerAndRun_takenBack_canBeGivenAgain()
    {
        QFETCH(bool, isDecided);
        const Uuid undoId = Uuid::generate();
        Id<PlaybookRun> run;
        m_field->write([&](UnitOfWork &unit) -> Status {
            unit.keepUndo(undoId, QStringLiteral("captured"));
            const auto begun =
                startRun(unit, m_field->context(), m_field->library(), m_visit, kScript, m_field->now());
            if (!begun)
                return forward(begun);
            run = *begun;
            return answerItem(unit, m_field->context(), m_field->library(), run,
                              QStringLiteral("explore-greet"), QStringLiteral("first"), m_field->now());
        });
        if (isDecided)
            m_field->decide(Verdict::Applied);
        QCOMPARE(m_field->write([&](UnitOfWork &unit) { return takeBack(unit, undoId); }), 0);
        if (isDecided)
            m_field->decide(Verdict::Applied);
        const auto scripts = runs(PlaybookKind::Script);
        QVERIFY(std::ranges::none_of(scripts, [](const RunView &view) { return !view.id.isNull(); }));

        QCOMPARE(started(kScript), run);
        answer(run, "explore-greet", QStringLiteral("second"));
        QCOMPARE(view(run).answers.value(QStringLiteral("explore-greet")).value, QStringLiteral("second"));
        m_field->decide(Verdict::Applied);
        QCOMPARE(view(run).answers.value(QStringLiteral("explore-greet")).value, QStringLiteral("second"));
        QVERIFY(m_field->waiting().empty());
    }

    void run_keepsTheVersionItBeganWith()
    {
        const auto run = started(kScript);
        const auto row = m_field->get(run);
        QCOMPARE(row.playbookVersion, std::optional<qint64>(m_field->library().newest(kScript)->version()));
        QCOMPARE(row.kind, PlaybookKind::Script);
        QCOMPARE(view(run).playbook, m_field->library().newest(kScript));
    }

    void runOfAVersionThatIsNotHere_isShownWithoutItsContent_andTakesNoAnswers()
    {
        const auto run = started(kScript);
        m_field->write([&](UnitOfWork &unit) {
            return unit.edit(run, [](PlaybookRun &row) { row.playbookVersion = 99; });
        });
        QVERIFY(!view(run).playbook);
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) {
            return answerItem(unit, m_field->context(), m_field->library(), run,
                              QStringLiteral("explore-greet"), {}, m_field->now());
        }),
                 QStringLiteral("playbook.not-found"));
    }

    void talkLeftInTheMiddle_goesOnWhereItStopped()
    {
        const auto run = started(kScript);
        answer(run, "explore-greet", QStringLiteral("trouble"));
        QCOMPARE(view(run).currentStep, QStringLiteral("explore-trouble"));
        // Another look, as after a restart: everything comes from the store.
        const auto again = runs(PlaybookKind::Script).front();
        QCOMPARE(again.id, run);
        QCOMPARE(again.currentStep, QStringLiteral("explore-trouble"));
        QCOMPARE(again.progress.route, QStringList{QStringLiteral("explore-greet")});
    }

    void jumpingAhead_goesOnFromThere()
    {
        const auto run = started(kScript);
        m_field->write([&](UnitOfWork &unit) {
            return goToStep(unit, m_field->library(), run, QStringLiteral("explore-listen"));
        });
        QCOMPARE(view(run).currentStep, QStringLiteral("explore-listen"));
        answer(run, "explore-listen", QStringLiteral("vague"));
        QCOMPARE(view(run).currentStep, QStringLiteral("explore-example"));
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) {
            return goToStep(unit, m_field->library(), run, QStringLiteral("nowhere"));
        }),
                 QStringLiteral("playbook.no-item"));
    }

    void changedAnswer_replacesTheFirst_inTheSameRow()
    {
        const auto run = started(kScript);
        answer(run, "explore-greet", QStringLiteral("trouble"));
        answer(run, "explore-greet", answerValue(QStringLiteral("go-ahead"), QStringLiteral("半小时")));
        const RunView now = view(run);
        QCOMPARE(now.answers.size(), 1);
        QCOMPARE(now.answers.value(QStringLiteral("explore-greet")).value,
                 QStringLiteral("go-ahead\n半小时"));
        QCOMPARE(now.currentStep, QStringLiteral("explore-open"));
        QCOMPARE(m_field->read([](Reader &reader) { return reader.count<Answer>(""); }), 1);
    }

    void skippedItem_keepsItsReason()
    {
        const auto run = started(kScript);
        m_field->write([&](UnitOfWork &unit) {
            return skipItem(unit, m_field->context(), m_field->library(), run,
                            QStringLiteral("explore-greet"), QStringLiteral("熟人"), m_field->now());
        });
        const RunAnswer answer = view(run).answers.value(QStringLiteral("explore-greet"));
        QCOMPARE(answer.state, AnswerState::Skipped);
        QCOMPARE(answer.value, QStringLiteral("熟人"));
        QCOMPARE(m_field->get(answerIdOf(run, QStringLiteral("explore-greet"))).personId,
                 m_field->context().person);
    }

    void tickTakenBack_isOpenAgain_andMayBeTickedAgain()
    {
        const auto run = started(kChecklist);
        answer(run, "badge", QStringLiteral("1"));
        QCOMPARE(view(run).progress.done, 1);
        for (int twice = 0; twice < 2; ++twice)
            m_field->write([&](UnitOfWork &unit) { return clearItem(unit, run, QStringLiteral("badge")); });
        QCOMPARE(view(run).progress.done, 0);
        answer(run, "badge", QStringLiteral("1"));
        QCOMPARE(view(run).progress.done, 1);
    }

    void itemOfAnotherPlaybook_isRefused()
    {
        const auto run = started(kChecklist);
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) {
            return answerItem(unit, m_field->context(), m_field->library(), run,
                              QStringLiteral("explore-greet"), {}, m_field->now());
        }),
                 QStringLiteral("playbook.no-item"));
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) {
            return startRun(unit, m_field->context(), m_field->library(), m_visit,
                            QStringLiteral("script.none"), m_field->now());
        }),
                 QStringLiteral("playbook.not-found"));
    }

    void finishedRun_mayBeOpenedAgain()
    {
        const auto run = started(kChecklist);
        m_field->write([&](UnitOfWork &unit) { return finishRun(unit, run, m_field->now()); });
        QVERIFY(view(run).finishedAt.isSet());
        m_field->write([&](UnitOfWork &unit) { return finishRun(unit, run, {}); });
        QVERIFY(!view(run).finishedAt.isSet());
    }
};

QTEST_GUILESS_MAIN(PlaybookRunsTest)
#include "playbook_runs_test.moc"
