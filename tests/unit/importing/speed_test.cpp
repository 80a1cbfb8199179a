// SPDX-License-Identifier: Apache-2.0
#include "core/importing/draft.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace legwork;
using namespace legwork::importing;

class ImportSpeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyRows_takeLinearTime();
};

void ImportSpeedTest::manyRows_takeLinearTime()
{
    const auto planned = [](int rows, bool alike) {
        QString text = QStringLiteral("客户编号,客户名称,城市,地址,电话,latitude,longitude,备注\n");
        for (int i = 0; i < rows; ++i) {
            const int n = alike ? 0 : i;
            text += QStringLiteral("K%1,第%2商贸有限公司,北京,建国路%2号,010-%1,%3,%4,\"备注, %1\"\n")
                        .arg(i)
                        .arg(n)
                        .arg(39.0 + (n % 1000) * 0.001, 0, 'f', 6)
                        .arg(116.0 + (n / 1000) * 0.01, 0, 'f', 6);
        }
        QElapsedTimer timer;
        timer.start();
        const auto draft = ImportDraft::open(QStringLiteral("list.csv"), text.toUtf8(), {}, {});
        const qint64 ms = timer.elapsed();
        return std::pair(ms, draft->plan().file.rows);
    };
    for (const bool alike : {false, true}) {
        const auto [smallMs, smallRows] = planned(1000, alike);
        const auto [largeMs, largeRows] = planned(100'000, alike);
        qInfo("1,000 rows: %lld ms; 100,000 rows: %lld ms%s", static_cast<long long>(smallMs),
              static_cast<long long>(largeMs), alike ? ", all alike" : "");
        QCOMPARE(smallRows, 1000);
        QCOMPARE(largeRows, 100'000);
        QVERIFY(smallMs < 1000);
        // A hundred times the rows; ten times more leeway than linear needs, a thousandth of what quadratic would.
        QVERIFY2(largeMs < 1000 * std::max<qint64>(smallMs, 20), qPrintable(QString::number(largeMs)));
    }
}

QTEST_GUILESS_MAIN(ImportSpeedTest)
#include "speed_test.moc"
