// SPDX-License-Identifier: Apache-2.0
#include "core/planning/solver/timed_search.h"
#include "tests/unit/planning/route_checks.h"

#include <QTest>

#include <cmath>
#include <iterator>
#include <rapidcheck.h>
#include <set>

using namespace legwork::planning;
using legwork::planning::test::checkRoutes;

namespace {

/// A random problem of every kind: several windows, breaks, loads, orders, limits of travel, patterns of days.
RouteProblem anyProblem(int visitsMin = 1, int daysMax = 4)
{
    const auto number = [](int from, int to) { return *rc::gen::inRange(from, to); };
    RouteProblem problem;
    const int visits = number(visitsMin, 26);
    const int days = number(1, daysMax + 1);
    const int breaks = number(0, 2) * days;
    const bool isPeriodic = number(0, 3) == 0;
    const bool hasOrder = number(0, 3) == 0;
    const bool isTight = number(0, 2) == 0;
    std::vector<std::pair<int, int>> places;
    for (int i = 0; i < visits + breaks + 2; ++i)
        places.emplace_back(number(0, 100), number(0, 100));
    problem.nodes = int(places.size());
    for (const auto &[x, y] : places) {
        for (const auto &[u, v] : places)
            problem.travel.push_back(std::int32_t(std::ceil(std::hypot(x - u, y - v))));
    }
    problem.travelCost = number(1, 4);
    for (int day = 0; day < days; ++day) {
        Tour tour{day, day, visits + breaks, visits + breaks + number(0, 2), 0, 600};
        if (isTight) {
            tour.travelMax = number(150, 400);
            tour.loadMax = number(5, 20);
        }
        problem.tours.push_back(tour);
    }
    for (int i = 0; i < visits; ++i) {
        RouteVisit visit;
        visit.service = number(0, 60);
        visit.load = number(0, 4);
        visit.mandatory = number(0, 8) == 0;
        const std::uint64_t all = (std::uint64_t(1) << days) - 1;
        if (isPeriodic && days > 1)
            visit.patterns.push_back({std::uint64_t(3) << number(0, days - 1), number(1000, 4000)});
        for (int day = 0; day < days; ++day) {
            if (number(0, 5) > 0)
                visit.patterns.push_back({(std::uint64_t(1) << day) & all, number(100, 2000)});
        }
        if (hasOrder && i > 0 && number(0, 4) == 0)
            visit.after.push_back(number(0, i));
        problem.visits.push_back(std::move(visit));
    }
    for (int i = 0; i < breaks; ++i) {
        RouteVisit pause;
        pause.service = 30;
        pause.mandatory = pause.isBreak = true;
        pause.patterns = {{std::uint64_t(1) << (i % days), 0}};
        problem.visits.push_back(std::move(pause));
    }
    for (int day = 0; day < days; ++day) {
        for (int i = 0; i < visits + breaks; ++i) {
            std::vector<TimeWindow> windows;
            int from = number(0, 250);
            for (int k = number(0, 3); k >= 0 && from < 600; --k) {
                windows.push_back({from, from + number(0, 200)});
                from = windows.back().close + number(1, 150);
            }
            problem.windows.push_back(std::move(windows));
        }
    }
    return problem;
}

SearchResult search(const RouteProblem &problem, std::int64_t iterations, std::uint64_t seed = 1)
{
    const SearchSpace space(problem);
    SearchSettings settings;
    settings.seed = seed;
    settings.poolEvery = 64;
    RouteSearch search(space, settings);
    search.run(iterations);
    return search.best();
}

/// What the search says it is worth, without the bonus for what is mandatory.
std::int64_t plainValue(const RouteProblem &problem, const SearchResult &result)
{
    const SearchSpace space(problem);
    std::set<int> mandatory;
    for (const auto &route : result.routes) {
        std::copy_if(route.begin(), route.end(), std::inserter(mandatory, mandatory.end()),
                     [&](int visit) { return problem.visits[std::size_t(visit)].mandatory; });
    }
    return result.value - std::int64_t(mandatory.size()) * space.mandatoryBonus();
}

} // namespace

class RouteSearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyProblem_planIsFeasibleAndWorthWhatItSays();
    void visitBeforeAWaitingBreak_takenOut_takesOutWhatComesTooLateThen();
    void search_isNoWorseThanGreedy();
    void sameSeedAndIterations_samePlan();
    void stopped_atAnyTime_planIsFeasible();
    void moreIterations_neverLowerTheBest();
    void startingFromItsOwnPlan_losesNothing();
    void startingFromAnything_isFeasible();
    void tinyProblems_areSolvedExactly();
    void deadline_isKept();
};

void RouteSearchTest::anyProblem_planIsFeasibleAndWorthWhatItSays()
{
    QVERIFY(rc::check([] {
        const RouteProblem problem = anyProblem();
        const SearchResult result = search(problem, 300);
        const auto check = checkRoutes(problem, result.routes);
        RC_LOG() << check.faults.join(u'\n').toStdString() << '\n';
        RC_ASSERT(check.faults.isEmpty());
        RC_ASSERT(check.value == plainValue(problem, result));
    }));
}

/// The way to the second visit is half done before the break, as long as the first visit is made.
void RouteSearchTest::visitBeforeAWaitingBreak_takenOut_takesOutWhatComesTooLateThen()
{
    constexpr int kFirst = 0;
    constexpr int kSecond = 1;
    constexpr int kBreak = 2;
    const int places[] = {50, 100, 0, 0}; // along a road; the break's means nothing
    RouteProblem problem;
    problem.nodes = 4;
    for (const int from : places) {
        for (const int to : places)
            problem.travel.push_back(std::abs(from - to));
    }
    problem.tours.push_back({0, 0, 3, 3, 0, 600});
    problem.visits.resize(3);
    for (RouteVisit &visit : problem.visits)
        visit.patterns = {{1, 1000}};
    problem.visits[kBreak].isBreak = true;
    problem.visits[kBreak].service = 30;
    problem.windows = {{{0, 600}}, {{0, 190}}, {{100, 110}}};
    const SearchSpace space(problem);
    RouteSet routes(space);
    routes.assign({{kFirst, kBreak, kSecond}});
    QCOMPARE(checkRoutes(problem, routes.routes()).faults, QStringList());

    std::vector<int> removed;
    routes.removeString(0, 1, 1, removed);
    QVERIFY(!checkRoutes(problem, routes.routes()).faults.isEmpty());
    routes.dropLate(removed);
    QCOMPARE(routes.routes(), (Routes{{kBreak}}));
    QCOMPARE(removed, (std::vector<int>{kFirst, kSecond}));
}

void RouteSearchTest::search_isNoWorseThanGreedy()
{
    QVERIFY(rc::check([] {
        const RouteProblem problem = anyProblem();
        RC_ASSERT(search(problem, 200).value >= search(problem, 0).value);
    }));
}

void RouteSearchTest::sameSeedAndIterations_samePlan()
{
    QVERIFY(rc::check([](std::uint64_t seed) {
        const RouteProblem problem = anyProblem();
        RC_ASSERT(search(problem, 200, seed).routes == search(problem, 200, seed).routes);
    }));
}

void RouteSearchTest::stopped_atAnyTime_planIsFeasible()
{
    QVERIFY(rc::check([] {
        const RouteProblem problem = anyProblem();
        const SearchSpace space(problem);
        RouteSearch search(space, {});
        int looksLeft = *rc::gen::inRange(0, 12);
        search.run(1'000'000, [&] { return --looksLeft < 0; });
        RC_ASSERT(checkRoutes(problem, search.best().routes).faults.isEmpty());
    }));
}

void RouteSearchTest::moreIterations_neverLowerTheBest()
{
    QVERIFY(rc::check([] {
        const RouteProblem problem = anyProblem();
        const SearchSpace space(problem);
        RouteSearch search(space, {});
        std::int64_t before = search.best().value;
        search.run(320, [&] {
            RC_ASSERT(search.best().value >= before);
            before = search.best().value;
            return false;
        });
        search.run(100);
        RC_ASSERT(search.best().value >= before);
    }));
}

void RouteSearchTest::startingFromItsOwnPlan_losesNothing()
{
    QVERIFY(rc::check([] {
        const RouteProblem problem = anyProblem();
        const SearchResult first = search(problem, 200);
        const SearchSpace space(problem);
        RouteSearch again(space, {});
        again.startFrom(first.routes);
        RC_ASSERT(again.best().value >= first.value);
    }));
}

void RouteSearchTest::startingFromAnything_isFeasible()
{
    QVERIFY(rc::check([] {
        const RouteProblem problem = anyProblem();
        Routes routes(problem.tours.size());
        for (auto &route : routes)
            route = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, int(problem.visits.size())));
        const SearchSpace space(problem);
        RouteSearch search(space, {});
        search.startFrom(routes);
        RC_ASSERT(checkRoutes(problem, search.best().routes).faults.isEmpty());
    }));
}

/// Against every order of every choice of up to five visits on one day.
void RouteSearchTest::tinyProblems_areSolvedExactly()
{
    QVERIFY(rc::check([] {
        RouteProblem problem = anyProblem(5, 1);
        for (std::size_t i = 5; i < problem.visits.size(); ++i)
            problem.windows[i].clear();
        const SearchSpace space(problem);
        const auto rated = [&](const Routes &routes) {
            const auto check = checkRoutes(problem, routes);
            std::int64_t value =
                check.faults.isEmpty() ? check.value : std::numeric_limits<std::int64_t>::min();
            if (check.faults.isEmpty()) {
                for (const int visit : routes[0]) {
                    if (problem.visits[std::size_t(visit)].mandatory)
                        value += space.mandatoryBonus();
                }
            }
            return value;
        };
        std::int64_t best = rated({{}});
        for (unsigned chosen = 1; chosen < 32; ++chosen) {
            std::vector<int> order;
            for (int visit = 0; visit < 5; ++visit) {
                if (chosen >> visit & 1)
                    order.push_back(visit);
            }
            do
                best = std::max(best, rated({order}));
            while (std::next_permutation(order.begin(), order.end()));
        }
        RC_ASSERT(search(problem, 4000).value == best);
    }));
}

void RouteSearchTest::deadline_isKept()
{
    const RouteProblem problem = rc::gen::exec([] { return anyProblem(10); })(rc::Random(7), 50).value();
    const SearchSpace space(problem);
    QElapsedTimer timer;
    timer.start();
    const SearchResult result = searchWithin(space, {}, {0, 0.1});
    QVERIFY2(timer.elapsed() < 2000, "a tenth of a second was asked for");
    QVERIFY(result.iterations > 0);
    QCOMPARE(checkRoutes(problem, result.routes).faults, QStringList());
}

QTEST_GUILESS_MAIN(RouteSearchTest)
#include "route_search_test.moc"
