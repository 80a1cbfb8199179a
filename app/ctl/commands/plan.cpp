// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/command.h"
#include "core/planning/field/plan_json.h"
#include "core/planning/field/visit_planner.h"
#include "core/planning/instances/public_instance.h"
#include "core/planning/solver/timed_search.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace legwork::ctl {
namespace {

using namespace planning;

struct PlanOptions {
    QString file;
    InstanceWish instance;
    SearchBudget budget;
    std::uint64_t seed = 1;
    bool asLines = false;
};

std::optional<InstanceFamily> familyOf(const QString &word)
{
    if (word == u"toptw")
        return InstanceFamily::Toptw;
    if (word == u"ttdp")
        return InstanceFamily::Ttdp;
    if (word == u"tsptw")
        return InstanceFamily::Tsptw;
    if (word == u"pvrp")
        return InstanceFamily::Pvrp;
    return std::nullopt;
}

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(QStringLiteral("plan.unreadable"), Advice::AskUser, {path, file.errorString()});
    return file.readAll();
}

/// Ids of the file, tour by tour.
QJsonArray idsOf(const Routes &routes)
{
    QJsonArray tours;
    for (const std::vector<int> &route : routes) {
        QJsonArray ids;
        for (const int visit : route)
            ids.append(visit + 1);
        tours.append(ids);
    }
    return tours;
}

void sayLines(const PublicInstance &instance, const SearchResult &found)
{
    for (std::size_t tour = 0; tour < found.routes.size(); ++tour) {
        if (found.routes[tour].empty())
            continue;
        QStringList ids;
        for (const int visit : found.routes[tour])
            ids.append(QString::number(visit + 1));
        say(QStringLiteral("%1: %2").arg(instance.problem.tours[tour].day + 1).arg(ids.join(u' ')));
    }
}

int planInstance(const PlanOptions &options)
{
    const auto text = contentOf(options.file);
    if (!text)
        return report(text.error());
    const auto instance = readInstance(*text, options.instance);
    if (!instance)
        return report(instance.error());
    QElapsedTimer timer;
    timer.start();
    const SearchSpace space(instance->problem);
    SearchSettings settings = instance->settings();
    settings.seed = options.seed;
    const SearchResult found = searchWithin(space, settings, options.budget);
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    if (options.asLines) {
        sayLines(*instance, found);
        return kWell;
    }
    QJsonArray days;
    for (const Tour &tour : instance->problem.tours)
        days.append(tour.day + 1);
    QJsonObject answer{{QStringLiteral("score"), instance->objective(found)},
                       {QStringLiteral("routes"), idsOf(found.routes)},
                       {QStringLiteral("days"), days},
                       {QStringLiteral("complete"), instance->isComplete(found)},
                       {QStringLiteral("iterations"), double(found.iterations)},
                       {QStringLiteral("seconds"), seconds}};
    say(QString::fromUtf8(QJsonDocument(answer).toJson(QJsonDocument::Compact)));
    return kWell;
}

/// A problem of the field: JSON in, the plan with its reasons out.
int planField(const PlanOptions &options)
{
    const auto text = contentOf(options.file);
    if (!text)
        return report(text.error());
    auto read = problemFromJson(*text);
    if (!read)
        return report(read.error());
    PlanWish wish;
    wish.seed = options.seed;
    wish.budget = options.budget;
    VisitPlan plan = planVisits(read->problem, TravelModel(), wish);
    plan.findings.insert(plan.findings.begin(), read->findings.begin(), read->findings.end());
    for (const PlanFinding &finding : plan.findings)
        complain(finding.code + u' ' + finding.arguments.join(u' '));
    say(QString::fromUtf8(toJson(plan)));
    return kWell;
}

int usage()
{
    complain(QStringLiteral("legworkctl plan toptw|ttdp|tsptw|pvrp FILE [--vehicles M] [--seconds S | "
                            "--iterations N] [--seed N]\n"
                            "                [--threads 1] [--lines]\n"
                            "legworkctl plan FILE.json [--seconds S | --iterations N] [--seed N]"));
    return kMisused;
}

} // namespace

int runPlan(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption vehicles(QStringLiteral("vehicles"), QString(), QStringLiteral("M"));
    const QCommandLineOption seconds(QStringLiteral("seconds"), QString(), QStringLiteral("S"),
                                     QStringLiteral("1"));
    const QCommandLineOption iterations(QStringLiteral("iterations"), QString(), QStringLiteral("N"));
    const QCommandLineOption seed(QStringLiteral("seed"), QString(), QStringLiteral("N"),
                                  QStringLiteral("1"));
    const QCommandLineOption threads(QStringLiteral("threads"), QString(), QStringLiteral("N"),
                                     QStringLiteral("1"));
    const QCommandLineOption lines(QStringLiteral("lines"));
    parser.addOptions({vehicles, seconds, iterations, seed, threads, lines});
    if (!parser.parse(QStringList(QStringLiteral("plan")) + arguments) || parser.value(threads) != u"1")
        return usage();
    const QStringList words = parser.positionalArguments();
    const bool isField = words.size() == 1 && !familyOf(words.at(0));
    if (!isField && words.size() != 2)
        return usage();
    PlanOptions options;
    const auto family = isField ? InstanceFamily::Toptw : familyOf(words.at(0));
    options.file = words.last();
    bool areGood[] = {true, true, true, true};
    options.budget.seconds = parser.value(seconds).toDouble(&areGood[0]);
    options.seed = parser.value(seed).toULongLong(&areGood[1]);
    if (parser.isSet(vehicles))
        options.instance.vehicles = parser.value(vehicles).toInt(&areGood[2]);
    if (parser.isSet(iterations))
        options.budget.iterations = parser.value(iterations).toLongLong(&areGood[3]);
    if (!family || !std::all_of(std::begin(areGood), std::end(areGood), [](bool good) { return good; })
        || !(options.budget.seconds > 0) || options.instance.vehicles < 0 || options.budget.iterations < 0)
        return usage();
    if (isField)
        return planField(options);
    options.instance.family = *family;
    options.instance.isFinelyRounded =
        QFileInfo(options.file).fileName().startsWith(QLatin1String("pr"), Qt::CaseInsensitive);
    options.asLines = parser.isSet(lines);
    return planInstance(options);
}

} // namespace legwork::ctl
