// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/row_packing.h"
#include "tests/unit/server/office.h"

#include <QTest>

#include <array>
#include <atomic>
#include <thread>

using namespace legwork;
using namespace legwork::server;
using namespace legwork::server::test;

class StoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packedRow_comesBackAsItWas();
    void packedNonsense_isRefused();
    void restart_keepsRows_andBeginsAnEpochThatFollowsTheLast();
    void uncommitted_isUndone();
    void failedStatement_makesEverythingAfterItVoid();
    void secondWriter_waitsForTheFirst();
    void view_standsStill();
    void rightTakenAway_isNoLongerGranted();
    void commit_ringsForItsScopesOnly_andOnlyOnce();
    void rightGivenOrTaken_ringsForThePerson();
    void undone_ringsForNobody();
    void beforeTheStoreWasOpened_anythingMayHaveHappened();
    void code_isSingleUse_andLimitedInTime();
    void code_readsAsPeopleTypeIt();
};

void StoreTest::packedRow_comesBackAsItWas()
{
    const sync::FieldVersion one{5, Instant{-7}, idOf("device"), idOf("person")};
    const sync::FieldVersion two{9, Instant{1'700'000'000'000}, {}, {}};
    StoredRow row{4, idOf("row"), idOf("scope"), 9, 5, true, one, {}};
    row.fields = {{1, text("名字"), one},
                  {2, {}, two},
                  {3, qint64(-1), two},
                  {7, 0.1, one},
                  {900, QByteArray("\0x", 2), two}};
    const PackedRow packed{4, idOf("row"), idOf("scope"), 9, 5, true, packValues(row), packVersions(row)};
    QVERIFY(unpack(packed) == row);
    std::vector<PackedField> fields;
    QVERIFY(fieldsOf(packed, true, fields));
    QCOMPARE(fields.size(), row.fields.size());
    for (size_t i = 0; i < fields.size(); ++i) {
        QCOMPARE(fields[i].no, row.fields[i].no);
        QCOMPARE(fields[i].seq, row.fields[i].version.seq);
        QVERIFY(cbor::valueOf(*cbor::firstItem(fields[i].value)) == row.fields[i].value);
    }
}

void StoreTest::packedNonsense_isRefused()
{
    const sync::FieldVersion version{5, Instant{1}, idOf("device"), idOf("person")};
    StoredRow row{4, idOf("row"), {}, 9, 5, false, version, {{1, text("x"), version}}};
    const QByteArray values = packValues(row);
    const QByteArray versions = packVersions(row);
    for (qsizetype length = 0; length < versions.size(); ++length) {
        QVERIFY(!unpack({4, {}, {}, 9, 5, false, values, versions.first(length)}));
    }
    for (qsizetype length = 0; length < values.size(); ++length) {
        QVERIFY(!unpack({4, {}, {}, 9, 5, false, values.first(length), versions}));
    }
}

void StoreTest::restart_keepsRows_andBeginsAnEpochThatFollowsTheLast()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    const Uuid id = office.addAccount(ann, "Hotel");
    const auto before = office.row(id);
    const Uuid epoch = (*office.store->read())->epoch();
    office.restart();
    const auto view = *office.store->read();
    QVERIFY(!epoch.isNull());
    QVERIFY(view->epoch() != epoch);
    QCOMPARE(view->lastOf(epoch), std::optional<qint64>(2));
    office.addAccount(ann, "Inn");
    const auto later = *office.store->read();
    QCOMPARE(later->lastOf(epoch), std::optional<qint64>(2));
    QCOMPARE(later->lastOf(later->epoch()), std::optional<qint64>(3));
    QCOMPARE(later->lastOf(idOf("another store's")), std::optional<qint64>());
    QVERIFY(office.row(id) == before);
}

void StoreTest::uncommitted_isUndone()
{
    Office office;
    {
        auto transaction = office.store->write();
        QVERIFY(transaction);
        (*transaction)->setHead(77);
        QCOMPARE((*transaction)->head(), 77);
    }
    QCOMPARE((*office.store->read())->head(), 1);
}

void StoreTest::failedStatement_makesEverythingAfterItVoid()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    const Operation made = office.insert(ann, Account::kEntityNo, idOf("Hotel"), {});
    QVERIFY(office.push(ann, {made}));
    const Uuid unit = made.unit;
    {
        auto transaction = office.store->write();
        QVERIFY(transaction);
        const auto known = (*transaction)->decisionsOn(std::span(&unit, 1));
        QCOMPARE(known.size(), size_t(1));
        // A decision stands for ever: it cannot be written a second time.
        (*transaction)->addDecisions(ann.device.id, Instant{1}, known);
        (*transaction)->setHead(99);
        QVERIFY(!(*transaction)->status());
        QCOMPARE((*transaction)->head(), 0);
        QCOMPARE((*transaction)->commit().error().code, QStringLiteral("storage.constraint"));
    }
    QCOMPARE((*office.store->read())->head(), 2);
}

void StoreTest::secondWriter_waitsForTheFirst()
{
    Office office;
    auto first = office.store->write();
    QVERIFY(first);
    std::atomic<bool> isIn = false;
    qint64 seen = 0;
    std::thread other([&] {
        auto second = office.store->write();
        isIn = true;
        seen = second ? (*second)->head() : -1;
    });
    QTest::qWait(50);
    QVERIFY(!isIn);
    (*first)->setHead(10);
    QVERIFY((*first)->commit());
    first->reset();
    other.join();
    QCOMPARE(seen, 10);
}

void StoreTest::view_standsStill()
{
    Office office;
    auto view = office.store->read();
    QVERIFY(view);
    auto transaction = office.store->write();
    (*transaction)->setHead(10);
    QVERIFY((*transaction)->commit());
    QCOMPARE((*view)->head(), 1);
    QCOMPARE((*office.store->read())->head(), 10);
}

void StoreTest::rightTakenAway_isNoLongerGranted()
{
    Office office;
    auto transaction = office.store->write().value();
    transaction->dropGrant(idOf("Ann"), idOf("north"));
    QVERIFY(transaction->commit());
    const auto left = office.store->read().value()->grants(idOf("Ann"));
    QCOMPARE(left.size(), size_t(1));
    QCOMPARE(left.front().scope, idOf("company"));
    QCOMPARE(office.store->read().value()->grants(idOf("Bo")).size(), size_t(2));
}

void StoreTest::commit_ringsForItsScopesOnly_andOnlyOnce()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    ChangeBell &bell = office.store->bell();
    const std::array scopes{idOf("north")};
    // A database's notices may begin to come only a little after the store is open.
    office.addAccount(ann, "Garage");
    QTRY_VERIFY(bell.hasRung(scopes, 1));
    std::atomic<int> north = 0;
    std::atomic<int> south = 0;
    bell.await({idOf("north")}, 2, [&] { ++north; });
    const int waiter = bell.await({idOf("south"), idOf("Cid")}, 2, [&] { ++south; });
    office.addAccount(ann, "Hotel");
    QTRY_COMPARE(north.load(), 1);
    office.addAccount(ann, "Inn");
    QTRY_VERIFY(bell.hasRung(scopes, 3));
    QCOMPARE(north.load(), 1);
    QCOMPARE(south.load(), 0);
    // Whoever asks late is told at once.
    bell.await({idOf("north")}, 3, [&] { ++north; });
    QCOMPARE(north.load(), 2);
    QVERIFY(!bell.hasRung(scopes, 4));
    bell.forget(waiter);
}

void StoreTest::rightGivenOrTaken_ringsForThePerson()
{
    Office office;
    std::atomic<int> cid = 0;
    for (const bool isGiven : {true, false}) {
        office.store->bell().await({idOf("Cid")}, isGiven ? 1 : 2, [&] { ++cid; });
        auto transaction = office.store->write();
        if (isGiven)
            (*transaction)->putGrant(idOf("Cid"), {idOf("north"), ScopeKind::Territory, Right::Read, 2});
        else
            (*transaction)->dropGrant(idOf("Cid"), idOf("north"));
        (*transaction)->setHead(isGiven ? 2 : 3);
        QVERIFY((*transaction)->commit());
        QTRY_COMPARE(cid.load(), isGiven ? 1 : 2);
    }
}

void StoreTest::undone_ringsForNobody()
{
    Office office;
    std::atomic<int> north = 0;
    const int waiter = office.store->bell().await({idOf("north")}, 1, [&] { ++north; });
    {
        auto transaction = office.store->write();
        const sync::FieldVersion version{2, Instant{1}, {}, {}};
        const StoredRow row{Account::kEntityNo, idOf("x"), idOf("north"), 2, 2, false, version, {}};
        (*transaction)->putRows(std::span(&row, 1));
        (*transaction)->setHead(2);
    }
    QTest::qWait(100);
    QCOMPARE(north.load(), 0);
    office.store->bell().forget(waiter);
}

void StoreTest::beforeTheStoreWasOpened_anythingMayHaveHappened()
{
    Office office;
    office.restart();
    const std::array nowhere{idOf("nowhere")};
    QTRY_VERIFY(office.store->bell().hasRung(nowhere, 0));
    QVERIFY(!office.store->bell().hasRung(nowhere, 1));
}

void StoreTest::code_isSingleUse_andLimitedInTime()
{
    Office office;
    Enrolment enrolment(*office.store, office.clock);
    const auto code = enrolment.issueCode(idOf("Ann"));
    QVERIFY(code);
    const Uuid install = Uuid::generate();
    const auto request = [&](const QString &typed, const Uuid &by) {
        return enrolment.enrol({sync::kProtocolVersion, kSchemaVersion, typed, by, {}, {}});
    };
    QCOMPARE(request(QStringLiteral("WRONG"), install).error().code, QStringLiteral("enrol.wrong-code"));
    const auto first = request(*code, install);
    QVERIFY(first);
    QCOMPARE(first->person, idOf("Ann"));
    QCOMPARE(first->company, idOf("company"));
    QCOMPARE(first->token.size(), 32);
    QCOMPARE(request(*code, Uuid::generate()).error().code, QStringLiteral("enrol.used-code"));
    // The answer was lost: the same device, with a token that works; the lost one does not.
    const auto again = request(*code, install);
    QVERIFY(again);
    QCOMPARE(again->device, first->device);
    QVERIFY((*office.store->read())->deviceByToken(tokenHash(again->token)));
    QVERIFY(!(*office.store->read())->deviceByToken(tokenHash(first->token)));
    // A fresh code for a known install is a new incarnation.
    const auto anew = request(*enrolment.issueCode(idOf("Ann")), install);
    QVERIFY(anew);
    QVERIFY(anew->device != first->device);

    const auto late = enrolment.issueCode(idOf("Ann"));
    office.clock.advance(kCodeMinutes * 60'000 + 1);
    QCOMPARE(request(*late, install).error().code, QStringLiteral("enrol.expired-code"));
    QCOMPARE(enrolment.issueCode(idOf("north")).error().code, QStringLiteral("enrol.unknown-person"));
    QCOMPARE(enrolment.issueCode(idOf("nobody")).error().code, QStringLiteral("enrol.unknown-person"));
}

void StoreTest::code_readsAsPeopleTypeIt()
{
    QCOMPARE(codeHash(QStringLiteral("AB01-CD")), codeHash(QStringLiteral(" abol cd")));
    QVERIFY(codeHash(QStringLiteral("AB01")) != codeHash(QStringLiteral("AB02")));
    Office office;
    Enrolment enrolment(*office.store, office.clock);
    QCOMPARE(enrolment.issueCode(idOf("Ann"))->remove(u'-').size(), 26);
    QVERIFY(*enrolment.issueCode(idOf("Ann")) != *enrolment.issueCode(idOf("Ann")));
}

QTEST_GUILESS_MAIN(StoreTest)
#include "store_test.moc"
