// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/geo.h"
#include "core/importing/mapping.h"

namespace legwork::importing {

/// Why a coordinate system is proposed.
enum class DatumReason : quint8 {
    NoPositions,   ///< The file has none; nothing to ask.
    HeadingNames,  ///< A heading names the system: "bd_lng".
    MainlandChina, ///< Most places lie in mainland China, and lists from there usually come from map services
                   ///< that give BD-09 or GCJ-02. Which of the two the numbers do not tell: ask.
    Elsewhere,     ///< Most places lie where the three systems are the same.
};

/// What a look at all coordinates of a file says before they are used.
struct PlaceAdvice {
    qint64 pairs = 0;      ///< Rows with two numbers that are not both zero.
    qint64 fitAsNamed = 0; ///< Pairs that make sense only as the columns are named ...
    qint64 fitSwapped = 0; ///< ... and only with latitude and longitude exchanged.
    qint64 inMainland = 0; ///< Pairs in mainland China, in the order proposed.
    bool suggestSwap = false;
    Datum suggestedDatum = Datum::Wgs84;
    DatumReason reason = DatumReason::NoPositions;

    /// The user has to confirm the system: a wrong one puts every place some hundred metres off.
    [[nodiscard]] bool mustAskDatum() const { return reason == DatumReason::MainlandChina; }
};

/// `country` is where a row without a country of its own is taken to be; may be empty.
[[nodiscard]] PlaceAdvice surveyPlaces(const Table &table, const Mapping &mapping, const QString &country);

struct PlaceRules {
    bool swapAxes = false;         ///< For the whole file.
    bool correctSingleRows = true; ///< Exchange the two in a row where only that makes sense.
    Datum datum = Datum::Wgs84;
};

struct PlaceReading {
    enum class Finding : quint8 {
        Fine,
        Missing,        ///< One or both cells are empty.
        Unreadable,     ///< A cell is not a number.
        Zero,           ///< 0, 0: how programs write "not known".
        OutOfRange,     ///< No place on earth.
        RowSwapped,     ///< Taken the other way round than the rest of the file.
        OutsideCountry, ///< Taken, but not in the row's country.
    };
    GeoPoint at; ///< WGS-84; unset unless Fine, RowSwapped or OutsideCountry.
    Finding finding = Finding::Missing;
};

[[nodiscard]] PlaceReading readPlace(const QString &latitude, const QString &longitude,
                                     const QString &country, const PlaceRules &rules);

} // namespace legwork::importing
