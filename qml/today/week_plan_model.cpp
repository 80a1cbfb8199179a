// SPDX-License-Identifier: Apache-2.0
#include "qml/today/week_plan_model.h"

#include "qml/session/row_making.h"

#include <QHash>
#include <QPromise>
#include <QThreadPool>

#include <algorithm>

namespace legwork {

namespace {

WeekStopRow rowOfStop(const usecases::WeekStop &stop, QDate day)
{
    const usecases::WeekItem &item = stop.item;
    WeekStopRow row;
    row.id = item.id;
    row.accountId = textOf(item.accountId);
    row.accountName = item.accountName;
    row.accountClass = item.accountClass.code();
    row.address = item.address;
    row.purpose = item.purpose.code();
    row.day = isoOf(day);
    row.plannedOn = isoOf(item.plannedOn);
    row.pinnedTo = isoOf(item.pinnedTo);
    row.reason = stop.reason;
    row.arguments = stop.arguments;
    row.startMs = msOf(stop.start);
    row.endMs = msOf(stop.end);
    row.minutes = item.minutes;
    row.travelMinutes = stop.travelMinutes;
    row.lunch = stop.isLunch;
    row.timed = stop.isTimed;
    row.appointed = item.appointedAt.isSet();
    row.placed = item.place.isSet();
    row.fresh = !stop.isLunch && item.visitId.isNull();
    row.moved = item.plannedOn.isValid() && item.plannedOn != day;
    return row;
}

LeftOutRow rowOfLeftOut(const usecases::WeekLeftOut &out)
{
    LeftOutRow row;
    row.id = out.item.id;
    row.accountId = textOf(out.item.accountId);
    row.accountName = out.item.accountName;
    row.accountClass = out.item.accountClass.code();
    row.address = out.item.address;
    row.reason = out.reason;
    row.arguments = out.arguments;
    row.pinnedTo = isoOf(out.item.pinnedTo);
    if (out.moveIn) {
        row.fitsOn = isoOf(out.moveIn->day);
        row.insteadOf = out.moveIn->insteadOf;
        row.moreMinutes = out.moveIn->travelMinutes;
    }
    return row;
}

WeekDayRow rowOfDay(const usecases::WeekDay &day)
{
    WeekDayRow row;
    row.id = isoOf(day.date);
    row.travelMinutes = day.travelMinutes;
    for (const usecases::WeekStop &stop : day.stops) {
        const WeekStopRow stopRow = rowOfStop(stop, day.date);
        row.visits += stopRow.lunch ? 0 : 1;
        row.changes += stopRow.fresh || stopRow.moved ? 1 : 0;
        if (!stopRow.lunch)
            row.endMs = std::max(row.endMs, stopRow.endMs);
        row.stops.append(QVariant::fromValue(stopRow));
    }
    return row;
}

} // namespace

WeekPlanModel::WeekPlanModel(QObject *parent)
    : ViewModel(parent)
{
    connect(this, &ViewModel::tookBack, this, [this] { m_isShownKept = false; });
}

WeekPlanModel::~WeekPlanModel() { stopPlanning(); }

void WeekPlanModel::setWorkingDays(int days)
{
    const int bounded = std::clamp(days, 1, 20);
    if (m_workingDays == bounded)
        return;
    m_workingDays = bounded;
    m_isShownKept = false;
    Q_EMIT workingDaysChanged();
    load();
}

void WeekPlanModel::propose()
{
    m_pins.clear();
    m_isShownKept = false;
    m_mark.clear();
    load();
}

void WeekPlanModel::pin(const QString &item, const QString &day)
{
    std::erase_if(m_pins, [&](const usecases::WeekPin &pin) { return pin.item == item; });
    m_pins.push_back({item, QDate::fromString(day, Qt::ISODate)});
    load();
}

void WeekPlanModel::unpin(const QString &item)
{
    if (std::erase_if(m_pins, [&](const usecases::WeekPin &pin) { return pin.item == item; }) > 0)
        load();
}

void WeekPlanModel::load()
{
    if (!isReady())
        return;
    usecases::WeekWish wish;
    wish.now = session()->now();
    wish.workingDays = m_workingDays;
    wish.pins = m_pins;
    if (m_isShownKept)
        wish.before = m_proposal.asBefore();
    read([wish](storage::Reader &reader,
                const usecases::Context &context) { return usecases::weekMatter(reader, context, wish); },
         [this](const usecases::WeekMatter &matter) {
             const QString mark = planning::markOf(matter.problem);
             if (mark != m_mark) {
                 m_mark = mark;
                 plan(matter);
             } else if (m_cancelled) {
                 setLoading(true); // the same is being planned already
             }
         });
}

void WeekPlanModel::plan(const usecases::WeekMatter &matter)
{
    stopPlanning();
    setLoading(true);
    const auto cancelled = std::make_shared<std::atomic_bool>(false);
    m_cancelled = cancelled;
    const auto promise = std::make_shared<QPromise<usecases::WeekProposal>>();
    promise->start();
    whenAnswered(promise->future(), this, [this, cancelled](usecases::WeekProposal proposal) {
        if (m_cancelled != cancelled)
            return;
        m_cancelled.reset();
        show(std::move(proposal));
    });
    QThreadPool::globalInstance()->start([matter, cancelled, promise] {
        promise->addResult(usecases::planWeek(matter, [&cancelled] { return cancelled->load(); }));
        promise->finish();
    });
}

void WeekPlanModel::stopPlanning()
{
    if (m_cancelled)
        m_cancelled->store(true);
    m_cancelled.reset();
}

void WeekPlanModel::acceptAll() { accept({}); }

void WeekPlanModel::acceptDay(const QString &day) { accept({QDate::fromString(day, Qt::ISODate), {}}); }

void WeekPlanModel::acceptVisit(const QString &day, const QString &item)
{
    accept({QDate::fromString(day, Qt::ISODate), item});
}

void WeekPlanModel::accept(const usecases::WeekShare &share)
{
    const Uuid undoId = Uuid::generate();
    setLoading(true);
    write(
        [proposal = m_proposal, share, undoId](storage::UnitOfWork &unit, const usecases::Context &context) {
            return usecases::acceptWeek(unit, context, proposal, share, undoId);
        },
        [this, share, undoId](int changes) {
            rememberUndo(undoId);
            forgetPins(share);
            m_isShownKept = false;
            Q_EMIT accepted(changes);
            load();
        });
}

/// What was accepted is planned now, and stays for that.
void WeekPlanModel::forgetPins(const usecases::WeekShare &share)
{
    std::erase_if(m_pins, [&](const usecases::WeekPin &pin) {
        return (share.item.isEmpty() || pin.item == share.item)
               && (!share.day.isValid() || pin.day == share.day);
    });
}

void WeekPlanModel::show(usecases::WeekProposal proposal)
{
    m_proposal = std::move(proposal);
    m_hasProposal = true;
    m_isShownKept = true;
    m_visits = m_changes = 0;
    std::vector<WeekDayRow> days;
    QHash<QString, QStringList> leaving;
    for (const usecases::WeekDay &day : m_proposal.days) {
        days.push_back(rowOfDay(day));
        m_visits += days.back().visits;
        m_changes += days.back().changes;
        for (const usecases::WeekStop &stop : day.stops) {
            if (stop.item.plannedOn.isValid() && stop.item.plannedOn != day.date)
                leaving[isoOf(stop.item.plannedOn)].append(stop.item.accountName);
        }
    }
    for (WeekDayRow &day : days) {
        day.leaving = leaving.value(day.id);
        day.changes += int(day.leaving.size());
    }
    m_days.replace(std::move(days));
    std::vector<LeftOutRow> leftOut;
    for (const usecases::WeekLeftOut &out : m_proposal.leftOut)
        leftOut.push_back(rowOfLeftOut(out));
    m_leftOut.replace(std::move(leftOut));
    setLoading(false);
    Q_EMIT shown();
}

} // namespace legwork
