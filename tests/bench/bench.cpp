// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bench.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

namespace legwork::bench {

Timing measure(int runs, const std::function<void()> &prepare, const std::function<void()> &work)
{
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        prepare();
        QElapsedTimer timer;
        timer.start();
        work();
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return {times[times.size() / 2], times.front(), times.back()};
}

void print(const Line &line)
{
    const double ratio = line.unitMs > 0 ? line.timing.medianMs / line.unitMs : 0;
    std::printf("%-44s %9.1f ms (%.1f-%.1f)  %6.2f x %s  goal %s  %s\n", qPrintable(line.name),
                line.timing.medianMs, line.timing.leastMs, line.timing.mostMs, ratio, qPrintable(line.unit),
                qPrintable(line.goal), qPrintable(line.remark));
    std::fflush(stdout);
}

void giveUp(const QString &why)
{
    std::fprintf(stderr, "bench: %s\n", qPrintable(why));
    std::exit(1);
}

} // namespace legwork::bench

namespace {

/// What `./dev bench NAME` names; without a name all are run, in this order.
struct Part {
    const char *name;
    void (*run)();
    bool onlyByName = false;
};
constexpr Part kParts[] = {
    {"device", legwork::bench::benchDevice},
    {"sync", legwork::bench::benchSync},
    {"server", legwork::bench::benchServer},
    {"planning", legwork::bench::benchPlanning},
    {"planning-full", legwork::bench::benchPlanningFull, true},
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList wanted = app.arguments().sliced(1);
    for (const QString &name : wanted) {
        const bool isKnown = std::any_of(std::begin(kParts), std::end(kParts),
                                         [&](const Part &part) { return name == QLatin1String(part.name); });
        if (!isKnown)
            legwork::bench::giveUp(QStringLiteral("there is no part ") + name);
    }
    std::printf("Ratios to the reference each line names, in the same run. Files of devices: encrypted, WAL, "
                "synchronous=FULL.\n");
    for (const Part &part : kParts) {
        if ((wanted.isEmpty() && !part.onlyByName) || wanted.contains(QLatin1String(part.name)))
            part.run();
    }
    return 0;
}
