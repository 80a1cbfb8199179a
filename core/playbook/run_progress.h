// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/playbook.h"

#include <QHash>

/// Where a run stands, computed from the playbook and the answers alone. So a run can be left and taken up
/// anywhere, steps can be answered in any order, and an earlier answer can be changed: compute it again.
namespace legwork {

/// The answer to one item; made from the Answer row.
struct RunAnswer {
    AnswerState state = AnswerState::Answered;
    QString value; ///< Answered: see answerValue(); Skipped: the reason.
    Instant at;    ///< When it was last given.
};

using RunAnswers = QHash<QString, RunAnswer>; ///< By item id.

/// What a run may depend on besides the answers.
struct RunContext {
    std::optional<Sex> sex; ///< Of the account manager; unset: items for either are shown, none is mandatory.
};

struct RunProgress {
    /// Script: the step to go on with. Checklist: the first open item. Empty when nothing is open.
    QString next;
    /// Script: the steps passed on the way to `next`, in order. Checklist: the items that apply.
    QStringList route;
    /// Phases in which at least one step was answered, on whatever way (script only).
    std::vector<VisitStep> phasesCovered;
    int done = 0;
    /// Script: done plus the fewest steps from here to the end, for the talk may still branch.
    int total = 0;
    /// Mandatory items without an answer; skipping one counts only with a reason (checklist only).
    QStringList mandatoryOpen;
    /// Script: the way has come to its end. Checklist: no mandatory item is open.
    bool mayFinish = false;

    [[nodiscard]] static RunProgress of(const Playbook &playbook, const RunAnswers &answers,
                                        const RunContext &context = {});
};

/// The items of a checklist that apply, in order.
[[nodiscard]] std::vector<const ChecklistItem *> applicableItems(const Checklist &checklist,
                                                                 const RunContext &context);

/// The step that follows `step` as it was answered, for one who has jumped to it and talks on from there;
/// without an answer the step that follows a skip. Nothing at the end.
[[nodiscard]] const ScriptStep *stepAfter(const Script &script, const ScriptStep &step,
                                          const RunAnswers &answers);

/// The value to store for a step with options: the option on the first line, what was noted below it. For a
/// step without options, and for a checklist item, the value is what was noted.
[[nodiscard]] QString answerValue(const QString &optionId, const QString &noted);
/// Nothing when the step has no options or none of them was chosen.
[[nodiscard]] const StepOption *chosenOption(const ScriptStep &step, const RunAnswer &answer);
[[nodiscard]] QString notedText(const ScriptStep &step, const RunAnswer &answer);

} // namespace legwork
