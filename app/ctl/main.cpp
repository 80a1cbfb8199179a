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
    {u"demo", u"[--headless] [--shots DIR]", u"a server with the demo company, and the app on it", runDemo},
    {u"day", u"--import FILE --city NAME [--shots DIR]", u"the same day by itself, on imported customers",
     runDay},
    {u"shots", u"--out DIR", u"pictures of every page", runShots},
    {u"campaign", u"kill --times N [--seed S]", u"kill the app again and again, and look what is lost",
     runCampaign},
    {u"import", u"FILE --profile DIR [--preview] ...", u"take in a list of customers or contacts", runImport},
    {u"plan", u"[toptw|ttdp|tsptw|pvrp] FILE [--vehicles M] [--seconds S] [--seed N]",
     u"plan visits, or solve a published planning instance", runPlan},
    {u"playbook", u"lint|preview|import|export|diff ...", u"documents of playbooks, checked and compared",
     runPlaybook},
    {u"catalogue", u"", u"every method, and what carries it", runCatalogue},
    {u"logic", u"FILE...", u"JsonLogic conformance suites, and which cases fail", runLogic},
    {u"status", u"--profile DIR", u"what a device holds and has to send", runStatus},
    {u"wire", u"decode FILE", u"what recorded sync traffic says", runWire},
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
