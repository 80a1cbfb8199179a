// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/playbook/contents.h"

#include <QByteArray>
#include <QStringList>

#include <memory>
#include <variant>

/// Methods as data: a playbook is a document that says what to tick off, ask, rate, plan or say, in every language
/// we speak. core/playbook/README.md describes the format. Values only, no state: all of it is thread-safe.
namespace legwork {

class RuleGraph;

/// Where a playbook is offered.
enum class PlaybookPlace : quint8 { Visit, Phone, Account, Contact, Opportunity, Team };

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
    /// step-without-end, rule-too-deep, operator-unknown, rule-reads-nothing, rule-circular, binding-unknown.
    [[nodiscard]] static Result<Playbook> parse(const QByteArray &json);

    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] int version() const { return m_version; }
    [[nodiscard]] PlaybookKind kind() const { return m_kind; }
    [[nodiscard]] const LocalizedText &title() const { return m_title; }
    /// Ids of the methods it carries, such as "M1".
    [[nodiscard]] const QStringList &methods() const { return m_methods; }
    /// When to use it, and where the method comes from; may be empty.
    [[nodiscard]] const LocalizedText &intro() const { return m_intro; }
    [[nodiscard]] const LocalizedText &source() const { return m_source; }
    /// Readable and to be finished, but not to be begun any more.
    [[nodiscard]] bool isRetired() const { return m_isRetired; }
    [[nodiscard]] bool isOfferedOn(PlaybookPlace place) const;
    /// Whether it is meant for visits of that purpose.
    [[nodiscard]] bool suits(VisitPurpose purpose) const;
    [[nodiscard]] bool suitsAll() const { return m_purposes.empty(); }

    /// Nothing unless it is of that kind.
    [[nodiscard]] const Script *script() const { return std::get_if<Script>(&m_content); }
    [[nodiscard]] const Checklist *checklist() const { return std::get_if<Checklist>(&m_content); }
    /// A scorecard or an assessment.
    [[nodiscard]] const RatedForm *ratedForm() const { return std::get_if<RatedForm>(&m_content); }
    [[nodiscard]] const PlanSheet *planSheet() const { return std::get_if<PlanSheet>(&m_content); }
    [[nodiscard]] const CardSet *cards() const { return std::get_if<CardSet>(&m_content); }
    /// Nothing for kinds without scores.
    [[nodiscard]] const Scoring *scoring() const;

    /// Whether answers to that item may be stored.
    [[nodiscard]] bool hasItem(const QString &itemId) const;
    /// What depends on what; for RunState.
    [[nodiscard]] const std::shared_ptr<const RuleGraph> &rules() const { return m_rules; }

private:
    friend class PlaybookReading;

    QString m_id;
    int m_version = 0;
    PlaybookKind m_kind = PlaybookKind::Script;
    LocalizedText m_title;
    QStringList m_methods;
    LocalizedText m_intro;
    LocalizedText m_source;
    bool m_isRetired = false;
    std::vector<VisitPurpose> m_purposes; // none: every purpose
    std::vector<PlaybookPlace> m_places;  // none: on visits
    std::variant<Script, Checklist, RatedForm, PlanSheet, CardSet> m_content;
    std::shared_ptr<const RuleGraph> m_rules;
};

} // namespace legwork
