// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/command.h"

#include <QCoreApplication>

#include <array>

using namespace legwork::ctl;

namespace {

struct Command {
    const char16_t *name;
    const char16_t *usage;
    const char16_t *about;
    Run run;
};

constexpr std::array kCommands = std::to_array<Command>({
    {u"import", u"FILE --profile DIR [--preview] ...", u"take in a list of customers or contacts", runImport},
});

int help()
{
    say(QStringLiteral("legworkctl COMMAND ...\n"));
    for (const Command &command : kCommands)
        say(QStringLiteral("  %1 %2\n      %3")
                .arg(QStringView(command.name), QStringView(command.usage), QStringView(command.about)));
    return kMisused;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("legworkctl"));
    QStringList arguments = app.arguments().mid(1);
    if (arguments.isEmpty())
        return help();
    const QString name = arguments.takeFirst();
    for (const Command &command : kCommands) {
        if (QStringView(command.name) == name)
            return command.run(arguments);
    }
    return help();
}
