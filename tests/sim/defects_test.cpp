// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/defects/defect.h"
#include "tests/sim/world.h"

#include <QHashSeed>
#include <QTest>

using namespace legwork;

/// The engine with a mistake in it: the simulator must see each within the seeds that sim_test runs.
class DefectsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutDefect_theCopiesAreSound()
    {
        QVERIFY(sim::switchDefect(nullptr));
        for (quint64 seed = 1; seed <= 10; ++seed)
            QVERIFY(!sim::World::live(seed).violation);
    }

    void defect_isSeen_data()
    {
        QTest::addColumn<bool>("isImplanted");
        for (const sim::Defect &defect : sim::defects())
            QTest::newRow(defect.name) << defect.isImplanted;
        QVERIFY(sim::defects().size() >= 10);
    }
    void defect_isSeen()
    {
        QFETCH(bool, isImplanted);
        QVERIFY2(isImplanted, "its place is no longer found: bring tests/sim/defects/implant.py up to date");
        constexpr quint64 kSeeds = 1'000;
        QVERIFY(sim::switchDefect(QTest::currentDataTag()));
        std::optional<sim::Violation> seen;
        quint64 seed = 0;
        while (!seen && ++seed <= kSeeds)
            seen = sim::World::live(seed).violation;
        (void)sim::switchDefect(nullptr);
        QVERIFY2(seen, "no seed shows it");
        qInfo("seed %llu: %s: %s", seed, qPrintable(seen->invariant), qPrintable(seen->what));
    }
};

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed();
    QCoreApplication app(argc, argv);
    DefectsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "defects_test.moc"
