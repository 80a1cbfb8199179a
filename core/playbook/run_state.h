// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/playbook.h"
#include "core/playbook/rule_graph.h"

#include <QHash>
#include <QJsonObject>

#include <map>

namespace legwork {

/// The answer to one item; made from the Answer row.
struct RunAnswer {
    AnswerState state = AnswerState::Answered;
    QString value; ///< Answered: see answerValue(); Skipped: the reason.
    Instant at;    ///< When it was last given.
};

using RunAnswers = QHash<QString, RunAnswer>; ///< By item id.

/// The value to store for a step with options: the option on the first line, what was noted below it. Ratings are
/// stored in the same way. For a step without options, and for a checklist item, the value is what was noted.
[[nodiscard]] QString answerValue(const QString &optionId, const QString &noted);

/// Points and how they came about; for a section or for the whole.
struct Score {
    double sum = 0;
    double most = 0;        ///< If every item shown had its best answer.
    double mostOfRated = 0; ///< If every item rated had its best answer.
    int rated = 0;
    int count = 0; ///< Items shown.
    /// Sum over mostOfRated, 0 to 1; nothing while none is rated.
    std::optional<double> share;
    std::optional<double> average; ///< Of the points, weights not counted.

    [[nodiscard]] QJsonObject toJson() const;
};

/// A run while it is being answered: what is shown, valid, proposed, scored. An answer recomputes only what
/// depends on it. The same answers in any order give the same state.
class RunState
{
public:
    /// `about`: what rules may know of the customer, contact, visit and person; see README.md. The playbook's
    /// rules are kept alive.
    explicit RunState(const Playbook &playbook, const RunAnswers &answers = {},
                      const QJsonObject &about = {});

    /// Nothing happens for an item that the playbook does not have.
    void answer(const QString &itemId, const RunAnswer &answer);
    void clear(const QString &itemId) { set(itemId, {}); }

    [[nodiscard]] bool isShown(const QString &itemId) const;
    /// The same by its number; for scripts, that of the step.
    [[nodiscard]] bool isShown(int item) const;
    /// Unanswered counts as valid.
    [[nodiscard]] bool isValid(const QString &itemId) const;
    /// null where there is none.
    [[nodiscard]] QJsonValue defaultOf(const QString &itemId) const;
    /// What rules see: null while unanswered, skipped or hidden.
    [[nodiscard]] QJsonValue valueOf(const QString &itemId) const;
    /// `rating`: of several ratings of the same items, which.
    [[nodiscard]] Score section(int index, int rating = 0) const;
    [[nodiscard]] Score total(int rating = 0) const;
    /// null when it cannot be computed from what is answered.
    [[nodiscard]] QJsonValue result(const QString &id) const;
    /// By their order in the document: of the whole first, then section by section.
    [[nodiscard]] bool applies(int reading) const;

    /// Rules and sums computed by the last answer.
    [[nodiscard]] int recomputed() const { return m_recomputed; }

private:
    using Cell = RuleCell;

    void set(const QString &itemId, const QJsonValue &value);
    void recompute(const std::vector<int> &from);
    QJsonValue compute(const Cell &cell) const;
    QJsonValue evaluate(const Cell &cell) const;
    QJsonValue scoresOf(const Cell &cell) const;
    Score add(int section, int rating) const;
    [[nodiscard]] Score readScore(int cell, int rating) const;

    std::shared_ptr<const RuleGraph> m_graph;
    QJsonObject m_about;
    std::vector<QJsonValue> m_given;  // by item: as answered, shown or not
    std::vector<QJsonValue> m_values; // by cell
    std::vector<std::vector<int>> m_itemsBySection;
    std::vector<std::map<QString, QJsonObject>> m_rows; // by table, then by row
    int m_recomputed = 0;
};

} // namespace legwork
