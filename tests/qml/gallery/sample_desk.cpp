// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/gallery/sample_desk.h"

#include "tests/qml/gallery/sample_amounts.h"

#include <QDateTime>

namespace legwork::sample {

namespace {

using namespace Qt::StringLiterals;

double at(QDate day, int hour, int minute = 0)
{
    return double(QDateTime(day, QTime(hour, minute)).toMSecsSinceEpoch());
}

QString iso(QDate day) { return day.toString(Qt::ISODate); }

} // namespace

void fillSync(SyncModel *model, QDate today, State amount)
{
    SyncModel::State state;
    state.waiting = 7;
    state.picturesWaiting = 2;
    state.pictureBytesWaiting = 3'192'000;
    state.oldestMs = at(today, 8, 40);
    state.lastReceiptMs = at(today, 7, 35);
    state.lastTryMs = at(today, 11, 30);
    state.offline = true;
    state.error = {u"net.offline"_s, Advice::Retry, {}};
    state.waitingBytes = 2'840;
    state.sentBytes = 1'930;
    state.receivedBytes = 48'200;
    state.rowsReceived = 12'400;
    state.rowsExpected = 20'000;
    state.leadsTeam = true;
    if (amount == State::Empty) {
        state = {};
        state.lastReceiptMs = state.lastTryMs = at(today, 11, 40);
    }
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
    std::vector<EditRow> edits{
        refused,
        edit(u"1", u"commitment"_s, u"安排工程师上门做一次免费点检"_s, u"what,dueOn"_s, u"waiting"_s, 11),
        edit(u"2", u"moment"_s, u"华东瑞康医疗器械集团"_s, u"score"_s, u"waiting"_s, 11),
        edit(u"3", u"visit"_s, u"苏州恒泽精密机械有限公司"_s, u"summary,nextStep"_s, u"taken"_s, 10),
        edit(u"4", u"account"_s, u"吴江新视界光电"_s, u"stage"_s, u"kept-aside"_s, 9)};
    adapt(edits, amount);
    model->showEdits(std::move(edits));
}

void fillTeamSync(TeamSyncModel *model, QDate today, State state)
{
    const double now = at(today, 11, 42);
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
    std::vector<TeamDeviceRow> devices{behind, device(u"孙晓梅"_s, QString(), 0),
                                       device(u"李娜"_s, u"iPad"_s, 75), device(u"王磊"_s, u"iPhone"_s, 0.4),
                                       device(u"王磊"_s, u"iPad"_s, 2)};
    adapt(devices, state);
    model->show(std::move(devices), now - 0.3 * kHour);
}

void fillLostRows(LostRowsModel *model, State state)
{
    std::vector<LostRowRow> rows{
        {u"1"_s, u"visit"_s, QString(), u"苏州恒泽精密机械有限公司"_s, 1},
        {u"2"_s, u"note"_s, QString(), u"苏州恒泽精密机械有限公司"_s, 0},
        {u"3"_s, u"account"_s, u"太仓港口物流有限公司"_s, u"太仓港口物流有限公司"_s, 0}};
    adapt(rows, state);
    model->show(std::move(rows));
}

void fillConflicts(ConflictsModel *model, QDate today, State state)
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
    show(model, std::vector<ConflictRow>{row, second}, state);
}

void fillImport(ImportModel *model, QDate, State state)
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
    show(model, std::move(import), state);
    model->setPhase(state == State::Typical || state == State::Full ? ImportModel::Check : ImportModel::Pick);
}

} // namespace legwork::sample
