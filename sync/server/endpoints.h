// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/attachment_endpoints.h"
#include "sync/server/device_states.h"
#include "sync/server/enrolment.h"
#include "sync/server/grant_desk.h"
#include "sync/server/http/http_server.h"
#include "sync/server/sync_service.h"
#include "sync/server/throttle.h"

#include <atomic>

namespace legwork::server {

class Log;

/// The server's addresses and what each takes and gives (sync/protocol/README.md lists them). Whatever is not
/// in the table is refused.
class Endpoints final : public HttpHandler
{
public:
    struct Settings {
        QByteArray adminTokenHash; ///< Empty: no administration from outside.
        /// Turns a code into the link that a device enrols with.
        std::function<QString(const QString &code)> link;
        BlobVault *vault = nullptr; ///< Nothing: no attachments' bytes.
        bool tellsTeams = false;    ///< Keeps rows of entity DeviceState, for who leads a team.
    };

    /// Everything must outlive this.
    Endpoints(ServerStore &store, const Clock &clock, Log &log, Settings settings);

    [[nodiscard]] HeadVerdict onHead(const HttpRequest &head) override;
    [[nodiscard]] HttpResponse onRequest(const HttpRequest &request) override;
    [[nodiscard]] HttpResponse onTrouble(const Error &error) override;

private:
    struct Route;
    [[nodiscard]] HeadVerdict onAttachmentHead(const HttpRequest &head);
    [[nodiscard]] static const Route *routeOf(const HttpRequest &request);
    [[nodiscard]] HttpResponse ping();
    [[nodiscard]] HttpResponse enrol(const HttpRequest &request);
    [[nodiscard]] HttpResponse renew(const HttpRequest &request);
    [[nodiscard]] HttpResponse sync(const HttpRequest &request);
    [[nodiscard]] HttpResponse changes(const HttpRequest &request);
    [[nodiscard]] HttpResponse adminCodes(const HttpRequest &request);
    [[nodiscard]] HttpResponse adminGrants(const HttpRequest &request);
    [[nodiscard]] HttpResponse adminGrant(const HttpRequest &request);
    [[nodiscard]] Result<Device> deviceOf(const HttpRequest &request);
    [[nodiscard]] HttpResponse refusal(const Error &error);
    void noteState(const Device &device, const sync::SyncHeader &header,
                   const std::vector<Outcome> &outcomes);
    [[nodiscard]] qint64 uptimeMs() const { return m_clock.now().monotonicMs; }

    ServerStore &m_store;
    const Clock &m_clock;
    Log &m_log;
    const Settings m_settings;
    SyncService m_service;
    DeviceStates m_states;
    Enrolment m_enrolment;
    GrantDesk m_grants;
    std::optional<AttachmentEndpoints> m_attachments;
    Throttle m_failures;           ///< Wrong codes and tokens, per address.
    Throttle m_requests;           ///< Sync requests, per device.
    Throttle m_attachmentRequests; ///< Apart from those, so that pictures never keep rows waiting.
    std::atomic<int> m_downloads = 0;
    std::atomic<int> m_waiters = 0;
};

} // namespace legwork::server
