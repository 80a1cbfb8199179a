// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/week_planning.h"

#include "core/planning/field/plan_json.h"

#include <QHash>

#include <algorithm>

namespace legwork::usecases {
namespace {

// So many that more hardly find anything better, and few enough for some 0.2 s of a phone's work a day.
constexpr std::int64_t kIterationsPerDay = 12'000;
constexpr std::int64_t kIterationsPerAccount = 1'500;
constexpr std::int64_t kIterationsMax = 60'000;

Instant instantAt(QDate day, int secondOfDay)
{
    return Instant::from(QDateTime(day, QTime::fromMSecsSinceStartOfDay(secondOfDay * 1'000)));
}

/// Puts the planner's answer in the words of the week.
class Writing
{
public:
    Writing(const WeekMatter &matter, const planning::VisitPlan &plan)
        : m_matter(matter)
        , m_plan(plan)
        , m_isPlaced(matter.items.size(), false)
        , m_isUsed(matter.blocks.size(), false)
    {
        for (size_t i = 0; i < matter.items.size(); ++i)
            m_indexOf.insert(matter.items[i].id, int(i));
        for (const planning::Verdict &verdict : plan.verdicts)
            m_verdicts.insert(verdict.account, &verdict);
        for (const planning::PlanFinding &finding : plan.findings)
            m_findings.insert(finding.account, &finding);
    }

    WeekProposal run()
    {
        m_proposal.today = m_matter.today;
        for (const QDate date : m_matter.days)
            writeDay(date);
        for (size_t i = 0; i < m_matter.items.size(); ++i) {
            if (!m_isPlaced[i])
                leaveOut(int(i));
        }
        std::stable_sort(m_proposal.leftOut.begin(), m_proposal.leftOut.end(),
                         [](const WeekLeftOut &left, const WeekLeftOut &right) {
                             return std::pair(rank(left), -left.item.value)
                                    < std::pair(rank(right), -right.item.value);
                         });
        return std::move(m_proposal);
    }

private:
    [[nodiscard]] const WeekItem &item(int index) const { return m_matter.items[size_t(index)]; }
    void writeDay(QDate date);
    void keepUntimed(WeekDay &day);
    [[nodiscard]] int blockOf(QDate date, const planning::VisitStop &stop);
    [[nodiscard]] WeekStop timed(QDate date, const planning::VisitStop &stop);
    void explain(WeekStop &stop, QDate date) const;
    void leaveOut(int index);
    void explain(WeekLeftOut &out, int index) const;
    [[nodiscard]] static int rank(const WeekLeftOut &out);

    const WeekMatter &m_matter;
    const planning::VisitPlan &m_plan;
    QHash<QString, int> m_indexOf;
    QHash<QString, const planning::Verdict *> m_verdicts;
    QHash<QString, const planning::PlanFinding *> m_findings;
    std::vector<char> m_isPlaced; ///< Per item: it stands on a day.
    std::vector<char> m_isUsed;   ///< Per block.
    WeekProposal m_proposal;
};

void Writing::writeDay(QDate date)
{
    WeekDay day;
    day.date = date;
    for (const planning::VisitDay &planned : m_plan.days) {
        if (planned.date != date)
            continue;
        day.travelMinutes = (planned.travelSeconds + 30) / 60;
        for (const planning::VisitStop &stop : planned.stops)
            day.stops.push_back(timed(date, stop));
    }
    if (std::all_of(day.stops.begin(), day.stops.end(), [](const WeekStop &stop) { return stop.isLunch; }))
        day.stops.clear(); // a day without visits needs no lunch
    keepUntimed(day);
    m_proposal.travelMinutes += day.travelMinutes;
    m_proposal.days.push_back(std::move(day));
}

/// What is planned on the day already and got no time stays there.
void Writing::keepUntimed(WeekDay &day)
{
    for (size_t i = 0; i < m_matter.items.size(); ++i) {
        const WeekItem &kept = m_matter.items[i];
        if (m_isPlaced[i] || kept.plannedOn != day.date)
            continue;
        const bool isElsewhere =
            std::any_of(m_plan.days.begin(), m_plan.days.end(), [&](const planning::VisitDay &other) {
                return std::any_of(other.stops.begin(), other.stops.end(),
                                   [&](const planning::VisitStop &stop) { return stop.account == kept.id; });
            });
        if (isElsewhere)
            continue;
        WeekStop stop;
        stop.item = kept;
        stop.isTimed = false;
        stop.start = kept.appointedAt;
        stop.reason = QStringLiteral("no-room");
        if (const auto *finding = m_findings.value(kept.id)) {
            stop.reason = finding->code;
            stop.arguments = finding->arguments;
        } else if (kept.appointedAt.isSet() && kept.appointedAt < m_matter.now) {
            stop.reason = QStringLiteral("appointment-passed");
        }
        m_isPlaced[i] = true;
        day.stops.push_back(std::move(stop));
    }
    std::stable_sort(day.stops.begin(), day.stops.end(), [](const WeekStop &left, const WeekStop &right) {
        return left.start.isSet() && (!right.start.isSet() || left.start < right.start);
    });
}

/// Which taken time a stop without an account is: the tightest that it can be.
int Writing::blockOf(QDate date, const planning::VisitStop &stop)
{
    int best = -1;
    for (size_t i = 0; i < m_matter.blocks.size(); ++i) {
        const WeekMatter::Block &block = m_matter.blocks[i];
        const auto spare = [](const planning::DayBreak &taken) {
            return taken.within.to - taken.within.from - taken.minutes;
        };
        if (m_isUsed[i] || block.day != date || stop.end - stop.start != block.taken.minutes * 60
            || stop.start < block.taken.within.from * 60 || stop.end > block.taken.within.to * 60)
            continue;
        if (best < 0 || spare(block.taken) < spare(m_matter.blocks[size_t(best)].taken))
            best = int(i);
    }
    if (best >= 0)
        m_isUsed[size_t(best)] = true;
    return best;
}

WeekStop Writing::timed(QDate date, const planning::VisitStop &planned)
{
    int index = m_indexOf.value(planned.account, -1);
    if (planned.account.isEmpty()) {
        if (const int block = blockOf(date, planned); block >= 0)
            index = m_matter.blocks[size_t(block)].item;
    }
    WeekStop stop;
    stop.isLunch = index < 0;
    stop.start = instantAt(date, planned.start);
    stop.end = instantAt(date, planned.end);
    stop.travelMinutes = (planned.travelSeconds + 30) / 60;
    if (stop.isLunch)
        return stop;
    stop.item = item(index);
    m_isPlaced[size_t(index)] = true;
    explain(stop, date);
    return stop;
}

void Writing::explain(WeekStop &stop, QDate date) const
{
    const WeekItem &one = stop.item;
    const auto *verdict = m_verdicts.value(one.id);
    if (!verdict) // it has no position, and is here because somebody planned it
        stop.reason = one.appointedAt.isSet() ? QStringLiteral("fixed") : QStringLiteral("pinned");
    else if (one.visitId.isNull() && !one.pinnedTo.isValid() && !one.lastVisitOn.isValid())
        stop.reason = QStringLiteral("never-visited");
    else if (one.visitId.isNull() && !one.pinnedTo.isValid() && one.promised
             && one.lastVisitOn.daysTo(date) < one.cadenceDays)
        stop.reason = QStringLiteral("promise-due");
    else {
        stop.reason = planning::codeOf(verdict->reason);
        stop.arguments = verdict->arguments;
    }
    if (verdict && verdict->reason == planning::VerdictReason::Due) // an account may stand on several days
        stop.arguments = {QString::number(one.lastVisitOn.daysTo(date)), QString::number(one.cadenceDays)};
}

void Writing::leaveOut(int index)
{
    // Of an account with a visit in these days nobody wonders why there is not a second one.
    for (size_t i = 0; i < m_matter.items.size(); ++i) {
        if (m_isPlaced[i] && m_matter.items[i].accountId == item(index).accountId)
            return;
    }
    WeekLeftOut out;
    out.item = item(index);
    explain(out, index);
    if (const auto *verdict = m_verdicts.value(out.item.id); verdict && verdict->moveIn) {
        WeekMoveIn move;
        move.day = verdict->moveIn->date;
        move.travelMinutes = verdict->moveIn->travelMinutes;
        for (const QString &other : verdict->moveIn->insteadOf)
            move.insteadOf.append(item(m_indexOf.value(other)).accountName);
        out.moveIn = std::move(move);
    }
    m_proposal.leftOut.push_back(std::move(out));
}

void Writing::explain(WeekLeftOut &out, int index) const
{
    for (const WeekMatter::Aside &aside : m_matter.aside) {
        if (aside.item == index) {
            out.reason = QStringLiteral("planned-later");
            out.arguments = {aside.plannedOn.toString(Qt::ISODate)};
            return;
        }
    }
    const WeekItem &one = item(index);
    if (const auto *finding = m_findings.value(one.id)) {
        out.reason = finding->code;
        out.arguments = finding->arguments;
    } else if (const auto *verdict = m_verdicts.value(one.id)) {
        out.reason = planning::codeOf(verdict->reason);
        out.arguments = verdict->arguments;
        if (verdict->reason == planning::VerdictReason::VisitedRecently)
            out.arguments = {QString::number(one.lastVisitOn.daysTo(m_matter.today)),
                             QString::number(one.cadenceDays)};
    } else {
        out.reason = QStringLiteral("no-room");
        out.arguments = {QString::number(m_matter.days.size())};
    }
}

int Writing::rank(const WeekLeftOut &out)
{
    if (out.reason.startsWith(QLatin1String("plan.")))
        return 1;
    if (out.reason == QLatin1String("planned-later"))
        return 2;
    return out.reason == QLatin1String("visited-recently") ? 3 : 0;
}

} // namespace

std::vector<planning::PlannedDay> WeekProposal::asBefore() const
{
    std::vector<planning::PlannedDay> before;
    for (const WeekDay &day : days) {
        planning::PlannedDay planned;
        planned.date = day.date;
        for (const WeekStop &stop : day.stops) {
            if (!stop.isLunch)
                planned.accounts.append(stop.item.id);
        }
        before.push_back(std::move(planned));
    }
    return before;
}

WeekProposal planWeek(const WeekMatter &matter, const std::function<bool()> &isCancelled)
{
    planning::PlanWish wish;
    wish.budget.iterations =
        std::min({kIterationsMax, kIterationsPerDay * std::int64_t(matter.days.size()),
                  kIterationsPerAccount * std::int64_t(matter.problem.accounts.size() + 1)});
    wish.stop = isCancelled;
    const planning::VisitPlan plan = planning::planVisits(matter.problem, planning::TravelModel(), wish);
    return Writing(matter, plan).run();
}

} // namespace legwork::usecases
