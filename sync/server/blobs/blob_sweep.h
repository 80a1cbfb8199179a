// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/blobs/blob_vault.h"
#include "sync/server/store/server_store.h"

namespace legwork::server {

/// Takes away the bytes that no row names: unfinished uploads whose time is over, and contents that no living row has
/// named for as long as the vault's limits say. The time begins when a sweep first finds them so, and anew whenever
/// somebody is told that the server holds them. Several servers may sweep at once.
class BlobSweep
{
public:
    /// All must outlive this.
    BlobSweep(ServerStore &store, BlobVault &vault, const Clock &clock)
        : m_store(store)
        , m_vault(vault)
        , m_clock(clock)
    {
    }
    /// How many contents went. Reads every attachment's row. Errors: those of store and vault; what went is gone.
    [[nodiscard]] Result<int> run();

private:
    /// Takes the contents away that are still named by nobody, while nobody can change a row.
    [[nodiscard]] Result<int> drop(const std::vector<ContentHash> &due, qint64 lookedAt);

    ServerStore &m_store;
    BlobVault &m_vault;
    const Clock &m_clock;
};

} // namespace legwork::server
