// SPDX-License-Identifier: Apache-2.0
#include "core/planning/field/verdicts.h"

#include <cmath>

namespace legwork::planning {
namespace {

constexpr int kOnTheWayMinutes = 5;
constexpr int kGiveWayMax = 6; ///< Neighbouring visits that may give way to one.

/// An exchange on one tour: the visits at positions `from` to `to` - 1 give way.
struct Exchange {
    int tour = -1;
    int from = 0;
    int to = 0;
    std::int64_t lost = 0; ///< Score that gives way.
    std::int32_t travel = 0;
};

class Judge
{
public:
    Judge(const VisitProblem &problem, const RouteTranslation &translation, const RouteSet &routes)
        : m_problem(problem)
        , m_translation(translation)
        , m_routes(routes)
        , m_space(routes.space())
    {
    }

    [[nodiscard]] Verdict judge(int account) const;

private:
    void explainIn(Verdict &verdict, int account) const;
    void explainOut(Verdict &verdict, int account) const;
    [[nodiscard]] std::int32_t detour(int account) const;
    [[nodiscard]] std::optional<Exchange> cheapestExchange(int account) const;
    void lookForExchange(int account, int tour, std::optional<Exchange> &best) const;
    [[nodiscard]] MoveIn told(int account, const Exchange &exchange) const;
    [[nodiscard]] int openDays(int account) const;
    [[nodiscard]] QDate dateOf(int tour) const
    {
        return m_translation.dates[std::size_t(m_space.tour(tour).day)];
    }

    const VisitProblem &m_problem;
    const RouteTranslation &m_translation;
    const RouteSet &m_routes;
    const SearchSpace &m_space;
};

Verdict Judge::judge(int account) const
{
    Verdict verdict;
    verdict.account = m_problem.accounts[std::size_t(account)].id;
    verdict.isIn = !m_routes.isAbsent(account);
    if (verdict.isIn)
        explainIn(verdict, account);
    else
        explainOut(verdict, account);
    return verdict;
}

void Judge::explainIn(Verdict &verdict, int account) const
{
    const PlanAccount &asked = m_problem.accounts[std::size_t(account)];
    const int minutes = int(std::lround(detour(account) / 60.0));
    if (asked.fixed || asked.pinned.isValid() || asked.mandatory) {
        verdict.reason = asked.fixed              ? VerdictReason::Fixed
                         : asked.pinned.isValid() ? VerdictReason::Pinned
                                                  : VerdictReason::Mandatory;
        return;
    }
    const QDate date = dateOf(m_routes.toursOf(account)[0]);
    if (asked.cycle.everyDays > 0 && asked.cycle.lastVisit.isValid()
        && asked.cycle.lastVisit.daysTo(date) >= asked.cycle.everyDays) {
        verdict.reason = VerdictReason::Due;
        verdict.arguments = {QString::number(asked.cycle.lastVisit.daysTo(date)),
                             QString::number(asked.cycle.everyDays)};
        return;
    }
    verdict.reason = minutes <= kOnTheWayMinutes ? VerdictReason::OnTheWay : VerdictReason::Worth;
    verdict.arguments = {QString::number(minutes)};
}

void Judge::explainOut(Verdict &verdict, int account) const
{
    const PlanAccount &asked = m_problem.accounts[std::size_t(account)];
    for (const int before : m_space.visit(account).after) {
        if (m_routes.isAbsent(before)) {
            verdict.reason = VerdictReason::AfterMissing;
            verdict.arguments = {m_problem.accounts[std::size_t(before)].id};
            return;
        }
    }
    const auto exchange = cheapestExchange(account);
    if (exchange)
        verdict.moveIn = told(account, *exchange);
    if (asked.cycle.everyDays > 0 && asked.cycle.lastVisit.isValid()) {
        const qint64 since = asked.cycle.lastVisit.daysTo(m_translation.dates.back());
        if (since < asked.cycle.everyDays) {
            verdict.reason = VerdictReason::VisitedRecently;
            verdict.arguments = {QString::number(since), QString::number(asked.cycle.everyDays)};
            return;
        }
    }
    if (exchange && exchange->from == exchange->to) {
        verdict.reason = VerdictReason::NotWorthTheWay;
        verdict.arguments = {QString::number(verdict.moveIn->travelMinutes)};
        return;
    }
    verdict.reason = VerdictReason::NoRoom;
    verdict.arguments = {QString::number(openDays(account))};
}

/// Travel that the account's first visit causes, with everything else as it is.
std::int32_t Judge::detour(int account) const
{
    const Route &route = m_routes.route(m_routes.toursOf(account)[0]);
    const int at = route.positionOf(account);
    const int next = m_space.isBreak(route.nodes()[at + 1]) ? at + 2 : at + 1;
    if (next >= route.size())
        return route.legs()[at];
    return route.legs()[at] + route.legs()[next]
           - m_space.from(route.locations()[at - 1])[route.nodes()[next]];
}

int Judge::openDays(int account) const
{
    std::vector<char> isOpen(m_translation.dates.size());
    int count = 0;
    for (int tour = 0; tour < m_space.tourCount(); ++tour) {
        char &seen = isOpen[std::size_t(m_space.tour(tour).day)];
        if (!seen && !m_space.problem().windowsOf(m_space.tour(tour).windowSet, account).empty()) {
            seen = true;
            ++count;
        }
    }
    return count;
}

std::optional<Exchange> Judge::cheapestExchange(int account) const
{
    std::optional<Exchange> best;
    for (int tour = 0; tour < m_space.tourCount(); ++tour)
        lookForExchange(account, tour, best);
    return best;
}

void Judge::lookForExchange(int account, int tour, std::optional<Exchange> &best) const
{
    const Route &route = m_routes.route(tour);
    const Tour &limits = m_space.tour(tour);
    const std::int64_t travelCost = m_space.problem().travelCost;
    for (int from = 1; from < route.size(); ++from) {
        std::int64_t lost = 0;
        std::int32_t legs = 0;
        for (int to = from; to < route.size() && to - from <= kGiveWayMax; ++to) {
            const int next = route.nodes()[to];
            // One more gives way: nothing that is bound, nothing that others must follow, nobody twice.
            if (to > from) {
                const int leaving = route.nodes()[to - 1];
                if (m_space.isMandatory(leaving) || !m_space.followers(leaving).empty())
                    break;
                lost += m_space.scoreMax(leaving);
            }
            legs += route.legs()[to];
            if (m_space.isBreak(next))
                continue;
            const std::int32_t there = m_space.into(account)[route.locations()[from - 1]];
            const std::int32_t onward = m_space.from(account)[next];
            const std::int32_t start =
                m_space.startOf(limits.windowSet, account, route.departures()[from - 1] + there);
            const std::int32_t travel = there + onward - legs;
            if (start >= SearchSpace::kNever || route.travel() + travel > limits.travelMax
                || start + m_space.service(account) + onward > route.latestArrivals()[to])
                continue;
            const Exchange exchange{tour, from, to, lost, travel};
            const auto costOf = [&](const Exchange &one) { return one.lost + one.travel * travelCost; };
            if (!best || costOf(exchange) < costOf(*best))
                best = exchange;
            break; // more giving way only costs more
        }
    }
}

MoveIn Judge::told(int account, const Exchange &exchange) const
{
    MoveIn move;
    const RouteTranslation::TourOrigin origin = m_translation.origins[std::size_t(exchange.tour)];
    move.person = m_problem.people[std::size_t(origin.person)].id;
    move.date = dateOf(exchange.tour);
    for (int at = exchange.from; at < exchange.to; ++at) {
        const int visit = m_routes.route(exchange.tour).nodes()[at];
        move.insteadOf.append(m_problem.accounts[std::size_t(visit)].id);
    }
    const double own = double(m_space.scoreMax(account));
    move.lostValue =
        exchange.from == exchange.to ? 0 : (double(exchange.lost) - own) / m_translation.scorePerValue;
    move.travelMinutes = int(std::lround(exchange.travel / 60.0));
    return move;
}

} // namespace

std::vector<Verdict> verdictsOn(const VisitProblem &problem, const RouteTranslation &translation,
                                const RouteSet &routes)
{
    const Judge judge(problem, translation, routes);
    std::vector<Verdict> verdicts;
    for (int account = 0; account < translation.accounts; ++account)
        verdicts.push_back(judge.judge(account));
    return verdicts;
}

} // namespace legwork::planning
