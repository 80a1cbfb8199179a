// SPDX-License-Identifier: Apache-2.0
#include "app/server/options.h"

#include <QCommandLineParser>

namespace legwork {
namespace {

constexpr int kUsageError = 2;

/// "127.0.0.1:8443", "[::1]:8443".
bool readListen(const QString &text, ServerOptions &options)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool isNumber = false;
    const uint port = text.mid(colon + 1).toUInt(&isNumber);
    QString address = text.left(colon);
    if (address.startsWith(u'[') && address.endsWith(u']'))
        address = address.sliced(1, address.size() - 2);
    if (colon < 1 || !isNumber || port > 0xffff || address.isEmpty())
        return false;
    options.address = address;
    options.port = quint16(port);
    return true;
}

/// "PERSON-ID,SCOPE-ID,RIGHT[,UNTIL]".
std::optional<server::GrantDesk::Order> orderFrom(const QString &text, const QString &by)
{
    const QStringList words = text.split(u',');
    if (words.size() < 3 || words.size() > 4)
        return std::nullopt;
    const auto person = Uuid::fromText(words[0]);
    const auto scope = Uuid::fromText(words[1]);
    const auto right = server::rightNamed(words[2]);
    const auto until = words.size() == 4 ? server::endNamed(words[3]) : std::optional(Instant{});
    if (!person || !scope || !right || !until)
        return std::nullopt;
    return server::GrantDesk::Order{*person, *scope, *right, *until, by};
}

} // namespace

bool ServerOptions::isLoopback() const
{
    return address == QLatin1String("::1") || address.startsWith(QLatin1String("127."));
}

QString ServerOptions::url(quint16 boundPort) const
{
    // Listening everywhere says nothing about where to call.
    const bool isEverywhere = address == QLatin1String("0.0.0.0") || address == QLatin1String("::");
    QString host = !hosts.isEmpty() ? hosts.first() : isEverywhere ? QStringLiteral("localhost") : address;
    if (host.contains(u':'))
        host = u'[' + host + u']';
    return QStringLiteral("https://%1:%2").arg(host).arg(boundPort);
}

std::optional<ServerOptions> parseOptions(const QStringList &arguments, QString &text, int &exitCode)
{
    const QCommandLineOption data(QStringLiteral("data"),
                                  QStringLiteral("Folder of the server's data; made when missing."),
                                  QStringLiteral("folder"));
    const QCommandLineOption database(
        QStringLiteral("database"),
        QStringLiteral(
            "PostgreSQL database to keep everything in, for several servers at once: "
            "postgresql://user@host/name. Without it the store is a file in the data folder. A password "
            "belongs into ~/.pgpass, where other users cannot see it."),
        QStringLiteral("address"));
    const QCommandLineOption listen(
        QStringLiteral("listen"), QStringLiteral("Address and port to listen on; port 0 takes any free one."),
        QStringLiteral("address:port"), QStringLiteral("127.0.0.1:8443"));
    const QCommandLineOption host(
        QStringLiteral("host"),
        QStringLiteral("Name or address under which devices reach the server. May be given "
                       "again; the first goes into enrolment links."),
        QStringLiteral("name"));
    const QCommandLineOption seed(QStringLiteral("seed-demo"),
                                  QStringLiteral("Fill an empty store with the demo company."));
    const QCommandLineOption issue(
        QStringLiteral("issue-code"),
        QStringLiteral("Make an enrolment link for a person and print it. May be given again."),
        QStringLiteral("person-id"));
    const QCommandLineOption allow(
        QStringLiteral("allow-development-certificate"),
        QStringLiteral("Listen beyond this machine although the certificate is one that the "
                       "server made for itself."));
    const QCommandLineOption letters(
        QStringLiteral("dead-letters"),
        QStringLiteral("Print the edits that the server could not decide and has put aside, and end."));
    const QCommandLineOption release(
        QStringLiteral("release-dead-letter"),
        QStringLiteral(
            "Forget an edit that was put aside, by its number, once the reason is known. Its author "
            "keeps it and may send it again. May be given again."),
        QStringLiteral("number"));
    const QCommandLineOption rights(
        QStringLiteral("rights"),
        QStringLiteral("Print what a person may do with which scope (company, territory, person), and every "
                       "change of that, and end. May be given again."),
        QStringLiteral("person-id"));
    const QCommandLineOption right(
        QStringLiteral("set-right"),
        QStringLiteral(
            "Give, change or take away a person's right to a scope, print what the person may do from then "
            "on, and end: none, read or write; with an end (2026-03-13T18:00:00+08:00) somebody covers for a "
            "colleague until then. Needs --by. May be given again."),
        QStringLiteral("person-id,scope-id,right[,until]"));
    const QCommandLineOption by(QStringLiteral("by"),
                                QStringLiteral("Who changes the rights; kept with the change."),
                                QStringLiteral("name"));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("The server that Legwork devices reconcile with."));
    parser.addOptions(
        {data, database, listen, host, seed, issue, allow, letters, release, rights, right, by});
    const QCommandLineOption help = parser.addHelpOption();

    const auto refuse = [&](const QString &why) -> std::optional<ServerOptions> {
        text = why + u'\n';
        exitCode = kUsageError;
        return std::nullopt;
    };
    if (!parser.parse(arguments))
        return refuse(parser.errorText());
    if (parser.isSet(help)) {
        text = parser.helpText();
        exitCode = 0;
        return std::nullopt;
    }
    ServerOptions options;
    options.data = parser.value(data);
    options.database = parser.value(database);
    options.hosts = parser.values(host);
    options.seedsDemo = parser.isSet(seed);
    options.allowsDevelopmentCertificate = parser.isSet(allow);
    if (options.data.isEmpty())
        return refuse(QStringLiteral("--data FOLDER is needed; --help tells more."));
    if (parser.isSet(database) && options.database.isEmpty())
        return refuse(QStringLiteral("--database takes an address, such as postgresql:///legwork."));
    if (!parser.positionalArguments().isEmpty())
        return refuse(QStringLiteral("Not understood: ") + parser.positionalArguments().first());
    if (!readListen(parser.value(listen), options))
        return refuse(QStringLiteral("--listen takes ADDRESS:PORT, such as 127.0.0.1:8443."));
    for (const QString &person : parser.values(issue)) {
        const auto id = Uuid::fromText(person);
        if (!id)
            return refuse(QStringLiteral("--issue-code takes the id of a person: ") + person);
        options.issueCodesFor.push_back(*id);
    }
    options.listsDeadLetters = parser.isSet(letters);
    for (const QString &number : parser.values(release)) {
        bool isNumber = false;
        options.deadLettersToRelease.push_back(number.toLongLong(&isNumber));
        if (!isNumber)
            return refuse(QStringLiteral("--release-dead-letter takes a number: ") + number);
    }
    for (const QString &person : parser.values(rights)) {
        const auto id = Uuid::fromText(person);
        if (!id)
            return refuse(QStringLiteral("--rights takes the id of a person: ") + person);
        options.rightsToList.push_back(*id);
    }
    for (const QString &order : parser.values(right)) {
        const auto understood = orderFrom(order, parser.value(by));
        if (!understood)
            return refuse(QStringLiteral("--set-right takes PERSON-ID,SCOPE-ID,none|read|write[,UNTIL with "
                                         "its offset]: ")
                          + order);
        options.rightsToChange.push_back(*understood);
    }
    if (!options.rightsToChange.empty() && parser.value(by).trimmed().isEmpty())
        return refuse(QStringLiteral("--set-right needs --by NAME: every change is kept with who made it."));
    return options;
}

} // namespace legwork
