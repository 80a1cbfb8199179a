// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/command.h"
#include "app/ctl/kill_campaign.h"

#include <QCommandLineParser>

namespace legwork::ctl {

int runCampaign(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption times(QStringLiteral("times"), QString(), QStringLiteral("count"),
                                   QStringLiteral("200"));
    const QCommandLineOption seed(QStringLiteral("seed"), QString(), QStringLiteral("number"));
    parser.addOptions({times, seed});
    const bool isUnderstood = parser.parse(QStringList(QStringLiteral("campaign")) + arguments)
                              && parser.positionalArguments() == QStringList(QStringLiteral("kill"))
                              && parser.value(times).toInt() > 0;
    if (!isUnderstood) {
        complain(QStringLiteral("legworkctl campaign kill --times N [--seed S]"));
        return kMisused;
    }
    const quint32 chosen =
        parser.isSet(seed) ? parser.value(seed).toUInt() : QRandomGenerator::global()->generate();
    KillCampaign campaign(parser.value(times).toInt(), chosen);
    if (const Status run = campaign.run(); !run)
        return report(run.error());
    return campaign.isClean() ? kWell : kFailed;
}

} // namespace legwork::ctl
