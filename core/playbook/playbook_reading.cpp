// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/playbook_reading.h"

#include "core/schema/schema.h"

#include <QJsonDocument>

namespace legwork {
namespace {

constexpr std::array kPlaces = {"visit", "phone", "account", "contact", "opportunity", "team"};

} // namespace

Result<Playbook> PlaybookReading::read(const QByteArray &json)
{
    const QString root = QStringLiteral("$");
    if (json.size() > Playbook::kBytesMax)
        return fail(QStringLiteral("playbook.too-large"), Advice::AskUser,
                    {root, QString::number(json.size())});
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return fail(QStringLiteral("playbook.not-json"), Advice::AskUser,
                    {root, QStringLiteral("%1 @ %2").arg(parseError.errorString()).arg(parseError.offset)});
    JsonReader reader(document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array()),
                      root, m_fault);
    // Format and kind come first: in a document of a newer app everything else may look wrong.
    if (const int format = reader.number(QLatin1String("format"));
        !m_fault.error() && format != Playbook::kFormat)
        m_fault.note(QStringLiteral("playbook.format-unknown"), Advice::Update,
                     reader.pathOf(QLatin1String("format")), QString::number(format));
    const QString kind = reader.text(QLatin1String("kind"));
    const auto known = Choice<PlaybookKind>::fromCode(kind).known();
    if (!known)
        m_fault.note(QStringLiteral("playbook.kind-unknown"), Advice::Update,
                     reader.pathOf(QLatin1String("kind")), kind);
    if (m_fault.error())
        return tl::unexpected<Error>(*m_fault.error());
    m_playbook.m_kind = *known;
    readHeader(reader);
    readContent(reader);
    reader.finish();
    if (!m_fault.error())
        m_playbook.m_rules = m_graph.build(m_fault);
    if (m_fault.error())
        return tl::unexpected<Error>(*m_fault.error());
    return std::move(m_playbook);
}

void PlaybookReading::readHeader(JsonReader &reader)
{
    m_playbook.m_id = reader.id(QLatin1String("id"));
    m_playbook.m_version = reader.number(QLatin1String("version"));
    m_playbook.m_title = reader.localized(QLatin1String("title"));
    m_playbook.m_methods = reader.texts(QLatin1String("methods"));
    m_playbook.m_intro = reader.optionalLocalized(QLatin1String("intro"));
    m_playbook.m_source = reader.optionalLocalized(QLatin1String("source"));
    m_playbook.m_isRetired = reader.boolean(QLatin1String("retired"), false);
    if (reader.has(QLatin1String("purposes"))) {
        const QStringList purposes = reader.texts(QLatin1String("purposes"));
        for (qsizetype i = 0; i < purposes.size(); ++i) {
            const auto purpose = oneOf(ChoiceCodes<VisitPurpose>::codes, purposes[i],
                                       pathIn(QStringLiteral("$.purposes"), i), m_fault);
            m_playbook.m_purposes.push_back(VisitPurpose(purpose.value_or(0)));
        }
    }
    if (reader.has(QLatin1String("offeredOn"))) {
        const QStringList places = reader.texts(QLatin1String("offeredOn"));
        for (qsizetype i = 0; i < places.size(); ++i) {
            const auto place = oneOf(kPlaces, places[i], pathIn(QStringLiteral("$.offeredOn"), i), m_fault);
            m_playbook.m_places.push_back(PlaybookPlace(place.value_or(0)));
        }
    }
}

void PlaybookReading::readContent(JsonReader &reader)
{
    switch (m_playbook.m_kind) {
    case PlaybookKind::Script:
        m_playbook.m_content = readScript(reader);
        break;
    case PlaybookKind::Checklist:
        m_playbook.m_content = readChecklist(reader);
        break;
    case PlaybookKind::Scorecard:
    case PlaybookKind::Assessment:
        m_playbook.m_content = readRatedForm(reader);
        break;
    case PlaybookKind::PlanSheet:
        m_playbook.m_content = readPlanSheet(reader);
        break;
    case PlaybookKind::Cards:
        m_playbook.m_content = readCards(reader);
        break;
    }
}

ItemRules PlaybookReading::readRules(JsonReader &reader)
{
    ItemRules rules;
    rules.shownIf = reader.optionalRule(QLatin1String("shownIf"));
    rules.defaultTo = reader.optionalRule(QLatin1String("default"));
    rules.validIf = reader.optionalRule(QLatin1String("validIf"));
    if (rules.validIf)
        rules.invalid = reader.localized(QLatin1String("invalid"));
    rules.binds = readBinding(reader, QLatin1String("binds"), false);
    return rules;
}

std::optional<Binding> PlaybookReading::readBinding(JsonReader &reader, QLatin1String member, bool creates)
{
    if (!reader.has(member))
        return std::nullopt;
    const QString name = reader.text(member);
    const EntitySpec *entity = entityNamed(name.section(u'.', 0, 0));
    const QString fieldName = name.section(u'.', 1);
    const FieldSpec *field = entity ? entity->fieldNamed(fieldName) : nullptr;
    if (!entity || (creates ? !fieldName.isEmpty() : !field)) {
        m_fault.note(QStringLiteral("playbook.binding-unknown"), Advice::AskUser, reader.pathOf(member),
                     name);
        return std::nullopt;
    }
    return Binding{entity->no, field ? field->no : 0};
}

std::vector<ItemOption> PlaybookReading::readOptions(JsonReader &reader, QLatin1String list,
                                                     QLatin1String member)
{
    std::vector<ItemOption> options;
    if (!reader.has(list))
        return options;
    QSet<QString> ids;
    const QJsonArray written = reader.array(list);
    for (qsizetype i = 0; i < written.size(); ++i) {
        JsonReader inner(written[i], pathIn(reader.pathOf(list), i), m_fault);
        ItemOption option{inner.plainId(QLatin1String("id")), inner.localized(member)};
        checkNew(ids, option.id, inner.pathOf(QLatin1String("id")));
        inner.finish();
        options.push_back(std::move(option));
    }
    return options;
}

void PlaybookReading::checkNew(QSet<QString> &ids, const QString &id, const QString &path)
{
    if (ids.contains(id))
        m_fault.note(QStringLiteral("playbook.id-duplicate"), Advice::AskUser, path, id);
    ids.insert(id);
}

QString PlaybookReading::pathIn(const QString &list, qsizetype index)
{
    return QStringLiteral("%1[%2]").arg(list).arg(index);
}

void PlaybookReading::addItem(const QString &id, AnswerType answer, const ItemRules &rules,
                              const QString &path)
{
    m_graph.addItem({id, answer}, rules, path);
}

} // namespace legwork
