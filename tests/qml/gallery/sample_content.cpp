// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/gallery/sample_content.h"

#include "core/playbook/playbook_library.h"
#include "qml/accounts/account_model.h"
#include "qml/accounts/accounts_model.h"
#include "qml/importing/import_model.h"
#include "qml/start/unlock_model.h"
#include "qml/sync/conflicts_model.h"
#include "qml/sync/sync_model.h"
#include "qml/sync/team_sync_model.h"
#include "qml/today/day_plan_model.h"
#include "qml/today/today_model.h"
#include "qml/visit/visit_model.h"
#include "tests/qml/gallery/sample_pictures.h"
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

void fillToday(TodayModel *model, QDate today)
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
    model->show(std::move(day));
}

void fillPlan(DayPlanModel *model, QDate today)
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
    model->show(std::move(proposal));
}

void fillAccounts(AccountsModel *model, QDate today)
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
    model->show(std::move(rows), 8);
}

void fillAccount(AccountModel *model, QDate today)
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
    model->show(std::move(account));
}

void fillVisit(VisitModel *model, QDate today)
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
    model->show(std::move(shown));
}

void fillSync(SyncModel *model, QDate today)
{
    SyncModel::State state;
    state.waiting = 7;
    state.picturesWaiting = 2;
    state.pictureBytesWaiting = 3'192'000;
    state.oldestMs = double(QDateTime::currentMSecsSinceEpoch() - 3 * 3600000LL);
    state.lastReceiptMs = double(QDateTime::currentMSecsSinceEpoch() - 4 * 3600000LL);
    state.lastTryMs = double(QDateTime::currentMSecsSinceEpoch() - 12 * 60000LL);
    state.offline = true;
    state.error = {u"net.offline"_s, Advice::Retry, {}};
    state.waitingBytes = 2'840;
    state.sentBytes = 1'930;
    state.receivedBytes = 48'200;
    state.rowsReceived = 12'400;
    state.rowsExpected = 20'000;
    state.leadsTeam = true;
    model->show(state);
    const auto edit = [&](const char16_t *id, const QString &entity, const QString &title,
                          const QString &fields, const QString &stateCode, int hour) {
        EditRow row;
        row.id = QString::fromUtf16(id);
        row.entity = entity;
        row.title = title;
        row.fields = fields;
        row.state = stateCode;
        row.atMs = at(today, hour, 12);
        return row;
    };
    EditRow refused = edit(u"5", u"contact"_s, u"顾建平"_s, u"mobile"_s, u"refused"_s, 8);
    refused.reasonCode = u"sync.no-right"_s;
    model->showEdits(
        {refused,
         edit(u"1", u"commitment"_s, u"安排工程师上门做一次免费点检"_s, u"what,dueOn"_s, u"waiting"_s, 11),
         edit(u"2", u"moment"_s, u"华东瑞康医疗器械集团"_s, u"score"_s, u"waiting"_s, 11),
         edit(u"3", u"visit"_s, u"苏州恒泽精密机械有限公司"_s, u"summary,nextStep"_s, u"taken"_s, 10),
         edit(u"4", u"account"_s, u"吴江新视界光电"_s, u"stage"_s, u"kept-aside"_s, 9)});
}

void fillTeamSync(TeamSyncModel *model)
{
    const auto now = double(QDateTime::currentMSecsSinceEpoch());
    constexpr double kHour = 3'600'000;
    const auto device = [&](const QString &person, const QString &name, double hoursAgo) {
        TeamDeviceRow row;
        row.id = person + name;
        row.personName = person;
        row.deviceName = name;
        row.lastSyncMs = hoursAgo > 0 ? now - hoursAgo * kHour : 0;
        row.silent = hoursAgo <= 0 || hoursAgo >= 24;
        return row;
    };
    TeamDeviceRow behind = device(u"赵一鸣"_s, u"小米手机"_s, 5);
    behind.missing = 23;
    behind.missingSinceMs = now - 29 * kHour;
    model->show({behind, device(u"孙晓梅"_s, QString(), 0), device(u"李娜"_s, u"iPad"_s, 75),
                 device(u"王磊"_s, u"iPhone"_s, 0.4), device(u"王磊"_s, u"iPad"_s, 2)},
                now - 0.3 * kHour);
}

void fillConflicts(ConflictsModel *model, QDate today)
{
    ConflictRow row;
    row.id = u"1"_s;
    row.entity = u"account"_s;
    row.title = u"吴江新视界光电"_s;
    row.field = u"installedProducts"_s;
    row.base = u"装配线 4 条，均为德方"_s;
    row.mine = u"装配线 5 条：我方 1 条（样板），德方 4 条"_s;
    row.theirs = u"装配线 4 条；二季度新增 1 条试运行"_s;
    row.theirName = u"赵一鸣"_s;
    row.mineAtMs = at(today, 9, 40);
    row.theirsAtMs = at(today, 10, 5);
    row.editable = true;
    ConflictRow second = row;
    second.id = u"2"_s;
    second.entity = u"commitment"_s;
    second.title = u"华东瑞康医疗器械集团"_s;
    second.field = u"dueOn"_s;
    second.base = iso(today.addDays(3));
    second.mine = iso(today.addDays(5));
    second.theirs = iso(today.addDays(7));
    second.mineShown = true;
    second.editable = false;
    model->show({row, second});
}

void fillImport(ImportModel *model, QDate)
{
    ImportModel::Import import;
    import.fileName = u"dealers-cn.csv"_s;
    import.encoding = u"UTF-8"_s;
    import.rowCount = 1284;
    import.imported = 1263;
    import.merged = 14;
    import.setAsideInAll = 7;
    import.duplicatesInAll = 14;
    import.mustAskDatum = true;
    import.datum = u"gcj02"_s;
    import.swapSuggested = true;
    import.swapped = true;
    import.columns = {
        {u"0"_s, u"dealername"_s, u"account.name"_s, u"heading-and-content"_s, true,
         u"北京京通汽车销售 · 上海永达"_s},
        {u"1"_s, u"latitude"_s, u"longitude"_s, u"content"_s, false, u"116.4071 · 121.4737"_s},
        {u"2"_s, u"longitude"_s, u"latitude"_s, u"content"_s, false, u"39.9042 · 31.2304"_s},
        {u"3"_s, u"地址"_s, u"account.street"_s, u"heading"_s, true, u"朝阳区东三环北路 19 号"_s},
        { u"4"_s,
          u"备注"_s,
          u"attribute"_s,
          u"not-recognised"_s,
          false,
          u"周三休息"_s }};
    import.duplicates = {
        { u"7"_s,
          9,
          u"上海永达汽车销售服务有限公司"_s,
          u"上海永达汽车"_s,
          true,
          u"names-differ"_s,
          84,
          u"merge"_s }};
    import.setAside = {{u"12"_s, 14, {}, u"name.missing"_s, {}, u", ,116.30,39.98,海淀区"_s},
                       { u"98"_s,
                         102,
                         {},
                         u"row.too-long"_s,
                         {u"12"_s, u"9"_s},
                         u"广州\"广汽,商贸\""_s }};
    import.preview = {{u"0"_s, u"北京京通汽车销售"_s, u"北京 · 朝阳区东三环北路 19 号"_s, true, u"new"_s},
                      { u"1"_s,
                        u"上海永达汽车销售服务有限公司"_s,
                        u"上海 · 浦东新区"_s,
                        false,
                        u"merged"_s }};
    model->show(std::move(import));
    model->setPhase(ImportModel::Check);
}

} // namespace

bool fill(const QString &page, QObject *model, QDate today)
{
    if (auto *day = qobject_cast<TodayModel *>(model))
        fillToday(day, today);
    else if (auto *plan = qobject_cast<DayPlanModel *>(model))
        fillPlan(plan, today);
    else if (auto *week = qobject_cast<WeekPlanModel *>(model))
        fillWeek(week, today);
    else if (auto *accounts = qobject_cast<AccountsModel *>(model))
        fillAccounts(accounts, today);
    else if (auto *account = qobject_cast<AccountModel *>(model))
        fillAccount(account, today);
    else if (auto *visitModel = qobject_cast<VisitModel *>(model))
        fillVisit(visitModel, today);
    else if (auto *sync = qobject_cast<SyncModel *>(model))
        fillSync(sync, today);
    else if (auto *team = qobject_cast<TeamSyncModel *>(model))
        fillTeamSync(team);
    else if (auto *conflicts = qobject_cast<ConflictsModel *>(model))
        fillConflicts(conflicts, today);
    else if (auto *pictures = qobject_cast<PicturesModel *>(model))
        fillPictures(page, pictures, today);
    else if (auto *import = qobject_cast<ImportModel *>(model))
        fillImport(import, today);
    else
        return page == QLatin1String("more") || page == QLatin1String("settings");
    return true;
}

} // namespace legwork::sample
