// SPDX-License-Identifier: Apache-2.0
#include "app/composition/launch_options.h"

#include <QCommandLineParser>
#include <QStandardPaths>

namespace legwork {
namespace {

struct Parser {
    QCommandLineParser parser;
    QCommandLineOption profile{QStringLiteral("profile"), QStringLiteral("Folder of this device's data."),
                               QStringLiteral("folder")};
    QCommandLineOption language{QStringLiteral("language"), QStringLiteral("zh_CN or en."),
                                QStringLiteral("language")};
    QCommandLineOption developerKeyFile{
        QStringLiteral("developer-key-file"),
        QStringLiteral("FOR DEVELOPERS: keep the key unprotected in this file instead of the key store. Also "
                       "LEGWORK_DEVELOPER_KEY_FILE."),
        QStringLiteral("file")};
    QCommandLineOption enrol{QStringLiteral("enrol"), QStringLiteral("Enrol with this link."),
                             QStringLiteral("link")};
    QCommandLineOption play{QStringLiteral("play"),
                            QStringLiteral("Play the steps in this file, - for stdin."),
                            QStringLiteral("file")};
    QCommandLineOption headless{QStringLiteral("headless"), QStringLiteral("Without a display.")};
    QCommandLineOption localServer{QStringLiteral("local-server"),
                                   QStringLiteral("The server runs on this machine.")};

    Parser()
    {
        parser.addOptions({profile, language, developerKeyFile, enrol, play, headless, localServer});
        parser.addHelpOption();
    }
};

QString defaultProfile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation)
           + QStringLiteral("/profile");
}

} // namespace

Result<LaunchOptions> LaunchOptions::parse(const QStringList &arguments)
{
    Parser known;
    if (!known.parser.parse(arguments))
        return fail(QStringLiteral("launch.option"), Advice::AskUser, {known.parser.errorText()});
    if (!known.parser.positionalArguments().isEmpty() || known.parser.isSet(QStringLiteral("help")))
        return fail(QStringLiteral("launch.option"), Advice::AskUser,
                    {known.parser.positionalArguments().join(u' ')});
    LaunchOptions options;
    options.profile = known.parser.value(known.profile);
    if (options.profile.isEmpty())
        options.profile = defaultProfile();
    options.language = known.parser.value(known.language);
    options.developerKeyFile = known.parser.value(known.developerKeyFile);
    if (options.developerKeyFile.isEmpty())
        options.developerKeyFile = qEnvironmentVariable("LEGWORK_DEVELOPER_KEY_FILE");
    options.enrolmentLink = known.parser.value(known.enrol);
    options.play = known.parser.value(known.play);
    options.isHeadless = known.parser.isSet(known.headless);
    options.serverIsHere = known.parser.isSet(known.localServer);
    return options;
}

QString LaunchOptions::help() { return Parser().parser.helpText(); }

} // namespace legwork
