// SPDX-License-Identifier: Apache-2.0
#include "core/planning/solver/route_pool.h"

#include <numeric>

namespace legwork::planning {
namespace {

constexpr std::size_t kEntriesMax = 12'000;
constexpr std::size_t kEntriesKept = 4'000;
constexpr std::size_t kRankedMax = 3'000;

bool areAlike(const Tour &left, const Tour &right)
{
    return left.windowSet == right.windowSet && left.startPlace == right.startPlace
           && left.endPlace == right.endPlace && left.start == right.start && left.end == right.end
           && left.travelMax == right.travelMax && left.loadMax == right.loadMax;
}

} // namespace

RoutePool::RoutePool(const SearchSpace &space)
    : m_space(space)
    , m_order(std::size_t(space.tourCount()))
    , m_used(std::size_t(space.visitCount() + 63) / 64)
{
    Random random(std::uint64_t(space.visitCount()));
    for (int visit = 0; visit < space.visitCount(); ++visit)
        m_keys.push_back(random.next());
    std::vector<int> samples;
    for (int tour = 0; tour < space.tourCount(); ++tour) {
        int kind = 0;
        while (
            kind < int(samples.size())
            && (space.hasDayScores() || !areAlike(space.tour(samples[std::size_t(kind)]), space.tour(tour))))
            ++kind;
        if (kind == int(samples.size()))
            samples.push_back(tour);
        m_kindOf.push_back(kind);
    }
    m_kinds.resize(samples.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    std::stable_sort(m_order.begin(), m_order.end(), [&](int left, int right) {
        return m_kindOf[std::size_t(left)] < m_kindOf[std::size_t(right)];
    });
}

void RoutePool::add(const RouteSet &routes, int tour)
{
    const Route &route = routes.route(tour);
    Kind &kind = m_kinds[std::size_t(m_kindOf[std::size_t(tour)])];
    std::uint64_t key = 0;
    std::int64_t value = -route.travel() * m_space.problem().travelCost;
    const int day = m_space.tour(tour).day;
    for (int i = 1; i <= route.visitCount(); ++i) {
        key += m_keys[std::size_t(route.nodes()[i])];
        value += m_space.scoreOn(route.nodes()[i], day);
    }
    const auto [found, isNew] = kind.bySet.try_emplace(key, int(kind.entries.size()));
    if (isNew) {
        Entry entry;
        entry.set.resize(m_used.size());
        for (int i = 1; i <= route.visitCount(); ++i)
            entry.set[std::size_t(route.nodes()[i]) / 64] |= std::uint64_t(1) << (route.nodes()[i] % 64);
        kind.entries.push_back(std::move(entry));
    } else if (kind.entries[std::size_t(found->second)].value >= value) {
        return;
    }
    Entry &entry = kind.entries[std::size_t(found->second)];
    entry.value = value;
    entry.visits = route.visits();
    m_hasNews = true;
    if (kind.entries.size() <= kEntriesMax)
        return;
    rank(kind);
    std::vector<Entry> kept;
    for (std::size_t i = 0; i < std::min(kEntriesKept, kind.ranked.size()); ++i)
        kept.push_back(std::move(kind.entries[std::size_t(kind.ranked[i])]));
    kind.entries = std::move(kept);
    kind.bySet.clear();
    for (std::size_t i = 0; i < kind.entries.size(); ++i) {
        std::uint64_t setKey = 0;
        for (const int visit : kind.entries[i].visits)
            setKey += m_keys[std::size_t(visit)];
        kind.bySet.emplace(setKey, int(i));
    }
}

void RoutePool::rank(Kind &kind)
{
    kind.ranked.resize(kind.entries.size());
    std::iota(kind.ranked.begin(), kind.ranked.end(), 0);
    std::stable_sort(kind.ranked.begin(), kind.ranked.end(), [&](int left, int right) {
        return kind.entries[std::size_t(left)].value > kind.entries[std::size_t(right)].value;
    });
}

std::optional<Routes> RoutePool::combine(std::int64_t value, int effort)
{
    m_hasNews = false;
    for (Kind &kind : m_kinds) {
        rank(kind);
        kind.ranked.resize(std::min(kind.ranked.size(), kRankedMax));
        if (kind.ranked.empty())
            return std::nullopt;
    }
    const std::size_t levels = m_order.size();
    m_boundFrom.assign(levels + 1, 0);
    for (std::size_t level = levels; level-- > 0;) {
        const Kind &kind = m_kinds[std::size_t(m_kindOf[std::size_t(m_order[level])])];
        m_boundFrom[level] = m_boundFrom[level + 1] + kind.entries[std::size_t(kind.ranked[0])].value;
    }
    std::fill(m_used.begin(), m_used.end(), 0);
    m_chosen.assign(levels, 0);
    m_best.clear();
    m_bestValue = value;
    m_effort = effort;
    descend(0, 0);
    if (m_best.empty())
        return std::nullopt;
    Routes routes(levels);
    for (std::size_t level = 0; level < levels; ++level) {
        const Kind &kind = m_kinds[std::size_t(m_kindOf[std::size_t(m_order[level])])];
        routes[std::size_t(m_order[level])] =
            kind.entries[std::size_t(kind.ranked[std::size_t(m_best[level])])].visits;
    }
    return routes;
}

/// Depth first, the most valuable tours first, cut off where even the best tours for the rest cannot help.
void RoutePool::descend(int level, std::int64_t value)
{
    if (level == int(m_order.size())) {
        if (value > m_bestValue) {
            m_bestValue = value;
            m_best = m_chosen;
        }
        return;
    }
    const int kindIndex = m_kindOf[std::size_t(m_order[std::size_t(level)])];
    const Kind &kind = m_kinds[std::size_t(kindIndex)];
    const bool isLikePrevious =
        level > 0 && m_kindOf[std::size_t(m_order[std::size_t(level - 1)])] == kindIndex;
    int alike = 1; // levels from here on of the same kind
    while (level + alike < int(m_order.size())
           && m_kindOf[std::size_t(m_order[std::size_t(level + alike)])] == kindIndex)
        ++alike;
    const std::int64_t boundBeyond = m_boundFrom[std::size_t(level + alike)];
    for (int rank = isLikePrevious ? m_chosen[std::size_t(level - 1)] + 1 : 0; rank < int(kind.ranked.size());
         ++rank) {
        const Entry &entry = kind.entries[std::size_t(kind.ranked[std::size_t(rank)])];
        if (value + alike * entry.value + boundBeyond <= m_bestValue || --m_effort < 0)
            return;
        if (!isFree(entry))
            continue;
        m_chosen[std::size_t(level)] = rank;
        toggle(entry);
        descend(level + 1, value + entry.value);
        toggle(entry);
    }
}

bool RoutePool::isFree(const Entry &entry) const
{
    std::uint64_t shared = 0;
    for (std::size_t word = 0; word < m_used.size(); ++word)
        shared |= m_used[word] & entry.set[word];
    return shared == 0;
}

void RoutePool::toggle(const Entry &entry)
{
    for (std::size_t word = 0; word < m_used.size(); ++word)
        m_used[word] ^= entry.set[word];
}

} // namespace legwork::planning
