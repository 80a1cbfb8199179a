// SPDX-License-Identifier: Apache-2.0
#include "core/base/datum.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace legwork {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kSemiMajorAxisM = 6378245.0; // Krasovsky 1940
constexpr double kEccentricitySquared = 0.00669342162296594323;
constexpr double kConverged = 1e-10; // degrees
constexpr int kMostSteps = 30;

/// The three pairs of sines that both components of the GCJ-02 shift are made of.
double waves(double v, double slowWaves, double x)
{
    return (20.0 * std::sin(6.0 * x * kPi) + 20.0 * std::sin(2.0 * x * kPi)) * 2.0 / 3.0
           + (20.0 * std::sin(v * kPi) + 40.0 * std::sin(v / 3.0 * kPi)) * 2.0 / 3.0 + slowWaves;
}

LatLon gcj02Shift(LatLon place)
{
    const double x = place.longitude - 105.0;
    const double y = place.latitude - 35.0;
    const double root = std::sqrt(std::abs(x));
    const double north =
        -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
        + waves(y, (160.0 * std::sin(y / 12.0 * kPi) + 320.0 * std::sin(y / 30.0 * kPi)) * 2.0 / 3.0, x);
    const double east =
        300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
        + waves(x, (150.0 * std::sin(x / 12.0 * kPi) + 300.0 * std::sin(x / 30.0 * kPi)) * 2.0 / 3.0, x);
    const double latitude = place.latitude / 180.0 * kPi;
    const double w2 = 1.0 - kEccentricitySquared * std::sin(latitude) * std::sin(latitude);
    const double meridianM = kSemiMajorAxisM * (1.0 - kEccentricitySquared) / (w2 * std::sqrt(w2));
    const double parallelM = kSemiMajorAxisM / std::sqrt(w2) * std::cos(latitude);
    return {north * 180.0 / (meridianM * kPi), east * 180.0 / (parallelM * kPi)};
}

LatLon plus(LatLon a, LatLon b) { return {a.latitude + b.latitude, a.longitude + b.longitude}; }
LatLon minus(LatLon a, LatLon b) { return {a.latitude - b.latitude, a.longitude - b.longitude}; }

LatLon shiftedToGcj02(LatLon place) { return plus(place, gcj02Shift(place)); }

LatLon shiftedToBd09(LatLon place)
{
    constexpr double kTurn = kPi * 3000.0 / 180.0;
    const double radius =
        std::hypot(place.longitude, place.latitude) + 0.00002 * std::sin(place.latitude * kTurn);
    const double angle =
        std::atan2(place.latitude, place.longitude) + 0.000003 * std::cos(place.longitude * kTurn);
    return {radius * std::sin(angle) + 0.006, radius * std::cos(angle) + 0.0065};
}

/// The place that `forward` maps to `target`. The shifts change by less than one part in a hundred over their
/// own length, so that each step gains at least two digits.
LatLon inverse(LatLon (*forward)(LatLon), LatLon target)
{
    LatLon guess = target;
    for (int step = 0; step < kMostSteps; ++step) {
        const LatLon error = minus(forward(guess), target);
        guess = minus(guess, error);
        if (std::abs(error.latitude) < kConverged && std::abs(error.longitude) < kConverged)
            break;
    }
    return guess;
}

struct Corner {
    double east;
    double north;
};

// Clockwise from the north-east corner of the Yalu's mouth.
constexpr auto kMainland = std::to_array<Corner>({
    {124.2, 39.6},    {124.45, 40.15}, {126.0, 40.95},  {126.9, 41.75},   {128.1, 41.4},   {128.2, 42.05},
    {129.3, 42.4},    {129.9, 43.0},   {130.65, 42.4},  {130.6, 42.95},   {131.3, 43.5},   {131.3, 44.8},
    {133.1, 45.1},    {134.9, 48.4},   {131.0, 47.75},  {130.7, 48.9},    {127.6, 49.8},   {127.6, 50.3},
    {126.1, 52.8},    {123.6, 53.6},   {120.1, 53.3},   {120.7, 52.0},    {119.2, 50.3},   {117.8, 49.55},
    {116.6, 49.85},   {115.5, 48.1},   {115.9, 47.7},   {118.0, 48.0},    {119.7, 47.2},   {119.9, 46.7},
    {116.3, 46.3},    {115.7, 45.5},   {114.0, 44.95},  {111.9, 45.0},    {111.9, 43.75},  {109.9, 42.65},
    {107.5, 42.45},   {105.0, 41.6},   {100.1, 42.65},  {96.4, 42.75},    {95.4, 44.3},    {91.0, 45.2},
    {91.0, 47.0},     {87.8, 49.15},   {85.5, 48.2},    {85.7, 47.3},     {83.0, 47.2},    {82.3, 45.5},
    {80.0, 45.0},     {80.35, 44.2},   {80.8, 43.15},   {80.2, 42.1},     {76.9, 41.0},    {75.5, 40.6},
    {73.6, 39.9},     {73.6, 39.4},    {74.9, 38.4},    {74.8, 37.2},     {77.8, 35.5},    {79.4, 32.6},
    {78.7, 31.3},     {81.1, 30.1},    {84.1, 28.8},    {86.0, 27.9},     {88.2, 27.85},   {88.8, 27.35},
    {89.5, 28.2},     {91.6, 27.8},    {94.3, 29.2},    {97.3, 28.2},     {98.7, 27.5},    {98.6, 25.9},
    {97.5, 24.75},    {97.55, 23.95},  {98.8, 23.95},   {98.9, 22.9},     {99.3, 22.1},    {101.1, 21.5},
    {101.8, 21.15},   {101.7, 22.4},   {103.9, 22.5},   {105.4, 23.3},    {106.6, 22.9},   {106.7, 21.98},
    {107.9, 21.5},    {107.9, 20.0},   {108.0, 18.0},   {111.5, 18.0},    {113.3, 21.5},   {113.52, 22.1},
    {113.52, 22.215}, {113.85, 22.3},  {113.92, 22.44}, {114.05, 22.503}, {114.17, 22.55}, {114.25, 22.55},
    {114.5, 22.45},   {117.5, 23.0},   {118.6, 24.15},  {119.9, 25.0},    {122.6, 28.5},   {123.3, 31.0},
    {123.0, 35.0},    {123.3, 37.4},   {123.8, 39.0},
});

} // namespace

bool isInMainlandChina(LatLon place)
{
    // Even-odd rule over the outline.
    bool inside = false;
    for (std::size_t i = 0, j = kMainland.size() - 1; i < kMainland.size(); j = i++) {
        const Corner a = kMainland[i];
        const Corner b = kMainland[j];
        if ((a.north > place.latitude) != (b.north > place.latitude)
            && place.longitude
                   < (b.east - a.east) * (place.latitude - a.north) / (b.north - a.north) + a.east)
            inside = !inside;
    }
    return inside;
}

LatLon wgs84ToGcj02(LatLon place) { return isInMainlandChina(place) ? shiftedToGcj02(place) : place; }
LatLon gcj02ToWgs84(LatLon place)
{
    return isInMainlandChina(place) ? inverse(shiftedToGcj02, place) : place;
}
LatLon gcj02ToBd09(LatLon place) { return isInMainlandChina(place) ? shiftedToBd09(place) : place; }
LatLon bd09ToGcj02(LatLon place) { return isInMainlandChina(place) ? inverse(shiftedToBd09, place) : place; }

LatLon toWgs84(LatLon place, Datum from)
{
    // Decided once by the place as given: near the border the steps between could disagree.
    if (from == Datum::Wgs84 || !isInMainlandChina(place))
        return place;
    return inverse(shiftedToGcj02, from == Datum::Bd09 ? inverse(shiftedToBd09, place) : place);
}

} // namespace legwork
