// SPDX-License-Identifier: Apache-2.0
#include "core/domain/visit_rules.h"
#include "core/usecases/day_state.h"
#include "core/usecases/each_row.h"
#include "core/usecases/last_visits.h"
#include "core/usecases/week_planning.h"

#include <algorithm>

namespace legwork::usecases {
namespace {

constexpr int kWorkingDaysMax = 20;
constexpr int kLookAheadDays = 40; ///< Calendar days among which that many working days surely are.
constexpr int kShortestDayMinutes = 60;
constexpr int kRoundingMinutes = 5;
constexpr double kPromiseValue = 1.5;
constexpr double kOverdueShare = 0.5;
constexpr double kKeptDay = 0.25;

int minuteOf(Instant at)
{
    const QTime time = at.toLocal().time();
    return time.hour() * 60 + time.minute();
}

double classValue(const Choice<AccountClass> &accountClass)
{
    return accountClass == AccountClass::A ? 4 : accountClass == AccountClass::B ? 2 : 1;
}

/// A first visit and a negotiation take as long with anybody; a regular one as long as the account is important.
int usualMinutes(const Choice<VisitPurpose> &purpose, const Choice<AccountClass> &accountClass)
{
    if (purpose == VisitPurpose::Negotiation)
        return 90;
    if (purpose == VisitPurpose::Introduction || purpose == VisitPurpose::Proposal
        || purpose == VisitPurpose::Complaint)
        return 60;
    if (purpose == VisitPurpose::Care)
        return 30;
    return accountClass == AccountClass::A ? 60 : accountClass == AccountClass::B ? 45 : 30;
}

class Reading
{
public:
    Reading(Reader &reader, const Context &context, const WeekWish &wish)
        : m_reader(reader)
        , m_context(context)
        , m_wish(wish)
        , m_nowMinute(minuteOf(wish.now))
    {
        m_matter.now = wish.now;
        m_matter.today = wish.now.toLocal().date();
    }

    Result<WeekMatter> run()
    {
        for (const auto step :
             {&Reading::readFacts, &Reading::readUnderWay, &Reading::readPlanned, &Reading::readAccounts}) {
            if (auto done = (this->*step)(); !done)
                return forward(done);
        }
        layOutDays();
        for (size_t i = 0; i < m_matter.items.size(); ++i)
            place(int(i));
        addCurrent();
        m_matter.problem.weights.keptDay = kKeptDay;
        return std::move(m_matter);
    }

private:
    Status readFacts();
    Status readUnderWay();
    Status readPlanned();
    Status readAccounts();
    void chooseDays(const std::vector<VisitLine> &visits);
    void addAccount(WeekItem item);
    void weigh(WeekItem &item) const;
    void layOutDays();
    void place(int index);
    void addCurrent();
    [[nodiscard]] bool isPlanned(QDate day) const
    {
        return std::find(m_matter.days.begin(), m_matter.days.end(), day) != m_matter.days.end();
    }
    [[nodiscard]] QDate pinOf(const QString &item) const;
    [[nodiscard]] bool isPast(const WeekItem &item) const
    {
        return item.appointedAt.isSet() && item.appointedAt < m_wish.now;
    }

    Reader &m_reader;
    const Context &m_context;
    const WeekWish &m_wish;
    int m_nowMinute; ///< Of today; with a visit under way, when that should end.
    WeekMatter m_matter;
    QHash<Uuid, QDate> m_lastVisits;
    QSet<Uuid> m_pressed;
    QHash<Uuid, double> m_expected; ///< Amounts of opportunities times probability.
    double m_expectedMost = 0;
    QHash<Uuid, QDate> m_ahead;   ///< Accounts with a visit after the days planned, or a colleague's.
    QHash<Uuid, QDate> m_planned; ///< Accounts with a visit on these days: its last day.
};

Status Reading::readFacts()
{
    if (auto read = take(lastVisitDays(m_reader), m_lastVisits); !read)
        return read;
    if (auto read = take(pressedAccounts(m_reader, m_matter.today), m_pressed); !read)
        return read;
    return eachRow(
        m_reader,
        "SELECT accountId, sum(amountMinor * ifnull(probability, 50)) FROM opportunity WHERE _deleted = 0"
        " AND amountMinor > 0 AND ifnull(stage, '') NOT IN ('won', 'lost')"
        " AND (currency IS NULL OR currency = ?) GROUP BY accountId",
        [&](const sqlite::Statement &row) {
            const double amount = row.real(1);
            m_expected.insert(row.id(0), amount);
            m_expectedMost = std::max(m_expectedMost, amount);
        },
        m_context.currency);
}

/// While a visit is being made, the next cannot begin.
Status Reading::readUnderWay()
{
    return eachRow(
        m_reader,
        "SELECT checkInAt, plannedMinutes, purpose FROM visit WHERE _deleted = 0 AND personId = ?"
        " AND state = 'checked-in'",
        [&](const sqlite::Statement &row) {
            Instant begun;
            fromValue(row.value(0), begun);
            if (localDay(begun) != m_matter.today)
                return; // forgotten rather than going on
            const int usual = usualMinutes(Choice<VisitPurpose>::fromCode(row.text(2)), {});
            const int minutes = row.isNull(1) ? usual : int(std::clamp(row.real(1), 0.0, 480.0));
            m_nowMinute = std::max(m_nowMinute, minuteOf(begun) + minutes);
        },
        m_context.person);
}

QDate Reading::pinOf(const QString &item) const
{
    for (const WeekPin &pin : m_wish.pins) {
        if (pin.item == item && isPlanned(pin.day))
            return pin.day;
    }
    return {};
}

void Reading::weigh(WeekItem &item) const
{
    item.lastVisitOn = m_lastVisits.value(item.accountId.uuid);
    item.cadenceDays = visitCadenceDays(item.accountClass);
    item.promised = m_pressed.contains(item.accountId.uuid);
    item.value = classValue(item.accountClass);
    if (item.lastVisitOn.isValid()) {
        const double waited = double(item.lastVisitOn.daysTo(m_matter.today)) / item.cadenceDays;
        item.value *= 1 + kOverdueShare * std::clamp(waited - 1, 0.0, 1.0);
    }
    item.value += item.promised ? kPromiseValue : 0;
    if (m_expectedMost > 0)
        item.value += m_expected.value(item.accountId.uuid) / m_expectedMost;
    item.pinnedTo = item.appointedAt.isSet() ? QDate() : pinOf(item.id);
}

void Reading::chooseDays(const std::vector<VisitLine> &visits)
{
    QSet<QDate> taken;
    for (const VisitLine &visit : visits)
        taken.insert(visit.plannedOn);
    const size_t wanted = size_t(std::clamp(m_wish.workingDays, 1, kWorkingDaysMax));
    const bool isOver = m_wish.hours.to - m_nowMinute < kShortestDayMinutes;
    for (int i = isOver ? 1 : 0; i < kLookAheadDays && m_matter.days.size() < wanted; ++i) {
        const QDate day = m_matter.today.addDays(i);
        if (day.dayOfWeek() <= Qt::Friday || taken.contains(day))
            m_matter.days.push_back(day);
    }
}

Status Reading::readPlanned()
{
    const QString today = m_matter.today.toString(Qt::ISODate);
    const auto visits = visitLines(
        m_reader,
        "plannedOn >= ? AND (personId = ? OR personId IS NULL) AND ifnull(state, 'planned') = 'planned'"
        " ORDER BY plannedOn, ifnull(position, 1000000), ifnull(plannedAt, 0), id",
        today, m_context.person);
    if (!visits)
        return forward(visits);
    chooseDays(*visits);
    for (const VisitLine &visit : *visits) {
        if (visit.plannedOn > m_matter.days.back()) {
            QDate &next = m_ahead[visit.accountId.uuid];
            next = next.isValid() ? std::min(next, visit.plannedOn) : visit.plannedOn;
            continue;
        }
        if (!isPlanned(visit.plannedOn))
            continue; // today, when there is nothing left of it
        WeekItem item;
        item.id = visit.id.uuid.toText();
        item.visitId = visit.id;
        item.accountId = visit.accountId;
        item.accountName = visit.accountName;
        item.accountClass = visit.accountClass;
        item.address = visit.address;
        item.place = visit.place;
        item.purpose = visit.purpose;
        item.minutes = int(std::clamp<qint64>(
            visit.plannedMinutes.value_or(usualMinutes(visit.purpose, visit.accountClass)), 5, 8 * 60));
        item.appointedAt = visit.plannedAt;
        item.plannedOn = visit.plannedOn;
        weigh(item);
        m_planned[visit.accountId.uuid] = visit.plannedOn;
        m_matter.items.push_back(std::move(item));
    }
    return eachRow(
        m_reader,
        "SELECT accountId, min(plannedOn) FROM visit WHERE _deleted = 0 AND plannedOn >= ? AND personId <> ?"
        " AND ifnull(state, 'planned') = 'planned' GROUP BY accountId",
        [&](const sqlite::Statement &row) {
            QDate day;
            fromValue(row.value(1), day);
            QDate &next = m_ahead[row.id(0)];
            next = next.isValid() ? std::min(next, day) : day;
        },
        today, m_context.person);
}

Status Reading::readAccounts()
{
    return eachRow(
        m_reader,
        "SELECT id, name, accountClass, city, district, street, position FROM account WHERE _deleted = 0"
        " AND ownerId = ? AND ifnull(stage, '') NOT IN ('lost', 'no-value') ORDER BY id",
        [&](const sqlite::Statement &row) {
            WeekItem item;
            item.accountId = {row.id(0)};
            item.id = item.accountId.uuid.toText();
            item.accountName = row.text(1);
            item.accountClass = Choice<AccountClass>::fromCode(row.text(2));
            item.address = addressLine(row.text(3), row.text(4), row.text(5));
            fromValue(row.value(6), item.place);
            addAccount(std::move(item));
        },
        m_context.person);
}

void Reading::addAccount(WeekItem item)
{
    weigh(item);
    item.purpose = item.lastVisitOn.isValid() ? VisitPurpose::Routine : VisitPurpose::Introduction;
    item.minutes = usualMinutes(item.purpose, item.accountClass);
    const QDate planned = m_planned.value(item.accountId.uuid);
    if (planned.isValid() && !item.pinnedTo.isValid()) {
        if (planned.daysTo(m_matter.days.back()) < item.cadenceDays)
            return; // that visit is the plan for this account
        item.lastVisitOn = planned;
        item.promised = false;
    }
    const QDate ahead = m_ahead.value(item.accountId.uuid);
    if (ahead.isValid() && !item.pinnedTo.isValid())
        m_matter.aside.push_back({int(m_matter.items.size()), ahead});
    m_matter.items.push_back(std::move(item));
}

void Reading::layOutDays()
{
    planning::PlanPerson person;
    person.id = m_context.person.uuid.toText();
    for (const QDate date : m_matter.days) {
        planning::WorkingDay day;
        day.date = date;
        day.hours = m_wish.hours;
        if (date == m_matter.today) {
            const int rounded = (m_nowMinute + kRoundingMinutes - 1) / kRoundingMinutes * kRoundingMinutes;
            day.hours.from = std::max(day.hours.from, rounded);
        }
        for (const WeekItem &item : m_matter.items) {
            if (item.plannedOn != date || !item.appointedAt.isSet() || isPast(item))
                continue;
            day.hours.from = std::min(day.hours.from, minuteOf(item.appointedAt));
            day.hours.to =
                std::min(24 * 60, std::max(day.hours.to, minuteOf(item.appointedAt) + item.minutes));
        }
        day.startPlace = day.endPlace = m_wish.startPlace;
        if (m_wish.lunch.minutes > 0
            && m_wish.lunch.within.to - std::max(day.hours.from, m_wish.lunch.within.from)
                   >= m_wish.lunch.minutes)
            m_matter.blocks.push_back({date, m_wish.lunch, -1});
        person.days.push_back(std::move(day));
    }
    m_matter.problem.people.push_back(std::move(person));
    for (const WeekMatter::Block &lunch : m_matter.blocks) {
        for (planning::WorkingDay &day : m_matter.problem.people[0].days) {
            if (day.date == lunch.day)
                day.breaks.push_back(lunch.taken);
        }
    }
}

/// Gives the item to the planner: as an account, or as time taken when it has no position.
void Reading::place(int index)
{
    const WeekItem &item = m_matter.items[size_t(index)];
    if (isPast(item)
        || std::any_of(m_matter.aside.begin(), m_matter.aside.end(),
                       [&](const WeekMatter::Aside &one) { return one.item == index; }))
        return;
    const QDate bound = item.pinnedTo.isValid() ? item.pinnedTo : item.plannedOn;
    if (!item.place.isSet() && bound.isValid()) {
        for (planning::WorkingDay &day : m_matter.problem.people[0].days) {
            if (day.date != bound)
                continue;
            planning::DayBreak taken{day.hours, item.minutes};
            if (item.appointedAt.isSet())
                taken.within = {minuteOf(item.appointedAt), minuteOf(item.appointedAt) + item.minutes};
            day.breaks.push_back(taken);
            m_matter.blocks.push_back({bound, taken, index});
        }
        return;
    }
    planning::PlanAccount account;
    account.id = item.id;
    account.name = item.accountName;
    account.at = item.place;
    account.value = item.value;
    account.minutes = item.minutes;
    account.pinned = item.pinnedTo;
    account.mandatory = !item.visitId.isNull();
    if (item.appointedAt.isSet())
        account.fixed = planning::FixedTime{item.plannedOn, minuteOf(item.appointedAt)};
    const bool isPressedOnly = item.promised && item.lastVisitOn.isValid()
                               && item.lastVisitOn.daysTo(m_matter.days.front()) < item.cadenceDays;
    if (item.visitId.isNull() && !isPressedOnly)
        account.cycle = {item.cadenceDays, item.lastVisitOn};
    if (isPressedOnly && item.lastVisitOn == m_matter.today)
        account.forbidden = {m_matter.today};
    m_matter.problem.accounts.push_back(std::move(account));
}

void Reading::addCurrent()
{
    m_matter.problem.current.days = m_wish.before;
    for (planning::PlannedDay &day : m_matter.problem.current.days)
        day.person = m_matter.problem.people[0].id;
    if (!m_wish.before.empty())
        return;
    for (const QDate date : m_matter.days) {
        planning::PlannedDay day{m_matter.problem.people[0].id, date, {}};
        for (const WeekItem &item : m_matter.items) {
            if (item.plannedOn == date)
                day.accounts.append(item.id);
        }
        if (!day.accounts.isEmpty())
            m_matter.problem.current.days.push_back(std::move(day));
    }
}

} // namespace

Result<WeekMatter> weekMatter(Reader &reader, const Context &context, const WeekWish &wish)
{
    return Reading(reader, context, wish).run();
}

} // namespace legwork::usecases
