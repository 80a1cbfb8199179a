// SPDX-License-Identifier: Apache-2.0
#include "core/storage/outbox.h"
#include "core/storage/store.h"
#include "core/storage/undo.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_key_store.h"

#include <QTemporaryDir>
#include <QTest>

using namespace legwork;
using namespace legwork::storage;

namespace {

const Uuid kNorth = Uuid::derive("test", "north");
const Uuid kSouth = Uuid::derive("test", "south");

RowBatch hotelIn(const Uuid &scope, const Id<Account> &id, qint64 seq, const QString &city)
{
    RowBatch batch;
    batch.entityNo = Account::kEntityNo;
    batch.ids = {id.uuid};
    batch.scopes = {scope};
    batch.seqs = {seq};
    batch.deleted = {false};
    batch.fieldNos = {field::Account::name, field::Account::city};
    batch.columns.push_back({std::optional<Value>(QStringLiteral("Hotel"))});
    batch.columns.push_back({std::optional<Value>(city)});
    return batch;
}

struct Reply {
    std::vector<Outcome> outcomes{};
    std::vector<Uuid> scopes{kNorth, kSouth};
    std::vector<RowBatch> rows{};
    std::vector<Leave> leaves{};
    qint64 target = 0;
};

} // namespace

/// What a device shows of rows that go from one territory to another, its own doing or somebody else's.
class ScopeMovesTest : public QObject
{
    Q_OBJECT

private:
    void take(const Reply &answer)
    {
        const Status done = m_store
                                ->synchronise([&](sqlite::Connection &writer, Capture &capture) -> Status {
                                    RemoteRound round(writer, capture);
                                    if (auto begun = round.begin(); !begun)
                                        return begun;
                                    if (auto settled = round.settle(answer.outcomes, Instant{1000}); !settled)
                                        return settled;
                                    std::vector<ScopeGrant> grants;
                                    for (const Uuid &scope : answer.scopes)
                                        grants.push_back({scope, int(ScopeKind::Territory)});
                                    if (auto granted = round.grant(grants); !granted)
                                        return granted;
                                    for (const RowBatch &batch : answer.rows) {
                                        if (auto applied = round.apply(batch); !applied)
                                            return applied;
                                    }
                                    if (auto left = round.leave(answer.leaves); !left)
                                        return left;
                                    auto committed = round.commitCut(answer.target);
                                    if (!committed)
                                        return forward(committed);
                                    return {};
                                })
                                .result();
        QVERIFY2(done, done ? "" : qPrintable(done.error().code + done.error().arguments.join(u' ')));
    }
    std::optional<Account> seen()
    {
        return m_store->read([this](Reader &reader) { return reader.find(m_hotel); }).result().value();
    }
    std::vector<EditFate> fatesOf()
    {
        return m_store->read([](Reader &reader) { return fates(reader.connection(), {}, 100); })
            .result()
            .value();
    }
    Leave leave(const Uuid &from, qint64 seq) const { return {from, Account::kEntityNo, seq, m_hotel.uuid}; }
    void edit(const QString &city)
    {
        QVERIFY(m_store
                    ->write([&](UnitOfWork &unit) {
                        return unit.edit(m_hotel, [&](Account &row) { row.city = city; });
                    })
                    .result());
    }
    void move(const Uuid &to, const Uuid &undoId = {})
    {
        QVERIFY(m_store
                    ->write([&](UnitOfWork &unit) {
                        if (!undoId.isNull())
                            unit.keepUndo(undoId, QStringLiteral("undo.move"));
                        return unit.move(m_hotel, to);
                    })
                    .result());
    }
    static Outcome decided(qint64 opNo, Verdict verdict, qint64 seq, const QString &code = {})
    {
        return {opNo, verdict, seq, code, {}, {}};
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto store = Store::open({m_folder->path(), &m_keys, &m_clock});
        QVERIFY(store);
        m_store = std::move(*store);
        m_hotel = Id<Account>{Uuid::generate()};
        take({.rows = {hotelIn(kNorth, m_hotel, 5, QStringLiteral("Suzhou"))}, .target = 10});
    }
    void cleanup() { m_store.reset(); }

    void rowThatMovesBetweenTwoHeldTerritories_staysThroughout()
    {
        take({.rows = {hotelIn(kSouth, m_hotel, 11, QStringLiteral("Suzhou"))},
              .leaves = {leave(kNorth, 11)},
              .target = 11});
        QCOMPARE(seen().value().scope, kSouth);
    }

    void leaveThatIsOlderThanTheRowHeld_takesNothing()
    {
        // There and back, told in one go.
        take({.rows = {hotelIn(kNorth, m_hotel, 12, QStringLiteral("Suzhou"))},
              .leaves = {leave(kNorth, 11), leave(kSouth, 12)},
              .target = 12});
        QCOMPARE(seen().value().scope, kNorth);
    }

    void rowThatLeaves_goes_butNotBeforeItsEditsAreDecided()
    {
        edit(QStringLiteral("Wuxi"));
        take({.scopes = {kNorth}, .leaves = {leave(kNorth, 11)}, .target = 11});
        QCOMPARE(seen().value().city, QStringLiteral("Wuxi"));
        take({.outcomes = {decided(1, Verdict::Applied, 12, QStringLiteral("sync.handed-over"))},
              .scopes = {kNorth},
              .target = 12});
        QVERIFY(!seen());
        const auto all = fatesOf();
        QCOMPARE(all.size(), size_t(1));
        QCOMPARE(all.front().outcome->code, QStringLiteral("sync.handed-over"));
    }

    void rowThatLeaves_andIsGivenAWholeNewTerritoryMeanwhile_staysWithItsEdits()
    {
        edit(QStringLiteral("Wuxi"));
        const Uuid east = Uuid::derive("test", "east");
        take({.scopes = {kNorth}, .leaves = {leave(kNorth, 11)}, .target = 11});
        take({.scopes = {kNorth, east}, .target = 12});
        QVERIFY(seen());
    }

    void cleanRowThatLeaves_goesAtOnce()
    {
        take({.scopes = {kNorth}, .leaves = {leave(kNorth, 11)}, .target = 11});
        QVERIFY(!seen());
    }

    void ownMove_isOneOperation_shownAtOnce_andTakenBackByUndo()
    {
        const Uuid undoId = Uuid::generate();
        move(kSouth, undoId);
        QCOMPARE(seen().value().scope, kSouth);
        const auto waiting =
            m_store->read([](Reader &reader) { return undecided(reader.connection(), 10); }).result().value();
        QCOMPARE(waiting.size(), size_t(1));
        QCOMPARE(waiting.front().kind, OperationKind::Move);
        QCOMPARE(waiting.front().scope, kNorth);
        QCOMPARE(waiting.front().base, 10);
        QCOMPARE(waiting.front().fields.size(), size_t(1));
        QVERIFY(waiting.front().fields.front().value == Value(kSouth.toBytes()));
        // What the server says of other fields does not bring it back.
        take({.rows = {hotelIn(kNorth, m_hotel, 11, QStringLiteral("Wuxi"))}, .target = 11});
        QCOMPARE(seen().value().scope, kSouth);
        QCOMPARE(seen().value().city, QStringLiteral("Wuxi"));
        const auto kept = m_store->write([&](UnitOfWork &unit) { return undoUnit(unit, undoId); }).result();
        QCOMPARE(kept.value(), 0);
        QCOMPARE(seen().value().scope, kNorth);
        QCOMPARE(fatesOf().size(), size_t(2));
    }

    void ownMove_thatHolds_staysWithTheServersRow()
    {
        move(kSouth);
        take({.outcomes = {decided(1, Verdict::Applied, 11)},
              .rows = {hotelIn(kSouth, m_hotel, 11, QStringLiteral("Suzhou"))},
              .leaves = {leave(kNorth, 11)},
              .target = 11});
        QCOMPARE(seen().value().scope, kSouth);
    }

    void ownMove_thatIsRefused_isTakenBack()
    {
        move(kSouth);
        take({.outcomes = {decided(1, Verdict::Rejected, 11, QStringLiteral("sync.moved"))}, .target = 11});
        QCOMPARE(seen().value().scope, kNorth);
    }

    void ownMove_intoATerritoryThatIsTakenAway_keepsTheRowOfTheOther()
    {
        move(kSouth);
        take({.scopes = {kNorth}, .target = 11});
        QVERIFY(seen());
        take({.outcomes = {decided(1, Verdict::Rejected, 12, QStringLiteral("sync.no-right"))},
              .scopes = {kNorth},
              .target = 12});
        QCOMPARE(seen().value().scope, kNorth);
    }

    void ownMove_whileSomebodyElseMovesItOutOfSight_endsWithoutTheRow()
    {
        move(kSouth);
        take({.leaves = {leave(kNorth, 11)}, .target = 11});
        QCOMPARE(seen().value().scope, kSouth);
        take({.outcomes = {decided(1, Verdict::Rejected, 12, QStringLiteral("sync.moved"))}, .target = 12});
        QVERIFY(!seen());
    }

    void undoOfAMove_leavesWhatSomebodyHasMovedOn()
    {
        const Uuid undoId = Uuid::generate();
        const Uuid east = Uuid::derive("test", "east");
        move(kSouth, undoId);
        take({.outcomes = {decided(1, Verdict::Applied, 11)},
              .scopes = {kNorth, kSouth, east},
              .rows = {hotelIn(east, m_hotel, 12, QStringLiteral("Suzhou"))},
              .target = 12});
        const auto kept = m_store->write([&](UnitOfWork &unit) { return undoUnit(unit, undoId); }).result();
        QCOMPARE(kept.value(), 1);
        QCOMPARE(seen().value().scope, east);
    }

    void childOfARowThatLeaves_staysUntilItIsDecided()
    {
        Note note;
        note.id = Id<Note>{Uuid::generate()};
        note.scope = kNorth;
        note.accountId = m_hotel;
        note.text = QStringLiteral("a talk");
        QVERIFY(m_store->write([&](UnitOfWork &unit) { return unit.insert(note); }).result());
        take({.scopes = {kNorth}, .leaves = {leave(kNorth, 11)}, .target = 11});
        const auto noteSeen = [&] {
            return m_store->read([&](Reader &reader) { return reader.find(note.id); }).result().value();
        };
        QVERIFY(!seen());
        QVERIFY(noteSeen());
        take({.outcomes = {decided(1, Verdict::Applied, 12, QStringLiteral("sync.handed-over"))},
              .scopes = {kNorth},
              .target = 12});
        QVERIFY(!noteSeen());
        QCOMPARE(fatesOf().front().outcome->verdict, Verdict::Applied);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    test::FakeKeyStore m_keys;
    test::FakeClock m_clock;
    std::unique_ptr<Store> m_store;
    Id<Account> m_hotel;
};

QTEST_GUILESS_MAIN(ScopeMovesTest)
#include "scope_moves_test.moc"
