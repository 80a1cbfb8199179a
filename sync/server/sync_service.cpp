// SPDX-License-Identifier: Apache-2.0
#include "sync/server/sync_service.h"

#include "sync/server/decider.h"

#include <algorithm>
#include <exception>
#include <map>
#include <set>

namespace legwork::server {
namespace {

/// Operations decided in one transaction: long enough to be worth its commit, short enough that other devices
/// do not wait.
constexpr size_t kSliceAim = 2'000;
constexpr int kOldestProtocol = 1;
constexpr int kOldestSchema = 1;
constexpr qint64 kLastSeenStepMs = 10 * 60 * 1000;

/// The end of the unit of work that begins at `from`.
size_t unitEnd(std::span<const Operation> operations, size_t from)
{
    size_t at = from + 1;
    while (at < operations.size() && operations[at].unit == operations[from].unit)
        ++at;
    return at;
}

Status inOrder(const std::vector<Operation> &operations)
{
    std::set<Uuid> units;
    for (size_t i = 0; i < operations.size(); ++i) {
        const Operation &operation = operations[i];
        const bool begins = i == 0 || operation.unit != operations[i - 1].unit;
        const bool follows = i == 0 || operation.opNo == operations[i - 1].opNo + 1;
        // A unit comes in one piece.
        if (!follows || operation.unit.isNull() || (begins && !units.insert(operation.unit).second))
            return fail(QStringLiteral("sync.malformed"), Advice::GiveUp, {QString::number(operation.opNo)});
    }
    return {};
}

/// What was decided of units, by unit.
using Decided = std::map<Uuid, std::vector<Decision>>;

Decided earlierDecisions(WriteTransaction &store, std::span<const Operation> operations)
{
    std::vector<Uuid> units;
    for (size_t at = 0; at < operations.size(); at = unitEnd(operations, at))
        units.push_back(operations[at].unit);
    Decided decided;
    for (Decision &decision : store.decisionsOn(units))
        decided[decision.operation.unit].push_back(std::move(decision));
    return decided;
}

/// The same edits, whatever numbers they have now, and whatever their author is said to have seen.
bool isSame(std::span<const Operation> unit, const std::vector<Decision> &decisions)
{
    return std::equal(unit.begin(), unit.end(), decisions.begin(), decisions.end(),
                      [](const Operation &sent, const Decision &decision) {
                          Operation known = decision.operation;
                          known.opNo = sent.opNo;
                          known.base = sent.base;
                          return known == sent;
                      });
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

Status SyncService::checkEpoch(ReadTransaction &view, const sync::SyncHeader &header)
{
    if (header.epoch.isNull())
        return {}; // holds nothing yet
    auto last = view.lastOf(header.epoch);
    qint64 heard = header.heard;
    for (const ScopeCursor &cursor : header.cursors)
        heard = std::max(heard, cursor.seq);
    if (header.resume)
        heard = std::max(heard, header.resume->target);
    if (auto good = view.status(); !good)
        return good;
    if (last && heard <= *last)
        return {};
    // The store was put back to before what the device has heard, or is another one. What they have in common ends
    // with the newest epoch that both have lived in.
    Uuid shared = last ? header.epoch : Uuid();
    for (auto former = header.former.begin(); !last && former != header.former.end(); ++former) {
        last = view.lastOf(*former);
        shared = last ? *former : Uuid();
    }
    if (auto good = view.status(); !good)
        return good;
    return fail(QStringLiteral("sync.epoch"), Advice::Retry,
                {QString::number(last.value_or(0)), last ? shared.toText() : QString()});
}

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
        for (size_t next = to; next < operations.size();) {
            next = unitEnd(operations, next);
            if (next - from > kSliceAim)
                break;
            to = next;
        }
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
        return putAside(store, device, header, unit, outcomes);
    });
    if (!done)
        return forward(done);
    return outcomes;
}

Status SyncService::putAside(WriteTransaction &store, const Device &device, const sync::SyncHeader &header,
                             std::span<const Operation> unit, std::vector<Outcome> &outcomes)
{
    const auto known = store.device(device.id);
    if (auto good = store.status(); !good)
        return good;
    if (!known)
        return fail(QStringLiteral("sync.unauthorised"), Advice::AskUser);
    if (auto good = checkEpoch(store, header); !good)
        return good;
    const qint64 next = known->highestOpNo + 1;
    if (unit.front().opNo > next)
        return fail(QStringLiteral("sync.gap"), Advice::Retry, {QString::number(next)});
    Decided earlier = earlierDecisions(store, unit);
    if (auto good = store.status(); !good)
        return good;
    // Decided, or put aside, when it came before.
    if (const auto before = earlier.find(unit.front().unit); before != earlier.end()) {
        if (!isSame(unit, before->second))
            return fail(QStringLiteral("sync.malformed"), Advice::GiveUp,
                        {QString::number(unit.front().opNo)});
        for (const Operation &operation : unit) {
            outcomes.push_back(before->second[outcomes.size()].outcome);
            outcomes.back().opNo = operation.opNo;
        }
        if (unit.back().opNo >= next)
            store.setHighestOpNo(device.id, unit.back().opNo);
        return store.status();
    }
    if (unit.front().opNo < next)
        return fail(QStringLiteral("sync.fork"), Advice::Retry, {QString::number(unit.front().opNo)});
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
    store.setHighestOpNo(device.id, unit.back().opNo);
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
    if (auto good = checkEpoch(store, header); !good)
        return good;
    const qint64 next = known->highestOpNo + 1;
    if (slice.front().opNo > next)
        return fail(QStringLiteral("sync.gap"), Advice::Retry, {QString::number(next)});
    Decided earlier = earlierDecisions(store, slice);
    const qint64 head = store.head();
    if (auto good = store.status(); !good)
        return good;

    std::vector<Operation> fresh;
    for (size_t from = 0; from < slice.size();) {
        const size_t to = unitEnd(slice, from);
        const auto unit = slice.subspan(from, to - from);
        const auto before = earlier.find(unit.front().unit);
        if (before != earlier.end() && !isSame(unit, before->second))
            return fail(QStringLiteral("sync.malformed"), Advice::GiveUp,
                        {QString::number(unit.front().opNo)});
        // A number that is used up belongs to a unit that is known.
        if (before == earlier.end() && unit.front().opNo < next)
            return fail(QStringLiteral("sync.fork"), Advice::Retry, {QString::number(unit.front().opNo)});
        if (before == earlier.end())
            fresh.insert(fresh.end(), unit.begin(), unit.end());
        from = to;
    }
    const Instant now = m_clock.now().wall;
    Decider decider({device.id, device.person, Rights(grants, now), now, header.now, head});
    std::vector<Decision> decisions;
    decisions.reserve(fresh.size());
    if (!fresh.empty()) {
        decider.putRows(store.rows(Decider::rowsNeededBy(fresh)));
        if (!movers.empty())
            decider.putRows(store.rowsHangingOn(movers));
        if (auto good = store.status(); !good)
            return good;
        for (size_t from = 0; from < fresh.size();) {
            const size_t to = unitEnd(fresh, from);
            auto unit = decider.decideUnit(std::span(fresh).subspan(from, to - from));
            for (size_t i = 0; i < unit.size(); ++i)
                decisions.push_back({std::move(fresh[from + i]), std::move(unit[i])});
            from = to;
        }
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
    }
    if (slice.back().opNo >= next)
        store.setHighestOpNo(device.id, slice.back().opNo);

    auto decision = decisions.begin();
    for (size_t from = 0; from < slice.size();) {
        const size_t to = unitEnd(slice, from);
        const auto before = earlier.find(slice[from].unit);
        for (size_t at = from; at < to; ++at) {
            Outcome &outcome =
                before == earlier.end() ? (decision++)->outcome : before->second[at - from].outcome;
            outcome.opNo = slice[at].opNo;
            outcomes.push_back(std::move(outcome));
        }
        from = to;
    }
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
    if (auto good = checkEpoch(**view, header); !good)
        return forward(good);
    auto feed = std::make_unique<Feed>(std::move(*view), std::move(grants), known->highestOpNo, now, header);
    const bool isFromNothing = !header.resume
                               && std::all_of(header.cursors.begin(), header.cursors.end(),
                                              [](const ScopeCursor &cursor) { return cursor.seq == 0; });
    if (header.takesAhead && isFromNothing)
        feed->beginWithPageOf(device.person);
    return feed;
}

} // namespace legwork::server
