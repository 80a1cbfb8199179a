// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/run_progress.h"

#include <algorithm>

namespace legwork {
namespace {

int targetOf(const ScriptStep &step, const RunAnswers &answers)
{
    const auto answer = answers.constFind(step.id);
    const StepOption *option = answer == answers.cend() ? nullptr : chosenOption(step, *answer);
    return option ? option->target : step.next;
}

/// Steps on the shortest way from `from` to the end, `from` counted.
int fewestSteps(const Script &script, int from)
{
    std::vector<bool> seen(script.steps.size(), false);
    std::vector<int> level{from};
    for (int steps = 1; !level.empty(); ++steps) {
        std::vector<int> following;
        for (const int at : level) {
            const ScriptStep &step = script.steps[size_t(at)];
            std::vector<int> targets{step.next};
            for (const StepOption &option : step.options)
                targets.push_back(option.target);
            for (const int to : targets) {
                if (to == Script::kEnd)
                    return steps;
                if (!seen[size_t(to)]) {
                    seen[size_t(to)] = true;
                    following.push_back(to);
                }
            }
        }
        level = std::move(following);
    }
    return 0;
}

RunProgress scriptProgress(const Script &script, const RunAnswers &answers)
{
    RunProgress progress;
    for (const ScriptStep &step : script.steps) {
        const auto answer = answers.constFind(step.id);
        if (answer == answers.cend() || answer->state != AnswerState::Answered)
            continue;
        if (std::find(progress.phasesCovered.begin(), progress.phasesCovered.end(), step.phase)
            == progress.phasesCovered.end())
            progress.phasesCovered.push_back(step.phase);
    }

    // A talk may lead back (Confirm reopens Explore). Then the steps from there on are open again until they
    // are answered anew, later than the answer that led back. `since` grows with every turn, so this ends.
    std::optional<Instant> since;
    int at = 0;
    while (at != Script::kEnd) {
        const ScriptStep &step = script.steps[size_t(at)];
        const auto answer = answers.constFind(step.id);
        if (answer == answers.cend() || (since && answer->at <= *since))
            break;
        progress.route.append(step.id);
        at = targetOf(step, answers);
        if (at == Script::kEnd)
            break;
        const qsizetype before = progress.route.indexOf(script.steps[size_t(at)].id);
        if (before >= 0) {
            progress.route.resize(before);
            since = answer->at;
        }
    }
    std::sort(progress.phasesCovered.begin(), progress.phasesCovered.end());
    progress.done = int(progress.route.size());
    progress.mayFinish = at == Script::kEnd;
    progress.total = progress.done;
    if (!progress.mayFinish) {
        progress.next = script.steps[size_t(at)].id;
        progress.total += fewestSteps(script, at);
    }
    return progress;
}

RunProgress checklistProgress(const Checklist &checklist, const RunAnswers &answers,
                              const RunContext &context)
{
    RunProgress progress;
    for (const ChecklistItem *item : applicableItems(checklist, context)) {
        progress.route.append(item->id);
        const bool mandatory = item->mandatory && (!item->forSex || context.sex);
        const auto answer = answers.constFind(item->id);
        const bool open =
            answer == answers.cend()
            || (mandatory && answer->state == AnswerState::Skipped && answer->value.trimmed().isEmpty());
        if (!open) {
            ++progress.done;
            continue;
        }
        if (progress.next.isEmpty())
            progress.next = item->id;
        if (mandatory)
            progress.mandatoryOpen.append(item->id);
    }
    progress.total = int(progress.route.size());
    progress.mayFinish = progress.mandatoryOpen.isEmpty();
    return progress;
}

} // namespace

RunProgress RunProgress::of(const Playbook &playbook, const RunAnswers &answers, const RunContext &context)
{
    if (const Script *script = playbook.script())
        return scriptProgress(*script, answers);
    return checklistProgress(*playbook.checklist(), answers, context);
}

std::vector<const ChecklistItem *> applicableItems(const Checklist &checklist, const RunContext &context)
{
    std::vector<const ChecklistItem *> items;
    for (const ChecklistItem &item : checklist.items) {
        if (!item.forSex || !context.sex || item.forSex == context.sex)
            items.push_back(&item);
    }
    return items;
}

const ScriptStep *stepAfter(const Script &script, const ScriptStep &step, const RunAnswers &answers)
{
    const int target = targetOf(step, answers);
    return target == Script::kEnd ? nullptr : &script.steps[size_t(target)];
}

QString answerValue(const QString &optionId, const QString &noted)
{
    return noted.isEmpty() ? optionId : optionId + u'\n' + noted;
}

const StepOption *chosenOption(const ScriptStep &step, const RunAnswer &answer)
{
    if (answer.state != AnswerState::Answered)
        return nullptr;
    return step.option(answer.value.section(u'\n', 0, 0));
}

QString notedText(const ScriptStep &step, const RunAnswer &answer)
{
    return chosenOption(step, answer) ? answer.value.section(u'\n', 1) : answer.value;
}

} // namespace legwork
