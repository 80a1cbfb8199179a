// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/blobs/blob_sweep.h"
#include "sync/server/log.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace legwork::server {

/// What a running server puts in order by itself, at its start and every few hours, in a thread of its own. Its end waits
/// for what it is at.
class Housekeeping
{
public:
    /// All must outlive this.
    Housekeeping(ServerStore &store, BlobVault &vault, const Clock &clock, Log &log,
                 std::chrono::milliseconds every = std::chrono::hours(6));

private:
    void run(const std::stop_token &stop);

    BlobSweep m_sweep;
    Log &m_log;
    const std::chrono::milliseconds m_every;
    std::mutex m_mutex;
    std::condition_variable_any m_stopped;
    std::jthread m_thread;
};

} // namespace legwork::server
