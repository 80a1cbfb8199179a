// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/json_reader.h"

#include <algorithm>

namespace legwork {
namespace {

// Both languages are complete everywhere in the product, so a document that lacks one is refused.
constexpr const char *kLanguages[] = {"zh_CN", "en"};
constexpr qsizetype kIdLengthMax = 64;

QString typeName(QJsonValue::Type type)
{
    switch (type) {
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Bool:
        return QStringLiteral("boolean");
    case QJsonValue::Double:
        return QStringLiteral("number");
    case QJsonValue::String:
        return QStringLiteral("text");
    case QJsonValue::Array:
        return QStringLiteral("array");
    case QJsonValue::Object:
        return QStringLiteral("object");
    case QJsonValue::Undefined:
        break;
    }
    return QStringLiteral("nothing");
}

bool isId(const QString &text)
{
    if (text.isEmpty() || text.size() > kIdLengthMax)
        return false;
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'.';
    });
}

} // namespace

void JsonFault::note(const QString &code, Advice advice, const QString &path, const QString &detail)
{
    if (!m_error)
        m_error = Error{code, advice, {path, detail}};
}

JsonReader::JsonReader(const QJsonValue &value, QString path, JsonFault &fault)
    : m_object(value.toObject())
    , m_path(std::move(path))
    , m_fault(fault)
{
    if (!value.isObject())
        m_fault.note(QStringLiteral("playbook.type-wrong"), Advice::AskUser, m_path, typeName(value.type()));
}

QJsonValue JsonReader::take(QLatin1String member)
{
    m_taken.insert(member);
    const QJsonValue value = m_object.value(member);
    if (value.isUndefined())
        m_fault.note(QStringLiteral("playbook.member-missing"), Advice::AskUser, pathOf(member));
    return value;
}

QString JsonReader::text(QLatin1String member)
{
    const QJsonValue value = take(member);
    if (!value.isString())
        m_fault.note(QStringLiteral("playbook.type-wrong"), Advice::AskUser, pathOf(member),
                     typeName(value.type()));
    const QString text = value.toString();
    if (text.trimmed().isEmpty())
        m_fault.note(QStringLiteral("playbook.text-empty"), Advice::AskUser, pathOf(member));
    return text;
}

QString JsonReader::optionalText(QLatin1String member) { return has(member) ? text(member) : QString(); }

QString JsonReader::id(QLatin1String member)
{
    const QString id = text(member);
    if (!isId(id))
        m_fault.note(QStringLiteral("playbook.id-malformed"), Advice::AskUser, pathOf(member), id);
    return id;
}

QString JsonReader::plainId(QLatin1String member)
{
    const QString plain = id(member);
    if (plain.contains(u'.'))
        m_fault.note(QStringLiteral("playbook.id-malformed"), Advice::AskUser, pathOf(member), plain);
    return plain;
}

double JsonReader::real(QLatin1String member)
{
    const QJsonValue value = take(member);
    if (!value.isDouble())
        m_fault.note(QStringLiteral("playbook.type-wrong"), Advice::AskUser, pathOf(member),
                     typeName(value.type()));
    return value.toDouble();
}

double JsonReader::optionalReal(QLatin1String member, double otherwise)
{
    return has(member) ? real(member) : otherwise;
}

Logic JsonReader::rule(QLatin1String member)
{
    Logic logic(take(member));
    if (logic.isTooDeep())
        m_fault.note(QStringLiteral("playbook.rule-too-deep"), Advice::AskUser, pathOf(member));
    const QStringList unknown = logic.unknownOperators();
    if (!unknown.isEmpty())
        m_fault.note(QStringLiteral("playbook.operator-unknown"), Advice::AskUser, pathOf(member),
                     unknown.constFirst());
    return logic;
}

std::optional<Logic> JsonReader::optionalRule(QLatin1String member)
{
    return has(member) ? std::optional(rule(member)) : std::nullopt;
}

int JsonReader::number(QLatin1String member)
{
    const QJsonValue value = take(member);
    const int number = value.toInt(-1);
    if (number < 0)
        m_fault.note(QStringLiteral("playbook.type-wrong"), Advice::AskUser, pathOf(member),
                     typeName(value.type()));
    return number;
}

bool JsonReader::boolean(QLatin1String member, bool otherwise)
{
    if (!has(member))
        return otherwise;
    const QJsonValue value = take(member);
    if (!value.isBool())
        m_fault.note(QStringLiteral("playbook.type-wrong"), Advice::AskUser, pathOf(member),
                     typeName(value.type()));
    return value.toBool(otherwise);
}

QJsonArray JsonReader::array(QLatin1String member)
{
    const QJsonValue value = take(member);
    if (!value.isArray())
        m_fault.note(QStringLiteral("playbook.type-wrong"), Advice::AskUser, pathOf(member),
                     typeName(value.type()));
    else if (value.toArray().isEmpty())
        m_fault.note(QStringLiteral("playbook.list-empty"), Advice::AskUser, pathOf(member));
    return value.toArray();
}

QStringList JsonReader::texts(QLatin1String member)
{
    QStringList texts;
    const QJsonArray values = array(member);
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QString text = values[i].toString();
        if (text.isEmpty())
            m_fault.note(QStringLiteral("playbook.text-empty"), Advice::AskUser,
                         QStringLiteral("%1[%2]").arg(pathOf(member)).arg(i));
        texts.append(text);
    }
    return texts;
}

LocalizedText JsonReader::localized(QLatin1String member)
{
    JsonReader reader(take(member), pathOf(member), m_fault);
    QMap<QString, QString> byLanguage;
    for (const char *name : kLanguages) {
        const QLatin1String language(name);
        if (reader.m_object.value(language).toString().trimmed().isEmpty())
            m_fault.note(QStringLiteral("playbook.language-missing"), Advice::AskUser,
                         reader.pathOf(language));
    }
    // A company may add languages that we do not ship.
    const QStringList languages = reader.m_object.keys();
    for (const QString &language : languages)
        byLanguage.insert(language, reader.m_object.value(language).toString());
    return LocalizedText(std::move(byLanguage));
}

LocalizedText JsonReader::optionalLocalized(QLatin1String member)
{
    return has(member) ? localized(member) : LocalizedText();
}

void JsonReader::finish()
{
    const QStringList members = m_object.keys();
    for (const QString &member : members) {
        if (!m_taken.contains(member))
            m_fault.note(QStringLiteral("playbook.member-unknown"), Advice::AskUser, m_path + u'.' + member,
                         member);
    }
}

} // namespace legwork
