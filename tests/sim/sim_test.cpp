// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/world.h"

#include <QHashSeed>
#include <QTest>

using namespace legwork;

/// The engine as it ships, through the seeds of every test run: the first thousand, or those after
/// LEGWORK_SIM_SEEDS_AFTER, so that two can run side by side.
class SimTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameSeed_isTheSameLife_differentSeeds_areNot()
    {
        std::set<quint64> hashes;
        for (quint64 seed = 1; seed <= 8; ++seed) {
            const auto first = sim::World::live(seed);
            const auto again = sim::World::live(seed);
            QCOMPARE(first.traceHash, again.traceHash);
            hashes.insert(first.traceHash);
        }
        QCOMPARE(hashes.size(), size_t(8));
    }

    void everySeed_holdsEveryInvariant()
    {
        constexpr quint64 kSeeds = 1'000;
        const quint64 before = qEnvironmentVariable("LEGWORK_SIM_SEEDS_AFTER").toULongLong();
        sim::World::Report sum;
        for (quint64 seed = before + 1; seed <= before + kSeeds; ++seed) {
            const auto report = sim::World::live(seed);
            sum.deeds += report.deeds;
            sum.deaths += report.deaths;
            sum.conflicts += report.conflicts;
            sum.rejected += report.rejected;
            if (!report.violation)
                continue;
            for (const QByteArray &line : report.tail)
                qWarning("%s", line.constData());
            QFAIL(qPrintable(
                QStringLiteral(
                    "seed %1 violates \"%2\": %3; again: ./dev campaign sim --seeds %1..%1 --trace")
                    .arg(seed)
                    .arg(report.violation->invariant, report.violation->what)));
        }
        // Lives in which nothing happens would prove nothing.
        QVERIFY(sum.deeds > qint64(kSeeds) * 10);
        QVERIFY(sum.deaths > qint64(kSeeds) / 2);
        QVERIFY(sum.conflicts > qint64(kSeeds) / 2);
        QVERIFY(sum.rejected > qint64(kSeeds));
    }
};

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed();
    QCoreApplication app(argc, argv);
    SimTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "sim_test.moc"
