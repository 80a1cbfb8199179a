// SPDX-License-Identifier: Apache-2.0
#include "platform/desktop/file_key_store.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace legwork {
namespace {

constexpr qint64 kFileBytesMax = 64 * 1024;
const QFile::Permissions kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;
const QFile::Permissions kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
                                   | QFile::WriteOther | QFile::ExeOther;

tl::unexpected<Error> failed(const QString &why)
{
    return fail(QStringLiteral("keystore.failed"), Advice::GiveUp, {why});
}

/// A line is the name in hexadecimal, a space, the key in hexadecimal.
QByteArray lineStart(const QString &name) { return name.toUtf8().toHex() + ' '; }

auto findLine(const QByteArrayList &lines, const QByteArray &start)
{
    return std::find_if(lines.cbegin(), lines.cend(),
                        [&start](const QByteArray &line) { return line.startsWith(start); });
}

} // namespace

FileKeyStore::FileKeyStore(QString path)
    : m_path(std::move(path))
{
}

Result<SecretKey> FileKeyStore::load(const QString &name)
{
    const Result<QByteArrayList> lines = readLines();
    if (!lines)
        return forward(lines);
    const QByteArray start = lineStart(name);
    const auto found = findLine(*lines, start);
    if (found == lines->cend())
        return fail(QStringLiteral("keystore.not-found"), Advice::AskUser);
    auto key = SecretKey::fromBytes(QByteArray::fromHex(found->mid(start.size())));
    if (!key)
        return fail(QStringLiteral("keystore.invalidated"), Advice::GiveUp);
    return std::move(*key);
}

Status FileKeyStore::save(const QString &name, const SecretKey &key)
{
    Result<QByteArrayList> lines = readLines();
    if (!lines)
        return forward(lines);
    const QByteArray start = lineStart(name);
    lines->removeIf([&start](const QByteArray &line) { return line.startsWith(start); });
    lines->append(start + key.bytes().toByteArray().toHex());
    if (const Status written = writeLines(*lines); !written)
        return written;
    const Result<SecretKey> back = load(name);
    if (!back || back->bytes() != key.bytes())
        return failed(QStringLiteral("the key reads back differently"));
    return {};
}

Status FileKeyStore::remove(const QString &name)
{
    Result<QByteArrayList> lines = readLines();
    if (!lines)
        return forward(lines);
    const QByteArray start = lineStart(name);
    if (lines->removeIf([&start](const QByteArray &line) { return line.startsWith(start); }) == 0)
        return {};
    return writeLines(*lines);
}

Result<QByteArrayList> FileKeyStore::readLines() const
{
    const QFileInfo info(m_path);
    if (!info.exists())
        return QByteArrayList{};
    if (info.permissions() & kOthers)
        return fail(QStringLiteral("keystore.denied"), Advice::AskUser, {m_path});
    QFile file(m_path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        return failed(info.isFile() ? file.errorString() : QStringLiteral("not a file"));
    if (file.size() > kFileBytesMax)
        return failed(QStringLiteral("not a key file"));
    QByteArrayList lines = file.readAll().split('\n');
    lines.removeIf([](const QByteArray &line) { return line.isEmpty() || line.startsWith('#'); });
    return lines;
}

Status FileKeyStore::writeLines(const QByteArrayList &lines) const
{
    QSaveFile file(m_path);
    // Closed to others before the first key goes in.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(kOwnerOnly))
        return failed(file.errorString());
    file.write(
        "# Legwork developer key file. THESE KEYS ARE NOT PROTECTED: never use it for real customers.\n");
    for (const QByteArray &line : lines)
        file.write(line + '\n');
    if (!file.commit())
        return failed(file.errorString());
    return {};
}

} // namespace legwork
