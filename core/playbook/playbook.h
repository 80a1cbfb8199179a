// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/playbook/localized_text.h"
#include "core/schema/rows.h"

#include <QByteArray>
#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

/// Methods as data: a playbook is a document that says what to tick off, ask or say, in every language we
/// speak. core/playbook/README.md describes the format. Values only, no state: all of it is thread-safe.
namespace legwork {

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

    [[nodiscard]] const StepOption *option(const QString &optionId) const;
};

struct Script {
    static constexpr int kEnd = -1;

    std::vector<ScriptStep> steps; ///< Begins with the first; each can be reached, and can reach the end.
};

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
};

struct Checklist {
    std::vector<ChecklistItem> items;
};

/// A validated document. `version` counts up with each edition; a run keeps the one that it began with.
class Playbook
{
public:
    static constexpr int kFormat = 1;
    static constexpr qsizetype kBytesMax = 10 * 1024 * 1024;

    /// Errors carry the JSON path and what was found there. `playbook.format-unknown` and
    /// `playbook.kind-unknown` ask for an update, everything else for a correction of the document:
    /// too-large, not-json, member-missing, member-unknown, type-wrong, text-empty, list-empty,
    /// language-missing, value-unknown, id-malformed, id-duplicate, goto-nowhere, step-unreachable,
    /// step-without-end.
    [[nodiscard]] static Result<Playbook> parse(const QByteArray &json);

    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] int version() const { return m_version; }
    [[nodiscard]] PlaybookKind kind() const { return m_kind; }
    [[nodiscard]] const LocalizedText &title() const { return m_title; }
    /// Ids of the methods it carries, such as "M1".
    [[nodiscard]] const QStringList &methods() const { return m_methods; }
    /// Whether it is meant for visits of that purpose.
    [[nodiscard]] bool suits(VisitPurpose purpose) const;
    [[nodiscard]] bool suitsAll() const { return m_purposes.empty(); }

    /// Nothing unless it is of that kind.
    [[nodiscard]] const Script *script() const { return std::get_if<Script>(&m_content); }
    [[nodiscard]] const Checklist *checklist() const { return std::get_if<Checklist>(&m_content); }

private:
    QString m_id;
    int m_version = 0;
    PlaybookKind m_kind = PlaybookKind::Script;
    LocalizedText m_title;
    QStringList m_methods;
    std::vector<VisitPurpose> m_purposes; // none: every purpose
    std::variant<Script, Checklist> m_content;
};

} // namespace legwork
