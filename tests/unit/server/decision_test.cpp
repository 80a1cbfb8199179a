// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/codec.h"
#include "tests/support/failing_store.h"
#include "tests/unit/server/office.h"

#include <QTest>

#include <rapidcheck.h>

using namespace legwork;
using namespace legwork::server;
using namespace legwork::server::test;

namespace {

constexpr int kAccount = Account::kEntityNo;
constexpr int kVisit = Visit::kEntityNo;

/// The single outcome of one operation, as "verdict code argument...".
QString told(const Result<std::vector<Outcome>> &pushed)
{
    if (!pushed)
        return QStringLiteral("problem ") + pushed.error().code;
    const Outcome &outcome = pushed->front();
    static const char *const kWords[] = {"", "applied", "merged", "rejected"};
    QStringList parts{QLatin1String(kWords[int(outcome.verdict)])};
    if (!outcome.code.isEmpty())
        parts += outcome.code;
    return (parts + outcome.arguments).join(u' ');
}

Value packedField(Office &office, const Uuid &conflict, int fieldNo)
{
    Packed packed;
    fromValue(office.value(conflict, fieldNo), packed);
    return packed.value().value_or(Value());
}

} // namespace

class DecisionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void retry_getsTheSameOutcome_byteForByte_alsoAfterRestart();
    void sameNumberForAnotherEdit_isAFork();
    void gap_namesTheNumberExpected();
    void operationsOutOfOrder_areRefused();
    void unit_isRejectedAsAWhole();
    void unit_mayNameAChildBeforeItsParent();
    void rights_decideByScopeKindAndGrant();
    void foreignDevice_isUnauthorised();
    void references_mustBeThere_andOfTheSameTerritory();
    void badValue_isRejectedByName();
    void whatANewerVersionKnows_isKeptAndHandedOn_toThoseWhoMaySeeIt();
    void unitTheServerFailsAt_failsTheRequest_andIsPutAsideWhenAsked();
    void putAsideUnseen_isNotDecided_andIsToldTheSameAgain();
    void tooLargeRow_isRejected();
    void updateOfUnknownRow_isGone_andMakesNothing();
    void tombstone_refusesEdits_andComesBackOnlyKnowingly();
    void deletionOverUnseenEdit_winsAndKeepsTheEditAside();
    void insertTwice_mergesFieldByField();
    void concurrentEdits_convergeInEitherOrder_andKeepBoth();
    void firstWins_keepsTheFirstCheckIn();
    void union_takesBoth_withoutConflict_andInOneOrder();
    void conflict_isSettledByDevices_butMadeByTheServer();
    void wrongClock_doesNotBeatCausality();
    void claimToHaveSeenTheFuture_seesTheHeadOnly();
    void epochOfAnotherPast_isNamed_andNothingIsDecided();
    void sameUnitUnderAnotherName_isDecidedOnce();
    void manySmallPushes_equalOneBigPush();
};

void DecisionTest::retry_getsTheSameOutcome_byteForByte_alsoAfterRestart()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget bo = office.enrol("Bo");
    const Uuid id = office.addAccount(ann, "Hotel");
    QVERIFY(office.push(bo, {office.update(bo, kAccount, id, {{field::Account::city, text("上海"), {}}})}));
    const std::vector<Operation> sent{
        office.update(ann, kAccount, id, {{field::Account::city, text("无锡"), text("苏州")}}),
        office.update(ann, kAccount, idOf("nowhere"), {}),
        office.insert(ann, kVisit, idOf("visit"), {{field::Visit::accountId, id.toBytes(), {}}})};
    const auto bytesOf = [](const std::vector<Outcome> &outcomes) { return sync::encode(outcomes); };
    const auto first = office.push(ann, sent);
    QVERIFY(first);
    QCOMPARE(first->size(), size_t(3));
    const qint64 head = (*office.store->read())->head();
    office.clock.advance(60'000);
    const auto again = office.push(ann, sent);
    QVERIFY(again);
    QCOMPARE(bytesOf(*again), bytesOf(*first));
    office.restart();
    const auto later = office.push(ann, sent);
    QVERIFY(later);
    QCOMPARE(bytesOf(*later), bytesOf(*first));
    QCOMPARE((*office.store->read())->head(), head);
    // Half known, half new.
    auto more = sent;
    more.push_back(office.update(ann, kAccount, id, {{field::Account::phone, text("1"), {}}}));
    const auto mixed = office.push(ann, more);
    QVERIFY(mixed);
    QCOMPARE(mixed->size(), size_t(4));
    QCOMPARE(bytesOf({mixed->begin(), mixed->begin() + 3}), bytesOf(*first));
    QCOMPARE(mixed->back().verdict, Verdict::Applied);
}

void DecisionTest::sameNumberForAnotherEdit_isAFork()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget copy = ann;
    office.addAccount(ann, "Hotel");
    const auto forked = office.push(copy, {office.insert(copy, kAccount, idOf("Other"), {})});
    QCOMPARE(told(forked), QStringLiteral("problem sync.fork"));
    QVERIFY(!office.row(idOf("Other")));
}

void DecisionTest::gap_namesTheNumberExpected()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    office.addAccount(ann, "Hotel");
    ann.nextOpNo = 5;
    const auto pushed = office.push(ann, {office.insert(ann, kAccount, idOf("Late"), {})});
    QCOMPARE(told(pushed), QStringLiteral("problem sync.gap"));
    QCOMPARE(pushed.error().arguments, QStringList{QStringLiteral("2")});
    QCOMPARE(pushed.error().advice, Advice::Retry);
    QVERIFY(!office.row(idOf("Late")));
}

void DecisionTest::operationsOutOfOrder_areRefused()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    std::vector<Operation> sent{office.insert(ann, kAccount, idOf("a"), {}),
                                office.insert(ann, kAccount, idOf("b"), {})};
    std::swap(sent[0], sent[1]);
    QCOMPARE(told(office.push(ann, sent)), QStringLiteral("problem sync.malformed"));
    QVERIFY(!office.row(idOf("a")));
}

void DecisionTest::unit_isRejectedAsAWhole()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    std::vector<Operation> sent{
        office.insert(ann, kAccount, idOf("good"), {{field::Account::name, text("good"), {}}}),
        office.update(ann, kAccount, idOf("nowhere"), {}), office.insert(ann, kAccount, idOf("next"), {})};
    sent[1].unit = sent[0].unit;
    const auto outcomes = office.push(ann, sent);
    QVERIFY(outcomes);
    QCOMPARE((*outcomes)[0].verdict, Verdict::Rejected);
    QCOMPARE((*outcomes)[0].code, QStringLiteral("sync.unit"));
    QCOMPARE((*outcomes)[0].arguments, QStringList{QStringLiteral("1")});
    QCOMPARE((*outcomes)[1].code, QStringLiteral("sync.gone"));
    QCOMPARE((*outcomes)[2].verdict, Verdict::Applied);
    QVERIFY(!office.row(idOf("good")));
    QVERIFY(office.row(idOf("next")));
}

void DecisionTest::unit_mayNameAChildBeforeItsParent()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    std::vector<Operation> sent{
        office.insert(ann, kVisit, idOf("visit"), {{field::Visit::accountId, idOf("Hotel").toBytes(), {}}}),
        office.insert(ann, kAccount, idOf("Hotel"), {{field::Account::name, text("Hotel"), {}}})};
    sent[1].unit = sent[0].unit;
    const auto outcomes = office.push(ann, sent);
    QVERIFY(outcomes);
    QCOMPARE((*outcomes)[0].verdict, Verdict::Applied);
    QCOMPARE((*outcomes)[0].seq, (*outcomes)[1].seq);
}

void DecisionTest::rights_decideByScopeKindAndGrant()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget cid = office.enrol("Cid");
    Gadget dot = office.enrol("Dot");
    const Uuid id = office.addAccount(ann, "Hotel");
    for (Gadget *gadget : {&ann, &cid, &dot})
        (void)office.pull(*gadget);
    const auto one = [&](Gadget &gadget, Operation operation) {
        return told(office.push(gadget, {operation}));
    };
    // Everybody reads the company, the administrator writes it.
    const std::vector<FieldEdit> rename{{field::Company::name, text("New"), text("company")}};
    QCOMPARE(one(ann, office.update(ann, Company::kEntityNo, idOf("company"), rename)),
             QStringLiteral("rejected sync.no-right company"));
    QCOMPARE(one(dot, office.update(dot, Company::kEntityNo, idOf("company"), rename)),
             QStringLiteral("applied"));
    // A territory is worked by its own people, whatever is done.
    const std::vector<FieldEdit> edit{{field::Account::city, text("x"), {}}};
    for (Gadget *stranger : {&cid, &dot}) {
        QCOMPARE(one(*stranger, office.update(*stranger, kAccount, id, edit)),
                 QStringLiteral("rejected sync.no-right account"));
        QCOMPARE(one(*stranger, office.remove(*stranger, kAccount, id)),
                 QStringLiteral("rejected sync.no-right account"));
        QCOMPARE(one(*stranger, office.insert(*stranger, kAccount, id, edit)),
                 QStringLiteral("rejected sync.no-right account"));
        QCOMPARE(one(*stranger, office.undelete(*stranger, kAccount, id)),
                 QStringLiteral("rejected sync.no-right account"));
    }
    QVERIFY(office.value(id, field::Account::city) == text("苏州"));
    // Rows live in scopes of their kind, and stay where they are.
    QCOMPARE(one(dot, office.insert(dot, kAccount, idOf("stray"), edit, idOf("company"))),
             QStringLiteral("rejected sync.scope account"));
    QCOMPARE(one(cid, office.insert(cid, kAccount, id, edit, idOf("south"))),
             QStringLiteral("rejected sync.scope account"));
    QCOMPARE(one(ann, office.insert(ann, kVisit, id, {})), QStringLiteral("rejected sync.id-taken visit"));
}

void DecisionTest::foreignDevice_isUnauthorised()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget bo = office.enrol("Bo");
    auto header = office.headerOf(bo);
    const auto pushed = office.service->push(ann.device, header, {});
    QCOMPARE(pushed.error().code, QStringLiteral("sync.unauthorised"));
    QCOMPARE(office.service->pull(ann.device, header).error().code, QStringLiteral("sync.unauthorised"));
    header = office.headerOf(ann);
    header.protocol = 0;
    QCOMPARE(office.service->pull(ann.device, header).error().code, QStringLiteral("sync.update-app"));
    header.protocol = sync::kProtocolVersion + 1;
    QCOMPARE(office.service->pull(ann.device, header).error().code, QStringLiteral("sync.update-server"));
}

void DecisionTest::references_mustBeThere_andOfTheSameTerritory()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget cid = office.enrol("Cid");
    const Uuid id = office.addAccount(ann, "Hotel");
    const auto visitOf = [&](Gadget &gadget, const char *name, const Uuid &account, const Uuid &scope) {
        return told(
            office.push(gadget, {office.insert(gadget, kVisit, idOf(name),
                                               {{field::Visit::accountId, account.toBytes(), {}}}, scope)}));
    };
    QCOMPARE(visitOf(ann, "v1", idOf("nowhere"), idOf("north")),
             QStringLiteral("rejected sync.no-parent visit accountId"));
    QCOMPARE(visitOf(ann, "v2", idOf("Ann"), idOf("north")),
             QStringLiteral("rejected sync.no-parent visit accountId"));
    // A visit lies where its account lies, whatever its operation says.
    QCOMPARE(visitOf(cid, "v3", id, idOf("south")), QStringLiteral("rejected sync.no-right visit"));
    QCOMPARE(visitOf(ann, "v4", id, idOf("north")), QStringLiteral("applied"));
}

void DecisionTest::badValue_isRejectedByName()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    const Uuid id = office.addAccount(ann, "Hotel");
    const std::vector<std::pair<int, Value>> bad{{field::Account::name, qint64(1)},
                                                 {field::Account::anniversary, text("yesterday")},
                                                 {field::Account::staffCount, text("many")},
                                                 {field::Account::ownerId, QByteArray(5, 'x')},
                                                 {field::Account::name, QString(QChar(0))}};
    for (const auto &[no, value] : bad) {
        const auto pushed = office.push(ann, {office.update(ann, kAccount, id, {{no, value, {}}})});
        QCOMPARE(told(pushed), QStringLiteral("rejected sync.bad-value account ")
                                   + QLatin1String(entity(kAccount)->field(no)->name));
    }
    QVERIFY(office.value(id, field::Account::name) == text("Hotel"));
}

void DecisionTest::whatANewerVersionKnows_isKeptAndHandedOn_toThoseWhoMaySeeIt()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    const Uuid id = office.addAccount(ann, "Hotel");
    QCOMPARE(told(office.push(ann, {office.update(ann, kAccount, id, {{700, text("later"), {}}})})),
             QStringLiteral("applied"));
    const Uuid made = idOf("of an unknown entity");
    const Uuid other = idOf("of another one");
    QCOMPARE(told(office.push(
                 ann, {office.insert(ann, 900, made, {{1, text("new"), {}}, {3, id.toBytes(), {}}})})),
             QStringLiteral("applied"));
    QCOMPARE(told(office.push(ann, {office.insert(ann, 40, other, {})})), QStringLiteral("applied"));
    Gadget bo = office.enrol("Bo");
    (void)office.pull(bo);
    QVERIFY(bo.held[id][700] == text("later"));
    QVERIFY(bo.held[made][1] == text("new"));
    QVERIFY(bo.held.contains(other));
    // Two who do not know of each other: as a register, and nothing is lost.
    const auto mine = office.update(ann, 900, made, {{1, text("mine"), text("new")}});
    QCOMPARE(told(office.push(bo, {office.update(bo, 900, made, {{1, text("theirs"), text("new")}})})),
             QStringLiteral("applied"));
    QVERIFY(told(office.push(ann, {mine})).startsWith(QStringLiteral("merged")));
    // It asks for the right to write like everything else.
    Gadget cid = office.enrol("Cid");
    QCOMPARE(told(office.push(cid, {office.update(cid, 900, made, {{1, text("x"), {}}})})),
             QStringLiteral("rejected sync.no-right 900"));
    (void)office.pull(cid);
    QVERIFY(!cid.held.contains(made));
    Operation removal = office.update(bo, 900, made, {});
    removal.kind = OperationKind::Delete;
    QCOMPARE(told(office.push(bo, {removal})), QStringLiteral("applied"));
    QCOMPARE(told(office.push(ann, {office.update(ann, 900, made, {{1, text("x"), {}}})})),
             QStringLiteral("rejected sync.deleted 900"));
    QCOMPARE(told(office.push(ann, {office.insert(ann, 5'000, idOf("too far"), {})})),
             QStringLiteral("rejected sync.update-server 5000"));
}

void DecisionTest::unitTheServerFailsAt_failsTheRequest_andIsPutAsideWhenAsked()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    const Uuid id = office.addAccount(ann, "Hotel");
    legwork::test::FailingStore failing(*office.store, legwork::test::rowsThatSay(QStringLiteral("boom")));
    SyncService service(failing, office.clock);
    const auto good = office.update(ann, kAccount, id, {{field::Account::street, text("Suzhou"), {}}});
    const auto bad = office.update(ann, kAccount, id, {{field::Account::phone, text("boom"), {}}});
    sync::SyncHeader header = office.headerOf(ann);
    const auto refusal = service.push(ann.device, header, {good, bad});
    QCOMPARE(refusal.error().code, QStringLiteral("server.failed"));
    QVERIFY(isNull(office.value(id, field::Account::street))); // nothing of it counts
    QVERIFY(service.push(ann.device, header, {good}));

    header.park = sync::Park::IfItFails;
    QCOMPARE(service.push(ann.device, header, {bad, good}).error().code, QStringLiteral("sync.malformed"));
    const auto parked = service.push(ann.device, header, {bad});
    QCOMPARE(told(parked), QStringLiteral("rejected server.parked"));
    QCOMPARE(told(service.push(ann.device, header, {bad})), QStringLiteral("rejected server.parked"));
    QCOMPARE(service.push(ann.device, header, {bad})->front(), parked->front());
    QVERIFY(isNull(office.value(id, field::Account::phone)));
    {
        auto letters = (*office.store->read())->deadLetters();
        QCOMPARE(letters.size(), size_t(1));
        QCOMPARE(letters[0].device, ann.device.id);
        QVERIFY(letters[0].operation == bad);
    }
    // What follows it goes on; and a unit that can be decided is decided, asked to be put aside or not.
    const auto next = office.update(ann, kAccount, id, {{field::Account::phone, text("123"), {}}});
    QCOMPARE(told(service.push(ann.device, header, {next})), QStringLiteral("applied"));
    QVERIFY(office.value(id, field::Account::phone) == text("123"));
    {
        auto transaction = office.store->write();
        (*transaction)->dropDeadLetter((*transaction)->deadLetters().front().no);
        QVERIFY((*transaction)->commit());
    }
    QVERIFY((*office.store->read())->deadLetters().empty());
}

void DecisionTest::putAsideUnseen_isNotDecided_andIsToldTheSameAgain()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    const Uuid id = office.addAccount(ann, "Hotel");
    sync::SyncHeader header = office.headerOf(ann);
    header.park = sync::Park::Unseen;
    const auto unseen = office.update(ann, kAccount, id, {{field::Account::street, text("Suzhou"), {}}});
    QCOMPARE(told(office.service->push(ann.device, header, {unseen})),
             QStringLiteral("rejected server.parked"));
    QVERIFY(isNull(office.value(id, field::Account::street)));
    // Delayed on its way before it was put aside: the outcome stands.
    header.park = sync::Park::No;
    QCOMPARE(told(office.service->push(ann.device, header, {unseen})),
             QStringLiteral("rejected server.parked"));
    // Numbers that follow one another, as ever.
    header.park = sync::Park::Unseen;
    auto ahead = unseen;
    ahead.opNo = ann.nextOpNo + 3;
    QCOMPARE(office.service->push(ann.device, header, {ahead}).error().code, QStringLiteral("sync.gap"));
}

void DecisionTest::tooLargeRow_isRejected()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    const Uuid id = office.addAccount(ann, "Hotel");
    std::vector<FieldEdit> edits;
    for (int no = 500; no < 520; ++no)
        edits.push_back({no, QByteArray(64 * 1024, 'x'), {}});
    QCOMPARE(told(office.push(ann, {office.update(ann, kAccount, id, edits)})),
             QStringLiteral("rejected sync.too-large account"));
}

void DecisionTest::updateOfUnknownRow_isGone_andMakesNothing()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    QCOMPARE(told(office.push(ann, {office.update(ann, kAccount, idOf("ghost"), {{1, text("x"), {}}})})),
             QStringLiteral("rejected sync.gone account"));
    QVERIFY(!office.row(idOf("ghost")));
    QCOMPARE(told(office.push(ann, {office.remove(ann, kAccount, idOf("ghost"))})),
             QStringLiteral("applied"));
}

void DecisionTest::tombstone_refusesEdits_andComesBackOnlyKnowingly()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget bo = office.enrol("Bo");
    const Uuid id = office.addAccount(ann, "Hotel");
    (void)office.pull(ann);
    (void)office.pull(bo);
    QCOMPARE(told(office.push(ann, {office.remove(ann, kAccount, id)})), QStringLiteral("applied"));
    const auto refused = QStringLiteral("rejected sync.deleted account");
    QCOMPARE(told(office.push(bo, {office.update(bo, kAccount, id, {{1, text("x"), {}}})})), refused);
    QCOMPARE(told(office.push(bo, {office.insert(bo, kAccount, id, {{1, text("x"), {}}})})), refused);
    QCOMPARE(told(office.push(bo, {office.undelete(bo, kAccount, id)})), refused);
    QVERIFY(office.row(id)->deleted);
    (void)office.pull(bo);
    QVERIFY(!bo.held.contains(id));
    // Now Bo knows, and wants it back; whoever dropped it gets all of it.
    QCOMPARE(told(office.push(bo, {office.undelete(bo, kAccount, id)})), QStringLiteral("applied"));
    (void)office.pull(bo);
    QVERIFY(bo.held[id][field::Account::name] == text("Hotel"));
    QVERIFY(bo.held[id][field::Account::city] == text("苏州"));
    // A second deletion elsewhere outlives the first one's undoing.
    QVERIFY(office.push(ann, {office.remove(ann, kAccount, id)}));
    QVERIFY(office.push(bo, {office.remove(bo, kAccount, id)}));
    QCOMPARE(told(office.push(ann, {office.undelete(ann, kAccount, id)})), refused);
}

void DecisionTest::deletionOverUnseenEdit_winsAndKeepsTheEditAside()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget bo = office.enrol("Bo");
    const Uuid id = office.addAccount(ann, "Hotel");
    (void)office.pull(ann);
    (void)office.pull(bo);
    QVERIFY(office.push(bo, {office.update(bo, kAccount, id, {{field::Account::phone, text("110"), {}}})}));
    const auto pushed = office.push(ann, {office.remove(ann, kAccount, id)});
    QCOMPARE(told(pushed), QStringLiteral("merged"));
    QVERIFY(office.row(id)->deleted);
    QCOMPARE(pushed->front().conflicts.size(), size_t(1));
    const Uuid conflict = pushed->front().conflicts.front();
    QVERIFY(packedField(office, conflict, field::Conflict::otherValue) == text("110"));
    QVERIFY(office.value(conflict, field::Conflict::otherBy) == Value(idOf("Bo").toBytes()));
}

void DecisionTest::insertTwice_mergesFieldByField()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget bo = office.enrol("Bo");
    const Uuid id = idOf("answer");
    QVERIFY(
        office.push(ann, {office.insert(ann, kAccount, id, {{1, text("a"), {}}, {2, text("short"), {}}})}));
    office.clock.advance(1000);
    const auto pushed = office.push(
        bo, {office.insert(bo, kAccount, id, {{1, text("b"), {}}, {2, {}, {}}, {9, text("c"), {}}})});
    QCOMPARE(told(pushed), QStringLiteral("merged"));
    QVERIFY(office.value(id, 1) == text("b"));
    QVERIFY(office.value(id, 2) == text("short")); // left out is not taken out
    QVERIFY(office.value(id, 9) == text("c"));
    QVERIFY(packedField(office, pushed->front().conflicts.front(), field::Conflict::otherValue) == text("a"));
}

void DecisionTest::concurrentEdits_convergeInEitherOrder_andKeepBoth()
{
    for (const bool laterFirst : {false, true}) {
        Office office;
        Gadget ann = office.enrol("Ann");
        Gadget bo = office.enrol("Bo");
        const Uuid id = office.addAccount(ann, "Hotel");
        (void)office.pull(ann);
        (void)office.pull(bo);
        office.clock.advance(5000);
        const Operation early =
            office.update(ann, kAccount, id, {{field::Account::city, text("无锡"), text("苏州")}});
        const Instant earlyAt = office.clock.now().wall;
        office.clock.advance(5000);
        const Operation late =
            office.update(bo, kAccount, id, {{field::Account::city, text("上海"), text("苏州")}});
        office.clock.advance(5000);
        const auto first = laterFirst ? office.push(bo, {late}) : office.push(ann, {early});
        const auto second = laterFirst ? office.push(ann, {early}) : office.push(bo, {late});
        QCOMPARE(told(first), QStringLiteral("applied"));
        QCOMPARE(told(second), QStringLiteral("merged"));
        QVERIFY(office.value(id, field::Account::city) == text("上海"));

        const Uuid conflict = second->front().conflicts.front();
        QVERIFY(packedField(office, conflict, field::Conflict::baseValue) == text("苏州"));
        QVERIFY(packedField(office, conflict, field::Conflict::keptValue) == text("上海"));
        QVERIFY(packedField(office, conflict, field::Conflict::otherValue) == text("无锡"));
        QVERIFY(office.value(conflict, field::Conflict::keptBy) == Value(idOf("Bo").toBytes()));
        QVERIFY(office.value(conflict, field::Conflict::otherBy) == Value(idOf("Ann").toBytes()));
        QVERIFY(office.value(conflict, field::Conflict::otherAt) == Value(earlyAt.ms));
        QVERIFY(office.value(conflict, field::Conflict::rowId) == Value(id.toBytes()));
        QVERIFY(office.value(conflict, field::Conflict::state) == text("open"));
        QCOMPARE(office.row(conflict)->scope, idOf("north"));

        // Both devices come to hold the same, conflict included.
        (void)office.pull(ann);
        (void)office.pull(bo);
        QVERIFY(ann.held == bo.held);
        QVERIFY(ann.held.contains(conflict));
    }
}

void DecisionTest::firstWins_keepsTheFirstCheckIn()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget bo = office.enrol("Bo");
    const Uuid id = idOf("visit");
    QVERIFY(office.push(ann, {office.insert(ann, kVisit, id, {})}));
    (void)office.pull(ann);
    (void)office.pull(bo);
    QVERIFY(
        office.push(ann, {office.update(ann, kVisit, id, {{field::Visit::checkInAt, qint64(1000), {}}})}));
    office.clock.advance(10);
    const auto second =
        office.push(bo, {office.update(bo, kVisit, id, {{field::Visit::checkInAt, qint64(2000), {}}})});
    QCOMPARE(told(second), QStringLiteral("merged"));
    QVERIFY(office.value(id, field::Visit::checkInAt) == Value(qint64(1000)));
    QVERIFY(packedField(office, second->front().conflicts.front(), field::Conflict::otherValue)
            == Value(qint64(2000)));
}

void DecisionTest::union_takesBoth_withoutConflict_andInOneOrder()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget bo = office.enrol("Bo");
    const Uuid id = office.addAccount(ann, "Hotel");
    const auto tags = [](const QStringList &items) { return toValue(StringSet(items)); };
    const QString messy = QStringLiteral("z\u001Fa"); // a set in another order than ours
    QVERIFY(office.push(ann, {office.update(ann, kAccount, id, {{field::Account::tags, messy, {}}})}));
    QVERIFY(office.value(id, field::Account::tags) == tags({QStringLiteral("a"), QStringLiteral("z")}));
    const auto pushed = office.push(
        bo, {office.update(bo, kAccount, id, {{field::Account::tags, tags({QStringLiteral("m")}), {}}})});
    QCOMPARE(told(pushed), QStringLiteral("merged"));
    QVERIFY(pushed->front().conflicts.empty());
    QVERIFY(office.value(id, field::Account::tags)
            == tags({QStringLiteral("a"), QStringLiteral("m"), QStringLiteral("z")}));
}

void DecisionTest::conflict_isSettledByDevices_butMadeByTheServer()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget bo = office.enrol("Bo");
    const Uuid id = office.addAccount(ann, "Hotel");
    const auto made = office.push(bo, {office.insert(bo, kAccount, id, {{1, text("Motel"), {}}})});
    const Uuid conflict = made->front().conflicts.front();
    (void)office.pull(ann);
    (void)office.pull(bo);
    const auto one = [&](Operation operation) { return told(office.push(ann, {operation})); };
    QCOMPARE(one(office.update(ann, Conflict::kEntityNo, conflict,
                               {{field::Conflict::keptValue, QByteArray("\xf6"), {}}})),
             QStringLiteral("rejected sync.no-right conflict keptValue"));
    QCOMPARE(one(office.remove(ann, Conflict::kEntityNo, conflict)),
             QStringLiteral("rejected sync.no-right conflict"));
    QCOMPARE(one(office.insert(ann, Conflict::kEntityNo, idOf("own"), {})),
             QStringLiteral("rejected sync.no-right conflict"));
    QCOMPARE(one(office.update(ann, Conflict::kEntityNo, conflict,
                               {{field::Conflict::state, text("kept"), text("open")}})),
             QStringLiteral("applied"));
    // Bo settles it at the same time: the later word stands, and no conflict about the conflict.
    office.clock.advance(10);
    const auto both =
        office.push(bo, {office.update(bo, Conflict::kEntityNo, conflict,
                                       {{field::Conflict::state, text("taken"), text("open")}})});
    QVERIFY(both->front().conflicts.empty());
    QVERIFY(office.value(conflict, field::Conflict::state) == text("taken"));
}

void DecisionTest::wrongClock_doesNotBeatCausality()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget bo = office.enrol("Bo");
    const Uuid id = office.addAccount(ann, "Hotel");
    office.clock.advance(1000);
    // Ann's phone lives ten years ahead.
    const Instant right = office.clock.now().wall;
    const qint64 tenYearsMs = 10LL * 365 * 86'400'000;
    auto edit = office.update(ann, kAccount, id, {{field::Account::city, text("无锡"), text("苏州")}});
    edit.at.wall.ms += tenYearsMs;
    auto header = office.headerOf(ann);
    header.now.wall.ms += tenYearsMs;
    QVERIFY(office.service->push(ann.device, header, {edit}));
    QVERIFY(office.row(id)->field(field::Account::city)->version.editedAt <= right);
    (void)office.pull(bo);
    office.clock.advance(1000);
    QCOMPARE(told(office.push(bo, {office.update(bo, kAccount, id,
                                                 {{field::Account::city, text("上海"), text("无锡")}})})),
             QStringLiteral("applied"));
    QVERIFY(office.value(id, field::Account::city) == text("上海"));
}

void DecisionTest::claimToHaveSeenTheFuture_seesTheHeadOnly()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget bo = office.enrol("Bo");
    const Uuid id = office.addAccount(ann, "Hotel");
    auto liar = office.update(bo, kAccount, id, {{field::Account::city, text("x"), {}}});
    liar.base = std::numeric_limits<qint64>::max();
    QCOMPARE(told(office.push(bo, {liar})), QStringLiteral("applied"));
    // What comes after is concurrent with it, and not silently swallowed.
    const auto next =
        office.push(ann, {office.update(ann, kAccount, id, {{field::Account::city, text("y"), {}}})});
    QCOMPARE(told(next), QStringLiteral("merged"));
}

void DecisionTest::epochOfAnotherPast_isNamed_andNothingIsDecided()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget bo = office.enrol("Bo");
    const Uuid id = office.addAccount(ann, "Hotel");
    (void)office.pull(bo);
    const Uuid known = bo.epoch;
    office.restart();
    office.addAccount(ann, "Inn");
    const auto refusalOf = [&](const sync::SyncHeader &header) {
        auto change = office.update(bo, kAccount, id, {{field::Account::city, text("x"), {}}});
        const auto pushed = office.service->push(bo.device, header, {change});
        --bo.nextOpNo;
        const auto pulled = office.service->pull(bo.device, header);
        if (pushed || pulled || pushed.error().arguments != pulled.error().arguments)
            return QStringList();
        return QStringList{pushed.error().code} + pushed.error().arguments;
    };
    sync::SyncHeader header = office.headerOf(bo);
    // It was here in that epoch, but has heard of more than was given out then.
    header.heard = 3;
    QCOMPARE(refusalOf(header),
             QStringList({QStringLiteral("sync.epoch"), QStringLiteral("2"), known.toText()}));
    header.epoch = idOf("never here");
    QCOMPARE(refusalOf(header), QStringList({QStringLiteral("sync.epoch"), QStringLiteral("0"), QString()}));
    header.former = {idOf("nor here"), known};
    QCOMPARE(refusalOf(header),
             QStringList({QStringLiteral("sync.epoch"), QStringLiteral("2"), known.toText()}));
    QCOMPARE(office.value(id, field::Account::city), text("苏州"));
    // As far as both have come together the epoch is good.
    header = office.headerOf(bo);
    header.heard = 2;
    QVERIFY(office.service->pull(bo.device, header));
}

void DecisionTest::sameUnitUnderAnotherName_isDecidedOnce()
{
    Office office;
    Gadget ann = office.enrol("Ann");
    const Operation made =
        office.insert(ann, kAccount, idOf("Hotel"), {{field::Account::name, text("Hotel"), {}}});
    const auto first = office.push(ann, {made});
    Gadget renewed = office.enrol("Ann");
    Operation again = made;
    Operation next = office.update(renewed, kAccount, idOf("Hotel"), {{field::Account::city, text("x"), {}}});
    next.opNo = 2;
    const qint64 head = (*office.store->read())->head();
    const auto second = office.push(renewed, {again, next});
    QVERIFY(second);
    QCOMPARE(second->size(), size_t(2));
    QVERIFY((*second)[0] == (*first)[0]);
    QCOMPARE((*second)[1].verdict, Verdict::Applied);
    QCOMPARE((*office.store->read())->head(), head + 1);
    QCOMPARE((*office.store->read())->device(renewed.device.id)->highestOpNo, 2);
    // Under the name of a unit that is known nothing else gets in.
    again.opNo = 3;
    again.fields.front().value = text("Inn");
    QCOMPARE(told(office.push(renewed, {again})), QStringLiteral("problem sync.malformed"));
}

void DecisionTest::manySmallPushes_equalOneBigPush()
{
    Office whole;
    Office cut;
    int run = 0;
    QVERIFY(rc::check("how operations are cut into requests does not matter", [&] {
        ++run;
        const int steps = *rc::gen::inRange(1, 12);
        std::vector<int> script;
        for (int i = 0; i < steps * 3; ++i)
            script.push_back(*rc::gen::inRange(0, 4));
        const auto build = [&](Office &office, Gadget &gadget) {
            std::vector<Operation> operations;
            for (int i = 0; i < steps; ++i) {
                const Uuid id = idOf(QByteArray::number(run * 2 + script[size_t(i * 3)] % 2).constData());
                const FieldEdit edit{1 + script[size_t(i * 3 + 1)], QString::number(i), {}};
                switch (script[size_t(i * 3 + 2)]) {
                case 0:
                    operations.push_back(office.remove(gadget, kAccount, id));
                    break;
                case 1:
                    operations.push_back(office.undelete(gadget, kAccount, id));
                    break;
                case 2:
                    operations.push_back(office.update(gadget, kAccount, id, {edit}));
                    break;
                default:
                    operations.push_back(office.insert(gadget, kAccount, id, {edit}));
                }
            }
            return operations;
        };
        Gadget ann = whole.enrol("Ann");
        Gadget twin = cut.enrol("Ann");
        const auto together = whole.push(ann, build(whole, ann));
        RC_ASSERT(together.has_value());
        std::vector<Outcome> apart;
        for (const Operation &operation : build(cut, twin)) {
            const auto outcome = cut.push(twin, {operation});
            RC_ASSERT(outcome.has_value());
            apart.push_back(outcome->front());
        }
        RC_ASSERT(apart == *together);
        (void)whole.pull(ann);
        (void)cut.pull(twin);
        RC_ASSERT(ann.held == twin.held);
    }));
}

QTEST_GUILESS_MAIN(DecisionTest)
#include "decision_test.moc"
