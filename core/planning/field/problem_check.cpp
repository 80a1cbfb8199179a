// SPDX-License-Identifier: Apache-2.0
#include "core/planning/field/problem_check.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <functional>

namespace legwork::planning {
namespace {

constexpr int kMinutesPerDay = 24 * 60;

bool isWithinDay(MinuteSpan span) { return span.from >= 0 && span.to <= kMinutesPerDay; }

class Check
{
public:
    Check(VisitProblem problem, const TravelModel &travel)
        : m_problem(std::move(problem))
        , m_travel(travel)
    {
    }

    CheckedProblem run()
    {
        checkDays();
        checkAccounts();
        checkOverlaps();
        limitAccounts();
        checkOrder();
        return {std::move(m_problem), std::move(m_findings)};
    }

private:
    void note(const char *code, const PlanAccount &account, QStringList arguments = {})
    {
        arguments.prepend(account.name.isEmpty() ? account.id : account.name);
        m_findings.push_back({QString::fromLatin1(code), account.id, std::move(arguments)});
    }
    void note(const char *code, const PlanPerson &person, QDate date)
    {
        m_findings.push_back({QString::fromLatin1(code), {}, {person.id, date.toString(Qt::ISODate)}});
    }

    void checkDays();
    void checkAccounts();
    [[nodiscard]] bool isPlannable(PlanAccount &account);
    [[nodiscard]] bool hasTimes(PlanAccount &account);
    [[nodiscard]] bool hasDay(const PlanAccount &account);
    [[nodiscard]] bool isReachable(const PlanAccount &account) const;
    [[nodiscard]] bool isReachable(const PlanAccount &account, const WorkingDay &day) const;
    void checkOverlaps();
    void limitAccounts();
    void checkOrder();

    VisitProblem m_problem;
    const TravelModel &m_travel;
    std::vector<PlanFinding> m_findings;
    QSet<QDate> m_dates;
};

void Check::checkDays()
{
    for (PlanPerson &person : m_problem.people) {
        QSet<QDate> own;
        std::erase_if(person.days, [&](WorkingDay &day) {
            if (!day.date.isValid() || !isWithinDay(day.hours) || day.hours.from >= day.hours.to
                || day.drivingMinutesMax < 0) {
                note("plan.day-reversed", person, day.date);
                return true;
            }
            if (own.contains(day.date)) {
                note("plan.day-twice", person, day.date);
                return true;
            }
            if (!m_dates.contains(day.date) && m_dates.size() >= kDatesMax) {
                note("plan.too-many-days", person, day.date);
                return true;
            }
            std::erase_if(day.breaks, [&](const DayBreak &pause) {
                const int earliest = std::max(pause.within.from, day.hours.from);
                const int latest = std::min(pause.within.to, day.hours.to);
                const bool isBad = pause.minutes < 0 || latest - earliest < pause.minutes;
                if (isBad)
                    note("plan.break-reversed", person, day.date);
                return isBad;
            });
            own.insert(day.date);
            m_dates.insert(day.date);
            return false;
        });
    }
}

void Check::checkAccounts()
{
    QSet<QString> ids;
    std::erase_if(m_problem.accounts, [&](PlanAccount &account) {
        if (ids.contains(account.id)) {
            note("plan.duplicate", account);
            return true;
        }
        ids.insert(account.id);
        return !isPlannable(account);
    });
}

bool Check::isPlannable(PlanAccount &account)
{
    if (!account.at.isSet()) {
        note("plan.no-coordinates", account);
        return false;
    }
    if (!account.person.isEmpty()
        && std::none_of(m_problem.people.begin(), m_problem.people.end(),
                        [&](const PlanPerson &person) { return person.id == account.person; })) {
        note("plan.unknown-person", account, {account.person});
        return false;
    }
    if (!hasTimes(account) || !hasDay(account))
        return false;
    if (isReachable(account))
        return true;
    note("plan.unreachable", account);
    return false;
}

bool Check::hasTimes(PlanAccount &account)
{
    if (account.minutes < 0 || account.minutes > kMinutesPerDay || account.cycle.everyDays < 0
        || !std::isfinite(account.value) || account.value < 0
        || (account.fixed && (account.fixed->minute < 0 || account.fixed->minute >= kMinutesPerDay))) {
        note("plan.negative-time", account);
        return false;
    }
    int longest = 0;
    bool isReversed = false;
    for (std::vector<MinuteSpan> &spans : account.opening) {
        std::erase_if(spans, [&](MinuteSpan span) {
            const bool isBad = !isWithinDay(span) || span.from >= span.to;
            isReversed = isReversed || isBad;
            return isBad;
        });
        std::sort(spans.begin(), spans.end(),
                  [](MinuteSpan left, MinuteSpan right) { return left.from < right.from; });
        for (const MinuteSpan span : spans)
            longest = std::max(longest, span.to - span.from);
    }
    if (isReversed)
        note("plan.opening-reversed", account);
    if (!account.hasOpening || account.fixed)
        return true;
    if (longest == 0) {
        note("plan.closed", account);
        return false;
    }
    if (longest < account.minutes) {
        note("plan.window-too-short", account, {QString::number(longest), QString::number(account.minutes)});
        return false;
    }
    return true;
}

bool Check::hasDay(const PlanAccount &account)
{
    const auto isOn = [&](QDate date) { return m_dates.contains(date); };
    if (account.fixed && !isOn(account.fixed->date)) {
        note("plan.fixed-outside", account, {account.fixed->date.toString(Qt::ISODate)});
        return false;
    }
    if (account.pinned.isValid() && !isOn(account.pinned)) {
        note("plan.pinned-outside", account, {account.pinned.toString(Qt::ISODate)});
        return false;
    }
    const bool isOpen = std::any_of(m_dates.begin(), m_dates.end(),
                                    [&](QDate date) { return !startSpans(account, date).empty(); });
    if (!isOpen)
        note("plan.closed", account);
    return isOpen;
}

bool Check::isReachable(const PlanAccount &account) const
{
    for (const PlanPerson &person : m_problem.people) {
        if (!account.person.isEmpty() && account.person != person.id)
            continue;
        if (std::any_of(person.days.begin(), person.days.end(),
                        [&](const WorkingDay &day) { return isReachable(account, day); }))
            return true;
    }
    return false;
}

/// Whether a day with this visit alone can be made.
bool Check::isReachable(const PlanAccount &account, const WorkingDay &day) const
{
    const int first = day.hours.from / 60;
    const int last = std::max(first, (day.hours.to - 1) / 60);
    const int there = m_travel.secondsBetween(day.startPlace, account.at, first, last);
    const int back = m_travel.secondsBetween(account.at, day.endPlace, first, last);
    if (day.drivingMinutesMax > 0 && there + back > day.drivingMinutesMax * 60)
        return false;
    for (const MinuteSpan span : startSpans(account, day.date)) {
        const int start = std::max(day.hours.from * 60 + there, span.from * 60);
        if (start <= span.to * 60 && start + account.minutes * 60 + back <= day.hours.to * 60)
            return true;
    }
    return false;
}

/// Two appointments of one person that no one can keep both: the later one in time is left out.
void Check::checkOverlaps()
{
    std::vector<const PlanAccount *> fixed;
    for (const PlanAccount &account : m_problem.accounts) {
        if (account.fixed)
            fixed.push_back(&account);
    }
    std::stable_sort(fixed.begin(), fixed.end(), [](const PlanAccount *left, const PlanAccount *right) {
        return std::pair(left->fixed->date, left->fixed->minute)
               < std::pair(right->fixed->date, right->fixed->minute);
    });
    // With several people, whoever is free goes; then only appointments bound to one person can clash for certain.
    const bool isAlone = m_problem.people.size() == 1;
    QSet<QString> dropped;
    QHash<QString, const PlanAccount *> before;
    for (const PlanAccount *account : fixed) {
        if (!isAlone && account->person.isEmpty())
            continue;
        const PlanAccount *&previous = before[isAlone ? QString() : account->person];
        if (previous && previous->fixed->date == account->fixed->date) {
            const int hour = account->fixed->minute / 60;
            const int way = m_travel.secondsBetween(previous->at, account->at, hour, hour);
            if ((previous->fixed->minute + previous->minutes) * 60 > account->fixed->minute * 60) {
                note("plan.fixed-overlap", *account,
                     {previous->name.isEmpty() ? previous->id : previous->name});
                dropped.insert(account->id);
                continue;
            }
            if ((previous->fixed->minute + previous->minutes) * 60 + way > account->fixed->minute * 60) {
                note("plan.fixed-too-far", *account,
                     {previous->name.isEmpty() ? previous->id : previous->name});
                dropped.insert(account->id);
                continue;
            }
        }
        previous = account;
    }
    std::erase_if(m_problem.accounts,
                  [&](const PlanAccount &account) { return dropped.contains(account.id); });
}

void Check::limitAccounts()
{
    if (m_problem.accounts.size() <= kAccountsMax)
        return;
    std::vector<const PlanAccount *> ranked;
    for (const PlanAccount &account : m_problem.accounts)
        ranked.push_back(&account);
    std::stable_sort(ranked.begin(), ranked.end(), [](const PlanAccount *left, const PlanAccount *right) {
        const auto isBound = [](const PlanAccount *account) {
            return account->mandatory || account->fixed || account->pinned.isValid();
        };
        return isBound(left) != isBound(right) ? isBound(left) : left->value > right->value;
    });
    QSet<QString> dropped;
    for (auto one = ranked.begin() + kAccountsMax; one != ranked.end(); ++one) {
        note("plan.too-many", **one, {QString::number(kAccountsMax)});
        dropped.insert((*one)->id);
    }
    std::erase_if(m_problem.accounts,
                  [&](const PlanAccount &account) { return dropped.contains(account.id); });
}

/// Drops what refers to accounts that are not planned, and each relation that closes a circle.
void Check::checkOrder()
{
    QHash<QString, int> indexOf;
    for (std::size_t i = 0; i < m_problem.accounts.size(); ++i)
        indexOf.insert(m_problem.accounts[i].id, int(i));
    enum State : char { Unseen, Open, Done };
    std::vector<State> states(m_problem.accounts.size(), Unseen);
    // An account whose predecessors are being followed is met again only by way of a circle.
    const std::function<void(int)> follow = [&](int index) {
        PlanAccount &account = m_problem.accounts[std::size_t(index)];
        states[std::size_t(index)] = Open;
        account.after.removeIf([&](const QString &before) {
            const int other = indexOf.value(before, -1);
            if (other < 0) {
                note("plan.after-unknown", account, {before});
                return true;
            }
            if (states[std::size_t(other)] == Unseen)
                follow(other);
            if (states[std::size_t(other)] != Open)
                return false;
            note("plan.after-cycle", account, {before});
            return true;
        });
        states[std::size_t(index)] = Done;
    };
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i] == Unseen)
            follow(int(i));
    }
}

} // namespace

std::vector<MinuteSpan> startSpans(const PlanAccount &account, QDate date)
{
    if (account.fixed) {
        if (account.fixed->date != date)
            return {};
        return {{account.fixed->minute, account.fixed->minute}};
    }
    if ((account.pinned.isValid() && account.pinned != date)
        || std::find(account.forbidden.begin(), account.forbidden.end(), date) != account.forbidden.end())
        return {};
    if (!account.hasOpening)
        return {{0, kMinutesPerDay - account.minutes}};
    std::vector<MinuteSpan> spans;
    for (const MinuteSpan span : account.opening[std::size_t(date.dayOfWeek() - 1)]) {
        if (span.to - span.from < account.minutes)
            continue;
        const MinuteSpan start{span.from, span.to - account.minutes};
        // Spans that overlap are one.
        if (!spans.empty() && start.from <= spans.back().to)
            spans.back().to = std::max(spans.back().to, start.to);
        else
            spans.push_back(start);
    }
    return spans;
}

CheckedProblem checked(VisitProblem problem, const TravelModel &travel)
{
    return Check(std::move(problem), travel).run();
}

} // namespace legwork::planning
