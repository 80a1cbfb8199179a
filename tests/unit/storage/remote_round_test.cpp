// SPDX-License-Identifier: Apache-2.0
#include "core/storage/opaque_cells.h"
#include "core/storage/outbox.h"
#include "core/storage/store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_key_store.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace legwork;
using namespace legwork::storage;

namespace {

const Uuid kTerritory = Uuid::derive("test", "territory");

RowBatch stateOf(Id<Account> id, qint64 seq, std::vector<std::pair<int, Value>> fields, bool deleted = false)
{
    RowBatch batch;
    batch.entityNo = Account::kEntityNo;
    batch.ids = {id.uuid};
    batch.scopes = {kTerritory};
    batch.seqs = {seq};
    batch.deleted = {deleted};
    for (auto &[fieldNo, value] : fields) {
        batch.fieldNos.push_back(fieldNo);
        batch.columns.push_back({std::optional<Value>(std::move(value))});
    }
    return batch;
}

Outcome outcome(qint64 opNo, Verdict verdict, qint64 seq)
{
    Outcome decided;
    decided.opNo = opNo;
    decided.verdict = verdict;
    decided.seq = seq;
    if (verdict == Verdict::Rejected)
        decided.code = QStringLiteral("sync.no-right");
    return decided;
}

} // namespace

/// What a person sees while their own edits wait, are decided, and come back.
class RemoteRoundTest : public QObject
{
    Q_OBJECT

private:
    /// One answer of the server, whole.
    void answer(std::vector<Outcome> outcomes, std::vector<RowBatch> batches, qint64 target,
                bool holdsTerritory = true)
    {
        const Status done = m_store
                                ->synchronise([=](sqlite::Connection &writer, Capture &capture) -> Status {
                                    RemoteRound round(writer, capture);
                                    if (auto begun = round.begin(); !begun)
                                        return begun;
                                    if (auto settled = round.settle(outcomes, Instant{1000}); !settled)
                                        return settled;
                                    std::vector<ScopeGrant> grants;
                                    if (holdsTerritory)
                                        grants.push_back({kTerritory, int(ScopeKind::Territory)});
                                    if (auto granted = round.grant(grants); !granted)
                                        return granted;
                                    for (const RowBatch &batch : batches) {
                                        if (auto applied = round.apply(batch); !applied)
                                            return applied;
                                    }
                                    auto committed = round.commitCut(target);
                                    if (!committed)
                                        return forward(committed);
                                    return {};
                                })
                                .result();
        QVERIFY2(done, done ? "" : qPrintable(done.error().code + done.error().arguments.join(u' ')));
    }
    void inRound(const std::function<Status(RemoteRound &)> &deed)
    {
        const auto done = m_store
                              ->synchronise([&](sqlite::Connection &writer, Capture &capture) {
                                  RemoteRound round(writer, capture);
                                  auto status = round.begin();
                                  if (status)
                                      status = deed(round);
                                  return status ? round.commitAsItIs() : Result<ChangedRows>(forward(status));
                              })
                              .result();
        QVERIFY2(done, done ? "" : qPrintable(done.error().code));
    }
    void goBack(qint64 shared)
    {
        inRound([shared](RemoteRound &round) { return round.goBack(shared); });
    }
    qint64 number(const std::string &sql)
    {
        return m_store->read([&](Reader &reader) { return reader.connection().number(sql); })
            .result()
            .value();
    }
    std::optional<Account> seen()
    {
        return m_store->read([this](Reader &reader) { return reader.find(m_id); }).result().value();
    }
    void setName(const QString &name)
    {
        QVERIFY(m_store
                    ->write([&](UnitOfWork &unit) {
                        return unit.edit(m_id, [&](Account &row) { row.name = name; });
                    })
                    .result());
    }
    void count(qint64 change)
    {
        QVERIFY(m_store
                    ->write([&](UnitOfWork &unit) {
                        return unit.edit(m_id, [&](Account &row) {
                            row.samplesOut = row.samplesOut.value_or(0) + change;
                        });
                    })
                    .result());
    }
    static RowBatch counted(Id<Account> id, qint64 seq, qint64 number)
    {
        return stateOf(id, seq, {{field::Account::samplesOut, number}});
    }
    OutboxState state()
    {
        return m_store->read([](Reader &reader) { return outboxState(reader.connection()); })
            .result()
            .value();
    }
    int shadowRows()
    {
        return int(m_store
                       ->read([](Reader &reader) {
                           return reader.connection().number("SELECT count(*) FROM shadow");
                       })
                       .result()
                       .value());
    }

    int due()
    {
        return int(m_store
                       ->read([](Reader &reader) {
                           return reader.connection().number("SELECT count(*) FROM search_due");
                       })
                       .result()
                       .value());
    }
    int found(const QString &typed)
    {
        return int(
            m_store->read([=](Reader &reader) { return reader.search(typed, 0, 10); }).result()->size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    test::FakeKeyStore m_keys;
    test::FakeClock m_clock;
    std::unique_ptr<Store> m_store;
    Id<Account> m_id = Id<Account>::generate();

private Q_SLOTS:
    void init()
    {
        m_store.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = std::move(*Store::open({m_folder->path(), &m_keys, &m_clock}));
        answer({},
               {stateOf(m_id, 5,
                        {{field::Account::name, QStringLiteral("甲")},
                         {field::Account::city, QStringLiteral("苏州")}})},
               5);
        QCOMPARE(seen()->name, QStringLiteral("甲"));
    }

    void remoteRows_leaveNothingToSend() { QCOMPARE(state().count, 0); }

    void territoryTakenAway_rowStaysForItsEdit_andGoesWhenThatIsRefused()
    {
        answer({}, {stateOf(m_id, 1, {{field::Account::name, QStringLiteral("Server")}})}, 1);
        setName(QStringLiteral("Mine"));
        answer({}, {}, 2, false);
        QCOMPARE(seen()->name, QStringLiteral("Mine"));
        answer({outcome(1, Verdict::Rejected, 2)}, {}, 3, false);
        QVERIFY(!seen());
        QCOMPARE(state().inAttention, 1);
        QCOMPARE(shadowRows(), 0);
    }

    void territoryTakenAwayAndGivenBack_rowDeletedMeanwhile_isNotSeenAgain()
    {
        answer({}, {stateOf(m_id, 1, {{field::Account::name, QStringLiteral("Server")}})}, 1);
        setName(QStringLiteral("Mine"));
        answer({}, {}, 2, false);
        // The territory comes as a whole, and the row is no part of it any more.
        answer({}, {}, 3);
        QVERIFY(!seen());
        answer({outcome(1, Verdict::Rejected, 3)}, {}, 4);
        QVERIFY(!seen());
        QCOMPARE(shadowRows(), 0);
    }

    void rowsOfATerritoryNoLongerGranted_areNotTakenFromAnOlderDownload()
    {
        answer({}, {stateOf(m_id, 1, {{field::Account::name, QStringLiteral("Server")}})}, 1, false);
        QVERIFY(!seen());
    }

    void rowMadeHereAndElsewhere_showsWhatWasWrittenHere_untilThatIsDecided()
    {
        m_id = Id<Account>::generate();
        Account mine;
        mine.id = m_id;
        mine.scope = kTerritory;
        mine.name = QStringLiteral("Mine");
        QVERIFY(m_store->write([&](UnitOfWork &unit) { return unit.insert(mine); }).result());
        const auto theirs = [this](qint64 seq, const char16_t *name) {
            return stateOf(m_id, seq,
                           {{field::Account::name, QString::fromUtf16(name)},
                            {field::Account::city, QStringLiteral("City")}});
        };
        answer({}, {theirs(1, u"Theirs")}, 1);
        QCOMPARE(seen()->name, QStringLiteral("Mine"));
        QCOMPARE(seen()->city, QStringLiteral("City"));
        answer({outcome(1, Verdict::Merged, 2)}, {theirs(2, u"Decided")}, 2);
        QCOMPARE(seen()->name, QStringLiteral("Decided"));
        QCOMPARE(shadowRows(), 0);
    }

    void remoteEdit_ofAnUntouchedField_shows_whileAnotherFieldWaits()
    {
        setName(QStringLiteral("我的"));
        answer({}, {stateOf(m_id, 6, {{field::Account::city, QStringLiteral("昆山")}})}, 6);
        QCOMPARE(seen()->name, QStringLiteral("我的"));
        QCOMPARE(seen()->city, QStringLiteral("昆山"));
        QCOMPARE(state().count, 1);
    }

    void remoteEdit_ofTheSameField_staysUnderTheOwnOne_untilDecided()
    {
        setName(QStringLiteral("我的"));
        answer({}, {stateOf(m_id, 6, {{field::Account::name, QStringLiteral("别人的")}})}, 6);
        QCOMPARE(seen()->name, QStringLiteral("我的"));
        // Decided against: the other value comes up, and the own one is in the record.
        answer({outcome(1, Verdict::Merged, 7)}, {}, 7);
        QCOMPARE(seen()->name, QStringLiteral("别人的"));
        QCOMPARE(shadowRows(), 0);
        const auto record =
            m_store->read([this](Reader &reader) { return fates(reader.connection(), m_id.uuid, 10); })
                .result();
        QCOMPARE(record->size(), size_t(1));
        QCOMPARE(record->front().operation.fields.front().value, Value(QStringLiteral("我的")));
        QCOMPARE(record->front().outcome->verdict, Verdict::Merged);
    }

    void ownEdit_decidedAndEchoed_neverShowsTheOldValue()
    {
        setName(QStringLiteral("我的"));
        answer({outcome(1, Verdict::Applied, 7)},
               {stateOf(m_id, 7, {{field::Account::name, QStringLiteral("我的")}})}, 7);
        QCOMPARE(seen()->name, QStringLiteral("我的"));
        QCOMPARE(state().count, 0);
        QCOMPARE(shadowRows(), 0);
    }

    void newerOwnEdit_madeDuringSync_staysOnTop()
    {
        setName(QStringLiteral("一"));
        setName(QStringLiteral("二"));
        answer({outcome(1, Verdict::Applied, 7)},
               {stateOf(m_id, 7, {{field::Account::name, QStringLiteral("一")}})}, 7);
        QCOMPARE(seen()->name, QStringLiteral("二"));
        QCOMPARE(state().count, 1);
        answer({outcome(2, Verdict::Rejected, 8)}, {}, 8);
        QCOMPARE(seen()->name, QStringLiteral("一"));
        QCOMPARE(state().inAttention, 1);
    }

    void counter_showsTheServersNumber_andOwnChangesOnTop()
    {
        answer({}, {counted(m_id, 6, 10)}, 6);
        count(2);
        count(3);
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(15));
        answer({}, {counted(m_id, 7, 20)}, 7); // somebody else's ten
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(25));
        answer({outcome(1, Verdict::Merged, 8)}, {counted(m_id, 8, 22)}, 8);
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(25));
        // Decided beyond the cut: its row has not come, so it still counts here.
        answer({outcome(2, Verdict::Merged, 10)}, {counted(m_id, 9, 30)}, 9);
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(33));
        answer({}, {counted(m_id, 10, 33)}, 10);
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(33));
        QCOMPARE(shadowRows(), 0);
    }

    void counter_refusedChange_isTakenOff_andTheNextOneStays()
    {
        answer({}, {counted(m_id, 6, 10)}, 6);
        count(2);
        count(3);
        answer({outcome(1, Verdict::Rejected, 6)}, {}, 6);
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(13));
        answer({outcome(2, Verdict::Rejected, 6)}, {}, 6);
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(10));
    }

    void counter_ofARowMadeHere_countsFromNothing()
    {
        m_id = Id<Account>::generate();
        Account mine;
        mine.id = m_id;
        mine.scope = kTerritory;
        mine.samplesOut = 4;
        QVERIFY(m_store->write([&](UnitOfWork &unit) { return unit.insert(mine); }).result());
        count(1);
        answer({}, {}, 6);
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(5));
        answer({outcome(1, Verdict::Applied, 7)}, {counted(m_id, 7, 4)}, 7);
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(5));
        answer({outcome(2, Verdict::Rejected, 7)}, {}, 7);
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(4));
    }

    void counter_takenBack_takesOffWhatWasAdded()
    {
        answer({}, {counted(m_id, 6, 10)}, 6);
        const Uuid undoId = Uuid::generate();
        QVERIFY(m_store
                    ->write([&](UnitOfWork &unit) {
                        unit.keepUndo(undoId, QStringLiteral("counted"));
                        return unit.edit(m_id, [](Account &row) { row.samplesOut = 14; });
                    })
                    .result());
        answer({outcome(1, Verdict::Applied, 7)}, {counted(m_id, 7, 14)}, 7);
        answer({}, {counted(m_id, 8, 20)}, 8);
        QCOMPARE(m_store->undo(undoId).result().value(), 0);
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(16));
    }

    void deletedBroughtBackAndEdited_inOneUnit_isThreeOperationsInOrder()
    {
        QVERIFY(m_store
                    ->write([&](UnitOfWork &unit) -> Status {
                        if (auto gone = unit.remove(m_id); !gone)
                            return gone;
                        if (auto back = unit.markDeleted(Account::kEntityNo, m_id.uuid, false); !back)
                            return back;
                        return unit.edit(m_id, [](Account &row) { row.name = QStringLiteral("又来"); });
                    })
                    .result());
        const auto waiting = m_store->read([](Reader &reader) { return undecided(reader.connection(), 100); })
                                 .result()
                                 .value();
        QCOMPARE(waiting.size(), size_t(3));
        QCOMPARE(waiting[0].kind, OperationKind::Delete);
        QCOMPARE(waiting[1].kind, OperationKind::Undelete);
        QCOMPARE(waiting[2].kind, OperationKind::Update);
        QVERIFY(waiting[0].fields.empty() && waiting[1].fields.empty() && waiting[2].fields.size() == 1);
        QCOMPARE(seen()->name, QStringLiteral("又来"));
        answer({outcome(1, Verdict::Rejected, 5), outcome(2, Verdict::Rejected, 5),
                outcome(3, Verdict::Rejected, 5)},
               {}, 5);
        QCOMPARE(seen()->name, QStringLiteral("甲"));
        QCOMPARE(shadowRows(), 0);
    }

    void rowNewerThanTheTarget_doesNotCountTwiceWhatItHolds()
    {
        count(-3);
        answer({outcome(1, Verdict::Applied, 8)}, {counted(m_id, 8, -3)}, 7);
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(-3));
        goBack(6);
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(-3));
        answer({}, {stateOf(m_id, 5, {{field::Account::name, QStringLiteral("甲")}})}, 6);
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(-3));
        QCOMPARE(state().count, 1);
    }

    void countThatTheServerForgot_whereItNeverHadANumber_isOfferedOnce()
    {
        count(-3);
        answer({outcome(1, Verdict::Applied, 8)}, {}, 7);
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(-3));
        goBack(6);
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(-3));
        answer({outcome(1, Verdict::Applied, 9)}, {counted(m_id, 9, -3)}, 9);
        QCOMPARE(seen()->samplesOut, std::optional<qint64>(-3));
        QCOMPARE(shadowRows(), 0);
    }

    void leaveOfARowThatNeverCame_letsItsScopeComeAnewAfterARestore()
    {
        // It came and went between two cursors; for the restored server it may still be there.
        const std::array gone{Leave{kTerritory, Account::kEntityNo, 7, Uuid::generate()}};
        inRound([&](RemoteRound &round) { return round.leave(gone); });
        answer({}, {}, 7);
        goBack(6);
        QCOMPARE(number("SELECT seq FROM cursor"), 0);
    }

    void rowNewerThanTheTarget_hasBeenHeardOf()
    {
        answer({}, {counted(m_id, 9, 1)}, 7);
        const std::string heard = "SELECT value FROM meta WHERE name = 'heard'";
        QCOMPARE(number(heard), 9);
        goBack(6);
        QCOMPARE(number(heard), 6);
    }

    void rowsOfANewerVersion_whichTheServerHasLost_stayInLimbo_untilTheyComeAgain()
    {
        const Uuid deleted = Uuid::generate();
        const Uuid lost = Uuid::generate();
        const auto stranger = [](const Uuid &id, qint64 seq, std::vector<std::pair<int, Value>> fields) {
            RowBatch batch = stateOf({id}, seq, fields);
            batch.entityNo = 999;
            return batch;
        };
        RowBatch tombstone = stranger(deleted, 7, {{1, QStringLiteral("甲")}});
        tombstone.deleted.front() = true;
        const auto known = stateOf(m_id, 7, {{900, QStringLiteral("x")}});
        answer({}, {stranger(lost, 7, {{1, QStringLiteral("新")}, {2, qint64(5)}}), tombstone, known}, 7);
        const std::string cells = "SELECT count(*) FROM opaque_cell";
        const std::string inLimbo = "SELECT count(*) FROM limbo WHERE entity = 999";
        QCOMPARE(number(cells), 6);
        goBack(6);
        const auto asked =
            m_store->read([](Reader &reader) { return rowsToAskFor(reader.connection()); }).result().value();
        QCOMPARE(asked.size(), size_t(3));
        // One comes, without what was written into it; the others do not.
        answer({}, {stateOf(m_id, 5, {{field::Account::name, QStringLiteral("甲")}})}, 6);
        QCOMPARE(number(inLimbo), 1);
        QCOMPARE(number(cells), 3);
        // Somebody offers it again, as it was before one of its fields was set.
        answer({}, {stranger(lost, 8, {{1, QStringLiteral("新")}})}, 8);
        QCOMPARE(number(inLimbo), 0);
        QCOMPARE(number(cells), 2);
    }

    void whatANewerVersionKnows_liesAside_isNotSent_andGoesWithItsRow()
    {
        const auto aside = [this] {
            return m_store
                ->read([](Reader &reader) {
                    return reader.connection().number("SELECT count(*) FROM opaque_cell");
                })
                .result()
                .value();
        };
        const Uuid stranger = Uuid::generate();
        RowBatch unknown = stateOf({stranger}, 7, {{1, QStringLiteral("新")}, {2, Value()}});
        unknown.entityNo = 999;
        answer({}, {stateOf(m_id, 6, {{900, QStringLiteral("x")}, {901, qint64(5)}}), unknown}, 7);
        QCOMPARE(aside(), 5); // and the mark that the row is there
        setName(QStringLiteral("我的"));
        const auto waiting =
            m_store->read([](Reader &reader) { return undecided(reader.connection(), 10); }).result().value();
        QCOMPARE(waiting.size(), size_t(1));
        QCOMPARE(waiting[0].fields.size(), size_t(1));
        answer({outcome(1, Verdict::Applied, 8)},
               {stateOf(m_id, 8, {{field::Account::name, QStringLiteral("我的")}, {901, qint64(6)}})}, 8);
        QCOMPARE(aside(), 5);
        const auto kept =
            m_store
                ->read([this](Reader &reader) {
                    return reader.connection().single(
                        "SELECT cell FROM opaque_cell WHERE row_id = ? AND field_no = 901", m_id);
                })
                .result();
        QVERIFY(*kept == Value(Packed::of(qint64(6)).bytes));
        answer({}, {}, 9, false);
        QCOMPARE(aside(), 0);
    }

    void updateThatKnowsMore_takesUpWhatLayAside()
    {
        const Id<Account> made = Id<Account>::generate();
        const Status adopted =
            m_store
                ->synchronise([&](sqlite::Connection &writer, Capture &capture) -> Status {
                    const Capture::Pause pause(capture);
                    // As a version left it that knew neither the field nor, of the other row, the entity.
                    const auto put = [&](const Uuid &row, int fieldNo, const Value &value) {
                        return writer.run(
                            "INSERT INTO opaque_cell(row_id, field_no, entity, scope, seq, cell)"
                            " VALUES(?, ?, 4, ?, 7, ?)",
                            row, fieldNo, kTerritory, Packed::of(value).bytes);
                    };
                    for (const Status &done :
                         {put(m_id.uuid, field::Account::street, QStringLiteral("观前街")),
                          put(m_id.uuid, 900, qint64(1)), put(made.uuid, 0, qint64(0)),
                          put(made.uuid, field::Account::name, QStringLiteral("金鸡湖")),
                          put(made.uuid, 900, qint64(2))}) {
                        if (!done)
                            return done;
                    }
                    return adoptOpaqueCells(writer);
                })
                .result();
        QVERIFY2(adopted, adopted ? "" : qPrintable(adopted.error().code));
        QCOMPARE(seen()->street, QStringLiteral("观前街"));
        m_id = made;
        QCOMPARE(seen()->name, QStringLiteral("金鸡湖"));
        QCOMPARE(seen()->scope, kTerritory);
        QCOMPARE(found(QStringLiteral("金鸡湖")), 1);
        QTRY_COMPARE(found(QStringLiteral("观前街")), 1);
        QCOMPARE(state().count, 0);
        const auto left = m_store
                              ->read([](Reader &reader) {
                                  return reader.connection().number(
                                      "SELECT count(*) FROM opaque_cell WHERE field_no = 900");
                              })
                              .result();
        QCOMPARE(*left, 2);
        // What lies aside still goes with its row.
        answer({}, {}, 9, false);
        QVERIFY(!seen());
    }

    void refusedEdit_goesBackToTheServersValue_andIsKept()
    {
        setName(QStringLiteral("我的"));
        answer({outcome(1, Verdict::Rejected, 7)}, {}, 7);
        QCOMPARE(seen()->name, QStringLiteral("甲"));
        const auto kept =
            m_store->read([](Reader &reader) { return attention(reader.connection()); }).result();
        QCOMPARE(kept->size(), size_t(1));
        QCOMPARE(kept->front().outcome->code, QStringLiteral("sync.no-right"));
        QCOMPARE(kept->front().operation.fields.front().value, Value(QStringLiteral("我的")));
    }

    void refusedInsert_disappears_butIsKeptInFull()
    {
        m_id = Id<Account>::generate();
        Account mine;
        mine.id = Id<Account>::generate();
        mine.scope = kTerritory;
        mine.name = QStringLiteral("新客户");
        QVERIFY(m_store->write([&](UnitOfWork &unit) { return unit.insert(mine); }).result());
        answer({outcome(1, Verdict::Rejected, 7)}, {}, 7);
        QVERIFY(!m_store->read([&](Reader &reader) { return reader.find(mine.id); }).result().value());
        const auto kept =
            m_store->read([](Reader &reader) { return attention(reader.connection()); }).result();
        QCOMPARE(kept->front().operation.fields.front().value, Value(QStringLiteral("新客户")));
    }

    void acceptedInsert_stays()
    {
        m_id = Id<Account>::generate();
        Account mine;
        mine.id = Id<Account>::generate();
        mine.scope = kTerritory;
        mine.name = QStringLiteral("新客户");
        QVERIFY(m_store->write([&](UnitOfWork &unit) { return unit.insert(mine); }).result());
        answer({outcome(1, Verdict::Applied, 7)}, {stateOf(mine.id, 7, {{field::Account::name, mine.name}})},
               7);
        QCOMPARE(m_store->read([&](Reader &reader) { return reader.find(mine.id); }).result().value()->name,
                 mine.name);
        QCOMPARE(shadowRows(), 0);
    }

    void remoteDeletion_hidesTheRow_andOwnDeletionWaitsOnTop()
    {
        QVERIFY(m_store->write([&](UnitOfWork &unit) { return unit.remove(m_id); }).result());
        QVERIFY(!seen());
        answer({}, {stateOf(m_id, 6, {{field::Account::city, QStringLiteral("昆山")}})}, 6);
        QVERIFY(!seen());
        answer({outcome(1, Verdict::Rejected, 7)}, {}, 7);
        QCOMPARE(seen()->city, QStringLiteral("昆山"));
        answer({}, {stateOf(m_id, 8, {}, true)}, 8);
        QVERIFY(!seen());
    }

    void rightsTakenAway_removeCleanRows_keepRowsWithWaitingEdits()
    {
        const auto other = Id<Account>::generate();
        answer({}, {stateOf(other, 6, {{field::Account::name, QStringLiteral("乙")}})}, 6);
        setName(QStringLiteral("我的"));
        const Status done = m_store
                                ->synchronise([](sqlite::Connection &writer, Capture &capture) -> Status {
                                    RemoteRound round(writer, capture);
                                    if (auto begun = round.begin(); !begun)
                                        return begun;
                                    if (auto granted = round.grant({}); !granted)
                                        return granted;
                                    auto committed = round.commitCut(9);
                                    return committed ? Status() : Status(forward(committed));
                                })
                                .result();
        QVERIFY(done);
        QVERIFY(!m_store->read([&](Reader &reader) { return reader.find(other); }).result().value());
        QCOMPARE(seen()->name, QStringLiteral("我的"));
        QCOMPARE(state().count, 1);
    }

    void editsCarryHowFarTheirAuthorHadSeen()
    {
        setName(QStringLiteral("我的"));
        const auto operations =
            m_store->read([](Reader &reader) { return undecided(reader.connection(), 10); }).result();
        QCOMPARE(operations->front().base, 5);
    }

    // ------------------------------------------------------------ search

    void receivedRow_isFoundAtOnce_andBeforeItIsIndexed()
    {
        answer({}, {stateOf(m_id, 5, {{field::Account::name, QStringLiteral("太湖大酒店")}})}, 5);
        QCOMPARE(found(QStringLiteral("湖大")), 1);
        QCOMPARE(found(QStringLiteral("阳澄")), 0);
    }
    void receivedRow_isIndexedWhileNothingElseIsToDo()
    {
        answer({}, {stateOf(m_id, 5, {{field::Account::name, QStringLiteral("太湖大酒店")}})}, 5);
        QTRY_COMPARE(due(), 0);
        QCOMPARE(found(QStringLiteral("湖大")), 1);
        // Initials are found through the index alone.
        QCOMPARE(found(QStringLiteral("thdjd")), 1);
        answer({}, {stateOf(m_id, 6, {{field::Account::name, QStringLiteral("阳澄宾馆")}})}, 6);
        QTRY_COMPARE(due(), 0);
        QCOMPARE(found(QStringLiteral("湖大")), 0);
        QCOMPARE(found(QStringLiteral("阳澄")), 1);
        answer({}, {stateOf(m_id, 7, {}, true)}, 7);
        QTRY_COMPARE(due(), 0);
        QCOMPARE(found(QStringLiteral("阳澄")), 0);
    }
    void closedBeforeItWasIndexed_goesOnAfterTheNextStart()
    {
        answer({}, {stateOf(m_id, 5, {{field::Account::name, QStringLiteral("太湖大酒店")}})}, 5);
        QVERIFY(due() > 0);
        m_store.reset();
        m_store = Store::open({m_folder->path(), &m_keys, &m_clock}).value();
        QTRY_COMPARE(due(), 0);
        QCOMPARE(found(QStringLiteral("thdjd")), 1);
    }
};

QTEST_GUILESS_MAIN(RemoteRoundTest)
#include "remote_round_test.moc"
