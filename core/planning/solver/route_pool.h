// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/solver/random.h"
#include "core/planning/solver/route_set.h"

#include <optional>
#include <unordered_map>

namespace legwork::planning {

/// Good tours met on the way, and the best combination of them: for each set of visits the cheapest order, recombined
/// by set packing, as in I3CH (Hu and Lim, "An iterative three-component heuristic for the team orienteering problem
/// with time windows", EJOR 232, 2014). For single visits.
class RoutePool
{
public:
    explicit RoutePool(const SearchSpace &space);

    void add(const RouteSet &routes, int tour);
    /// The best set of disjoint tours when it is worth more than `value`. Looks at no more than `effort` pairs.
    [[nodiscard]] std::optional<Routes> combine(std::int64_t value, int effort);
    [[nodiscard]] bool hasNews() const { return m_hasNews; }

private:
    struct Entry {
        std::int64_t value = 0;
        std::vector<int> visits;
        std::vector<std::uint64_t> set;
    };
    struct Kind {
        std::vector<Entry> entries;
        std::unordered_map<std::uint64_t, int> bySet;
        std::vector<int> ranked; ///< Indices of entries, the most valuable first.
    };

    void rank(Kind &kind);
    void descend(int level, std::int64_t value);
    [[nodiscard]] bool isFree(const Entry &entry) const;
    void toggle(const Entry &entry);

    const SearchSpace &m_space;
    std::vector<std::uint64_t> m_keys; ///< Random word per visit; their sum names a set of visits.
    std::vector<Kind> m_kinds;         ///< Of tours that are alike.
    std::vector<int> m_kindOf;
    std::vector<int> m_order; ///< Tours, those of a kind together.
    bool m_hasNews = false;

    std::vector<std::uint64_t> m_used;
    std::vector<int> m_chosen; ///< Rank per level.
    std::vector<std::int64_t> m_boundFrom;
    std::vector<int> m_best;
    std::int64_t m_bestValue = 0;
    int m_effort = 0;
};

} // namespace legwork::planning
