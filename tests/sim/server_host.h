// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/endpoints.h"
#include "sync/server/log.h"
#include "sync/server/store/embedded_store.h"
#include "tests/sim/office.h"
#include "tests/sim/timeline.h"
#include "tests/support/failing_store.h"

namespace legwork::sim {

/// In a text of an operation: the server fails when it decides that, or dies when it looks at it.
inline constexpr QLatin1String kFailing("throws!");
inline constexpr QLatin1String kKilling("kills!");

/// The server's machine: its disk, and the product's own server on it while it is up.
class ServerHost
{
public:
    ServerHost(const Timeline &time, const Office &office);

    [[nodiscard]] bool isUp() const { return m_endpoints != nullptr; }
    [[nodiscard]] test::VirtualDisk &disk() { return m_disk; }
    [[nodiscard]] server::EmbeddedStore &store() { return *m_store; }
    /// Errors: those of the store. Nothing fails on a sound disk.
    [[nodiscard]] Status start();
    /// Ends it, tidily if the disk still works. No answer may be under way any more.
    void stop();
    [[nodiscard]] server::HttpResponse ask(const QByteArray &path, const QByteArray &bearer,
                                           const QByteArray &body);
    /// Whether it dies of a request: of an operation that it may not put aside unseen.
    [[nodiscard]] static bool diesOf(const sync::SyncHeader &header,
                                     const std::vector<Operation> &operations);
    [[nodiscard]] QString issueCode(const Uuid &person);

private:
    const Office &m_office;
    MachineClock m_clock;
    server::Log m_log;
    test::VirtualDisk m_disk;
    std::unique_ptr<server::EmbeddedStore> m_store;
    std::unique_ptr<test::FailingStore> m_failing; ///< What the endpoints work on.
    std::unique_ptr<server::Endpoints> m_endpoints;
};

} // namespace legwork::sim
