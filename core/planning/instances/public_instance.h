// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/planning/solver/route_search.h"

#include <QByteArray>

namespace legwork::planning {

/// Families of published instances on which the solver is measured.
enum class InstanceFamily : quint8 {
    Toptw, ///< Team orienteering with time windows (Vansteenwegen et al. 2009; Righini and Salani 2009).
    Ttdp,  ///< Tourist trips over days with opening hours of each weekday.
    Tsptw, ///< One tour, every customer, time windows; the least travel.
    Pvrp,  ///< Periodic routing (Cordeau, Gendreau and Laporte 1997); the least travel.
};

/// A published instance as the solver's problem. Visit v has the id v + 1 of the file; times and distances are whole
/// multiples of `1 / unitsPerOne`, scores of 1 / `scorePerOne`.
struct PublicInstance {
    InstanceFamily family = InstanceFamily::Toptw;
    RouteProblem problem;
    double travelPerOne = 1;
    double scorePerOne = 1;

    /// Collected score, or for the families that minimise travel the length of the tours.
    [[nodiscard]] double objective(const SearchResult &result) const;
    /// All visits made that had to be made.
    [[nodiscard]] bool isComplete(const SearchResult &result) const;
    /// How the search goes about this family.
    [[nodiscard]] SearchSettings settings() const;
};

struct InstanceWish {
    InstanceFamily family = InstanceFamily::Toptw;
    int vehicles = 0;             ///< Tours of TOPTW, days of TTDP; 0: what the file says (1 for TOPTW).
    bool isFinelyRounded = false; ///< TOPTW of Cordeau et al. (pr..): two decimals instead of one.
};

/// plan.instance (AskUser) with what is wrong when the text is not of that family.
[[nodiscard]] Result<PublicInstance> readInstance(const QByteArray &text, const InstanceWish &wish);

} // namespace legwork::planning
