// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/store/change_bell.h"
#include "sync/server/store/postgres/connection.h"

#include <set>
#include <thread>

namespace legwork::server::postgres {

/// What a commit tells the listeners of all servers; at most 8,000 bytes. Scopes are left out when they are too many,
/// which means: anywhere.
[[nodiscard]] QByteArray changeNotice(qint64 head, const std::set<Uuid> &scopes);

/// Rings the bell for what any server on the database commits. Has a thread and a connection of its own; when that breaks it
/// makes another, and rings for whatever it may have missed.
class ChangeListener
{
public:
    /// The bell outlives it.
    ChangeListener(const Address &address, ChangeBell &bell);
    ~ChangeListener();

private:
    void run();
    [[nodiscard]] Status listen(Connection &connection);
    void hear(const QByteArray &notice);
    /// False when it is time to stop.
    [[nodiscard]] bool wait(int socket, int timeoutMs) const;

    const Address m_address;
    ChangeBell &m_bell;
    int m_stop = -1; ///< Becomes readable to end the thread.
    std::thread m_thread;
};

} // namespace legwork::server::postgres
