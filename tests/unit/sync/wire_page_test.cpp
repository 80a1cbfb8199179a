// SPDX-License-Identifier: Apache-2.0
#include "core/schema/rows.h"
#include "core/schema/schema.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace legwork;

namespace {

QString sourceFolder() { return qEnvironmentVariable("LEGWORK_SOURCE_DIR"); }

QString read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString typeName(FieldType type)
{
    switch (type) {
    case FieldType::Text:
        return QStringLiteral("Text");
    case FieldType::Integer:
        return QStringLiteral("Integer");
    case FieldType::Real:
        return QStringLiteral("Real");
    case FieldType::Boolean:
        return QStringLiteral("Boolean");
    case FieldType::Instant:
        return QStringLiteral("Instant");
    case FieldType::Date:
        return QStringLiteral("Date");
    case FieldType::Position:
        return QStringLiteral("Position");
    case FieldType::Reference:
        return QStringLiteral("Reference");
    case FieldType::Choice:
        return QStringLiteral("Choice");
    case FieldType::Set:
        return QStringLiteral("Set");
    case FieldType::Map:
        return QStringLiteral("Map");
    case FieldType::Packed:
        return QStringLiteral("Packed");
    }
    return {};
}

QString scopeName(ScopeKind kind)
{
    static const char *const kNames[] = {"company", "territory", "person"};
    return QLatin1String(kNames[int(kind)]);
}

QString ruleName(MergeRule rule)
{
    static const char *const kNames[] = {"Register", "FirstWins",    "Union", "Text",
                                         "Counter",  "StateMachine", "Ask"};
    return QLatin1String(kNames[int(rule)]);
}

struct NamedType {
    int entityNo;
    int fieldNo;
    const char *type;
};

/// The C++ type of every field: for a Choice it names the list.
constexpr NamedType kTypes[] = {
#define ENTITY(no, Type, table, scope, about) {no, 0, #Type},
#define FIELD(no, name, Type, merge, flags, about) {0, no, #Type},
#define END_ENTITY
#include "core/schema/entities.def"
#undef ENTITY
#undef FIELD
#undef END_ENTITY
};

QString choiceOf(int entityNo, int fieldNo)
{
    int at = 0;
    for (const NamedType &each : kTypes) {
        at = each.entityNo ? each.entityNo : at;
        const QString type = QLatin1String(each.type);
        if (at == entityNo && each.fieldNo == fieldNo)
            return type.mid(type.indexOf(u'<') + 1).chopped(1);
    }
    return {};
}

QString choiceLists()
{
    QString lists = QStringLiteral("\n## Choices\n");
#define CHOICES(Type) lists += QStringLiteral("- **" #Type "**:");
#define CHOICE(enumerator, code) lists += QStringLiteral(" `" code "`");
#define END_CHOICES lists += u'\n';
#include "core/schema/choices.def"
    lists +=
        QStringLiteral("\n## Moves\nBetween the states of fields that merge as StateMachine; the lists above "
                       "stand in the order of how far along.\n\n");
#define TRANSITIONS(Type)                                                                                    \
    {                                                                                                        \
        using State = Type;                                                                                  \
        lists += QStringLiteral("- **" #Type "**:");
#define TRANSITION(from, to)                                                                                 \
    lists += QString(QStringLiteral(" `%1`→`%2`")).arg(Choice(State::from).code(), Choice(State::to).code());
#define END_TRANSITIONS                                                                                      \
    lists += u'\n';                                                                                          \
    }
#include "core/schema/choices.def"
    return lists;
}

/// ENTITIES.md as the schema has it.
QString entitiesPage()
{
    QString page =
        QStringLiteral("# Entities and fields on the wire\n\n"
                       "Made from core/schema/entities.def: run the test sync_wire_page_test with\n"
                       "LEGWORK_UPDATE=1 to write it anew. How each type is sent and each rule merges stands "
                       "in README.md. This is schema %1.\n")
            .arg(kSchemaVersion);
    for (const EntitySpec &spec : entities()) {
        page +=
            QStringLiteral("\n## %1 · %2\n%3 Rows live in a %4's scope.\n\n| no | field | type | rule | |\n"
                           "|---|---|---|---|---|\n")
                .arg(spec.no)
                .arg(QLatin1String(spec.name), QString::fromUtf8(spec.about), scopeName(spec.scope));
        for (const FieldSpec &field : spec.fields) {
            QString type = typeName(field.type);
            if (field.refersTo)
                type += QStringLiteral(" to ") + QLatin1String(entity(field.refersTo)->name);
            if (field.type == FieldType::Choice)
                type += QStringLiteral(" of ") + choiceOf(spec.no, field.no);
            page += QStringLiteral("| %1 | %2 | %3 | %4 | %5 |\n")
                        .arg(field.no)
                        .arg(QLatin1String(field.name), type, ruleName(field.merge),
                             QString::fromUtf8(field.about));
        }
    }
    return page + choiceLists();
}

} // namespace

class WirePageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entitiesPage_saysWhatTheSchemaSays();
    void everyCodeOfTheSources_standsOnThePage();
};

void WirePageTest::entitiesPage_saysWhatTheSchemaSays()
{
    const QString path = sourceFolder() + QStringLiteral("/sync/protocol/ENTITIES.md");
    if (qEnvironmentVariableIsSet("LEGWORK_UPDATE")) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(entitiesPage().toUtf8());
    }
    QVERIFY2(read(path) == entitiesPage(), "run sync_wire_page_test with LEGWORK_UPDATE=1");
}

void WirePageTest::everyCodeOfTheSources_standsOnThePage()
{
    const QString page = read(sourceFolder() + QStringLiteral("/sync/protocol/README.md"));
    // What only whoever starts the server gets to see, and what devices hear of as server.busy or server.failed.
    const QStringList local{QStringLiteral("server.data-folder"),
                            QStringLiteral("server.key-lost"),
                            QStringLiteral("server.store-lost"),
                            QStringLiteral("server.newer-store"),
                            QStringLiteral("server.file"),
                            QStringLiteral("server.tls"),
                            QStringLiteral("server.listen"),
                            QStringLiteral("server.database-address"),
                            QStringLiteral("server.database-access"),
                            QStringLiteral("server.store-away"),
                            QStringLiteral("server.overtaken"),
                            QStringLiteral("server.store-failed")};
    static const QRegularExpression code(QStringLiteral("\"((?:sync|enrol|wire|server|attach)\\.[a-z-]+)\""));
    int found = 0;
    for (const char *folder : {"/sync/server", "/sync/protocol"}) {
        QDirIterator files(sourceFolder() + QLatin1String(folder), {QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            auto codes = code.globalMatch(read(files.next()));
            while (codes.hasNext()) {
                const QString each = codes.next().captured(1);
                ++found;
                if (!local.contains(each))
                    QVERIFY2(page.contains(u'`' + each + u'`'),
                             qPrintable(each + QStringLiteral(" in ") + files.filePath()));
            }
        }
    }
    QVERIFY(found > 30);
}

QTEST_APPLESS_MAIN(WirePageTest)
#include "wire_page_test.moc"
