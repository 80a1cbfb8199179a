// SPDX-License-Identifier: Apache-2.0
#include "core/importing/countries.h"

#include <QHash>
#include <QString>

namespace legwork::importing {
namespace {

struct Span {
    QStringView names; ///< Parted by bars, lower case.
    double south;
    double north;
    double west;
    double east;
};

constexpr Span kSpans[] = {
#define COUNTRY(names, south, north, west, east) {names, south, north, west, east},
#include "core/importing/countries.def"
};

const QHash<QString, const Span *> &spansByName()
{
    static const QHash<QString, const Span *> kByName = [] {
        QHash<QString, const Span *> spans;
        for (const Span &span : kSpans) {
            for (const QStringView name : span.names.split(u'|'))
                spans.insert(name.toString(), &span);
        }
        return spans;
    }();
    return kByName;
}

} // namespace

std::optional<bool> liesInCountry(QStringView country, LatLon place)
{
    const Span *span = spansByName().value(country.trimmed().toString().toLower());
    if (!span)
        return std::nullopt;
    return place.latitude >= span->south && place.latitude <= span->north && place.longitude >= span->west
           && place.longitude <= span->east;
}

} // namespace legwork::importing
