// SPDX-License-Identifier: Apache-2.0
#include "core/planning/field/cadence.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace legwork::planning {
namespace {

constexpr double kLateness = 0.3;  ///< Of a visit, per interval that it comes too late.
constexpr double kEarliest = 0.75; ///< Of the interval: a visit sooner is one too many.
constexpr std::size_t kPatternsMax = 48;

double lateness(double intervals) { return kLateness * std::max(0.0, intervals - 1); }

/// Follows a first visit at about the wanted interval, on the open days at or around it, and keeps every beginning of
/// such a sequence.
class Sequences
{
public:
    Sequences(int everyDays, const std::vector<QDate> &dates, const std::vector<char> &open)
        : m_everyDays(everyDays)
        , m_dates(dates)
        , m_open(open)
    {
    }

    std::set<std::uint64_t> all()
    {
        for (std::size_t day = 0; day < m_dates.size(); ++day) {
            if (m_open[day])
                follow(day, std::uint64_t(1) << day);
        }
        return std::move(m_found);
    }

private:
    void follow(std::size_t day, std::uint64_t days)
    {
        if (!m_found.insert(days).second)
            return;
        const QDate wanted = m_dates[day].addDays(m_everyDays);
        std::size_t before = 0;
        std::size_t next = day + 1;
        for (; next < m_dates.size(); ++next) {
            if (!m_open[next])
                continue;
            if (m_dates[next] >= wanted)
                break;
            before = next;
        }
        if (before > day && double(m_dates[day].daysTo(m_dates[before])) >= kEarliest * m_everyDays)
            follow(before, days | std::uint64_t(1) << before);
        if (next < m_dates.size())
            follow(next, days | std::uint64_t(1) << next);
    }

    int m_everyDays;
    const std::vector<QDate> &m_dates;
    const std::vector<char> &m_open;
    std::set<std::uint64_t> m_found;
};

} // namespace

double cadenceWorth(const CallCycle &cycle, const std::vector<QDate> &dates, QDate first, QDate last)
{
    const double every = cycle.everyDays;
    const QDate begin = cycle.lastVisit.isValid() ? cycle.lastVisit : first.addDays(-cycle.everyDays);
    QDate previous = begin;
    double worth = lateness(double(begin.daysTo(last)) / every);
    for (const QDate date : dates) {
        const double intervals = std::max(0.0, double(previous.daysTo(date)) / every);
        worth += std::min(1.0, intervals * intervals) - lateness(intervals);
        previous = date;
    }
    return worth - lateness(double(previous.daysTo(last)) / every);
}

std::vector<DayPattern> cadencePatterns(const CallCycle &cycle, const std::vector<QDate> &dates,
                                        const std::vector<char> &open, double value)
{
    std::vector<DayPattern> patterns;
    if (cycle.everyDays <= 0) {
        for (std::size_t day = 0; day < dates.size(); ++day) {
            if (open[day])
                patterns.push_back({std::uint64_t(1) << day, std::llround(value)});
        }
        return patterns;
    }
    std::vector<char> timely = open;
    for (std::size_t day = 0; day < dates.size(); ++day) {
        if (cycle.lastVisit.isValid()
            && double(cycle.lastVisit.daysTo(dates[day])) < kEarliest * cycle.everyDays)
            timely[day] = false;
    }
    for (const std::uint64_t days : Sequences(cycle.everyDays, dates, timely).all()) {
        std::vector<QDate> on;
        for (std::size_t day = 0; day < dates.size(); ++day) {
            if (days >> day & 1)
                on.push_back(dates[day]);
        }
        const double worth = cadenceWorth(cycle, on, dates.front(), dates.back());
        if (worth > 0)
            patterns.push_back({days, std::llround(worth * value)});
    }
    std::stable_sort(patterns.begin(), patterns.end(), [](const DayPattern &left, const DayPattern &right) {
        return left.score > right.score;
    });
    // Single days always stay: they fit where nothing else does.
    std::size_t kept = 0;
    std::erase_if(patterns, [&](const DayPattern &pattern) {
        return ++kept > kPatternsMax && (pattern.days & (pattern.days - 1)) != 0;
    });
    return patterns;
}

} // namespace legwork::planning
