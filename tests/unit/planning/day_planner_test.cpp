// SPDX-License-Identifier: Apache-2.0
#include "core/planning/day_planner.h"

#include <QTest>

#include <algorithm>

using namespace legwork;
using namespace legwork::planning;

namespace {

constexpr qint64 kMinute = 60'000;
constexpr Instant kStart{1'772'413'200'000};
const GeoPoint kOffice = *GeoPoint::fromDegrees(31.3, 120.6);

/// A place that many kilometres east of the office.
GeoPoint east(double km) { return *GeoPoint::fromDegrees(31.3, 120.6 + km / (111.195 * 0.854459)); }

DayVisit at(double km, int minutes = 45)
{
    DayVisit visit;
    visit.at = east(km);
    visit.minutes = minutes;
    return visit;
}

DayVisit appointed(double km, int afterMinutes)
{
    DayVisit visit = at(km);
    visit.appointedAt = Instant{kStart.ms + afterMinutes * kMinute};
    return visit;
}

std::vector<size_t> orderOf(const DayPlan &plan)
{
    std::vector<size_t> order;
    for (const DayStop &stop : plan.stops)
        order.push_back(stop.visit);
    return order;
}

} // namespace

class DayPlannerTest : public QObject
{
    Q_OBJECT

private:
    static DayPlan planned(std::vector<DayVisit> visits, GeoPoint startPlace = kOffice)
    {
        return NearestFirst().plan({kStart, startPlace, std::move(visits)});
    }

private Q_SLOTS:
    void travel_isCityTrafficWithADetour()
    {
        QCOMPARE(travelMinutes(0), 0);
        QCOMPARE(travelMinutes(10'000), 26); // 13 km at 30 km/h
        QCOMPARE(travelMinutes(10), 1);      // nobody arrives before leaving
    }

    void noVisits_giveAnEmptyPlan()
    {
        const DayPlan plan = planned({});
        QVERIFY(plan.stops.empty());
        QVERIFY(!plan.end.isSet());
    }

    void visitsOnALine_areMadeFromNearToFar()
    {
        const DayPlan plan = planned({at(6), at(2), at(4)});
        QCOMPARE(orderOf(plan), (std::vector<size_t>{1, 2, 0}));
        QVERIFY(std::ranges::all_of(plan.stops,
                                    [](const DayStop &stop) { return stop.reason == StopReason::Nearest; }));
        QVERIFY(qAbs(plan.distanceM - 6'000) < 20);
        QCOMPARE(plan.stops[0].arrival.ms, kStart.ms + 6 * kMinute); // 2.6 km at 30 km/h, rounded up
        QCOMPARE(plan.stops[0].end.ms, kStart.ms + 51 * kMinute);
        QCOMPARE(plan.end, plan.stops.back().end);
    }

    void withoutAStartPlace_theDayBeginsAtTheFirstVisit()
    {
        const DayPlan plan = planned({at(9), at(1)}, {});
        QCOMPARE(plan.stops.front().reason, StopReason::FirstOfDay);
        QCOMPARE(plan.stops.front().visit, size_t(0));
        QCOMPARE(plan.stops.front().arrival, kStart);
        QCOMPARE(plan.stops.back().reason, StopReason::Nearest);
    }

    void appointment_keepsItsTime_andOthersStandAround()
    {
        const DayPlan plan = planned({at(1), appointed(2, 60), at(3)});
        QCOMPARE(orderOf(plan), (std::vector<size_t>{0, 1, 2}));
        QCOMPARE(plan.stops[1].reason, StopReason::Appointment);
        QCOMPARE(plan.stops[1].start.ms, kStart.ms + 60 * kMinute);
        QCOMPARE(plan.stops[1].lateMinutes, 0);
        QVERIFY(plan.stops[1].arrival < plan.stops[1].start);
    }

    void nearVisitTooLongBeforeAnAppointment_givesWayToOneThatFits()
    {
        const DayPlan plan = planned({at(1, 90), at(2, 20), appointed(3, 60)});
        QCOMPARE(orderOf(plan), (std::vector<size_t>{1, 2, 0}));
        QCOMPARE(plan.stops[0].reason, StopReason::FitsBefore);
    }

    void appointmentThatCannotBeReached_isShownLate_notDropped()
    {
        const DayPlan plan = planned({appointed(20, 10)});
        QCOMPARE(plan.stops.size(), size_t(1));
        QCOMPARE(plan.stops[0].lateMinutes, travelMinutes(distanceM(kOffice, east(20))) - 10);
    }

    void twoAppointments_areKeptInTheirOrderInTime()
    {
        const DayPlan plan = planned({appointed(1, 240), appointed(8, 60)});
        QCOMPARE(orderOf(plan), (std::vector<size_t>{1, 0}));
    }

    void accountWithoutPosition_standsAtTheEnd_butAnAppointedOneAtItsTime()
    {
        DayVisit nowhere;
        DayVisit nowhereAppointed;
        nowhereAppointed.appointedAt = Instant{kStart.ms + 15 * kMinute};
        const DayPlan plan = planned({nowhere, at(5), nowhereAppointed});
        QCOMPARE(orderOf(plan), (std::vector<size_t>{2, 1, 0}));
        QCOMPARE(plan.stops.back().reason, StopReason::NoPosition);
        QCOMPARE(plan.stops.back().distanceM, 0.0);
        // The way goes on from the last place that is known.
        QVERIFY(qAbs(plan.stops[1].distanceM - 5'000) < 20);
    }

    void everyVisitIsPlannedExactlyOnce_whateverTheMixture()
    {
        std::vector<DayVisit> visits;
        for (int i = 0; i < 40; ++i) {
            DayVisit visit = i % 7 == 0 ? DayVisit() : at((i * 13) % 29, 10 + i);
            if (i % 5 == 0)
                visit.appointedAt = Instant{kStart.ms + i * 17 * kMinute};
            visits.push_back(visit);
        }
        const DayPlan plan = planned(visits);
        auto order = orderOf(plan);
        std::ranges::sort(order);
        for (size_t i = 0; i < visits.size(); ++i)
            QCOMPARE(order.at(i), i);
        for (size_t i = 1; i < plan.stops.size(); ++i)
            QVERIFY(plan.stops[i].arrival >= plan.stops[i - 1].end);
    }

    void nearestVisitOnTheWrongSide_isNotMadeFirst_whenTheWayIsSearched()
    {
        const DayProblem problem{kStart, kOffice, {at(1), at(-1.5), at(4)}};
        QCOMPARE(orderOf(NearestFirst().plan(problem)), (std::vector<size_t>{0, 1, 2}));
        const DayPlan plan = ShortestWay().plan(problem);
        QCOMPARE(orderOf(plan), (std::vector<size_t>{1, 0, 2}));
        QCOMPARE(plan.stops[0].reason, StopReason::ShortestWay);
        QVERIFY(qAbs(plan.distanceM - 7'000) < 20);
        QCOMPARE(orderOf(ShortestWay().plan(problem)), orderOf(plan));
    }

    void searchedWay_keepsAppointments_andIsNeverWorseThanNearestFirst()
    {
        for (int round = 0; round < 12; ++round) {
            std::vector<DayVisit> visits;
            for (int i = 0; i < 9; ++i) {
                visits.push_back(at((i * 17 + round * 5) % 23 - 11, 20 + i));
                if (i % 4 == 1)
                    visits.back().appointedAt = Instant{kStart.ms + (60 + i * 50) * kMinute};
            }
            visits.push_back({});
            const DayProblem problem{kStart, kOffice, visits};
            const DayPlan nearest = NearestFirst().plan(problem);
            const DayPlan plan = ShortestWay().plan(problem);
            const auto late = [](const DayPlan &one) {
                int minutes = 0;
                for (const DayStop &stop : one.stops)
                    minutes += stop.lateMinutes;
                return minutes;
            };
            QVERIFY(late(plan) <= late(nearest));
            QVERIFY(late(plan) < late(nearest) || plan.distanceM <= nearest.distanceM);
            auto order = orderOf(plan);
            QCOMPARE(order.back(), visits.size() - 1); // the one without a place
            std::ranges::sort(order);
            for (size_t i = 0; i < visits.size(); ++i)
                QCOMPARE(order.at(i), i);
        }
    }

    void appointmentsThatCannotAllBeKept_areStillAllPlanned()
    {
        const DayPlan plan =
            ShortestWay().plan({kStart, kOffice, {appointed(1, 60), appointed(9, 70), at(2)}});
        QCOMPARE(plan.stops.size(), size_t(3));
    }

    void orderChosenByHand_isKept_andOnlyTimed()
    {
        const DayProblem problem{kStart, kOffice, {at(1), at(9), appointed(2, 300)}};
        const std::vector<size_t> order = {1, 0, 2};
        const DayPlan plan = timesOf(problem, order);
        QCOMPARE(orderOf(plan), order);
        QCOMPARE(plan.stops[0].reason, StopReason::ByHand);
        QCOMPARE(plan.stops[2].reason, StopReason::Appointment);
        QCOMPARE(plan.stops[2].start.ms, kStart.ms + 300 * kMinute);
    }
};

QTEST_GUILESS_MAIN(DayPlannerTest)
#include "day_planner_test.moc"
