// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/playbook_lint.h"

#include "core/playbook/playbook_texts.h"
#include "core/playbook/run_state.h"

#include <QSet>

#include <algorithm>

namespace legwork {
namespace {

class Linting
{
public:
    explicit Linting(const Playbook &playbook)
        : m_playbook(playbook)
    {
    }

    std::vector<LintFinding> run()
    {
        if (m_playbook.source().isEmpty())
            add(QStringLiteral("$.source"), "source-missing");
        if (m_playbook.intro().isEmpty())
            add(QStringLiteral("$.intro"), "intro-missing");
        forEachText(m_playbook, [this](const QString &path, const LocalizedText &text) { look(path, text); });
        lookAtRules();
        if (const Script *script = m_playbook.script())
            lookAtScript(*script);
        if (const CardSet *set = m_playbook.cards())
            lookAtCards(*set);
        if (const Scoring *scoring = m_playbook.scoring())
            lookAtScoring(*scoring);
        return std::move(m_findings);
    }

private:
    void add(const QString &path, const char *code, const QString &detail = {})
    {
        m_findings.push_back({path, QString::fromLatin1(code), detail});
    }

    void look(const QString &path, const LocalizedText &text)
    {
        const auto hasHan = [](const QString &words) {
            return std::any_of(words.begin(), words.end(),
                               [](QChar c) { return c.script() == QChar::Script_Han; });
        };
        const QString chinese = text.in(QStringLiteral("zh_CN"));
        const QString english = text.in(QStringLiteral("en"));
        if (hasHan(english) || (!hasHan(chinese) && chinese.contains(u' ')))
            add(path, "language-mixed", hasHan(english) ? english : chinese);
    }

    void lookAtRules()
    {
        for (const RuleCell &cell : m_playbook.rules()->cells) {
            if (cell.kind != RuleCell::Kind::Shown || !cell.rule.isConstant())
                continue;
            const LogicResult shown = cell.rule.evaluate({});
            if (!shown || !isTruthy(*shown))
                add(cell.path, "never-shown");
        }
    }

    /// Whether anything reads the answer to that item.
    [[nodiscard]] bool isRead(const QString &itemId) const
    {
        const int cell = m_playbook.rules()->cellNo(QStringLiteral("answers.") + itemId);
        return cell >= 0 && !m_playbook.rules()->cells[size_t(cell)].dependents.empty();
    }

    void lookAtScript(const Script &script)
    {
        QSet<int> covered;
        for (size_t i = 0; i < script.steps.size(); ++i) {
            const ScriptStep &step = script.steps[i];
            covered.insert(step.topic);
            const bool branches = std::any_of(step.options.begin(), step.options.end(), [&](const auto &o) {
                return o.target != step.options.front().target;
            });
            // Options that lead nowhere apart are still worth it where the answer is written down.
            if (!step.options.empty() && !branches && !isRead(step.id) && !step.capture && step.topic < 0
                && !step.rules.binds)
                add(QStringLiteral("$.steps[%1].options").arg(i), "options-unused", step.id);
        }
        for (size_t i = 0; i < script.topics.size(); ++i) {
            if (!covered.contains(int(i)))
                add(QStringLiteral("$.topics[%1]").arg(i), "topic-uncovered", script.topics[i].id);
        }
    }

    void lookAtCards(const CardSet &set)
    {
        QSet<int> used;
        for (const Card &card : set.cards)
            used.unite(QSet<int>(card.tags.begin(), card.tags.end()));
        for (size_t i = 0; i < set.tags.size(); ++i) {
            if (!used.contains(int(i)))
                add(QStringLiteral("$.tags[%1]").arg(i), "tag-unused", set.tags[i].id);
        }
    }

    void lookAtScoring(const Scoring &scoring)
    {
        for (size_t i = 0; i < scoring.sections.size(); ++i) {
            const auto &items = m_playbook.rules()->items;
            if (std::none_of(items.begin(), items.end(),
                             [&](const RuleItem &item) { return item.section == int(i); }))
                add(QStringLiteral("$.sections[%1]").arg(i), "section-empty", scoring.sections[i].id);
        }
        for (size_t i = 0; i + 1 < scoring.readings.size(); ++i) {
            if (isAlways(scoring.readings[i].when))
                add(QStringLiteral("$.readings[%1]").arg(i + 1), "reading-unreachable",
                    scoring.readings[i + 1].id);
        }
        if (!scoring.readings.empty())
            lookForGap(scoring);
    }

    [[nodiscard]] static bool isAlways(const Logic &rule)
    {
        const LogicResult result = rule.isConstant() ? rule.evaluate({}) : LogicResult(false);
        return result && isTruthy(*result);
    }

    /// Rates everything alike, level by level, and sees whether some reading applies.
    void lookForGap(const Scoring &scoring)
    {
        if (isAlways(scoring.readings.back().when))
            return;
        const RatedForm *form = m_playbook.ratedForm();
        if (!form)
            return;
        for (const Level &level : form->levels) {
            RunAnswers answers;
            for (const RuleItem &item : m_playbook.rules()->items)
                answers.insert(item.id, {AnswerState::Answered, QString::number(level.points), {}});
            const RunState state(m_playbook, answers);
            bool applies = false;
            for (size_t i = 0; i < scoring.readings.size(); ++i)
                applies = applies || state.applies(int(i));
            if (!applies)
                add(QStringLiteral("$.readings"), "reading-missing", QString::number(level.points));
        }
    }

    const Playbook &m_playbook;
    std::vector<LintFinding> m_findings;
};

} // namespace

std::vector<LintFinding> lint(const Playbook &playbook) { return Linting(playbook).run(); }

} // namespace legwork
