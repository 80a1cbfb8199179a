// SPDX-License-Identifier: Apache-2.0
#include "core/planning/field/visit_planner.h"
#include "core/planning/instances/public_instance.h"
#include "tests/bench/bench.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cstdio>

/// Gaps to the best known values of published instances, and how time grows with size. Those instances are not part
/// of the project; without them only the growth is measured.
namespace legwork::bench {
namespace {

using namespace planning;

struct Case {
    QString file;
    InstanceWish wish;
    double best = 0;
};

struct Family {
    const char *name;
    bool minimises = false;
    std::vector<Case> cases;
};

constexpr std::array kSeconds{0.1, 1.0, 10.0};
constexpr std::array kSampleSizes{24, 10, 3}; ///< Cases at each of them, where not all are asked for.

QString instanceFolder()
{
    const QString shared =
        qEnvironmentVariable("LEGWORK_SHARED", QStringLiteral(LEGWORK_SOURCE_FOLDER "/../shared"));
    return QDir(shared).filePath(QStringLiteral("planning"));
}

std::vector<QStringList> table(const QString &path)
{
    std::vector<QStringList> rows;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    file.readLine(); // headings
    while (!file.atEnd())
        rows.push_back(QString::fromUtf8(file.readLine()).trimmed().split(u','));
    return rows;
}

std::vector<Family> families()
{
    const QDir root(instanceFolder());
    std::vector<Family> all{{"TOPTW Solomon", false, {}},
                            {"TOPTW Cordeau", false, {}},
                            {"TTDP", false, {}},
                            {"TSPTW", true, {}},
                            {"PVRP", true, {}}};
    for (const QStringList &row : table(root.filePath(QStringLiteral("toptw/best_known.csv")))) {
        const bool isCordeau = row[0].startsWith(QStringLiteral("pr"));
        all[isCordeau ? 1 : 0].cases.push_back({root.filePath(QStringLiteral("toptw/%1.txt").arg(row[0])),
                                                {InstanceFamily::Toptw, row[1].toInt(), isCordeau},
                                                row[2].toDouble()});
    }
    for (const QStringList &row : table(root.filePath(QStringLiteral("ttdp/reference.csv"))))
        all[2].cases.push_back({root.filePath(QStringLiteral("ttdp/%1.txt").arg(row[0])),
                                {InstanceFamily::Ttdp, row[1].toInt(), false},
                                row[2].toDouble()});
    for (const QStringList &row : table(root.filePath(QStringLiteral("tsptw/best_known.csv"))))
        all[3].cases.push_back({root.filePath(QStringLiteral("tsptw/%1/%2").arg(row[0], row[1])),
                                {InstanceFamily::Tsptw, 1, false},
                                row[3].toDouble()});
    for (const QStringList &row : table(root.filePath(QStringLiteral("pvrp/best_known.csv"))))
        all[4].cases.push_back({root.filePath(QStringLiteral("pvrp/%1.txt").arg(row[0])),
                                {InstanceFamily::Pvrp, 0, false},
                                row[4].toDouble()});
    return all;
}

struct Gaps {
    double sum = 0;
    double worst = 0;
    int count = 0;
    int incomplete = 0; ///< Mandatory visits left out.
};

void measureCase(const Case &one, bool minimises, double seconds, Gaps &gaps)
{
    QFile file(one.file);
    if (!file.open(QIODevice::ReadOnly))
        giveUp(QStringLiteral("cannot read ") + one.file);
    const auto instance = readInstance(file.readAll(), one.wish);
    if (!instance)
        giveUp(one.file + u' ' + instance.error().arguments.join(u' '));
    const SearchSpace space(instance->problem);
    const SearchResult found = searchWithin(space, instance->settings(), {0, seconds});
    if (!instance->isComplete(found)) {
        ++gaps.incomplete;
        return;
    }
    const double value = instance->objective(found);
    const double gap = 100 * (minimises ? value - one.best : one.best - value) / one.best;
    gaps.worst = gaps.count == 0 ? gap : std::max(gaps.worst, gap);
    gaps.sum += gap;
    ++gaps.count;
}

void measureFamily(const Family &family, bool isFull)
{
    for (std::size_t limit = 0; limit < kSeconds.size(); ++limit) {
        const std::size_t wanted =
            isFull ? family.cases.size() : std::min(std::size_t(kSampleSizes[limit]), family.cases.size());
        Gaps gaps;
        // Spread over the whole list.
        for (std::size_t i = 0; i < wanted; ++i) {
            measureCase(family.cases[i * family.cases.size() / wanted], family.minimises, kSeconds[limit],
                        gaps);
        }
        std::printf("%-14s %5.1f s  mean gap %6.3f %%  worst %6.2f %%  %zu cases", family.name,
                    kSeconds[limit], gaps.count > 0 ? gaps.sum / gaps.count : 0, gaps.worst, wanted);
        if (gaps.incomplete > 0)
            std::printf(", %d not complete", gaps.incomplete);
        std::printf("\n");
        std::fflush(stdout);
    }
}

/// A territory of accounts spread over a city, with opening hours, breaks and days in one person's calendar.
VisitProblem territory(int accounts, int days)
{
    Random random(std::uint64_t(accounts) * 100 + std::uint64_t(days));
    const auto place = [&] {
        return *GeoPoint::fromDegrees(31.1 + random.unit() * 0.4, 120.4 + random.unit() * 0.5);
    };
    VisitProblem problem;
    PlanPerson person{QStringLiteral("p"), {}};
    const GeoPoint home = place();
    for (int i = 0; i < days; ++i) {
        WorkingDay day;
        day.date = QDate(2026, 3, 2).addDays(i + i / 5 * 2);
        day.startPlace = day.endPlace = home;
        day.breaks = {{{11 * 60 + 30, 13 * 60 + 30}, 45}};
        person.days.push_back(std::move(day));
    }
    problem.people = {std::move(person)};
    for (int i = 0; i < accounts; ++i) {
        PlanAccount account;
        account.id = QString::number(i);
        account.at = place();
        account.value = 1 + random.below(10);
        account.minutes = 30 + 15 * random.below(3);
        account.hasOpening = true;
        account.opening.fill({{9 * 60, 12 * 60}, {13 * 60 + 30, (16 + random.below(3)) * 60}});
        problem.accounts.push_back(std::move(account));
    }
    return problem;
}

struct Timed {
    double ms = 0;
    VisitPlan plan;
};

Timed timedPlan(const VisitProblem &problem, const SearchBudget &budget)
{
    PlanWish wish;
    wish.budget = budget;
    QElapsedTimer timer;
    timer.start();
    VisitPlan plan = planVisits(problem, TravelModel(), wish);
    return {double(timer.nsecsElapsed()) / 1e6, std::move(plan)};
}

void measureGrowth()
{
    constexpr int kTurns = 2'000;
    std::printf("\naccounts x days   first plan   %d turns   value: first, then after them\n", kTurns);
    for (const int accounts : {50, 200, 500, 1'000, 2'000}) {
        for (const int days : {1, 5, 20}) {
            const VisitProblem problem = territory(accounts, days);
            const Timed first = timedPlan(problem, {1, 0});
            const Timed searched = timedPlan(problem, {kTurns, 0});
            std::printf("%8d x %-4d %10.0f ms %9.0f ms   %.0f -> %.0f\n", accounts, days, first.ms,
                        searched.ms - first.ms, first.plan.value, searched.plan.value);
            std::fflush(stdout);
        }
    }
    const VisitProblem usual = territory(200, 5);
    const Timed quick = timedPlan(usual, {0, 0.3});
    const Timed slow = timedPlan(usual, {0, 30});
    const auto worth = [](const Timed &timed) { return timed.plan.value; };
    std::printf("200 x 5: after 0.3 s %.2f %% below what 30 s find\n",
                100 * (worth(slow) - worth(quick)) / worth(slow));
}

void measureRepair()
{
    VisitProblem problem = territory(15, 1);
    const Timed first = timedPlan(problem, {5'000, 0});
    for (const VisitDay &day : first.plan.days) {
        PlannedDay planned{day.person, day.date, {}};
        for (const VisitStop &stop : day.stops) {
            if (!stop.account.isEmpty())
                planned.accounts.append(stop.account);
        }
        problem.current.days.push_back(std::move(planned));
    }
    problem.people[0].days[0].hours.from += 45; // the morning took longer
    PlanWish wish;
    wish.budget = {0, 0.03};
    wish.isRepair = true;
    const Timing timing = measure(
        9, [] {}, [&] { (void)planVisits(problem, TravelModel(), wish); });
    std::printf("a day of 15 visits planned anew: %.0f ms (%.0f-%.0f), goal 50\n", timing.medianMs,
                timing.leastMs, timing.mostMs);
}

void benchPlanning(bool isFull)
{
    if (QFileInfo::exists(instanceFolder())) {
        for (const Family &family : families())
            measureFamily(family, isFull);
    } else {
        std::printf("planning: instances skipped, %s is absent\n", qPrintable(instanceFolder()));
    }
    measureGrowth();
    measureRepair();
}

} // namespace

void benchPlanning() { benchPlanning(false); }
void benchPlanningFull() { benchPlanning(true); }

} // namespace legwork::bench
