// SPDX-License-Identifier: Apache-2.0
#include "core/importing/places.h"

#include "core/importing/countries.h"
#include "core/schema/rows.h"

#include <algorithm>
#include <cmath>

namespace legwork::importing {
namespace {

using Kind = ColumnTarget::Kind;

bool isOnEarth(LatLon place) { return std::abs(place.latitude) <= 90 && std::abs(place.longitude) <= 180; }

LatLon exchanged(LatLon place) { return {place.longitude, place.latitude}; }

/// How much sense a pair makes: 0 none, 1 a place on earth, 2 a place where the row says it is, or in mainland
/// China when the row says nothing.
int senseOf(LatLon place, const QString &country)
{
    if (!isOnEarth(place))
        return 0;
    return liesInCountry(country, place).value_or(isInMainlandChina(place)) ? 2 : 1;
}

QString cellAt(const CsvRecord &record, int column)
{
    return column >= 0 && size_t(column) < record.cells.size()
               ? cleanedCell(record.cells[size_t(column)]).text
               : QString();
}

} // namespace

PlaceAdvice surveyPlaces(const Table &table, const Mapping &mapping, const QString &country)
{
    PlaceAdvice advice;
    const int latitude = mapping.columnOf({Kind::Latitude});
    const int longitude = mapping.columnOf({Kind::Longitude});
    if (latitude < 0 || longitude < 0)
        return advice;
    const int countryColumn =
        mapping.columnOf(ColumnTarget::toField(Account::kEntityNo, field::Account::country));
    qint64 mainlandAsNamed = 0;
    qint64 mainlandSwapped = 0;
    for (qsizetype row = 0; row < table.rowCount(); ++row) {
        const CsvRecord record = table.row(row);
        const auto first = parseDegrees(cellAt(record, latitude));
        const auto second = parseDegrees(cellAt(record, longitude));
        if (!first || !second || (*first == 0 && *second == 0))
            continue;
        ++advice.pairs;
        QString where = cellAt(record, countryColumn);
        if (where.isEmpty())
            where = country;
        const LatLon named{*first, *second};
        const int sense = senseOf(named, where);
        const int swappedSense = senseOf(exchanged(named), where);
        advice.fitAsNamed += sense > swappedSense ? 1 : 0;
        advice.fitSwapped += swappedSense > sense ? 1 : 0;
        mainlandAsNamed += isInMainlandChina(named) ? 1 : 0;
        mainlandSwapped += isInMainlandChina(exchanged(named)) ? 1 : 0;
    }
    advice.suggestSwap = advice.fitSwapped > advice.fitAsNamed && advice.fitSwapped * 2 > advice.pairs;
    advice.inMainland = advice.suggestSwap ? mainlandSwapped : mainlandAsNamed;
    if (advice.pairs == 0)
        return advice;
    if (const auto named = mapping.datumNamed()) {
        advice.suggestedDatum = *named;
        advice.reason = DatumReason::HeadingNames;
    } else if (advice.inMainland * 2 >= advice.pairs) {
        advice.suggestedDatum = Datum::Bd09;
        advice.reason = DatumReason::MainlandChina;
    } else {
        advice.reason = DatumReason::Elsewhere;
    }
    return advice;
}

PlaceReading readPlace(const QString &latitude, const QString &longitude, const QString &country,
                       const PlaceRules &rules)
{
    using Finding = PlaceReading::Finding;
    if (latitude.isEmpty() || longitude.isEmpty())
        return {{}, Finding::Missing};
    const auto first = parseDegrees(latitude);
    const auto second = parseDegrees(longitude);
    if (!first || !second)
        return {{}, Finding::Unreadable};
    if (*first == 0 && *second == 0)
        return {{}, Finding::Zero};
    LatLon place = rules.swapAxes ? LatLon{*second, *first} : LatLon{*first, *second};
    Finding finding = Finding::Fine;
    // Only a clear case is turned: the pair is no place, or in another country, and the other way round it is
    // in the row's own.
    const int sense = senseOf(place, country);
    const int swappedSense = senseOf(exchanged(place), country);
    const bool knownCountry = liesInCountry(country, {}).has_value();
    if (rules.correctSingleRows && swappedSense > sense && (sense == 0 || knownCountry)) {
        place = exchanged(place);
        finding = Finding::RowSwapped;
    }
    const LatLon wgs84 = isOnEarth(place) ? toWgs84(place, rules.datum) : place;
    const auto at = GeoPoint::fromDegrees(wgs84.latitude, wgs84.longitude);
    if (!at)
        return {{}, Finding::OutOfRange};
    if (!liesInCountry(country, wgs84).value_or(true))
        finding = Finding::OutsideCountry;
    return {*at, finding};
}

} // namespace legwork::importing
