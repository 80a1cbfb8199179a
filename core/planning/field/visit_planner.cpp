// SPDX-License-Identifier: Apache-2.0
#include "core/planning/field/visit_planner.h"

#include "core/planning/field/verdicts.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QIODevice>

namespace legwork::planning {
namespace {

/// Of the temperatures of a new plan, when one is repaired.
constexpr double kRepairHeat = 0.1;

SearchSettings settingsFor(const RouteTranslation &translation, const PlanWish &wish)
{
    double mean = 0;
    for (int i = 0; i < translation.accounts; ++i) {
        double most = 0;
        for (const DayPattern &pattern : translation.problem.visits[std::size_t(i)].patterns)
            most = std::max(most, double(pattern.score));
        mean += most / translation.accounts;
    }
    SearchSettings settings;
    settings.seed = wish.seed;
    settings.hot = std::max(1.0, mean * (wish.isRepair ? kRepairHeat : 1));
    settings.cold = settings.hot * 0.01;
    return settings;
}

/// Visits that are on another day than before, or were and are not any more.
int changesBetween(const Routes &before, const Routes &after, int accounts)
{
    std::vector<std::pair<int, int>> seen(std::size_t(accounts), {0, 0});
    int changes = 0;
    for (std::size_t tour = 0; tour < before.size(); ++tour) {
        for (const int visit : before[tour]) {
            const std::vector<int> &now = after[tour];
            if (visit < accounts && std::find(now.begin(), now.end(), visit) == now.end())
                ++changes;
        }
    }
    return changes;
}

/// Where the best plan is not so much better than what is, what is stays.
bool isWorthChanging(const VisitProblem &problem, const Routes &before, const SearchResult &kept,
                     const SearchResult &found, int accounts)
{
    if (changesBetween(before, kept.routes, accounts) > 0)
        return true; // it cannot stay in any case
    const double gain = double(found.value - kept.value);
    return gain > problem.weights.changeGain * std::abs(double(kept.value));
}

/// Of these routes the visits that fit one after the other, filled up.
SearchResult keptPlan(const SearchSpace &space, const Routes &routes, RouteSearch::Filling filling)
{
    RouteSearch search(space, {});
    search.startFrom(routes, filling);
    return search.best();
}

VisitDay timed(const VisitProblem &problem, const RouteTranslation &translation, const Route &route, int tour)
{
    const RouteProblem &routing = translation.problem;
    const Tour &limits = routing.tours[std::size_t(tour)];
    const RouteTranslation::TourOrigin origin = translation.origins[std::size_t(tour)];
    VisitDay day;
    day.person = problem.people[std::size_t(origin.person)].id;
    day.date = translation.dates[std::size_t(limits.day)];
    day.leave = limits.start;
    day.travelSeconds = route.travel();
    for (int at = 1; at <= route.visitCount(); ++at) {
        const int visit = route.nodes()[at];
        VisitStop stop;
        if (!translation.isBreak(visit))
            stop.account = problem.accounts[std::size_t(visit)].id;
        stop.travelSeconds = route.legs()[at];
        stop.arrival = route.departures()[at - 1] + route.legs()[at];
        stop.end = route.departures()[at];
        stop.start = stop.end - routing.visits[std::size_t(visit)].service;
        day.stops.push_back(std::move(stop));
    }
    day.back = route.departures()[route.size() - 1];
    return day;
}

VisitPlan written(const VisitProblem &problem, const RouteTranslation &translation, const SearchSpace &space,
                  const SearchResult &result)
{
    RouteSet routes(space);
    routes.assign(result.routes);
    VisitPlan plan;
    for (int tour = 0; tour < space.tourCount(); ++tour) {
        plan.days.push_back(timed(problem, translation, routes.route(tour), tour));
        plan.travelSeconds += routes.route(tour).travel();
    }
    std::int64_t score = routes.score();
    for (int visit = 0; visit < space.visitCount(); ++visit) {
        if (space.isMandatory(visit) && !routes.isAbsent(visit))
            score -= space.mandatoryBonus();
    }
    plan.value = double(score) / translation.scorePerValue;
    plan.iterations = result.iterations;
    plan.verdicts = verdictsOn(problem, translation, routes);
    return plan;
}

} // namespace

VisitPlan planVisits(const VisitProblem &asked, const TravelModel &travel, const PlanWish &wish)
{
    const QString mark = markOf(asked);
    CheckedProblem good = checked(asked, travel);
    const VisitProblem &problem = good.problem;
    const RouteTranslation translation = translated(problem, travel);
    if (translation.origins.empty() || problem.accounts.empty()) {
        VisitPlan empty;
        empty.mark = mark;
        empty.findings = std::move(good.findings);
        empty.isUnchanged = asked.current.mark == mark;
        return empty;
    }
    const SearchSpace space(translation.problem);
    const bool hasCurrent = !problem.current.days.empty();
    const Routes before = hasCurrent ? currentRoutes(problem, translation) : Routes();
    SearchResult result;
    bool isUnchanged = false;
    if (hasCurrent && problem.current.mark == mark) {
        result = keptPlan(space, before, RouteSearch::Filling::Breaks);
        isUnchanged = changesBetween(before, result.routes, translation.accounts) == 0;
    }
    if (hasCurrent && !isUnchanged)
        result = keptPlan(space, before, RouteSearch::Filling::Everything);
    if (!isUnchanged) {
        const SearchResult found = searchWithin(space, settingsFor(translation, wish), wish.budget,
                                                hasCurrent ? &result.routes : nullptr, wish.stop);
        if (!hasCurrent || isWorthChanging(problem, before, result, found, translation.accounts))
            result = found;
        else
            isUnchanged = true;
    }
    VisitPlan plan = written(problem, translation, space, result);
    plan.mark = mark;
    plan.findings = std::move(good.findings);
    plan.isUnchanged = isUnchanged;
    return plan;
}

QString markOf(const VisitProblem &problem)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    const auto span = [&](MinuteSpan one) { stream << one.from << one.to; };
    for (const PlanPerson &person : problem.people) {
        stream << person.id << int(person.days.size());
        for (const WorkingDay &day : person.days) {
            stream << day.date << qint64(day.startPlace.packed()) << qint64(day.endPlace.packed())
                   << day.drivingMinutesMax;
            span(day.hours);
            for (const DayBreak &pause : day.breaks) {
                span(pause.within);
                stream << pause.minutes;
            }
        }
    }
    for (const PlanAccount &account : problem.accounts) {
        stream << account.id << qint64(account.at.packed()) << account.value << account.minutes
               << account.hasOpening << account.mandatory << account.fixed.has_value() << account.pinned
               << account.after << account.cycle.everyDays << account.cycle.lastVisit << account.person;
        if (account.fixed)
            stream << account.fixed->date << account.fixed->minute;
        for (const std::vector<MinuteSpan> &spans : account.opening) {
            stream << int(spans.size());
            for (const MinuteSpan one : spans)
                span(one);
        }
        for (const QDate date : account.forbidden)
            stream << date;
    }
    stream << problem.weights.travelHour << problem.weights.keptDay << problem.weights.changeGain;
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().left(16));
}

} // namespace legwork::planning
