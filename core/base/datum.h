// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace legwork {

/// Degrees north and east, not rounded; the datum is told by the context.
struct LatLon {
    double latitude = 0;
    double longitude = 0;
};

/// Which ellipsoid and which deliberate offset a pair of degrees refers to.
enum class Datum : quint8 {
    Wgs84, ///< GPS, and what we store.
    Gcj02, ///< Maps published in mainland China; off by some hundred metres.
    Bd09,  ///< Baidu's maps: GCJ-02 with an offset of its own.
};

// The formulas are the publicly documented ones: GCJ-02 shifts a WGS-84 place by a sum of sines scaled on the
// Krasovsky 1940 ellipsoid; BD-09 turns and stretches a GCJ-02 place in polar form and adds a constant. Both
// apply in mainland China only; every other place is returned as it is. The inverse functions find by
// iteration the place that the forward function maps to the given one, to better than 1e-7 degree (1 cm).

[[nodiscard]] LatLon wgs84ToGcj02(LatLon place);
[[nodiscard]] LatLon gcj02ToWgs84(LatLon place);
[[nodiscard]] LatLon gcj02ToBd09(LatLon place);
[[nodiscard]] LatLon bd09ToGcj02(LatLon place);

[[nodiscard]] LatLon toWgs84(LatLon place, Datum from);

/// Within a coarse outline of mainland China, Hainan included, without Hong Kong, Macau and Taiwan. The outline
/// follows the land border to some 20 km and runs well off the coast: good enough to decide whether map
/// services shift a place, and nothing else.
[[nodiscard]] bool isInMainlandChina(LatLon place);

} // namespace legwork
