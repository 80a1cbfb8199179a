// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/sqlite/connection.h"
#include "sync/server/store/server_store.h"

#include <condition_variable>
#include <mutex>

namespace legwork::server {

class EmbeddedTransaction;

/// The default store: one SQLCipher database in the server's folder, its key beside it in store.key, readable
/// by the server's user only. One connection writes, several read.
///
/// Errors besides those of core/storage/sqlite: server.data-folder (AskUser; argument 1: path), server.key-lost
/// (AskUser: the database is there but its key is not; nothing is made anew), server.newer-store (Update),
/// server.busy (Retry).
class EmbeddedStore final : public ServerStore
{
public:
    /// Opens the store of a folder, and makes folder, key and database when there is nothing yet.
    [[nodiscard]] static Result<std::unique_ptr<EmbeddedStore>> open(const QString &folder);
    ~EmbeddedStore() override;

    [[nodiscard]] Result<std::unique_ptr<ReadTransaction>> read() override;
    [[nodiscard]] Result<std::unique_ptr<WriteTransaction>> write() override;
    /// Moves the write-ahead log into the database; for a tidy stop.
    [[nodiscard]] Status tidyUp() override;

private:
    friend class EmbeddedTransaction;
    EmbeddedStore(QString path, SecretKey key, std::unique_ptr<sqlite::Connection> writer);
    void giveBack(std::unique_ptr<sqlite::Connection> reader);

    const QString m_path;
    const SecretKey m_key;

    std::timed_mutex m_writing; ///< Held for as long as a write transaction lives.
    std::unique_ptr<sqlite::Connection> m_writer;

    std::mutex m_readersMutex;
    std::condition_variable m_readerBack;
    std::vector<std::unique_ptr<sqlite::Connection>> m_idleReaders;
    int m_readersMade = 0;
};

} // namespace legwork::server
