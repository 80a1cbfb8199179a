// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bench.h"

#include "core/storage/store.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QThread>

#include <algorithm>
#include <cstdio>

namespace legwork::bench {

namespace {

double timed(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

Timing timingOf(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return {times[times.size() / 2], times.front(), times.back()};
}

} // namespace

void rest(storage::Store &store)
{
    const auto due = [&] {
        const auto rows = store
                              .read([](storage::Reader &reader) {
                                  return reader.connection().number("SELECT count(*) FROM search_due");
                              })
                              .result();
        return rows ? *rows : 0;
    };
    while (due() > 0)
        QThread::msleep(20);
    // Longer than the store waits before it moves its log; then until it has.
    QThread::msleep(400);
    (void)store.synchronise([](sqlite::Connection &, storage::Capture &) { return Status(); }).result();
}

Timing measure(int runs, const std::function<void()> &prepare, const std::function<void()> &work)
{
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        prepare();
        times.push_back(timed(work));
    }
    return timingOf(std::move(times));
}

Paired measurePaired(int runs, const std::function<void()> &prepare, const std::function<double()> &unit,
                     const std::function<void()> &work)
{
    std::vector<double> times;
    std::vector<double> ratios;
    for (int run = 0; run < runs; ++run) {
        prepare();
        const double unitMs = unit();
        times.push_back(timed(work));
        ratios.push_back(times.back() / unitMs);
    }
    return {timingOf(std::move(times)), timingOf(std::move(ratios))};
}

Line lineOf(const QString &name, const Paired &paired, const QString &unit, const QString &goal,
            const QString &remark)
{
    return {name, paired.timing, paired.unitMs(), unit, goal, remark, paired.ratio};
}

void print(const Line &line)
{
    const double ratio = line.unitMs > 0 ? line.timing.medianMs / line.unitMs : 0;
    QString spread;
    if (line.ratio.mostMs > 0)
        spread =
            QStringLiteral(" (%1-%2)").arg(line.ratio.leastMs, 0, 'f', 2).arg(line.ratio.mostMs, 0, 'f', 2);
    std::printf("%-46s %8.1f ms (%.1f-%.1f)  %6.2f%s x %s  goal %s  %s\n", qPrintable(line.name),
                line.timing.medianMs, line.timing.leastMs, line.timing.mostMs, ratio, qPrintable(spread),
                qPrintable(line.unit), qPrintable(line.goal), qPrintable(line.remark));
    std::fflush(stdout);
}

void giveUp(const QString &why)
{
    std::fprintf(stderr, "bench: %s\n", qPrintable(why));
    std::exit(1);
}

} // namespace legwork::bench

namespace {

/// The pages at size; a program of its own.
void benchUi()
{
    if (QProcess::execute(QCoreApplication::applicationDirPath() + QStringLiteral("/legwork_ui_bench"), {})
        != 0)
        legwork::bench::giveUp(QStringLiteral("the pages failed"));
}

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
    {"ui", benchUi},
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
