// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/run_progress.h"

#include <algorithm>

namespace legwork {
namespace {

/// The ways through a script as it was answered: hidden steps are passed over.
class ScriptWays
{
public:
    ScriptWays(const Script &script, const RunAnswers &answers, const RunState &state)
        : m_script(script)
        , m_answers(answers)
        , m_state(state)
    {
    }

    [[nodiscard]] int first() const { return pass(0); }

    [[nodiscard]] int after(const ScriptStep &step) const
    {
        const auto answer = m_answers.constFind(step.id);
        const StepOption *option = answer == m_answers.cend() ? nullptr : chosenOption(step, *answer);
        return pass(option ? option->target : step.next);
    }

    /// Steps on the shortest way from `from` to the end, `from` counted.
    [[nodiscard]] int fewestFrom(int from) const
    {
        std::vector<bool> seen(m_script.steps.size(), false);
        std::vector<int> level{from};
        for (int steps = 1; !level.empty(); ++steps) {
            std::vector<int> following;
            for (const int at : level) {
                const ScriptStep &step = m_script.steps[size_t(at)];
                std::vector<int> targets{pass(step.next)};
                for (const StepOption &option : step.options)
                    targets.push_back(pass(option.target));
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

private:
    [[nodiscard]] int pass(int at) const
    {
        while (at != Script::kEnd) {
            if (m_state.isShown(at))
                break;
            at = m_script.steps[size_t(at)].next;
        }
        return at;
    }

    const Script &m_script;
    const RunAnswers &m_answers;
    const RunState &m_state;
};

template<class T>
void insertSorted(std::vector<T> &values, T value)
{
    const auto place = std::lower_bound(values.begin(), values.end(), value);
    if (place == values.end() || *place != value)
        values.insert(place, value);
}

void countAnswered(const Script &script, const RunAnswers &answers, const RunState &state,
                   RunProgress &progress)
{
    for (size_t i = 0; i < script.steps.size(); ++i) {
        const ScriptStep &step = script.steps[i];
        const auto answer = answers.constFind(step.id);
        if (answer == answers.cend() || answer->state != AnswerState::Answered || !state.isShown(int(i)))
            continue;
        insertSorted(progress.phasesCovered, step.phase);
        if (step.topic >= 0)
            insertSorted(progress.topicsCovered, step.topic);
        if (step.style)
            ++progress.asked[size_t(*step.style)];
    }
}

RunProgress scriptProgress(const Script &script, const RunAnswers &answers, const RunState &state)
{
    RunProgress progress;
    countAnswered(script, answers, state, progress);

    // A talk may lead back (Confirm reopens Explore). Then the steps from there on are open again until they
    // are answered anew, later than the answer that led back. `since` grows with every turn, so this ends.
    const ScriptWays ways(script, answers, state);
    std::optional<Instant> since;
    std::vector<int> route;
    std::vector<int> placeOf(script.steps.size(), -1);
    int at = ways.first();
    while (at != Script::kEnd) {
        const ScriptStep &step = script.steps[size_t(at)];
        const auto answer = answers.constFind(step.id);
        if (answer == answers.cend() || (since && answer->at <= *since))
            break;
        placeOf[size_t(at)] = int(route.size());
        route.push_back(at);
        at = ways.after(step);
        if (at == Script::kEnd || placeOf[size_t(at)] < 0)
            continue;
        while (placeOf[size_t(at)] >= 0) {
            placeOf[size_t(route.back())] = -1;
            route.pop_back();
        }
        since = answer->at;
    }
    for (const int passed : route)
        progress.route.append(script.steps[size_t(passed)].id);
    progress.done = int(route.size());
    progress.mayFinish = at == Script::kEnd;
    progress.total = progress.done;
    if (!progress.mayFinish) {
        progress.next = script.steps[size_t(at)].id;
        progress.total += ways.fewestFrom(at);
    }
    return progress;
}

/// Adds an item of a form to what is done, open, or missing.
void count(RunProgress &progress, const QString &id, bool mandatory, const RunAnswers &answers,
           const RunState &state)
{
    if (!state.isShown(id))
        return;
    progress.route.append(id);
    const auto answer = answers.constFind(id);
    const bool open =
        answer == answers.cend() || !state.isValid(id)
        || (mandatory && answer->state == AnswerState::Skipped && answer->value.trimmed().isEmpty());
    if (!open) {
        ++progress.done;
        return;
    }
    if (progress.next.isEmpty())
        progress.next = id;
    if (mandatory)
        progress.mandatoryOpen.append(id);
}

RunProgress formProgress(const Playbook &playbook, const RunAnswers &answers, const RunContext &context,
                         const RunState &state)
{
    RunProgress progress;
    if (const Checklist *checklist = playbook.checklist()) {
        for (const ChecklistItem *item : applicableItems(*checklist, context))
            count(progress, item->id, item->mandatory && (!item->forSex || context.sex), answers, state);
    } else if (const RatedForm *form = playbook.ratedForm()) {
        for (const RatedItem &item : form->items) {
            if (form->ratings.empty() || item.answer == AnswerType::Text) {
                count(progress, item.id, item.mandatory, answers, state);
                continue;
            }
            for (const ItemOption &rating : form->ratings)
                count(progress, item.id + u'.' + rating.id, item.mandatory, answers, state);
        }
    } else if (const PlanSheet *sheet = playbook.planSheet()) {
        // Tables are never full; the sheet is as far as its fields are.
        for (const SheetField &field : sheet->fields)
            count(progress, field.id, field.mandatory, answers, state);
    }
    progress.total = int(progress.route.size());
    progress.mayFinish = progress.mandatoryOpen.isEmpty();
    return progress;
}

} // namespace

RunProgress RunProgress::of(const Playbook &playbook, const RunAnswers &answers, const RunContext &context)
{
    return of(playbook, answers, context, RunState(playbook, answers, context.about));
}

RunProgress RunProgress::of(const Playbook &playbook, const RunAnswers &answers, const RunContext &context,
                            const RunState &state)
{
    if (const Script *script = playbook.script())
        return scriptProgress(*script, answers, state);
    return formProgress(playbook, answers, context, state);
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

const ScriptStep *stepAfter(const Playbook &playbook, const ScriptStep &step, const RunAnswers &answers)
{
    const Script &script = *playbook.script();
    const int target = ScriptWays(script, answers, RunState(playbook, answers)).after(step);
    return target == Script::kEnd ? nullptr : &script.steps[size_t(target)];
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
