// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/playbook_reading.h"

#include <algorithm>

/// Plan sheets and cards.
namespace legwork {
namespace {

constexpr std::array kFieldAnswers = {"tick", "text", "number", "date", "person", "choice"};

} // namespace

SheetField PlaybookReading::readField(const QJsonValue &value, const QString &path)
{
    JsonReader reader(value, path, m_fault);
    SheetField field;
    field.id = reader.plainId(QLatin1String("id"));
    field.text = reader.localized(QLatin1String("text"));
    field.hint = reader.optionalLocalized(QLatin1String("hint"));
    field.answer = optionalChoice<AnswerType>(reader, QLatin1String("answer"), kFieldAnswers, m_fault)
                       .value_or(AnswerType::Text);
    if (field.answer == AnswerType::Choice) {
        field.options = readOptions(reader, QLatin1String("options"), QLatin1String("text"));
        if (field.options.empty())
            m_fault.note(QStringLiteral("playbook.member-missing"), Advice::AskUser,
                         reader.pathOf(QLatin1String("options")));
    }
    field.mandatory = reader.boolean(QLatin1String("mandatory"), false);
    field.rules = readRules(reader);
    reader.finish();
    return field;
}

PlanSheet PlaybookReading::readPlanSheet(JsonReader &reader)
{
    PlanSheet sheet;
    sheet.scoring = readScoring(reader);
    QSet<QString> ids;
    const QJsonArray fields =
        reader.has(QLatin1String("fields")) ? reader.array(QLatin1String("fields")) : QJsonArray();
    for (qsizetype i = 0; i < fields.size(); ++i) {
        const QString path = pathIn(QStringLiteral("$.fields"), i);
        SheetField field = readField(fields[i], path);
        checkNew(ids, field.id, path + QStringLiteral(".id"));
        addItem(field.id, field.answer, field.rules, path);
        sheet.fields.push_back(std::move(field));
    }
    const QJsonArray tables = reader.array(QLatin1String("tables"));
    for (qsizetype i = 0; i < tables.size(); ++i) {
        JsonReader inner(tables[i], pathIn(QStringLiteral("$.tables"), i), m_fault);
        SheetTable table;
        table.id = inner.plainId(QLatin1String("id"));
        checkNew(ids, table.id, inner.pathOf(QLatin1String("id")));
        table.title = inner.localized(QLatin1String("title"));
        table.hint = inner.optionalLocalized(QLatin1String("hint"));
        table.rows = readOptions(inner, QLatin1String("rows"), QLatin1String("text"));
        table.creates = readBinding(inner, QLatin1String("creates"), true);
        QHash<QString, AnswerType> columnTypes;
        const QJsonArray columns = inner.array(QLatin1String("columns"));
        for (qsizetype c = 0; c < columns.size(); ++c) {
            const QString path = pathIn(inner.pathOf(QLatin1String("columns")), c);
            SheetField column = readField(columns[c], path);
            if (columnTypes.contains(column.id))
                m_fault.note(QStringLiteral("playbook.id-duplicate"), Advice::AskUser,
                             path + QStringLiteral(".id"), column.id);
            // A column stands for many answers, so that a rule about one of them cannot be told apart.
            if (column.rules.shownIf || column.rules.validIf || column.rules.defaultTo)
                m_fault.note(QStringLiteral("playbook.member-unknown"), Advice::AskUser, path,
                             QStringLiteral("shownIf, validIf, default"));
            columnTypes.insert(column.id, column.answer);
            table.columns.push_back(std::move(column));
        }
        inner.finish();
        m_graph.addTable(table.id, std::move(columnTypes));
        sheet.tables.push_back(std::move(table));
    }
    return sheet;
}

CardSet PlaybookReading::readCards(JsonReader &reader)
{
    CardSet set;
    set.tags = readOptions(reader, QLatin1String("tags"), QLatin1String("title"));
    QSet<QString> ids;
    const QJsonArray cards = reader.array(QLatin1String("cards"));
    for (qsizetype i = 0; i < cards.size(); ++i) {
        JsonReader inner(cards[i], pathIn(QStringLiteral("$.cards"), i), m_fault);
        Card card;
        card.id = inner.id(QLatin1String("id"));
        checkNew(ids, card.id, inner.pathOf(QLatin1String("id")));
        card.title = inner.localized(QLatin1String("title"));
        card.situation = inner.optionalLocalized(QLatin1String("situation"));
        card.causes = inner.optionalLocalized(QLatin1String("causes"));
        card.text = inner.localized(QLatin1String("text"));
        card.say = inner.optionalLocalized(QLatin1String("say"));
        card.next = inner.localized(QLatin1String("next"));
        const QStringList tags =
            inner.has(QLatin1String("tags")) ? inner.texts(QLatin1String("tags")) : QStringList();
        for (qsizetype t = 0; t < tags.size(); ++t) {
            const auto found = std::find_if(set.tags.begin(), set.tags.end(),
                                            [&](const ItemOption &tag) { return tag.id == tags[t]; });
            if (found == set.tags.end())
                m_fault.note(QStringLiteral("playbook.value-unknown"), Advice::AskUser,
                             pathIn(inner.pathOf(QLatin1String("tags")), t), tags[t]);
            else
                card.tags.push_back(int(found - set.tags.begin()));
        }
        card.fits = inner.optionalRule(QLatin1String("fits"));
        if (card.fits)
            m_graph.addReading(*card.fits, inner.pathOf(QLatin1String("fits")));
        inner.finish();
        set.cards.push_back(std::move(card));
    }
    return set;
}

} // namespace legwork
