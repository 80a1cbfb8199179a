// SPDX-License-Identifier: Apache-2.0
#include "sync/server/grant_desk.h"
#include "tests/unit/server/office.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace legwork;
using namespace legwork::server;
using namespace legwork::server::test;

namespace {

constexpr int kAccount = Account::kEntityNo;
constexpr int kVisit = Visit::kEntityNo;
constexpr int kRun = PlaybookRun::kEntityNo;
constexpr int kAnswer = Answer::kEntityNo;
constexpr qint64 kDayMs = 86'400'000;

QString told(const Outcome &outcome)
{
    static const char *const kWords[] = {"", "applied", "merged", "rejected"};
    return (QLatin1String(kWords[int(outcome.verdict)]) + u' ' + outcome.code).trimmed();
}

QString told(const Result<std::vector<Outcome>> &pushed)
{
    return pushed ? told(pushed->front()) : QStringLiteral("problem ") + pushed.error().code;
}

Value referenceTo(const char *name) { return idOf(name).toBytes(); }

/// Ann works the north and Cid the south; Bo leads both. An account of the north with all that may hang on it.
struct TwoTerritories {
    Office office;
    Gadget ann = office.enrol("Ann");
    Gadget bo = office.enrol("Bo");
    Gadget cid = office.enrol("Cid");

    TwoTerritories()
    {
        office.setRight("Bo", "south", Right::Write);
        (void)office.addAccount(ann, "Hotel");
        (void)office.addAccount(ann, "Other");
        push(
            ann,
            {office.insert(ann, kVisit, idOf("visit"), {{field::Visit::accountId, referenceTo("Hotel"), {}}}),
             office.insert(ann, kRun, idOf("run"), {{field::PlaybookRun::visitId, referenceTo("visit"), {}}}),
             office.insert(ann, kAnswer, idOf("answer"), {{field::Answer::runId, referenceTo("run"), {}}}),
             office.insert(ann, kVisit, idOf("gone"), {{field::Visit::accountId, referenceTo("Hotel"), {}}}),
             office.remove(ann, kVisit, idOf("gone"))});
        for (Gadget *gadget : {&ann, &bo, &cid})
            (void)office.pull(*gadget);
    }
    void push(Gadget &gadget, const std::vector<Operation> &operations)
    {
        const auto outcomes = office.push(gadget, operations);
        if (!outcomes || std::ranges::any_of(*outcomes, [](const Outcome &each) {
                return each.verdict == Verdict::Rejected;
            }))
            qFatal("preparation is refused: %s", qPrintable(told(outcomes)));
    }
    [[nodiscard]] QString move(Gadget &gadget, const char *from, const char *to)
    {
        return told(office.push(gadget, {office.move(gadget, idOf("Hotel"), from, to)}));
    }
    [[nodiscard]] Operation edit(Gadget &gadget, const char *account, const char *scope, const char *city)
    {
        Operation operation =
            office.update(gadget, kAccount, idOf(account), {{field::Account::city, text(city), {}}});
        operation.scope = idOf(scope);
        return operation;
    }
};

std::set<Uuid> rowsIn(const Download &download)
{
    std::set<Uuid> rows;
    for (const RowBatch &batch : download.batches)
        rows.insert(batch.ids.begin(), batch.ids.end());
    return rows;
}

std::set<Uuid> rowsLeaving(const Download &download)
{
    std::set<Uuid> rows;
    for (const Leave &leave : download.leaves)
        rows.insert(leave.rowId);
    return rows;
}

} // namespace

class MovesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void move_takesAllThatHangsOnTheRow_atOneSequence();
    void move_isToldAsRowsToSome_asLeavesToOthers_andAsBothToThoseWhoSeeBoth();
    void move_needsBothTerritories_andAnAccount();
    void secondMove_madeWithoutHavingSeenTheFirst_isRefused();
    void moveOfADeletedRow_isRefused_andDeletionOfAMovedOneHolds();
    void moveInAUnitThatIsRefused_leavesEverythingWhereItIs();
    void childMadeMeanwhile_landsWithItsParent_andIsHandedOver();
    void handOver_endsAfterTwoWeeks();
    void rowThatComesBack_isWholeAgain_andLeavesNothing();
    void rightTakenAway_letsInWhatWasDoneBefore();
    void cover_endsByItself_andLetsInWhatWasDoneBefore();
    void download_resumedAfterAMove_bringsTheRowOnceMore();
    void referenceToARowThatHasGone_staysAllowed();
    void grants_areChangedByName_andEveryChangeIsKept();
};

void MovesTest::move_takesAllThatHangsOnTheRow_atOneSequence()
{
    TwoTerritories both;
    // A conflict about the visit hangs on it as well.
    for (Gadget *gadget : {&both.ann, &both.bo})
        both.push(*gadget, {both.office.update(
                               *gadget, kVisit, idOf("visit"),
                               {{field::Visit::nextStep, text(gadget == &both.ann ? "a" : "b"), {}}})});
    const auto moved =
        both.office.push(both.bo, {both.office.move(both.bo, idOf("Hotel"), "north", "south")});
    QCOMPARE(told(moved), QStringLiteral("applied"));
    (void)both.office.pull(both.cid);
    size_t conflicts = 0;
    for (const auto &[id, fields] : both.cid.held) {
        const auto row = both.office.row(id);
        conflicts += row->entityNo == Conflict::kEntityNo;
        if (row->entityNo >= kAccount) {
            QCOMPARE(row->scope, idOf("south"));
            QCOMPARE(row->seq, moved->front().seq);
        }
    }
    QCOMPARE(conflicts, size_t(1));
    for (const char *name : {"Hotel", "visit", "run", "answer"})
        QVERIFY2(both.cid.held.contains(idOf(name)), name);
    QCOMPARE(both.office.row(idOf("gone"))->scope, idOf("south"));
    QCOMPARE(both.office.row(idOf("Other"))->scope, idOf("north"));
    QVERIFY(both.cid.held.at(idOf("Hotel")).at(field::Account::name) == text("Hotel"));
}

void MovesTest::move_isToldAsRowsToSome_asLeavesToOthers_andAsBothToThoseWhoSeeBoth()
{
    TwoTerritories both;
    QCOMPARE(both.move(both.bo, "north", "south"), QStringLiteral("applied"));
    const std::set<Uuid> gone{idOf("Hotel"), idOf("visit"), idOf("run"), idOf("answer"), idOf("gone")};
    const Download ann = both.office.pull(both.ann);
    QVERIFY(rowsIn(ann).empty());
    QCOMPARE(rowsLeaving(ann), gone);
    for (const Leave &leave : ann.leaves)
        QCOMPARE(leave.scope, idOf("north"));
    const Download cid = both.office.pull(both.cid);
    QCOMPARE(rowsIn(cid), gone);
    QVERIFY(cid.leaves.empty());
    const Download bo = both.office.pull(both.bo);
    QCOMPARE(rowsIn(bo), gone);
    QCOMPARE(rowsLeaving(bo), gone);
    // Once.
    QVERIFY(both.office.pull(both.ann).leaves.empty());
    // Whoever begins anew has nothing to let go.
    Gadget tablet = both.office.enrol("Ann");
    const Download first = both.office.pull(tablet);
    QVERIFY(first.leaves.empty());
    QVERIFY(!rowsIn(first).contains(idOf("Hotel")));
}

void MovesTest::move_needsBothTerritories_andAnAccount()
{
    TwoTerritories both;
    QCOMPARE(both.move(both.ann, "north", "south"), QStringLiteral("rejected sync.no-right"));
    QCOMPARE(both.move(both.cid, "north", "south"), QStringLiteral("rejected sync.no-right"));
    QCOMPARE(both.move(both.bo, "north", "company"), QStringLiteral("rejected sync.no-right"));
    Operation ofVisit = both.office.move(both.bo, idOf("visit"), "north", "south");
    ofVisit.entityNo = kVisit;
    QCOMPARE(told(both.office.push(both.bo, {ofVisit})), QStringLiteral("rejected sync.scope"));
    Operation nowhere = both.office.move(both.bo, idOf("Hotel"), "north", "south");
    nowhere.fields[0].value = text("south");
    QCOMPARE(told(both.office.push(both.bo, {nowhere})), QStringLiteral("rejected sync.bad-value"));
    QCOMPARE(told(both.office.push(both.bo, {both.office.move(both.bo, idOf("nobody"), "north", "south")})),
             QStringLiteral("rejected sync.gone"));
    QCOMPARE(both.office.row(idOf("Hotel"))->scope, idOf("north"));
}

void MovesTest::secondMove_madeWithoutHavingSeenTheFirst_isRefused()
{
    TwoTerritories both;
    Gadget other = both.office.enrol("Bo");
    (void)both.office.pull(other);
    both.office.setRight("Bo", "east", Right::Write);
    QCOMPARE(both.move(both.bo, "north", "south"), QStringLiteral("applied"));
    QCOMPARE(both.move(other, "north", "east"), QStringLiteral("rejected sync.moved"));
    QCOMPARE(both.move(other, "north", "south"), QStringLiteral("applied")); // both wanted the same
    QCOMPARE(both.move(other, "south", "east"), QStringLiteral("applied"));
    QCOMPARE(both.office.row(idOf("answer"))->scope, idOf("east"));
}

void MovesTest::moveOfADeletedRow_isRefused_andDeletionOfAMovedOneHolds()
{
    TwoTerritories both;
    both.push(both.ann, {both.office.remove(both.ann, kAccount, idOf("Other"))});
    QCOMPARE(told(both.office.push(both.bo, {both.office.move(both.bo, idOf("Other"), "north", "south")})),
             QStringLiteral("rejected sync.deleted"));
    QCOMPARE(both.move(both.bo, "north", "south"), QStringLiteral("applied"));
    Operation deletion = both.office.remove(both.ann, kAccount, idOf("Hotel"));
    deletion.scope = idOf("north");
    QCOMPARE(told(both.office.push(both.ann, {deletion})), QStringLiteral("applied sync.handed-over"));
    QVERIFY(both.office.row(idOf("Hotel"))->deleted);
}

void MovesTest::moveInAUnitThatIsRefused_leavesEverythingWhereItIs()
{
    TwoTerritories both;
    std::vector<Operation> unit{both.office.move(both.bo, idOf("Hotel"), "north", "south"),
                                both.office.update(both.bo, kVisit, idOf("nobody"), {})};
    unit[1].unit = unit[0].unit;
    const auto outcomes = both.office.push(both.bo, unit);
    QCOMPARE(told((*outcomes)[0]), QStringLiteral("rejected sync.unit"));
    for (const char *name : {"Hotel", "visit", "answer"})
        QCOMPARE(both.office.row(idOf(name))->scope, idOf("north"));
    QVERIFY(both.office.pull(both.ann).leaves.empty());
}

void MovesTest::childMadeMeanwhile_landsWithItsParent_andIsHandedOver()
{
    TwoTerritories both;
    QCOMPARE(both.move(both.bo, "north", "south"), QStringLiteral("applied"));
    // A visit with its answer, the child first, and an edit of it afterwards; all made before Ann could know.
    std::vector<Operation> made{
        both.office.insert(both.ann, kRun, idOf("new run"),
                           {{field::PlaybookRun::visitId, referenceTo("new"), {}}}),
        both.office.insert(both.ann, kVisit, idOf("new"),
                           {{field::Visit::accountId, referenceTo("Hotel"), {}}}),
        both.edit(both.ann, "Hotel", "north", "Wuxi"),
        both.office.update(both.ann, kVisit, idOf("new"), {{field::Visit::nextStep, text("call"), {}}})};
    made[1].unit = made[0].unit;
    made[3].scope = idOf("north");
    const auto outcomes = both.office.push(both.ann, made);
    QVERIFY(outcomes);
    for (const Outcome &outcome : *outcomes) {
        QCOMPARE(told(outcome), QStringLiteral("applied sync.handed-over"));
        QCOMPARE(outcome.arguments, QStringList{idOf("south").toText()});
    }
    for (const char *name : {"new", "new run"})
        QCOMPARE(both.office.row(idOf(name))->scope, idOf("south"));
    const Download ann = both.office.pull(both.ann);
    QVERIFY(rowsIn(ann).empty());
    // Somebody may hold it as a row of north since before the server was put back to a backup.
    QVERIFY(rowsLeaving(ann).contains(idOf("new")));
    (void)both.office.pull(both.cid);
    QVERIFY(both.cid.held.contains(idOf("new run")));
    // Somebody who may write both hands nothing over.
    const auto own = both.office.push(
        both.bo, {both.office.insert(both.bo, kVisit, idOf("third"),
                                     {{field::Visit::accountId, referenceTo("Hotel"), {}}})});
    QCOMPARE(told(own), QStringLiteral("applied"));
    QCOMPARE(both.office.row(idOf("third"))->scope, idOf("south"));
}

void MovesTest::handOver_endsAfterTwoWeeks()
{
    TwoTerritories both;
    QCOMPARE(both.move(both.bo, "north", "south"), QStringLiteral("applied"));
    both.office.clock.advance(14 * kDayMs);
    QCOMPARE(told(both.office.push(both.ann, {both.edit(both.ann, "Hotel", "north", "a")})),
             QStringLiteral("applied sync.handed-over"));
    both.office.clock.advance(1);
    QCOMPARE(told(both.office.push(both.ann, {both.edit(both.ann, "Hotel", "north", "b")})),
             QStringLiteral("rejected sync.no-right"));
    // Nor does it open other territories' rows to anybody.
    QCOMPARE(told(both.office.push(both.cid, {both.edit(both.cid, "Other", "south", "c")})),
             QStringLiteral("rejected sync.no-right"));
}

void MovesTest::rowThatComesBack_isWholeAgain_andLeavesNothing()
{
    TwoTerritories both;
    QCOMPARE(both.move(both.bo, "north", "south"), QStringLiteral("applied"));
    (void)both.office.pull(both.bo);
    QCOMPARE(both.move(both.bo, "south", "north"), QStringLiteral("applied"));
    const Download ann = both.office.pull(both.ann);
    QVERIFY(ann.leaves.empty());
    QVERIFY(rowsIn(ann).contains(idOf("answer")));
    QCOMPARE(rowsLeaving(both.office.pull(both.cid)).size(), size_t(5));
}

void MovesTest::rightTakenAway_letsInWhatWasDoneBefore()
{
    TwoTerritories both;
    const Operation before = both.edit(both.ann, "Hotel", "north", "before");
    both.office.setRight("Ann", "north", Right::Read);
    QCOMPARE(told(both.office.push(both.ann, {before})), QStringLiteral("applied sync.handed-over"));
    (void)both.office.pull(both.ann);
    QCOMPARE(told(both.office.push(both.ann, {both.edit(both.ann, "Hotel", "north", "after")})),
             QStringLiteral("rejected sync.no-right"));
    both.office.setRight("Ann", "north", Right::None);
    Operation late = both.edit(both.ann, "Hotel", "north", "late");
    late.base = before.base;
    QCOMPARE(told(both.office.push(both.ann, {late})), QStringLiteral("applied sync.handed-over"));
    both.office.clock.advance(14 * kDayMs + 1);
    Operation tooLate = both.edit(both.ann, "Hotel", "north", "too late");
    tooLate.base = before.base;
    QCOMPARE(told(both.office.push(both.ann, {tooLate})), QStringLiteral("rejected sync.no-right"));
    const Download ann = both.office.pull(both.ann);
    QVERIFY(std::ranges::none_of(ann.scopes.grants,
                                 [](const ScopeGrant &grant) { return grant.scope == idOf("north"); }));
}

void MovesTest::cover_endsByItself_andLetsInWhatWasDoneBefore()
{
    TwoTerritories both;
    const Instant until{both.office.clock.now().wall.ms + kDayMs};
    both.office.setRight("Cid", "north", Right::Write, until);
    both.cid = both.office.enrol("Cid");
    const Download covering = both.office.pull(both.cid);
    const auto north = std::ranges::find(covering.scopes.grants, idOf("north"), &ScopeGrant::scope);
    QVERIFY(north != covering.scopes.grants.end());
    QVERIFY(north->mayWrite);
    QCOMPARE(north->until, until);
    QVERIFY(both.cid.held.contains(idOf("Hotel")));
    QCOMPARE(told(both.office.push(both.cid, {both.edit(both.cid, "Hotel", "north", "covering")})),
             QStringLiteral("applied"));
    const Operation before = both.edit(both.cid, "Hotel", "north", "before the end");
    both.office.clock.advance(kDayMs);
    // Nobody has done anything, and yet it is over.
    const Download over = both.office.pull(both.cid);
    QCOMPARE(over.scopes.grants.size(), size_t(2));
    QVERIFY(over.leaves.empty());
    QCOMPARE(told(both.office.push(both.cid, {before})), QStringLiteral("applied sync.handed-over"));
    both.office.clock.advance(1);
    QCOMPARE(told(both.office.push(both.cid, {both.edit(both.cid, "Hotel", "north", "after")})),
             QStringLiteral("rejected sync.no-right"));
    both.office.clock.advance(14 * kDayMs);
    Operation tooLate = before;
    tooLate.opNo = both.cid.nextOpNo++;
    tooLate.unit = Uuid::generate();
    QCOMPARE(told(both.office.push(both.cid, {tooLate})), QStringLiteral("rejected sync.no-right"));
}

void MovesTest::download_resumedAfterAMove_bringsTheRowOnceMore()
{
    TwoTerritories both;
    Gadget tablet = both.office.enrol("Bo");
    const Download part = both.office.pull(tablet, std::nullopt, 4); // up to an account
    const RowBatch &last = part.batches.back();
    part.applyTo(tablet.held);
    QCOMPARE(both.move(both.bo, "north", "south"), QStringLiteral("applied"));
    const sync::Resume resume{part.scopes.target, last.seqs.back(), last.ids.back()};
    const Download rest = both.office.pull(tablet, resume, size_t(-1));
    rest.applyTo(tablet.held);
    tablet.cursor = rest.end.target;
    const Download more = both.office.pull(tablet);
    for (const char *name : {"Hotel", "visit", "run", "answer"})
        QVERIFY2(tablet.held.contains(idOf(name)), name);
}

void MovesTest::referenceToARowThatHasGone_staysAllowed()
{
    TwoTerritories both;
    both.push(both.ann, {both.office.insert(both.ann, Contact::kEntityNo, idOf("Li"),
                                            {{field::Contact::accountId, referenceTo("Hotel"), {}}})});
    (void)both.office.pull(both.ann);
    QCOMPARE(both.move(both.bo, "north", "south"), QStringLiteral("applied"));
    // A need of another account, as heard from somebody who has gone with his.
    const auto need =
        both.office.push(both.ann, {both.office.insert(both.ann, Need::kEntityNo, idOf("need"),
                                                       {{field::Need::accountId, referenceTo("Other"), {}},
                                                        {field::Need::contactId, referenceTo("Li"), {}}})});
    QCOMPARE(told(need), QStringLiteral("applied"));
    // But nothing may be hung on a row of another territory.
    const auto visit = both.office.push(
        both.bo, {both.office.insert(both.bo, kVisit, idOf("v"),
                                     {{field::Visit::accountId, referenceTo("Other"), {}}})});
    QCOMPARE(told(visit), QStringLiteral("applied"));
    const auto hung = both.office.push(
        both.bo, {both.office.update(both.bo, kVisit, idOf("v"),
                                     {{field::Visit::accountId, referenceTo("Hotel"), {}}})});
    QCOMPARE(told(hung), QStringLiteral("rejected sync.scope"));
}

void MovesTest::grants_areChangedByName_andEveryChangeIsKept()
{
    TwoTerritories both;
    GrantDesk desk(*both.office.store, both.office.clock);
    const Instant now = both.office.clock.now().wall;
    const Instant until{now.ms + kDayMs};
    const auto code = [&](const GrantDesk::Order &order) {
        const auto changed = desk.change(order);
        return changed ? QStringLiteral("done") : changed.error().code;
    };
    const Uuid cid = idOf("Cid");
    QCOMPARE(code({cid, idOf("north"), Right::Write, until, {}}), QStringLiteral("grant.nobody"));
    QCOMPARE(code({idOf("nobody"), idOf("north"), Right::Write, until, QStringLiteral("Dot")}),
             QStringLiteral("enrol.unknown-person"));
    QCOMPARE(code({cid, idOf("Hotel"), Right::Write, until, QStringLiteral("Dot")}),
             QStringLiteral("grant.unknown-scope"));
    QCOMPARE(code({cid, idOf("north"), Right::Write, now, QStringLiteral("Dot")}),
             QStringLiteral("grant.past-end"));
    QCOMPARE(code({cid, idOf("north"), Right::Write, until, QStringLiteral("Dot")}), QStringLiteral("done"));
    auto record = desk.of(cid);
    QCOMPARE(record->grants.size(), size_t(3));
    QCOMPARE(record->changes.size(), size_t(1));
    QCOMPARE(record->changes[0].by, QStringLiteral("Dot"));
    QCOMPARE(record->changes[0].at, now);
    QCOMPARE(record->changes[0].grant.until, until);
    both.office.clock.advance(kDayMs);
    QCOMPARE(desk.of(cid)->grants.size(), size_t(2));
    QCOMPARE(code({cid, idOf("south"), Right::None, {}, QStringLiteral("Bo")}), QStringLiteral("done"));
    both.office.restart();
    record = GrantDesk(*both.office.store, both.office.clock).of(cid);
    QCOMPARE(record->grants.size(), size_t(1));
    QCOMPARE(record->changes[0].by, QStringLiteral("Bo"));
    QCOMPARE(record->changes[0].grant.right, Right::None);
}

QTEST_GUILESS_MAIN(MovesTest)
#include "moves_test.moc"
