// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/clock.h"
#include "sync/server/blobs/blob_vault.h"
#include "sync/server/http/http_server.h"
#include "sync/server/store/server_store.h"

namespace legwork::server {

/// The addresses below /v1/files (uploads, tus 1.0.0) and /v1/blob (downloads and receipts). What they take and give
/// stands in sync/protocol/README.md, "Attachments".
class AttachmentEndpoints
{
public:
    /// All must outlive this.
    AttachmentEndpoints(ServerStore &store, BlobVault &vault, const Clock &clock)
        : m_store(store)
        , m_vault(vault)
        , m_clock(clock)
    {
    }

    [[nodiscard]] static bool isOurs(const HttpRequest &head);
    /// What a server can do, for everybody.
    [[nodiscard]] HttpResponse options() const;
    /// The answer, or who takes the body. `device` has been made sure of.
    [[nodiscard]] HeadVerdict onHead(const HttpRequest &head, const Device &device);

private:
    class Taking;
    [[nodiscard]] HeadVerdict begin(const HttpRequest &head, const Device &device);
    [[nodiscard]] HeadVerdict goOn(const HttpRequest &head, const Upload &upload);
    [[nodiscard]] HttpResponse tell(const Upload &upload);
    [[nodiscard]] HttpResponse blob(const HttpRequest &head, const Device &device);
    [[nodiscard]] Result<bool> maySee(const Device &device, const ContentHash &content, const Uuid &row);
    /// Whether the content counts for this person, or may now that he sees it.
    [[nodiscard]] Result<bool> mayHave(const Device &device, const ContentHash &content, const Uuid &row);

    ServerStore &m_store;
    BlobVault &m_vault;
    const Clock &m_clock;
};

} // namespace legwork::server
