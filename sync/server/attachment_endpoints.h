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
    /// Whether the content is for this person now: he has sent it, or sees it through a row.
    [[nodiscard]] Result<bool> mayHave(const Device &device, const ContentHash &content, const Uuid &row);
    /// Whether the author of the row's naming had the content when he named it.
    [[nodiscard]] Result<bool> hadIt(ReadTransaction &view, const sync::FieldVersion &naming,
                                     const ContentHash &content, const Uuid &row);
    /// Whether the row shows the content to the person, which is kept in mind then.
    [[nodiscard]] Result<bool> isShown(ReadTransaction &view, const Uuid &person, const ContentHash &content,
                                       const Uuid &row);
    /// Whether the person sees one of the rows through which he was given the content before.
    [[nodiscard]] Result<bool> seesStill(ReadTransaction &view, const Uuid &person,
                                         const ContentHash &content);

    ServerStore &m_store;
    BlobVault &m_vault;
    const Clock &m_clock;
};

} // namespace legwork::server
