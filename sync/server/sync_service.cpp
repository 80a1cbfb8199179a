// SPDX-License-Identifier: Apache-2.0
#include "sync/server/sync_service.h"

#include "sync/server/decider.h"

#include <algorithm>
#include <exception>

namespace legwork::server {
namespace {

/// Operations decided in one transaction: long enough to be worth its commit, short enough that other devices
/// do not wait.
constexpr size_t kSliceAim = 2'000;
constexpr int kOldestProtocol = 1;
constexpr int kOldestSchema = 1;
constexpr qint64 kLastSeenStepMs = 10 * 60 * 1000;

/// The end of the unit of work that begins at `from`.
size_t unitEnd(const std::vector<Operation> &operations, size_t from)
{
    size_t at = from + 1;
    while (at < operations.size() && operations[at].txnNo == operations[from].txnNo)
        ++at;
    return at;
}

Status inOrder(const std::vector<Operation> &operations)
{
    for (size_t i = 0; i < operations.size(); ++i) {
        const Operation &operation = operations[i];
        const bool follows =
            i == 0
            || (operation.opNo == operations[i - 1].opNo + 1 && operation.txnNo >= operations[i - 1].txnNo);
        if (!follows || operation.txnNo > operation.opNo)
            return fail(QStringLiteral("sync.malformed"), Advice::GiveUp, {QString::number(operation.opNo)});
    }
    return {};
}

std::vector<Decision> decide(Decider &decider, std::span<const Operation> operations)
{
    std::vector<Decision> decisions;
    decisions.reserve(operations.size());
    for (size_t from = 0; from < operations.size();) {
        size_t to = from + 1;
        while (to < operations.size() && operations[to].txnNo == operations[from].txnNo)
            ++to;
        auto unit = decider.decideUnit(operations.subspan(from, to - from));
        for (size_t i = 0; i < unit.size(); ++i)
            decisions.push_back({operations[from + i], std::move(unit[i])});
        from = to;
    }
    return decisions;
}

/// Gives rows that were decided after `head` the numbers they get now that the head has moved. What a decision
/// depends on is only which of two numbers is the greater, and that stays.
void moveOn(std::vector<StoredRow> &rows, qint64 head, qint64 by)
{
    const auto move = [head, by](qint64 &seq) {
        if (seq > head)
            seq += by;
    };
    for (StoredRow &row : rows) {
        move(row.seq);
        move(row.wholeFrom);
        move(row.life.seq);
        for (StoredField &field : row.fields)
            move(field.version.seq);
        for (FormerScope &former : row.former)
            move(former.seq);
    }
}

} // namespace

Status SyncService::accept(const Device &device, const sync::SyncHeader &header) const
{
    if (header.device != device.id)
        return fail(QStringLiteral("sync.unauthorised"), Advice::AskUser);
    if (header.protocol < kOldestProtocol || header.schema < kOldestSchema)
        return fail(QStringLiteral("sync.update-app"), Advice::Update);
    if (header.protocol > sync::kProtocolVersion)
        return fail(QStringLiteral("sync.update-server"), Advice::Update);
    return {};
}

Result<std::vector<Outcome>> SyncService::push(const Device &device, const sync::SyncHeader &header,
                                               const std::vector<Operation> &operations)
{
    if (auto good = accept(device, header); !good)
        return forward(good);
    if (auto good = inOrder(operations); !good)
        return forward(good);
    if (header.park == sync::Park::No || operations.empty())
        return decideAll(device, header, operations);
    if (unitEnd(operations, 0) != operations.size())
        return fail(QStringLiteral("sync.malformed"), Advice::GiveUp,
                    {QString::number(operations.front().opNo)});
    return decideOrPark(device, header, operations);
}

Result<std::vector<Outcome>> SyncService::decideAll(const Device &device, const sync::SyncHeader &header,
                                                    const std::vector<Operation> &operations)
{
    std::vector<Outcome> outcomes;
    outcomes.reserve(operations.size());
    for (size_t from = 0; from < operations.size();) {
        size_t to = unitEnd(operations, from);
        while (to < operations.size() && unitEnd(operations, to) - from <= kSliceAim)
            to = unitEnd(operations, to);
        const std::span slice(operations.data() + from, to - from);
        std::vector<Outcome> decided;
        const Status done = m_store.transact([&](WriteTransaction &store) -> Status {
            decided.clear();
            // Whatever in an operation makes the server fail is that operation's trouble and not the server's end.
            try {
                return pushSlice(store, device, header, slice, decided);
            } catch (const std::exception &) {
                return fail(QStringLiteral("server.failed"), Advice::Retry);
            }
        });
        if (!done)
            return forward(done);
        std::move(decided.begin(), decided.end(), std::back_inserter(outcomes));
        from = to;
    }
    return outcomes;
}

Result<std::vector<Outcome>> SyncService::decideOrPark(const Device &device, const sync::SyncHeader &header,
                                                       const std::vector<Operation> &unit)
{
    if (header.park == sync::Park::IfItFails) {
        auto decided = decideAll(device, header, unit);
        const bool isUndecidable = !decided
                                   && (decided.error().code == QLatin1String("server.failed")
                                       || decided.error().code == QLatin1String("server.store-failed")
                                       || (decided.error().code.startsWith(QLatin1String("storage."))
                                           && decided.error().code != QLatin1String("storage.busy")
                                           && decided.error().code != QLatin1String("storage.full")));
        if (!isUndecidable)
            return decided;
    }
    std::vector<Outcome> outcomes;
    const Status done = m_store.transact([&](WriteTransaction &store) {
        outcomes.clear();
        return putAside(store, device, unit, outcomes);
    });
    if (!done)
        return forward(done);
    return outcomes;
}

Status SyncService::putAside(WriteTransaction &store, const Device &device, std::span<const Operation> unit,
                             std::vector<Outcome> &outcomes)
{
    const auto known = store.device(device.id);
    if (auto good = store.status(); !good)
        return good;
    if (!known)
        return fail(QStringLiteral("sync.unauthorised"), Advice::AskUser);
    const qint64 next = known->highestOpNo + 1;
    if (unit.front().opNo > next)
        return fail(QStringLiteral("sync.gap"), Advice::Retry, {QString::number(next)});
    if (unit.front().opNo < next) {
        // Decided, or put aside, when it came before.
        for (Decision &decision : store.decisions(device.id, unit.front().opNo, unit.back().opNo)) {
            if (decision.operation != unit[outcomes.size()])
                return fail(QStringLiteral("sync.fork"), Advice::AskUser,
                            {QString::number(unit.front().opNo)});
            outcomes.push_back(std::move(decision.outcome));
        }
        return store.status();
    }
    const Instant now = m_clock.now().wall;
    const qint64 head = store.head() + store.claim();
    std::vector<Decision> decisions;
    for (const Operation &operation : unit) {
        outcomes.push_back(
            {operation.opNo, Verdict::Rejected, head, QStringLiteral("server.parked"), {}, {}});
        decisions.push_back({operation, outcomes.back()});
    }
    store.addDecisions(device.id, now, decisions);
    store.addDeadLetters(device.id, now, unit);
    return store.status();
}

Status SyncService::pushSlice(WriteTransaction &store, const Device &device, const sync::SyncHeader &header,
                              std::span<const Operation> slice, std::vector<Outcome> &outcomes)
{
    const std::vector<Uuid> movers = Decider::rowsMovedBy(slice);
    // Nobody may hang anything on a row while it is being moved.
    if (!movers.empty())
        (void)store.claim();
    const auto known = store.device(device.id);
    const auto grants = store.grants(device.person);
    if (auto good = store.status(); !good)
        return good;
    if (!known)
        return fail(QStringLiteral("sync.unauthorised"), Advice::AskUser);
    const qint64 next = known->highestOpNo + 1;
    if (slice.front().opNo > next)
        return fail(QStringLiteral("sync.gap"), Advice::Retry, {QString::number(next)});

    if (slice.front().opNo < next) {
        const auto earlier =
            store.decisions(device.id, slice.front().opNo, std::min(slice.back().opNo, next - 1));
        if (auto good = store.status(); !good)
            return good;
        for (const Decision &decision : earlier) {
            if (decision.operation != slice.front())
                return fail(QStringLiteral("sync.fork"), Advice::AskUser,
                            {QString::number(slice.front().opNo)});
            outcomes.push_back(decision.outcome);
            slice = slice.subspan(1);
        }
        if (slice.empty())
            return {};
    }

    const Instant now = m_clock.now().wall;
    const qint64 head = store.head();
    Decider decider({device.id, device.person, Rights(grants, now), now, header.now, head,
                     header.epoch == m_store.epoch()});
    decider.putRows(store.rows(Decider::rowsNeededBy(slice)));
    if (!movers.empty())
        decider.putRows(store.rowsHangingOn(movers));
    if (auto good = store.status(); !good)
        return good;
    std::vector<Decision> decisions = decide(decider, slice);
    const qint64 reached = decider.head();
    std::vector<StoredRow> rows = decider.takeChangedRows();
    const qint64 moved = store.claim();
    if (moved > 0) {
        moveOn(rows, head, moved);
        // An outcome tells the number at which it was reached, also when it made none.
        for (Decision &decision : decisions)
            decision.outcome.seq += moved;
    }
    store.putRows(rows);
    store.addDecisions(device.id, now, decisions);
    store.setHead(reached + moved);
    for (Decision &decision : decisions)
        outcomes.push_back(std::move(decision.outcome));
    return store.status();
}

Result<std::unique_ptr<Feed>> SyncService::pull(const Device &device, const sync::SyncHeader &header)
{
    if (auto good = accept(device, header); !good)
        return forward(good);
    const Instant now = m_clock.now().wall;
    if (now.ms - device.lastSeen.ms > kLastSeenStepMs) {
        auto noted = m_store.write();
        if (!noted)
            return forward(noted);
        (*noted)->setLastSeen(device.id, now);
        if (auto done = (*noted)->commit(); !done)
            return forward(done);
    }
    auto view = m_store.read();
    if (!view)
        return forward(view);
    const auto known = (*view)->device(device.id);
    auto grants = (*view)->grants(device.person);
    if (auto good = (*view)->status(); !good)
        return forward(good);
    if (!known)
        return fail(QStringLiteral("sync.unauthorised"), Advice::AskUser);
    // What a device has of another epoch says nothing about this one. One that was cut off in its first download
    // knows of no epoch yet.
    const bool sameEpoch = header.epoch.isNull() || header.epoch == m_store.epoch();
    auto feed = std::make_unique<Feed>(
        std::move(*view), m_store.epoch(), std::move(grants), known->highestOpNo, now,
        sameEpoch ? header.cursors : std::vector<ScopeCursor>(), sameEpoch ? header.resume : std::nullopt);
    const bool isFromNothing = !header.resume
                               && std::all_of(header.cursors.begin(), header.cursors.end(),
                                              [](const ScopeCursor &cursor) { return cursor.seq == 0; });
    if (header.takesAhead && isFromNothing)
        feed->beginWithPageOf(device.person);
    return feed;
}

} // namespace legwork::server
