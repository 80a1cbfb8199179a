// SPDX-License-Identifier: Apache-2.0
#include "core/planning/instances/public_instance.h"

#include <QList>

#include <cmath>

namespace legwork::planning {
namespace {

using Row = QList<double>;
using Rows = std::vector<Row>;

tl::unexpected<Error> wrong(const QString &what)
{
    return fail(QStringLiteral("plan.instance"), Advice::AskUser, {what});
}

Result<Rows> readRows(const QByteArray &text)
{
    Rows rows;
    for (const QByteArray &line : text.split('\n')) {
        if (line.trimmed().startsWith('#'))
            continue;
        Row row;
        for (const QByteArray &word : line.simplified().split(' ')) {
            if (word.isEmpty())
                continue;
            bool isNumber = false;
            row.append(word.toDouble(&isNumber));
            if (!isNumber || !std::isfinite(row.back()) || std::abs(row.back()) > 1e9)
                return wrong(QStringLiteral("not a number: %1").arg(QString::fromUtf8(word.left(20))));
        }
        if (!row.isEmpty())
            rows.push_back(std::move(row));
    }
    return rows;
}

std::int32_t scaled(double value, double scale) { return std::int32_t(std::llround(value * scale)); }

/// The length rounded down to a multiple of 1 / scale, from coordinates that have at most four decimals: in whole
/// numbers, so that no rounding error moves it.
std::int32_t flooredDistance(double dx, double dy, double scale)
{
    const std::int64_t x = std::llround(dx * 1e4);
    const std::int64_t y = std::llround(dy * 1e4);
    const std::int64_t perUnit = std::llround(1e4 / scale);
    const std::int64_t square = (x * x + y * y) / (perUnit * perUnit);
    std::int64_t root = std::llround(std::sqrt(double(square)));
    while (root * root > square)
        --root;
    while ((root + 1) * (root + 1) <= square)
        ++root;
    return std::int32_t(root);
}

/// Node of the solver for a point of the file: customers first, the depot last.
int nodeOf(int point, int customers) { return point == 0 ? customers : point - 1; }

/// Fills the travel matrix from the coordinates in columns 1 and 2.
template<class Distance>
void measureTravel(RouteProblem &problem, std::span<const Row> points, Distance distance)
{
    const int customers = int(points.size()) - 1;
    problem.nodes = customers + 1;
    problem.travel.assign(std::size_t(problem.nodes) * std::size_t(problem.nodes), 0);
    for (int i = 0; i <= customers; ++i) {
        for (int j = 0; j <= customers; ++j) {
            const std::size_t cell = std::size_t(nodeOf(i, customers)) * std::size_t(problem.nodes)
                                     + std::size_t(nodeOf(j, customers));
            problem.travel[cell] = distance(points[std::size_t(i)][1] - points[std::size_t(j)][1],
                                            points[std::size_t(i)][2] - points[std::size_t(j)][2]);
        }
    }
}

/// Every customer may be visited on any one day; a point of score outweighs all travel.
void scoreVisits(PublicInstance &instance, std::span<const Row> points, qsizetype scoreColumn)
{
    RouteProblem &problem = instance.problem;
    double available = 1;
    for (const Tour &tour : problem.tours)
        available += tour.end - tour.start;
    instance.scorePerOne = available;
    for (std::size_t i = 1; i < points.size(); ++i) {
        RouteVisit &visit = problem.visits[i - 1];
        for (const Tour &tour : problem.tours) {
            visit.patterns.push_back({std::uint64_t(1) << tour.day,
                                      std::int64_t(std::llround(points[i][scoreColumn] * available))});
        }
    }
}

Result<PublicInstance> readToptw(const Rows &rows, const InstanceWish &wish)
{
    std::size_t begin = 0;
    Row head;
    // The head ends with the first row of nine fields: some files break its lines elsewhere.
    while (begin < rows.size() && head.size() < 5 && rows[begin].size() < 9)
        head += rows[begin++];
    if (head.size() < 3 || head[2] < 1 || head[2] > 100'000)
        return wrong(QStringLiteral("no head of a TOPTW instance"));
    std::vector<Row> points;
    for (const Row &row : rows) {
        if (row.size() >= 9)
            points.push_back(row);
    }
    const std::size_t wanted = std::size_t(head[2]) + 1;
    if (points.size() < wanted)
        return wrong(QStringLiteral("%1 points announced, %2 found").arg(wanted).arg(points.size()));
    points.erase(points.begin(), points.end() - std::ptrdiff_t(wanted));
    PublicInstance instance;
    instance.travelPerOne = wish.isFinelyRounded ? 100 : 10;
    const double scale = instance.travelPerOne;
    RouteProblem &problem = instance.problem;
    measureTravel(problem, points, [&](double dx, double dy) { return flooredDistance(dx, dy, scale); });
    const int customers = int(wanted) - 1;
    const auto windowOf = [&](const Row &point) {
        return TimeWindow{scaled(point[point.size() - 2], scale), scaled(point.back(), scale)};
    };
    const TimeWindow day = windowOf(points[0]);
    for (int vehicle = 0; vehicle < std::max(1, wish.vehicles); ++vehicle)
        problem.tours.push_back({vehicle, 0, customers, customers, day.open, day.close});
    problem.visits.resize(std::size_t(customers));
    problem.windows.resize(std::size_t(customers));
    for (std::size_t i = 1; i < points.size(); ++i) {
        problem.visits[i - 1].service = scaled(points[i][3], scale);
        problem.windows[i - 1] = {windowOf(points[i])};
    }
    scoreVisits(instance, points, 4);
    return instance;
}

Result<PublicInstance> readTtdp(const Rows &rows, const InstanceWish &wish)
{
    if (rows.empty() || rows[0].size() < 4 || rows.size() < 3)
        return wrong(QStringLiteral("no head of a TTDP instance"));
    const int tours = wish.vehicles > 0 ? wish.vehicles : int(rows[0][1]);
    const int firstDay = int(rows[0][2]);
    if (tours < 1 || tours > 60 || firstDay < 0 || firstDay > 6)
        return wrong(QStringLiteral("number of tours or first day out of range"));
    const std::vector<Row> points(rows.begin() + 1, rows.end());
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (points[i].size() < (i == 0 ? 7 : 20))
            return wrong(QStringLiteral("point %1 has too few fields").arg(i));
    }
    PublicInstance instance;
    instance.travelPerOne = 100;
    RouteProblem &problem = instance.problem;
    measureTravel(problem, points, [](double dx, double dy) { return flooredDistance(dx, dy, 100); });
    const int customers = int(points.size()) - 1;
    for (int tour = 0; tour < tours; ++tour) {
        problem.tours.push_back({tour, (firstDay + tour) % 7, customers, customers, scaled(points[0][5], 100),
                                 scaled(points[0][6], 100)});
    }
    problem.visits.resize(std::size_t(customers));
    problem.windows.resize(std::size_t(7 * customers));
    for (int i = 1; i <= customers; ++i) {
        const Row &point = points[std::size_t(i)];
        problem.visits[std::size_t(i - 1)].service = scaled(point[3], 100);
        for (int weekday = 0; weekday < 7; ++weekday) {
            const TimeWindow window{scaled(point[6 + 2 * weekday], 100), scaled(point[7 + 2 * weekday], 100)};
            if (window.close > 0)
                problem.windows[std::size_t(weekday * customers + i - 1)] = {window};
        }
    }
    scoreVisits(instance, points, 4);
    return instance;
}

Result<PublicInstance> readTsptw(const Rows &rows)
{
    Row all;
    for (const Row &row : rows)
        all += row;
    const qsizetype n = all.isEmpty() ? 0 : qsizetype(all[0]);
    if (n < 2 || n > 2'000 || all.size() < 1 + n * n + 2 * n)
        return wrong(QStringLiteral("no size, matrix and windows of a TSPTW instance"));
    PublicInstance instance;
    // Whole numbers stay so; otherwise four decimals.
    const bool isWhole =
        std::all_of(all.begin(), all.end(), [](double value) { return value == std::floor(value); });
    instance.travelPerOne = isWhole ? 1 : 1e4;
    RouteProblem &problem = instance.problem;
    const int customers = int(n) - 1;
    problem.nodes = int(n);
    problem.travel.resize(std::size_t(n * n));
    for (int i = 0; i < n; ++i) {
        for (int j = 0; j < n; ++j) {
            const std::size_t cell =
                std::size_t(nodeOf(i, customers)) * std::size_t(n) + std::size_t(nodeOf(j, customers));
            problem.travel[cell] = scaled(all[1 + i * n + j], instance.travelPerOne);
        }
    }
    const auto windowOf = [&](int point) {
        const qsizetype at = 1 + n * n + 2 * point;
        const double end = std::min(all[at + 1], 1e5);
        return TimeWindow{scaled(all[at], instance.travelPerOne), scaled(end, instance.travelPerOne)};
    };
    problem.tours.push_back({0, 0, customers, customers, windowOf(0).open, windowOf(0).close});
    for (int i = 1; i <= customers; ++i) {
        RouteVisit visit;
        visit.mandatory = true;
        visit.patterns = {{1, 0}};
        problem.visits.push_back(visit);
        problem.windows.push_back({windowOf(i)});
    }
    return instance;
}

Result<PublicInstance> readPvrp(const Rows &rows)
{
    if (rows.empty() || rows[0].size() < 4)
        return wrong(QStringLiteral("no head of a PVRP instance"));
    const int vehicles = int(rows[0][1]);
    const int customers = int(rows[0][2]);
    const int days = int(rows[0][3]);
    if (vehicles < 1 || customers < 1 || days < 1 || days > 60
        || rows.size() < std::size_t(2 + days + customers))
        return wrong(QStringLiteral("fewer rows than the head of a PVRP instance announces"));
    PublicInstance instance;
    instance.travelPerOne = 1000;
    const double scale = instance.travelPerOne;
    RouteProblem &problem = instance.problem;
    const std::span<const Row> points(rows.data() + 1 + days, std::size_t(customers) + 1);
    measureTravel(problem, points, [&](double dx, double dy) { return scaled(std::hypot(dx, dy), scale); });
    for (int day = 0; day < days; ++day) {
        const Row &limits = rows[std::size_t(1 + day)];
        Tour tour{day, 0, customers, customers, 0, SearchSpace::kNever / 2};
        if (limits[0] > 0)
            tour.end = scaled(limits[0], scale);
        if (limits.size() > 1 && limits[1] > 0)
            tour.loadMax = scaled(limits[1], 1);
        problem.tours.insert(problem.tours.end(), std::size_t(vehicles), tour);
    }
    for (int i = 1; i <= customers; ++i) {
        const Row &point = points[std::size_t(i)];
        if (point.size() < 7 || point.size() < 7 + point[6])
            return wrong(QStringLiteral("customer %1 has too few fields").arg(i));
        RouteVisit visit;
        visit.service = scaled(point[3], scale);
        visit.load = scaled(point[4], 1);
        visit.mandatory = true;
        for (qsizetype k = 7; k < 7 + qsizetype(point[6]); ++k) {
            DayPattern pattern;
            // The last day is the lowest bit of the file's combination.
            for (int day = 0; day < days; ++day) {
                if (std::uint64_t(point[k]) >> (days - 1 - day) & 1)
                    pattern.days |= std::uint64_t(1) << day;
            }
            visit.patterns.push_back(pattern);
        }
        problem.visits.push_back(std::move(visit));
        problem.windows.push_back({{0, SearchSpace::kNever / 2}});
    }
    return instance;
}

} // namespace

double PublicInstance::objective(const SearchResult &result) const
{
    if (family == InstanceFamily::Tsptw || family == InstanceFamily::Pvrp)
        return double(result.travel) / travelPerOne;
    return double(result.score) / scorePerOne;
}

bool PublicInstance::isComplete(const SearchResult &result) const
{
    std::vector<char> isMade(problem.visits.size());
    for (const std::vector<int> &route : result.routes) {
        for (const int visit : route)
            isMade[std::size_t(visit)] = true;
    }
    for (std::size_t i = 0; i < isMade.size(); ++i) {
        if (problem.visits[i].mandatory && !isMade[i])
            return false;
    }
    return true;
}

SearchSettings PublicInstance::settings() const
{
    SearchSettings settings;
    if (family == InstanceFamily::Tsptw || family == InstanceFamily::Pvrp) {
        // Relative to the mean way to a near neighbour.
        const SearchSpace space(problem);
        double near = 0;
        for (int visit = 0; visit < space.visitCount(); ++visit) {
            for (const int other :
                 space.neighbours(visit).first(std::min<std::size_t>(5, space.neighbours(visit).size())))
                near += space.from(visit)[other] / 5.0 / space.visitCount();
        }
        settings.hot = std::max(1.0, near);
        settings.cold = settings.hot * 0.01;
    }
    return settings;
}

Result<PublicInstance> readInstance(const QByteArray &text, const InstanceWish &wish)
{
    const auto rows = readRows(text);
    if (!rows)
        return forward(rows);
    const auto read = [&]() -> Result<PublicInstance> {
        switch (wish.family) {
        case InstanceFamily::Toptw:
            return readToptw(*rows, wish);
        case InstanceFamily::Ttdp:
            return readTtdp(*rows, wish);
        case InstanceFamily::Tsptw:
            return readTsptw(*rows);
        case InstanceFamily::Pvrp:
            return readPvrp(*rows);
        }
        return wrong(QStringLiteral("no such family"));
    };
    auto instance = read();
    if (instance)
        instance->family = wish.family;
    return instance;
}

} // namespace legwork::planning
