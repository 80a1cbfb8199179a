// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/command.h"
#include "core/playbook/playbook_library.h"
#include "core/playbook/playbook_lint.h"
#include "core/playbook/playbook_texts.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace legwork::ctl {
namespace {

Result<QByteArray> readFile(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(QStringLiteral("playbook.no-file"), Advice::AskUser, {name, file.errorString()});
    return file.readAll();
}

Result<Playbook> readPlaybook(const QString &name)
{
    const auto json = readFile(name);
    return json ? Playbook::parse(*json) : Result<Playbook>(forward(json));
}

QString fileNameOf(const Playbook &playbook) { return playbook.id() + QStringLiteral(".json"); }

int lintFiles(const QStringList &names)
{
    int errors = 0;
    size_t findings = 0;
    for (const QString &name : names) {
        const auto playbook = readPlaybook(name);
        if (!playbook) {
            ++errors;
            const Error &error = playbook.error();
            say(QStringLiteral("%1: error: %2: %3")
                    .arg(name, error.arguments.value(0),
                         (QStringList(error.code) + error.arguments.mid(1)).join(u' ')));
            continue;
        }
        for (const LintFinding &finding : lint(*playbook)) {
            ++findings;
            say(QStringLiteral("%1: %2: %3 %4").arg(name, finding.path, finding.code, finding.detail));
        }
    }
    say(QStringLiteral("%1 documents, %2 errors, %3 findings").arg(names.size()).arg(errors).arg(findings));
    return errors == 0 && findings == 0 ? kWell : kFailed;
}

int preview(const QString &name, const QString &language)
{
    const auto playbook = readPlaybook(name);
    if (!playbook)
        return report(playbook.error());
    say(QStringLiteral("%1, version %2: %3")
            .arg(playbook->id())
            .arg(playbook->version())
            .arg(playbook->methods().join(QStringLiteral(", "))));
    forEachText(*playbook, [&](const QString &path, const LocalizedText &text) {
        say(QStringLiteral("%1\n    %2").arg(path, text.in(language)));
    });
    return kWell;
}

/// Takes a document into a folder of playbooks. What is there stays when the new one is wrong or not newer.
int takeIn(const QString &name, const QString &folder)
{
    const auto json = readFile(name);
    if (!json)
        return report(json.error());
    const auto playbook = Playbook::parse(*json);
    if (!playbook)
        return report(playbook.error());
    const QString target = QDir(folder).filePath(fileNameOf(*playbook));
    if (QFile::exists(target)) {
        const auto present = readPlaybook(target);
        if (present && present->version() >= playbook->version())
            return report({QStringLiteral("playbook.not-newer"),
                           Advice::AskUser,
                           {playbook->id(), QString::number(present->version())}});
    }
    QSaveFile file(target);
    if (!file.open(QIODevice::WriteOnly) || file.write(*json) != json->size() || !file.commit())
        return report(
            {QStringLiteral("playbook.not-written"), Advice::AskUser, {target, file.errorString()}});
    say(QStringLiteral("%1 version %2 -> %3").arg(playbook->id()).arg(playbook->version()).arg(target));
    return kWell;
}

/// Writes the documents that ship, to be changed and taken in again.
int giveOut(const QString &id, const QString &folder)
{
    int written = 0;
    const QDir shipped(QStringLiteral(":/legwork/playbook"));
    for (const QString &name : shipped.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        if (id != QLatin1String("all") && name != id + QStringLiteral(".json"))
            continue;
        const auto json = readFile(shipped.filePath(name));
        if (!json)
            return report(json.error());
        QSaveFile file(QDir(folder).filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(*json) != json->size() || !file.commit())
            return report({QStringLiteral("playbook.not-written"),
                           Advice::AskUser,
                           {file.fileName(), file.errorString()}});
        ++written;
    }
    if (written == 0)
        return report({QStringLiteral("playbook.not-found"), Advice::AskUser, {id}});
    say(QStringLiteral("%1 documents -> %2").arg(written).arg(folder));
    return kWell;
}

/// Lists are compared by the ids of their elements, so that an inserted step is one difference and not all that
/// follow it.
class Comparison
{
public:
    int differences = 0;

    void compare(const QString &path, const QJsonValue &before, const QJsonValue &after)
    {
        if (before == after)
            return;
        if (before.isObject() && after.isObject())
            return members(path, before.toObject(), after.toObject());
        if (before.isArray() && after.isArray() && hasIds(before.toArray()) && hasIds(after.toArray()))
            return members(path, byId(before.toArray()), byId(after.toArray()));
        ++differences;
        say(path);
        if (!before.isUndefined())
            say(QStringLiteral("  - ") + written(before));
        if (!after.isUndefined())
            say(QStringLiteral("  + ") + written(after));
    }

private:
    void members(const QString &path, const QJsonObject &before, const QJsonObject &after)
    {
        QStringList names = before.keys();
        for (const QString &name : after.keys()) {
            if (!before.contains(name))
                names.append(name);
        }
        for (const QString &name : names)
            compare(path + u'.' + name, before.value(name), after.value(name));
    }

    static bool hasIds(const QJsonArray &list)
    {
        for (const QJsonValue &element : list) {
            if (!element.toObject().contains(QLatin1String("id")))
                return false;
        }
        return !list.isEmpty();
    }

    static QJsonObject byId(const QJsonArray &list)
    {
        QJsonObject object;
        for (const QJsonValue &element : list)
            object.insert(element.toObject().value(QLatin1String("id")).toString(), element);
        return object;
    }

    static QString written(const QJsonValue &value)
    {
        const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        return QString::fromUtf8(json).mid(1).chopped(1);
    }
};

int diff(const QString &beforeName, const QString &afterName)
{
    const auto before = readFile(beforeName);
    const auto after = readFile(afterName);
    for (const auto *json : {&before, &after}) {
        if (!*json)
            return report(json->error());
        if (const auto playbook = Playbook::parse(**json); !playbook)
            return report(playbook.error());
    }
    Comparison comparison;
    comparison.compare(QStringLiteral("$"), QJsonDocument::fromJson(*before).object(),
                       QJsonDocument::fromJson(*after).object());
    say(QStringLiteral("%1 differences").arg(comparison.differences));
    return comparison.differences == 0 ? kWell : kFailed;
}

int usage()
{
    complain(QStringLiteral("legworkctl playbook lint FILE...\n"
                            "legworkctl playbook preview FILE [LANGUAGE]\n"
                            "legworkctl playbook import FILE FOLDER\n"
                            "legworkctl playbook export ID|all FOLDER\n"
                            "legworkctl playbook diff FILE FILE"));
    return kMisused;
}

} // namespace

int runPlaybook(const QStringList &arguments)
{
    const QString what = arguments.value(0);
    const qsizetype count = arguments.size() - 1;
    if (what == QLatin1String("lint") && count >= 1)
        return lintFiles(arguments.mid(1));
    if (what == QLatin1String("preview") && (count == 1 || count == 2))
        return preview(arguments[1], arguments.value(2, QStringLiteral("zh_CN")));
    if (what == QLatin1String("import") && count == 2)
        return takeIn(arguments[1], arguments[2]);
    if (what == QLatin1String("export") && count == 2)
        return giveOut(arguments[1], arguments[2]);
    if (what == QLatin1String("diff") && count == 2)
        return diff(arguments[1], arguments[2]);
    return usage();
}

} // namespace legwork::ctl
