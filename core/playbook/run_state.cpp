// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/run_state.h"

#include <QJsonArray>

#include <set>

namespace legwork {
namespace {

QJsonValue dataOf(AnswerType type, const RunAnswer &answer)
{
    if (answer.state != AnswerState::Answered)
        return {};
    const QString first = answer.value.section(u'\n', 0, 0);
    switch (type) {
    case AnswerType::Tick:
        return true;
    case AnswerType::Number:
    case AnswerType::Rating: {
        bool understood = false;
        const double number = first.toDouble(&understood);
        return understood ? QJsonValue(number) : QJsonValue();
    }
    case AnswerType::Choice:
        return first;
    case AnswerType::Text:
    case AnswerType::Date:
    case AnswerType::Person:
        break;
    }
    return answer.value;
}

QJsonValue optional(const std::optional<double> &number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

std::optional<double> number(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

constexpr QLatin1String kSum("sum");
constexpr QLatin1String kMost("most");
constexpr QLatin1String kMostOfRated("mostOfRated");
constexpr QLatin1String kShare("share");
constexpr QLatin1String kAverage("average");
constexpr QLatin1String kRated("rated");
constexpr QLatin1String kCount("count");

} // namespace

QString answerValue(const QString &optionId, const QString &noted)
{
    return noted.isEmpty() ? optionId : optionId + u'\n' + noted;
}

QJsonObject Score::toJson() const
{
    return {{kSum, sum},
            {kMost, most},
            {kMostOfRated, mostOfRated},
            {kShare, optional(share)},
            {kAverage, optional(average)},
            {kRated, rated},
            {kCount, count}};
}

RunState::RunState(const Playbook &playbook, const RunAnswers &answers, const QJsonObject &about)
    : m_graph(playbook.rules())
    , m_about(about)
    , m_given(m_graph->items.size())
    , m_values(m_graph->cells.size())
    , m_itemsBySection(size_t(m_graph->sections.size()))
    , m_rows(size_t(m_graph->tables.size()))
{
    for (size_t i = 0; i < m_graph->items.size(); ++i) {
        if (m_graph->items[i].section >= 0)
            m_itemsBySection[size_t(m_graph->items[i].section)].push_back(int(i));
    }
    for (auto answer = answers.begin(); answer != answers.end(); ++answer) {
        const int no = m_graph->itemNo(answer.key());
        if (no >= 0)
            m_given[size_t(no)] = dataOf(m_graph->items[size_t(no)].answer, *answer);
        else if (const auto cell = m_graph->tableCell(answer.key()))
            m_rows[size_t(cell->table)][cell->row].insert(cell->column, dataOf(cell->answer, *answer));
    }
    for (size_t i = 0; i < m_values.size(); ++i)
        m_values[i] = compute(m_graph->cells[i]);
    m_recomputed = int(m_values.size());
}

void RunState::answer(const QString &itemId, const RunAnswer &answer)
{
    if (const int no = m_graph->itemNo(itemId); no >= 0)
        set(itemId, dataOf(m_graph->items[size_t(no)].answer, answer));
    else if (const auto cell = m_graph->tableCell(itemId))
        set(itemId, dataOf(cell->answer, answer));
}

void RunState::set(const QString &itemId, const QJsonValue &value)
{
    if (const int no = m_graph->itemNo(itemId); no >= 0) {
        m_given[size_t(no)] = value;
        recompute({m_graph->items[size_t(no)].value});
    } else if (const auto cell = m_graph->tableCell(itemId)) {
        m_rows[size_t(cell->table)][cell->row].insert(cell->column, value);
        recompute({m_graph->cellNo(RuleCell::Kind::Table, cell->table)});
    }
}

void RunState::recompute(const std::vector<int> &from)
{
    // Cells are numbered so that each comes after what it reads: the smallest is always ready.
    std::set<int> stale(from.begin(), from.end());
    m_recomputed = 0;
    while (!stale.empty()) {
        const auto no = size_t(*stale.begin());
        stale.erase(stale.begin());
        const Cell &cell = m_graph->cells[no];
        QJsonValue value = compute(cell);
        ++m_recomputed;
        if (value == m_values[no])
            continue;
        m_values[no] = std::move(value);
        stale.insert(cell.dependents.begin(), cell.dependents.end());
    }
}

QJsonValue RunState::compute(const Cell &cell) const
{
    switch (cell.kind) {
    case RuleCell::Kind::Shown: {
        // A rule that fails must not hide a question.
        const QJsonValue value = evaluate(cell);
        return value.isUndefined() || isTruthy(value);
    }
    case RuleCell::Kind::Answer: {
        const RuleItem &item = m_graph->items[size_t(cell.index)];
        const bool shown = item.shown < 0 || m_values[size_t(item.shown)].toBool();
        return shown ? m_given[size_t(cell.index)] : QJsonValue();
    }
    case RuleCell::Kind::Valid: {
        if (m_values[size_t(m_graph->items[size_t(cell.index)].value)].isNull())
            return true;
        const QJsonValue value = evaluate(cell);
        return value.isUndefined() || isTruthy(value);
    }
    case RuleCell::Kind::Reading:
        return isTruthy(evaluate(cell));
    case RuleCell::Kind::Default:
    case RuleCell::Kind::Result: {
        const QJsonValue value = evaluate(cell);
        return value.isUndefined() ? QJsonValue() : value;
    }
    case RuleCell::Kind::Section:
    case RuleCell::Kind::Total:
        return scoresOf(cell);
    case RuleCell::Kind::Table: {
        QJsonArray rows;
        for (const auto &[row, columns] : m_rows[size_t(cell.index)]) {
            QJsonObject whole = columns;
            whole.insert(QStringLiteral("row"), row);
            rows.append(whole);
        }
        return rows;
    }
    }
    return {};
}

QJsonValue RunState::evaluate(const Cell &cell) const
{
    QHash<QString, QJsonObject> roots;
    QJsonObject data{{QStringLiteral("about"), m_about}};
    for (const int no : cell.reads) {
        const QString &name = m_graph->cells[size_t(no)].name;
        const qsizetype dot = name.indexOf(u'.');
        if (dot < 0)
            data.insert(name, m_values[size_t(no)]);
        else
            roots[name.left(dot)].insert(name.mid(dot + 1), m_values[size_t(no)]);
    }
    for (auto root = roots.cbegin(); root != roots.cend(); ++root)
        data.insert(root.key(), *root);
    const LogicResult result = cell.rule.evaluate(data);
    return result ? *result : QJsonValue(QJsonValue::Undefined);
}

QJsonValue RunState::scoresOf(const Cell &cell) const
{
    const bool isTotal = cell.kind == RuleCell::Kind::Total;
    const auto score = [&](int rating) { return isTotal ? total(rating) : add(cell.index, rating); };
    if (m_graph->ratings.isEmpty())
        return score(0).toJson();
    QJsonObject scores;
    std::vector<Score> all;
    for (int rating = 0; rating < m_graph->ratings.size(); ++rating) {
        all.push_back(score(rating));
        scores.insert(m_graph->ratings[rating], all.back().toJson());
    }
    // How far the last rating is from the first: what was experienced from what was expected.
    const auto &first = all.front().average;
    const auto &last = all.back().average;
    scores.insert(QStringLiteral("gap"), first && last ? QJsonValue(*last - *first) : QJsonValue());
    return scores;
}

Score RunState::add(int section, int rating) const
{
    Score score;
    double points = 0;
    for (const int no : m_itemsBySection[size_t(section)]) {
        const RuleItem &item = m_graph->items[size_t(no)];
        const bool counts = item.answer == AnswerType::Rating || item.forTick != 0;
        if (item.rating != rating || !counts || (item.shown >= 0 && !m_values[size_t(item.shown)].toBool()))
            continue;
        ++score.count;
        score.most += item.most;
        const QJsonValue &value = m_values[size_t(item.value)];
        if (item.answer == AnswerType::Rating && value.isNull())
            continue; // an open tick is a missing one, an open rating is not known yet
        const double given =
            item.answer == AnswerType::Rating ? value.toDouble() : (value.isNull() ? 0 : item.forTick);
        ++score.rated;
        points += given;
        score.sum += given * (item.answer == AnswerType::Rating ? item.weight : 1);
        score.mostOfRated += item.most;
    }
    if (score.mostOfRated > 0)
        score.share = score.sum / score.mostOfRated;
    if (score.rated > 0)
        score.average = points / score.rated;
    return score;
}

Score RunState::readScore(int cell, int rating) const
{
    QJsonObject object = m_values[size_t(cell)].toObject();
    if (!m_graph->ratings.isEmpty())
        object = object.value(m_graph->ratings[rating]).toObject();
    return {object.value(kSum).toDouble(),         object.value(kMost).toDouble(),
            object.value(kMostOfRated).toDouble(), object.value(kRated).toInt(),
            object.value(kCount).toInt(),          number(object.value(kShare)),
            number(object.value(kAverage))};
}

Score RunState::section(int index, int rating) const
{
    return readScore(m_graph->cellNo(RuleCell::Kind::Section, index), rating);
}

Score RunState::total(int rating) const
{
    Score total;
    double points = 0;
    for (int i = 0; i < m_graph->sections.size(); ++i) {
        const Score part = section(i, rating);
        total.sum += part.sum;
        total.most += part.most;
        total.rated += part.rated;
        total.count += part.count;
        points += part.average.value_or(0) * part.rated;
        total.mostOfRated += part.mostOfRated;
    }
    if (total.mostOfRated > 0)
        total.share = total.sum / total.mostOfRated;
    if (total.rated > 0)
        total.average = points / total.rated;
    return total;
}

bool RunState::isShown(const QString &itemId) const
{
    const int no = m_graph->itemNo(itemId);
    return no < 0 || isShown(no);
}

bool RunState::isShown(int item) const
{
    const int cell = m_graph->items[size_t(item)].shown;
    return cell < 0 || m_values[size_t(cell)].toBool();
}

bool RunState::isValid(const QString &itemId) const
{
    const int no = m_graph->itemNo(itemId);
    const int cell = no < 0 ? -1 : m_graph->items[size_t(no)].valid;
    return cell < 0 || m_values[size_t(cell)].toBool();
}

QJsonValue RunState::defaultOf(const QString &itemId) const
{
    const int no = m_graph->itemNo(itemId);
    const int cell = no < 0 ? -1 : m_graph->items[size_t(no)].defaultTo;
    return cell < 0 ? QJsonValue() : m_values[size_t(cell)];
}

QJsonValue RunState::valueOf(const QString &itemId) const
{
    const int no = m_graph->itemNo(itemId);
    return no < 0 ? QJsonValue() : m_values[size_t(m_graph->items[size_t(no)].value)];
}

QJsonValue RunState::result(const QString &id) const
{
    const int cell = m_graph->cellNo(QStringLiteral("results.") + id);
    return cell < 0 ? QJsonValue() : m_values[size_t(cell)];
}

bool RunState::applies(int reading) const
{
    const int cell = m_graph->cellNo(RuleCell::Kind::Reading, reading);
    return cell >= 0 && m_values[size_t(cell)].toBool();
}

} // namespace legwork
