// SPDX-License-Identifier: Apache-2.0
#include "app/player/day_player.h"
#include "app/player/given_position.h"
#include "app/program.h"

#include <QGuiApplication>

#include <cstdio>
#include <cstring>
#include <memory>
#include <sys/prctl.h>

using namespace legwork;

namespace {

void complain(const QString &line)
{
    std::fputs((line + u'\n').toUtf8().constData(), stderr);
    std::fflush(stderr);
}

void complain(const Error &error)
{
    complain(QStringLiteral("legwork: ") + error.code + u' ' + error.arguments.join(u' '));
}

/// Qt chooses its platform before it reads our options.
void prepareHeadless(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--headless") == 0) {
            qputenv("QT_QPA_PLATFORM", "offscreen");
            qputenv("QT_QUICK_BACKEND", "software");
        }
    }
}

/// Plays the script once the device is open, and ends the program after the last step. `player` must go before the
/// program does.
void playWhenReady(Program &program, GivenPosition *position, const QString &script,
                   std::unique_ptr<DayPlayer> &player)
{
    QObject::connect(&program, &Program::ready, &program, [&program, position, script, &player] {
        if (player)
            return;
        player = std::make_unique<DayPlayer>(DayPlayer::Parts{program.device(), program.shell(), position});
        QObject::connect(player.get(), &DayPlayer::finished, qApp,
                         [](bool allWell) { QCoreApplication::exit(allWell ? 0 : 1); });
        if (const Status playing = player->play(script); !playing) {
            complain(playing.error());
            QCoreApplication::exit(1);
        }
    });
    QObject::connect(&program, &Program::refused, qApp, [](const Error &error) {
        complain(error);
        QCoreApplication::exit(1);
    });
}

} // namespace

int main(int argc, char **argv)
{
    ::prctl(PR_SET_DUMPABLE, 0); // no core file with keys and rows in it
    prepareHeadless(argc, argv);
    QGuiApplication app(argc, argv);
    // These name the folders of the user's data: they never change.
    QCoreApplication::setOrganizationName(QStringLiteral("Legwork"));
    QCoreApplication::setApplicationName(QStringLiteral("legwork"));

    const Result<LaunchOptions> options = LaunchOptions::parse(app.arguments());
    if (!options) {
        complain(options.error().arguments.join(u' ') + u'\n' + LaunchOptions::help());
        return 2;
    }
    if (!options->developerKeyFile.isEmpty())
        complain(
            QStringLiteral("legwork: DEVELOPER KEY FILE IN USE. The data of this device are NOT PROTECTED: "
                           "its key lies in the open in %1")
                .arg(options->developerKeyFile));

    std::unique_ptr<GivenPosition> given;
    if (!options->play.isEmpty())
        given = std::make_unique<GivenPosition>();
    GivenPosition *position = given.get();
    Program program(*options, std::move(given));
    std::unique_ptr<DayPlayer> player;
    if (!options->play.isEmpty())
        playWhenReady(program, position, options->play, player);
    if (const Status started = program.start(); !started) {
        complain(started.error().arguments.join(u'\n'));
        return 1;
    }
    return app.exec();
}
