// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/playbook_reading.h"

#include <algorithm>

namespace legwork {
namespace {

constexpr std::array kActions = {"say", "ask", "listen", "check"};
constexpr std::array kStyles = {"open", "closed", "checking"};
constexpr std::array kCaptures = {"need", "objection", "commitment"};
constexpr QLatin1String kEndWord("end"); // as a target; so no step may be called that

/// Joins the steps after all were read, because a step may lead to one that comes later.
class StepJoining
{
public:
    struct Written { // the targets of a step as the document names them
        QString path;
        QString next;
        QStringList gotos;
    };

    StepJoining(std::vector<ScriptStep> &steps, JsonFault &fault)
        : m_steps(steps)
        , m_fault(fault)
    {
    }

    void add(Written written) { m_written.push_back(std::move(written)); }

    void join()
    {
        for (size_t i = 0; i < m_steps.size(); ++i)
            m_index.insert(m_steps[i].id, int(i));
        const int count = int(m_steps.size());
        for (int i = 0; i < count; ++i) {
            ScriptStep &step = m_steps[size_t(i)];
            const Written &written = m_written[size_t(i)];
            const int following = i + 1 < count ? i + 1 : Script::kEnd;
            step.next = target(written.next, following, written.path + QStringLiteral(".next"));
            for (size_t o = 0; o < step.options.size(); ++o) {
                const QString path = QStringLiteral("%1.options[%2].goto").arg(written.path).arg(o);
                step.options[o].target = target(written.gotos[qsizetype(o)], step.next, path);
            }
        }
    }

    void checkRoutes()
    {
        const size_t count = m_steps.size();
        std::vector<bool> reached(count, false);
        std::vector<size_t> open{0};
        std::vector<std::vector<size_t>> comingFrom(count);
        std::vector<size_t> ending;
        while (!open.empty()) {
            const size_t at = open.back();
            open.pop_back();
            if (reached[at])
                continue;
            reached[at] = true;
            forEachTarget(m_steps[at], [&](int to) {
                if (to == Script::kEnd)
                    return ending.push_back(at);
                comingFrom[size_t(to)].push_back(at);
                open.push_back(size_t(to));
            });
        }
        noteFirstMissing(reached, QStringLiteral("playbook.step-unreachable"));

        std::vector<bool> ends(count, false);
        while (!ending.empty()) {
            const size_t at = ending.back();
            ending.pop_back();
            if (ends[at])
                continue;
            ends[at] = true;
            ending.insert(ending.end(), comingFrom[at].begin(), comingFrom[at].end());
        }
        noteFirstMissing(ends, QStringLiteral("playbook.step-without-end"));
        checkPassing();
    }

private:
    int target(const QString &id, int otherwise, const QString &path)
    {
        if (id.isEmpty())
            return otherwise;
        if (id == kEndWord)
            return Script::kEnd;
        const auto found = m_index.constFind(id);
        if (found == m_index.cend()) {
            m_fault.note(QStringLiteral("playbook.goto-nowhere"), Advice::AskUser, path, id);
            return otherwise;
        }
        return *found;
    }

    /// Steps that may be hidden are passed over to their `next`: that way must end even if all of them are.
    void checkPassing()
    {
        std::vector<bool> isEnding(m_steps.size(), false);
        for (size_t i = 0; i < m_steps.size(); ++i) {
            std::vector<size_t> passed;
            int at = int(i);
            while (at != Script::kEnd && m_steps[size_t(at)].rules.shownIf && !isEnding[size_t(at)]
                   && passed.size() <= m_steps.size()) {
                passed.push_back(size_t(at));
                at = m_steps[size_t(at)].next;
            }
            if (passed.size() > m_steps.size())
                return m_fault.note(QStringLiteral("playbook.step-without-end"), Advice::AskUser,
                                    m_written[i].path, m_steps[i].id);
            for (const size_t step : passed)
                isEnding[step] = true;
        }
    }

    template<class Visitor>
    static void forEachTarget(const ScriptStep &step, Visitor &&visit)
    {
        visit(step.next);
        for (const StepOption &option : step.options)
            visit(option.target);
    }

    void noteFirstMissing(const std::vector<bool> &found, const QString &code)
    {
        const auto missing = std::find(found.begin(), found.end(), false);
        if (missing == found.end())
            return;
        const auto index = size_t(missing - found.begin());
        m_fault.note(code, Advice::AskUser, m_written[index].path, m_steps[index].id);
    }

    std::vector<ScriptStep> &m_steps;
    JsonFault &m_fault;
    std::vector<Written> m_written;
    QHash<QString, int> m_index;
};

} // namespace

Script PlaybookReading::readScript(JsonReader &reader)
{
    Script script;
    script.topics = readOptions(reader, QLatin1String("topics"), QLatin1String("title"));
    StepJoining joining(script.steps, m_fault);
    QSet<QString> ids{kEndWord};
    const QJsonArray steps = reader.array(QLatin1String("steps"));
    for (qsizetype i = 0; i < steps.size(); ++i) {
        JsonReader inner(steps[i], pathIn(QStringLiteral("$.steps"), i), m_fault);
        ScriptStep step;
        StepJoining::Written written{inner.path(), {}, {}};
        step.id = inner.id(QLatin1String("id"));
        checkNew(ids, step.id, inner.pathOf(QLatin1String("id")));
        step.phase = choice<VisitStep>(inner, QLatin1String("phase"), ChoiceCodes<VisitStep>::codes, m_fault)
                         .value_or(VisitStep::Explore);
        step.action =
            choice<StepAction>(inner, QLatin1String("does"), kActions, m_fault).value_or(StepAction::Say);
        if (step.action == StepAction::Ask)
            step.style = choice<QuestionStyle>(inner, QLatin1String("style"), kStyles, m_fault);
        step.text = inner.localized(QLatin1String("text"));
        step.hint = inner.optionalLocalized(QLatin1String("hint"));
        QSet<QString> optionIds;
        const QJsonArray options =
            inner.has(QLatin1String("options")) ? inner.array(QLatin1String("options")) : QJsonArray();
        for (qsizetype o = 0; o < options.size(); ++o) {
            JsonReader optionReader(options[o], pathIn(inner.path() + QStringLiteral(".options"), o),
                                    m_fault);
            StepOption option;
            option.id = optionReader.id(QLatin1String("id"));
            checkNew(optionIds, option.id, optionReader.pathOf(QLatin1String("id")));
            option.text = optionReader.localized(QLatin1String("text"));
            written.gotos.append(optionReader.optionalText(QLatin1String("goto")));
            optionReader.finish();
            step.options.push_back(std::move(option));
        }
        written.next = inner.optionalText(QLatin1String("next"));
        step.capture = optionalChoice<Capture>(inner, QLatin1String("captures"), kCaptures, m_fault);
        if (inner.has(QLatin1String("covers"))) {
            const QString topic = inner.text(QLatin1String("covers"));
            const auto found = std::find_if(script.topics.begin(), script.topics.end(),
                                            [&](const ItemOption &t) { return t.id == topic; });
            if (found == script.topics.end())
                m_fault.note(QStringLiteral("playbook.value-unknown"), Advice::AskUser,
                             inner.pathOf(QLatin1String("covers")), topic);
            else
                step.topic = int(found - script.topics.begin());
        }
        step.rules = readRules(inner);
        inner.finish();
        addItem(step.id, step.options.empty() ? AnswerType::Text : AnswerType::Choice, step.rules,
                inner.path());
        script.steps.push_back(std::move(step));
        joining.add(std::move(written));
    }
    if (!m_fault.error())
        joining.join();
    if (!m_fault.error())
        joining.checkRoutes();
    return script;
}

} // namespace legwork
