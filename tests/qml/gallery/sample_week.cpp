// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/gallery/sample_week.h"

#include "tests/qml/gallery/sample_amounts.h"

#include <QDateTime>

namespace legwork::sample {

namespace {

using namespace Qt::StringLiterals;

Instant at(QDate day, int hour, int minute = 0) { return Instant::from(QDateTime(day, QTime(hour, minute))); }

usecases::WeekStop weekStop(QDate day, int hour, const QString &name, AccountClass accountClass,
                            const QString &reason, const QStringList &arguments)
{
    usecases::WeekStop stop;
    stop.item.id = name;
    stop.item.accountId = Id<legwork::Account>::generate();
    stop.item.accountName = name;
    stop.item.accountClass = accountClass;
    stop.item.place = *GeoPoint::fromDegrees(31.3, 120.6);
    stop.item.purpose = VisitPurpose::Routine;
    stop.item.minutes = 45;
    stop.start = at(day, hour, hour * 7 % 60);
    stop.end = Instant{stop.start.ms + 45 * 60'000};
    stop.travelMinutes = 4 + hour;
    stop.reason = reason;
    stop.arguments = arguments;
    return stop;
}

usecases::WeekLeftOut weekLeftOut(const QString &name, const QString &reason, const QStringList &arguments)
{
    usecases::WeekLeftOut out;
    out.item.id = name;
    out.item.accountId = Id<legwork::Account>::generate();
    out.item.accountName = name;
    out.reason = reason;
    out.arguments = arguments;
    return out;
}

} // namespace

void fillWeek(WeekPlanModel *model, QDate today, State state)
{
    usecases::WeekProposal week;
    week.today = today;
    const QDate next = today.addDays(1);
    usecases::WeekStop first =
        weekStop(today, 9, u"苏州恒泽精密机械有限公司"_s, AccountClass::A, u"due"_s, {u"12"_s, u"7"_s});
    first.travelMinutes = 0;
    usecases::WeekStop lunch;
    lunch.isLunch = true;
    lunch.start = at(today, 12);
    lunch.end = at(today, 13);
    usecases::WeekStop agreed =
        weekStop(today, 14, u"华东瑞康医疗器械集团"_s, AccountClass::A, u"fixed"_s, {});
    agreed.item.visitId = Id<legwork::Visit>::generate();
    agreed.item.plannedOn = today;
    agreed.item.appointedAt = agreed.start;
    usecases::WeekStop moved = weekStop(today, 16, u"吴江新视界光电"_s, AccountClass::B, u"mandatory"_s, {});
    moved.item.visitId = Id<legwork::Visit>::generate();
    moved.item.plannedOn = next;
    usecases::WeekStop pinned = weekStop(next, 10, u"昆山拓谱自动化"_s, AccountClass::C, u"pinned"_s, {});
    pinned.item.pinnedTo = next;
    usecases::WeekStop crowded =
        weekStop(next, 11, u"常熟云帆纺织科技股份有限公司"_s, AccountClass::B, u"plan.fixed-overlap"_s,
                 {u"常熟云帆纺织科技股份有限公司"_s, u"昆山拓谱自动化"_s});
    crowded.isTimed = false;
    crowded.item.visitId = Id<legwork::Visit>::generate();
    crowded.item.plannedOn = next;
    crowded.item.place = {};
    week.days = {
        {today, {first, lunch, agreed, moved}, 61}, {next, {pinned, crowded}, 14}, {today.addDays(2), {}, 0}};
    week.travelMinutes = 75;
    usecases::WeekLeftOut tight = weekLeftOut(u"太仓港口物流有限公司"_s, u"no-room"_s, {u"3"_s});
    tight.moveIn = usecases::WeekMoveIn{next, {u"昆山拓谱自动化"_s}, 18};
    usecases::WeekLeftOut far = weekLeftOut(u"张家港沙钢配套园"_s, u"not-worth-the-way"_s, {u"74"_s});
    far.moveIn = usecases::WeekMoveIn{today.addDays(2), {}, 74};
    week.leftOut = {
        tight, far, weekLeftOut(u"相城区新客户"_s, u"plan.no-coordinates"_s, {}),
        weekLeftOut(u"苏州工业园区水务"_s, u"planned-later"_s, {today.addDays(9).toString(Qt::ISODate)}),
        weekLeftOut(u"虎丘精工模具厂"_s, u"visited-recently"_s, {u"3"_s, u"14"_s})};
    show(model, std::move(week), state);
}

} // namespace legwork::sample
