// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/playbook_reading.h"

#include <algorithm>

/// Checklists, scorecards and assessments.
namespace legwork {
namespace {

constexpr std::array kTickAnswers = {"tick", "text"};
constexpr std::array kRatedAnswers = {"rating", "text"};
constexpr std::array kEvidence = {"photo"};
constexpr std::array kPictures = {"none", "bars", "radar"};

double mostOf(const std::vector<Level> &levels)
{
    const auto most = std::max_element(levels.begin(), levels.end(),
                                       [](const Level &a, const Level &b) { return a.points < b.points; });
    return most == levels.end() ? 0 : most->points;
}

} // namespace

std::vector<Level> PlaybookReading::readLevels(JsonReader &reader)
{
    std::vector<Level> levels;
    if (!reader.has(QLatin1String("levels")))
        return levels;
    const QJsonArray written = reader.array(QLatin1String("levels"));
    for (qsizetype i = 0; i < written.size(); ++i) {
        JsonReader inner(written[i], pathIn(reader.pathOf(QLatin1String("levels")), i), m_fault);
        Level level{inner.real(QLatin1String("points")), inner.localized(QLatin1String("text"))};
        for (const Level &other : levels) {
            if (other.points == level.points)
                m_fault.note(QStringLiteral("playbook.id-duplicate"), Advice::AskUser,
                             inner.pathOf(QLatin1String("points")), QString::number(level.points));
        }
        inner.finish();
        levels.push_back(std::move(level));
    }
    return levels;
}

std::vector<Reading> PlaybookReading::readReadings(JsonReader &reader, const QString &idPrefix)
{
    std::vector<Reading> readings;
    if (!reader.has(QLatin1String("readings")))
        return readings;
    const QJsonArray written = reader.array(QLatin1String("readings"));
    QSet<QString> ids;
    for (qsizetype i = 0; i < written.size(); ++i) {
        JsonReader inner(written[i], pathIn(reader.pathOf(QLatin1String("readings")), i), m_fault);
        Reading reading;
        reading.id = idPrefix + inner.id(QLatin1String("id"));
        checkNew(ids, reading.id, inner.pathOf(QLatin1String("id")));
        reading.when = inner.rule(QLatin1String("when"));
        reading.title = inner.localized(QLatin1String("title"));
        reading.text = inner.localized(QLatin1String("text"));
        reading.next = inner.localized(QLatin1String("next"));
        inner.finish();
        m_graph.addReading(reading.when, inner.pathOf(QLatin1String("when")));
        readings.push_back(std::move(reading));
    }
    return readings;
}

std::vector<Section> PlaybookReading::readSections(JsonReader &reader)
{
    std::vector<Section> sections;
    if (!reader.has(QLatin1String("sections")))
        return sections;
    const QJsonArray written = reader.array(QLatin1String("sections"));
    QSet<QString> ids;
    for (qsizetype i = 0; i < written.size(); ++i) {
        JsonReader inner(written[i], pathIn(QStringLiteral("$.sections"), i), m_fault);
        Section section;
        section.id = inner.plainId(QLatin1String("id"));
        checkNew(ids, section.id, inner.pathOf(QLatin1String("id")));
        section.title = inner.localized(QLatin1String("title"));
        section.hint = inner.optionalLocalized(QLatin1String("hint"));
        section.readings = readReadings(inner, section.id + u'.');
        inner.finish();
        m_graph.addSection(section.id);
        sections.push_back(std::move(section));
    }
    return sections;
}

Scoring PlaybookReading::readScoring(JsonReader &reader)
{
    Scoring scoring;
    // Readings are numbered as they are read: those of the whole come first.
    scoring.readings = readReadings(reader, {});
    scoring.sections = readSections(reader);
    if (reader.has(QLatin1String("results"))) {
        const QJsonArray written = reader.array(QLatin1String("results"));
        QSet<QString> ids;
        for (qsizetype i = 0; i < written.size(); ++i) {
            JsonReader inner(written[i], pathIn(QStringLiteral("$.results"), i), m_fault);
            ComputedResult result{inner.plainId(QLatin1String("id")), inner.localized(QLatin1String("text")),
                                  inner.rule(QLatin1String("value"))};
            checkNew(ids, result.id, inner.pathOf(QLatin1String("id")));
            inner.finish();
            m_graph.addResult(result.id, result.value, inner.pathOf(QLatin1String("value")));
            scoring.results.push_back(std::move(result));
        }
    }
    scoring.picture = optionalChoice<ResultPicture>(reader, QLatin1String("picture"), kPictures, m_fault)
                          .value_or(ResultPicture::None);
    return scoring;
}

Checklist PlaybookReading::readChecklist(JsonReader &reader)
{
    Checklist checklist;
    checklist.blocksCheckIn = reader.boolean(QLatin1String("blocksCheckIn"), false);
    checklist.scoring = readScoring(reader);
    const std::vector<Section> &sections = checklist.scoring.sections;
    QSet<QString> ids;
    const QJsonArray items = reader.array(QLatin1String("items"));
    for (qsizetype i = 0; i < items.size(); ++i) {
        JsonReader inner(items[i], pathIn(QStringLiteral("$.items"), i), m_fault);
        ChecklistItem item;
        item.id = inner.id(QLatin1String("id"));
        checkNew(ids, item.id, inner.pathOf(QLatin1String("id")));
        item.text = inner.localized(QLatin1String("text"));
        item.hint = inner.optionalLocalized(QLatin1String("hint"));
        item.group = inner.optionalLocalized(QLatin1String("group"));
        item.mandatory = inner.boolean(QLatin1String("mandatory"), false);
        item.answer = optionalChoice<ItemAnswer>(inner, QLatin1String("answer"), kTickAnswers, m_fault)
                          .value_or(ItemAnswer::Tick);
        item.forSex = optionalChoice<Sex>(inner, QLatin1String("forSex"), ChoiceCodes<Sex>::codes, m_fault);
        item.wantsPhoto =
            optionalChoice<int>(inner, QLatin1String("evidence"), kEvidence, m_fault).has_value();
        item.points = inner.optionalReal(QLatin1String("points"), 0);
        if (inner.has(QLatin1String("section"))) {
            const QString id = inner.text(QLatin1String("section"));
            const auto found = std::find_if(sections.begin(), sections.end(),
                                            [&](const Section &section) { return section.id == id; });
            if (found == sections.end()) {
                m_fault.note(QStringLiteral("playbook.value-unknown"), Advice::AskUser,
                             inner.pathOf(QLatin1String("section")), id);
            } else {
                item.section = int(found - sections.begin());
                item.group = found->title;
            }
        }
        item.rules = readRules(inner);
        inner.finish();
        RuleItem asRules{item.id, item.answer == ItemAnswer::Tick ? AnswerType::Tick : AnswerType::Text};
        asRules.section = item.section;
        asRules.forTick = asRules.most = item.points;
        m_graph.addItem(std::move(asRules), item.rules, inner.path());
        checklist.items.push_back(std::move(item));
    }
    return checklist;
}

RatedItem PlaybookReading::readRatedItem(const QJsonValue &value, const QString &path, int section)
{
    JsonReader reader(value, path, m_fault);
    RatedItem item;
    item.section = section;
    item.id = reader.plainId(QLatin1String("id"));
    item.text = reader.localized(QLatin1String("text"));
    item.hint = reader.optionalLocalized(QLatin1String("hint"));
    item.ask = reader.optionalLocalized(QLatin1String("ask"));
    item.levels = readLevels(reader);
    item.weight = reader.optionalReal(QLatin1String("weight"), 1);
    item.mandatory = reader.boolean(QLatin1String("mandatory"), false);
    const auto answer = optionalChoice<int>(reader, QLatin1String("answer"), kRatedAnswers, m_fault);
    item.answer = answer.value_or(0) == 0 ? AnswerType::Rating : AnswerType::Text;
    item.wantsPhoto = optionalChoice<int>(reader, QLatin1String("evidence"), kEvidence, m_fault).has_value();
    item.rules = readRules(reader);
    reader.finish();
    return item;
}

void PlaybookReading::readScaledItems(JsonReader &reader, RatedForm &form, int section)
{
    const QJsonArray items = reader.array(QLatin1String("items"));
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString path = pathIn(reader.pathOf(QLatin1String("items")), i);
        RatedItem item = readRatedItem(items[i], path, section);
        if (item.answer == AnswerType::Rating && form.levelsOf(item).empty())
            m_fault.note(QStringLiteral("playbook.member-missing"), Advice::AskUser,
                         path + QStringLiteral(".levels"));
        RuleItem asRules{item.id, item.answer, section};
        asRules.weight = item.weight;
        asRules.most = item.answer == AnswerType::Rating ? mostOf(form.levelsOf(item)) * item.weight : 0;
        if (form.ratings.empty() || item.answer == AnswerType::Text) {
            m_graph.addItem(asRules, item.rules, path);
        } else {
            for (size_t r = 0; r < form.ratings.size(); ++r) {
                asRules.id = item.id + u'.' + form.ratings[r].id;
                asRules.rating = int(r);
                m_graph.addItem(asRules, item.rules, path);
            }
        }
        form.items.push_back(std::move(item));
    }
}

RatedForm PlaybookReading::readRatedForm(JsonReader &reader)
{
    RatedForm form;
    form.levels = readLevels(reader);
    form.ratings = readOptions(reader, QLatin1String("ratings"), QLatin1String("title"));
    QStringList ratingIds;
    for (const ItemOption &rating : form.ratings)
        ratingIds.append(rating.id);
    m_graph.setRatings(ratingIds);
    form.scoring = readScoring(reader);
    if (form.scoring.sections.empty())
        m_fault.note(QStringLiteral("playbook.member-missing"), Advice::AskUser,
                     reader.pathOf(QLatin1String("sections")));
    QSet<QString> ids;
    const QJsonArray blocks = reader.array(QLatin1String("items"));
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        // Items stand in blocks, one for each section, so that the section is named once.
        JsonReader block(blocks[i], pathIn(QStringLiteral("$.items"), i), m_fault);
        const QString id = block.text(QLatin1String("section"));
        const auto &sections = form.scoring.sections;
        const auto found = std::find_if(sections.begin(), sections.end(),
                                        [&](const Section &section) { return section.id == id; });
        if (found == sections.end()) {
            m_fault.note(QStringLiteral("playbook.value-unknown"), Advice::AskUser,
                         block.pathOf(QLatin1String("section")), id);
            return form;
        }
        const size_t first = form.items.size();
        readScaledItems(block, form, int(found - sections.begin()));
        for (size_t n = first; n < form.items.size(); ++n)
            checkNew(ids, form.items[n].id,
                     pathIn(block.pathOf(QLatin1String("items")), qsizetype(n - first))
                         + QStringLiteral(".id"));
        block.finish();
    }
    return form;
}

} // namespace legwork
