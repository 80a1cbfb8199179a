// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "sync/client/sync_limits.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace legwork::sync {

/// When to look at the server again: soon after an edit, at intervals while idle, later and later after failures. Holds
/// no clock, no thread and no chance of its own, so that the scheduler can run it on real time and the simulator on
/// made-up time. Times are of any clock that never goes back.
class SyncPacing
{
public:
    using Time = std::chrono::milliseconds;

    /// No later than `at`.
    void bringForward(Time at) { m_due = m_due ? std::min(*m_due, at) : at; }
    void edited(Time now) { bringForward(now + limits::kAfterEdit); }
    /// Somebody wants it now, whatever the delays say.
    void ask() { m_isAsked = true; }

    [[nodiscard]] bool isDue(Time now) const { return m_isAsked || (m_due && now >= *m_due); }
    /// When it becomes due by itself; never, while nothing happens, if there is none.
    [[nodiscard]] std::optional<Time> dueAt() const { return m_due; }

    /// A session begins, or is given up because there is no network. From here on only what happens counts.
    void begin()
    {
        m_due.reset();
        // Somebody who asks is believed more than the operating system.
        if (std::exchange(m_isAsked, false))
            m_retryDelay = limits::kRetryFirst;
    }

    /// How long until the next look, which is noted as well.
    Time succeeded(Time now, bool hasMore)
    {
        m_retryDelay = limits::kRetryFirst;
        return lookAfter(now, hasMore ? Time(0) : limits::kIdle);
    }
    /// `chance` in [0, 1) spreads retries, so that devices which lost one server do not come back in step. While
    /// sessions narrow down what the server fails at they follow one another as after a first failure.
    Time failed(Time now, Advice advice, double chance, bool isNarrowing = false)
    {
        if (isNarrowing)
            m_retryDelay = limits::kRetryFirst;
        // Not in passing: somebody has to act; look again seldom, in case they have acted elsewhere.
        if (advice != Advice::Retry)
            return lookAfter(now, limits::kRetryLongest);
        const Time delay = m_retryDelay + Time(qint64(double(m_retryDelay.count() / 4) * chance));
        m_retryDelay = std::min(m_retryDelay * 2, limits::kRetryLongest);
        return lookAfter(now, delay);
    }

private:
    Time lookAfter(Time now, Time delay)
    {
        bringForward(now + delay);
        return delay;
    }

    std::optional<Time> m_due;
    bool m_isAsked = false;
    Time m_retryDelay = limits::kRetryFirst;
};

} // namespace legwork::sync
