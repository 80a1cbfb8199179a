// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/accounts.h"
#include "core/usecases/imports.h"
#include "tests/unit/usecases/field_store.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace legwork;
using namespace legwork::usecases;

class AccountsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::FieldStore> m_field;

    AccountList listed(const AccountFilter &filter)
    {
        return m_field->read([&](Reader &reader) { return accounts(reader, m_field->context(), filter); });
    }
    static QStringList namesOf(const AccountList &list)
    {
        QStringList names;
        for (const AccountLine &line : list.lines)
            names.append(line.name);
        return names;
    }
    /// A territory of that many accounts, each with one visit made and one promise open.
    void fill(int count)
    {
        m_field->write([&](UnitOfWork &unit) -> Status {
            for (int i = 0; i < count; ++i) {
                Account account;
                account.id = Id<Account>::generate();
                account.scope = m_field->context().territory;
                account.name = QStringLiteral("测试酒店 %1 号").arg(i);
                account.city = i % 2 ? QStringLiteral("苏州") : QStringLiteral("无锡");
                account.accountClass = AccountClass(i % 3);
                account.position = *GeoPoint::fromDegrees(31 + i * 0.0001, 120.6);
                Visit visit;
                visit.id = Id<Visit>::generate();
                visit.scope = account.scope;
                visit.accountId = account.id;
                visit.state = VisitState::Done;
                visit.checkInAt = Instant{1'700'000'000'000 + qint64(i) * 60'000};
                Commitment promise;
                promise.id = Id<Commitment>::generate();
                promise.scope = account.scope;
                promise.accountId = account.id;
                promise.state = CommitmentState::Open;
                for (const Status &made : {unit.insert(account), unit.insert(visit), unit.insert(promise)}) {
                    if (!made)
                        return made;
                }
            }
            return {};
        });
    }

private Q_SLOTS:
    void init() { m_field = std::make_unique<test::FieldStore>(); }

    void emptyTerritory_isAnEmptyList()
    {
        QCOMPARE(listed({}).total, 0);
        QVERIFY(listed({}).lines.empty());
    }

    void names_areSortedAsChineseReadsThem()
    {
        for (const auto &name : {QStringLiteral("中信"), QStringLiteral("阿尔法"), QStringLiteral("北方"),
                                 QStringLiteral("店 10"), QStringLiteral("店 9")})
            m_field->account(name);
        QCOMPARE(namesOf(listed({})),
                 (QStringList{QStringLiteral("阿尔法"), QStringLiteral("北方"), QStringLiteral("店 9"),
                              QStringLiteral("店 10"), QStringLiteral("中信")}));
    }

    void filters_narrowTogether()
    {
        m_field->account(QStringLiteral("甲"), [](Account &row) {
            row.city = QStringLiteral("苏州");
            row.accountClass = AccountClass::A;
        });
        m_field->account(QStringLiteral("乙"), [](Account &row) {
            row.city = QStringLiteral("苏州");
            row.accountClass = AccountClass::B;
        });
        m_field->account(QStringLiteral("丙"), [&](Account &row) {
            row.city = QStringLiteral("苏州");
            row.accountClass = AccountClass::A;
            row.ownerId = m_field->colleague();
        });
        AccountFilter filter;
        filter.city = QStringLiteral("苏州");
        QCOMPARE(listed(filter).total, 3);
        filter.accountClass = AccountClass::A;
        QCOMPARE(listed(filter).total, 2);
        filter.mineOnly = true;
        QCOMPARE(namesOf(listed(filter)), QStringList{QStringLiteral("甲")});
        QVERIFY(listed(filter).lines.front().isMine);
        filter.city = QStringLiteral("无锡");
        QCOMPARE(listed(filter).total, 0);
    }

    void search_findsTheAccountItself_andThroughWhatWasNotedAboutIt()
    {
        const auto lake = m_field->account(QStringLiteral("太湖大酒店"));
        const auto garden = m_field->account(QStringLiteral("拙政园茶馆"));
        m_field->contact(garden, QStringLiteral("王太湖"));
        Need need;
        need.accountId = lake;
        need.statement = QStringLiteral("夜班接电话");
        m_field->row<Need>(need);
        AccountFilter filter;
        filter.order = AccountOrder::Relevance;
        filter.text = QStringLiteral("太湖");
        const auto both = listed(filter);
        QCOMPARE(namesOf(both), (QStringList{QStringLiteral("太湖大酒店"), QStringLiteral("拙政园茶馆")}));
        QVERIFY(both.lines[0].found.isEmpty());
        QCOMPARE(both.lines[1].found, QStringLiteral("王太湖"));
        QCOMPARE(both.lines[1].foundEntityNo, Contact::kEntityNo);
        filter.text = QStringLiteral("夜班");
        QCOMPARE(namesOf(listed(filter)), QStringList{QStringLiteral("太湖大酒店")});
        filter.text = QStringLiteral("没有这个");
        QCOMPARE(listed(filter).total, 0);
    }

    void lastVisit_sortsTheNeverVisitedFirst_andPlannedVisitsDoNotCount()
    {
        const auto today = m_field->today();
        m_field->visit(m_field->account(QStringLiteral("昨天")), today.addDays(-1), VisitState::Done);
        m_field->visit(m_field->account(QStringLiteral("上月")), today.addDays(-30), VisitState::Done);
        m_field->visit(m_field->account(QStringLiteral("从未")), today.addDays(-2), VisitState::Planned);
        AccountFilter filter;
        filter.order = AccountOrder::LastVisit;
        const auto list = listed(filter);
        QCOMPARE(namesOf(list),
                 (QStringList{QStringLiteral("从未"), QStringLiteral("上月"), QStringLiteral("昨天")}));
        QVERIFY(!list.lines[0].lastVisitOn.isValid());
        QCOMPARE(list.lines[1].lastVisitOn, today.addDays(-30));
    }

    void distance_sortsNearFirst_andThoseWithoutAPlaceLast()
    {
        m_field->account(QStringLiteral("无"));
        m_field->account(QStringLiteral("远"),
                         [](Account &row) { row.position = *GeoPoint::fromDegrees(32, 120.6); });
        m_field->account(QStringLiteral("近"),
                         [](Account &row) { row.position = *GeoPoint::fromDegrees(31.3, 120.6); });
        AccountFilter filter;
        filter.order = AccountOrder::Distance;
        filter.from = *GeoPoint::fromDegrees(31.31, 120.6);
        const auto list = listed(filter);
        QCOMPARE(namesOf(list),
                 (QStringList{QStringLiteral("近"), QStringLiteral("远"), QStringLiteral("无")}));
        QVERIFY(qAbs(*list.lines[0].distanceM - 1112) < 5);
        QVERIFY(!list.lines[2].distanceM);
        QVERIFY(!list.lines[2].hasPlace);
    }

    void fiveThousandAccounts_areListedPageByPage_withinTheBlinkOfAnEye()
    {
        fill(5'000);
        AccountFilter filter;
        filter.limit = 50;
        listed(filter); // the first look warms the page cache, as the app's first page does
        for (const auto order : {AccountOrder::Name, AccountOrder::LastVisit, AccountOrder::Relevance}) {
            filter.order = order;
            filter.offset = 4'980;
            filter.text = order == AccountOrder::Relevance ? QStringLiteral("酒店") : QString();
            QElapsedTimer timer;
            timer.start();
            const auto list = listed(filter);
            qInfo("order %d: %lld ms", int(order), timer.elapsed());
            QVERIFY(timer.elapsed() < 2'000); // many times what it takes, for slow machines and sanitizers
            QCOMPARE(list.total, 5'000);
            QCOMPARE(list.lines.size(), size_t(20));
            QCOMPARE(list.lines.front().openPromises, 1);
            QVERIFY(list.lines.front().lastVisitOn.isValid());
        }
        filter.offset = 6'000;
        QVERIFY(listed(filter).lines.empty());
    }

    void cities_areCounted_biggestFirst()
    {
        fill(5);
        m_field->account(QStringLiteral("无城"));
        const auto cities = m_field->read([](Reader &reader) { return accountCities(reader); });
        QCOMPARE(cities.size(), size_t(2));
        QCOMPARE(cities[0].city, QStringLiteral("无锡"));
        QCOMPARE(cities[0].count, 3);
    }

    void imports_areListedNewestFirst_withWhatIsLeftOfThem()
    {
        ImportBatch batch;
        batch.fileName = QStringLiteral("dealers.csv");
        batch.personId = m_field->context().person;
        batch.rowsRead = 10;
        batch.rowsImported = 8;
        batch.rowsSetAside = 2;
        batch.state = ImportState::Done;
        batch.importedAt = Instant{1'000};
        const auto older = m_field->row<ImportBatch>(batch);
        batch.importedAt = Instant{2'000};
        const auto newer = m_field->row<ImportBatch>(batch);
        m_field->account(QStringLiteral("甲"), [&](Account &row) { row.importId = older; });
        const auto lines = m_field->read([](Reader &reader) { return importBatches(reader); });
        QCOMPARE(lines.size(), size_t(2));
        QCOMPARE(lines[0].id, newer);
        QCOMPARE(lines[0].accountsHere, 0);
        QCOMPARE(lines[1].accountsHere, 1);
        QCOMPARE(lines[1].personName, QStringLiteral("林晓"));
        QCOMPARE(lines[1].rowsSetAside, 2);
    }
};

QTEST_GUILESS_MAIN(AccountsTest)
#include "accounts_test.moc"
