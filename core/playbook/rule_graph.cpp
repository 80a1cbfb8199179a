// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/rule_graph.h"

#include "core/playbook/json_reader.h"

#include <algorithm>

namespace legwork {
namespace {

bool hasRule(RuleCell::Kind kind)
{
    switch (kind) {
    case RuleCell::Kind::Shown:
    case RuleCell::Kind::Valid:
    case RuleCell::Kind::Default:
    case RuleCell::Kind::Result:
    case RuleCell::Kind::Reading:
        return true;
    case RuleCell::Kind::Answer:
    case RuleCell::Kind::Section:
    case RuleCell::Kind::Total:
    case RuleCell::Kind::Table:
        break;
    }
    return false;
}

} // namespace

int RuleGraph::cellNo(RuleCell::Kind kind, int index) const
{
    return m_cellNosByIndex.value({int(kind), index}, -1);
}

std::optional<RuleGraph::TableCell> RuleGraph::tableCell(const QString &itemId) const
{
    const QStringList parts = itemId.split(u'.');
    if (parts.size() != 3 || parts[1].isEmpty())
        return std::nullopt;
    const qsizetype table = tables.indexOf(parts[0]);
    if (table < 0)
        return std::nullopt;
    const auto column = columns[size_t(table)].constFind(parts[2]);
    if (column == columns[size_t(table)].cend())
        return std::nullopt;
    return TableCell{int(table), parts[1], parts[2], *column};
}

int RuleGraphBuilder::add(RuleCell::Kind kind, int index, const QString &name, const QString &path,
                          const Logic &rule)
{
    m_graph.cells.push_back({kind, index, name, path, rule, {}, {}});
    const int no = int(m_graph.cells.size()) - 1;
    m_graph.m_cellNosByIndex.insert({int(kind), index}, no);
    if (!name.isEmpty())
        m_graph.m_cellNos.insert(name, no);
    return no;
}

void RuleGraphBuilder::addItem(RuleItem item, const ItemRules &rules, const QString &path)
{
    const int index = int(m_graph.items.size());
    m_graph.m_itemNos.insert(item.id, index);
    if (rules.shownIf)
        item.shown = add(RuleCell::Kind::Shown, index, {}, path + QStringLiteral(".shownIf"), *rules.shownIf);
    item.value = add(RuleCell::Kind::Answer, index, QStringLiteral("answers.") + item.id, path);
    if (rules.validIf)
        item.valid = add(RuleCell::Kind::Valid, index, {}, path + QStringLiteral(".validIf"), *rules.validIf);
    if (rules.defaultTo)
        item.defaultTo =
            add(RuleCell::Kind::Default, index, {}, path + QStringLiteral(".default"), *rules.defaultTo);
    m_graph.m_hasShownRules = m_graph.m_hasShownRules || rules.shownIf;
    m_graph.items.push_back(std::move(item));
}

void RuleGraphBuilder::addTable(const QString &id, QHash<QString, AnswerType> columns)
{
    add(RuleCell::Kind::Table, int(m_graph.tables.size()), QStringLiteral("tables.") + id, {});
    m_graph.tables.append(id);
    m_graph.columns.push_back(std::move(columns));
}

void RuleGraphBuilder::addResult(const QString &id, const Logic &rule, const QString &path)
{
    add(RuleCell::Kind::Result, int(m_graph.results.size()), QStringLiteral("results.") + id, path, rule);
    m_graph.results.append(id);
}

void RuleGraphBuilder::addReading(const Logic &rule, const QString &path)
{
    add(RuleCell::Kind::Reading, m_readings++, {}, path, rule);
}

std::shared_ptr<const RuleGraph> RuleGraphBuilder::build(JsonFault &fault)
{
    for (int i = 0; i < m_graph.sections.size(); ++i)
        add(RuleCell::Kind::Section, i, QStringLiteral("sections.") + m_graph.sections[i], {});
    if (!m_graph.sections.isEmpty())
        add(RuleCell::Kind::Total, 0, QStringLiteral("total"), {});
    link(fault);
    if (!fault.error())
        order(fault);
    return std::make_shared<const RuleGraph>(std::move(m_graph));
}

std::vector<int> RuleGraphBuilder::cellsRead(const QStringList &path) const
{
    const QString &root = path.constFirst();
    if (root == QLatin1String("total") || path.size() > 1) {
        const QString name = root == QLatin1String("total") ? root : root + u'.' + path[1];
        const int no = m_graph.cellNo(name);
        return no < 0 ? std::vector<int>() : std::vector<int>{no};
    }
    std::vector<int> all;
    for (size_t i = 0; i < m_graph.cells.size(); ++i) {
        if (m_graph.cells[i].name.startsWith(root + u'.'))
            all.push_back(int(i));
    }
    return all;
}

void RuleGraphBuilder::link(JsonFault &fault)
{
    for (RuleCell &cell : m_graph.cells) {
        if (!hasRule(cell.kind))
            continue;
        const Logic::Needs needs = cell.rule.needs();
        if (needs.isAnything)
            fault.note(QStringLiteral("playbook.rule-reads-anything"), Advice::AskUser, cell.path);
        for (const QStringList &path : needs.paths) {
            if (path.constFirst() == QLatin1String("about"))
                continue;
            const std::vector<int> read = cellsRead(path);
            if (read.empty())
                fault.note(QStringLiteral("playbook.rule-reads-nothing"), Advice::AskUser, cell.path,
                           path.join(u'.'));
            cell.reads.insert(cell.reads.end(), read.begin(), read.end());
        }
    }
    for (size_t i = 0; i < m_graph.items.size(); ++i) {
        const RuleItem &item = m_graph.items[i];
        if (item.shown >= 0)
            m_graph.cells[size_t(item.value)].reads.push_back(item.shown);
        if (item.valid >= 0)
            m_graph.cells[size_t(item.valid)].reads.push_back(item.value);
        if (item.section >= 0) {
            const int section = m_graph.cellNo(RuleCell::Kind::Section, item.section);
            m_graph.cells[size_t(section)].reads.push_back(item.value);
        }
    }
    if (const int total = m_graph.cellNo(RuleCell::Kind::Total, 0); total >= 0) {
        for (int i = 0; i < m_graph.sections.size(); ++i)
            m_graph.cells[size_t(total)].reads.push_back(m_graph.cellNo(RuleCell::Kind::Section, i));
    }
    for (size_t i = 0; i < m_graph.cells.size(); ++i) {
        std::vector<int> &reads = m_graph.cells[i].reads;
        std::sort(reads.begin(), reads.end());
        reads.erase(std::unique(reads.begin(), reads.end()), reads.end());
        for (const int read : reads)
            m_graph.cells[size_t(read)].dependents.push_back(int(i));
    }
}

void RuleGraphBuilder::order(JsonFault &fault)
{
    const size_t count = m_graph.cells.size();
    std::vector<int> open(count);
    std::vector<int> sorted;
    for (size_t i = 0; i < count; ++i) {
        open[i] = int(m_graph.cells[i].reads.size());
        if (open[i] == 0)
            sorted.push_back(int(i));
    }
    for (size_t at = 0; at < sorted.size(); ++at) {
        for (const int dependent : m_graph.cells[size_t(sorted[at])].dependents) {
            if (--open[size_t(dependent)] == 0)
                sorted.push_back(dependent);
        }
    }
    if (sorted.size() < count) {
        // Of what is left some only read from the circle; one with a rule of its own is the place to mend.
        for (size_t i = 0; i < count; ++i) {
            if (open[i] > 0 && hasRule(m_graph.cells[i].kind))
                fault.note(QStringLiteral("playbook.rule-circular"), Advice::AskUser, m_graph.cells[i].path);
        }
        return;
    }
    std::vector<int> placeOf(count);
    for (size_t place = 0; place < count; ++place)
        placeOf[size_t(sorted[place])] = int(place);
    std::vector<RuleCell> cells(count);
    for (size_t i = 0; i < count; ++i) {
        RuleCell &cell = m_graph.cells[i];
        for (int &no : cell.reads)
            no = placeOf[size_t(no)];
        for (int &no : cell.dependents)
            no = placeOf[size_t(no)];
        cells[size_t(placeOf[i])] = std::move(cell);
    }
    m_graph.cells = std::move(cells);
    for (int &no : m_graph.m_cellNos)
        no = placeOf[size_t(no)];
    for (int &no : m_graph.m_cellNosByIndex)
        no = placeOf[size_t(no)];
    for (RuleItem &item : m_graph.items) {
        for (int *no : {&item.shown, &item.value, &item.valid, &item.defaultTo}) {
            if (*no >= 0)
                *no = placeOf[size_t(*no)];
        }
    }
}

} // namespace legwork
