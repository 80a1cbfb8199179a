// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/clock.h"

#include <mutex>

namespace legwork::test {

/// A clock that stands still until it is told otherwise. Wall and monotonic time move apart on request, as
/// they do on a device whose date somebody sets.
class FakeClock final : public Clock
{
public:
    /// 2026-03-02 01:00 UTC, a Monday morning in China.
    explicit FakeClock(Instant wall = Instant{1'772'413'200'000})
        : m_now{wall, Uuid::generate(), 3'600'000}
    {
    }

    [[nodiscard]] EditStamp now() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_now;
    }

    /// Time passes.
    void advance(qint64 ms)
    {
        const std::lock_guard lock(m_mutex);
        m_now.wall.ms += ms;
        m_now.monotonicMs += ms;
    }
    /// Somebody sets the date; no time passes.
    void setWall(Instant wall)
    {
        const std::lock_guard lock(m_mutex);
        m_now.wall = wall;
    }
    /// The device restarts: another boot, counting from zero.
    void restart()
    {
        const std::lock_guard lock(m_mutex);
        m_now.boot = Uuid::generate();
        m_now.monotonicMs = 0;
    }

private:
    mutable std::mutex m_mutex;
    EditStamp m_now;
};

} // namespace legwork::test
