// SPDX-License-Identifier: Apache-2.0
#include "qml/visit/script_model.h"

#include <algorithm>

namespace legwork {

namespace {

QString codeOf(StepAction action)
{
    switch (action) {
    case StepAction::Say:
        return QStringLiteral("say");
    case StepAction::Ask:
        return QStringLiteral("ask");
    case StepAction::Listen:
        return QStringLiteral("listen");
    case StepAction::Check:
        return QStringLiteral("check");
    }
    return {};
}

QString codeOf(QuestionStyle style)
{
    switch (style) {
    case QuestionStyle::Open:
        return QStringLiteral("open");
    case QuestionStyle::Closed:
        return QStringLiteral("closed");
    case QuestionStyle::Checking:
        return QStringLiteral("checking");
    }
    return {};
}

QString codeOf(Capture capture)
{
    switch (capture) {
    case Capture::Need:
        return QStringLiteral("need");
    case Capture::Objection:
        return QStringLiteral("objection");
    case Capture::Commitment:
        return QStringLiteral("promise");
    }
    return {};
}

const ScriptStep *stepOf(const Playbook *playbook, const QString &id)
{
    if (!playbook || id.isEmpty())
        return nullptr;
    const auto &steps = playbook->script()->steps;
    const auto found = std::ranges::find(steps, id, &ScriptStep::id);
    return found == steps.end() ? nullptr : &*found;
}

} // namespace

void ScriptModel::show(const Playbook *playbook, RunAnswers answers, const QString &stepId)
{
    m_playbook = playbook && playbook->script() ? playbook : nullptr;
    m_answers = std::move(answers);
    m_trail.clear();
    m_progress = m_playbook ? RunProgress::of(*m_playbook, m_answers) : RunProgress{};
    m_stepId = stepOf(m_playbook, stepId) ? stepId : m_progress.next;
    Q_EMIT changed();
}

void ScriptModel::setLanguage(const QString &language)
{
    m_language = language;
    Q_EMIT changed();
}

const ScriptStep *ScriptModel::step() const { return stepOf(m_playbook, m_stepId); }

QString ScriptModel::title() const { return m_playbook ? m_playbook->title().in(m_language) : QString(); }

int ScriptModel::phase() const
{
    if (const ScriptStep *now = step())
        return int(now->phase);
    return atEnd() ? int(VisitStep::Confirm) : 0;
}

int ScriptModel::phaseReached() const
{
    int reached = phase();
    for (const VisitStep covered : m_progress.phasesCovered)
        reached = std::max(reached, int(covered) + 1);
    return reached;
}

QString ScriptModel::action() const { return step() ? codeOf(step()->action) : QString(); }

QString ScriptModel::style() const { return step() && step()->style ? codeOf(*step()->style) : QString(); }

QString ScriptModel::text() const { return step() ? step()->text.in(m_language) : QString(); }

QString ScriptModel::hint() const { return step() ? step()->hint.in(m_language) : QString(); }

QVariantList ScriptModel::options() const
{
    QVariantList options;
    if (const ScriptStep *now = step()) {
        for (const StepOption &option : now->options)
            options.append(QVariantMap{{QStringLiteral("value"), option.id},
                                       {QStringLiteral("text"), option.text.in(m_language)}});
    }
    return options;
}

QString ScriptModel::chosen() const
{
    const ScriptStep *now = step();
    if (!now || !m_answers.contains(now->id))
        return {};
    const StepOption *option = chosenOption(*now, m_answers.value(now->id));
    return option ? option->id : QString();
}

QString ScriptModel::noted() const
{
    const ScriptStep *now = step();
    return now && m_answers.contains(now->id) ? notedText(*now, m_answers.value(now->id)) : QString();
}

QString ScriptModel::capture() const
{
    return step() && step()->capture ? codeOf(*step()->capture) : QString();
}

void ScriptModel::answer(const QString &optionId, const QString &noted)
{
    if (const ScriptStep *now = step())
        record(AnswerState::Answered, now->options.empty() ? noted : answerValue(optionId, noted));
}

void ScriptModel::skip(const QString &reason)
{
    if (step())
        record(AnswerState::Skipped, reason);
}

void ScriptModel::record(AnswerState state, const QString &value)
{
    const ScriptStep *now = step();
    const QString itemId = now->id;
    m_answers.insert(itemId, RunAnswer{state, value, m_now()});
    m_progress = RunProgress::of(*m_playbook, m_answers);
    // On the way itself the progress knows where to go on; after a jump, the step's own branch does.
    const bool onTheWay = m_progress.route.contains(itemId) || m_progress.next == itemId;
    const ScriptStep *after = stepAfter(*m_playbook, *now, m_answers);
    m_trail.append(itemId);
    m_stepId = onTheWay && m_progress.next != itemId ? m_progress.next : after ? after->id : QString();
    Q_EMIT answered(itemId, state == AnswerState::Skipped, value, m_stepId);
    Q_EMIT changed();
}

void ScriptModel::goBack()
{
    QString target;
    if (!m_trail.isEmpty())
        target = m_trail.takeLast();
    else if (const qsizetype at = m_progress.route.indexOf(m_stepId); at > 0)
        target = m_progress.route.at(at - 1);
    else if (at < 0 && !m_progress.route.isEmpty())
        target = m_progress.route.constLast();
    if (target.isEmpty())
        return;
    m_stepId = target;
    Q_EMIT movedTo(m_stepId);
    Q_EMIT changed();
}

void ScriptModel::goToPhase(int phase)
{
    if (!m_playbook)
        return;
    const auto &steps = m_playbook->script()->steps;
    const auto inPhase = [phase](const ScriptStep &candidate) { return int(candidate.phase) == phase; };
    auto found = std::ranges::find_if(steps, [&](const ScriptStep &candidate) {
        return inPhase(candidate) && !m_answers.contains(candidate.id);
    });
    if (found == steps.end())
        found = std::ranges::find_if(steps, inPhase);
    if (found == steps.end() || found->id == m_stepId)
        return;
    if (!m_stepId.isEmpty())
        m_trail.append(m_stepId);
    m_stepId = found->id;
    Q_EMIT movedTo(m_stepId);
    Q_EMIT changed();
}

} // namespace legwork
