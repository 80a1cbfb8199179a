// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/clock.h"
#include "sync/protocol/messages.h"
#include "sync/server/store/server_store.h"

namespace legwork::server {

/// Writes down how each device stands, as rows that its team receives: when it last reconciled, and how many edits it
/// has told of that have not come. Nothing of where it is and of what is in the edits. Thread-safe.
class DeviceStates
{
public:
    DeviceStates(ServerStore &store, const Clock &clock)
        : m_store(store)
        , m_clock(clock)
    {
    }

    /// How long a row stays as it is while nothing but time has passed, and at least between two changes: each wakes the
    /// team's devices.
    static constexpr qint64 kSeenStepMs = 2LL * 60 * 60 * 1000;
    static constexpr qint64 kChangeStepMs = 15LL * 60 * 1000;

    /// After a request: `decided` is the device's highest operation that is decided now, `missing` how many it has told
    /// of beyond those.
    [[nodiscard]] Status note(const Device &device, const sync::SyncHeader &header, qint64 decided,
                              qint64 missing);

private:
    ServerStore &m_store;
    const Clock &m_clock;
};

} // namespace legwork::server
