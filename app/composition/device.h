// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/position_source.h"
#include "core/storage/store.h"
#include "platform/common/network_connectivity.h"
#include "platform/common/system_clock.h"
#include "sync/client/attachments/attachment_scheduler.h"
#include "sync/client/sync_scheduler.h"

#include <QThreadPool>

#include <memory>

namespace legwork {

/// One device: everything below the pages, put together. Several may live on one machine, each with its own
/// folder. Lives on the main thread.
class Device : public QObject
{
    Q_OBJECT
public:
    struct Settings {
        QString folder;
        QString developerKeyFile; ///< Empty: the platform's key store.
        bool serverIsHere =
            false; ///< The server runs on this machine: the network's state says nothing of it.
    };

    /// `positions` replaces the platform's source when given.
    explicit Device(Settings settings, std::unique_ptr<PositionSource> positions = {});
    /// Stops sync and closes the store.
    ~Device() override;

    /// Opens the store on a worker, because the key store may keep us waiting, and starts sync. Calls back on the
    /// main thread; after an error it may be called again.
    void open(std::function<void(Status)> done);

    /// Puts data that cannot be opened aside: the folder gets another name beside its own, nothing in it changes, and
    /// the next open() begins anew. Only while the store is not open. Error: storage.io (AskUser; argument 1: the folder).
    [[nodiscard]] Status setAside();

    [[nodiscard]] const Clock &clock() const { return m_clock; }
    [[nodiscard]] NetworkConnectivity &connectivity() { return m_connectivity; }
    [[nodiscard]] PositionSource &positions() { return *m_positions; }
    /// These are nothing before open() has succeeded.
    [[nodiscard]] storage::Store *store() { return m_store.get(); }
    [[nodiscard]] sync::SyncScheduler *sync() { return m_sync.get(); }
    [[nodiscard]] sync::AttachmentScheduler *attachments() { return m_attachments.get(); }

private:
    void startSync();

    const Settings m_settings;
    const SystemClock m_clock;
    const std::unique_ptr<DeviceKeyStore> m_keyStore;
    NetworkConnectivity m_connectivity;
    const std::unique_ptr<PositionSource> m_positions;
    std::unique_ptr<storage::Store> m_store;
    std::unique_ptr<sync::SyncScheduler> m_sync; // ends before the store
    std::unique_ptr<sync::AttachmentScheduler> m_attachments;
    QThreadPool m_opener; // ends first, and waits for an open() under way
};

} // namespace legwork
