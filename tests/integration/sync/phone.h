// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/outbox.h"
#include "core/storage/store.h"
#include "sync/client/sync_session.h"
#include "tests/integration/sync/loop_transport.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_key_store.h"

#include <QTemporaryDir>

#include <map>

namespace legwork::test {

/// A device without pages: a real store, real sessions, and a clock of its own.
class Phone
{
public:
    /// Enrols with a one-time code.
    Phone(server::HttpHandler &server, const QString &code);

    /// One session.
    [[nodiscard]] Result<sync::SyncReport> trySync();
    /// Sessions until there is nothing more to do; every one must succeed.
    sync::SyncReport sync();

    /// Rows as a person sees them: entity, then id, then values by field.
    using Rows = std::map<std::pair<int, Uuid>, std::vector<Value>>;
    [[nodiscard]] Rows rows();
    [[nodiscard]] storage::OutboxState outbox();
    template<class E>
    [[nodiscard]] std::optional<E> find(Id<E> id)
    {
        return store->read([id](storage::Reader &reader) { return reader.find(id); }).result().value();
    }
    template<class E>
    [[nodiscard]] std::vector<E> all()
    {
        return store->read([](storage::Reader &reader) { return reader.select<E>("ORDER BY id"); })
            .result()
            .value();
    }
    template<class E, class Change>
    void edit(Id<E> id, Change change)
    {
        const Status done =
            store->write([=](storage::UnitOfWork &unit) { return unit.edit(id, change); }).result();
        if (!done)
            qFatal("edit: %s", qPrintable(done.error().code));
    }
    template<class E>
    void insert(const E &row)
    {
        const Status done =
            store->write([=](storage::UnitOfWork &unit) { return unit.insert(row); }).result();
        if (!done)
            qFatal("insert: %s", qPrintable(done.error().code));
    }

private:
    QTemporaryDir m_folder; // outlives the store
    FakeKeyStore m_keys;

public:
    FakeClock clock;
    LoopTransport transport;
    std::unique_ptr<storage::Store> store;

private:
    std::optional<sync::Enrolment> m_enrolment;
};

} // namespace legwork::test
