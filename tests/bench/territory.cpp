// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/territory.h"

#include "core/storage/known_names.h"
#include "core/storage/outbox.h"
#include "core/storage/remote_round.h"

#include <QDateTime>
#include <QRandomGenerator>

namespace legwork::bench {
namespace {

using namespace legwork::storage;
using namespace Qt::StringLiterals;

constexpr size_t kBatchRows = 2'000;
constexpr int kIndexedAtOnce = 5'000;
constexpr int kVisitsOfBusiest = 400;
constexpr int kVisitsToday = 8;
constexpr int kDoneToday = 3;

QStringList words(const char16_t *text) { return QString(reinterpret_cast<const QChar *>(text)).split(u' '); }

const QStringList kCities =
    words(u"苏州 无锡 常州 昆山 太仓 常熟 张家港 吴江 江阴 宜兴 重庆 长沙 厦门 大连 六安 上海 Suzhou Ningbo");
const QStringList kHans = words(u"瑞 康 恒 泽 云 帆 拓 谱 华 东 长 风 金 盛 宏 远 天 和 嘉 业 永 利 新 城 海 "
                                u"通 中 信 乐 行 正 大 百 川 星 河 三 江 万 家");
const QStringList kTrades = words(u"医疗器械 精密机械 纺织科技 自动化 港口物流 酒店 食品 电子 化工 建材 包装 "
                                  u"印刷 汽车零部件 环保设备 暖通空调");
const QStringList kForms = words(u"有限公司 股份有限公司 集团 厂 有限责任公司");
const QStringList kLatin = words(u"Blue Harbour Northern Bicycle Professional Valley Sporting Goods "
                                 u"Metropolitan Precision Future Equipment Central Discount "
                                 "Advanced Riverside Catalog Systems Brightwork Express Modular Cycle "
                                 "Genuine Fitness Superior Outdoor Premier Supplies");
const QStringList kSurnames =
    words(u"王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 单 曾 解 仇 区 查 欧阳 司马");
const QStringList kGiven =
    words(u"伟 芳 娜 敏 静 强 磊 洋 艳 勇 军 杰 娟 涛 明 超 秀英 建华 志强 晓东 海燕 思源 雨桐 子轩 一鸣");
const QStringList kLatinNames = words(u"Catherine Gustavo Jonathan Margaret Humberto Pilar Frances Carla Jay "
                                      u"Ronald Samuel Agcaoili Abel Ackerman");
const QStringList kPosts = words(u"总经理 采购总监 设备科长 财务经理 工程师 店长 Owner 采购员 副总 质量主管");
const QStringList kSaid = words(
    u"价格太高 交货期 维护合同 空调噪声 三年总成本 设备预算 竞争对手报价 样品测试 付款条件 安装调试 备件库存 "
    "能耗数据 培训操作工 现场勘察 warranty extension trial delivery schedule maintenance contract budget "
    "approval");

class Maker
{
public:
    Maker(const TerritorySize &size, quint32 seed, QDate today)
        : m_size(size)
        , m_random(seed)
        , m_today(today)
    {
    }

    QString pick(const QStringList &from) { return from[m_random.bounded(int(from.size()))]; }
    int below(int n) { return m_random.bounded(n); }
    bool oneIn(int n) { return below(n) == 0; }
    Uuid id(const char *label, int number) { return Uuid::derive(label, QByteArray::number(number)); }
    QString said(int count)
    {
        QStringList all;
        for (int i = 0; i < count; ++i)
            all.append(pick(kSaid));
        return all.join(oneIn(2) ? u"，"_s : u", "_s);
    }
    Instant at(QDate day, int hour)
    {
        return Instant{QDateTime(day, QTime(hour, below(60))).toMSecsSinceEpoch()};
    }
    QDate past() { return m_today.addDays(-1 - below(900)); }
    Id<Account> anyAccount() { return {id("account", below(m_size.accounts))}; }
    Id<Visit> anyVisit() { return {id("visit", below(m_size.visits))}; }

    Account account(int n)
    {
        Account row;
        row.id = {id("account", n)};
        row.city = pick(kCities);
        if (oneIn(4))
            row.name = u"%1 %2 %3"_s.arg(pick(kLatin), pick(kLatin), oneIn(2) ? u"Ltd"_s : pick(kLatin));
        else
            row.name = row.city + pick(kHans) + pick(kHans) + pick(kTrades) + pick(kForms);
        row.shortName = row.name.left(6);
        row.ownerId = {id("person", oneIn(3) ? 0 : 1)};
        row.accountClass = AccountClass(below(3));
        row.stage = LifecycleStage::Stable;
        row.industry = pick(kTrades);
        row.street = u"%1路 %2 号"_s.arg(pick(kHans) + pick(kHans)).arg(below(900) + 1);
        row.phone = u"0512 %1"_s.arg(60'000'000 + below(9'000'000));
        row.position =
            *GeoPoint::fromDegrees(31.0 + below(10'000) / 10'000.0, 120.3 + below(10'000) / 10'000.0);
        row.businessScope = said(3);
        return row;
    }
    Contact contact(int n)
    {
        Contact row;
        row.id = {id("contact", n)};
        row.accountId = anyAccount();
        row.name = oneIn(5) ? pick(kLatinNames) + u' ' + pick(kLatinNames) : pick(kSurnames) + pick(kGiven);
        row.post = pick(kPosts);
        row.mobile = u"13%1"_s.arg(100'000'000 + below(899'999'999));
        row.email = u"user%1@example.com"_s.arg(n);
        return row;
    }
    Visit visit(int n)
    {
        Visit row;
        row.id = {id("visit", n)};
        row.accountId = n < kVisitsOfBusiest ? Id<Account>{id("account", 0)} : anyAccount();
        row.personId = {id("person", 0)};
        row.purpose = VisitPurpose::Routine;
        const bool isToday = n >= m_size.visits - kVisitsToday;
        const bool isDone = !isToday || n >= m_size.visits - kDoneToday;
        row.plannedOn = isToday ? m_today : past();
        row.state = isDone ? VisitState::Done : VisitState::Planned;
        if (isToday)
            row.position = m_size.visits - n;
        if (isDone) {
            row.checkInAt = at(row.plannedOn, 8 + below(9));
            row.checkOutAt = Instant{row.checkInAt.ms + 45 * 60'000};
            row.summary = said(3);
            row.nextStep = said(1);
        }
        return row;
    }
    PlaybookRun run(int n)
    {
        PlaybookRun row;
        row.id = {id("run", n)};
        row.visitId = {id("visit", n)};
        row.accountId = visit(n).accountId;
        row.personId = {id("person", 0)};
        row.kind = PlaybookKind::Checklist;
        row.playbookId = u"visit-preparation"_s;
        row.startedAt = at(past(), 9);
        return row;
    }
    Answer answer(int n)
    {
        Answer row;
        row.id = {id("answer", n)};
        row.runId = {id("run", n % std::max(1, m_size.runs))};
        row.itemId = u"item-%1"_s.arg(n % 9);
        row.state = AnswerState::Answered;
        row.value = said(1);
        row.answeredAt = at(past(), 10);
        return row;
    }
    Commitment promise(int n)
    {
        Commitment row;
        row.id = {id("promise", n)};
        row.accountId = anyAccount();
        row.visitId = anyVisit();
        row.side = oneIn(3) ? CommitmentSide::Theirs : CommitmentSide::Ours;
        row.what = said(2);
        const bool isOpen = oneIn(40);
        row.dueOn = isOpen ? m_today.addDays(below(60) - 5) : past();
        row.state = isOpen ? CommitmentState::Open : CommitmentState::Agreed;
        return row;
    }
    Moment moment(int n)
    {
        Moment row;
        row.id = {id("moment", n)};
        row.accountId = anyAccount();
        row.visitId = anyVisit();
        row.touchPoint = said(1);
        row.score = below(7) - 3;
        row.reason = said(1);
        row.happenedAt = at(past(), 11);
        return row;
    }
    Note note(int n)
    {
        Note row;
        row.id = {id("note", n)};
        row.accountId = anyAccount();
        row.text = said(8);
        row.writtenAt = at(past(), 12);
        return row;
    }
    Objection objection(int n)
    {
        Objection row;
        row.id = {id("objection", n)};
        row.accountId = anyAccount();
        row.visitId = anyVisit();
        row.statement = said(2);
        row.response = said(3);
        row.state = oneIn(5) ? ObjectionState::Open : ObjectionState::Resolved;
        return row;
    }
    Need need(int n)
    {
        Need row;
        row.id = {id("need", n)};
        row.accountId = anyAccount();
        row.statement = said(2);
        row.state = oneIn(5) ? NeedState::Open : NeedState::Met;
        return row;
    }

private:
    const TerritorySize &m_size;
    QRandomGenerator m_random;
    QDate m_today;
};

/// Rows of one entity into the round, in pieces.
template<class E, class Make>
Status bring(RemoteRound &round, int count, const Uuid &scope, Make make)
{
    const EntitySpec &spec = *entity(E::kEntityNo);
    for (int from = 0; from < count; from += int(kBatchRows)) {
        RowBatch batch;
        batch.entityNo = spec.no;
        for (const FieldSpec &field : spec.fields) {
            batch.fieldNos.push_back(field.no);
            batch.columns.emplace_back();
        }
        for (int n = from; n < std::min(count, from + int(kBatchRows)); ++n) {
            const E row = make(n);
            batch.ids.push_back(row.id.uuid);
            batch.scopes.push_back(scope);
            batch.seqs.push_back(1);
            batch.deleted.push_back(false);
            const auto values = fieldValues(row);
            for (size_t c = 0; c < values.size(); ++c)
                batch.columns[c].append(values[c]);
        }
        if (auto applied = round.apply(batch); !applied)
            return applied;
    }
    return {};
}

Status bringAll(RemoteRound &round, Maker &maker, const TerritorySize &size, const Uuid &company,
                const Uuid &territory)
{
    const auto one = [](auto row) { return [row](int) { return row; }; };
    const auto people = [&](int n) {
        Person person;
        person.id = {maker.id("person", n)};
        person.name = n == 0 ? u"林晓"_s : u"周航"_s;
        return person;
    };
    for (const Status &brought :
         {bring<Company>(round, 1, company, one(Company{{company}, company, u"长风设备"_s, u"CNY"_s})),
          bring<Territory>(round, 1, company, one(Territory{{territory}, company, u"苏州一区"_s, u"苏州"_s})),
          bring<Person>(round, 2, company, people),
          bring<Account>(round, size.accounts, territory, [&](int n) { return maker.account(n); }),
          bring<Contact>(round, size.contacts, territory, [&](int n) { return maker.contact(n); }),
          bring<Visit>(round, size.visits, territory, [&](int n) { return maker.visit(n); }),
          bring<PlaybookRun>(round, size.runs, territory, [&](int n) { return maker.run(n); }),
          bring<Answer>(round, size.answers, territory, [&](int n) { return maker.answer(n); }),
          bring<Commitment>(round, size.promises, territory, [&](int n) { return maker.promise(n); }),
          bring<Moment>(round, size.moments, territory, [&](int n) { return maker.moment(n); }),
          bring<Note>(round, size.notes, territory, [&](int n) { return maker.note(n); }),
          bring<Objection>(round, size.objections, territory, [&](int n) { return maker.objection(n); }),
          bring<Need>(round, size.needs, territory, [&](int n) { return maker.need(n); })}) {
        if (!brought)
            return brought;
    }
    return {};
}

QStringList typedQueries(Maker &maker, int accounts)
{
    QStringList typed;
    for (int i = 0; i < 12; ++i)
        typed.append(maker.account(maker.below(accounts)).name.left(8));
    typed += words(u"瑞康 szrk szhdyl 王伟 wangwei zhangmin 价格太高 maintenance maintenence bicylce harbor "
                   u"苏州 gs 空调噪声 维护合同 没有的词 xqzv 138 chongqing");
    typed.append({u"catherine gustavo"_s, u"苏州 医疗"_s, u"报价 budget"_s});
    return typed;
}

} // namespace

Result<TerritoryMade> fillTerritory(Store &store, const TerritorySize &size, quint32 seed, QDate today)
{
    const Uuid company = Uuid::derive("bench", "company");
    const Uuid territory = Uuid::derive("bench", "territory");
    Maker maker(size, seed, today);
    TerritoryMade made;
    made.busiest = {maker.id("account", 0)};
    made.visitsToday = kVisitsToday;
    made.doneToday = kDoneToday;
    made.typed = typedQueries(maker, size.accounts);
    const Status enrolled =
        store
            .write([&](UnitOfWork &unit) -> Status {
                for (const Status &kept :
                     {setMeta(unit.connection(), known::kPerson, toValue(Id<Person>{maker.id("person", 0)})),
                      setMeta(unit.connection(), known::kCompany, toValue(company)),
                      setMeta(unit.connection(), known::kTerritory, toValue(territory)),
                      setMeta(unit.connection(), known::kServer, u"https://example.invalid"_s)}) {
                    if (!kept)
                        return kept;
                }
                return {};
            })
            .result();
    if (!enrolled)
        return forward(enrolled);
    const Status done = store
                            .synchronise([&](sqlite::Connection &writer, Capture &capture) -> Status {
                                RemoteRound round(writer, capture);
                                if (auto begun = round.begin(); !begun)
                                    return begun;
                                const std::vector<ScopeGrant> grants{{company, int(ScopeKind::Company)},
                                                                     {territory, int(ScopeKind::Territory)}};
                                if (auto granted = round.grant(grants); !granted)
                                    return granted;
                                if (auto brought = bringAll(round, maker, size, company, territory); !brought)
                                    return brought;
                                if (auto committed = round.commitCut(1); !committed)
                                    return forward(committed);
                                for (;;) {
                                    const auto more = SearchIndex(writer).catchUp(kIndexedAtOnce);
                                    if (!more)
                                        return forward(more);
                                    if (!*more)
                                        return {};
                                }
                            })
                            .result();
    if (!done)
        return forward(done);
    return made;
}

} // namespace legwork::bench
