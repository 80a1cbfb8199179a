// SPDX-License-Identifier: Apache-2.0
#include "qml/visit/checklist_model.h"

#include <algorithm>

namespace legwork {

void ChecklistModel::show(const Playbook *playbook, RunAnswers answers, const RunContext &context)
{
    m_playbook = playbook && playbook->checklist() ? playbook : nullptr;
    m_answers = std::move(answers);
    m_context = context;
    refresh();
}

void ChecklistModel::setLanguage(const QString &language)
{
    m_language = language;
    refresh();
}

QString ChecklistModel::title() const { return m_playbook ? m_playbook->title().in(m_language) : QString(); }

int ChecklistModel::done() const
{
    return int(std::ranges::count(m_items.rows(), true, &ChecklistRow::done));
}

void ChecklistModel::tick(const QString &itemId, bool done)
{
    record(itemId, done ? AnswerState::Answered : AnswerState::Skipped, {});
}

void ChecklistModel::write(const QString &itemId, const QString &text)
{
    const bool empty = text.trimmed().isEmpty();
    record(itemId, empty ? AnswerState::Skipped : AnswerState::Answered, empty ? QString() : text);
}

void ChecklistModel::record(const QString &itemId, AnswerState state, const QString &value)
{
    const auto before = m_answers.constFind(itemId);
    if (before != m_answers.cend() && before->state == state && before->value == value)
        return;
    m_answers.insert(itemId, RunAnswer{state, value, m_now()});
    Q_EMIT answered(itemId, state == AnswerState::Skipped, value);
    refresh();
}

void ChecklistModel::refresh()
{
    std::vector<ChecklistRow> rows;
    m_progress = {};
    if (m_playbook) {
        m_progress = RunProgress::of(*m_playbook, m_answers, m_context);
        for (const ChecklistItem *item : applicableItems(*m_playbook->checklist(), m_context)) {
            if (!m_progress.route.contains(item->id))
                continue; // hidden by what was answered before
            const RunAnswer answer = m_answers.value(item->id, RunAnswer{AnswerState::Skipped, {}, {}});
            rows.push_back({item->id, item->group.in(m_language), item->text.in(m_language),
                            item->hint.in(m_language), item->mandatory, item->answer == ItemAnswer::Text,
                            answer.state == AnswerState::Answered, answer.value});
        }
    }
    m_items.replace(std::move(rows));
    Q_EMIT changed();
}

} // namespace legwork
