// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/import_options.h"

#include <QCommandLineParser>

namespace legwork::ctl {
namespace {

using namespace importing;

tl::unexpected<Error> wrong(const QString &what)
{
    return fail(QStringLiteral("import.option"), Advice::AskUser, {what});
}

/// The value that a word stands for; an error that lists the words otherwise.
template<class T>
Result<std::optional<T>> chosen(const QCommandLineParser &parser, const QString &option,
                                std::initializer_list<std::pair<const char *, T>> words)
{
    if (!parser.isSet(option))
        return std::optional<T>();
    QStringList known;
    for (const auto &[word, value] : words) {
        if (parser.value(option).toLower() == QLatin1String(word))
            return std::optional<T>(value);
        known.append(QLatin1String(word));
    }
    return wrong(QStringLiteral("--%1 takes %2").arg(option, known.join(QStringLiteral(", "))));
}

void addOptions(QCommandLineParser &parser)
{
    const auto add = [&](const char *name, const char *about, const char *value = nullptr) {
        const QString text = QString::fromLatin1(about);
        if (value)
            parser.addOption({QString::fromLatin1(name), text, QString::fromLatin1(value)});
        else
            parser.addOption({QString::fromLatin1(name), text});
    };
    add("profile", "Folder of the device's data.", "DIR");
    add("developer-key-file", "Key in a file instead of the key store; for developers.", "FILE");
    add("preview", "Say what would happen, and store nothing.");
    add("rows", "Rows shown in the preview (5).", "N");
    add("coordinates", "Coordinate system of the file: wgs84, gcj02 or bd09.", "NAME");
    add("swap", "Latitude and longitude are exchanged in the file: yes or no.", "YES");
    add("encoding", "utf-8, gb18030, utf-16le or utf-16be.", "NAME");
    add("separator", "Separator of the cells; tab for a tab.", "C");
    add("heading", "The first row names the columns: yes or no.", "YES");
    add("keep-going", "Set rows with undecodable bytes aside instead of refusing the file.");
    add("kind", "What the file lists: accounts or contacts.", "NAME");
    add("map", "Column by heading and where it goes, as in notes=businessScope; may be given again.",
        "HEADING=FIELD");
    add("country", "Country of rows that name none (ISO 3166), for checks.", "CC");
    add("currency", "Currency of amounts that name none (ISO 4217).", "CCC");
    add("merge", "Where both have a value: fill keeps ours, replace takes the file's.", "HOW");
    add("duplicates", "propose (as shown), merge, keep or skip.", "HOW");
    add("territory", "Territory of new rows, on a device that is not enrolled.", "ID");
    add("undo", "Take an import back, by the id it printed.", "ID");
}

Status readFileOptions(const QCommandLineParser &parser, ImportOptions &options)
{
    const auto encoding = chosen<TextEncoding>(parser, QStringLiteral("encoding"),
                                               {{"utf-8", TextEncoding::Utf8},
                                                {"gb18030", TextEncoding::Gb18030},
                                                {"utf-16le", TextEncoding::Utf16Le},
                                                {"utf-16be", TextEncoding::Utf16Be}});
    if (!encoding)
        return forward(encoding);
    options.opening.text.encoding = *encoding;
    options.opening.text.keepGoing = parser.isSet(QStringLiteral("keep-going"));
    const auto heading = chosen<bool>(parser, QStringLiteral("heading"), {{"yes", true}, {"no", false}});
    if (!heading)
        return forward(heading);
    options.opening.table.hasHeading = *heading;
    const QString separator = parser.value(QStringLiteral("separator"));
    if (separator == u"tab")
        options.opening.table.separator = u'\t';
    else if (separator.size() == 1)
        options.opening.table.separator = separator.front();
    else if (!separator.isEmpty())
        return wrong(QStringLiteral("--separator takes one character, or tab"));
    return {};
}

Status readChoices(const QCommandLineParser &parser, ImportOptions &options)
{
    const auto datum =
        chosen<Datum>(parser, QStringLiteral("coordinates"),
                      {{"wgs84", Datum::Wgs84}, {"gcj02", Datum::Gcj02}, {"bd09", Datum::Bd09}});
    if (!datum)
        return forward(datum);
    const auto swap = chosen<bool>(parser, QStringLiteral("swap"), {{"yes", true}, {"no", false}});
    if (!swap)
        return forward(swap);
    const auto kind = chosen<FileKind>(parser, QStringLiteral("kind"),
                                       {{"accounts", FileKind::Accounts}, {"contacts", FileKind::Contacts}});
    if (!kind)
        return forward(kind);
    const auto merge =
        chosen<MergePolicy>(parser, QStringLiteral("merge"),
                            {{"fill", MergePolicy::FillEmpty}, {"replace", MergePolicy::FileWins}});
    if (!merge)
        return forward(merge);
    using Action = std::optional<DuplicateAction>;
    const auto duplicates = chosen<Action>(parser, QStringLiteral("duplicates"),
                                           {{"propose", Action()},
                                            {"merge", DuplicateAction::Merge},
                                            {"keep", DuplicateAction::KeepBoth},
                                            {"skip", DuplicateAction::Skip}});
    if (!duplicates)
        return forward(duplicates);
    options.choices.datum = *datum;
    options.choices.swapAxes = *swap;
    options.choices.kind = *kind;
    options.choices.merge = merge->value_or(MergePolicy::FillEmpty);
    options.duplicateAction = duplicates->value_or(Action());
    options.choices.country = parser.value(QStringLiteral("country"));
    options.choices.currency = parser.value(QStringLiteral("currency")).toUpper();
    options.columnTargets = parser.values(QStringLiteral("map"));
    return {};
}

Result<Uuid> idOf(const QCommandLineParser &parser, const QString &option)
{
    if (!parser.isSet(option))
        return Uuid();
    const auto id = Uuid::fromText(parser.value(option));
    if (!id)
        return wrong(QStringLiteral("--%1 takes an id").arg(option));
    return *id;
}

Result<ColumnTarget> targetNamed(const QString &name)
{
    using Kind = ColumnTarget::Kind;
    const QString wanted = name.toLower();
    for (const auto &[word, kind] :
         {std::pair("latitude", Kind::Latitude), std::pair("longitude", Kind::Longitude),
          std::pair("attribute", Kind::Attribute), std::pair("ignore", Kind::Ignored)}) {
        if (wanted == QLatin1String(word))
            return ColumnTarget{kind, 0, 0};
    }
    const QString owner = wanted.contains(u'.') ? wanted.section(u'.', 0, 0) : QString();
    for (const int entityNo : {Account::kEntityNo, Contact::kEntityNo}) {
        if (!owner.isEmpty() && owner != QString::fromLatin1(entity(entityNo)->name).toLower())
            continue;
        for (const FieldSpec &field : entity(entityNo)->fields) {
            if (canBeRead(entityNo, field)
                && QString::fromLatin1(field.name).toLower() == wanted.section(u'.', -1))
                return ColumnTarget::toField(entityNo, field.no);
        }
    }
    return wrong(QStringLiteral("--map knows no field %1").arg(name));
}

} // namespace

Result<ImportOptions> ImportOptions::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList(QStringLiteral("import")) + arguments))
        return wrong(parser.errorText());
    ImportOptions options;
    options.profile = parser.value(QStringLiteral("profile"));
    options.developerKeyFile = parser.isSet(QStringLiteral("developer-key-file"))
                                   ? parser.value(QStringLiteral("developer-key-file"))
                                   : qEnvironmentVariable("LEGWORK_DEVELOPER_KEY_FILE");
    options.isPreview = parser.isSet(QStringLiteral("preview"));
    if (parser.isSet(QStringLiteral("rows"))) {
        bool good = false;
        options.rowsShown = parser.value(QStringLiteral("rows")).toLongLong(&good);
        if (!good || options.rowsShown < 0)
            return wrong(QStringLiteral("--rows takes a number"));
    }
    const auto undo = idOf(parser, QStringLiteral("undo"));
    if (!undo)
        return forward(undo);
    const auto territory = idOf(parser, QStringLiteral("territory"));
    if (!territory)
        return forward(territory);
    options.undo = {*undo};
    options.territory = *territory;
    if (auto done = readFileOptions(parser, options); !done)
        return forward(done);
    if (auto done = readChoices(parser, options); !done)
        return forward(done);
    const QStringList files = parser.positionalArguments();
    if (options.undo.isNull() ? files.size() != 1 : !files.isEmpty())
        return wrong(QStringLiteral("one FILE, or --undo ID"));
    if (options.profile.isEmpty() && !options.isPreview)
        return wrong(QStringLiteral("--profile DIR, or --preview"));
    options.file = files.value(0);
    return options;
}

QString ImportOptions::help()
{
    QCommandLineParser parser;
    addOptions(parser);
    parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("List of customers or contacts."));
    return parser.helpText();
}

Status resolveColumns(const QStringList &targets, const Mapping &mapping, ImportChoices &choices)
{
    for (const QString &wanted : targets) {
        const qsizetype divider = wanted.lastIndexOf(u'=');
        const QString heading = wanted.left(divider);
        const auto column = std::find_if(mapping.columns.begin(), mapping.columns.end(),
                                         [&](const Column &known) { return known.name == heading; });
        if (divider < 0 || column == mapping.columns.end())
            return wrong(QStringLiteral("--map knows no column %1").arg(heading));
        const auto target = targetNamed(wanted.mid(divider + 1));
        if (!target)
            return forward(target);
        choices.columns.insert(int(column - mapping.columns.begin()), *target);
    }
    return {};
}

} // namespace legwork::ctl
