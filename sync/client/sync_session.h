// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/store.h"
#include "sync/client/enrolment.h"
#include "sync/client/push_trouble.h"
#include "sync/client/transport.h"
#include "sync/protocol/codec.h"

#include <functional>

namespace legwork::sync {

/// What one session did.
struct SyncReport {
    qint64 operationsSent = 0;
    qint64 operationsDecided = 0;
    qint64 rowsReceived = 0;
    qint64 rowsBefore = 0;   ///< Of the same download, in sessions that were cut off.
    qint64 rowsExpected = 0; ///< About how many a first download comes to; 0: not told, or not a first one.
    qint64 bytesSent = 0;
    qint64 bytesReceived = 0;
    qint64 merged = 0;    ///< Own edits that met another's.
    qint64 rejected = 0;  ///< Own edits that were refused; they wait for somebody.
    bool hasMore = false; ///< Something is left to send or fetch: another session should follow at once.
    qint64 cursor = 0;    ///< What the device has come to; 0 while it has not.
    Instant serverNow;
    Instant deviceNow;                ///< When serverNow arrived, by this device's wall clock.
    std::optional<Enrolment> renewed; ///< The device has got another name and token.
};

/// One attempt to reconcile with the server: built, run once, thrown away. Whatever happens in the middle, the store is
/// as it was or a whole step further, and the next session goes on from there. Its functions are called on one thread at
/// a time; they block on the store's writer, which is what slows a server down that sends faster than we can write.
class SyncSession
{
public:
    /// `progress` is told of rows as they are applied.
    SyncSession(storage::Store &store, Enrolment enrolment,
                std::function<void(const SyncReport &)> progress = {});

    /// The request to send.
    [[nodiscard]] Result<Exchange> begin();
    /// Bytes of the answer, in pieces of any size. After an error the exchange should be cancelled.
    [[nodiscard]] Status take(QByteArrayView bytes);
    /// The exchange has ended, well or badly. Downloaded rows that could not be applied yet are put aside for the next
    /// session.
    [[nodiscard]] Result<SyncReport> finish(const Status &exchange);
    /// After a failure: the next session comes nearer to what the server fails at, so waiting longer and longer would
    /// only keep the rest waiting.
    [[nodiscard]] bool isNarrowing() const { return m_trouble.isNarrowing(); }

private:
    [[nodiscard]] Status takeMessage(Message message);
    [[nodiscard]] Status takeRenewal(const Message &message);
    /// Keeps what has to be done about a refusal: the next session does it.
    [[nodiscard]] Status noteRefusal(const Error &refusal);
    /// In the order sent, with the numbers by which this device knows its operations instead of those under its name.
    [[nodiscard]] Status takeOutcomes(std::vector<Outcome> outcomes);
    [[nodiscard]] Status takeScopes(const ScopeList &scopes);
    [[nodiscard]] Status takeRows(RowBatch batch);
    [[nodiscard]] Status takeLeaves(const LeaveList &left);
    /// Rows of a first download that have come are handed to the writer, which shows them.
    [[nodiscard]] Status showWaiting();
    /// Waits for those that the writer is still applying, and tells of them.
    [[nodiscard]] Status awaitApplied();
    /// All that have come, before anything else.
    [[nodiscard]] Status showAll();
    [[nodiscard]] Status takeEnd(const SyncEnd &end);
    [[nodiscard]] Status stage();
    /// Keeps the frames received, and what is to be known about them, in one transaction.
    [[nodiscard]] Status putAside(const std::vector<std::pair<QString, Value>> &notes,
                                  std::span<const Leave> leaves = {});
    /// The rows add up to no state of the server, because some changed while the download was broken off: they are put
    /// aside until what came after their target is there as well.
    [[nodiscard]] Status stageWhole(const SyncEnd &end);
    [[nodiscard]] Status applyCut(const SyncEnd &end);
    /// What the exchange tells about operations at which the server fails.
    void notePush(const Status &exchange);
    /// The rest of the answer cannot be taken, now or ever; what was decided was decided.
    void settleAlone();
    /// The answer says what is held already.
    [[nodiscard]] bool bringsNothing(const SyncEnd &end) const;

    storage::Store &m_store;
    Enrolment m_enrolment;
    std::function<void(const SyncReport &)> m_progress;
    SyncReport m_report;
    FrameReader m_reader;
    PushTrouble m_trouble;
    std::vector<Uuid> m_sentUnits;

    bool m_isFirst =
        false; ///< Nothing is held yet: rows are shown as they come, not only when all are there.
    bool m_isRenewal = false;    ///< The request asks for another name, and for nothing else.
    SyncHeader m_header;         ///< As sent.
    std::vector<qint64> m_sent;  ///< The operations, as numbered here, in order.
    qint64 m_decidedBefore = 0;  ///< Under the device's name, before this session.
    qint64 m_undecidedCount = 0; ///< When the session began.
    std::optional<Resume> m_resume;
    Resume m_reached; ///< Where a first download would go on, if it broke off now.
    std::optional<ScopeList> m_scopes;
    std::vector<Outcome> m_outcomes;
    /// Rows of a first download, on the writer's thread while the next ones are read from the wire.
    std::optional<QFuture<Result<storage::ChangedRows>>> m_applying;
    std::vector<RowBatch> m_batches; ///< Received, not yet applied or staged.
    std::vector<Leave> m_leaves;     ///< Sent anew whenever a download goes on, so never kept in part.
    size_t m_rowsWaiting = 0;
    bool m_hasStaged = false; ///< A whole download lies aside; the request's cursors are its.
    qint64 m_highest = 0;     ///< Sequence number of a row of this download, of this session or before.
    bool m_isComplete = false;
};

/// Runs a session over a transport and waits for its end. Blocks; for the scheduler's thread and for tools.
[[nodiscard]] Result<SyncReport> runSession(SyncSession &session, Transport &transport);

} // namespace legwork::sync
