// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/defects/defect.h"
#include "tests/sim/office.h"
#include "tests/sim/world.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHashSeed>

#include <cstdio>

using namespace legwork;

namespace {

void print(const QString &line)
{
    std::printf("%s\n", line.toUtf8().constData());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed();
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Lives through seeds of the sync simulation. See tests/sim/README.md."));
    parser.addHelpOption();
    const QCommandLineOption seeds(QStringLiteral("seeds"), QStringLiteral("First and last seed."),
                                   QStringLiteral("FROM..TO"), QStringLiteral("1..100"));
    const QCommandLineOption trace(QStringLiteral("trace"), QStringLiteral("Print everything that happens."));
    const QCommandLineOption hashes(QStringLiteral("hashes"),
                                    QStringLiteral("Print the trace hash of every seed."));
    const QCommandLineOption all(QStringLiteral("go-on"), QStringLiteral("Go on after a violation."));
    const QCommandLineOption defect(
        QStringLiteral("defect"), QStringLiteral("With this mistake in the engine."), QStringLiteral("NAME"));
    const QCommandLineOption list(QStringLiteral("list-defects"),
                                  QStringLiteral("Print the names of the mistakes."));
    parser.addOptions({seeds, trace, hashes, all, defect, list});
    parser.process(app);
    if (parser.isSet(list)) {
        for (const sim::Defect &each : sim::defects())
            print(QString::fromLatin1(each.name));
        return 0;
    }
    (void)sim::Office::instance(); // what every life begins with is sound
    if (parser.isSet(defect) && !sim::switchDefect(parser.value(defect).toLatin1().constData())) {
        print(QStringLiteral("no such defect"));
        return 2;
    }
    const QStringList range = parser.value(seeds).split(QStringLiteral(".."));
    const quint64 from = range.first().toULongLong();
    const quint64 to = range.last().toULongLong();

    QElapsedTimer watch;
    watch.start();
    sim::World::Report sum;
    int violations = 0;
    quint64 lived = 0;
    for (quint64 seed = from; seed <= to; ++seed, ++lived) {
        const auto report =
            sim::World::live(seed, parser.isSet(trace) ? sim::Trace::Keep::PrintAll : sim::Trace::Keep::Tail);
        sum.deeds += report.deeds;
        sum.exchanges += report.exchanges;
        sum.deaths += report.deaths;
        sum.conflicts += report.conflicts;
        sum.rejected += report.rejected;
        if (parser.isSet(hashes))
            print(
                QStringLiteral("seed %1 trace %2").arg(seed).arg(report.traceHash, 16, 16, QLatin1Char('0')));
        if (!report.violation)
            continue;
        ++violations;
        print(QStringLiteral("\nseed %1 VIOLATES \"%2\": %3")
                  .arg(seed)
                  .arg(report.violation->invariant, report.violation->what));
        if (!parser.isSet(trace)) {
            for (const QByteArray &line : report.tail)
                print(QStringLiteral("    ") + QString::fromUtf8(line));
        }
        print(QStringLiteral("again, in full: ./dev campaign sim --seeds %1..%1 --trace").arg(seed));
        if (!parser.isSet(all)) {
            ++lived;
            break;
        }
    }
    print(QStringLiteral("%1 seeds in %2 s (%3 ms each): %4 deeds, %5 exchanges, %6 deaths, %7 conflicts, %8 "
                         "edits refused; "
                         "%9 violations")
              .arg(lived)
              .arg(double(watch.elapsed()) / 1000, 0, 'f', 1)
              .arg(double(watch.elapsed()) / double(std::max<quint64>(lived, 1)), 0, 'f', 1)
              .arg(sum.deeds)
              .arg(sum.exchanges)
              .arg(sum.deaths)
              .arg(sum.conflicts)
              .arg(sum.rejected)
              .arg(violations));
    return violations > 0 ? 1 : 0;
}
