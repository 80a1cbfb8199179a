// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/store.h"
#include "core/usecases/attachments.h"
#include "sync/client/attachments/attachment_scheduler.h"
#include "sync/client/sync_scheduler.h"
#include "tests/integration/server/server_process.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_connectivity.h"
#include "tests/support/fake_key_store.h"

#include <QTemporaryDir>

namespace legwork::test {

/// A device as the app puts it together, but without pages.
class CarryingDevice
{
public:
    CarryingDevice(ServerProcess &server, const Uuid &person);
    ~CarryingDevice();

    /// Ends the program, as a kill would as far as anything in memory goes, and begins it again.
    void restart(sync::AttachmentScheduler::Limits limits = {});
    void goOffline();
    void goOnline();
    void setMetered(bool metered);
    void setWifiOnly(bool only);
    void syncNow() { sync->syncNow(); }

    /// A picture on the account's page.
    [[nodiscard]] Id<Attachment> add(Id<Account> account, const QByteArray &bytes,
                                     const QByteArray &thumbnail);
    [[nodiscard]] std::optional<usecases::AttachmentLine> line(Id<Attachment> id) const;
    void open(Id<Attachment> id);
    /// All of it, as the page reads it; nothing when it is not here or damaged.
    [[nodiscard]] QByteArray bytesOf(Id<Attachment> id) const;
    [[nodiscard]] bool has(Id<Account> id) const;
    [[nodiscard]] QString folder() const { return m_folder.path(); }

private:
    void begin(sync::AttachmentScheduler::Limits limits);
    QTemporaryDir m_folder; // outlives the store
    FakeKeyStore m_keys;
    FakeClock m_clock;
    FakeConnectivity m_connectivity;

public:
    std::unique_ptr<storage::Store> store;
    std::unique_ptr<sync::SyncScheduler> sync; // ends before the store
    std::unique_ptr<sync::AttachmentScheduler> attachments;
};

/// Files below a folder that hold the text.
[[nodiscard]] QStringList filesWith(const QString &folder, const QByteArray &text);

} // namespace legwork::test
