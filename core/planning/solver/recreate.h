// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/solver/random.h"
#include "core/planning/solver/route_set.h"

namespace legwork::planning {

/// Puts absent visits back where they cost least: greedy insertion with blinks (Christiaens and Vanden Berghe 2020),
/// in an order drawn at random among several.
class GreedyInsertion
{
public:
    explicit GreedyInsertion(const SearchSpace &space);

    /// Tries the visits in `candidates` in the given tours.
    void apply(RouteSet &routes, Random &random, std::vector<int> &candidates, std::span<const int> tours);
    /// Without chance: every absent visit (or break) in every tour, the most valuable first.
    void fill(RouteSet &routes, bool onlyBreaks = false);
    /// The cheapest place for a visit; not possible where there is none.
    [[nodiscard]] Insertion cheapest(const RouteSet &routes, int visit, std::span<const int> tours);
    /// Whether the visit can be made in all these places.
    [[nodiscard]] bool fits(const RouteSet &routes, int visit, std::span<const Insertion> where);

private:
    enum class Order { Random, Score, ScoreDensity, Remoteness, Nearness, WindowWidth, Opening, Closing };
    static constexpr std::size_t kOrders = 8;

    void rankVisits();
    template<class Key>
    void rankBy(Order order, Key key);

    void sort(Random &random, std::vector<int> &candidates);
    void insertOne(RouteSet &routes, int visit, std::span<const int> tours);
    void insertPeriodic(RouteSet &routes, int visit);
    [[nodiscard]] bool mayHave(const RouteSet &routes, int visit, int tour) const;
    void look(const RouteSet &routes, int visit, int tour, Insertion &best);
    void lookQuickly(const Route &route, int visit, int tour, int first, int last, Insertion &best);
    void lookBetween(const Route &route, int visit, int tour, int first, int last, Insertion &best);
    [[nodiscard]] bool fitsBeforeBreak(const Route &route, int set, int at, std::int32_t departure,
                                       int location, std::int32_t &travel) const;
    [[nodiscard]] bool blinks();
    [[nodiscard]] int earliestPosition(const RouteSet &routes, int visit, int tour) const;

    const SearchSpace &m_space;
    Random *m_random = nullptr;
    int m_untilBlink = 0;
    std::vector<std::uint32_t> m_ranks[kOrders]; ///< Of each visit in each order but the random one.
    std::vector<std::uint64_t> m_keys;
    std::vector<int> m_allTours;
    std::vector<Insertion> m_pattern;
    std::vector<Insertion> m_bestPattern;
};

} // namespace legwork::planning
