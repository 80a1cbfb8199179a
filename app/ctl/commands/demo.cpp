// SPDX-License-Identifier: Apache-2.0
#include "app/composition/key_store_choice.h"
#include "app/ctl/command.h"
#include "app/ctl/headless_day.h"

#include <QCommandLineParser>
#include <QDir>

namespace legwork::ctl {
namespace {

/// Where the demo of this build lives on from run to run.
QString demoFolder() { return QDir::cleanPath(programFolder() + QStringLiteral("/../demo")); }

bool hasKeyStore()
{
    const auto probed = chooseKeyStore({})->load(QStringLiteral("legwork.probe"));
    return probed || probed.error().code == QLatin1String("keystore.not-found");
}

/// The server, and the app in a window as one of its account managers, until the window is closed.
int runInWindow(bool isFresh)
{
    const QDir folder(demoFolder());
    if (isFresh && !QDir(folder).removeRecursively())
        return report({QStringLiteral("demo.folder"), Advice::AskUser, {folder.path()}});
    QDir().mkpath(folder.path());
    const auto people = DemoPeople::load();
    if (!people)
        return report(people.error());
    ServerProcess server(folder.filePath(QStringLiteral("server")));
    // The device remembers the server's address, so the port stays the same from run to run.
    if (const Status started = server.start({people->first.id.uuid}, folder.filePath(QStringLiteral("port")));
        !started)
        return report(started.error());
    QStringList arguments{QStringLiteral("--profile"), folder.filePath(QStringLiteral("device")),
                          QStringLiteral("--local-server"), QStringLiteral("--enrol"),
                          server.linkFor(people->first.id.uuid)};
    if (!hasKeyStore()) {
        complain(QStringLiteral(
            "This machine has no secret service. The demo keeps its key in a developer key file, "
            "which protects nothing."));
        arguments +=
            {QStringLiteral("--developer-key-file"), folder.filePath(QStringLiteral("developer.key"))};
    }
    complain(QStringLiteral("server %1, app as %2").arg(server.url(), people->first.name));
    QProcess app;
    app.setProcessChannelMode(QProcess::ForwardedChannels);
    app.start(programFolder() + QStringLiteral("/legwork"), arguments);
    if (!app.waitForStarted())
        return report({QStringLiteral("device.not-started"), Advice::GiveUp, {app.errorString()}});
    app.waitForFinished(-1);
    if (const Status stopped = server.stop(); !stopped)
        return report(stopped.error());
    return app.exitStatus() == QProcess::NormalExit ? app.exitCode() : kFailed;
}

} // namespace

int runDemo(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption headless(QStringLiteral("headless"));
    const QCommandLineOption fresh(QStringLiteral("fresh"));
    const QCommandLineOption shots(QStringLiteral("shots"), QString(), QStringLiteral("folder"),
                                   QDir::cleanPath(programFolder() + QStringLiteral("/../shots")));
    parser.addOptions({headless, fresh, shots});
    if (!parser.parse(QStringList(QStringLiteral("demo")) + arguments)
        || !parser.positionalArguments().isEmpty()) {
        complain(QStringLiteral("legworkctl demo [--headless] [--fresh] [--shots DIR]"));
        return kMisused;
    }
    if (!parser.isSet(headless))
        return runInWindow(parser.isSet(fresh));
    HeadlessDay::Settings settings;
    settings.shotsFolder = parser.value(shots);
    HeadlessDay day(std::move(settings));
    if (const Status played = day.play(); !played)
        return report(played.error());
    return kWell;
}

} // namespace legwork::ctl
