// SPDX-License-Identifier: Apache-2.0
#include "core/planning/day_planner.h"

#include "core/planning/field/visit_planner.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace legwork::planning {
namespace {

constexpr double kDetour = 1.3;
constexpr double kCitySpeedKmh = 30;
constexpr qint64 kMinuteMs = 60'000;

/// Where and when the day has come to, stop by stop.
class Walk
{
public:
    explicit Walk(const DayProblem &problem)
        : m_problem(problem)
        , m_at(problem.startPlace)
        , m_now(problem.start)
    {
    }

    [[nodiscard]] GeoPoint place() const { return m_at; }

    /// The stop as it would come next.
    [[nodiscard]] DayStop preview(size_t visit, StopReason reason) const
    {
        const DayVisit &next = m_problem.visits[visit];
        DayStop stop;
        stop.visit = visit;
        stop.reason = reason;
        if (m_at.isSet() && next.at.isSet())
            stop.distanceM = distanceM(m_at, next.at);
        stop.travelMinutes = travelMinutes(stop.distanceM);
        stop.arrival = Instant{m_now.ms + stop.travelMinutes * kMinuteMs};
        stop.start = stop.arrival;
        if (next.appointedAt.isSet()) {
            stop.start = std::max(stop.arrival, next.appointedAt);
            stop.lateMinutes = int((stop.start.ms - next.appointedAt.ms + kMinuteMs - 1) / kMinuteMs);
        }
        stop.end = Instant{stop.start.ms + std::max(0, next.minutes) * kMinuteMs};
        return stop;
    }

    void take(const DayStop &stop)
    {
        const GeoPoint there = m_problem.visits[stop.visit].at;
        if (there.isSet())
            m_at = there;
        m_now = stop.end;
        m_plan.distanceM += stop.distanceM;
        m_plan.travelMinutes += stop.travelMinutes;
        m_plan.end = stop.end;
        m_plan.stops.push_back(stop);
    }

    [[nodiscard]] DayPlan finish() { return std::move(m_plan); }

private:
    const DayProblem &m_problem;
    GeoPoint m_at;
    Instant m_now;
    DayPlan m_plan;
};

/// Whether, after `stop`, the appointment can still be kept.
bool keeps(const DayProblem &problem, const DayStop &stop, size_t appointment)
{
    const DayVisit &from = problem.visits[stop.visit];
    const DayVisit &to = problem.visits[appointment];
    const double way = from.at.isSet() && to.at.isSet() ? distanceM(from.at, to.at) : 0;
    return stop.end.ms + travelMinutes(way) * kMinuteMs <= to.appointedAt.ms;
}

/// The nearest of `open` that still lets the appointment be kept; the first of them where no distance is known.
std::optional<DayStop> nearestThatFits(const DayProblem &problem, const Walk &walk,
                                       const std::vector<size_t> &open, std::optional<size_t> appointment)
{
    std::optional<DayStop> best;
    double nearest = std::numeric_limits<double>::infinity();
    for (const size_t visit : open) {
        const DayStop stop = walk.preview(visit, StopReason::Nearest);
        nearest = std::min(nearest, stop.distanceM);
        if (appointment && !keeps(problem, stop, *appointment))
            continue;
        if (!best || stop.distanceM < best->distanceM)
            best = stop;
    }
    if (best && !walk.place().isSet())
        best->reason = StopReason::FirstOfDay;
    else if (best && best->distanceM > nearest)
        best->reason = StopReason::FitsBefore;
    return best;
}

int totalLateness(const DayPlan &plan)
{
    int minutes = 0;
    for (const DayStop &stop : plan.stops)
        minutes += stop.lateMinutes;
    return minutes;
}

/// The day in the planner's terms; visits whose place is not known are left out.
VisitProblem visitProblemOf(const DayProblem &problem)
{
    const auto minuteOf = [](Instant at) {
        const QTime time = at.toLocal().time();
        return time.hour() * 60 + time.minute();
    };
    WorkingDay day;
    day.date = problem.start.toLocal().date();
    day.hours = {minuteOf(problem.start), 24 * 60};
    day.startPlace = problem.startPlace;
    VisitProblem asked;
    asked.people = {{QStringLiteral("person"), {day}}};
    for (size_t visit = 0; visit < problem.visits.size(); ++visit) {
        const DayVisit &wanted = problem.visits[visit];
        if (!wanted.at.isSet())
            continue;
        PlanAccount account;
        account.id = QString::number(visit);
        account.at = wanted.at;
        account.minutes = std::max(0, wanted.minutes);
        account.mandatory = true;
        if (wanted.appointedAt.isSet())
            account.fixed = FixedTime{wanted.appointedAt.toLocal().date(), minuteOf(wanted.appointedAt)};
        asked.accounts.push_back(std::move(account));
    }
    return asked;
}

} // namespace

int travelMinutes(double distance) { return int(std::ceil(distance * kDetour / 1000 / kCitySpeedKmh * 60)); }

DayPlan NearestFirst::plan(const DayProblem &problem) const
{
    std::vector<size_t> appointments;
    std::vector<size_t> open;
    std::vector<size_t> unplaced;
    for (size_t visit = 0; visit < problem.visits.size(); ++visit) {
        const DayVisit &asked = problem.visits[visit];
        (asked.appointedAt.isSet() ? appointments : asked.at.isSet() ? open : unplaced).push_back(visit);
    }
    std::stable_sort(appointments.begin(), appointments.end(), [&](size_t left, size_t right) {
        return problem.visits[left].appointedAt < problem.visits[right].appointedAt;
    });

    Walk walk(problem);
    size_t kept = 0;
    while (kept < appointments.size() || !open.empty()) {
        std::optional<size_t> appointment;
        if (kept < appointments.size())
            appointment = appointments[kept];
        if (const auto stop = nearestThatFits(problem, walk, open, appointment)) {
            walk.take(*stop);
            std::erase(open, stop->visit);
        } else {
            walk.take(walk.preview(*appointment, StopReason::Appointment));
            ++kept;
        }
    }
    for (const size_t visit : unplaced)
        walk.take(walk.preview(visit, StopReason::NoPosition));
    return walk.finish();
}

DayPlan ShortestWay::plan(const DayProblem &problem) const
{
    constexpr std::int64_t kIterations = 2'000; // plenty for the visits of a day
    DayPlan nearest = NearestFirst().plan(problem);
    const VisitProblem asked = visitProblemOf(problem);
    PlanWish wish;
    wish.budget.iterations = kIterations;
    const VisitPlan found = planVisits(asked, TravelModel(), wish);
    Walk walk(problem);
    size_t placed = 0;
    for (const VisitDay &day : found.days) {
        for (const VisitStop &stop : day.stops) {
            const size_t visit = stop.account.toULongLong();
            walk.take(walk.preview(visit, problem.visits[visit].appointedAt.isSet()
                                              ? StopReason::Appointment
                                              : StopReason::ShortestWay));
            ++placed;
        }
    }
    if (placed < asked.accounts.size())
        return nearest;
    for (size_t visit = 0; visit < problem.visits.size(); ++visit) {
        if (problem.visits[visit].at.isSet())
            continue;
        if (problem.visits[visit].appointedAt.isSet())
            return nearest; // where it lies among the others cannot be searched
        walk.take(walk.preview(visit, StopReason::NoPosition));
    }
    DayPlan searched = walk.finish();
    const auto cost = [](const DayPlan &plan) { return std::pair(totalLateness(plan), plan.distanceM); };
    return cost(searched) < cost(nearest) ? searched : nearest;
}

DayPlan timesOf(const DayProblem &problem, std::span<const size_t> order)
{
    Walk walk(problem);
    for (const size_t visit : order)
        walk.take(walk.preview(visit, problem.visits[visit].appointedAt.isSet() ? StopReason::Appointment
                                                                                : StopReason::ByHand));
    return walk.finish();
}

} // namespace legwork::planning
