// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/client/transport.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>

namespace legwork::sync {

/// Asks the server to say when something changes, over a connection of its own, for as long as somebody looks at the app:
/// an open question keeps a phone's radio awake. It never insists: what fails is not asked again until the next
/// follow(), because the scheduler looks at intervals anyway. Thread-safe.
class ChangeWatch
{
public:
    /// `bearer`: the device's token as it stands in the header. `onNews` is called on the transport's thread; the watch
    /// then waits for the next follow().
    ChangeWatch(std::unique_ptr<Transport> way, QByteArray bearer, std::function<void()> onNews);
    /// Waits for the end of a call under way.
    ~ChangeWatch();

    /// From now on, of what comes after this cursor.
    void follow(qint64 cursor);
    void stop();

private:
    void ask();
    void hasEnded(const Status &end);

    const QByteArray m_bearer;
    const std::function<void()> m_onNews;
    std::mutex m_mutex;
    std::optional<qint64> m_wanted; ///< Cursor to ask for; nothing while stopped.
    qint64 m_asked = 0;             ///< Cursor of the question under way.
    bool m_isAsking = false;
    std::chrono::steady_clock::time_point m_askedAt;
    QByteArray m_answer;
    std::unique_ptr<Transport> m_way; // goes first, and calls back while it does
};

} // namespace legwork::sync
