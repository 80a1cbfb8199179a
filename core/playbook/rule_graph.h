// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/item.h"

#include <QHash>
#include <QStringList>

#include <memory>

namespace legwork {

class JsonFault;

/// Something of a playbook that has a value while it is run: an answer, whether an item is shown, a sum, a result.
/// Cells know which others have to be computed again when they change.
struct RuleCell {
    enum class Kind : quint8 { Shown, Answer, Valid, Default, Section, Total, Table, Result, Reading };

    Kind kind = Kind::Answer;
    int index = 0;          ///< Of the item, section, table, result or reading.
    QString name;           ///< As rules read it: "answers.budget", "total"; empty for what none can read.
    QString path;           ///< Where the rule stands in the document.
    Logic rule;             ///< Of the kinds that have one.
    std::vector<int> reads; ///< Cells whose values the rule is given.
    std::vector<int> dependents; ///< Cells that read this one; all of them come later in RuleGraph::cells.
};

/// An item as the rules see it.
struct RuleItem {
    QString id;
    AnswerType answer = AnswerType::Text;
    int section = -1;
    int rating = 0;     ///< Which of several ratings of the same thing.
    double weight = 1;  ///< A rating's points are multiplied by it.
    double most = 0;    ///< Points of the best answer, weight counted.
    double forTick = 0; ///< What a tick is worth.
    int shown = -1;     ///< Its cells, or -1.
    int value = -1;
    int valid = -1;
    int defaultTo = -1;
};

/// The rules of a playbook in an order in which each comes after what it reads. Immutable, so shared by all runs.
class RuleGraph
{
public:
    std::vector<RuleItem> items;
    QStringList sections;
    QStringList ratings; ///< None or several.
    QStringList tables;
    std::vector<QHash<QString, AnswerType>> columns; ///< By table.
    QStringList results;
    std::vector<RuleCell> cells;

    [[nodiscard]] int itemNo(const QString &id) const { return m_itemNos.value(id, -1); }
    [[nodiscard]] int cellNo(const QString &name) const { return m_cellNos.value(name, -1); }
    [[nodiscard]] int cellNo(RuleCell::Kind kind, int index) const;
    /// Splits the id of a table's answer; nothing when it is none.
    struct TableCell {
        int table = 0;
        QString row;
        QString column;
        AnswerType answer = AnswerType::Text;
    };
    [[nodiscard]] std::optional<TableCell> tableCell(const QString &itemId) const;
    [[nodiscard]] bool hasShownRules() const { return m_hasShownRules; }

private:
    friend class RuleGraphBuilder;

    QHash<QString, int> m_itemNos;
    QHash<QString, int> m_cellNos;
    QHash<QPair<int, int>, int> m_cellNosByIndex;
    bool m_hasShownRules = false;
};

/// Takes what a document says, and finds out what depends on what.
class RuleGraphBuilder
{
public:
    void addItem(RuleItem item, const ItemRules &rules, const QString &path);
    void addSection(const QString &id) { m_graph.sections.append(id); }
    void setRatings(QStringList ids) { m_graph.ratings = std::move(ids); }
    void addTable(const QString &id, QHash<QString, AnswerType> columns);
    void addResult(const QString &id, const Logic &rule, const QString &path);
    void addReading(const Logic &rule, const QString &path);

    /// Notes rules that read what is not there (playbook.rule-reads-nothing), what cannot be known beforehand
    /// (playbook.rule-reads-anything), or, in the end, themselves (playbook.rule-circular).
    [[nodiscard]] std::shared_ptr<const RuleGraph> build(JsonFault &fault);

private:
    int add(RuleCell::Kind kind, int index, const QString &name, const QString &path, const Logic &rule = {});
    void link(JsonFault &fault);
    std::vector<int> cellsRead(const QStringList &path) const;
    void order(JsonFault &fault);

    RuleGraph m_graph;
    int m_readings = 0;
};

} // namespace legwork
