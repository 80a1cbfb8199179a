// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/scenario.h"

#include <QDate>
#include <QSet>

#include <array>

namespace legwork::ctl {
namespace {

constexpr int kScriptStepsMax = 60;

QString word(const char16_t *text) { return QString::fromUtf16(text); }

Result<QJsonObject> perform(DeviceProcess &device, QJsonObject step, const char16_t *what)
{
    step.insert(QStringLiteral("do"), word(what));
    return device.step(step);
}

Status settle(DeviceProcess &device);

/// Calls a method of the page's view model and waits until what it did is on the disk.
Status call(DeviceProcess &device, const QString &of, const char16_t *method, const QJsonArray &with)
{
    const auto called = perform(device,
                                {{QStringLiteral("of"), of},
                                 {QStringLiteral("method"), word(method)},
                                 {QStringLiteral("with"), with}},
                                u"call");
    if (!called)
        return forward(called);
    return settle(device);
}

Result<QJsonValue> get(DeviceProcess &device, const QString &of, const char16_t *property)
{
    const auto answer =
        perform(device, {{QStringLiteral("of"), of}, {QStringLiteral("property"), word(property)}}, u"get");
    if (!answer)
        return forward(answer);
    return answer->value(QLatin1String("value"));
}

Status wait(DeviceProcess &device, const char16_t *property, const QJsonValue &value)
{
    const auto reached = perform(
        device, {{QStringLiteral("property"), word(property)}, {QStringLiteral("is"), value}}, u"wait");
    if (!reached)
        return forward(reached);
    return {};
}

Status set(DeviceProcess &device, const QString &of, const char16_t *property, const QJsonValue &value)
{
    const auto done = perform(device,
                              {{QStringLiteral("of"), of},
                               {QStringLiteral("property"), word(property)},
                               {QStringLiteral("value"), value}},
                              u"set");
    if (!done)
        return forward(done);
    return {};
}

Status settle(DeviceProcess &device)
{
    const auto settled = perform(device, {}, u"settle");
    if (!settled)
        return forward(settled);
    return {};
}

Status showPart(DeviceProcess &device, int part)
{
    return set(device, QStringLiteral("page"), u"part", part);
}

/// Runs deeds one after the other, up to the first that fails.
Status inTurn(std::initializer_list<std::function<Status()>> deeds)
{
    for (const auto &deed : deeds) {
        if (const Status done = deed(); !done)
            return done;
    }
    return {};
}

Status show(const Moment &moment, const QString &name) { return moment ? moment(name) : Status(); }

Status goThroughChecklist(DeviceProcess &device)
{
    const auto items = listRows(device, QStringLiteral("items"), QStringLiteral("checklist"));
    if (!items)
        return forward(items);
    for (const QJsonValue &value : *items) {
        const QJsonObject item = value.toObject();
        const QString id = item.value(QLatin1String("id")).toString();
        const bool isWritten = item.value(QLatin1String("written")).toBool();
        const Status done =
            isWritten ? call(device, QStringLiteral("checklist"), u"write", {id, word(u"已确认，见上次纪要")})
                      : call(device, QStringLiteral("checklist"), u"tick", {id, true});
        if (!done)
            return done;
    }
    return {};
}

Status checkIn(DeviceProcess &device, GeoPoint at)
{
    const auto stood = perform(
        device, {{QStringLiteral("latitude"), at.latitude()}, {QStringLiteral("longitude"), at.longitude()}},
        u"stand");
    if (!stood)
        return forward(stood);
    if (const Status asked = call(device, {}, u"locate", {}); !asked)
        return asked;
    constexpr int kFound = 2; // VisitModel::Found
    if (const Status found = wait(device, u"locating", kFound); !found)
        return found;
    const auto needsReason = get(device, {}, u"reasonNeeded");
    if (!needsReason)
        return forward(needsReason);
    const QString reason = needsReason->toBool() ? word(u"客户改约在分店见面") : QString();
    if (const Status done = call(device, {}, u"checkIn", {reason}); !done)
        return done;
    return wait(device, u"state", QStringLiteral("checked-in"));
}

/// Answers the script from where it stands; stops after `stepsMax` answers. Says whether the end is reached.
Result<bool> talk(DeviceProcess &device, int stepsMax)
{
    const QString script = QStringLiteral("script");
    for (int i = 0; i < stepsMax; ++i) {
        const auto stepId = get(device, script, u"stepId");
        if (!stepId)
            return forward(stepId);
        if (stepId->toString().isEmpty())
            return true;
        const auto options = get(device, script, u"options");
        if (!options)
            return forward(options);
        const QString option = options->toArray().at(0).toObject().value(QLatin1String("value")).toString();
        if (const Status answered =
                call(device, script, u"answer", {option, word(u"客户点头，说可以往下谈")});
            !answered)
            return forward(answered);
    }
    return false;
}

/// Leaves the talk in the middle and comes back to it.
Status talkInTwoParts(DeviceProcess &device, const QString &visitId, const Moment &moment)
{
    const auto begun = talk(device, 3);
    if (!begun)
        return forward(begun);
    const auto before = get(device, QStringLiteral("script"), u"stepId");
    if (!before)
        return forward(before);
    const Status returned = inTurn(
        {[&] { return showPart(device, 1); }, [&] { return show(moment, QStringLiteral("visit-talk")); },
         [&] { return openPage(device, QStringLiteral("today")); },
         [&] {
             return openPage(device, QStringLiteral("visit"), {{QStringLiteral("visitId"), visitId}});
         }});
    if (!returned)
        return returned;
    const auto after = get(device, QStringLiteral("script"), u"stepId");
    if (!after)
        return forward(after);
    if (*after != *before)
        return fail(QStringLiteral("scenario.script-lost"), Advice::GiveUp,
                    {before->toString(), after->toString()});
    const auto ended = talk(device, kScriptStepsMax);
    if (!ended)
        return forward(ended);
    if (!*ended)
        return fail(QStringLiteral("scenario.script-endless"), Advice::GiveUp);
    return {};
}

Status capture(DeviceProcess &device, const VisitTexts &texts)
{
    const auto contacts = listRows(device, QStringLiteral("contacts"));
    if (!contacts)
        return forward(contacts);
    const QString contact = contacts->at(0).toObject().value(QLatin1String("id")).toString();
    const QString due = QDate::currentDate().addDays(7).toString(Qt::ISODate);
    const Status noted = inTurn(
        {[&] {
             return call(
                 device, {}, u"capture",
                 {QStringLiteral("need"), QStringLiteral("explicit"), texts.need, contact, QString()});
         },
         [&] {
             return call(
                 device, {}, u"capture",
                 {QStringLiteral("objection"), QStringLiteral("price"), texts.objection, contact, QString()});
         },
         [&] {
             return call(device, {}, u"capture",
                         {QStringLiteral("promise"), QStringLiteral("ours"), texts.promise, contact, due});
         }});
    if (!noted || contact.isEmpty())
        return noted;
    return call(device, {}, u"setMet", {contact, true});
}

Status wrapUp(DeviceProcess &device, const VisitTexts &texts, const Moment &moment)
{
    const QString next = QDate::currentDate().addDays(14).toString(Qt::ISODate);
    return inTurn({[&] { return call(device, {}, u"setScore", {texts.score}); },
                   [&] { return call(device, {}, u"setSummary", {texts.summary}); },
                   [&] { return call(device, {}, u"setNextStep", {texts.nextStep}); },
                   [&] { return call(device, {}, u"setNextVisitOn", {next}); },
                   [&] { return showPart(device, 2); },
                   [&] { return show(moment, QStringLiteral("visit-wrap-up")); },
                   [&] { return call(device, {}, u"checkOut", {}); },
                   [&] { return wait(device, u"state", QStringLiteral("done")); }});
}

} // namespace

VisitTexts visitTexts(int number)
{
    struct Line {
        const char16_t *need, *objection, *promise, *summary, *nextStep;
        int score;
    };
    static constexpr std::array kLines = std::to_array<Line>({
        {u"旺季不能停机，检修要排在夜里", u"你们的报价比上次高了一成", u"周五前发夜间检修的排班和费用明细",
         u"确认了夜间检修的窗口，价格再谈一轮", u"带检修排班表和两档报价再来", 2},
        {u"想知道三年里每年要花多少维护费", u"换一家更便宜的行不行，领导在问", u"下周给三年维护费用的测算表",
         u"对方关心长期花费，愿意看测算", u"与工程师一起讲测算表", 1},
        {u"值班的人要能自己看懂报警", u"新控制器太复杂，怕没人会用", u"安排一次两小时的现场培训",
         u"现场看了报警记录，培训后再决定换控制器", u"约培训时间并带样机", 3},
        {u"备件要能当天到", u"去年配件等了九天", u"给出常用备件清单和到货时限",
         u"客户把去年等件的事又说了一遍，先把备件解决", u"清单确认后签备件协议", -1},
    });
    const Line &line = kLines[size_t(number) % kLines.size()];
    const QString mark = number < int(kLines.size()) ? QString() : QStringLiteral("（第%1次）").arg(number);
    return {word(line.need) + mark,    word(line.objection) + mark, word(line.promise) + mark, line.score,
            word(line.summary) + mark, word(line.nextStep) + mark};
}

Status openPage(DeviceProcess &device, const QString &page, const QJsonObject &with)
{
    const auto opened =
        perform(device, {{QStringLiteral("page"), page}, {QStringLiteral("with"), with}}, u"open");
    if (!opened)
        return forward(opened);
    return {};
}

Result<QJsonArray> listRows(DeviceProcess &device, const QString &list, const QString &of)
{
    const auto answer =
        perform(device, {{QStringLiteral("list"), list}, {QStringLiteral("of"), of}}, u"rows");
    if (!answer)
        return forward(answer);
    return answer->value(QLatin1String("rows")).toArray();
}

Result<QJsonArray> visitsToMake(DeviceProcess &device, int wanted, const Moment &moment)
{
    const Status planned = inTurn({[&] { return openPage(device, QStringLiteral("dayplan")); },
                                   [&] { return call(device, {}, u"propose", {}); },
                                   [&] { return show(moment, QStringLiteral("dayplan")); },
                                   [&] { return call(device, {}, u"accept", {}); },
                                   [&] { return openPage(device, QStringLiteral("today")); },
                                   [&] { return show(moment, QStringLiteral("today")); }});
    if (!planned)
        return forward(planned);
    const auto rows = listRows(device, QStringLiteral("visits"));
    if (!rows)
        return forward(rows);
    QJsonArray open;
    for (const QJsonValue &row : *rows) {
        if (row.toObject().value(QLatin1String("state")).toString() == QLatin1String("planned"))
            open.append(row);
    }
    if (open.size() < wanted)
        return fail(QStringLiteral("scenario.too-few-visits"), Advice::GiveUp,
                    {QString::number(open.size())});
    return open;
}

Result<QJsonArray> visitsInCity(DeviceProcess &device, const QString &city, int wanted, const Moment &moment)
{
    const Status found =
        inTurn({[&] { return openPage(device, QStringLiteral("accounts")); },
                [&] { return set(device, {}, u"query", city); }, [&] { return settle(device); },
                [&] { return show(moment, QStringLiteral("accounts-search")); }});
    if (!found)
        return forward(found);
    const auto accounts = listRows(device, QStringLiteral("accounts"));
    if (!accounts)
        return forward(accounts);
    if (accounts->size() < wanted)
        return fail(QStringLiteral("scenario.too-few-customers"), Advice::GiveUp, {city});
    QSet<QString> chosen;
    for (int i = 0; i < wanted; ++i) {
        const QString id = accounts->at(i).toObject().value(QLatin1String("id")).toString();
        chosen.insert(id);
        const Status added = inTurn(
            {[&] {
                 return openPage(device, QStringLiteral("account"), {{QStringLiteral("accountId"), id}});
             },
             [&] { return call(device, {}, u"addVisitToday", {}); }});
        if (!added)
            return forward(added);
    }
    const Status today = inTurn({[&] { return openPage(device, QStringLiteral("today")); },
                                 [&] { return show(moment, QStringLiteral("today")); }});
    if (!today)
        return forward(today);
    const auto rows = listRows(device, QStringLiteral("visits"));
    if (!rows)
        return forward(rows);
    QJsonArray visits;
    for (const QJsonValue &row : *rows) {
        if (chosen.contains(row.toObject().value(QLatin1String("accountId")).toString()))
            visits.append(row);
    }
    if (visits.size() < wanted)
        return fail(QStringLiteral("scenario.too-few-visits"), Advice::GiveUp,
                    {QString::number(visits.size())});
    return visits;
}

Status makeVisit(DeviceProcess &device, const QString &visitId, GeoPoint at, const VisitTexts &texts,
                 const Moment &moment)
{
    return inTurn(
        {[&] {
             return openPage(device, QStringLiteral("visit"), {{QStringLiteral("visitId"), visitId}});
         },
         [&] { return goThroughChecklist(device); },
         [&] { return show(moment, QStringLiteral("visit-prepare")); }, [&] { return checkIn(device, at); },
         [&] { return talkInTwoParts(device, visitId, moment); }, [&] { return capture(device, texts); },
         [&] { return wrapUp(device, texts, moment); }});
}

Status workOnVisit(DeviceProcess &device, const QString &visitId, GeoPoint at, const VisitTexts &texts)
{
    if (const Status opened =
            openPage(device, QStringLiteral("visit"), {{QStringLiteral("visitId"), visitId}});
        !opened)
        return opened;
    const auto state = get(device, {}, u"state");
    if (!state)
        return forward(state);
    if (*state == QLatin1String("planned"))
        return inTurn({[&] { return goThroughChecklist(device); }, [&] { return checkIn(device, at); }});
    if (*state == QLatin1String("checked-in")) {
        const auto talked = talk(device, kScriptStepsMax);
        if (!talked)
            return forward(talked);
        return inTurn({[&] { return capture(device, texts); }, [&] { return wrapUp(device, texts, {}); }});
    }
    return inTurn({[&] { return capture(device, texts); }, [&] { return goThroughChecklist(device); }});
}

Status noteOnVisit(DeviceProcess &device, const QString &visitId, const VisitTexts &texts)
{
    return inTurn(
        {[&] {
             return openPage(device, QStringLiteral("visit"), {{QStringLiteral("visitId"), visitId}});
         },
         [&] { return capture(device, texts); }});
}

Status editAccount(DeviceProcess &device, const QString &accountId, const QString &field, const QString &text)
{
    return inTurn(
        {[&] {
             return openPage(device, QStringLiteral("account"), {{QStringLiteral("accountId"), accountId}});
         },
         [&] {
             return call(device, {}, u"editFact", {field, text});
         }});
}

} // namespace legwork::ctl
