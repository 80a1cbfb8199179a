// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/clock.h"

#include <QByteArray>
#include <QJsonObject>

#include <functional>
#include <mutex>

namespace legwork::server {

/// One line of JSON per event, with the time in UTC. What goes in must be free of secrets and of field values:
/// codes, counts, paths, ids. Thread-safe.
class Log
{
public:
    using Sink = std::function<void(const QByteArray &line)>;
    /// The clock must outlive the log.
    Log(const Clock &clock, Sink sink)
        : m_clock(clock)
        , m_sink(std::move(sink))
    {
    }
    void event(const char *what, QJsonObject details = {});

private:
    const Clock &m_clock;
    std::mutex m_mutex;
    Sink m_sink;
};

} // namespace legwork::server
