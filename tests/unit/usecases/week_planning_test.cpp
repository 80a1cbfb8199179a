// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/edits.h"
#include "core/usecases/today.h"
#include "core/usecases/week_planning.h"
#include "tests/unit/usecases/field_store.h"

#include <QTest>

using namespace legwork;
using namespace legwork::usecases;
using namespace Qt::StringLiterals;

/// Monday, 2 March 2026, eight in the morning, and the week that follows.
class WeekPlanningTest : public QObject
{
    Q_OBJECT

private:
    const QDate m_monday{2026, 3, 2};
    std::unique_ptr<test::FieldStore> m_field;
    WeekWish m_wish;

    Id<Account> account(const QString &name, AccountClass accountClass, double eastKm = 0)
    {
        return m_field->account(name, [=](Account &row) {
            row.accountClass = accountClass;
            row.position = *GeoPoint::fromDegrees(31.3, 120.6 + eastKm / 95.0);
        });
    }
    void visited(Id<Account> account, int daysAgo)
    {
        m_field->visit(account, m_monday.addDays(-daysAgo), VisitState::Done);
    }
    Id<Visit> planned(Id<Account> account, QDate day, const QTime &at = {})
    {
        return m_field->visit(account, day, VisitState::Planned, [&](Visit &row) {
            if (at.isValid())
                row.plannedAt = Instant::from(QDateTime(day, at));
        });
    }
    WeekMatter matter()
    {
        return m_field->read(
            [this](Reader &reader) { return weekMatter(reader, m_field->context(), m_wish); });
    }
    WeekProposal proposed() { return planWeek(matter()); }
    int accept(const WeekProposal &proposal, const WeekShare &share = {}, const Uuid &undoId = {})
    {
        return m_field->write(
            [&](UnitOfWork &unit) { return acceptWeek(unit, m_field->context(), proposal, share, undoId); });
    }
    qint64 plannedVisits()
    {
        return m_field->read([](Reader &reader) { return reader.count<Visit>("state = 'planned'"); });
    }

    struct Found {
        QDate day;
        WeekStop stop;
    };
    static std::vector<Found> find(const WeekProposal &proposal, const QString &name)
    {
        std::vector<Found> found;
        for (const WeekDay &day : proposal.days) {
            for (const WeekStop &stop : day.stops) {
                if (!stop.isLunch && stop.item.accountName == name)
                    found.push_back({day.date, stop});
            }
        }
        return found;
    }
    static const WeekLeftOut *leftOut(const WeekProposal &proposal, const QString &name)
    {
        for (const WeekLeftOut &out : proposal.leftOut) {
            if (out.item.accountName == name)
                return &out;
        }
        return nullptr;
    }
    static int stopsOf(const WeekProposal &proposal)
    {
        int count = 0;
        for (const WeekDay &day : proposal.days)
            count += int(std::ranges::count(day.stops, false, &WeekStop::isLunch));
        return count;
    }

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<test::FieldStore>();
        m_wish = {};
        m_wish.now = Instant::from(QDateTime(m_monday, QTime(8, 0)));
    }

    void workingDays_areTheNextFive_andASundayOnlyWithSomethingPlanned()
    {
        const auto id = account(u"店"_s, AccountClass::A);
        m_wish.now = Instant::from(QDateTime(m_monday.addDays(3), QTime(17, 30))); // Thursday, too late
        QCOMPARE(matter().days,
                 (std::vector<QDate>{m_monday.addDays(4), m_monday.addDays(7), m_monday.addDays(8),
                                     m_monday.addDays(9), m_monday.addDays(10)}));
        planned(id, m_monday.addDays(6));
        QCOMPARE(matter().days.at(1), m_monday.addDays(6));
        m_wish.workingDays = 1;
        QCOMPARE(matter().days.size(), size_t(1));
        m_wish.workingDays = 99;
        QCOMPARE(matter().days.size(), size_t(20));
    }

    void overdueAAccount_goesIn_beforeAllOthers_withItsReason()
    {
        m_wish.workingDays = 1;
        visited(account(u"A20天"_s, AccountClass::A, 30), 20);
        for (int i = 0; i < 20; ++i)
            visited(account(u"C%1"_s.arg(i), AccountClass::C, i % 3), 31);
        const WeekProposal proposal = proposed();
        const auto found = find(proposal, u"A20天"_s);
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0].stop.reason, u"due"_s);
        QCOMPARE(found[0].stop.arguments, (QStringList{u"20"_s, u"7"_s}));
        QVERIFY(stopsOf(proposal) < 21); // not everybody fits on a day
        const auto &missing = proposal.leftOut.front();
        QCOMPARE(missing.reason, u"no-room"_s);
        QVERIFY(missing.moveIn);
        QVERIFY(!missing.moveIn->insteadOf.isEmpty());
    }

    void overWeek_overdueAAccount_isVisitedOnTheFirstDay()
    {
        visited(account(u"A20天"_s, AccountClass::A), 20);
        for (int i = 0; i < 6; ++i)
            visited(account(u"C%1"_s.arg(i), AccountClass::C, i), 20);
        const auto found = find(proposed(), u"A20天"_s);
        QVERIFY(!found.empty());
        QCOMPARE(found[0].day, m_monday);
    }

    void accountVisitedYesterday_staysOut_withItsReason()
    {
        visited(account(u"昨天"_s, AccountClass::B), 1);
        visited(account(u"早该去"_s, AccountClass::B), 15);
        const WeekProposal proposal = proposed();
        QVERIFY(find(proposal, u"昨天"_s).empty());
        QCOMPARE(find(proposal, u"早该去"_s).size(), size_t(1));
        const WeekLeftOut *out = leftOut(proposal, u"昨天"_s);
        QVERIFY(out);
        QCOMPARE(out->reason, u"visited-recently"_s);
        QCOMPARE(out->arguments, (QStringList{u"1"_s, u"14"_s}));
    }

    void promiseThatPresses_bringsTheAccountIn_thoughItWasVisitedYesterday()
    {
        const auto id = account(u"有承诺"_s, AccountClass::C);
        visited(id, 1);
        Commitment promise;
        promise.accountId = id;
        promise.dueOn = m_monday;
        promise.state = CommitmentState::Open;
        m_field->row<Commitment>(promise);
        const auto found = find(proposed(), u"有承诺"_s);
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0].stop.reason, u"promise-due"_s);
    }

    void whereThereIsRoomForOne_theOneWithAnOpportunityGoesIn()
    {
        m_wish.workingDays = 1;
        m_wish.hours = {9 * 60, 10 * 60};
        visited(account(u"没商机"_s, AccountClass::C), 31);
        const auto id = account(u"有商机"_s, AccountClass::C, 5);
        visited(id, 31);
        visited(account(u"也没商机"_s, AccountClass::C, 10), 31);
        Opportunity opportunity;
        opportunity.accountId = id;
        opportunity.amountMinor = 5'000'000;
        m_field->row<Opportunity>(opportunity);
        const WeekProposal proposal = proposed();
        QCOMPARE(stopsOf(proposal), 1);
        QCOMPARE(find(proposal, u"有商机"_s).size(), size_t(1));
        QCOMPARE(leftOut(proposal, u"没商机"_s)->reason, u"no-room"_s);
        QCOMPARE(leftOut(proposal, u"没商机"_s)->moveIn->insteadOf, QStringList{u"有商机"_s});
    }

    void onlyOwnAccounts_thatAreNotLost_areProposed()
    {
        m_field->account(u"同事的"_s, [&](Account &row) {
            row.ownerId = m_field->colleague();
            row.position = *GeoPoint::fromDegrees(31.3, 120.6);
        });
        m_field->account(u"流失"_s, [&](Account &row) {
            row.stage = LifecycleStage::Lost;
            row.position = *GeoPoint::fromDegrees(31.3, 120.6);
        });
        account(u"新"_s, AccountClass::C);
        const WeekProposal proposal = proposed();
        QCOMPARE(stopsOf(proposal) + int(proposal.leftOut.size()), 1);
        QCOMPARE(find(proposal, u"新"_s).front().stop.reason, u"never-visited"_s);
        QCOMPARE(find(proposal, u"新"_s).front().stop.item.purpose, VisitPurpose::Introduction);
    }

    void appointment_keepsItsTime_andOthersStandAroundIt()
    {
        planned(account(u"已约"_s, AccountClass::C, 5), m_monday.addDays(1), QTime(10, 30));
        for (int i = 0; i < 12; ++i)
            visited(account(u"A%1"_s.arg(i), AccountClass::A, i), 12);
        const WeekProposal proposal = proposed();
        const auto found = find(proposal, u"已约"_s);
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0].day, m_monday.addDays(1));
        QCOMPARE(found[0].stop.start, Instant::from(QDateTime(m_monday.addDays(1), QTime(10, 30))));
        QCOMPARE(found[0].stop.reason, u"fixed"_s);
        for (const WeekDay &day : proposal.days) {
            for (size_t i = 1; i < day.stops.size(); ++i)
                QVERIFY(day.stops[i].start >= day.stops[i - 1].end);
        }
    }

    void appointmentOutsideWorkingHours_widensItsDay()
    {
        planned(account(u"晚饭"_s, AccountClass::A), m_monday, QTime(19, 0));
        const auto found = find(proposed(), u"晚饭"_s);
        QCOMPARE(found.size(), size_t(1));
        QVERIFY(found[0].stop.isTimed);
        QCOMPARE(found[0].stop.start, Instant::from(QDateTime(m_monday, QTime(19, 0))));
    }

    void twoAppointmentsAtOnce_bothStay_andTheSecondSaysWhyItHasNoTime()
    {
        planned(account(u"先"_s, AccountClass::A), m_monday, QTime(10, 0));
        planned(account(u"后"_s, AccountClass::A), m_monday, QTime(10, 15));
        const WeekProposal proposal = proposed();
        const auto second = find(proposal, u"后"_s);
        QCOMPARE(second.size(), size_t(1));
        QVERIFY(!second[0].stop.isTimed);
        QCOMPARE(second[0].stop.reason, u"plan.fixed-overlap"_s);
        QCOMPARE(second[0].stop.arguments.value(1), u"先"_s);
        QVERIFY(find(proposal, u"先"_s).front().stop.isTimed);
    }

    void accountWithoutPosition_isNamed_andTheRestIsPlanned()
    {
        m_field->account(u"没坐标"_s, [](Account &row) { row.accountClass = AccountClass::A; });
        account(u"有坐标"_s, AccountClass::A);
        const WeekProposal proposal = proposed();
        QCOMPARE(leftOut(proposal, u"没坐标"_s)->reason, u"plan.no-coordinates"_s);
        QCOMPARE(find(proposal, u"有坐标"_s).size(), size_t(1));
    }

    void visitWithoutPosition_keepsItsAppointment_andTakesItsTime()
    {
        const auto nowhere =
            m_field->account(u"没坐标"_s, [](Account &row) { row.accountClass = AccountClass::A; });
        planned(nowhere, m_monday, QTime(14, 0));
        for (int i = 0; i < 8; ++i)
            account(u"A%1"_s.arg(i), AccountClass::A, i);
        m_wish.workingDays = 1;
        const WeekProposal proposal = proposed();
        const auto found = find(proposal, u"没坐标"_s);
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0].stop.start, Instant::from(QDateTime(m_monday, QTime(14, 0))));
        for (const WeekStop &stop : proposal.days[0].stops)
            QVERIFY(stop.start >= found[0].stop.end || stop.end <= found[0].stop.start
                    || stop.item.id == found[0].stop.item.id);
    }

    void pinnedAccount_goesIn_onItsDay_evenWithoutAPosition()
    {
        const auto recent = account(u"昨天"_s, AccountClass::C);
        visited(recent, 1);
        const auto nowhere = m_field->account(u"没坐标"_s);
        const QDate friday = m_monday.addDays(4);
        m_wish.pins = {{recent.uuid.toText(), friday}, {nowhere.uuid.toText(), friday}};
        const WeekProposal proposal = proposed();
        for (const QString &name : {u"昨天"_s, u"没坐标"_s}) {
            const auto found = find(proposal, name);
            QCOMPARE(found.size(), size_t(1));
            QCOMPARE(found[0].day, friday);
            QCOMPARE(found[0].stop.reason, u"pinned"_s);
        }
    }

    void plannedVisit_staysIn_andIsMovedOnlyForAGoodReason()
    {
        const auto id = account(u"已排"_s, AccountClass::C);
        visited(id, 1);
        planned(id, m_monday.addDays(2));
        const auto found = find(proposed(), u"已排"_s);
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0].day, m_monday.addDays(2));
        QCOMPARE(found[0].stop.reason, u"mandatory"_s);
    }

    void visitPlannedAfterTheWeek_keepsTheAccountOut()
    {
        planned(account(u"下周"_s, AccountClass::A), m_monday.addDays(9));
        const WeekProposal proposal = proposed();
        QCOMPARE(leftOut(proposal, u"下周"_s)->reason, u"planned-later"_s);
        QCOMPARE(leftOut(proposal, u"下周"_s)->arguments, QStringList{u"2026-03-11"_s});
    }

    void proposal_isTheSameEveryTime_andStaysWhenPlannedAgain()
    {
        for (int i = 0; i < 30; ++i)
            visited(account(u"店%1"_s.arg(i), AccountClass(i % 3), i * 2.5), 5 + i);
        const WeekProposal first = proposed();
        QCOMPARE(proposed().asBefore().size(), first.asBefore().size());
        const auto days = [](const WeekProposal &proposal) {
            QList<QStringList> accounts;
            for (const planning::PlannedDay &day : proposal.asBefore())
                accounts.append(day.accounts);
            return accounts;
        };
        QCOMPARE(days(proposed()), days(first));
        m_wish.before = first.asBefore();
        const auto setOf = [&](const WeekProposal &proposal) {
            QList<QStringList> sorted = days(proposal);
            for (QStringList &day : sorted)
                day.sort();
            return sorted;
        };
        QCOMPARE(setOf(proposed()), setOf(first));
    }

    void cancelledSearch_stillGivesAProposal()
    {
        for (int i = 0; i < 10; ++i)
            account(u"店%1"_s.arg(i), AccountClass::A, i);
        planned(account(u"已约"_s, AccountClass::A), m_monday, QTime(10, 0));
        const WeekProposal proposal = planWeek(matter(), [] { return true; });
        QCOMPARE(find(proposal, u"已约"_s).size(), size_t(1));
    }

    void acceptedWeek_appearsOnToday_andUndoRestores()
    {
        const auto moved = account(u"移动"_s, AccountClass::A);
        const auto movedVisit = planned(moved, m_monday.addDays(3));
        visited(account(u"到期"_s, AccountClass::A, 1), 9);
        m_wish.pins = {{movedVisit.uuid.toText(), m_monday}};
        const WeekProposal proposal = proposed();
        const qint64 before = plannedVisits();
        const Uuid undoId = Uuid::generate();
        QCOMPARE(accept(proposal, {}, undoId), 2);
        QCOMPARE(plannedVisits(), before + 1);
        const Today page = m_field->read(
            [&](Reader &reader) { return today(reader, m_field->context(), m_field->library(), m_monday); });
        QStringList names;
        for (const VisitLine &line : page.visits)
            names.append(line.accountName);
        QStringList wanted;
        for (const WeekStop &stop : proposal.days[0].stops) {
            if (!stop.isLunch)
                wanted.append(stop.item.accountName);
        }
        QCOMPARE(names, wanted);
        QVERIFY(names.contains(u"到期"_s) && names.contains(u"移动"_s));
        QVERIFY(!page.visits[0].plannedAt.isSet());
        // Planned again, everything is where it was accepted.
        m_wish.pins.clear();
        const WeekProposal again = proposed();
        QCOMPARE(accept(again), 0);
        m_field->write([&](UnitOfWork &unit) { return takeBack(unit, undoId); });
        QCOMPARE(plannedVisits(), before);
        QCOMPARE(m_field->get(movedVisit).plannedOn, m_monday.addDays(3));
        QVERIFY(!m_field->get(movedVisit).position);
    }

    void oneDay_orOneVisit_isAcceptedAlone()
    {
        for (int i = 0; i < 12; ++i)
            visited(account(u"A%1"_s.arg(i), AccountClass::A, i), 9);
        const WeekProposal proposal = proposed();
        const WeekDay &day = proposal.days[0];
        const auto stop = std::ranges::find(day.stops, false, &WeekStop::isLunch);
        QVERIFY(stop != day.stops.end());
        QCOMPARE(accept(proposal, {day.date, stop->item.id}), 1);
        QCOMPARE(plannedVisits(), 1);
        QCOMPARE(accept(proposal, {day.date, stop->item.id}), 0); // tapped twice
        const int rest = int(std::ranges::count(day.stops, false, &WeekStop::isLunch)) - 1;
        QCOMPARE(accept(proposal, {day.date, {}}), rest);
        QCOMPARE(m_field->read([](Reader &reader) {
            return reader.count<Visit>("state = 'planned' AND plannedOn <> '2026-03-02'");
        }),
                 0);
    }

    void whatHasChangedSince_isLeftAlone()
    {
        const auto visit = planned(account(u"移动"_s, AccountClass::A), m_monday.addDays(3));
        m_wish.pins = {{visit.uuid.toText(), m_monday}};
        const WeekProposal proposal = proposed();
        m_field->write([&](UnitOfWork &unit) {
            return unit.edit(visit, [](Visit &row) { row.state = VisitState::Cancelled; });
        });
        QCOMPARE(accept(proposal), 0);
        QCOMPARE(m_field->get(visit).plannedOn, m_monday.addDays(3));
    }

    void whileAVisitGoesOn_theNextBeginsAfterIt()
    {
        m_field->visit(account(u"在场"_s, AccountClass::A), m_monday, VisitState::CheckedIn,
                       [](Visit &row) { row.plannedMinutes = 90; }); // since ten o'clock
        account(u"下一家"_s, AccountClass::A, 2);
        m_wish.now = Instant::from(QDateTime(m_monday, QTime(10, 20)));
        const auto next = find(proposed(), u"下一家"_s);
        QVERIFY(!next.empty());
        QVERIFY(next.front().stop.start >= Instant::from(QDateTime(m_monday, QTime(11, 30))));
    }

    void laterToday_nothingBeginsInThePast_andMissedAppointmentsStay()
    {
        planned(account(u"上午"_s, AccountClass::A), m_monday, QTime(9, 30));
        account(u"下午"_s, AccountClass::A, 2);
        m_wish.now = Instant::from(QDateTime(m_monday, QTime(14, 3)));
        const WeekProposal proposal = proposed();
        QVERIFY(find(proposal, u"下午"_s).front().stop.start >= m_wish.now);
        const auto missed = find(proposal, u"上午"_s);
        QCOMPARE(missed.size(), size_t(1));
        QVERIFY(!missed[0].stop.isTimed);
        QCOMPARE(missed[0].stop.reason, u"appointment-passed"_s);
        QCOMPARE(proposal.days[0].stops.front().item.accountName, u"上午"_s); // by the clock
    }
};

QTEST_GUILESS_MAIN(WeekPlanningTest)
#include "week_planning_test.moc"
