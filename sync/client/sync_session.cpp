// SPDX-License-Identifier: Apache-2.0
#include "sync/client/sync_session.h"

#include "core/schema/codec.h"
#include "core/storage/known_names.h"
#include "core/storage/outbox.h"
#include "core/storage/remote_round.h"
#include "sync/client/heard_epochs.h"
#include "sync/client/outgoing.h"
#include "sync/client/problem.h"
#include "sync/client/put_aside.h"
#include "sync/client/sync_limits.h"

#include <future>
#include <iterator>

namespace legwork::sync {
namespace {

namespace known = storage::known;

Resume endOf(qint64 target, const RowBatch &batch) { return {target, batch.seqs.back(), batch.ids.back()}; }

} // namespace

SyncSession::SyncSession(storage::Store &store, Enrolment enrolment,
                         std::function<void(const SyncReport &)> progress)
    : m_store(store)
    , m_enrolment(std::move(enrolment))
    , m_progress(std::move(progress))
{
}

Result<Exchange> SyncSession::begin()
{
    auto outgoing =
        m_store.read([](storage::Reader &reader) { return collect(reader.connection()); }).result();
    if (!outgoing)
        return forward(outgoing);
    m_isRenewal = outgoing->mustRenew;
    if (m_isRenewal) {
        Exchange exchange{"/v1/renew", bearerOf(m_enrolment),
                          encode(enrolRequest(m_store, {}, m_enrolment.deviceName))};
        m_report.bytesSent = exchange.body.size();
        m_report.hasMore = true;
        return exchange;
    }
    SyncHeader &header = outgoing->header;
    header.schema = kSchemaVersion;
    header.device = m_enrolment.device;
    header.now = m_store.clock().now();
    m_header = header;
    m_trouble = outgoing->trouble;
    m_sentUnits = std::move(outgoing->units);
    m_hasStaged = outgoing->hasStaged;
    m_resume = header.resume;
    m_highest = outgoing->highest;
    m_report.rowsBefore = outgoing->rowsBefore;
    m_isFirst = !outgoing->hasGoneBack
                && std::all_of(header.cursors.begin(), header.cursors.end(),
                               [](const ScopeCursor &cursor) { return cursor.seq == 0; });
    m_decidedBefore = outgoing->decided;
    m_undecidedCount = outgoing->undecidedCount;
    qint64 number = m_decidedBefore;
    for (Operation &operation : outgoing->operations)
        m_sent.push_back(std::exchange(operation.opNo, ++number));

    Exchange exchange{"/v1/sync", bearerOf(m_enrolment), encode(header)};
    // Frames of bounded size; the server takes a unit of work that runs over a border as one.
    const auto &operations = outgoing->operations;
    for (size_t from = 0; from < operations.size();) {
        size_t to = from;
        size_t cells = 0;
        while (to < operations.size() && to - from < kOperationsPerFrameMax
               && cells + operations[to].fields.size() <= kCellsPerFrameMax)
            cells += operations[to++].fields.size();
        exchange.body += encode(
            std::vector<Operation>(operations.begin() + ptrdiff_t(from), operations.begin() + ptrdiff_t(to)));
        from = to;
    }
    m_report.operationsSent = qint64(operations.size());
    // Those that wait for rows in limbo do not go with the next request either.
    m_report.hasMore = outgoing->hasGoneBack || operations.size() >= limits::kOperationsPerRequest;
    m_report.bytesSent = exchange.body.size();
    return exchange;
}

Status SyncSession::take(QByteArrayView bytes)
{
    m_report.bytesReceived += bytes.size();
    m_reader.append(bytes);
    for (;;) {
        auto message = m_reader.next();
        if (!message)
            return forward(message);
        if (!*message)
            return {};
        if (auto taken = takeMessage(std::move(**message)); !taken)
            return taken;
    }
}

Status SyncSession::takeMessage(Message message)
{
    const auto outOfPlace = [] {
        return fail(QStringLiteral("wire.malformed"), Advice::GiveUp, {QStringLiteral("order of frames")});
    };
    if (m_isComplete)
        return outOfPlace();
    if (const auto *problem = std::get_if<Problem>(&message)) {
        const Error refusal = errorOf(*problem);
        if (auto noted = noteRefusal(refusal); !noted)
            return noted;
        return tl::unexpected(refusal);
    }
    if (m_isRenewal)
        return takeRenewal(message);
    if (auto *outcomes = std::get_if<std::vector<Outcome>>(&message)) {
        return takeOutcomes(std::move(*outcomes));
    }
    if (const auto *scopes = std::get_if<ScopeList>(&message))
        return m_scopes ? outOfPlace() : takeScopes(*scopes);
    if (auto *batch = std::get_if<RowBatch>(&message))
        return m_scopes ? takeRows(std::move(*batch)) : outOfPlace();
    if (const auto *left = std::get_if<LeaveList>(&message))
        return m_scopes ? takeLeaves(*left) : outOfPlace();
    if (const auto *end = std::get_if<SyncEnd>(&message))
        return m_scopes ? takeEnd(*end) : outOfPlace();
    return outOfPlace();
}

Status SyncSession::takeRenewal(const Message &message)
{
    const auto *reply = std::get_if<EnrolReply>(&message);
    if (!reply)
        return fail(QStringLiteral("wire.malformed"), Advice::GiveUp, {QStringLiteral("enrol-reply")});
    auto renewed = completeRenewal(m_store, m_enrolment, *reply);
    if (!renewed)
        return forward(renewed);
    m_report.renewed = std::move(*renewed);
    m_report.serverNow = reply->serverNow;
    m_report.deviceNow = m_store.clock().now().wall;
    m_isComplete = true;
    return {};
}

Status SyncSession::noteRefusal(const Error &refusal)
{
    // A server that has gone back, and lacks nothing but refusals by that, shows it by a gap: these stand anyway.
    const bool isNameSpent =
        refusal.code == QLatin1String("sync.fork") || refusal.code == QLatin1String("sync.gap");
    const bool hasGoneBack = refusal.code == QLatin1String("sync.epoch");
    if (!isNameSpent && !hasGoneBack)
        return {};
    const qint64 shared = refusal.arguments.value(0).toLongLong();
    const auto epoch = Uuid::fromText(refusal.arguments.value(1));
    const auto changed =
        m_store
            .synchronise(
                [&](sqlite::Connection &writer, storage::Capture &capture) -> Result<storage::ChangedRows> {
                    storage::RemoteRound round(writer, capture);
                    if (auto begun = round.begin(); !begun)
                        return forward(begun);
                    if (hasGoneBack) {
                        if (auto done = round.goBack(std::max<qint64>(shared, 0)); !done)
                            return forward(done);
                        if (auto kept = storage::setMeta(writer, known::kEpoch,
                                                         epoch ? Value(epoch->toBytes()) : Value());
                            !kept)
                            return forward(kept);
                        if (auto kept = storage::setMeta(writer, known::kFormerEpochs,
                                                         epoch ? epochsBefore(m_header, *epoch) : Value());
                            !kept)
                            return forward(kept);
                    }
                    if (auto kept = storage::setMeta(writer, known::kRenew, qint64(1)); !kept)
                        return forward(kept);
                    return round.commitAsItIs();
                })
            .result();
    if (!changed)
        return forward(changed);
    m_store.announce(*changed);
    return {};
}

Status SyncSession::takeOutcomes(std::vector<Outcome> outcomes)
{
    for (Outcome &outcome : outcomes) {
        const size_t place = m_outcomes.size();
        if (place >= m_sent.size() || outcome.opNo != m_decidedBefore + qint64(place) + 1)
            return fail(QStringLiteral("wire.malformed"), Advice::GiveUp, {QStringLiteral("outcomes")});
        outcome.opNo = m_sent[place];
        m_outcomes.push_back(std::move(outcome));
    }
    return {};
}

Status SyncSession::takeScopes(const ScopeList &scopes)
{
    m_scopes = scopes;
    m_report.rowsExpected = m_isFirst ? scopes.rows : 0;
    // The server could not go on where we were: what was put aside belongs to a download that is void.
    if (m_resume && m_resume->target != scopes.target) {
        m_resume.reset();
        m_highest = 0;
        m_report.rowsBefore = 0;
        if (m_isFirst) {
            // What was deleted since is not told to somebody who holds nothing: so hold nothing.
            const auto dropped =
                m_store
                    .synchronise([](sqlite::Connection &writer,
                                    storage::Capture &capture) -> Result<storage::ChangedRows> {
                        storage::RemoteRound round(writer, capture);
                        if (auto begun = round.begin(); !begun)
                            return forward(begun);
                        if (auto done = round.startOver(); !done)
                            return forward(done);
                        return round.commitPart({});
                    })
                    .result();
            if (!dropped)
                return forward(dropped);
            m_store.announce(*dropped);
            return {};
        }
        // Beside a whole download it stays: what comes now begins where that ended, and goes over it.
        const char *forget = m_hasStaged ? "DELETE FROM meta WHERE name = 'resume'"
                                         : "DELETE FROM staging; DELETE FROM meta WHERE name = 'resume'";
        return m_store
            .synchronise(
                [forget](sqlite::Connection &writer, storage::Capture &) { return writer.execute(forget); })
            .result();
    }
    return {};
}

Status SyncSession::takeRows(RowBatch batch)
{
    if (batch.ids.empty() || (batch.isAhead && !m_isFirst))
        return {};
    // Rows ahead come again: until then the download has not begun, but whoever begins it anew must know what it holds.
    Resume reached{m_scopes->target, 0, {}};
    if (!batch.isAhead) {
        m_report.rowsReceived += qint64(batch.size());
        reached = endOf(m_scopes->target, batch);
    } else if (m_report.rowsReceived > 0) {
        reached = m_reached;
    }
    m_reached = reached;
    m_highest = std::max(m_highest, *std::max_element(batch.seqs.begin(), batch.seqs.end()));
    m_rowsWaiting += batch.size();
    m_batches.push_back(std::move(batch));
    if (!m_isFirst)
        return m_rowsWaiting > limits::kRowsInMemory ? stage() : Status();
    // Each commit costs, so while the writer is busy rows gather.
    if (m_applying && !m_applying->isFinished() && m_rowsWaiting < limits::kRowsInMemory)
        return {};
    return showWaiting();
}

Status SyncSession::showWaiting()
{
    if (auto applied = awaitApplied(); !applied || m_batches.empty())
        return applied;
    m_applying = m_store.synchronise(
        [token = tokenOf({m_reached, m_highest, m_report.rowsBefore + m_report.rowsReceived}),
         scopes = *m_scopes, header = m_header, batches = std::exchange(m_batches, {})](
            sqlite::Connection &writer, storage::Capture &capture) -> Result<storage::ChangedRows> {
            storage::RemoteRound round(writer, capture);
            if (auto begun = round.begin(); !begun)
                return forward(begun);
            if (auto granted = round.grant(scopes.grants); !granted)
                return forward(granted);
            if (auto kept = keepEpoch(writer, header, scopes.epoch); !kept)
                return forward(kept);
            for (const RowBatch &batch : batches) {
                if (auto done = round.apply(batch); !done)
                    return forward(done);
            }
            return round.commitPart(token);
        });
    m_rowsWaiting = 0;
    return {};
}

Status SyncSession::takeLeaves(const LeaveList &left)
{
    for (const Leave &leave : left.leaves)
        m_highest = std::max(m_highest, leave.seq);
    m_leaves.insert(m_leaves.end(), left.leaves.begin(), left.leaves.end());
    return {};
}

Status SyncSession::awaitApplied()
{
    if (!m_applying)
        return {};
    const auto applied = std::exchange(m_applying, std::nullopt)->result();
    if (!applied) {
        m_batches.clear(); // or the next session would go on behind them, and without these
        return forward(applied);
    }
    m_store.announce(*applied);
    if (m_progress)
        m_progress(m_report);
    return {};
}

Status SyncSession::showAll()
{
    if (auto given = showWaiting(); !given)
        return given;
    return awaitApplied();
}

Status SyncSession::stage()
{
    if (m_batches.empty())
        return {};
    const QByteArray token = tokenOf(
        {endOf(m_scopes->target, m_batches.back()), m_highest, m_report.rowsBefore + m_report.rowsReceived});
    const Status staged = putAside({{known::kResume, token}});
    if (staged) {
        m_batches.clear();
        m_rowsWaiting = 0;
    }
    return staged;
}

Status SyncSession::putAside(const std::vector<std::pair<QString, Value>> &notes,
                             std::span<const Leave> leaves)
{
    return m_store
        .synchronise([&](sqlite::Connection &writer, storage::Capture &) -> Status {
            auto transaction = sqlite::Transaction::begin(writer);
            if (!transaction)
                return forward(transaction);
            for (const RowBatch &batch : m_batches) {
                if (auto kept = writer.run("INSERT INTO staging(frame) VALUES(?)", encode(batch)); !kept)
                    return kept;
            }
            for (auto rest = leaves; !rest.empty();
                 rest = rest.subspan(std::min(rest.size(), kRowsPerFrameMax))) {
                const auto part = rest.first(std::min(rest.size(), kRowsPerFrameMax));
                if (auto kept = writer.run("INSERT INTO staging(frame) VALUES(?)",
                                           encode(LeaveList{{part.begin(), part.end()}}));
                    !kept)
                    return kept;
            }
            for (const auto &[name, value] : notes) {
                if (auto kept = storage::setMeta(writer, name, value); !kept)
                    return kept;
            }
            if (auto kept = keepEpoch(writer, m_header, m_scopes->epoch); !kept)
                return kept;
            return transaction->commit();
        })
        .result();
}

Status SyncSession::takeEnd(const SyncEnd &end)
{
    m_report.serverNow = end.serverNow;
    m_report.deviceNow = m_store.clock().now().wall;
    if (m_isFirst) {
        if (auto shown = showAll(); !shown)
            return shown;
    }
    if (m_outcomes.size() != m_sent.size())
        return fail(QStringLiteral("wire.malformed"), Advice::GiveUp, {QStringLiteral("outcomes")});
    // A first download shows its rows as they come anyway.
    const bool isOvertaken = m_highest > end.target;
    const bool isAside = isOvertaken && !m_isFirst;
    if (auto taken = isAside ? stageWhole(end) : applyCut(end); !taken)
        return taken;
    m_isComplete = true;
    m_report.cursor = end.target;
    m_report.hasMore = m_report.hasMore || isOvertaken;
    if (isAside)
        return {};
    // More decided under this name than were ever made here: there is another device of that name.
    if (end.highestOpNo > m_decidedBefore + m_undecidedCount) {
        m_report.hasMore = true;
        return noteRefusal({QStringLiteral("sync.fork"), Advice::Retry, {}});
    }
    if (end.highestOpNo < m_decidedBefore) {
        m_report.hasMore = true;
        return noteRefusal({QStringLiteral("sync.gap"), Advice::Retry, {}});
    }
    m_report.operationsDecided = qint64(m_outcomes.size());
    for (const Outcome &outcome : m_outcomes) {
        m_report.merged += outcome.verdict == Verdict::Merged ? 1 : 0;
        m_report.rejected += outcome.verdict == Verdict::Rejected ? 1 : 0;
        // Decided after the cut that was being fetched: its rows come with the next session.
        m_report.hasMore = m_report.hasMore || outcome.seq > end.target;
    }
    return {};
}

Status SyncSession::stageWhole(const SyncEnd &end)
{
    // The outcomes are left with the server, which gives the same ones again.
    return putAside(
        {{known::kStaged, bytesOf(end.target, m_highest, m_scopes->grants)}, {known::kResume, Value()}},
        m_leaves);
}

bool SyncSession::bringsNothing(const SyncEnd &end) const
{
    const auto &grants = m_scopes->grants;
    const auto &cursors = m_header.cursors;
    return m_outcomes.empty() && m_batches.empty() && m_leaves.empty() && !m_header.resume && !m_hasStaged
           && !m_report.hasMore && end.epoch == m_header.epoch && grants.size() == cursors.size()
           && std::all_of(cursors.begin(), cursors.end(), [&](const ScopeCursor &cursor) {
                  return cursor.seq == end.target
                         && std::any_of(grants.begin(), grants.end(),
                                        [&](const ScopeGrant &grant) { return grant.scope == cursor.scope; });
              });
}

Status SyncSession::applyCut(const SyncEnd &end)
{
    // Most sessions of an idle device: its disk is left in peace.
    if (bringsNothing(end))
        return {};
    const auto changed =
        m_store
            .synchronise(
                [&](sqlite::Connection &writer, storage::Capture &capture) -> Result<storage::ChangedRows> {
                    storage::RemoteRound round(writer, capture);
                    if (auto begun = round.begin(); !begun)
                        return forward(begun);
                    if (auto settled = round.settle(m_outcomes, m_store.clock().now().wall); !settled)
                        return forward(settled);
                    if (auto granted = round.grant(m_scopes->grants); !granted)
                        return forward(granted);
                    std::vector<QByteArray> staged;
                    std::vector<Leave> leaves;
                    {
                        auto frames = writer.prepare("SELECT frame FROM staging ORDER BY no");
                        if (!frames)
                            return forward(frames);
                        for (auto more = frames->step();; more = frames->step()) {
                            if (!more)
                                return forward(more);
                            if (!*more)
                                break;
                            staged.push_back(frames->bytes(0));
                        }
                    }
                    for (const QByteArray &frame : staged) {
                        const auto message = decodeSingle(frame);
                        if (!message)
                            return forward(message);
                        if (const auto *left = std::get_if<LeaveList>(&*message)) {
                            leaves.insert(leaves.end(), left->leaves.begin(), left->leaves.end());
                            continue;
                        }
                        if (auto done = round.apply(std::get<RowBatch>(*message)); !done)
                            return forward(done);
                    }
                    for (const RowBatch &batch : m_batches) {
                        if (auto done = round.apply(batch); !done)
                            return forward(done);
                    }
                    // A row that goes from one scope held to another is never away.
                    leaves.insert(leaves.end(), m_leaves.begin(), m_leaves.end());
                    if (auto left = round.leave(leaves); !left)
                        return forward(left);
                    if (auto kept = keepEpoch(writer, m_header, end.epoch); !kept)
                        return forward(kept);
                    if (auto kept = storage::setMeta(writer, known::kLastSyncAt, toValue(m_report.deviceNow));
                        !kept)
                        return forward(kept);
                    return round.commitCut(end.target);
                })
            .result();
    if (!changed)
        return forward(changed);
    m_batches.clear();
    m_store.announce(*changed);
    return {};
}

void SyncSession::notePush(const Status &exchange)
{
    const PushTrouble before = m_trouble;
    if (m_isComplete || m_scopes) {
        m_trouble.succeeded(m_sentUnits);
    } else if (!exchange) {
        const Error &error = exchange.error();
        if (error.code == QLatin1String("server.failed"))
            m_trouble.failed(m_sentUnits, PushTrouble::Failure::Said);
        const bool isSilence =
            error.code == QLatin1String("net.cut")
            || (error.code == QLatin1String("net.timeout")
                && error.arguments.contains(QStringLiteral("idle")))
            || (error.code == QLatin1String("net.status") && error.advice == Advice::Retry);
        if (isSilence)
            m_trouble.failed(m_sentUnits, PushTrouble::Failure::Silent);
    }
    if (m_trouble == before)
        return;
    const Value kept = m_trouble.isClear() ? Value() : Value(m_trouble.toBytes());
    // Forgotten at worst, and then found out anew.
    (void)m_store
        .synchronise([&kept](sqlite::Connection &writer, storage::Capture &) {
            return storage::setMeta(writer, known::kPushTrouble, kept);
        })
        .result();
}

void SyncSession::settleAlone()
{
    const auto settled = m_store
                             .synchronise([this](sqlite::Connection &writer,
                                                 storage::Capture &capture) -> Result<storage::ChangedRows> {
                                 storage::RemoteRound round(writer, capture);
                                 if (auto begun = round.begin(); !begun)
                                     return forward(begun);
                                 if (auto done = round.settle(m_outcomes, m_store.clock().now().wall); !done)
                                     return forward(done);
                                 if (auto kept = keepEpoch(writer, m_header, m_scopes->epoch); !kept)
                                     return forward(kept);
                                 return round.commitSettled();
                             })
                             .result();
    if (settled)
        m_store.announce(*settled);
}

Result<SyncReport> SyncSession::finish(const Status &exchange)
{
    notePush(exchange);
    if (m_isComplete)
        return m_report;
    if (m_isRenewal)
        return exchange ? Result<SyncReport>(fail(QStringLiteral("net.cut"), Advice::Retry))
                        : forward(exchange);
    if (!exchange && exchange.error().advice == Advice::GiveUp && !m_outcomes.empty() && m_scopes)
        settleAlone();
    // Keep what came; a failure to do so only means that it is fetched again.
    if (m_scopes)
        (void)(m_isFirst ? showAll() : stage());
    if (!exchange)
        return forward(exchange);
    return fail(QStringLiteral("net.cut"), Advice::Retry);
}

Result<SyncReport> runSession(SyncSession &session, Transport &transport)
{
    auto exchange = session.begin();
    if (!exchange)
        return forward(exchange);
    std::promise<Status> ended;
    Status refused;
    transport.start(
        std::move(*exchange),
        [&](QByteArrayView bytes) {
            if (!refused)
                return;
            refused = session.take(bytes);
            if (!refused)
                transport.cancel();
        },
        [&](Status end) { ended.set_value(std::move(end)); });
    const Status end = ended.get_future().get();
    return session.finish(refused ? end : refused);
}

} // namespace legwork::sync
