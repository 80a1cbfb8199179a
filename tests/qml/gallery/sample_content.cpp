// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/gallery/sample_content.h"

#include "core/playbook/playbook_library.h"
#include "qml/accounts/account_model.h"
#include "qml/accounts/accounts_model.h"
#include "qml/search/search_model.h"
#include "qml/start/unlock_model.h"
#include "qml/today/day_plan_model.h"
#include "qml/today/today_model.h"
#include "qml/visit/visit_model.h"
#include "tests/qml/gallery/sample_amounts.h"
#include "tests/qml/gallery/sample_desk.h"
#include "tests/qml/gallery/sample_pictures.h"
#include "tests/qml/gallery/sample_search.h"
#include "tests/qml/gallery/sample_week.h"

#include <QDateTime>

namespace legwork::sample {

namespace {

using namespace Qt::StringLiterals;

double at(QDate day, int hour, int minute = 0)
{
    return double(QDateTime(day, QTime(hour, minute)).toMSecsSinceEpoch());
}

QString iso(QDate day) { return day.toString(Qt::ISODate); }

VisitRow visit(QDate day, int hour, const QString &name, const QString &address, const QString &purpose,
               const QString &state)
{
    VisitRow row;
    row.id = name;
    row.accountId = name;
    row.accountName = name;
    row.accountClass = u"A"_s;
    row.address = address;
    row.purpose = purpose;
    row.plannedOn = iso(day);
    row.plannedAtMs = at(day, hour, hour % 2 ? 30 : 0);
    row.minutes = 45;
    row.state = state;
    row.checklistTotal = 12;
    return row;
}

PromiseRow promise(const QString &what, const QString &account, const QString &side, QDate due, QDate today)
{
    PromiseRow row;
    row.id = what;
    row.accountId = account;
    row.accountName = account;
    row.what = what;
    row.side = side;
    row.state = u"open"_s;
    row.dueOn = iso(due);
    row.late = due < today;
    row.pressing = !row.late && today.daysTo(due) <= 2;
    return row;
}

HeardRow heard(const QString &kind, const QString &text, const QString &type, const QString &who, double atMs)
{
    HeardRow row;
    row.id = text;
    row.kind = kind;
    row.text = text;
    row.type = type;
    row.state = u"open"_s;
    row.who = who;
    row.atMs = atMs;
    return row;
}

std::vector<ContactRow> contacts()
{
    return {{u"c1"_s, u"周文海"_s, u"采购总监"_s, u"采购中心"_s, u"decision-maker"_s, u"13800000001"_s,
             u"zhou@example.cn"_s, u"钓鱼、书法"_s, true},
            {u"c2"_s, u"沈雨晴"_s, u"设备主管"_s, u"生产部"_s, u"expert"_s, u"13800000002"_s, {}, {}, false},
            {u"c3"_s, u"顾建平"_s, u"分管副总"_s, {}, u"influencer"_s, {}, {}, u"足球"_s, false}};
}

void fillToday(TodayModel *model, QDate today, State state)
{
    TodayModel::Day day;
    VisitRow first = visit(today, 9, u"苏州恒泽精密机械有限公司"_s, u"工业园区星湖街 328 号 5 栋 201"_s,
                           u"routine"_s, u"done"_s);
    first.scored = true;
    first.score = 2;
    first.checklistDone = 12;
    VisitRow second = visit(today, 11, u"华东瑞康医疗器械集团"_s, u"高新区科技城昆仑山路 99 号"_s,
                            u"proposal"_s, u"planned"_s);
    second.checklistDone = 7;
    second.promisesDue = 2;
    second.openObjections = 1;
    second.distanceM = 8400;
    VisitRow third =
        visit(today, 14, u"吴江新视界光电"_s, u"吴江区松陵大道 1188 号"_s, u"negotiation"_s, u"planned"_s);
    third.distanceM = 21300;
    VisitRow fourth = visit(today, 16, u"常熟云帆纺织科技股份有限公司"_s, u"常熟市东南大道 77 号"_s,
                            u"care"_s, u"planned"_s);
    fourth.checklistDone = 12;
    fourth.prepared = true;
    fourth.distanceM = 46800;
    day.visits = {first, second, third, fourth};
    day.promises = {promise(u"给周总发两套试用方案的报价对比"_s, u"华东瑞康医疗器械集团"_s, u"ours"_s,
                            today.addDays(-1), today),
                    promise(u"提供上季度的能耗数据"_s, u"吴江新视界光电"_s, u"theirs"_s, today, today),
                    promise(u"安排工程师上门做一次免费点检"_s, u"苏州恒泽精密机械有限公司"_s, u"ours"_s,
                            today.addDays(5), today)};
    show(model, std::move(day), state);
}

void fillPlan(DayPlanModel *model, QDate today, State state)
{
    usecases::DayProposal proposal;
    proposal.day = today;
    const char16_t *names[] = {u"苏州恒泽精密机械有限公司", u"华东瑞康医疗器械集团", u"吴江新视界光电",
                               u"昆山拓谱自动化", u"常熟云帆纺织科技股份有限公司"};
    const char16_t *addresses[] = {u"工业园区星湖街 328 号", u"高新区科技城昆仑山路 99 号",
                                   u"吴江区松陵大道 1188 号", u"昆山市前进东路 512 号",
                                   u"常熟市东南大道 77 号"};
    for (int i = 0; i < 5; ++i) {
        usecases::PlanStop stop;
        stop.accountId = Id<legwork::Account>::generate();
        stop.accountName = QString::fromUtf16(names[i]);
        stop.address = QString::fromUtf16(addresses[i]);
        stop.purpose = i % 2 ? VisitPurpose::Proposal : VisitPurpose::Routine;
        stop.start = Instant{qint64(at(today, 9 + i, i * 10))};
        stop.appointedAt = i == 1 ? stop.start : Instant();
        stop.minutes = 45;
        stop.distanceM = i * 6200.0;
        stop.travelMinutes = i * 12;
        stop.place = i < 4 ? *GeoPoint::fromDegrees(31.3, 120.6) : GeoPoint();
        proposal.stops.push_back(stop);
    }
    proposal.distanceM = 42600;
    proposal.travelMinutes = 96;
    proposal.end = Instant{qint64(at(today, 16, 40))};
    show(model, std::move(proposal), state);
}

void fillAccounts(AccountsModel *model, QDate today, State state)
{
    std::vector<AccountRow> rows{
        {u"1"_s,
         u"常熟云帆纺织科技股份有限公司"_s,
         u"苏州 · 常熟市"_s,
         u"B"_s,
         u"stable"_s,
         u"纺织"_s,
         {},
         iso(today.addDays(-12)),
         0},
        {u"2"_s,
         u"华东瑞康医疗器械集团"_s,
         u"苏州 · 高新区"_s,
         u"A"_s,
         u"growing"_s,
         u"医疗器械"_s,
         {},
         iso(today.addDays(-6)),
         3},
        {u"3"_s, u"昆山拓谱自动化"_s, u"苏州 · 昆山市"_s, u"C"_s, u"prospect"_s, u"自动化"_s, {}, {}, 0},
        {u"4"_s,
         u"苏州恒泽精密机械有限公司"_s,
         u"苏州 · 工业园区"_s,
         u"A"_s,
         u"growing"_s,
         u"精密机械"_s,
         {},
         iso(today),
         1},
        {u"5"_s, u"太仓汇德包装材料"_s, u"苏州 · 太仓市"_s, u"B"_s, u"declining"_s, u"包装"_s,
         u"周文海，采购总监"_s, iso(today.addDays(-63)), 2},
        {u"6"_s,
         u"吴江新视界光电"_s,
         u"苏州 · 吴江区"_s,
         u"A"_s,
         u"stable"_s,
         u"光电"_s,
         {},
         iso(today.addDays(-20)),
         1},
        {u"7"_s,
         u"张家港海润物流"_s,
         u"苏州 · 张家港市"_s,
         u"C"_s,
         u"new"_s,
         u"物流"_s,
         {},
         iso(today.addDays(-40)),
         0},
        {u"8"_s,
         u"Meridian Instruments (Suzhou)"_s,
         u"苏州 · 工业园区"_s,
         u"B"_s,
         u"new"_s,
         u"仪器仪表"_s,
         {},
         iso(today.addDays(-3)),
         0}};
    adapt(rows, state);
    const int total = int(rows.size());
    model->show(std::move(rows), total);
}

void fillAccount(AccountModel *model, QDate today, State state)
{
    AccountModel::Account account;
    account.name = u"华东瑞康医疗器械集团"_s;
    account.shortName = u"瑞康医疗"_s;
    account.accountClass = u"A"_s;
    account.stage = u"growing"_s;
    account.industry = u"医疗器械"_s;
    account.address = u"苏州市 高新区 科技城昆仑山路 99 号"_s;
    account.phone = u"0512-6600 0000"_s;
    account.ownerName = u"林晓"_s;
    account.lastContactMs = at(today.addDays(-6), 15);
    account.territoryName = u"苏州高新区"_s;
    account.coverUntilMs = at(today.addDays(4), 18);
    account.otherTerritories = {{u"t1"_s, u"苏州工业园区"_s}, {u"t2"_s, u"无锡"_s}};
    account.scores = {-1, 0, 1, 2, 1, 2};
    account.facts = {{u"businessScope"_s, u"骨科耗材、影像设备的生产与销售"_s},
                     {u"installedProducts"_s, u"装配线 6 条：我方 2 条，德方 4 条"_s},
                     {u"categoryOwner"_s, u"周文海"_s},
                     {u"staffCount"_s, u"1800"_s},
                     {u"website"_s, u"www.example.cn"_s}};
    account.contacts = contacts();
    account.promises = {promise(u"给周总发两套试用方案的报价对比"_s, {}, u"ours"_s, today.addDays(-1), today),
                        promise(u"月底前确认三号线的停机窗口"_s, {}, u"theirs"_s, today.addDays(6), today)};
    account.needs = {heard(u"need"_s, u"换线时间要压到二十分钟以内"_s, u"explicit"_s, u"沈雨晴"_s,
                           at(today.addDays(-6), 14)),
                     heard(u"need"_s, u"希望出了问题有人当天到场"_s, u"latent"_s, u"周文海"_s,
                           at(today.addDays(-27), 10))};
    account.objections = {heard(u"objection"_s, u"你们比现在的供应商贵一成多"_s, u"price"_s, u"周文海"_s,
                                at(today.addDays(-6), 14))};
    OpportunityRow opportunity;
    opportunity.id = u"o"_s;
    opportunity.name = u"三号线自动化改造"_s;
    opportunity.stage = u"solution"_s;
    opportunity.currency = u"CNY"_s;
    opportunity.amountMinor = 128000000;
    opportunity.closeOn = iso(today.addDays(38));
    opportunity.probability = 60;
    opportunity.nextStep = u"演示换线方案"_s;
    account.opportunities = {opportunity};
    VisitRow past = visit(today.addDays(-6), 14, u"v1"_s, {}, u"proposal"_s, u"done"_s);
    past.summary = u"方案认可，价格有异议；周总要看两套报价的对比。"_s;
    past.nextStep = u"发报价对比"_s;
    past.scored = true;
    past.score = 1;
    VisitRow older = visit(today.addDays(-27), 10, u"v2"_s, {}, u"routine"_s, u"done"_s);
    older.summary = u"回访二号线运行情况，设备主管反映换线慢。"_s;
    older.scored = true;
    older.score = -1;
    account.visits = {past, older};
    account.notes = {
        heard(u"note"_s, u"周总下月去德国看展，回来前不会定。"_s, {}, u"林晓"_s, at(today.addDays(-6), 15))};
    show(model, std::move(account), state);
}

void fillVisit(VisitModel *model, QDate today, State state)
{
    VisitModel::Visit shown;
    shown.visit = visit(today, 11, u"华东瑞康医疗器械集团"_s, u"苏州市 高新区 科技城昆仑山路 99 号"_s,
                        u"proposal"_s, u"checked-in"_s);
    shown.visit.checkInAtMs = at(today, 11, 24);
    shown.visit.summary = u"方案认可，三号线先做样板；价格还要谈一次。"_s;
    shown.visit.nextStep = u"周四前发两套报价对比"_s;
    shown.visit.scored = true;
    shown.visit.score = 2;
    shown.nextVisitOn = iso(today.addDays(9));
    shown.lastVisit = visit(today.addDays(-6), 14, u"v1"_s, {}, u"routine"_s, u"done"_s);
    shown.lastVisit.summary = u"方案认可，价格有异议；周总要看两套报价的对比。"_s;
    shown.lastVisit.nextStep = u"发报价对比"_s;
    shown.lastVisit.scored = true;
    shown.lastVisit.score = 1;
    shown.contacts = contacts();
    shown.promises = {promise(u"给周总发两套试用方案的报价对比"_s, {}, u"ours"_s, today.addDays(-1), today)};
    shown.objections = {heard(u"objection"_s, u"你们比现在的供应商贵一成多"_s, u"price"_s, u"周文海"_s, 1)};
    shown.needs = {heard(u"need"_s, u"换线时间要压到二十分钟以内"_s, u"explicit"_s, u"沈雨晴"_s, 1)};
    shown.captured = {heard(u"promise"_s, u"安排工程师上门做一次免费点检"_s, u"ours"_s, {}, 1),
                      heard(u"need"_s, u"希望出了问题有人当天到场"_s, u"latent"_s, {}, 1)};
    if (state == State::Empty || state == State::Error) {
        show(model, std::move(shown), state);
        return;
    }
    static const Result<PlaybookLibrary> library = PlaybookLibrary::shipped();
    if (library) {
        const Playbook *script = library->newest(u"script.four-steps"_s);
        const Playbook *checklist = library->newest(u"checklist.dress-materials"_s);
        RunAnswers answers;
        if (checklist) {
            for (size_t i = 0; i < 5; ++i)
                answers.insert(checklist->checklist()->items[i].id, {AnswerState::Answered, {}, Instant{1}});
            model->checklist()->show(checklist, answers, {});
        }
        if (script)
            model->script()->show(script, {}, script->script()->steps[3].id);
    }
    show(model, std::move(shown), state);
}

} // namespace

bool fill(const QString &page, QObject *model, QDate today, State state)
{
    if (auto *any = qobject_cast<ViewModel *>(model); any && state == State::Error)
        any->setError({u"storage.busy"_s, Advice::Retry, {}});
    if (auto *day = qobject_cast<TodayModel *>(model))
        fillToday(day, today, state);
    else if (auto *plan = qobject_cast<DayPlanModel *>(model))
        fillPlan(plan, today, state);
    else if (auto *week = qobject_cast<WeekPlanModel *>(model))
        fillWeek(week, today, state);
    else if (auto *accounts = qobject_cast<AccountsModel *>(model))
        fillAccounts(accounts, today, state);
    else if (auto *account = qobject_cast<AccountModel *>(model))
        fillAccount(account, today, state);
    else if (auto *search = qobject_cast<SearchModel *>(model))
        fillSearch(search, today, state);
    else if (auto *visitModel = qobject_cast<VisitModel *>(model))
        fillVisit(visitModel, today, state);
    else if (auto *sync = qobject_cast<SyncModel *>(model))
        fillSync(sync, today, state);
    else if (auto *lost = qobject_cast<LostRowsModel *>(model))
        fillLostRows(lost, state);
    else if (auto *team = qobject_cast<TeamSyncModel *>(model))
        fillTeamSync(team, today, state);
    else if (auto *conflicts = qobject_cast<ConflictsModel *>(model))
        fillConflicts(conflicts, today, state);
    else if (auto *pictures = qobject_cast<PicturesModel *>(model))
        fillPictures(page, pictures, today);
    else if (auto *import = qobject_cast<ImportModel *>(model))
        fillImport(import, today, state);
    else
        return page == QLatin1String("more") || page == QLatin1String("settings");
    return true;
}

} // namespace legwork::sample
