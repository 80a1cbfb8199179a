// SPDX-License-Identifier: Apache-2.0
#include "core/planning/field/plan_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTime>

namespace legwork::planning {
namespace {

using Key = QLatin1String;

constexpr int kNoTime = -1;

QJsonArray arrayOf(const QStringList &texts) { return QJsonArray::fromStringList(texts); }

/// Minutes after midnight from "09:30"; 24:00 is the end of the day. A negative number for anything else.
int minuteOf(const QJsonValue &value)
{
    const QString text = value.toString();
    if (text == u"24:00")
        return 24 * 60;
    const QTime time = QTime::fromString(text, QStringLiteral("H:mm"));
    return time.isValid() ? time.hour() * 60 + time.minute() : kNoTime;
}

MinuteSpan spanOf(const QJsonValue &from, const QJsonValue &to) { return {minuteOf(from), minuteOf(to)}; }

QDate dateOf(const QJsonValue &value) { return QDate::fromString(value.toString(), Qt::ISODate); }

GeoPoint placeOf(const QJsonValue &value)
{
    const QJsonArray degrees = value.toArray();
    if (degrees.size() != 2 || !degrees[0].isDouble() || !degrees[1].isDouble())
        return {};
    return GeoPoint::fromDegrees(degrees[0].toDouble(), degrees[1].toDouble()).value_or(GeoPoint());
}

std::vector<MinuteSpan> spansOf(const QJsonValue &value)
{
    std::vector<MinuteSpan> spans;
    for (const QJsonValue span : value.toArray())
        spans.push_back(spanOf(span[0], span[1]));
    return spans;
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue text : value.toArray())
        texts.append(text.toString());
    return texts;
}

WorkingDay dayOf(const QJsonObject &object)
{
    WorkingDay day;
    day.date = dateOf(object[Key("date")]);
    if (object.contains(Key("start")) || object.contains(Key("end")))
        day.hours = spanOf(object[Key("start")], object[Key("end")]);
    day.startPlace = placeOf(object[Key("from")]);
    day.endPlace = placeOf(object[Key("to")]);
    day.drivingMinutesMax = object[Key("drivingMinutesMax")].toInt();
    for (const QJsonValue pause : object[Key("breaks")].toArray()) {
        day.breaks.push_back({spanOf(pause[Key("from")], pause[Key("to")]), pause[Key("minutes")].toInt(-1)});
    }
    return day;
}

void readOpening(const QJsonValue &value, PlanAccount &account)
{
    account.hasOpening = !value.isUndefined() && !value.isNull();
    if (value.isArray()) {
        account.opening.fill(spansOf(value));
        return;
    }
    constexpr const char *kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    for (std::size_t day = 0; day < account.opening.size(); ++day)
        account.opening[day] = spansOf(value[Key(kDays[day])]);
}

class ProblemReader
{
public:
    Result<ReadProblem> read(const QByteArray &json)
    {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(json, &error);
        if (!document.isObject()) {
            return fail(QStringLiteral("plan.not-json"), Advice::AskUser,
                        {error.errorString(), QString::number(error.offset)});
        }
        const QJsonObject root = document.object();
        for (const QJsonValue person : root[Key("people")].toArray())
            readPerson(person.toObject());
        for (const QJsonValue account : root[Key("accounts")].toArray())
            readAccount(account.toObject());
        const QJsonValue weights = root[Key("weights")];
        VisitProblem &problem = m_result.problem;
        problem.weights.travelHour = weights[Key("travelHour")].toDouble(problem.weights.travelHour);
        problem.weights.keptDay = weights[Key("keptDay")].toDouble(problem.weights.keptDay);
        problem.weights.changeGain = weights[Key("changeGain")].toDouble(problem.weights.changeGain);
        readCurrent(root[Key("current")].toObject());
        return std::move(m_result);
    }

private:
    void readPerson(const QJsonObject &object)
    {
        PlanPerson person;
        person.id = object[Key("id")].toString();
        for (const QJsonValue day : object[Key("days")].toArray())
            person.days.push_back(dayOf(day.toObject()));
        m_result.problem.people.push_back(std::move(person));
    }

    void readAccount(const QJsonObject &object)
    {
        PlanAccount account;
        account.id = object[Key("id")].toString();
        account.name = object[Key("name")].toString();
        if (account.id.isEmpty()) {
            m_result.findings.push_back({QStringLiteral("plan.no-id"), {}, {account.name}});
            return;
        }
        account.at = placeOf(object[Key("at")]);
        account.value = object[Key("value")].toDouble(1);
        account.minutes = object[Key("minutes")].toInt(account.minutes);
        readOpening(object[Key("open")], account);
        account.mandatory = object[Key("mandatory")].toBool();
        if (object[Key("fixed")].isObject()) {
            const QJsonValue fixed = object[Key("fixed")];
            account.fixed = FixedTime{dateOf(fixed[Key("date")]), minuteOf(fixed[Key("time")])};
        }
        account.pinned = dateOf(object[Key("pinned")]);
        for (const QString &date : textsOf(object[Key("forbidden")]))
            account.forbidden.push_back(QDate::fromString(date, Qt::ISODate));
        account.after = textsOf(object[Key("after")]);
        account.cycle = {object[Key("everyDays")].toInt(), dateOf(object[Key("lastVisit")])};
        account.person = object[Key("person")].toString();
        m_result.problem.accounts.push_back(std::move(account));
    }

    void readCurrent(const QJsonObject &object)
    {
        CurrentPlan &current = m_result.problem.current;
        current.mark = object[Key("mark")].toString();
        for (const QJsonValue day : object[Key("days")].toArray()) {
            PlannedDay planned{day[Key("person")].toString(), dateOf(day[Key("date")]), {}};
            // Either ids, or stops as a plan has them.
            planned.accounts = textsOf(day[Key("accounts")]);
            for (const QJsonValue stop : day[Key("stops")].toArray()) {
                if (!stop[Key("account")].isUndefined())
                    planned.accounts.append(stop[Key("account")].toString());
            }
            current.days.push_back(std::move(planned));
        }
    }

    ReadProblem m_result;
};

QString clock(int seconds)
{
    return QStringLiteral("%1:%2:%3")
        .arg(seconds / 3600, 2, 10, QLatin1Char('0'))
        .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QJsonObject written(const VisitDay &day)
{
    QJsonArray stops;
    for (const VisitStop &stop : day.stops) {
        QJsonObject object{{QStringLiteral("arrival"), clock(stop.arrival)},
                           {QStringLiteral("start"), clock(stop.start)},
                           {QStringLiteral("end"), clock(stop.end)},
                           {QStringLiteral("travelSeconds"), stop.travelSeconds}};
        if (stop.account.isEmpty())
            object.insert(QStringLiteral("break"), true);
        else
            object.insert(QStringLiteral("account"), stop.account);
        stops.append(object);
    }
    return {{QStringLiteral("person"), day.person},
            {QStringLiteral("date"), day.date.toString(Qt::ISODate)},
            {QStringLiteral("leave"), clock(day.leave)},
            {QStringLiteral("back"), clock(day.back)},
            {QStringLiteral("travelSeconds"), day.travelSeconds},
            {QStringLiteral("stops"), stops}};
}

QJsonObject written(const Verdict &verdict)
{
    QJsonObject object{{QStringLiteral("account"), verdict.account},
                       {QStringLiteral("in"), verdict.isIn},
                       {QStringLiteral("reason"), codeOf(verdict.reason)},
                       {QStringLiteral("arguments"), arrayOf(verdict.arguments)}};
    if (verdict.moveIn) {
        object.insert(QStringLiteral("moveIn"),
                      QJsonObject{{QStringLiteral("person"), verdict.moveIn->person},
                                  {QStringLiteral("date"), verdict.moveIn->date.toString(Qt::ISODate)},
                                  {QStringLiteral("insteadOf"), arrayOf(verdict.moveIn->insteadOf)},
                                  {QStringLiteral("lostValue"), verdict.moveIn->lostValue},
                                  {QStringLiteral("travelMinutes"), verdict.moveIn->travelMinutes}});
    }
    return object;
}

} // namespace

QString codeOf(VerdictReason reason)
{
    switch (reason) {
    case VerdictReason::Fixed:
        return QStringLiteral("fixed");
    case VerdictReason::Pinned:
        return QStringLiteral("pinned");
    case VerdictReason::Mandatory:
        return QStringLiteral("mandatory");
    case VerdictReason::Due:
        return QStringLiteral("due");
    case VerdictReason::OnTheWay:
        return QStringLiteral("on-the-way");
    case VerdictReason::Worth:
        return QStringLiteral("worth");
    case VerdictReason::VisitedRecently:
        return QStringLiteral("visited-recently");
    case VerdictReason::NoRoom:
        return QStringLiteral("no-room");
    case VerdictReason::NotWorthTheWay:
        return QStringLiteral("not-worth-the-way");
    case VerdictReason::AfterMissing:
        return QStringLiteral("after-missing");
    }
    return {};
}

Result<ReadProblem> problemFromJson(const QByteArray &json) { return ProblemReader().read(json); }

QByteArray toJson(const VisitPlan &plan)
{
    QJsonArray days;
    for (const VisitDay &day : plan.days)
        days.append(written(day));
    QJsonArray verdicts;
    for (const Verdict &verdict : plan.verdicts)
        verdicts.append(written(verdict));
    QJsonArray findings;
    for (const PlanFinding &finding : plan.findings) {
        findings.append(QJsonObject{{QStringLiteral("code"), finding.code},
                                    {QStringLiteral("account"), finding.account},
                                    {QStringLiteral("arguments"), arrayOf(finding.arguments)}});
    }
    const QJsonObject root{{QStringLiteral("mark"), plan.mark},
                           {QStringLiteral("days"), days},
                           {QStringLiteral("accounts"), verdicts},
                           {QStringLiteral("findings"), findings},
                           {QStringLiteral("value"), plan.value},
                           {QStringLiteral("travelSeconds"), plan.travelSeconds},
                           {QStringLiteral("iterations"), double(plan.iterations)},
                           {QStringLiteral("unchanged"), plan.isUnchanged}};
    return QJsonDocument(root).toJson();
}

} // namespace legwork::planning
