// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/feed.h"
#include "core/schema/operation.h"
#include "core/storage/capture.h"
#include "core/storage/search_index.h"
#include "core/storage/unit_of_work.h"

#include <QHash>
#include <QSet>

#include <span>

namespace legwork::storage {

/// Applies what the server sent, as one transaction: outcomes of own operations, scopes, rows, and how far they reach.
/// A field that an undecided operation covers keeps showing the person's own value; the server's is put under it
/// and comes to the surface when the operation has been decided and the row has arrived. Writer's thread.
class RemoteRound
{
public:
    RemoteRound(sqlite::Connection &writer, Capture &capture);

    [[nodiscard]] Status begin();
    /// Operations leave the outbox for the record of what became of them.
    [[nodiscard]] Status settle(std::span<const Outcome> outcomes, Instant now);
    /// The server has gone back to an older state; `shared` is the last sequence number that this device and it have in
    /// common. Operations decided after that wait to be sent again, under what they showed; rows changed after that are
    /// asked for again, and those that do not come then are in limbo.
    [[nodiscard]] Status goBack(qint64 shared);
    /// Removes a row, if it is in limbo.
    [[nodiscard]] Status dismiss(const Uuid &id);
    /// The first download starts over: what came of it goes, except rows with undecided operations.
    [[nodiscard]] Status startOver();
    /// The scopes held from now on. Rows of others go, except those with undecided operations.
    [[nodiscard]] Status grant(std::span<const ScopeGrant> grants);
    /// Rows of scopes that grant() did not name are left out: they come from a download that began with other rights.
    [[nodiscard]] Status apply(const RowBatch &batch);

    /// Rows that have gone to other scopes, after all rows that came with them: those that are not held as one of another
    /// scope by now go, except those with undecided operations.
    [[nodiscard]] Status leave(std::span<const Leave> leaves);

    /// The rows applied so far are a part of the way to a cut: commit them, and remember where to go on.
    [[nodiscard]] Result<ChangedRows> commitPart(const QByteArray &resumeToken);
    /// Outcomes have come and no rows that could be taken: what is settled within the cut held is uncovered.
    [[nodiscard]] Result<ChangedRows> commitSettled();
    /// Nothing has come that moves the way to a cut.
    [[nodiscard]] Result<ChangedRows> commitAsItIs() { return commit(); }
    /// The rows add up to the server's state at `target`: take the overlay off decided edits and commit.
    [[nodiscard]] Result<ChangedRows> commitCut(qint64 target);

private:
    [[nodiscard]] Status loadDirty();
    /// Rows of an entity that only a newer version knows.
    [[nodiscard]] Status applyUnknown(const RowBatch &batch);
    struct Writing;
    [[nodiscard]] Status prepare(Writing &writing, std::vector<size_t> columns, const QSet<int> &dirty);
    [[nodiscard]] Status applyRow(Writing &writing, size_t row, const QSet<int> &dirty);
    /// The person made this row and the server does not know yet; but somebody else made it too (their ids follow from
    /// the same facts). What the person wrote into it is put over what comes.
    [[nodiscard]] Status coverInsertedFields(const EntitySpec &entity, const Uuid &id, qint64 seq);
    [[nodiscard]] Status release(qint64 target);
    /// Counters under undecided operations show the server's number and what those operations make of it.
    [[nodiscard]] Status recount(qint64 target);
    [[nodiscard]] Result<qint64> seqOf(const EntitySpec &entity, const Uuid &row);
    /// What is counted once the operations decided after `target`, and those that wait, are on top.
    [[nodiscard]] Result<Value> countOf(const Uuid &row, int fieldNo, Value committed, qint64 target);
    /// Removes the rows of a scope, or all there are, except those with undecided operations.
    [[nodiscard]] Status giveUpRows(const std::optional<Uuid> &scope);
    /// The scope in which the server has a row that the person has moved; nothing when he has not.
    [[nodiscard]] Result<std::optional<Uuid>> scopeUnderMove(const Uuid &id);
    /// Keeps a row for the sake of the person's edits only, until they are decided or the server sends it again.
    [[nodiscard]] Status keepForEdits(const EntitySpec &entity, const Uuid &id);
    /// Rows kept for edits whose scope has now come as a whole, and without them: they are deleted.
    [[nodiscard]] Status hideVanished();
    /// After a restore the row may lie there again.
    [[nodiscard]] Status noteLeave(const Leave &leave);
    /// Rows kept for edits that have now been decided.
    [[nodiscard]] Status dropOrphans(std::span<const ChangedRows::Row> rows);
    // In going_back.cpp:
    [[nodiscard]] Status loadLost();
    /// Which of the operations that are lost are part of what the server said last.
    [[nodiscard]] Status noteShown(qint64 shared);
    [[nodiscard]] Status offerAgain(qint64 shared);
    /// Puts a person's operation back over what the server says.
    [[nodiscard]] Status cover(const Operation &operation);
    /// A row has come that operations wait for which found nothing here to cover.
    [[nodiscard]] Status coverArrived(const Uuid &row);
    [[nodiscard]] Status coverInsert(const EntitySpec &entity, const Operation &operation);
    [[nodiscard]] Status coverField(const EntitySpec &entity, const Operation &operation, int fieldNo,
                                    const Value &value);
    [[nodiscard]] Status coverCounter(const EntitySpec &entity, const FieldSpec &field,
                                      const Operation &operation, const Value &value);
    /// Makes a row what its own insert says, but for fields that an undecided operation covers.
    [[nodiscard]] Status layOut(const EntitySpec &entity, const Uuid &id, const std::vector<FieldEdit> &made);
    /// Empties the fields that no undecided operation covers.
    [[nodiscard]] Status clearRow(const EntitySpec &entity, const Uuid &id, const QSet<int> &dirty);
    /// A row that was asked for, or in limbo, comes after all.
    [[nodiscard]] Status find(const EntitySpec &entity, const Uuid &id, const QSet<int> &dirty);
    /// Of any entity, also of one that is not known.
    [[nodiscard]] Status foundAgain(const Uuid &id);
    /// Rows of the person's own that the server does not have: what others had written into them is lost with it.
    [[nodiscard]] Status forgetOthersWork(const EntitySpec &entity);
    /// All that was asked for has come: what has not is in limbo.
    [[nodiscard]] Status strand();

    [[nodiscard]] Status dropOpaqueRow(const Uuid &id);
    [[nodiscard]] Status removeRow(const EntitySpec &entity, const Uuid &id);
    [[nodiscard]] Result<ChangedRows> commit();

    sqlite::Connection &m_writer;
    SearchIndex m_search;
    Capture::Pause m_pause;
    std::optional<sqlite::Transaction> m_transaction;
    std::optional<QSet<Uuid>> m_granted;
    QHash<Uuid, QSet<int>> m_dirty; ///< Fields under an undecided operation, by row.
    QSet<Uuid> m_uncovered;         ///< Rows not here, for which operations wait.
    QSet<qint64> m_shownByServer;   ///< Of the operations that wait to be offered again.
    QSet<Uuid> m_laidOut;           ///< Rows that show what their own insert says.
    QSet<Uuid> m_lost;              ///< Rows that a server which went back may not have.
    qint64 m_highestSeq = 0;        ///< Of a row, leave or outcome of this round.
    ChangedRows m_changed;
};

/// Says of a row in limbo that it may go. What the person has still waiting for it is sent then, and refused.
[[nodiscard]] Result<ChangedRows> dismissFromLimbo(sqlite::Connection &writer, Capture &capture,
                                                   const Uuid &row);

} // namespace legwork::storage
