// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/datum.h"

#include <QStringView>

#include <optional>

namespace legwork::importing {

/// Whether a place lies within the degrees that a country spans (its overseas parts left out), with a margin of
/// some 50 km. The country by its ISO 3166 code of two or three letters or its usual Chinese or English name;
/// nothing for a country not listed here. Enough to catch a slipped digit or swapped degrees, and nothing else.
[[nodiscard]] std::optional<bool> liesInCountry(QStringView country, LatLon place);

} // namespace legwork::importing
