// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/connectivity.h"
#include "core/storage/store.h"
#include "sync/client/sync_status.h"
#include "sync/client/transport.h"

#include <memory>

namespace legwork::sync {

/// Decides when to sync, and runs one session at a time on a thread of its own: soon after an edit, when the network
/// comes back, at intervals while idle, later and later after failures. Never asks the person to wait.
class SyncScheduler final : public SyncFacade
{
public:
    /// Makes the way to a server; called when the device is enrolled or its enrolment is read at the start.
    using TransportFactory =
        std::function<Result<std::unique_ptr<Transport>>(const QUrl &server, const QByteArray &authorities)>;

    /// `store` and `connectivity` outlive it. Call connectivityChanged() when the latter reports a change.
    SyncScheduler(storage::Store &store, Connectivity &connectivity, TransportFactory transports);
    /// Cancels the session under way and waits for its end.
    ~SyncScheduler() override;

    void connectivityChanged();
    /// Whether somebody looks at the app. While somebody does, and the network is there, the server is asked to say at
    /// once when something changes; else nothing waits on the network.
    void setInForeground(bool isInForeground);

    [[nodiscard]] SyncStatus status() const override;
    int subscribe(std::function<void(const SyncStatus &)> listener) override;
    void unsubscribe(int subscription) override;
    void syncNow() override;
    [[nodiscard]] Status enrol(const QString &link, const QString &deviceName) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace legwork::sync
