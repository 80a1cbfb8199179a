// SPDX-License-Identifier: Apache-2.0
#include "sync/client/put_aside.h"

#include <QtEndian>

namespace legwork::sync {
namespace {

QByteArray bytesOf(qint64 first, qint64 second)
{
    QByteArray bytes(16, '\0');
    qToBigEndian(first, bytes.data());
    qToBigEndian(second, bytes.data() + 8);
    return bytes;
}

} // namespace

QByteArray tokenOf(const Interrupted &download)
{
    QByteArray token = bytesOf(download.resume.target, download.resume.seq) + download.resume.rowId.toBytes();
    return token + bytesOf(download.highest, download.rows);
}

std::optional<Interrupted> interruptedOf(const Value &value)
{
    const QByteArray *token = std::get_if<QByteArray>(&value);
    if (!token || token->size() != 48)
        return std::nullopt;
    Interrupted download;
    download.resume.target = qFromBigEndian<qint64>(token->constData());
    download.resume.seq = qFromBigEndian<qint64>(token->constData() + 8);
    download.resume.rowId = *Uuid::fromBytes(token->sliced(16, 16));
    download.highest = qFromBigEndian<qint64>(token->constData() + 32);
    download.rows = qFromBigEndian<qint64>(token->constData() + 40);
    return download;
}

QByteArray bytesOf(qint64 target, qint64 highest, const std::vector<ScopeGrant> &grants)
{
    QByteArray bytes = bytesOf(target, highest);
    for (const ScopeGrant &grant : grants)
        bytes += grant.scope.toBytes();
    return bytes;
}

std::optional<Staged> stagedOf(const Value &value)
{
    const QByteArray *bytes = std::get_if<QByteArray>(&value);
    if (!bytes || bytes->size() < 16 || bytes->size() % 16 != 0)
        return std::nullopt;
    Staged staged;
    staged.target = qFromBigEndian<qint64>(bytes->constData());
    staged.highest = qFromBigEndian<qint64>(bytes->constData() + 8);
    for (qsizetype at = 16; at < bytes->size(); at += 16)
        staged.scopes.insert(*Uuid::fromBytes(bytes->mid(at, 16)));
    return staged;
}

} // namespace legwork::sync
