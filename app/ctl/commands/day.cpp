// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/command.h"
#include "app/ctl/headless_day.h"

#include <QCommandLineParser>
#include <QDir>

namespace legwork::ctl {

int runDay(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption import(QStringLiteral("import"), QString(), QStringLiteral("file"));
    const QCommandLineOption city(QStringLiteral("city"), QString(), QStringLiteral("name"));
    const QCommandLineOption shots(QStringLiteral("shots"), QString(), QStringLiteral("folder"),
                                   QDir::cleanPath(programFolder() + QStringLiteral("/../shots-day")));
    parser.addOptions({import, city, shots});
    if (!parser.parse(QStringList(QStringLiteral("day")) + arguments) || !parser.isSet(import)
        || !parser.isSet(city)) {
        complain(QStringLiteral("legworkctl day --import FILE --city NAME [--shots DIR]"));
        return kMisused;
    }
    HeadlessDay::Settings settings;
    settings.shotsFolder = parser.value(shots);
    settings.importFile = parser.value(import);
    settings.city = parser.value(city);
    HeadlessDay day(std::move(settings));
    if (const Status played = day.play(); !played)
        return report(played.error());
    return kWell;
}

} // namespace legwork::ctl
