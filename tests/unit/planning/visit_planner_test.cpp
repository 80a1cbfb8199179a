// SPDX-License-Identifier: Apache-2.0
#include "core/planning/field/cadence.h"
#include "core/planning/field/plan_json.h"
#include "core/planning/field/route_translation.h"
#include "core/planning/field/visit_planner.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTest>

#include <rapidcheck.h>

using namespace legwork;
using namespace legwork::planning;

namespace {

const QDate kMonday(2026, 3, 2);

/// A place that many kilometres east and north of the office.
GeoPoint at(double east, double north = 0)
{
    return *GeoPoint::fromDegrees(31.3 + north / 111.195, 120.6 + east / (111.195 * 0.854459));
}

PlanAccount account(const QString &id, double east, double value = 1)
{
    PlanAccount account;
    account.id = id;
    account.name = QStringLiteral("Account ") + id;
    account.at = at(east);
    account.value = value;
    return account;
}

WorkingDay workingDay(int index)
{
    WorkingDay day;
    day.date = kMonday.addDays(index + index / 5 * 2);
    day.startPlace = day.endPlace = at(0);
    day.breaks = {{{11 * 60, 14 * 60}, 45}};
    return day;
}

VisitProblem week(std::vector<PlanAccount> accounts, int days = 5)
{
    VisitProblem problem;
    problem.accounts = std::move(accounts);
    problem.people = {{QStringLiteral("wang"), {}}};
    for (int i = 0; i < days; ++i)
        problem.people[0].days.push_back(workingDay(i));
    return problem;
}

VisitPlan plan(const VisitProblem &problem, std::int64_t iterations = 2000)
{
    PlanWish wish;
    wish.budget.iterations = iterations;
    return planVisits(problem, TravelModel(), wish);
}

CurrentPlan asCurrent(const VisitPlan &made)
{
    CurrentPlan current;
    current.mark = made.mark;
    for (const VisitDay &day : made.days) {
        PlannedDay planned{day.person, day.date, {}};
        for (const VisitStop &stop : day.stops) {
            if (!stop.account.isEmpty())
                planned.accounts.append(stop.account);
        }
        current.days.push_back(std::move(planned));
    }
    return current;
}

QStringList codesOf(const VisitPlan &made)
{
    QStringList codes;
    for (const PlanFinding &finding : made.findings)
        codes.append(finding.code + u' ' + finding.account);
    return codes;
}

const Verdict &verdictOn(const VisitPlan &made, const QString &id)
{
    return *std::find_if(made.verdicts.begin(), made.verdicts.end(),
                         [&](const Verdict &verdict) { return verdict.account == id; });
}

VisitProblem anyField()
{
    const auto number = [](int from, int to) { return *rc::gen::inRange(from, to); };
    std::vector<PlanAccount> accounts;
    for (int i = number(1, 30); i > 0; --i) {
        PlanAccount one = account(QStringLiteral("a%1").arg(i), number(-20, 20), number(1, 10));
        one.at = at(number(-20, 20), number(-20, 20));
        one.minutes = number(15, 90);
        if (number(0, 2) == 0) {
            one.hasOpening = true;
            for (auto &spans : one.opening) {
                if (number(0, 4) > 0)
                    spans = {{9 * 60, number(10, 13) * 60}, {number(13, 15) * 60, 18 * 60}};
            }
        }
        if (number(0, 5) == 0)
            one.cycle = {number(2, 15), kMonday.addDays(-number(0, 30))};
        if (number(0, 8) == 0)
            one.pinned = kMonday.addDays(number(0, 5));
        if (number(0, 8) == 0)
            one.forbidden = {kMonday, kMonday.addDays(2)};
        accounts.push_back(std::move(one));
    }
    return week(std::move(accounts), number(1, 7));
}

/// Ids and times against the field's own rules.
QStringList faultsOf(const VisitProblem &problem, const VisitPlan &made)
{
    QStringList faults;
    QHash<QString, const PlanAccount *> byId;
    for (const PlanAccount &one : problem.accounts)
        byId.insert(one.id, &one);
    for (const VisitDay &day : made.days) {
        const auto &days = problem.people[0].days;
        const auto working = std::find_if(days.begin(), days.end(),
                                          [&](const WorkingDay &each) { return each.date == day.date; });
        int time = working->hours.from * 60;
        GeoPoint place = working->startPlace;
        int breaks = 0;
        for (const VisitStop &stop : day.stops) {
            if (stop.arrival != time + stop.travelSeconds || stop.start < stop.arrival)
                faults.append(QStringLiteral("times of ") + stop.account);
            time = stop.end;
            if (stop.account.isEmpty()) {
                ++breaks;
                if (stop.start < 11 * 3600 || stop.end > 14 * 3600 || stop.end - stop.start != 45 * 60)
                    faults.append(QStringLiteral("break"));
                continue;
            }
            const PlanAccount &one = *byId.value(stop.account);
            if (stop.travelSeconds != TravelModel().secondsBetween(place, one.at, 9, 17))
                faults.append(QStringLiteral("way to ") + one.id);
            place = one.at;
            const auto &spans = one.opening[std::size_t(day.date.dayOfWeek() - 1)];
            if (one.hasOpening && std::none_of(spans.begin(), spans.end(), [&](MinuteSpan span) {
                    return stop.start >= span.from * 60 && stop.end <= span.to * 60;
                }))
                faults.append(QStringLiteral("closed: ") + one.id);
            if (one.pinned.isValid() && one.pinned != day.date)
                faults.append(QStringLiteral("pinned elsewhere: ") + one.id);
            if (std::count(one.forbidden.begin(), one.forbidden.end(), day.date) > 0)
                faults.append(QStringLiteral("forbidden: ") + one.id);
        }
        time += TravelModel().secondsBetween(place, working->endPlace, 9, 17);
        if (time != day.back || time > working->hours.to * 60)
            faults.append(QStringLiteral("home late"));
        if (breaks != 1)
            faults.append(QStringLiteral("no break"));
    }
    return faults;
}

} // namespace

class VisitPlannerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyField_planKeepsTheRules();
    void unchangedProblem_planStays();
    void smallChange_fewVisitsMove();
    void overrun_isRepairedAtOnce();
    void badInput_isNamedAndLeftOut_data();
    void badInput_isNamedAndLeftOut();
    void circleOfAfter_isCutOnce();
    void tenThousandAccounts_theMostValuableArePlanned();
    void fixedAppointment_isKept();
    void noRoom_saysWhatMovingInCosts();
    void visitedRecently_saysSo();
    void cycle_spreadsVisits();
    void json_isReadAndWritten();
    void travel_isLearntFromTrips();
};

void VisitPlannerTest::anyField_planKeepsTheRules()
{
    QVERIFY(rc::check([] {
        const VisitProblem problem = anyField();
        RC_ASSERT(faultsOf(problem, plan(problem, 150)).join(u'\n') == QString());
    }));
}

void VisitPlannerTest::unchangedProblem_planStays()
{
    QVERIFY(rc::check([] {
        VisitProblem problem = anyField();
        const VisitPlan first = plan(problem, 100);
        problem.current = asCurrent(first);
        const VisitPlan second = plan(problem, 100);
        RC_ASSERT(second.isUnchanged);
        RC_ASSERT(toJson(second).size() > 0);
        for (std::size_t i = 0; i < first.days.size(); ++i)
            RC_ASSERT(asCurrent(second).days[i].accounts == asCurrent(first).days[i].accounts);
    }));
}

void VisitPlannerTest::smallChange_fewVisitsMove()
{
    std::vector<PlanAccount> accounts;
    for (int i = 0; i < 40; ++i) {
        accounts.push_back(account(QStringLiteral("a%1").arg(i), i % 7 * 3 - 9, 1 + i % 5));
        accounts.back().at = at(i % 7 * 3 - 9, i / 7 * 3 - 9);
    }
    VisitProblem problem = week(accounts);
    const VisitPlan first = plan(problem, 5000);
    problem.current = asCurrent(first);
    problem.accounts.push_back(account(QStringLiteral("new"), 4, 3));
    const VisitPlan second = plan(problem, 5000);
    QHash<QString, QDate> dayOf;
    int visits = 0;
    for (const VisitDay &day : first.days) {
        for (const VisitStop &stop : day.stops) {
            dayOf.insert(stop.account, day.date);
            ++visits;
        }
    }
    int moved = 0;
    for (const VisitDay &day : second.days) {
        for (const VisitStop &stop : day.stops)
            moved += !stop.account.isEmpty() && dayOf.value(stop.account, day.date) != day.date;
    }
    QVERIFY2(moved * 4 <= visits, qPrintable(QStringLiteral("%1 of %2 moved").arg(moved).arg(visits)));
}

void VisitPlannerTest::overrun_isRepairedAtOnce()
{
    std::vector<PlanAccount> accounts;
    for (int i = 0; i < 15; ++i)
        accounts.push_back(account(QStringLiteral("a%1").arg(i), i - 7, 2));
    VisitProblem problem = week(accounts, 1);
    problem.current = asCurrent(plan(problem));
    problem.people[0].days[0].hours.from += 90; // the first visit took so much longer
    PlanWish wish;
    wish.budget = {0, 0.03};
    wish.isRepair = true;
    QElapsedTimer timer;
    timer.start();
    const VisitPlan repaired = planVisits(problem, TravelModel(), wish);
    const qint64 took = timer.elapsed();
    QVERIFY2(took < 500, qPrintable(QStringLiteral("%1 ms").arg(took))); // 50 ms where nothing else runs
    QVERIFY(!repaired.days[0].stops.empty());
    QVERIFY(repaired.days[0].back <= 18 * 3600);
}

void VisitPlannerTest::badInput_isNamedAndLeftOut_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<std::function<void(PlanAccount &)>>("spoil");
    const auto row = [](const char *code, std::function<void(PlanAccount &)> spoil) {
        QTest::newRow(code) << QString::fromLatin1(code) << std::move(spoil);
    };
    row("plan.no-coordinates", [](PlanAccount &one) { one.at = {}; });
    row("plan.closed", [](PlanAccount &one) { one.hasOpening = true; });
    row("plan.window-too-short", [](PlanAccount &one) {
        one.hasOpening = true;
        one.opening.fill({{600, 630}});
    });
    row("plan.negative-time", [](PlanAccount &one) { one.minutes = -5; });
    row("plan.fixed-overlap", [](PlanAccount &one) { one.fixed = FixedTime{kMonday, 10 * 60 + 15}; });
    row("plan.fixed-too-far", [](PlanAccount &one) {
        one.fixed = FixedTime{kMonday, 10 * 60 + 50};
        one.at = at(60);
    });
    row("plan.fixed-outside", [](PlanAccount &one) { one.fixed = FixedTime{kMonday.addDays(40), 600}; });
    row("plan.pinned-outside", [](PlanAccount &one) { one.pinned = kMonday.addDays(40); });
    row("plan.unreachable", [](PlanAccount &one) { one.at = at(3000); });
    row("plan.duplicate", [](PlanAccount &one) { one.id = QStringLiteral("good"); });
    row("plan.unknown-person", [](PlanAccount &one) { one.person = QStringLiteral("li"); });
}

void VisitPlannerTest::badInput_isNamedAndLeftOut()
{
    QFETCH(QString, code);
    QFETCH(std::function<void(PlanAccount &)>, spoil);
    PlanAccount appointment = account(QStringLiteral("appointment"), 2);
    appointment.fixed = FixedTime{kMonday, 10 * 60};
    PlanAccount bad = account(QStringLiteral("bad"), 3);
    spoil(bad);
    const VisitPlan made = plan(week({account(QStringLiteral("good"), 1), appointment, bad}));
    QCOMPARE(codesOf(made), QStringList{code + u' ' + bad.id});
    QCOMPARE(made.findings[0].arguments.value(0), bad.name);
    QVERIFY(verdictOn(made, QStringLiteral("good")).isIn);
    QVERIFY(verdictOn(made, QStringLiteral("appointment")).isIn);
    QCOMPARE(made.verdicts.size(), std::size_t(2));
}

void VisitPlannerTest::circleOfAfter_isCutOnce()
{
    PlanAccount one = account(QStringLiteral("one"), 1);
    PlanAccount two = account(QStringLiteral("two"), 2);
    PlanAccount three = account(QStringLiteral("three"), 3);
    one.after = {two.id};
    two.after = {three.id};
    three.after = {one.id};
    const VisitPlan made = plan(week({one, two, three}));
    QCOMPARE(made.findings.size(), std::size_t(1));
    QCOMPARE(made.findings[0].code, QStringLiteral("plan.after-cycle"));
    for (const Verdict &verdict : made.verdicts)
        QVERIFY(verdict.isIn);
}

void VisitPlannerTest::tenThousandAccounts_theMostValuableArePlanned()
{
    std::vector<PlanAccount> accounts;
    for (int i = 0; i < 10'000; ++i) {
        accounts.push_back(account(QStringLiteral("a%1").arg(i), 0, i));
        accounts.back().at = at(i % 100 * 0.3, i / 100 * 0.3);
    }
    const CheckedProblem good = checked(week(std::move(accounts)), TravelModel());
    QCOMPARE(good.problem.accounts.size(), std::size_t(kAccountsMax));
    QCOMPARE(good.findings.size(), std::size_t(10'000 - kAccountsMax));
    QCOMPARE(good.findings[0].code, QStringLiteral("plan.too-many"));
    QVERIFY(good.problem.accounts.front().value >= 10'000 - kAccountsMax);
}

void VisitPlannerTest::fixedAppointment_isKept()
{
    PlanAccount appointment = account(QStringLiteral("x"), 5, 0.01);
    appointment.fixed = FixedTime{kMonday, 15 * 60 + 30};
    std::vector<PlanAccount> accounts{appointment};
    for (int i = 0; i < 30; ++i)
        accounts.push_back(account(QStringLiteral("a%1").arg(i), i % 9 - 4, 5));
    const VisitPlan made = plan(week(accounts, 1));
    const auto &stops = made.days[0].stops;
    const auto found =
        std::find_if(stops.begin(), stops.end(), [](const VisitStop &stop) { return stop.account == u"x"; });
    QVERIFY(found != stops.end());
    QCOMPARE(found->start, (15 * 60 + 30) * 60);
    QCOMPARE(verdictOn(made, QStringLiteral("x")).reason, VerdictReason::Fixed);
}

void VisitPlannerTest::noRoom_saysWhatMovingInCosts()
{
    std::vector<PlanAccount> accounts;
    for (int i = 0; i < 14; ++i)
        accounts.push_back(account(QStringLiteral("a%1").arg(i), 1 + i * 0.1, 2));
    accounts.push_back(account(QStringLiteral("poor"), 1, 1));
    const VisitPlan made = plan(week(accounts, 1));
    const Verdict &verdict = verdictOn(made, QStringLiteral("poor"));
    QVERIFY(!verdict.isIn);
    QCOMPARE(verdict.reason, VerdictReason::NoRoom);
    QVERIFY(verdict.moveIn.has_value());
    QCOMPARE(verdict.moveIn->date, kMonday);
    QCOMPARE(verdict.moveIn->insteadOf.size(), 1);
    QVERIFY(std::abs(verdict.moveIn->lostValue - 1) < 0.01);
}

void VisitPlannerTest::visitedRecently_saysSo()
{
    PlanAccount recent = account(QStringLiteral("recent"), 15, 1);
    recent.cycle = {30, kMonday.addDays(-2)};
    const VisitPlan made = plan(week({recent}));
    const Verdict &verdict = verdictOn(made, recent.id);
    QVERIFY(!verdict.isIn);
    QCOMPARE(verdict.reason, VerdictReason::VisitedRecently);
    QCOMPARE(verdict.arguments, QStringList({QStringLiteral("6"), QStringLiteral("30")}));
}

void VisitPlannerTest::cycle_spreadsVisits()
{
    PlanAccount weekly = account(QStringLiteral("weekly"), 2, 5);
    weekly.cycle = {7, kMonday.addDays(-7)};
    const VisitPlan made = plan(week({weekly, account(QStringLiteral("once"), 3)}, 20));
    std::vector<QDate> dates;
    for (const VisitDay &day : made.days) {
        for (const VisitStop &stop : day.stops) {
            if (stop.account == weekly.id)
                dates.push_back(day.date);
        }
    }
    QCOMPARE(dates,
             (std::vector<QDate>{kMonday, kMonday.addDays(7), kMonday.addDays(14), kMonday.addDays(21)}));
    QVERIFY(cadenceWorth(weekly.cycle, dates, kMonday, kMonday.addDays(25))
            > cadenceWorth(weekly.cycle, {kMonday, kMonday.addDays(1)}, kMonday, kMonday.addDays(25)));
}

void VisitPlannerTest::json_isReadAndWritten()
{
    const QByteArray json = R"({"people": [{"id": "wang", "days": [
        {"date": "2026-03-02", "start": "08:30", "end": "17:30", "from": [31.3, 120.6], "to": [31.3, 120.6],
         "breaks": [{"from": "11:30", "to": "13:30", "minutes": 45}]}]}],
        "accounts": [{"id": "a", "at": [31.31, 120.61], "value": 3, "minutes": 30,
                      "open": {"mon": [["09:00", "12:00"], ["13:30", "17:00"]]}},
                     {"id": "b", "at": [91, 0]}]})";
    const auto read = problemFromJson(json);
    QVERIFY(read.has_value());
    const VisitPlan made = plan(read->problem);
    QCOMPARE(codesOf(made), QStringList{QStringLiteral("plan.no-coordinates b")});
    QCOMPARE(made.days[0].leave, (8 * 60 + 30) * 60);
    const QByteArray written = toJson(made);
    QVERIFY(written.contains("\"account\": \"a\""));
    QVERIFY(written.contains("\"start\": \"09:00:00\""));
    QCOMPARE(problemFromJson("[1").error().code, QStringLiteral("plan.not-json"));
}

void VisitPlannerTest::travel_isLearntFromTrips()
{
    const TravelModel model;
    const int before = model.secondsBetween(at(0), at(5), 9, 17);
    std::vector<TravelModel::Trip> trips(90, {at(0), at(5), 10, before * 2});
    const int after = model.calibrated(trips).secondsBetween(at(0), at(5), 9, 17);
    QVERIFY(after > before * 1.6 && after < before * 2.1);
    QCOMPARE(model.secondsBetween(at(0), {}, 9, 17), 0);
    QVERIFY(model.seconds(at(0), at(5), 8) > model.seconds(at(0), at(5), 11));
    // A longer way never takes less.
    for (int km = 1; km < 200; ++km)
        QVERIFY(model.seconds(at(0), at(km + 1), 10) >= model.seconds(at(0), at(km), 10));
}

QTEST_GUILESS_MAIN(VisitPlannerTest)
#include "visit_planner_test.moc"
