// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/json_reader.h"
#include "core/playbook/playbook.h"
#include "core/playbook/rule_graph.h"

#include <array>

namespace legwork {

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

/// Reads one document. Each kind of content has its own file; all of them note what answers what in the rule
/// graph, which is checked at the end.
class PlaybookReading
{
public:
    [[nodiscard]] Result<Playbook> read(const QByteArray &json);

private:
    void readHeader(JsonReader &reader);
    void readContent(JsonReader &reader);
    Script readScript(JsonReader &reader);
    Checklist readChecklist(JsonReader &reader);
    RatedForm readRatedForm(JsonReader &reader);
    PlanSheet readPlanSheet(JsonReader &reader);
    CardSet readCards(JsonReader &reader);

    // parts that several kinds have
    ItemRules readRules(JsonReader &reader);
    std::optional<Binding> readBinding(JsonReader &reader, QLatin1String member, bool creates);
    /// Objects with `id` and `member`; nothing when the list is absent.
    std::vector<ItemOption> readOptions(JsonReader &reader, QLatin1String list, QLatin1String member);
    std::vector<Level> readLevels(JsonReader &reader);
    Scoring readScoring(JsonReader &reader);
    std::vector<Section> readSections(JsonReader &reader);
    std::vector<Reading> readReadings(JsonReader &reader, const QString &idPrefix);
    SheetField readField(const QJsonValue &value, const QString &path);
    RatedItem readRatedItem(const QJsonValue &value, const QString &path, int section);
    void readScaledItems(JsonReader &reader, RatedForm &form, int section);
    /// Notes a second use of an id.
    void checkNew(QSet<QString> &ids, const QString &id, const QString &path);
    [[nodiscard]] static QString pathIn(const QString &list, qsizetype index);
    void addItem(const QString &id, AnswerType answer, const ItemRules &rules, const QString &path);

    JsonFault m_fault;
    Playbook m_playbook;
    RuleGraphBuilder m_graph;
};

} // namespace legwork
