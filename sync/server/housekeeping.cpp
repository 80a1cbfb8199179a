// SPDX-License-Identifier: Apache-2.0
#include "sync/server/housekeeping.h"

namespace legwork::server {

Housekeeping::Housekeeping(ServerStore &store, BlobVault &vault, const Clock &clock, Log &log,
                           std::chrono::milliseconds every)
    : m_sweep(store, vault, clock)
    , m_log(log)
    , m_every(every)
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

void Housekeeping::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        const auto swept = m_sweep.run();
        if (!swept)
            m_log.event("sweep-failed", {{QStringLiteral("code"), swept.error().code}});
        else if (*swept > 0)
            m_log.event("swept", {{QStringLiteral("contents"), *swept}});
        std::unique_lock lock(m_mutex);
        m_stopped.wait_for(lock, stop, m_every, [] { return false; });
    }
}

} // namespace legwork::server
