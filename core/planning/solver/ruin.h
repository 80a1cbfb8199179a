// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/solver/random.h"
#include "core/planning/solver/route_set.h"

namespace legwork::planning {

/// Takes strings of neighbouring visits out of the tours: adjacent string removal (Christiaens and Vanden Berghe,
/// "Slack Induction by String Removals", Transportation Science 54, 2020). The place around which it happens may be a
/// visit that is not made at present.
class StringRemoval
{
public:
    struct Extent {
        double visitsMean = 10; ///< Removed at a time.
        int stringMax = 10;     ///< Longest string.
    };

    StringRemoval(const SearchSpace &space, Extent extent);

    /// Removes visits and returns them.
    const std::vector<int> &apply(RouteSet &routes, Random &random);

private:
    void removeAround(RouteSet &routes, Random &random, int tour, int visit, int length);

    const SearchSpace &m_space;
    Extent m_extent;
    std::vector<int> m_removed;
    std::vector<int> m_ruinedIn; ///< Per tour, in which turn it was last ruined.
    int m_turn = 0;
};

} // namespace legwork::planning
