// SPDX-License-Identifier: Apache-2.0
#include "core/base/geo.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace legwork;

class GeoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void degrees_areKeptToACentimetre_data();
    void degrees_areKeptToACentimetre();
    void notAPlace_isRefused_data();
    void notAPlace_isRefused();
    void defaultMade_isUnset_andNoPlaceIsTakenForIt();
    void packed_roundTrips_andHasTheAgreedLayout();
    void distance_agreesWithKnownFigures_data();
    void distance_agreesWithKnownFigures();
};

void GeoTest::degrees_areKeptToACentimetre_data()
{
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::newRow("Beijing") << 39.9087222 << 116.3974999;
    QTest::newRow("southern, western") << -33.4488897 << -70.6692655;
    QTest::newRow("southern, eastern") << -0.0000001 << 0.0000001;
    QTest::newRow("northern, western") << 0.0000001 << -0.0000001;
    QTest::newRow("origin") << 0.0 << 0.0;
    QTest::newRow("corner") << 90.0 << 180.0;
    QTest::newRow("other corner") << -90.0 << -180.0;
}

void GeoTest::degrees_areKeptToACentimetre()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    const auto point = GeoPoint::fromDegrees(latitude, longitude);
    QVERIFY(point);
    QVERIFY(point->isSet());
    QVERIFY2(std::abs(point->latitude() - latitude) < 1e-9,
             qPrintable(QString::number(point->latitude(), 'f', 9)));
    QVERIFY2(std::abs(point->longitude() - longitude) < 1e-9,
             qPrintable(QString::number(point->longitude(), 'f', 9)));
}

void GeoTest::notAPlace_isRefused_data()
{
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::newRow("longitude in the latitude's place") << 116.4 << 39.9;
    QTest::newRow("just beyond the pole") << 90.0000001 << 0.0;
    QTest::newRow("just beyond the date line") << 0.0 << -180.0000001;
    QTest::newRow("latitude is no number") << kNan << 0.0;
    QTest::newRow("longitude is no number") << 0.0 << kNan;
    QTest::newRow("infinite") << -kInfinity << 0.0;
}

void GeoTest::notAPlace_isRefused()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    QVERIFY(!GeoPoint::fromDegrees(latitude, longitude));
}

void GeoTest::defaultMade_isUnset_andNoPlaceIsTakenForIt()
{
    QVERIFY(!GeoPoint().isSet());
    QVERIFY(GeoPoint::fromDegrees(0, 0)->isSet());
    QVERIFY(GeoPoint::fromDegrees(-90, 0)->isSet());
    QVERIFY(GeoPoint::fromDegrees(-90, 180)->isSet());
}

void GeoTest::packed_roundTrips_andHasTheAgreedLayout()
{
    const auto point = GeoPoint::fromDegrees(-1.5, -2.25);
    QVERIFY(point);
    QCOMPARE(point->packed() >> 32, qint64(-15'000'000));
    QCOMPARE(qint32(quint32(point->packed())), qint32(-22'500'000));
    QCOMPARE(GeoPoint::fromPacked(point->packed()), *point);
}

void GeoTest::distance_agreesWithKnownFigures_data()
{
    QTest::addColumn<double>("latitude1");
    QTest::addColumn<double>("longitude1");
    QTest::addColumn<double>("latitude2");
    QTest::addColumn<double>("longitude2");
    QTest::addColumn<double>("metres");
    // On a sphere of radius R a degree of a great circle is R * pi / 180 = 111,195.08 m.
    QTest::newRow("same place") << 39.9 << 116.4 << 39.9 << 116.4 << 0.0;
    QTest::newRow("one degree of meridian") << 30.0 << 120.0 << 31.0 << 120.0 << 111'195.08;
    QTest::newRow("one degree of equator") << 0.0 << 179.5 << 0.0 << -179.5 << 111'195.08;
    QTest::newRow("pole to pole") << 90.0 << 0.0 << -90.0 << 0.0 << 180 * 111'195.08;
    QTest::newRow("antipodes") << 0.0 << 0.0 << 0.0 << 180.0 << 180 * 111'195.08;
    // At latitude 60 a degree of longitude spans acos(sin^2 60 + cos^2 60 cos 1) of a great circle.
    QTest::newRow("along a parallel") << 60.0 << 10.0 << 60.0 << 11.0 << 55'597.01;
}

void GeoTest::distance_agreesWithKnownFigures()
{
    QFETCH(double, latitude1);
    QFETCH(double, longitude1);
    QFETCH(double, latitude2);
    QFETCH(double, longitude2);
    QFETCH(double, metres);
    const GeoPoint from = *GeoPoint::fromDegrees(latitude1, longitude1);
    const GeoPoint to = *GeoPoint::fromDegrees(latitude2, longitude2);
    const double tolerance = std::max(0.05, metres * 1e-7);
    QVERIFY2(std::abs(distanceM(from, to) - metres) <= tolerance,
             qPrintable(QString::number(distanceM(from, to), 'f', 3)));
    QCOMPARE(distanceM(from, to), distanceM(to, from));
}

QTEST_APPLESS_MAIN(GeoTest)
#include "geo_test.moc"
