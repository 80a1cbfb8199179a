// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/codec.h"
#include "tests/unit/server/office.h"

#include <QDateTime>
#include <QTest>

#include <set>

using namespace legwork;
using namespace legwork::server;
using namespace legwork::server::test;

namespace {

constexpr int kAccount = Account::kEntityNo;
constexpr int kContact = Contact::kEntityNo;

/// Accounts and contacts of the north, made by Ann in units of one of each, so that entities alternate in seq.
void fill(Office &office, Gadget &ann, int count, int textLength = 10)
{
    std::vector<Operation> operations;
    for (int i = 0; i < count; ++i) {
        const Uuid account = Uuid::derive("account", QByteArray::number(i));
        operations.push_back(office.insert(
            ann, kAccount, account, {{field::Account::name, QString(textLength, QChar(u'a' + i % 26)), {}}}));
        operations.push_back(office.insert(ann, kContact, Uuid::derive("contact", QByteArray::number(i)),
                                           {{field::Contact::accountId, account.toBytes(), {}},
                                            {field::Contact::name, QString::number(i), {}}}));
        operations.back().unit = operations[operations.size() - 2].unit;
    }
    const auto outcomes = office.push(ann, operations);
    QVERIFY(outcomes);
    for (const Outcome &outcome : *outcomes)
        QCOMPARE(outcome.verdict, Verdict::Applied);
}

} // namespace

class FeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstDownload_bringsEveryRowOfTheOwnScopes_andNoOther();
    void firstDownload_hasLongBatches_parentsFirst();
    void secondDownload_bringsOnlyChangedFields();
    void nothingNew_bringsNothing();
    void ownEdits_areEchoed();
    void tombstones_goOnlyToThoseWhoMayHoldTheRow();
    void frames_stayWithinTheirBounds();
    void resumed_afterAnyBatch_yieldsExactlyTheSameRows();
    void resumed_withChangesMeanwhile_comesToTheSameStateAfterOneMore();
    void resumed_withWorthlessToken_beginsAnew();
    void newGrantMeanwhile_beginsAnew();
    void download_isOneState_whateverIsWrittenMeanwhile();
    void outcomeSequence_isWithinTheTargetThatFollows();
    void firstDownload_tellsHowManyRowsAreToCome();
    void firstDownload_bringsTheNextVisitsAheadOfTheirTurn_andThemAgainInIt();
    void rowsAhead_comeOnlyToThoseWhoTakeThem_andOnlyAtTheBeginning();
};

void FeedTest::firstDownload_bringsEveryRowOfTheOwnScopes_andNoOther()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget cid = office.enrol("Cid");
    fill(office, ann, 3);
    const Download mine = office.pull(ann);
    QCOMPARE(mine.rowCount(), size_t(3 + 4 + 6));
    QCOMPARE(mine.scopes.epoch, (*office.store->read())->epoch());
    QCOMPARE(mine.scopes.target, mine.end.target);
    QCOMPARE(mine.scopes.grants.size(), size_t(2));
    QCOMPARE(mine.end.highestOpNo, 6);
    (void)office.pull(cid);
    QCOMPARE(cid.held.size(), size_t(7));
    for (const RowBatch &batch : office.pull(cid).batches)
        QVERIFY(batch.entityNo < kAccount);
}

void FeedTest::firstDownload_hasLongBatches_parentsFirst()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    fill(office, ann, 100);
    Gadget bo = office.enrol("Bo");
    const Download download = office.pull(bo);
    // Company, territories, people, accounts, contacts: entities alternate in the log, not here.
    QCOMPARE(download.batches.size(), size_t(5));
    int last = 0;
    for (const RowBatch &batch : download.batches) {
        QVERIFY(batch.entityNo > last);
        last = batch.entityNo;
        for (size_t r = 1; r < batch.size(); ++r)
            QVERIFY(std::tie(batch.seqs[r - 1], batch.ids[r - 1]) < std::tie(batch.seqs[r], batch.ids[r]));
    }
}

void FeedTest::secondDownload_bringsOnlyChangedFields()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    const Uuid id = office.addAccount(ann, "Hotel");
    Gadget bo = office.enrol("Bo");
    (void)office.pull(bo);
    QVERIFY(office.push(ann, {office.update(ann, kAccount, id, {{field::Account::phone, text("110"), {}}})}));
    const Download download = office.pull(bo);
    QCOMPARE(download.batches.size(), size_t(1));
    QCOMPARE(download.batches[0].size(), size_t(1));
    QCOMPARE(download.batches[0].fieldNos, std::vector<int>{field::Account::phone});
    QVERIFY(bo.held[id][field::Account::phone] == text("110"));
    QVERIFY(bo.held[id][field::Account::name] == text("Hotel"));
    // Emptied is a change too.
    QVERIFY(office.push(ann, {office.update(ann, kAccount, id, {{field::Account::phone, {}, text("110")}})}));
    (void)office.pull(bo);
    QVERIFY(bo.held[id].contains(field::Account::phone));
    QVERIFY(isNull(bo.held[id][field::Account::phone]));
}

void FeedTest::nothingNew_bringsNothing()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    fill(office, ann, 2);
    (void)office.pull(ann);
    const Download download = office.pull(ann);
    QCOMPARE(download.rowCount(), size_t(0));
    QCOMPARE(download.end.target, ann.cursor);
    const qsizetype bytes = sync::encode(office.headerOf(ann)).size() + sync::encode(download.scopes).size()
                            + sync::encode(download.end).size();
    QVERIFY2(bytes < 512, qPrintable(QString::number(bytes)));
}

void FeedTest::ownEdits_areEchoed()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    (void)office.pull(ann);
    const Uuid id = office.addAccount(ann, "Hotel");
    (void)office.pull(ann);
    QVERIFY(ann.held[id][field::Account::name] == text("Hotel"));
}

void FeedTest::tombstones_goOnlyToThoseWhoMayHoldTheRow()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget bo = office.enrol("Bo");
    const Uuid id = office.addAccount(ann, "Hotel");
    (void)office.pull(ann);
    (void)office.pull(bo);
    QVERIFY(office.push(ann, {office.remove(ann, kAccount, id)}));
    const Download told = office.pull(bo);
    QCOMPARE(told.rowCount(), size_t(1));
    QVERIFY(told.batches[0].deleted[0]);
    QVERIFY(told.batches[0].fieldNos.empty());
    QVERIFY(!bo.held.contains(id));
    Gadget fresh = office.enrol("Bo");
    QCOMPARE(office.pull(fresh).rowCount(), size_t(7));
}

void FeedTest::frames_stayWithinTheirBounds()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    fill(office, ann, 2'500, 400);
    Gadget bo = office.enrol("Bo");
    const Download download = office.pull(bo);
    QCOMPARE(download.rowCount(), size_t(7 + 5'000));
    QVERIFY(download.batches.size() > 5);
    for (const RowBatch &batch : download.batches) {
        QVERIFY(batch.size() <= sync::kRowsPerFrameMax);
        QVERIFY(sync::encode(batch).size() < 640 * 1024);
        QVERIFY(sync::decodeSingle(sync::encode(batch)));
    }
}

void FeedTest::resumed_afterAnyBatch_yieldsExactlyTheSameRows()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    fill(office, ann, 2'500, 400);
    Gadget bo = office.enrol("Bo");
    const Download whole = office.pull(bo, std::nullopt, size_t(-1));
    Held expected;
    whole.applyTo(expected);
    for (size_t held = 1; held <= whole.batches.size(); ++held) {
        const Download begun = office.pull(bo, std::nullopt, held);
        const RowBatch &last = begun.batches.back();
        const sync::Resume resume{begun.scopes.target, last.seqs.back(), last.ids.back()};
        const Download rest = office.pull(bo, resume, size_t(-1));
        QCOMPARE(rest.scopes.target, begun.scopes.target);
        QCOMPARE(rest.end.target, begun.scopes.target);
        std::vector<RowBatch> joined = begun.batches;
        joined.insert(joined.end(), rest.batches.begin(), rest.batches.end());
        QVERIFY(joined == whole.batches);
    }
}

void FeedTest::resumed_withChangesMeanwhile_comesToTheSameStateAfterOneMore()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    fill(office, ann, 2'500, 400);
    Gadget bo = office.enrol("Bo");
    const Download begun = office.pull(bo, std::nullopt, 4);
    begun.applyTo(bo.held);
    const RowBatch &last = begun.batches.back();

    // Meanwhile: a change of a row that is held, of one that is not, a deletion of either, a new row.
    const Uuid had = begun.batches[3].ids[0];
    const Uuid hadToo = begun.batches[3].ids[1];
    const Uuid missing = Uuid::derive("contact", "2400");
    const Uuid missingToo = Uuid::derive("contact", "2401");
    QVERIFY(
        office.push(ann, {office.update(ann, kAccount, had, {{field::Account::phone, text("1"), {}}}),
                          office.update(ann, kContact, missing, {{field::Contact::post, text("chef"), {}}}),
                          office.remove(ann, kAccount, hadToo), office.remove(ann, kContact, missingToo)}));
    office.addAccount(ann, "New");

    const Download rest =
        office.pull(bo, sync::Resume{begun.scopes.target, last.seqs.back(), last.ids.back()}, size_t(-1));
    QCOMPARE(rest.end.target, begun.scopes.target);
    rest.applyTo(bo.held);
    bo.cursor = rest.end.target;
    (void)office.pull(bo);
    Gadget fresh = office.enrol("Bo");
    (void)office.pull(fresh);
    QVERIFY(bo.held == fresh.held);
    QVERIFY(bo.held[missing][field::Contact::name] == text("2400"));
    QVERIFY(!bo.held.contains(hadToo));
}

void FeedTest::resumed_withWorthlessToken_beginsAnew()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    fill(office, ann, 5);
    const Download whole = office.pull(ann, std::nullopt, size_t(-1));
    const Uuid id = whole.batches.back().ids.back();
    for (const sync::Resume &resume :
         {sync::Resume{2, 3, id}, sync::Resume{whole.end.target, 3, idOf("nowhere")}}) {
        const Download anew = office.pull(ann, resume, size_t(-1));
        QVERIFY(anew.batches == whole.batches);
        QCOMPARE(anew.end.target, whole.end.target);
    }
}

void FeedTest::newGrantMeanwhile_beginsAnew()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget cid = office.enrol("Cid");
    const Uuid id = office.addAccount(ann, "Hotel");
    const Download begun = office.pull(cid, std::nullopt, 2);
    auto transaction = office.store->write();
    QVERIFY(transaction);
    const qint64 seq = (*transaction)->head() + 1;
    (*transaction)->putGrant(idOf("Cid"), {idOf("north"), ScopeKind::Territory, Right::Read, seq});
    (*transaction)->setHead(seq);
    QVERIFY((*transaction)->commit());
    transaction->reset();
    const RowBatch &last = begun.batches.back();
    const Download rest =
        office.pull(cid, sync::Resume{begun.scopes.target, last.seqs.back(), last.ids.back()}, size_t(-1));
    QCOMPARE(rest.scopes.target, seq);
    QCOMPARE(rest.scopes.grants.size(), size_t(3));
    rest.applyTo(cid.held);
    QVERIFY(cid.held.contains(id));
    QVERIFY(cid.held.contains(idOf("company")));
}

void FeedTest::download_isOneState_whateverIsWrittenMeanwhile()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    fill(office, ann, 50);
    Gadget bo = office.enrol("Bo");
    auto feed = office.service->pull(bo.device, office.headerOf(bo));
    QVERIFY(feed);
    const qint64 head = (*office.store->read())->head();
    auto message = (*feed)->next();
    office.addAccount(ann, "New");
    size_t rows = 0;
    for (message = (*feed)->next(); message && *message; message = (*feed)->next()) {
        if (const auto *batch = std::get_if<RowBatch>(&**message)) {
            rows += batch->size();
            QVERIFY(batch->seqs.back() <= head);
        } else if (const auto *end = std::get_if<sync::SyncEnd>(&**message)) {
            QCOMPARE(end->target, head);
        }
    }
    QVERIFY(message);
    QCOMPARE(rows, size_t(7 + 100));
}

void FeedTest::outcomeSequence_isWithinTheTargetThatFollows()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    const auto outcomes = office.push(ann, {office.insert(ann, kAccount, idOf("a"), {}),
                                            office.update(ann, kAccount, idOf("nowhere"), {})});
    const Download download = office.pull(ann);
    for (const Outcome &outcome : *outcomes)
        QVERIFY(outcome.seq <= download.end.target);
}

void FeedTest::firstDownload_tellsHowManyRowsAreToCome()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    fill(office, ann, 30);
    const Download first = office.pull(ann);
    QCOMPARE(first.scopes.rows, qint64(first.rowCount()));
    QCOMPARE(office.pull(ann).scopes.rows, 0); // it holds something
}

namespace {

/// Of each entity the ids of the rows that come ahead.
std::map<int, std::set<Uuid>> aheadIn(const Download &download)
{
    std::map<int, std::set<Uuid>> ahead;
    for (const RowBatch &batch : download.batches) {
        if (batch.isAhead)
            ahead[batch.entityNo].insert(batch.ids.begin(), batch.ids.end());
    }
    return ahead;
}

Uuid addVisit(Office &office, Gadget &gadget, const char *name, int account, int daysFromNow)
{
    const Uuid id = Uuid::derive("visit", name);
    const QString day = QDateTime::fromMSecsSinceEpoch(office.clock.now().wall.ms, Qt::UTC)
                            .date()
                            .addDays(daysFromNow)
                            .toString(Qt::ISODate);
    const auto outcomes = office.push(
        gadget,
        {office.insert(
            gadget, Visit::kEntityNo, id,
            {{field::Visit::accountId, Uuid::derive("account", QByteArray::number(account)).toBytes(), {}},
             {field::Visit::personId, gadget.device.person.toBytes(), {}},
             {field::Visit::plannedOn, day, {}}})});
    if (!outcomes || outcomes->front().verdict != Verdict::Applied)
        qFatal("no visit");
    return id;
}

} // namespace

void FeedTest::firstDownload_bringsTheNextVisitsAheadOfTheirTurn_andThemAgainInIt()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget bo = office.enrol("Bo");
    fill(office, ann, 30);
    const Uuid soon = addVisit(office, ann, "soon", 7, 1);
    addVisit(office, ann, "late", 8, 40);
    addVisit(office, bo, "another's", 9, 1);
    Gadget fresh = office.enrol("Ann");
    sync::SyncHeader header = office.headerOf(fresh);
    header.takesAhead = true;
    auto feed = office.service->pull(fresh.device, header);
    QVERIFY(feed);
    Download download;
    int lastEntity = 0;
    std::set<Uuid> inTurn;
    for (auto message = (*feed)->next(); message && *message; message = (*feed)->next()) {
        auto *batch = std::get_if<RowBatch>(&**message);
        if (!batch)
            continue;
        if (batch->isAhead)
            QVERIFY(lastEntity < kAccount); // before all customers, after people and places
        else
            inTurn.insert(batch->ids.begin(), batch->ids.end());
        lastEntity = batch->isAhead ? lastEntity : batch->entityNo;
        download.batches.push_back(std::move(*batch));
    }
    const auto ahead = aheadIn(download);
    QCOMPARE(ahead.at(Visit::kEntityNo), std::set<Uuid>{soon});
    QCOMPARE(ahead.at(kAccount), std::set<Uuid>{Uuid::derive("account", "7")});
    QCOMPARE(ahead.at(kContact), std::set<Uuid>{Uuid::derive("contact", "7")});
    for (const auto &[entityNo, ids] : ahead) {
        for (const Uuid &id : ids)
            QVERIFY(inTurn.contains(id));
    }
}

void FeedTest::rowsAhead_comeOnlyToThoseWhoTakeThem_andOnlyAtTheBeginning()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    fill(office, ann, 30);
    addVisit(office, ann, "soon", 7, 0);
    Gadget fresh = office.enrol("Ann");
    QVERIFY(aheadIn(office.pull(fresh, std::nullopt, size_t(-1))).empty()); // of an older version
    const auto pulled = [&](const sync::SyncHeader &header) {
        auto feed = office.service->pull(fresh.device, header);
        Download download;
        for (auto message = (*feed)->next(); message && *message; message = (*feed)->next()) {
            if (auto *batch = std::get_if<RowBatch>(&**message))
                download.batches.push_back(std::move(*batch));
        }
        return download;
    };
    sync::SyncHeader header = office.headerOf(fresh);
    header.takesAhead = true;
    QVERIFY(!aheadIn(pulled(header)).empty());
    const Download cut = office.pull(fresh, std::nullopt, 1);
    header.resume = sync::Resume{cut.scopes.target, cut.batches[0].seqs.back(), cut.batches[0].ids.back()};
    QVERIFY(aheadIn(pulled(header)).empty());
    header.resume.reset();
    QVERIFY(office.pull(fresh).rowCount() > 0);
    header = office.headerOf(fresh);
    header.takesAhead = true;
    QVERIFY(aheadIn(pulled(header)).empty());
}

QTEST_GUILESS_MAIN(FeedTest)
#include "feed_test.moc"
