// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/run_state.h"

#include <array>

/// Where a run stands, computed from the playbook and the answers alone. So a run can be left and taken up
/// anywhere, steps can be answered in any order, and an earlier answer can be changed: compute it again.
namespace legwork {

/// What a run may depend on besides the answers.
struct RunContext {
    std::optional<Sex> sex; ///< Of the account manager; unset: items for either are shown, none is mandatory.
    QJsonObject about = {}; ///< What rules may know of the customer, contact, visit and person.
};

struct RunProgress {
    /// Script: the step to go on with. Checklist: the first open item. Empty when nothing is open.
    QString next;
    /// Script: the steps passed on the way to `next`, in order. Checklist: the items that apply.
    QStringList route;
    /// Phases in which at least one step was answered, on whatever way (script only).
    std::vector<VisitStep> phasesCovered;
    /// Questions answered, by style: open, closed, checking (script only; method V9).
    std::array<int, 3> asked{};
    /// Topics of which at least one step was answered, by index, in order (script only; method V8).
    std::vector<int> topicsCovered;
    int done = 0;
    /// Script: done plus the fewest steps from here to the end, for the talk may still branch.
    int total = 0;
    /// Mandatory items without an answer; skipping one counts only with a reason (checklist only).
    QStringList mandatoryOpen;
    /// Script: the way has come to its end. Checklist: no mandatory item is open.
    bool mayFinish = false;

    [[nodiscard]] static RunProgress of(const Playbook &playbook, const RunAnswers &answers,
                                        const RunContext &context = {});
    /// For a caller that keeps the state of the run while it is answered.
    [[nodiscard]] static RunProgress of(const Playbook &playbook, const RunAnswers &answers,
                                        const RunContext &context, const RunState &state);
};

/// The items of a checklist for that person, in order; whether their rules show them is RunState's to say.
[[nodiscard]] std::vector<const ChecklistItem *> applicableItems(const Checklist &checklist,
                                                                 const RunContext &context);

/// The step that follows `step` as it was answered, for one who has jumped to it and talks on from there;
/// without an answer the step that follows a skip. Nothing at the end.
[[nodiscard]] const ScriptStep *stepAfter(const Playbook &playbook, const ScriptStep &step,
                                          const RunAnswers &answers);

/// Nothing when the step has no options or none of them was chosen.
[[nodiscard]] const StepOption *chosenOption(const ScriptStep &step, const RunAnswer &answer);
[[nodiscard]] QString notedText(const ScriptStep &step, const RunAnswer &answer);

} // namespace legwork
