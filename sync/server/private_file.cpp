// SPDX-License-Identifier: Apache-2.0
#include "sync/server/private_file.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

namespace legwork::server {
namespace {

constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto kOthers =
    QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;

tl::unexpected<Error> failed(const QString &path)
{
    return fail(QStringLiteral("server.file"), Advice::AskUser, {path});
}

bool syncFolderOf(const QString &path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int handle = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return false;
    const bool done = ::fsync(handle) == 0;
    ::close(handle);
    return done;
}

} // namespace

Result<QByteArray> readPrivateFile(const QString &path, qsizetype bytesMax)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || (file.permissions() & kOthers) || file.size() > bytesMax)
        return failed(path);
    QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return failed(path);
    return bytes;
}

Status writePrivateFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, kOwnerOnly) || file.write(bytes) != bytes.size()
        || !file.flush() || ::fsync(file.handle()) != 0 || !syncFolderOf(path))
        return failed(path);
    return {};
}

Status renamePrivateFile(const QString &from, const QString &to)
{
    if (!QFile::rename(from, to) || !syncFolderOf(to))
        return failed(to);
    return {};
}

} // namespace legwork::server
