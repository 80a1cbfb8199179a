// SPDX-License-Identifier: Apache-2.0
#include "sync/server/blobs/blob_sweep.h"

#include "core/schema/rows.h"
#include "sync/server/store/row_packing.h"

#include <algorithm>
#include <set>

namespace legwork::server {
namespace {

constexpr size_t kRowsAtOnce = 200;
constexpr qsizetype kBytesAtOnce = 4 * 1024 * 1024;

/// The contents that living rows name, of those rows that were changed after that number.
Result<std::set<QByteArray>> namedAfter(ReadTransaction &view, qint64 seq)
{
    std::set<QByteArray> named;
    for (const Uuid &scope : view.scopes()) {
        qint64 afterSeq = seq;
        Uuid afterId;
        for (;;) {
            const auto rows =
                view.changedRows(scope, Attachment::kEntityNo, afterSeq, afterId, kRowsAtOnce, kBytesAtOnce);
            if (rows.empty())
                break;
            for (const PackedRow &packed : rows) {
                const auto row = packed.deleted ? StoredRow() : unpack(packed);
                if (!row) // what cannot be read may name anything
                    return fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
                const StoredField *field = row->field(field::Attachment::sha256);
                const auto *hex = field ? std::get_if<QString>(&field->value) : nullptr;
                const auto content = hex ? ContentHash::fromHex(hex->toLatin1()) : std::nullopt;
                if (content)
                    named.insert(content->toBytes());
            }
            afterSeq = rows.back().seq;
            afterId = rows.back().id;
        }
    }
    if (auto good = view.status(); !good)
        return forward(good);
    return named;
}

} // namespace

Result<int> BlobSweep::run()
{
    if (auto tidied = m_vault.dropExpired(); !tidied)
        return forward(tidied);
    std::set<QByteArray> named;
    qint64 lookedAt = 0;
    {
        const auto view = m_store.read();
        if (!view)
            return forward(view);
        lookedAt = (*view)->head();
        auto found = namedAfter(**view, 0);
        if (!found)
            return forward(found);
        named = std::move(*found);
    }
    const auto contents = m_vault.contents();
    if (!contents)
        return forward(contents);
    const Instant now = m_clock.now().wall;
    std::vector<ContentHash> due;
    for (const HeldContent &held : *contents) {
        const bool isNamed = named.contains(held.content.toBytes());
        if (!isNamed && held.unnamedSince && now.ms - held.unnamedSince->ms >= m_vault.limits().unnamedMs) {
            due.push_back(held.content);
        } else if (isNamed == held.unnamedSince.has_value()) {
            const auto since = isNamed ? std::nullopt : std::optional(now);
            if (auto marked = m_vault.setUnnamed(held.content, since); !marked)
                return forward(marked);
        }
    }
    if (due.empty())
        return 0;
    auto dropped = drop(due, lookedAt);
    if (auto tidied = m_vault.dropExpired(); !tidied)
        return forward(tidied);
    return dropped;
}

Result<int> BlobSweep::drop(const std::vector<ContentHash> &due, qint64 lookedAt)
{
    const auto alone = m_store.write();
    if (!alone)
        return forward(alone);
    const auto named = namedAfter(**alone, lookedAt);
    if (!named)
        return forward(named);
    int dropped = 0;
    for (const ContentHash &content : due) {
        if (named->contains(content.toBytes()))
            continue;
        const auto gone = m_vault.dropUnnamed(content);
        if (!gone)
            return forward(gone);
        dropped += *gone ? 1 : 0;
    }
    return dropped;
}

} // namespace legwork::server
