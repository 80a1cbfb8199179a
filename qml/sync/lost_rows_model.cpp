// SPDX-License-Identifier: Apache-2.0
#include "qml/sync/lost_rows_model.h"

#include "core/storage/remote_round.h"
#include "core/storage/store.h"

namespace legwork {

void LostRowsModel::load()
{
    read([](storage::Reader &reader, const usecases::Context &) { return usecases::lostRows(reader); },
         [this](const std::vector<usecases::LostRow> &found) {
             std::vector<LostRowRow> rows;
             for (const usecases::LostRow &each : found) {
                 const EntitySpec *spec = entity(each.entityNo);
                 rows.push_back({each.id.toText(), spec ? QString::fromLatin1(spec->table) : QString(),
                                 each.title, each.accountName, int(each.waiting)});
             }
             show(std::move(rows));
         });
}

void LostRowsModel::show(std::vector<LostRowRow> rows)
{
    m_rows.replace(std::move(rows));
    setLoading(false);
}

void LostRowsModel::letGo(const QString &id)
{
    const auto row = Uuid::fromText(id);
    if (!isReady() || !row)
        return;
    storage::Store *store = session()->services().store;
    auto gone = store->synchronise([row = *row](sqlite::Connection &writer, storage::Capture &capture) {
        return storage::dismissFromLimbo(writer, capture, row);
    });
    whenAnswered(gone, this, [this, store](const Result<storage::ChangedRows> &changed) {
        if (changed)
            store->announce(*changed);
        else
            setError(changed.error());
    });
}

} // namespace legwork
