// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/playbook_library.h"
#include "qml/visit/checklist_model.h"
#include "qml/visit/script_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace legwork;
using namespace Qt::StringLiterals;

class ScriptModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto shipped = PlaybookLibrary::shipped();
        QVERIFY(shipped);
        m_library = std::move(*shipped);
        m_script = m_library.newest(u"script.four-steps"_s);
        m_checklist = m_library.newest(u"checklist.dress-materials"_s);
        QVERIFY(m_script && m_checklist);
    }

    void firstLook_showsTheFirstStep_inTheLanguage()
    {
        ScriptModel model;
        model.setLanguage(u"en"_s);
        model.show(m_script, {}, {});
        const ScriptStep &first = m_script->script()->steps.front();
        QCOMPARE(model.stepId(), first.id);
        QCOMPARE(model.text(), first.text.in(u"en"_s));
        model.setLanguage(u"zh_CN"_s);
        QCOMPARE(model.text(), first.text.in(u"zh_CN"_s));
        QVERIFY(!model.atEnd());
    }

    void eachOption_leadsToItsStep_andIsHandedOn()
    {
        const ScriptStep &first = m_script->script()->steps.front();
        QVERIFY(!first.options.empty());
        for (const StepOption &option : first.options) {
            ScriptModel model;
            model.show(m_script, {}, {});
            QSignalSpy answered(&model, &ScriptModel::answered);
            model.answer(option.id, u"原话"_s);
            const QString expected = option.target == Script::kEnd
                                         ? QString()
                                         : m_script->script()->steps[size_t(option.target)].id;
            QCOMPARE(model.stepId(), expected);
            QCOMPARE(answered.size(), 1);
            QCOMPARE(answered.at(0).at(0).toString(), first.id);
            QCOMPARE(answered.at(0).at(1).toBool(), false);
            QCOMPARE(answered.at(0).at(2).toString(), answerValue(option.id, u"原话"_s));
            QCOMPARE(answered.at(0).at(3).toString(), expected);
        }
    }

    void skipping_goesOn_andKeepsTheReason()
    {
        ScriptModel model;
        model.show(m_script, {}, {});
        const QString before = model.stepId();
        QSignalSpy answered(&model, &ScriptModel::answered);
        model.skip(u"没时间"_s);
        QVERIFY(model.stepId() != before);
        QCOMPARE(answered.at(0).at(1).toBool(), true);
        QCOMPARE(answered.at(0).at(2).toString(), u"没时间"_s);
    }

    void goingBack_returnsToTheStepBefore_withItsAnswer()
    {
        ScriptModel model;
        model.show(m_script, {}, {});
        const ScriptStep &first = m_script->script()->steps.front();
        model.answer(first.options.front().id, u"记一笔"_s);
        QVERIFY(model.canGoBack());
        model.goBack();
        QCOMPARE(model.stepId(), first.id);
        QCOMPARE(model.chosen(), first.options.front().id);
        QCOMPARE(model.noted(), u"记一笔"_s);
    }

    void talkLeftAndEntered_goesOnWhereItWas()
    {
        ScriptModel before;
        RunAnswers stored;
        int second = 0;
        QObject::connect(&before, &ScriptModel::answered, &before,
                         [&](const QString &item, bool skipped, const QString &value) {
                             stored.insert(item, {skipped ? AnswerState::Skipped : AnswerState::Answered,
                                                  value, Instant{++second}});
                         });
        before.show(m_script, {}, {});
        for (int i = 0; i < 4 && !before.atEnd(); ++i)
            before.skip({});
        ScriptModel after;
        after.show(m_script, stored, {});
        QCOMPARE(after.stepId(), before.stepId());
        QCOMPARE(after.done(), before.done());
    }

    void jumpToAStep_opensItsFirstQuestion_andBackReturns()
    {
        ScriptModel model;
        model.show(m_script, {}, {});
        const QString first = model.stepId();
        for (int phase = 3; phase >= 0; --phase) {
            model.goToPhase(phase);
            QCOMPARE(model.phase(), phase);
        }
        model.goToPhase(2);
        model.goBack();
        QCOMPARE(model.phase(), 0);
        Q_UNUSED(first);
    }

    void everyWayOfSkipping_comesToTheEnd()
    {
        ScriptModel model;
        model.show(m_script, {}, {});
        for (size_t i = 0; i <= m_script->script()->steps.size() && !model.atEnd(); ++i)
            model.skip({});
        QVERIFY(model.atEnd());
        QVERIFY(model.stepId().isEmpty());
    }

    void withoutScript_nothingIsAsked()
    {
        ScriptModel model;
        model.show(nullptr, {}, {});
        model.answer(u"x"_s, {});
        model.skip({});
        model.goBack();
        model.goToPhase(2);
        QVERIFY(!model.ready());
        QVERIFY(!model.atEnd());
    }

    void ticks_countUp_andCanBeTakenBack()
    {
        ChecklistModel model;
        model.show(m_checklist, {}, {});
        QCOMPARE(model.done(), 0);
        QVERIFY(model.total() > 0);
        const QString item = m_checklist->checklist()->items.front().id;
        QSignalSpy answered(&model, &ChecklistModel::answered);
        model.tick(item, true);
        QCOMPARE(model.done(), 1);
        model.tick(item, true); // no change, nothing to store
        QCOMPARE(answered.size(), 1);
        model.tick(item, false);
        QCOMPARE(model.done(), 0);
        QCOMPARE(answered.at(1).at(1).toBool(), true);
    }

private:
    PlaybookLibrary m_library;
    const Playbook *m_script = nullptr;
    const Playbook *m_checklist = nullptr;
};

QTEST_GUILESS_MAIN(ScriptModelTest)
#include "script_model_test.moc"
