// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "sync/client/sync_session.h"

#include <functional>

namespace legwork::sync {

/// How things stand with the server, for pages. A value; the newest one is the truth.
struct SyncStatus {
    enum class Phase {
        NotEnrolled,
        Idle,    ///< Nothing under way; `nextAttemptAt` says when it looks again.
        Running, ///< `report` tells how far it has come.
        Offline, ///< No network or flight mode; it goes on by itself.
        Waiting, ///< The last attempt failed in passing; it is tried again by itself.
        Blocked, ///< `error` needs somebody: it will not get better by itself.
    };

    Phase phase = Phase::NotEnrolled;
    SyncReport report; ///< Of the session under way or the last one.
    Error error;       ///< Of the last attempt; empty code when it succeeded.
    Instant lastSuccessAt;
    Instant nextAttemptAt;
    qint64 sessions = 0; ///< Since the start, finished ones.
    /// How far this device's clock is ahead of the server's, as far as known.
    qint64 clockAheadMs = 0;
};

/// What pages may know and ask of sync.
class SyncFacade
{
public:
    virtual ~SyncFacade() = default;
    [[nodiscard]] virtual SyncStatus status() const = 0;
    /// Called on any thread after each change; the returned number is for unsubscribe().
    virtual int subscribe(std::function<void(const SyncStatus &)> listener) = 0;
    virtual void unsubscribe(int subscription) = 0;
    /// Tries now, whatever the timers say; also when blocked.
    virtual void syncNow() = 0;
    /// Exchanges an enrolment link for a place at the server and begins to sync. Blocks; call it on a worker.
    [[nodiscard]] virtual Status enrol(const QString &link, const QString &deviceName) = 0;
};

} // namespace legwork::sync
