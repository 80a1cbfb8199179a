// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/change_bell.h"

#include <algorithm>

namespace legwork::server {

bool ChangeBell::isRung(std::span<const Uuid> scopes, qint64 seq) const
{
    return m_everywhere > seq || std::any_of(scopes.begin(), scopes.end(), [&](const Uuid &scope) {
               return m_lastRung.value(scope) > seq;
           });
}

void ChangeBell::wakeAll()
{
    std::erase_if(m_waiters, [this](const auto &entry) {
        const Waiter &waiter = entry.second;
        if (!isRung(waiter.scopes, waiter.seq))
            return false;
        waiter.wake();
        return true;
    });
}

void ChangeBell::ring(qint64 head, std::span<const Uuid> scopes)
{
    const std::lock_guard lock(m_mutex);
    for (const Uuid &scope : scopes) {
        qint64 &last = m_lastRung[scope];
        last = std::max(last, head);
    }
    wakeAll();
}

void ChangeBell::startFrom(qint64 head)
{
    const std::lock_guard lock(m_mutex);
    m_everywhere = std::max(m_everywhere, head);
    wakeAll();
}

bool ChangeBell::hasRung(std::span<const Uuid> scopes, qint64 seq) const
{
    const std::lock_guard lock(m_mutex);
    return isRung(scopes, seq);
}

int ChangeBell::await(std::vector<Uuid> scopes, qint64 seq, std::function<void()> wake)
{
    const std::lock_guard lock(m_mutex);
    const int number = ++m_lastWaiter;
    if (isRung(scopes, seq))
        wake();
    else
        m_waiters.emplace(number, Waiter{std::move(scopes), seq, std::move(wake)});
    return number;
}

void ChangeBell::forget(int waiter)
{
    const std::lock_guard lock(m_mutex);
    m_waiters.erase(waiter);
}

} // namespace legwork::server
