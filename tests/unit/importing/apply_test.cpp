// SPDX-License-Identifier: Apache-2.0
#include "core/storage/store.h"
#include "core/usecases/import_apply.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_key_store.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace legwork;
using namespace legwork::importing;
using namespace legwork::usecases;

namespace {
const Uuid kTerritory = Uuid::derive("test", "territory");

const QString kFile = QStringLiteral("客户编号,客户名称,城市,电话,联系人,手机\n"
                                     "K1,蓝天商贸,北京,010-1,李梅,13812345678\n"
                                     "K2,远景百货,上海,021-2,,\n"
                                     ",,广州,020-3,,\n");
} // namespace

class ImportApplyTest : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<ImportDraft> draftOf(const QString &text, const ImportChoices &choices = {})
    {
        auto here = m_store->read([](Reader &reader) { return rowsHere(reader); }).result();
        ImportContext context;
        context.territory = kTerritory;
        context.at = m_clock.now().wall;
        auto draft = ImportDraft::open(QStringLiteral("list.csv"), text.toUtf8(), std::move(*here), context,
                                       {}, choices);
        return std::make_shared<ImportDraft>(std::move(*draft));
    }
    Result<ImportResult> apply(const std::shared_ptr<ImportDraft> &draft)
    {
        return m_store->write([draft](UnitOfWork &unit) { return applyImport(unit, *draft); }).result();
    }
    Result<int> undo(Id<ImportBatch> batch)
    {
        return m_store->write([batch](UnitOfWork &unit) { return undoImport(unit, batch); }).result();
    }
    template<class E>
    std::vector<E> rows(std::string_view condition = "")
    {
        return m_store->read([condition](Reader &reader) { return reader.select<E>(condition); })
            .result()
            .value();
    }
    template<class E>
    void edit(Id<E> id, std::function<void(E &)> change)
    {
        const auto done =
            m_store->write([id, change](UnitOfWork &unit) -> Status { return unit.edit(id, change); })
                .result();
        QVERIFY(done);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    test::FakeKeyStore m_keys;
    test::FakeClock m_clock;
    std::unique_ptr<storage::Store> m_store;

private Q_SLOTS:
    void init();
    void cleanup() { m_store.reset(); }
    void plan_isStored_withItsBatch_andFound();
    void undo_takesEverythingBack_butTheRecordOfIt();
    void secondImport_fillsUp_andItsUndoRestores();
    void editMadeSinceThePlan_stays_andIsCounted();
    void editMadeAfterTheImport_survivesItsUndo();
    void staleOrRepeatedPlan_isRefused_andNothingIsWritten();
    void thousandRows_areStoredInUnderASecondOrTwo();
};

void ImportApplyTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto store = storage::Store::open({m_folder->path(), &m_keys, &m_clock});
    QVERIFY(store);
    m_store = std::move(*store);
}

void ImportApplyTest::plan_isStored_withItsBatch_andFound()
{
    const auto done = apply(draftOf(kFile));
    QVERIFY(done);
    QCOMPARE(done->accountsMade, 2);
    QCOMPARE(done->contactsMade, 1);
    const auto accounts = rows<Account>("ORDER BY name");
    QCOMPARE(accounts.size(), size_t(2));
    const auto contacts = rows<Contact>();
    QCOMPARE(contacts.size(), size_t(1));
    QCOMPARE(contacts[0].name, QStringLiteral("李梅"));
    const auto batches = rows<ImportBatch>();
    QCOMPARE(batches.size(), size_t(1));
    QCOMPARE(batches[0].id, done->batch);
    QCOMPARE(batches[0].rowsRead, std::optional<qint64>(3));
    QCOMPARE(batches[0].rowsImported, std::optional<qint64>(2));
    QCOMPARE(batches[0].rowsSetAside, std::optional<qint64>(1));
    for (const Account &account : accounts) {
        QCOMPARE(account.importId, done->batch);
        QCOMPARE(account.scope, kTerritory);
    }
    const auto hits = m_store
                          ->read([](Reader &reader) {
                              return reader.search(QStringLiteral("远景"), Account::kEntityNo, 10);
                          })
                          .result();
    QVERIFY(hits && hits->size() == 1);
}

void ImportApplyTest::undo_takesEverythingBack_butTheRecordOfIt()
{
    const auto done = apply(draftOf(kFile));
    QVERIFY(done);
    const auto kept = undo(done->batch);
    QVERIFY(kept);
    QCOMPARE(*kept, 0);
    QVERIFY(rows<Account>().empty());
    QVERIFY(rows<Contact>().empty());
    const auto batches = rows<ImportBatch>();
    QCOMPARE(batches.size(), size_t(1));
    QVERIFY(batches[0].state == ImportState::Undone);
    QCOMPARE(undo(done->batch).error().code, QStringLiteral("storage.no-undo"));
    // What was taken back can be imported again.
    QCOMPARE(apply(draftOf(kFile))->accountsMade, 2);
}

void ImportApplyTest::secondImport_fillsUp_andItsUndoRestores()
{
    QVERIFY(apply(draftOf(kFile)));
    const auto again = apply(draftOf(QStringLiteral(
        "客户编号,客户名称,城市,电话,传真,联系人,职务\nK1,蓝天商贸,北京,999,888,李梅,经理\n")));
    QVERIFY(again);
    QCOMPARE(again->accountsMade, 0);
    QCOMPARE(again->accountsChanged, 1);
    QCOMPARE(again->contactsChanged, 1);
    const auto account = rows<Account>("externalRef = 'K1'").at(0);
    QCOMPARE(account.phone, QStringLiteral("010-1"));
    QCOMPARE(account.fax, QStringLiteral("888"));
    QCOMPARE(rows<Contact>().at(0).post, QStringLiteral("经理"));
    QVERIFY(undo(again->batch));
    QVERIFY(rows<Account>("externalRef = 'K1'").at(0).fax.isEmpty());
    QCOMPARE(rows<Account>().size(), size_t(2));
    QVERIFY(rows<Contact>().at(0).post.isEmpty());
}

void ImportApplyTest::editMadeSinceThePlan_stays_andIsCounted()
{
    QVERIFY(apply(draftOf(kFile)));
    const auto plan =
        draftOf(QStringLiteral("客户编号,客户名称,城市,传真,网址,标签\nK1,蓝天商贸,北京,888,a.example,新\n"));
    const auto id = rows<Account>("externalRef = 'K1'").at(0).id;
    edit<Account>(id, [](Account &row) {
        row.fax = QStringLiteral("777");
        row.tags.insert(QStringLiteral("老"));
    });
    const auto done = apply(plan);
    QVERIFY(done);
    QCOMPARE(done->changesLate, 1);
    const auto account = rows<Account>("externalRef = 'K1'").at(0);
    QCOMPARE(account.fax, QStringLiteral("777"));
    QCOMPARE(account.website, QStringLiteral("a.example"));
    QCOMPARE(account.tags.items(), (QStringList{QStringLiteral("新"), QStringLiteral("老")}));
}

void ImportApplyTest::editMadeAfterTheImport_survivesItsUndo()
{
    QVERIFY(apply(draftOf(kFile)));
    const auto again = apply(draftOf(QStringLiteral("客户编号,客户名称,城市,传真\nK1,蓝天商贸,北京,888\n")));
    QVERIFY(again);
    const auto id = rows<Account>("externalRef = 'K1'").at(0).id;
    edit<Account>(id, [](Account &row) { row.fax = QStringLiteral("corrected"); });
    const auto kept = undo(again->batch);
    QVERIFY(kept);
    QCOMPARE(*kept, 1);
    QCOMPARE(rows<Account>("externalRef = 'K1'").at(0).fax, QStringLiteral("corrected"));
}

void ImportApplyTest::staleOrRepeatedPlan_isRefused_andNothingIsWritten()
{
    const auto plan = draftOf(kFile);
    const auto first = apply(plan);
    QVERIFY(first);
    QCOMPARE(apply(plan).error().code, QStringLiteral("import.stale"));
    const auto filling =
        draftOf(QStringLiteral("客户编号,客户名称,城市,传真\nK3,新店,北京,1\nK1,蓝天商贸,北京,888\n"));
    QVERIFY(undo(first->batch));
    const auto refused = apply(filling);
    QCOMPARE(refused.error(), (Error{QStringLiteral("import.stale"), Advice::AskUser, {}}));
    QVERIFY(rows<Account>().empty());
    QCOMPARE(rows<ImportBatch>().size(), size_t(1));
}

void ImportApplyTest::thousandRows_areStoredInUnderASecondOrTwo()
{
    QString text = QStringLiteral("客户编号,客户名称,城市,地址,电话\n");
    for (int i = 0; i < 1000; ++i)
        text += QStringLiteral("K%1,第%1商贸有限公司,北京,建国路%1号,010-%1\n").arg(i);
    QElapsedTimer timer;
    timer.start();
    const auto done = apply(draftOf(text));
    QVERIFY(done);
    QCOMPARE(done->accountsMade, 1000);
    qInfo("planned and stored 1,000 rows in %lld ms", static_cast<long long>(timer.elapsed()));
    QVERIFY(timer.elapsed() < 5000);
}

QTEST_GUILESS_MAIN(ImportApplyTest)
#include "apply_test.moc"
