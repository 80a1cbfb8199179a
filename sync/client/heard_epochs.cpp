// SPDX-License-Identifier: Apache-2.0
#include "sync/client/heard_epochs.h"

#include "core/schema/codec.h"
#include "core/storage/known_names.h"
#include "core/storage/outbox.h"
#include "core/storage/remote_round.h"

#include <algorithm>

namespace legwork::sync {
namespace {

namespace known = storage::known;

std::vector<Uuid> idsOf(const Value &value)
{
    std::vector<Uuid> ids;
    const QByteArray *bytes = std::get_if<QByteArray>(&value);
    for (qsizetype at = 0; bytes && at + 16 <= bytes->size(); at += 16)
        ids.push_back(*Uuid::fromBytes(bytes->mid(at, 16)));
    return ids;
}

} // namespace

Status collectPast(sqlite::Connection &connection, SyncHeader &header)
{
    const auto epoch = storage::meta(connection, known::kEpoch);
    if (!epoch)
        return forward(epoch);
    const auto former = storage::meta(connection, known::kFormerEpochs);
    if (!former)
        return forward(former);
    const auto goneBack = storage::metaNumber(connection, known::kGoneBack);
    if (!goneBack)
        return forward(goneBack);
    const auto heard = storage::metaNumber(connection, known::kHeard);
    if (!heard)
        return forward(heard);
    auto again = storage::rowsToAskFor(connection);
    if (!again)
        return forward(again);
    fromValue(*epoch, header.epoch);
    header.former = idsOf(*former);
    header.heard = std::max({header.heard, *goneBack, *heard});
    for (const ScopeCursor &cursor : header.cursors)
        header.heard = std::max(header.heard, cursor.seq);
    if (header.resume)
        header.heard = std::max(header.heard, header.resume->target);
    header.again = std::move(*again);
    header.again.resize(std::min(header.again.size(), kAgainMax));
    return {};
}

Value epochsBefore(const SyncHeader &header, const Uuid &present)
{
    std::vector<Uuid> epochs;
    if (!header.epoch.isNull())
        epochs.push_back(header.epoch);
    epochs.insert(epochs.end(), header.former.begin(), header.former.end());
    const auto at = std::find(epochs.begin(), epochs.end(), present);
    epochs.erase(epochs.begin(), at == epochs.end() ? epochs.begin() : at + 1);
    epochs.resize(std::min(epochs.size(), kFormerMax));
    QByteArray bytes;
    for (const Uuid &epoch : epochs)
        bytes += epoch.toBytes();
    return bytes.isEmpty() ? Value() : Value(bytes);
}

Status keepEpoch(sqlite::Connection &writer, const SyncHeader &header, const Uuid &epoch)
{
    if (auto kept = storage::setMeta(writer, known::kEpoch, toValue(epoch)); !kept)
        return kept;
    return storage::setMeta(writer, known::kFormerEpochs, epochsBefore(header, epoch));
}

} // namespace legwork::sync
