// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/content_hash.h"
#include "core/storage/sealed/sealed_file.h"

#include <QCryptographicHash>
#include <QString>

#include <span>

namespace legwork::storage {

/// The bytes of attachments on this device: one encrypted file per content, in a folder of their own. Names are a
/// keyed hash of the content's, so that nobody who finds the folder can tell whether a picture he knows is in it. What
/// is there, and what may go, stands in the database (local_files.h).
///
/// Thread-safe, as far as each content is written by one thread at a time. Errors: those of sealed_file.h.
class AttachmentFiles
{
public:
    /// Bytes on their way into the folder. What is not finished is gone when this goes.
    class Import
    {
    public:
        ~Import();
        [[nodiscard]] Status take(QByteArrayView bytes);
        [[nodiscard]] qint64 size() const { return m_writer->size(); }
        /// The content is on the disk under its name when this returns; also when it was there before.
        [[nodiscard]] Result<ContentHash> finish();

    private:
        friend class AttachmentFiles;
        Import(const AttachmentFiles &files, QString path, std::unique_ptr<sealed::Writer> writer)
            : m_files(files)
            , m_path(std::move(path))
            , m_writer(std::move(writer))
        {
        }
        const AttachmentFiles &m_files;
        QString m_path;
        std::unique_ptr<sealed::Writer> m_writer;
        QCryptographicHash m_hash{QCryptographicHash::Sha256};
    };

    /// `key`: the profile's, derived for "attach/v1". The folder is made when it is first needed.
    AttachmentFiles(QString folder, const SecretKey &key);

    /// Begins to take bytes in.
    [[nodiscard]] Result<std::unique_ptr<Import>> begin() const;
    [[nodiscard]] bool has(const ContentHash &content) const;
    /// storage.file-damaged also when it is not `bytes` long.
    [[nodiscard]] Result<std::unique_ptr<sealed::Reader>> open(const ContentHash &content,
                                                               qint64 bytes) const;
    /// Reads all of it: storage.file-damaged unless it is what its name says.
    [[nodiscard]] Status check(const ContentHash &content) const;

    /// A content that comes from elsewhere, begun or gone on with.
    [[nodiscard]] Result<std::unique_ptr<sealed::Writer>> fetch(const ContentHash &content) const;
    /// All of it has been written: it takes its place, or, when it is another than it should be, goes
    /// (storage.file-damaged).
    [[nodiscard]] Status fetched(const ContentHash &content) const;

    [[nodiscard]] Status remove(const ContentHash &content) const;
    [[nodiscard]] Status removeFetched(const ContentHash &content) const;
    /// Removes what no program will finish: imports that a crash cut off. Only while nothing is imported.
    void sweep() const;
    /// Removes what is none of these and has lain there for a day: nobody is about to write its row any more.
    void removeUnknown(std::span<const ContentHash> known) const;

private:
    [[nodiscard]] QString pathOf(const ContentHash &content) const;
    [[nodiscard]] QString partPathOf(const ContentHash &content) const;
    [[nodiscard]] Status makeFolder() const;
    [[nodiscard]] Status checkFile(const QString &path, const ContentHash &content) const;
    [[nodiscard]] Status settle(const QString &from, const QString &to) const;

    const QString m_folder;
    const SecretKey m_contentKey;
    const SecretKey m_nameKey;
};

} // namespace legwork::storage
