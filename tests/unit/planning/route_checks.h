// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/solver/route_problem.h"

#include <QStringList>

#include <algorithm>
#include <map>

/// What the rules of a routing problem demand of a plan, spelt out once more and in the simplest way, so that the
/// solver is not its own judge.
namespace legwork::planning::test {

struct RouteCheck {
    QStringList faults;
    std::int64_t value = 0; ///< Score less cost of travel; what mandatory visits are worth beyond it apart.
    int mandatoryMade = 0;
};

inline void checkTour(const RouteProblem &problem, int index, const std::vector<int> &visits,
                      RouteCheck &check)
{
    const Tour &tour = problem.tours[std::size_t(index)];
    const auto fault = [&](const QString &what) {
        check.faults.append(QStringLiteral("tour %1: %2").arg(index).arg(what));
    };
    std::int64_t time = tour.start;
    std::int64_t travel = 0;
    std::int64_t load = 0;
    int place = tour.startPlace;
    for (const int visit : visits) {
        const RouteVisit &asked = problem.visits[std::size_t(visit)];
        if (!asked.isBreak) {
            const std::int32_t leg = problem.travelBetween(place, visit);
            time += leg;
            travel += leg;
            place = visit;
        }
        bool isOpen = false;
        for (const TimeWindow &window : problem.windowsOf(tour.windowSet, visit)) {
            if (time <= window.close) {
                time = std::max<std::int64_t>(time, window.open);
                isOpen = true;
                break;
            }
        }
        if (!isOpen)
            fault(QStringLiteral("visit %1 at %2 outside its windows").arg(visit).arg(time));
        time += asked.service;
        load += asked.load;
    }
    travel += problem.travelBetween(place, tour.endPlace);
    time += problem.travelBetween(place, tour.endPlace);
    if (time > tour.end)
        fault(QStringLiteral("back at %1 after %2").arg(time).arg(tour.end));
    if (travel > tour.travelMax)
        fault(QStringLiteral("travel %1 above %2").arg(travel).arg(tour.travelMax));
    if (load > tour.loadMax)
        fault(QStringLiteral("load %1 above %2").arg(load).arg(tour.loadMax));
    check.value -= travel * problem.travelCost;
}

/// Days on which each visit is made, and in which order on its day.
struct Made {
    std::uint64_t days = 0;
    int firstDay = 0;
    int position = 0;
    int tour = 0;
};

inline RouteCheck checkRoutes(const RouteProblem &problem, const Routes &routes)
{
    RouteCheck check;
    std::map<int, Made> made;
    for (std::size_t tour = 0; tour < routes.size(); ++tour) {
        checkTour(problem, int(tour), routes[tour], check);
        const int day = problem.tours[tour].day;
        for (std::size_t i = 0; i < routes[tour].size(); ++i) {
            Made &one = made[routes[tour][i]];
            if (one.days >> day & 1)
                check.faults.append(QStringLiteral("visit %1 twice on day %2").arg(routes[tour][i]).arg(day));
            if (one.days == 0)
                one = {0, day, int(i), int(tour)};
            one.days |= std::uint64_t(1) << day;
        }
    }
    for (const auto &[visit, one] : made) {
        const RouteVisit &asked = problem.visits[std::size_t(visit)];
        const auto pattern = std::find_if(asked.patterns.begin(), asked.patterns.end(),
                                          [&](const DayPattern &each) { return each.days == one.days; });
        if (pattern == asked.patterns.end())
            check.faults.append(QStringLiteral("visit %1 on days that nobody allowed").arg(visit));
        else
            check.value += pattern->score;
        check.mandatoryMade += asked.mandatory && !asked.isBreak;
        for (const int before : asked.after) {
            const auto other = made.find(before);
            const bool isBefore =
                other != made.end()
                && (other->second.firstDay < one.firstDay
                    || (other->second.tour == one.tour && other->second.position < one.position));
            if (!isBefore)
                check.faults.append(QStringLiteral("visit %1 not after %2").arg(visit).arg(before));
        }
    }
    return check;
}

} // namespace legwork::planning::test
