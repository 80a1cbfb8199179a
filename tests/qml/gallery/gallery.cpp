// SPDX-License-Identifier: Apache-2.0
// Shows every control in every state, to click through. With --shots FOLDER it writes a picture of every page in every
// look and state, and a page that shows them all; with --approve what the pictures show now becomes what they must show.
#include "qml/session/router.h"
#include "tests/qml/gallery/fingerprint.h"
#include "tests/qml/gallery/shots.h"

#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QGuiApplication>

#include <cstdio>

namespace {

using namespace legwork;
using namespace legwork::gallery;
using namespace Qt::StringLiterals;

int showAll(Stage &stage, QGuiApplication &app)
{
    stage.shell().router().openPage(u"controls"_s);
    return app.exec();
}

int shoot(Stage &stage, const QString &only, const QString &folder, const QString &approvedFolder,
          bool approve)
{
    QElapsedTimer clock;
    clock.start();
    QStringList names;
    QStringList changed;
    for (const View &view : everyView()) {
        if (!view.name.startsWith(only))
            continue;
        const Approved approved(approvedFile(approvedFolder, view));
        Approved now;
        QDir(folder).mkpath(view.name);
        const auto looks = [&](const View &shown, State state) {
            return approve ? approvedLooks(shown, state) : everyLook();
        };
        const bool opened = takeShots(stage, view, looks, [&](const Shot &shot) {
            const Fingerprint fingerprint = Fingerprint::of(shot.picture);
            names.append(view.name + u'/' + shot.name());
            const auto before = approved.find(shot.name());
            if (before && !before->differences(fingerprint).empty())
                changed.append(names.constLast());
            now.insert(shot.name(), fingerprint);
            if (!folder.isEmpty())
                shot.picture.save(u"%1/%2.png"_s.arg(folder, names.constLast()));
        });
        if (!opened) {
            std::fprintf(stderr, "no page %s\n", qPrintable(view.page));
            return 1;
        }
        if (approve && !now.saveAs(approvedFile(approvedFolder, view))) {
            std::fprintf(stderr, "%s cannot be written\n", qPrintable(approvedFile(approvedFolder, view)));
            return 1;
        }
    }
    if (!folder.isEmpty() && !writeIndex(folder, names, changed)) {
        std::fprintf(stderr, "%s cannot be written\n", qPrintable(folder));
        return 1;
    }
    std::printf("%d pictures in %.1f s, %d %s\n", int(names.size()), double(clock.elapsed()) / 1000,
                int(changed.size()), approve ? "approved anew that had changed" : "not as approved");
    if (!folder.isEmpty())
        std::printf("%s\n", qPrintable(QDir(folder).absoluteFilePath(u"index.html"_s)));
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    Stage::prepare();
    QGuiApplication app(argc, argv);
    QCommandLineParser arguments;
    arguments.addHelpOption();
    arguments.addOption({u"shots"_s, u"Write pictures of all pages into this folder."_s, u"folder"_s});
    arguments.addOption({u"approve"_s, u"Keep what the pictures show now as what they must show."_s});
    arguments.addOption(
        {u"approved"_s, u"Where that is kept."_s, u"folder"_s, QStringLiteral(LEGWORK_APPROVED)});
    arguments.addOption({u"only"_s, u"Only views whose name begins so."_s, u"name"_s});
    arguments.process(app);

    Stage stage;
    if (const Status loaded = stage.load(); !loaded) {
        std::fprintf(stderr, "%s\n", qPrintable(loaded.error().arguments.join(u'\n')));
        return 1;
    }
    if (!arguments.isSet(u"shots"_s) && !arguments.isSet(u"approve"_s))
        return showAll(stage, app);
    return shoot(stage, arguments.value(u"only"_s), arguments.value(u"shots"_s),
                 arguments.value(u"approved"_s), arguments.isSet(u"approve"_s));
}
