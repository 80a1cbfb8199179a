// SPDX-License-Identifier: Apache-2.0
#include "core/base/datum.h"
#include "core/base/geo.h"

#include <QTest>

#include <cmath>
#include <rapidcheck.h>

using namespace legwork;

class DatumTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publishedExamples_areReproduced();
    void everyMainlandPlace_comesBackToACentimetre();
    void mapServicePlace_isAFewHundredMetresOff();
    void placeOutsideTheMainland_isNotShifted_data();
    void placeOutsideTheMainland_isNotShifted();
    void mainlandCity_isInTheMainland_data();
    void mainlandCity_isInTheMainland();
};

namespace {
double metresBetween(LatLon a, LatLon b)
{
    return distanceM(*GeoPoint::fromDegrees(a.latitude, a.longitude),
                     *GeoPoint::fromDegrees(b.latitude, b.longitude));
}

bool close(LatLon a, LatLon b, double degrees)
{
    return std::abs(a.latitude - b.latitude) < degrees && std::abs(a.longitude - b.longitude) < degrees;
}
} // namespace

void DatumTest::publishedExamples_areReproduced()
{
    // Figures that implementations of the public formulas agree upon.
    const LatLon place{39.915, 116.404};
    QVERIFY(close(wgs84ToGcj02(place), {39.91640428150164, 116.41024449916938}, 1e-9));
    QVERIFY(close(gcj02ToBd09(place), {39.92133699351022, 116.41036949371029}, 1e-9));
    // Their one-step inverses are good to about a metre.
    QVERIFY(close(gcj02ToWgs84(place), {39.91359571849836, 116.39775550083061}, 2e-5));
    QVERIFY(close(bd09ToGcj02(place), {39.90865673957631, 116.39762729119315}, 2e-5));
}

void DatumTest::everyMainlandPlace_comesBackToACentimetre()
{
    QVERIFY(rc::check("inverse of forward is the place itself", [] {
        // At full size from the first case on: small ones would all lie in one corner, outside the border.
        const auto unitsOf = [](int from, int to) {
            return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(from * 1'000'000, to * 1'000'000))
                   / 1e6;
        };
        const LatLon place{unitsOf(18, 53), unitsOf(74, 134)};
        const LatLon gcj = wgs84ToGcj02(place);
        const LatLon bd = gcj02ToBd09(gcj);
        // Near the border the shifted place can lie on the other side of it.
        RC_PRE(isInMainlandChina(place) && isInMainlandChina(gcj) && isInMainlandChina(bd));
        RC_ASSERT(close(gcj02ToWgs84(gcj), place, 1e-7));
        RC_ASSERT(close(bd09ToGcj02(bd), gcj, 1e-7));
        RC_ASSERT(close(toWgs84(bd, Datum::Bd09), place, 1e-7));
        RC_ASSERT(close(toWgs84(gcj, Datum::Gcj02), place, 1e-7));
    }));
}

void DatumTest::mapServicePlace_isAFewHundredMetresOff()
{
    for (const LatLon place : {LatLon{39.9087, 116.3975}, LatLon{31.2304, 121.4737}, LatLon{43.8256, 87.6168},
                               LatLon{22.5431, 114.0579}, LatLon{45.8038, 126.5350}}) {
        const double gcj = metresBetween(place, wgs84ToGcj02(place));
        const double bd = metresBetween(place, gcj02ToBd09(wgs84ToGcj02(place)));
        QVERIFY2(gcj > 50 && gcj < 1000, qPrintable(QString::number(gcj)));
        QVERIFY2(bd > 300 && bd < 2200, qPrintable(QString::number(bd)));
    }
}

void DatumTest::placeOutsideTheMainland_isNotShifted_data()
{
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::newRow("Hong Kong") << 22.2800 << 114.1588;
    QTest::newRow("Macau") << 22.1899 << 113.5380;
    QTest::newRow("Taipei") << 25.0330 << 121.5654;
    QTest::newRow("Seoul") << 37.5665 << 126.9780;
    QTest::newRow("Tokyo") << 35.6762 << 139.6503;
    QTest::newRow("Ulaanbaatar") << 47.8864 << 106.9057;
    QTest::newRow("Hanoi") << 21.0278 << 105.8342;
    QTest::newRow("Almaty") << 43.2380 << 76.8829;
    QTest::newRow("Kathmandu") << 27.7172 << 85.3240;
    QTest::newRow("Delhi") << 28.6139 << 77.2090;
    QTest::newRow("Vladivostok") << 43.1332 << 131.9113;
    QTest::newRow("Berlin") << 52.5200 << 13.4050;
    QTest::newRow("Sydney") << -33.8688 << 151.2093;
    QTest::newRow("origin") << 0.0 << 0.0;
}

void DatumTest::placeOutsideTheMainland_isNotShifted()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    const LatLon place{latitude, longitude};
    for (const LatLon same :
         {wgs84ToGcj02(place), gcj02ToWgs84(place), gcj02ToBd09(place), bd09ToGcj02(place),
          toWgs84(place, Datum::Bd09), toWgs84(place, Datum::Gcj02)}) {
        QCOMPARE(same.latitude, latitude);
        QCOMPARE(same.longitude, longitude);
    }
}

void DatumTest::mainlandCity_isInTheMainland_data()
{
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::newRow("Shenzhen") << 22.5431 << 114.0579;
    QTest::newRow("Zhuhai") << 22.2710 << 113.5767;
    QTest::newRow("Dandong") << 40.1290 << 124.3540;
    QTest::newRow("Manzhouli") << 49.5980 << 117.4550;
    QTest::newRow("Kashgar") << 39.4704 << 75.9898;
    QTest::newRow("Yining") << 43.9089 << 81.2777;
    QTest::newRow("Lhasa") << 29.6520 << 91.1721;
    QTest::newRow("Sanya") << 18.2528 << 109.5119;
    QTest::newRow("Xiamen") << 24.4798 << 118.0894;
    QTest::newRow("Heihe") << 50.2450 << 127.5280;
    QTest::newRow("Pingxiang") << 22.0960 << 106.7660;
    QTest::newRow("Ruili") << 24.0127 << 97.8517;
    QTest::newRow("Dalian") << 38.9140 << 121.6147;
    QTest::newRow("Suifenhe") << 44.3960 << 131.1510;
}

void DatumTest::mainlandCity_isInTheMainland()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    QVERIFY(isInMainlandChina({latitude, longitude}));
}

QTEST_GUILESS_MAIN(DatumTest)
#include "datum_test.moc"
