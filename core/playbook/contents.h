// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/item.h"
#include "core/playbook/scoring.h"
#include "core/schema/rows.h"

/// What stands in a playbook of each kind. Values only.
namespace legwork {

// --- Script ---------------------------------------------------------------------------------------------------

/// What the account manager does at a step of a script.
enum class StepAction : quint8 { Say, Ask, Listen, Check };

/// Method V9: open questions let the customer tell, closed ones steer, checking ones confirm what was heard.
enum class QuestionStyle : quint8 { Open, Closed, Checking };

/// What a step is likely to bring up, so that the page offers to write it down there.
enum class Capture : quint8 { Need, Objection, Commitment };

/// One reaction of the customer.
struct StepOption {
    QString id;
    LocalizedText text;
    int target = 0; ///< Index of the step that follows, or Script::kEnd.
};

struct ScriptStep {
    QString id;
    VisitStep phase = VisitStep::Explore;
    StepAction action = StepAction::Say;
    std::optional<QuestionStyle> style; ///< Set exactly when the action is Ask.
    LocalizedText text;
    LocalizedText hint; ///< Advice to the account manager, never read out.
    std::vector<StepOption> options;
    int next = 0; ///< Index of the step that follows a skip or an answer without option, or Script::kEnd.
    std::optional<Capture> capture;
    int topic = -1;  ///< Index of the topic it covers, or -1.
    ItemRules rules; ///< A step that is not shown is passed over, to `next`.

    [[nodiscard]] const StepOption *option(const QString &optionId) const;
};

struct Script {
    static constexpr int kEnd = -1;

    std::vector<ScriptStep> steps;  ///< Begins with the first; each can be reached, and can reach the end.
    std::vector<ItemOption> topics; ///< What a talk should cover (method V8: six directions); may be none.
};

// --- Checklist ------------------------------------------------------------------------------------------------

/// How a checklist item is answered: with a tick, or with a sentence.
enum class ItemAnswer : quint8 { Tick, Text };

struct ChecklistItem {
    QString id;
    LocalizedText text;
    LocalizedText hint;
    LocalizedText group; ///< Heading under which it stands; may be empty.
    bool mandatory = false;
    ItemAnswer answer = ItemAnswer::Tick;
    std::optional<Sex> forSex; ///< Only for women or only for men.
    bool wantsPhoto = false;   ///< A picture is part of the answer.
    double points = 0;         ///< What a tick is worth, where ticks are counted.
    int section = -1;          ///< Index into the scoring's sections, or -1.
    ItemRules rules;
};

struct Checklist {
    std::vector<ChecklistItem> items;
    Scoring scoring;            ///< Empty unless ticks are counted.
    bool blocksCheckIn = false; ///< No check-in while a mandatory item is open.
};

// --- Scorecard and assessment -----------------------------------------------------------------------------------

struct RatedItem {
    QString id;
    LocalizedText text;
    LocalizedText hint;
    /// How to ask the customer, for one who could not rate it yet: it becomes a question of the next visit.
    LocalizedText ask;
    std::vector<Level> levels; ///< Its own scale, else empty.
    double weight = 1;
    bool mandatory = false;
    AnswerType answer = AnswerType::Rating; ///< Rating or Text.
    bool wantsPhoto = false;
    int section = 0; ///< Index into the scoring's sections.
    ItemRules rules;
};

/// The value stored for a rating is the points on the first line and the remark below it.
struct RatedForm {
    std::vector<Level> levels; ///< The scale of items without one of their own.
    /// More than one when each item is rated in several ways (method P6: expected, experienced). Answers then go
    /// by the item's id, a dot, and the rating's id.
    std::vector<ItemOption> ratings;
    std::vector<RatedItem> items;
    Scoring scoring;

    [[nodiscard]] const std::vector<Level> &levelsOf(const RatedItem &item) const
    {
        return item.levels.empty() ? levels : item.levels;
    }
};

// --- Plan sheet -------------------------------------------------------------------------------------------------

struct SheetField {
    QString id;
    LocalizedText text;
    LocalizedText hint;
    AnswerType answer = AnswerType::Text;
    std::vector<ItemOption> options; ///< Of a choice.
    bool mandatory = false;
    ItemRules rules;
};

/// Answers go by table, row and column, joined by dots.
struct SheetTable {
    QString id;
    LocalizedText title;
    LocalizedText hint;
    std::vector<ItemOption> rows; ///< Given rows; none: rows are added as needed.
    std::vector<SheetField> columns;
    std::optional<Binding> creates; ///< Each row is a row of the domain.
};

struct PlanSheet {
    std::vector<SheetField> fields;
    std::vector<SheetTable> tables;
    Scoring scoring; ///< Results and readings; no sections.
};

// --- Cards ------------------------------------------------------------------------------------------------------

struct Card {
    QString id;
    LocalizedText title;
    LocalizedText situation; ///< When it helps; for a case: the problem.
    LocalizedText causes;    ///< Of a case.
    LocalizedText text;      ///< What to know; for a case: the remedies.
    LocalizedText say;       ///< Words to use, where there are any.
    LocalizedText next;      ///< What to do next.
    std::vector<int> tags;   ///< Indices into CardSet::tags.
    /// Over `about`: whether to propose it, of itself, for this customer, contact or visit.
    std::optional<Logic> fits;
};

struct CardSet {
    std::vector<ItemOption> tags;
    std::vector<Card> cards;
};

} // namespace legwork
