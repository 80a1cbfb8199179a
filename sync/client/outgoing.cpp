// SPDX-License-Identifier: Apache-2.0
#include "sync/client/outgoing.h"

#include "core/storage/known_names.h"
#include "core/storage/outbox.h"
#include "sync/client/heard_epochs.h"
#include "sync/client/put_aside.h"
#include "sync/client/sync_limits.h"

#include <algorithm>

namespace legwork::sync {
namespace {

namespace known = storage::known;

/// Leaves as many units as are to be sent now.
void narrow(Outgoing &outgoing)
{
    auto &operations = outgoing.operations;
    std::vector<size_t> begins;
    for (size_t i = 0; i < operations.size(); ++i) {
        if (i > 0 && operations[i].unit == operations[i - 1].unit)
            continue;
        begins.push_back(i);
        outgoing.units.push_back(operations[i].unit);
    }
    const auto plan = outgoing.trouble.plan(outgoing.units);
    outgoing.header.park = plan.park;
    if (plan.units < begins.size()) {
        operations.resize(begins[plan.units]);
        outgoing.units.resize(plan.units);
    }
}

} // namespace

Result<Outgoing> collect(sqlite::Connection &connection)
{
    Outgoing outgoing;
    auto cursors = storage::cursors(connection);
    if (!cursors)
        return forward(cursors);
    outgoing.header.cursors = std::move(*cursors);
    const auto mustRenew = storage::metaNumber(connection, known::kRenew);
    if (!mustRenew)
        return forward(mustRenew);
    outgoing.mustRenew = *mustRenew != 0;
    const auto goneBack = storage::meta(connection, known::kGoneBack);
    if (!goneBack)
        return forward(goneBack);
    outgoing.hasGoneBack = !isNull(*goneBack);
    const auto decided = storage::metaNumber(connection, known::kDecided);
    if (!decided)
        return forward(decided);
    outgoing.decided = *decided;
    const auto resume = storage::meta(connection, known::kResume);
    if (!resume)
        return forward(resume);
    const auto aside = storage::meta(connection, known::kStaged);
    if (!aside)
        return forward(aside);
    if (const auto staged = stagedOf(*aside)) {
        outgoing.hasStaged = true;
        outgoing.header.heard = staged->highest;
        std::set<Uuid> scopes = staged->scopes;
        for (ScopeCursor &cursor : outgoing.header.cursors) {
            if (scopes.erase(cursor.scope) > 0)
                cursor.seq = std::max(cursor.seq, staged->target);
        }
        // Those that came with it: unnamed, they would be sent from the beginning, without what was deleted since.
        for (const Uuid &scope : scopes)
            outgoing.header.cursors.push_back({scope, staged->target});
    }
    if (const auto download = interruptedOf(*resume)) {
        outgoing.header.resume = download->resume;
        outgoing.highest = download->highest;
        outgoing.rowsBefore = download->rows;
        outgoing.header.heard = std::max(outgoing.header.heard, download->highest);
    }
    if (auto done = collectPast(connection, outgoing.header); !done)
        return forward(done);
    // What a server that has gone back lacks has to be known before anything is built on it.
    if (!outgoing.hasGoneBack) {
        auto operations = storage::undecided(connection, limits::kOperationsPerRequest);
        if (!operations)
            return forward(operations);
        outgoing.operations = std::move(*operations);
    }
    const auto trouble = storage::meta(connection, known::kPushTrouble);
    if (!trouble)
        return forward(trouble);
    if (const auto *bytes = std::get_if<QByteArray>(&*trouble))
        outgoing.trouble = PushTrouble::fromBytes(*bytes);
    narrow(outgoing);
    const auto state = storage::outboxState(connection);
    if (!state)
        return forward(state);
    outgoing.undecidedCount = state->count;
    outgoing.header.waiting = state->count;
    outgoing.header.waitingSince = state->oldest;
    outgoing.header.takesAhead = true;
    return outgoing;
}

} // namespace legwork::sync
