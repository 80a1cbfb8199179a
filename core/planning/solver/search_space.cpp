// SPDX-License-Identifier: Apache-2.0
#include "core/planning/solver/search_space.h"

#include <bit>
#include <numeric>

namespace legwork::planning {
namespace {

constexpr std::size_t kNeighboursMax = 250;
constexpr TimeWindow kEndOfRun{SearchSpace::kNever, -SearchSpace::kNever};

} // namespace

SearchSpace::SearchSpace(const RouteProblem &problem)
    : m_problem(problem)
    , m_visits(int(problem.visits.size()))
    , m_from(problem.travel)
    , m_into(problem.travel.size())
    , m_followers(problem.visits.size())
{
    for (int from = 0; from < problem.nodes; ++from) {
        for (int to = 0; to < problem.nodes; ++to)
            m_into[row(to) + std::size_t(from)] = problem.travelBetween(from, to);
    }
    for (const Tour &tour : problem.tours)
        m_days = std::max(m_days, tour.day + 1);
    m_toursOn.resize(std::size_t(m_days));
    for (int tour = 0; tour < tourCount(); ++tour)
        m_toursOn[std::size_t(problem.tours[std::size_t(tour)].day)].push_back(tour);
    for (int visit = 0; visit < m_visits; ++visit) {
        const RouteVisit &asked = problem.visits[std::size_t(visit)];
        m_service.push_back(asked.service);
        m_isBreak.push_back(asked.isBreak);
        m_isMandatory.push_back(asked.mandatory);
        m_hasBreaks = m_hasBreaks || asked.isBreak;
        m_hasLoads = m_hasLoads || asked.load > 0;
        m_hasOrder = m_hasOrder || !asked.after.empty();
        for (const int earlier : asked.after)
            m_followers[std::size_t(earlier)].push_back(visit);
    }
    layOutWindows();
    layOutScores();
    findNeighbours();
}

void SearchSpace::layOutWindows()
{
    m_openings.reserve(m_problem.windows.size());
    for (const std::vector<TimeWindow> &windows : m_problem.windows) {
        Opening opening;
        opening.open = kNever;
        opening.close = opening.last = -kNever;
        if (!windows.empty()) {
            opening.open = windows.front().open;
            opening.close = windows.front().close;
            opening.last = windows.back().close;
        }
        if (windows.size() > 1) {
            opening.more = std::int32_t(m_moreWindows.size());
            m_moreWindows.insert(m_moreWindows.end(), windows.begin() + 1, windows.end());
            m_moreWindows.push_back(kEndOfRun);
        }
        m_openings.push_back(opening);
    }
}

void SearchSpace::layOutScores()
{
    m_dayScores.assign(std::size_t(m_visits) * std::size_t(m_days), kForbidden);
    std::int64_t all = 0;
    std::int64_t longest = 0;
    for (const std::int32_t travel : m_from)
        longest = std::max<std::int64_t>(longest, travel);
    for (const RouteVisit &visit : m_problem.visits) {
        std::int64_t most = 0;
        for (const DayPattern &pattern : visit.patterns) {
            m_copiesMax = std::max(m_copiesMax, std::popcount(pattern.days));
            most = std::max(most, pattern.score);
        }
        all += most;
    }
    // More than everything else together can be worth, so that nothing outweighs a mandatory visit.
    m_mandatoryBonus = all + 2 * longest * m_problem.travelCost + 1;
    for (int visit = 0; visit < m_visits; ++visit) {
        const RouteVisit &asked = this->visit(visit);
        std::int64_t most = 0;
        for (std::size_t i = 0; i < asked.patterns.size(); ++i) {
            const std::int64_t score = patternScore(visit, int(i));
            most = i == 0 ? score : std::max(most, score);
            m_hasDayScores = m_hasDayScores || score != patternScore(visit, 0);
            for (int day = 0; day < m_days; ++day) {
                if (asked.patterns[i].days == std::uint64_t(1) << day)
                    m_dayScores[std::size_t(visit * m_days + day)] = score;
            }
        }
        m_scoreMax.push_back(most);
    }
}

std::int64_t SearchSpace::patternScore(int visit, int pattern) const
{
    const RouteVisit &asked = this->visit(visit);
    return asked.patterns[std::size_t(pattern)].score + (asked.mandatory ? m_mandatoryBonus : 0);
}

int SearchSpace::patternOn(int visit, std::uint64_t days) const
{
    const std::vector<DayPattern> &patterns = this->visit(visit).patterns;
    const auto found = std::find_if(patterns.begin(), patterns.end(),
                                    [&](const DayPattern &pattern) { return pattern.days == days; });
    return found == patterns.end() ? -1 : int(found - patterns.begin());
}

void SearchSpace::findNeighbours()
{
    m_neighbourCount = std::min(kNeighboursMax, std::size_t(std::max(0, m_visits - 1)));
    std::vector<std::int32_t> others;
    for (int visit = 0; visit < m_visits; ++visit) {
        others.resize(std::size_t(m_visits));
        std::iota(others.begin(), others.end(), 0);
        others.erase(others.begin() + visit);
        const std::int32_t *out = from(visit);
        const std::int32_t *in = into(visit);
        const auto nearer = [&](std::int32_t left, std::int32_t right) {
            const std::int64_t a = std::int64_t(out[left]) + in[left];
            const std::int64_t b = std::int64_t(out[right]) + in[right];
            return a != b ? a < b : left < right;
        };
        const auto end = others.begin() + std::ptrdiff_t(m_neighbourCount);
        std::partial_sort(others.begin(), end, others.end(), nearer);
        m_neighbours.insert(m_neighbours.end(), others.begin(), end);
    }
}

std::int32_t SearchSpace::laterStart(const Opening &opening, std::int32_t arrival) const
{
    for (const TimeWindow *window = &m_moreWindows[std::size_t(opening.more)]; window->open < kNever;
         ++window) {
        if (arrival <= window->close)
            return std::max(arrival, window->open);
    }
    return kNever;
}

std::int32_t SearchSpace::latestOfMany(const Opening &opening, std::int32_t start) const
{
    std::int32_t latest = std::min(start, opening.close);
    for (const TimeWindow *window = &m_moreWindows[std::size_t(opening.more)]; window->open <= start;
         ++window)
        latest = std::min(start, window->close);
    return latest;
}

} // namespace legwork::planning
