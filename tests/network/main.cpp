// SPDX-License-Identifier: Apache-2.0
#include "tests/network/network_campaign.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using legwork::test::NetworkCampaign;

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption rounds(QStringLiteral("rounds"), QStringLiteral("As many rounds."),
                                    QStringLiteral("number"), QStringLiteral("5"));
    const QCommandLineOption minutes(QStringLiteral("minutes"),
                                     QStringLiteral("Rounds until so many minutes are over."),
                                     QStringLiteral("number"));
    const QCommandLineOption deeds(QStringLiteral("deeds"), QStringLiteral("Of each device in a round."),
                                   QStringLiteral("number"), QStringLiteral("12"));
    const QCommandLineOption seed(QStringLiteral("seed"), QString(), QStringLiteral("number"));
    parser.addOptions({rounds, minutes, deeds, seed});
    parser.addHelpOption();
    parser.process(app);
    NetworkCampaign::Settings settings;
    settings.rounds = parser.isSet(minutes) ? std::numeric_limits<int>::max() : parser.value(rounds).toInt();
    settings.deeds = parser.value(deeds).toInt();
    settings.seed =
        parser.isSet(seed) ? parser.value(seed).toUInt() : QRandomGenerator::global()->generate() >> 8;
    if (parser.isSet(minutes))
        settings.until = QDeadlineTimer(parser.value(minutes).toLongLong() * 60'000);
    const bool isUnderstood =
        parser.positionalArguments().isEmpty() && settings.rounds > 0 && settings.deeds > 0;
    if (!isUnderstood) {
        std::fprintf(stderr, "%s", qPrintable(parser.helpText()));
        return 2;
    }
    std::printf("seed %u\n", settings.seed);
    std::fflush(stdout);
    NetworkCampaign campaign(settings);
    const legwork::Status run = campaign.run();
    std::printf("%s", qPrintable(campaign.report()));
    if (!run) {
        std::fprintf(stderr, "campaign: %s %s\n", qPrintable(run.error().code),
                     qPrintable(run.error().arguments.join(u' ')));
        return 1;
    }
    return campaign.problems().isEmpty() && campaign.figures().acknowledged > 0 ? 0 : 1;
}
