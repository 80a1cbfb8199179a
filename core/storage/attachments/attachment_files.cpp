// SPDX-License-Identifier: Apache-2.0
#include "core/storage/attachments/attachment_files.h"

#include "core/base/id.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QMessageAuthenticationCode>
#include <QSet>

namespace legwork::storage {
namespace {

constexpr QLatin1String kUnfinished(".new");

Status removeFile(const QString &path)
{
    QFile file(path);
    if (!file.exists() || file.remove())
        return {};
    return fail(QStringLiteral("storage.io"), Advice::Retry, {file.errorString()});
}

} // namespace

AttachmentFiles::Import::~Import()
{
    if (!m_path.isEmpty())
        QFile::remove(m_path);
}

Status AttachmentFiles::Import::take(QByteArrayView bytes)
{
    m_hash.addData(bytes);
    return m_writer->write(bytes);
}

Result<ContentHash> AttachmentFiles::Import::finish()
{
    const ContentHash content = *ContentHash::fromBytes(m_hash.result());
    if (auto flushed = m_writer->flush(); !flushed)
        return forward(flushed);
    const QString name = m_files.pathOf(content);
    if (m_files.has(content) && m_files.check(content))
        return content; // the one that is there is as good
    if (auto settled = m_files.settle(m_path, name); !settled)
        return forward(settled);
    m_path.clear();
    return content;
}

AttachmentFiles::AttachmentFiles(QString folder, const SecretKey &key)
    : m_folder(std::move(folder))
    , m_contentKey(key.derive("content/v1"))
    , m_nameKey(key.derive("name/v1"))
{
}

QString AttachmentFiles::pathOf(const ContentHash &content) const
{
    const QByteArray name = QMessageAuthenticationCode::hash(
        content.toBytes(), m_nameKey.bytes().toByteArray(), QCryptographicHash::Sha256);
    return m_folder + u'/' + QString::fromLatin1(name.first(16).toHex());
}

QString AttachmentFiles::partPathOf(const ContentHash &content) const
{
    return pathOf(content) + QStringLiteral(".part");
}

Status AttachmentFiles::makeFolder() const
{
    if (QDir(m_folder).exists())
        return {};
    if (!QDir().mkpath(m_folder))
        return fail(QStringLiteral("storage.io"), Advice::AskUser, {m_folder});
    QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return sealed::flushFolder(QFileInfo(m_folder).path());
}

Status AttachmentFiles::settle(const QString &from, const QString &to) const
{
    // QFile::rename does not replace; a damaged one under that name has to give way.
    if (auto gone = removeFile(to); !gone)
        return gone;
    QFile file(from);
    if (!file.rename(to))
        return fail(QStringLiteral("storage.io"), Advice::Retry, {file.errorString()});
    return sealed::flushFolder(m_folder);
}

Result<std::unique_ptr<AttachmentFiles::Import>> AttachmentFiles::begin() const
{
    if (auto made = makeFolder(); !made)
        return forward(made);
    const QString path = m_folder + u'/' + Uuid::generate().toText() + kUnfinished;
    auto writer = sealed::Writer::create(path, m_contentKey);
    if (!writer)
        return forward(writer);
    return std::unique_ptr<Import>(new Import(*this, path, std::move(*writer)));
}

bool AttachmentFiles::has(const ContentHash &content) const { return QFile::exists(pathOf(content)); }

Result<std::unique_ptr<sealed::Reader>> AttachmentFiles::open(const ContentHash &content, qint64 bytes) const
{
    auto reader = sealed::Reader::open(pathOf(content), m_contentKey);
    if (reader && (*reader)->size() != bytes)
        return fail(QStringLiteral("storage.file-damaged"), Advice::GiveUp);
    return reader;
}

Status AttachmentFiles::check(const ContentHash &content) const
{
    return checkFile(pathOf(content), content);
}

Status AttachmentFiles::checkFile(const QString &path, const ContentHash &content) const
{
    const auto reader = sealed::Reader::open(path, m_contentKey);
    if (!reader)
        return forward(reader);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (qint64 at = 0; at < (*reader)->size();) {
        const auto piece = (*reader)->read(at, sealed::kPieceBytes);
        if (!piece)
            return forward(piece);
        hash.addData(*piece);
        at += piece->size();
    }
    if (hash.result() != content.view())
        return fail(QStringLiteral("storage.file-damaged"), Advice::GiveUp);
    return {};
}

Result<std::unique_ptr<sealed::Writer>> AttachmentFiles::fetch(const ContentHash &content) const
{
    if (auto made = makeFolder(); !made)
        return forward(made);
    const QString path = partPathOf(content);
    if (QFile::exists(path)) {
        auto writer = sealed::Writer::resume(path, m_contentKey);
        if (writer || writer.error().code != QLatin1String("storage.file-damaged"))
            return writer;
        if (auto gone = removeFile(path); !gone)
            return forward(gone);
    }
    return sealed::Writer::create(path, m_contentKey);
}

Status AttachmentFiles::fetched(const ContentHash &content) const
{
    const QString part = partPathOf(content);
    if (auto good = checkFile(part, content); !good) {
        if (good.error().code == QLatin1String("storage.file-damaged"))
            (void)removeFile(part);
        return good;
    }
    return settle(part, pathOf(content));
}

Status AttachmentFiles::remove(const ContentHash &content) const { return removeFile(pathOf(content)); }

Status AttachmentFiles::removeFetched(const ContentHash &content) const
{
    return removeFile(partPathOf(content));
}

void AttachmentFiles::sweep() const
{
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList({u'*' + kUnfinished}, QDir::Files))
        QFile::remove(folder.filePath(name));
}

void AttachmentFiles::removeUnknown(std::span<const ContentHash> known) const
{
    constexpr qint64 kDaySeconds = 24 * 3600;
    QSet<QString> names;
    for (const ContentHash &content : known)
        names.insert(QFileInfo(pathOf(content)).fileName());
    // The file system's own clock, on both sides of the comparison.
    const QString mark = m_folder + QStringLiteral("/now") + kUnfinished;
    QFile clock(mark);
    if (!QDir(m_folder).exists() || !clock.open(QIODevice::WriteOnly))
        return;
    const QDateTime now = clock.fileTime(QFileDevice::FileModificationTime);
    clock.remove();
    for (const QFileInfo &file : QDir(m_folder).entryInfoList(QDir::Files)) {
        if (!names.contains(file.completeBaseName()) && file.lastModified().secsTo(now) > kDaySeconds)
            QFile::remove(file.filePath());
    }
}

} // namespace legwork::storage
