// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/playbook.h"

#include "core/playbook/json_reader.h"

#include <QHash>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace legwork {
namespace {

constexpr std::array kActions = {"say", "ask", "listen", "check"};
constexpr std::array kStyles = {"open", "closed", "checking"};
constexpr std::array kCaptures = {"need", "objection", "commitment"};
constexpr std::array kAnswers = {"tick", "text"};
constexpr QLatin1String kEndWord("end"); // as a target; so no step may be called that

/// Index of a word in its list; a fault, and nothing, when it is none of them.
template<size_t N>
std::optional<size_t> oneOf(const std::array<const char *, N> &words, const QString &word,
                            const QString &path, JsonFault &fault)
{
    for (size_t i = 0; i < N; ++i) {
        if (word == QLatin1String(words[i]))
            return i;
    }
    fault.note(QStringLiteral("playbook.value-unknown"), Advice::AskUser, path, word);
    return std::nullopt;
}

template<class E, size_t N>
std::optional<E> choice(JsonReader &reader, QLatin1String member, const std::array<const char *, N> &words,
                        JsonFault &fault)
{
    const auto index = oneOf(words, reader.text(member), reader.pathOf(member), fault);
    return index ? std::optional(E(*index)) : std::nullopt;
}

template<class E, size_t N>
std::optional<E> optionalChoice(JsonReader &reader, QLatin1String member,
                                const std::array<const char *, N> &words, JsonFault &fault)
{
    return reader.has(member) ? choice<E>(reader, member, words, fault) : std::nullopt;
}

/// Reads the steps first and joins them afterwards, because a step may lead to one that comes later.
class ScriptParser
{
public:
    explicit ScriptParser(JsonFault &fault)
        : m_fault(fault)
    {
    }

    Script parse(const QJsonArray &steps)
    {
        for (qsizetype i = 0; i < steps.size(); ++i)
            readStep(JsonReader(steps[i], QStringLiteral("$.steps[%1]").arg(i), m_fault));
        if (!m_fault.error())
            join();
        if (!m_fault.error())
            checkRoutes();
        return std::move(m_script);
    }

private:
    struct Written { // the targets of a step as the document names them
        QString path;
        QString next;
        QStringList gotos;
    };

    void readStep(JsonReader reader)
    {
        ScriptStep step;
        Written written{reader.path(), {}, {}};
        step.id = reader.id(QLatin1String("id"));
        if (step.id == kEndWord || m_index.contains(step.id))
            m_fault.note(QStringLiteral("playbook.id-duplicate"), Advice::AskUser,
                         reader.pathOf(QLatin1String("id")), step.id);
        m_index.insert(step.id, int(m_script.steps.size()));
        const auto phase =
            choice<VisitStep>(reader, QLatin1String("phase"), ChoiceCodes<VisitStep>::codes, m_fault);
        step.phase = phase.value_or(VisitStep::Explore);
        const auto action = choice<StepAction>(reader, QLatin1String("does"), kActions, m_fault);
        step.action = action.value_or(StepAction::Say);
        if (step.action == StepAction::Ask)
            step.style = choice<QuestionStyle>(reader, QLatin1String("style"), kStyles, m_fault);
        step.text = reader.localized(QLatin1String("text"));
        step.hint = reader.optionalLocalized(QLatin1String("hint"));
        if (reader.has(QLatin1String("options")))
            readOptions(reader, step, written);
        written.next = reader.optionalText(QLatin1String("next"));
        step.capture = optionalChoice<Capture>(reader, QLatin1String("captures"), kCaptures, m_fault);
        reader.finish();
        m_script.steps.push_back(std::move(step));
        m_written.push_back(std::move(written));
    }

    void readOptions(JsonReader &reader, ScriptStep &step, Written &written)
    {
        const QJsonArray options = reader.array(QLatin1String("options"));
        for (qsizetype i = 0; i < options.size(); ++i) {
            JsonReader inner(options[i], QStringLiteral("%1.options[%2]").arg(reader.path()).arg(i), m_fault);
            StepOption option;
            option.id = inner.id(QLatin1String("id"));
            if (step.option(option.id))
                m_fault.note(QStringLiteral("playbook.id-duplicate"), Advice::AskUser,
                             inner.pathOf(QLatin1String("id")), option.id);
            option.text = inner.localized(QLatin1String("text"));
            written.gotos.append(inner.optionalText(QLatin1String("goto")));
            inner.finish();
            step.options.push_back(std::move(option));
        }
    }

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

    void join()
    {
        const int count = int(m_script.steps.size());
        for (int i = 0; i < count; ++i) {
            ScriptStep &step = m_script.steps[size_t(i)];
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
        const size_t count = m_script.steps.size();
        std::vector<bool> reached(count, false);
        std::vector<size_t> open{0};
        while (!open.empty()) {
            const size_t at = open.back();
            open.pop_back();
            if (reached[at])
                continue;
            reached[at] = true;
            forEachTarget(m_script.steps[at], [&](int to) {
                if (to != Script::kEnd)
                    open.push_back(size_t(to));
            });
        }
        noteFirstMissing(reached, QStringLiteral("playbook.step-unreachable"));

        std::vector<bool> ends(count, false);
        for (bool grown = true; grown;) {
            grown = false;
            for (size_t i = 0; i < count; ++i) {
                if (ends[i])
                    continue;
                forEachTarget(m_script.steps[i], [&](int to) {
                    if (!ends[i] && (to == Script::kEnd || ends[size_t(to)]))
                        ends[i] = grown = true;
                });
            }
        }
        noteFirstMissing(ends, QStringLiteral("playbook.step-without-end"));
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
        m_fault.note(code, Advice::AskUser, m_written[index].path, m_script.steps[index].id);
    }

    JsonFault &m_fault;
    Script m_script;
    std::vector<Written> m_written;
    QHash<QString, int> m_index;
};

Checklist parseChecklist(const QJsonArray &items, JsonFault &fault)
{
    Checklist checklist;
    QSet<QString> ids;
    for (qsizetype i = 0; i < items.size(); ++i) {
        JsonReader reader(items[i], QStringLiteral("$.items[%1]").arg(i), fault);
        ChecklistItem item;
        item.id = reader.id(QLatin1String("id"));
        if (ids.contains(item.id))
            fault.note(QStringLiteral("playbook.id-duplicate"), Advice::AskUser,
                       reader.pathOf(QLatin1String("id")), item.id);
        ids.insert(item.id);
        item.text = reader.localized(QLatin1String("text"));
        item.hint = reader.optionalLocalized(QLatin1String("hint"));
        item.group = reader.optionalLocalized(QLatin1String("group"));
        item.mandatory = reader.boolean(QLatin1String("mandatory"), false);
        item.answer = optionalChoice<ItemAnswer>(reader, QLatin1String("answer"), kAnswers, fault)
                          .value_or(ItemAnswer::Tick);
        item.forSex = optionalChoice<Sex>(reader, QLatin1String("forSex"), ChoiceCodes<Sex>::codes, fault);
        reader.finish();
        checklist.items.push_back(std::move(item));
    }
    return checklist;
}

} // namespace

const StepOption *ScriptStep::option(const QString &optionId) const
{
    const auto found = std::find_if(options.begin(), options.end(),
                                    [&](const StepOption &option) { return option.id == optionId; });
    return found == options.end() ? nullptr : &*found;
}

bool Playbook::suits(VisitPurpose purpose) const
{
    return m_purposes.empty() || std::find(m_purposes.begin(), m_purposes.end(), purpose) != m_purposes.end();
}

Result<Playbook> Playbook::parse(const QByteArray &json)
{
    const QString root = QStringLiteral("$");
    if (json.size() > kBytesMax)
        return fail(QStringLiteral("playbook.too-large"), Advice::AskUser,
                    {root, QString::number(json.size())});
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return fail(QStringLiteral("playbook.not-json"), Advice::AskUser,
                    {root, QStringLiteral("%1 @ %2").arg(parseError.errorString()).arg(parseError.offset)});

    JsonFault fault;
    JsonReader reader(document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array()),
                      root, fault);
    // Format and kind come first: in a document of a newer app everything else may look wrong.
    if (const int format = reader.number(QLatin1String("format")); !fault.error() && format != kFormat)
        fault.note(QStringLiteral("playbook.format-unknown"), Advice::Update,
                   reader.pathOf(QLatin1String("format")), QString::number(format));
    const QString kind = reader.text(QLatin1String("kind"));
    Playbook playbook;
    playbook.m_kind = Choice<PlaybookKind>::fromCode(kind).known().value_or(PlaybookKind::Cards);
    if (playbook.m_kind != PlaybookKind::Script && playbook.m_kind != PlaybookKind::Checklist)
        fault.note(QStringLiteral("playbook.kind-unknown"), Advice::Update,
                   reader.pathOf(QLatin1String("kind")), kind);
    if (fault.error())
        return tl::unexpected<Error>(*fault.error());

    playbook.m_id = reader.id(QLatin1String("id"));
    playbook.m_version = reader.number(QLatin1String("version"));
    playbook.m_title = reader.localized(QLatin1String("title"));
    playbook.m_methods = reader.texts(QLatin1String("methods"));
    if (reader.has(QLatin1String("purposes"))) {
        const QStringList purposes = reader.texts(QLatin1String("purposes"));
        for (qsizetype i = 0; i < purposes.size(); ++i) {
            const QString path = QStringLiteral("$.purposes[%1]").arg(i);
            const auto purpose = oneOf(ChoiceCodes<VisitPurpose>::codes, purposes[i], path, fault);
            playbook.m_purposes.push_back(VisitPurpose(purpose.value_or(0)));
        }
    }
    if (playbook.m_kind == PlaybookKind::Script)
        playbook.m_content = ScriptParser(fault).parse(reader.array(QLatin1String("steps")));
    else
        playbook.m_content = parseChecklist(reader.array(QLatin1String("items")), fault);
    reader.finish();
    if (fault.error())
        return tl::unexpected<Error>(*fault.error());
    return playbook;
}

} // namespace legwork
