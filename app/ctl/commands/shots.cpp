// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/command.h"
#include "app/ctl/headless_day.h"

#include <QCommandLineParser>

namespace legwork::ctl {

/// The pictures are taken on the headless day, so that every page has something to show.
int runShots(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption out(QStringLiteral("out"), QString(), QStringLiteral("folder"));
    parser.addOption(out);
    if (!parser.parse(QStringList(QStringLiteral("shots")) + arguments) || !parser.isSet(out)) {
        complain(QStringLiteral("legworkctl shots --out DIR"));
        return kMisused;
    }
    HeadlessDay day({parser.value(out), {}, {}, everyLook()});
    if (const Status played = day.play(); !played)
        return report(played.error());
    return kWell;
}

} // namespace legwork::ctl
