// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/id.h"

#include <QHash>

#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <vector>

namespace legwork::server {

/// Tells who waits that something has changed for them. It knows only what has happened since it was set up; of what lies
/// before, it says that something may have. A scope is rung for rows of it, a person (by id) for rights.
/// Thread-safe.
class ChangeBell
{
public:
    /// Something has been committed in these scopes, up to this sequence number.
    void ring(qint64 head, std::span<const Uuid> scopes);
    /// From now on nothing is missed; up to `head`, anything may have happened anywhere.
    void startFrom(qint64 head);

    /// Whether something may have happened in one of the scopes after `seq`.
    [[nodiscard]] bool hasRung(std::span<const Uuid> scopes, qint64 seq) const;
    /// Calls `wake` once, on any thread, when hasRung() becomes true; within this call if it is. It may be called
    /// while forget() runs, but not after. `wake` must neither wait nor call the bell.
    int await(std::vector<Uuid> scopes, qint64 seq, std::function<void()> wake);
    void forget(int waiter);

private:
    struct Waiter {
        std::vector<Uuid> scopes;
        qint64 seq;
        std::function<void()> wake;
    };
    [[nodiscard]] bool isRung(std::span<const Uuid> scopes, qint64 seq) const;
    void wakeAll();

    mutable std::mutex m_mutex;
    qint64 m_everywhere = 0; ///< Before it nothing is known.
    QHash<Uuid, qint64> m_lastRung;
    std::map<int, Waiter> m_waiters;
    int m_lastWaiter = 0;
};

} // namespace legwork::server
