// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/clock.h"
#include "tests/sim/virtual_entropy.h"

#include <queue>

#include <functional>
#include <vector>

namespace legwork::sim {

/// Made-up time: it moves to the next thing that is due, and from nothing else. Things due at one moment happen in the
/// order in which they were planned.
class Timeline
{
public:
    /// 2026-03-02 00:00 UTC.
    static constexpr qint64 kBeginMs = 1'772'409'600'000;

    [[nodiscard]] qint64 now() const { return m_now; } ///< Milliseconds since the begin.
    [[nodiscard]] qint64 wallMs() const { return kBeginMs + m_now; }
    void at(qint64 ms, std::function<void()> deed)
    {
        m_planned.push({std::max(ms, m_now), m_count++, std::move(deed)});
    }
    void after(qint64 ms, std::function<void()> deed) { at(m_now + ms, std::move(deed)); }

    /// The next thing, if it is due by then; false when there is none.
    bool step(qint64 untilMs)
    {
        if (m_planned.empty() || m_planned.top().at > untilMs)
            return false;
        const auto deed = std::move(const_cast<Planned &>(m_planned.top()).deed);
        m_now = m_planned.top().at;
        m_planned.pop();
        setEntropyTime(wallMs());
        deed();
        return true;
    }
    void runUntil(qint64 ms)
    {
        while (step(ms)) {
        }
        m_now = std::max(m_now, ms);
    }

private:
    struct Planned {
        qint64 at;
        quint64 order;
        std::function<void()> deed;
        friend bool operator<(const Planned &a, const Planned &b)
        {
            return std::pair(a.at, a.order) > std::pair(b.at, b.order);
        }
    };
    std::priority_queue<Planned> m_planned;
    qint64 m_now = 0;
    quint64 m_count = 0;
};

/// A machine's clock: its wall clock may be set to anything, its monotonic one counts from its last restart.
class MachineClock final : public Clock
{
public:
    explicit MachineClock(const Timeline &time)
        : m_time(time)
        , m_boot(Uuid::generate())
    {
    }
    [[nodiscard]] EditStamp now() const override
    {
        return {Instant{m_time.wallMs() + m_offMs}, m_boot, m_time.now() - m_bootedAt};
    }
    void jump(qint64 ms) { m_offMs += ms; }
    void reboot()
    {
        m_boot = Uuid::generate();
        m_bootedAt = m_time.now();
    }
    [[nodiscard]] qint64 offMs() const { return m_offMs; }

private:
    const Timeline &m_time;
    Uuid m_boot;
    qint64 m_bootedAt = 0;
    qint64 m_offMs = 0;
};

} // namespace legwork::sim
