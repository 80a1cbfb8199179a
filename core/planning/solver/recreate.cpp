// SPDX-License-Identifier: Apache-2.0
#include "core/planning/solver/recreate.h"

#include <numeric>

namespace legwork::planning {
namespace {

constexpr double kBlinkChance = 0.01;
constexpr std::size_t kNearForDensity = 5;
constexpr int kShortRoute = 40; ///< Not worth a binary search.
const double kLogOfNoBlink = std::log(1 - kBlinkChance);
/// How often each order is drawn, of their sum.
constexpr int kOrderWeights[] = {4, 4, 4, 2, 1, 2, 2, 1};

} // namespace

GreedyInsertion::GreedyInsertion(const SearchSpace &space)
    : m_space(space)
    , m_allTours(std::size_t(space.tourCount()))
{
    std::iota(m_allTours.begin(), m_allTours.end(), 0);
    rankVisits();
}

void GreedyInsertion::rankVisits()
{
    const int home = m_space.tourCount() > 0 ? m_space.tour(0).startPlace : 0;
    rankBy(Order::Score, [&](int visit) { return -double(m_space.scoreMax(visit)); });
    rankBy(Order::Remoteness, [&](int visit) { return -double(m_space.from(home)[visit]); });
    rankBy(Order::Nearness, [&](int visit) { return double(m_space.from(home)[visit]); });
    rankBy(Order::ScoreDensity, [&](int visit) {
        const auto near = m_space.neighbours(visit).first(
            std::min<std::size_t>(kNearForDensity, m_space.neighbours(visit).size()));
        double time = m_space.service(visit);
        for (const int other : near)
            time += double(m_space.from(visit)[other]) / double(near.size());
        return -double(m_space.scoreMax(visit)) / std::max(1.0, time);
    });
    const RouteProblem &problem = m_space.problem();
    const int sets = int(problem.windows.size()) / std::max(1, m_space.visitCount());
    const auto overWindows = [&](double first, auto combine) {
        return [&problem, sets, first, combine](int visit) {
            double value = first;
            for (int set = 0; set < sets; ++set) {
                for (const TimeWindow &window : problem.windowsOf(set, visit))
                    value = combine(value, window);
            }
            return value;
        };
    };
    rankBy(Order::WindowWidth, overWindows(0, [](double sum, const TimeWindow &window) {
               return sum + window.close - window.open;
           }));
    rankBy(Order::Opening, overWindows(SearchSpace::kNever, [](double least, const TimeWindow &window) {
               return std::min<double>(least, window.open);
           }));
    rankBy(Order::Closing, overWindows(-SearchSpace::kNever, [](double most, const TimeWindow &window) {
               return std::max<double>(most, window.close);
           }));
}

template<class Key>
void GreedyInsertion::rankBy(Order order, Key key)
{
    std::vector<std::pair<double, int>> sorted;
    for (int visit = 0; visit < m_space.visitCount(); ++visit)
        sorted.emplace_back(key(visit), visit);
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::uint32_t> &ranks = m_ranks[std::size_t(order)];
    ranks.resize(sorted.size());
    for (std::size_t rank = 0; rank < sorted.size(); ++rank)
        ranks[std::size_t(sorted[rank].second)] = std::uint32_t(rank) << 1;
}

void GreedyInsertion::sort(Random &random, std::vector<int> &candidates)
{
    int drawn = random.below(std::accumulate(std::begin(kOrderWeights), std::end(kOrderWeights), 0));
    std::size_t order = 0;
    while (drawn >= kOrderWeights[order])
        drawn -= kOrderWeights[order++];
    m_keys.clear();
    for (const int visit : candidates) {
        const std::uint32_t rank = Order(order) == Order::Random ? std::uint32_t(random.next() >> 33)
                                                                 : m_ranks[order][std::size_t(visit)];
        // Mandatory ones first, whatever the order.
        const std::uint64_t group = m_space.isMandatory(visit) ? 0 : std::uint64_t(1) << 63;
        m_keys.push_back(group | std::uint64_t(rank) << 31 | std::uint64_t(visit));
    }
    std::sort(m_keys.begin(), m_keys.end());
    for (std::size_t i = 0; i < m_keys.size(); ++i)
        candidates[i] = int(m_keys[i] & 0x7fffffff);
}

void GreedyInsertion::apply(RouteSet &routes, Random &random, std::vector<int> &candidates,
                            std::span<const int> tours)
{
    m_random = &random;
    sort(random, candidates);
    for (const int visit : candidates) {
        if (!routes.isAbsent(visit))
            continue;
        if (m_space.isPeriodic())
            insertPeriodic(routes, visit);
        else
            insertOne(routes, visit, tours);
    }
}

void GreedyInsertion::fill(RouteSet &routes, bool onlyBreaks)
{
    m_random = nullptr;
    std::vector<int> candidates = routes.absent();
    if (onlyBreaks)
        std::erase_if(candidates, [&](int visit) { return !m_space.isBreak(visit); });
    std::sort(candidates.begin(), candidates.end(), [&](int left, int right) {
        const auto a = m_space.scoreMax(left);
        const auto b = m_space.scoreMax(right);
        return a != b ? a > b : left < right;
    });
    for (int turn = 0; turn < (m_space.hasOrder() ? 3 : 1); ++turn) {
        for (const int visit : candidates) {
            if (!routes.isAbsent(visit))
                continue;
            if (m_space.isPeriodic())
                insertPeriodic(routes, visit);
            else
                insertOne(routes, visit, m_allTours);
        }
    }
}

bool GreedyInsertion::blinks()
{
    if (!m_random || --m_untilBlink >= 0)
        return false;
    m_untilBlink = m_random->failuresBefore(kLogOfNoBlink);
    return true;
}

Insertion GreedyInsertion::cheapest(const RouteSet &routes, int visit, std::span<const int> tours)
{
    m_random = nullptr;
    Insertion best;
    best.travel = SearchSpace::kNever;
    for (const int tour : tours)
        look(routes, visit, tour, best);
    return best;
}

bool GreedyInsertion::fits(const RouteSet &routes, int visit, std::span<const Insertion> where)
{
    m_random = nullptr;
    return std::all_of(where.begin(), where.end(), [&](const Insertion &place) {
        Insertion found;
        found.travel = SearchSpace::kNever;
        if (mayHave(routes, visit, place.tour) && earliestPosition(routes, visit, place.tour) <= place.at)
            lookBetween(routes.route(place.tour), visit, place.tour, place.at, place.at, found);
        return found.isPossible();
    });
}

void GreedyInsertion::insertOne(RouteSet &routes, int visit, std::span<const int> tours)
{
    Insertion best;
    best.travel = SearchSpace::kNever;
    if (!m_space.hasDayScores()) {
        for (const int tour : tours)
            look(routes, visit, tour, best);
        if (best.isPossible() && m_space.scoreMax(visit) >= m_space.problem().travelCost * best.travel)
            routes.insert(visit, best);
        return;
    }
    // Worth more on some days than on others: the best of score less travel.
    const std::int64_t cost = m_space.problem().travelCost;
    std::int64_t bestValue = -1; // what costs more than it is worth stays out
    Insertion chosen;
    for (const int tour : tours) {
        best = {};
        best.travel = SearchSpace::kNever;
        look(routes, visit, tour, best);
        if (!best.isPossible())
            continue;
        const std::int64_t value = m_space.scoreOn(visit, m_space.tour(tour).day) - cost * best.travel;
        if (value > bestValue) {
            bestValue = value;
            chosen = best;
        }
    }
    if (chosen.isPossible())
        routes.insert(visit, chosen);
}

void GreedyInsertion::insertPeriodic(RouteSet &routes, int visit)
{
    const std::vector<DayPattern> &patterns = m_space.visit(visit).patterns;
    const std::int64_t cost = m_space.problem().travelCost;
    std::int64_t bestValue = -1;
    int bestIndex = -1;
    m_pattern.assign(std::size_t(m_space.days()), {});
    std::uint64_t looked = 0;
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        std::int64_t value = m_space.patternScore(visit, int(i));
        bool isPossible = true;
        for (int day = 0; day < m_space.days() && isPossible; ++day) {
            if ((patterns[i].days >> day & 1) == 0)
                continue;
            Insertion &best = m_pattern[std::size_t(day)];
            if ((looked >> day & 1) == 0) {
                looked |= std::uint64_t(1) << day;
                best.travel = SearchSpace::kNever;
                for (const int tour : m_space.toursOn(day))
                    look(routes, visit, tour, best);
            }
            isPossible = best.isPossible();
            value -= cost * best.travel;
        }
        if (isPossible && value > bestValue) {
            bestValue = value;
            bestIndex = int(i);
        }
    }
    if (bestIndex < 0)
        return;
    m_bestPattern.clear();
    for (int day = 0; day < m_space.days(); ++day) {
        if (patterns[std::size_t(bestIndex)].days >> day & 1)
            m_bestPattern.push_back(m_pattern[std::size_t(day)]);
    }
    routes.insert(visit, m_bestPattern, bestIndex);
}

/// The first position that what must come before leaves free; beyond the end when the day is too early.
int GreedyInsertion::earliestPosition(const RouteSet &routes, int visit, int tour) const
{
    int earliest = 1;
    for (const int before : m_space.visit(visit).after) {
        const auto tours = routes.toursOf(before);
        const int day = m_space.tour(tour).day;
        if (tours.empty() || m_space.tour(tours[0]).day > day)
            return std::numeric_limits<int>::max();
        if (m_space.tour(tours[0]).day < day)
            continue;
        if (tours[0] != tour)
            return std::numeric_limits<int>::max();
        earliest = std::max(earliest, routes.route(tour).positionOf(before) + 1);
    }
    return earliest;
}

/// Whether the day is allowed and the load fits.
bool GreedyInsertion::mayHave(const RouteSet &routes, int visit, int tour) const
{
    const Tour &limits = m_space.tour(tour);
    if (!m_space.isPeriodic() && m_space.scoreOn(visit, limits.day) == SearchSpace::kForbidden)
        return false;
    return !m_space.hasLoads() || routes.route(tour).load() + m_space.visit(visit).load <= limits.loadMax;
}

void GreedyInsertion::look(const RouteSet &routes, int visit, int tour, Insertion &best)
{
    if (!mayHave(routes, visit, tour))
        return;
    const Route &route = routes.route(tour);
    const int set = m_space.tour(tour).windowSet;
    int first = m_space.hasOrder() ? earliestPosition(routes, visit, tour) : 1;
    int last = route.size() - 1;
    if (first > last)
        return;
    if (last > kShortRoute) {
        // Departures and latest arrivals rise along the tour, which bounds the positions on both sides.
        const std::int32_t *latest = route.latestArrivals();
        const std::int32_t *depart = route.departures();
        const std::int32_t earliestEnd = m_space.firstOpen(set, visit) + m_space.service(visit);
        first = int(std::lower_bound(latest + first, latest + last + 1, earliestEnd) - latest);
        last = int(std::upper_bound(depart, depart + last, m_space.lastClose(set, visit)) - depart);
    }
    if (m_space.hasBreaks() || m_space.hasManyWindows(set, visit))
        lookBetween(route, visit, tour, first, last, best);
    else
        lookQuickly(route, visit, tour, first, last, best);
}

/// For one window and no breaks; the loop in which most of the time is spent.
void GreedyInsertion::lookQuickly(const Route &route, int visit, int tour, int first, int last,
                                  Insertion &best)
{
    const std::int32_t *node = route.nodes();
    const std::int32_t *leg = route.legs();
    const std::int32_t *depart = route.departures();
    const std::int32_t *latest = route.latestArrivals();
    const std::int32_t *from = m_space.from(visit);
    const std::int32_t *into = m_space.into(visit);
    const std::int32_t service = m_space.service(visit);
    const std::int32_t open = m_space.firstOpen(m_space.tour(tour).windowSet, visit);
    const std::int32_t close = m_space.lastClose(m_space.tour(tour).windowSet, visit);
    const std::int32_t room = m_space.tour(tour).travelMax - route.travel();
    std::int32_t least = std::min(best.travel, room < SearchSpace::kNever ? room + 1 : room);
    for (int at = first; at <= last; ++at) {
        if (depart[at - 1] > close)
            break;
        const std::int32_t there = into[node[at - 1]];
        const std::int32_t onward = from[node[at]];
        const std::int32_t arrival = depart[at - 1] + there;
        const std::int32_t travel = there + onward - leg[at];
        if (travel >= least || arrival > close || std::max(arrival, open) + service + onward > latest[at]
            || blinks())
            continue;
        least = travel;
        best = {tour, at, travel};
    }
}

/// For all kinds of visits and windows.
void GreedyInsertion::lookBetween(const Route &route, int visit, int tour, int first, int last,
                                  Insertion &best)
{
    const std::int32_t *node = route.nodes();
    const std::int32_t *location = route.locations();
    const std::int32_t *leg = route.legs();
    const std::int32_t *depart = route.departures();
    const std::int32_t *latest = route.latestArrivals();
    const std::int32_t *from = m_space.from(visit);
    const std::int32_t *into = m_space.into(visit);
    const std::int32_t service = m_space.service(visit);
    const int set = m_space.tour(tour).windowSet;
    const std::int32_t room = m_space.tour(tour).travelMax - route.travel();
    const bool isBreak = m_space.isBreak(visit);
    for (int at = first; at <= last; ++at) {
        const std::int32_t there = isBreak ? 0 : into[location[at - 1]];
        const std::int32_t start = m_space.startOf(set, visit, depart[at - 1] + there);
        if (start >= SearchSpace::kNever)
            continue;
        const std::int32_t departure = start + service;
        std::int32_t travel = 0;
        if (isBreak) {
            if (departure + leg[at] > latest[at])
                continue;
        } else if (m_space.isBreak(node[at])) {
            if (!fitsBeforeBreak(route, set, at, departure, visit, travel))
                continue;
            travel += there;
        } else {
            const std::int32_t onward = from[node[at]];
            if (departure + onward > latest[at])
                continue;
            travel = there + onward - leg[at];
        }
        if (travel < best.travel && travel <= room && !blinks())
            best = {tour, at, travel};
    }
}

/// Whether a visit at `location` that ends at `departure` may stand before the break at position `at`: the way after
/// the break begins somewhere else then. `travel` is what that adds behind the visit.
bool GreedyInsertion::fitsBeforeBreak(const Route &route, int set, int at, std::int32_t departure,
                                      int location, std::int32_t &travel) const
{
    int next = at;
    std::int32_t time = departure;
    while (m_space.isBreak(route.nodes()[next])) {
        const std::int32_t start = m_space.startOf(set, route.nodes()[next], time);
        if (start >= SearchSpace::kNever)
            return false;
        time = start + m_space.service(route.nodes()[next]);
        ++next;
    }
    const std::int32_t onward = m_space.from(location)[route.nodes()[next]];
    travel = onward - route.legs()[next];
    return time + onward <= route.latestArrivals()[next];
}

} // namespace legwork::planning
