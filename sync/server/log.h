// SPDX-License-Identifier: Apache-2.0
#pragma once

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
    explicit Log(Sink sink)
        : m_sink(std::move(sink))
    {
    }
    void event(const char *what, QJsonObject details = {});

private:
    std::mutex m_mutex;
    Sink m_sink;
};

} // namespace legwork::server
