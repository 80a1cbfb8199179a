// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/outbox.h"
#include "core/storage/store.h"
#include "sync/client/sync_scheduler.h"
#include "tests/integration/server/server_process.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_connectivity.h"
#include "tests/support/fake_key_store.h"

#include <map>

namespace legwork::test {

/// A device as the app puts it together, on a folder of its own, but without pages.
class LiveDevice
{
public:
    /// Enrols the person with the server.
    LiveDevice(ServerProcess &server, const Uuid &person);

    /// The program ends, and starts again on what is in the folder then.
    void close();
    void open();
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] FakeClock &clock() { return m_clock; }

    template<class E>
    [[nodiscard]] std::optional<E> find(Id<E> id) const
    {
        return store->read([id](storage::Reader &reader) { return reader.find(id); }).result().value();
    }
    [[nodiscard]] bool has(Id<Note> id) const { return find(id).has_value(); }
    void write(const Note &note);
    void reword(Id<Note> id, const QString &text);
    [[nodiscard]] std::map<Uuid, QString> notes() const;
    [[nodiscard]] storage::OutboxState outbox() const;
    [[nodiscard]] bool isIdle() const { return sync->status().phase == sync::SyncStatus::Phase::Idle; }

private:
    QTemporaryDir m_folder; // outlives the store
    FakeKeyStore m_keys;
    FakeClock m_clock;
    FakeConnectivity m_connectivity;

public:
    std::unique_ptr<storage::Store> store;
    std::unique_ptr<sync::SyncScheduler> sync; // ends before the store
};

} // namespace legwork::test
