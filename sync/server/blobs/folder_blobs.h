// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/sealed/sealed_file.h"
#include "core/storage/sqlite/connection.h"
#include "sync/server/blobs/blob_bytes.h"
#include "sync/server/blobs/blob_index.h"

#include <QString>

#include <mutex>

/// Bytes and their index in a folder of the server's own, both encrypted, for the embedded store.
namespace legwork::server {

class FolderBytes final : public BlobBytes
{
public:
    FolderBytes(QString folder, const SecretKey &key);
    [[nodiscard]] Result<std::unique_ptr<BlobWriter>> write(const Uuid &place) override;
    [[nodiscard]] Result<std::unique_ptr<BlobReader>> read(const Uuid &place) override;
    [[nodiscard]] Status remove(const Uuid &place) override;

private:
    [[nodiscard]] QString pathOf(const Uuid &place) const;
    const QString m_folder;
    const SecretKey m_key;
};

class EmbeddedIndex final : public BlobIndex
{
public:
    [[nodiscard]] static Result<std::unique_ptr<EmbeddedIndex>> open(const QString &folder,
                                                                     const SecretKey &key);

    [[nodiscard]] Result<std::optional<Upload>> upload(const Uuid &id) override;
    [[nodiscard]] Result<qint64> openUploads(const Uuid &person) override;
    [[nodiscard]] Status putUpload(const Upload &upload) override;
    [[nodiscard]] Status dropUpload(const Uuid &id) override;
    [[nodiscard]] Result<std::vector<Upload>> expiredUploads(Instant now) override;
    [[nodiscard]] Result<std::optional<Blob>> blob(const ContentHash &content) override;
    [[nodiscard]] Result<std::optional<Blob>> promise(const ContentHash &content) override;
    [[nodiscard]] Result<std::vector<HeldContent>> contents() override;
    [[nodiscard]] Status setUnnamed(const ContentHash &content, std::optional<Instant> since) override;
    [[nodiscard]] Result<bool> dropUnnamed(const ContentHash &content, Instant before) override;
    [[nodiscard]] Result<Uuid> settle(const Upload &upload) override;
    [[nodiscard]] Status dropBlob(const ContentHash &content, const Uuid &place) override;
    [[nodiscard]] Result<bool> hasSent(const Uuid &person, const ContentHash &content) override;
    [[nodiscard]] Result<std::vector<Uuid>> seenThrough(const Uuid &person,
                                                        const ContentHash &content) override;
    [[nodiscard]] Status noteSeen(const Uuid &person, const ContentHash &content, const Uuid &row) override;

private:
    explicit EmbeddedIndex(std::unique_ptr<sqlite::Connection> connection)
        : m_connection(std::move(connection))
    {
    }
    std::mutex m_mutex;
    const std::unique_ptr<sqlite::Connection> m_connection;
};

/// Both in DIR/blob, under a key derived from DIR/store.key, which must be there.
struct FolderBlobs {
    std::unique_ptr<BlobIndex> index;
    std::unique_ptr<BlobBytes> bytes;
};
[[nodiscard]] Result<FolderBlobs> openFolderBlobs(const QString &dataFolder);

} // namespace legwork::server
