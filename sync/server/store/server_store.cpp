// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/server_store.h"

#include "core/schema/hanging.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>

namespace legwork::server {
namespace {

/// A database that is being restarted is back after a second or so; a device waits that long, and comes again by
/// itself if it is not enough.
constexpr std::array kPauses{std::chrono::milliseconds(0), std::chrono::milliseconds(150),
                             std::chrono::milliseconds(600)};

} // namespace

const StoredField *StoredRow::field(int no) const
{
    const auto at = std::lower_bound(fields.begin(), fields.end(), no,
                                     [](const StoredField &field, int wanted) { return field.no < wanted; });
    return at != fields.end() && at->no == no ? &*at : nullptr;
}

StoredField &StoredRow::fieldToSet(int no)
{
    const auto at = std::lower_bound(fields.begin(), fields.end(), no,
                                     [](const StoredField &field, int wanted) { return field.no < wanted; });
    if (at != fields.end() && at->no == no)
        return *at;
    return *fields.insert(at, StoredField{no, {}, {}});
}

std::optional<Uuid> StoredRow::parent() const
{
    return hangsOn(entityNo, [this](int no) -> const Value * {
        const StoredField *held = field(no);
        return held ? &held->value : nullptr;
    });
}

const FormerScope *StoredRow::left(const Uuid &from) const
{
    const auto at = std::find_if(former.begin(), former.end(),
                                 [&](const FormerScope &each) { return each.scope == from; });
    return at == former.end() ? nullptr : &*at;
}

Status ServerStore::transact(const std::function<Status(WriteTransaction &)> &work)
{
    const auto attempt = [&](bool alone) -> Status {
        auto begun = alone ? write() : writeBeside();
        if (!begun)
            return forward(begun);
        if (auto done = work(**begun); !done)
            return done;
        return (*begun)->commit();
    };
    Status done = attempt(false);
    for (const auto pause : kPauses) {
        const bool isAway = !done && done.error().code == QLatin1String("server.store-away");
        if (!isAway && (done || done.error().code != QLatin1String("server.overtaken")))
            break;
        if (isAway)
            std::this_thread::sleep_for(pause);
        done = attempt(true); // nobody overtakes it now
    }
    return done;
}

} // namespace legwork::server
