// SPDX-License-Identifier: Apache-2.0
#include "core/planning/field/route_translation.h"

#include "core/planning/field/cadence.h"
#include "core/planning/field/problem_check.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <set>

namespace legwork::planning {
namespace {

/// Score of a visit of mean value: fine enough for every weight, far from overflow.
constexpr double kScoreOfMeanValue = 1e6;
constexpr double kTravelHourOfMeanValue = 0.25;

class Translation
{
public:
    Translation(const VisitProblem &problem, const TravelModel &travel)
        : m_problem(problem)
        , m_travel(travel)
    {
    }

    RouteTranslation run()
    {
        m_result.accounts = int(m_problem.accounts.size());
        addTours();
        weigh();
        addAccounts();
        addBreaks();
        layOutWindows();
        placeNodes();
        measureTravel();
        return std::move(m_result);
    }

private:
    [[nodiscard]] const PlanPerson &personOf(std::size_t tour) const
    {
        return m_problem.people[std::size_t(m_result.origins[tour].person)];
    }
    [[nodiscard]] const WorkingDay &dayOf(std::size_t tour) const
    {
        return personOf(tour).days[std::size_t(m_result.origins[tour].workingDay)];
    }
    void addTours();
    void weigh();
    void addAccounts();
    void addBreaks();
    void layOutWindows();
    void placeNodes();
    void measureTravel();

    const VisitProblem &m_problem;
    const TravelModel &m_travel;
    RouteTranslation m_result;
    std::vector<GeoPoint> m_places; ///< Of the nodes; unset for breaks and open ends.
    struct Pause {
        std::size_t tour;
        DayBreak taken;
    };
    std::vector<Pause> m_breaks;
    QHash<QString, int> m_indexOf;
};

void Translation::addTours()
{
    std::set<QDate> dates;
    for (const PlanPerson &person : m_problem.people) {
        for (const WorkingDay &day : person.days)
            dates.insert(day.date);
    }
    m_result.dates.assign(dates.begin(), dates.end());
    for (std::size_t person = 0; person < m_problem.people.size(); ++person) {
        const std::vector<WorkingDay> &days = m_problem.people[person].days;
        for (std::size_t i = 0; i < days.size(); ++i) {
            const auto at = std::lower_bound(m_result.dates.begin(), m_result.dates.end(), days[i].date);
            Tour tour;
            tour.day = int(at - m_result.dates.begin());
            tour.windowSet = int(m_result.problem.tours.size());
            tour.start = days[i].hours.from * 60;
            tour.end = days[i].hours.to * 60;
            if (days[i].drivingMinutesMax > 0)
                tour.travelMax = days[i].drivingMinutesMax * 60;
            for (const DayBreak &pause : days[i].breaks)
                m_breaks.push_back({m_result.problem.tours.size(), pause});
            m_result.problem.tours.push_back(tour);
            m_result.origins.push_back({int(person), int(i)});
        }
    }
}

void Translation::weigh()
{
    double mean = 0;
    for (const PlanAccount &account : m_problem.accounts)
        mean += account.value / double(m_problem.accounts.size());
    if (!(mean > 0))
        mean = 1;
    m_result.scorePerValue = kScoreOfMeanValue / mean;
    double hour = m_problem.weights.travelHour;
    if (!(hour > 0))
        hour = kTravelHourOfMeanValue * mean;
    m_result.problem.travelCost =
        std::max<std::int64_t>(1, std::llround(hour * m_result.scorePerValue / 3600));
}

void Translation::addAccounts()
{
    QHash<QString, std::uint64_t> daysNow;
    for (const PlannedDay &day : m_problem.current.days) {
        const auto at = std::lower_bound(m_result.dates.begin(), m_result.dates.end(), day.date);
        if (at == m_result.dates.end() || *at != day.date)
            continue;
        for (const QString &id : day.accounts)
            daysNow[id] |= std::uint64_t(1) << (at - m_result.dates.begin());
    }
    for (std::size_t i = 0; i < m_problem.accounts.size(); ++i)
        m_indexOf.insert(m_problem.accounts[i].id, int(i));
    for (const PlanAccount &account : m_problem.accounts) {
        RouteVisit visit;
        visit.service = account.minutes * 60;
        visit.mandatory = isBound(account);
        std::vector<char> open;
        for (const QDate date : m_result.dates)
            open.push_back(!startSpans(account, date).empty());
        const CallCycle cycle = visit.mandatory ? CallCycle() : account.cycle;
        const double score = account.value * m_result.scorePerValue;
        visit.patterns = cadencePatterns(cycle, m_result.dates, open, score);
        for (DayPattern &pattern : visit.patterns) {
            if (pattern.days == daysNow.value(account.id))
                pattern.score += std::llround(m_problem.weights.keptDay * score);
        }
        for (const QString &before : account.after)
            visit.after.push_back(m_indexOf.value(before));
        m_result.problem.visits.push_back(std::move(visit));
    }
}

void Translation::addBreaks()
{
    for (const Pause &pause : m_breaks) {
        RouteVisit visit;
        visit.service = pause.taken.minutes * 60;
        visit.mandatory = true;
        visit.isBreak = true;
        visit.patterns = {{std::uint64_t(1) << m_result.problem.tours[pause.tour].day, 0}};
        m_result.problem.visits.push_back(std::move(visit));
    }
}

void Translation::layOutWindows()
{
    RouteProblem &problem = m_result.problem;
    const std::size_t visits = problem.visits.size();
    problem.windows.resize(problem.tours.size() * visits);
    for (std::size_t tour = 0; tour < problem.tours.size(); ++tour) {
        const WorkingDay &day = dayOf(tour);
        for (std::size_t i = 0; i < m_problem.accounts.size(); ++i) {
            const PlanAccount &account = m_problem.accounts[i];
            if (!account.person.isEmpty() && account.person != personOf(tour).id)
                continue;
            for (const MinuteSpan span : startSpans(account, day.date))
                problem.windows[tour * visits + i].push_back({span.from * 60, span.to * 60});
        }
    }
    for (std::size_t i = 0; i < m_breaks.size(); ++i) {
        const DayBreak &pause = m_breaks[i].taken;
        problem.windows[m_breaks[i].tour * visits + m_problem.accounts.size() + i] = {
            {pause.within.from * 60, (pause.within.to - pause.minutes) * 60}};
    }
}

void Translation::placeNodes()
{
    for (const PlanAccount &account : m_problem.accounts)
        m_places.push_back(account.at);
    m_places.resize(m_result.problem.visits.size());
    const auto nodeAt = [&](GeoPoint place) {
        const auto firstPlace = m_places.begin() + std::ptrdiff_t(m_result.problem.visits.size());
        const auto found = std::find(firstPlace, m_places.end(), place);
        if (found != m_places.end())
            return int(found - m_places.begin());
        m_places.push_back(place);
        return int(m_places.size()) - 1;
    };
    for (std::size_t tour = 0; tour < m_result.problem.tours.size(); ++tour) {
        m_result.problem.tours[tour].startPlace = nodeAt(dayOf(tour).startPlace);
        m_result.problem.tours[tour].endPlace = nodeAt(dayOf(tour).endPlace);
    }
}

void Translation::measureTravel()
{
    int first = 23;
    int last = 0;
    for (const PlanPerson &person : m_problem.people) {
        for (const WorkingDay &day : person.days) {
            first = std::min(first, day.hours.from / 60);
            last = std::max(last, (day.hours.to - 1) / 60);
        }
    }
    RouteProblem &problem = m_result.problem;
    problem.nodes = int(m_places.size());
    problem.travel.resize(m_places.size() * m_places.size());
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const std::int32_t seconds = m_travel.secondsBetween(m_places[i], m_places[j], first, last);
            problem.travel[i * m_places.size() + j] = problem.travel[j * m_places.size() + i] = seconds;
        }
    }
}

} // namespace

RouteTranslation translated(const VisitProblem &problem, const TravelModel &travel)
{
    return Translation(problem, travel).run();
}

Routes currentRoutes(const VisitProblem &problem, const RouteTranslation &translation)
{
    QHash<QString, int> indexOf;
    for (std::size_t i = 0; i < problem.accounts.size(); ++i)
        indexOf.insert(problem.accounts[i].id, int(i));
    Routes routes(translation.origins.size());
    for (std::size_t tour = 0; tour < routes.size(); ++tour) {
        const RouteTranslation::TourOrigin origin = translation.origins[tour];
        const PlanPerson &person = problem.people[std::size_t(origin.person)];
        for (const PlannedDay &day : problem.current.days) {
            if (day.person != person.id || day.date != person.days[std::size_t(origin.workingDay)].date)
                continue;
            for (const QString &id : day.accounts) {
                if (const int index = indexOf.value(id, -1); index >= 0)
                    routes[tour].push_back(index);
            }
        }
    }
    return routes;
}

} // namespace legwork::planning
