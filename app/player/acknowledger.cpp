// SPDX-License-Identifier: Apache-2.0
#include "app/player/acknowledger.h"

#include "core/schema/schema.h"
#include "core/storage/tables.h"

#include <QCryptographicHash>

#include <map>

namespace legwork {
namespace {

constexpr int kRecordMax = 100'000;

using FieldKey = std::pair<Uuid, int>; // row, field number
struct LastWrite {
    int entityNo = 0;
    Value value;
};

/// The value each field was given last by this device, where nobody else has had a say yet.
std::map<FieldKey, LastWrite> lastWrites(const std::vector<storage::EditFate> &newestFirst)
{
    std::map<FieldKey, LastWrite> last;
    for (const storage::EditFate &fate : newestFirst) {
        for (const FieldEdit &edit : fate.operation.fields) {
            if (!fate.outcome)
                last.try_emplace({fate.operation.rowId, edit.fieldNo},
                                 LastWrite{fate.operation.entityNo, edit.value});
        }
    }
    return last;
}

/// Newest first; at least all after `opNo`.
Result<std::vector<storage::EditFate>> recordSince(storage::Reader &reader, qint64 opNo)
{
    for (int limit = 64;; limit *= 8) {
        auto newestFirst = storage::fates(reader.connection(), {}, limit);
        const bool isEnough =
            !newestFirst || newestFirst->size() < size_t(limit) || newestFirst->back().operation.opNo <= opNo;
        if (isEnough)
            return newestFirst;
    }
}

} // namespace

Acknowledger::Acknowledger(storage::Store &store, std::function<void(const QJsonObject &)> tell)
    : m_store(store)
    , m_tell(std::move(tell))
{
    m_subscription = store.subscribe([this](const storage::ChangedRows &changed) {
        if (!changed.isFromServer)
            look();
    });
}

Acknowledger::~Acknowledger()
{
    m_store.unsubscribe(m_subscription);
    const std::lock_guard lock(m_looksMutex);
    for (QFuture<Result<int>> &look : m_looks)
        look.waitForFinished();
}

void Acknowledger::look()
{
    auto looked = m_store.read([this](storage::Reader &reader) -> Result<int> {
        const std::lock_guard lock(m_mutex);
        const auto newestFirst = recordSince(reader, m_told);
        if (!newestFirst)
            return forward(newestFirst);
        for (auto fate = newestFirst->crbegin(); fate != newestFirst->crend(); ++fate) {
            if (fate->operation.opNo <= m_told)
                continue;
            m_told = fate->operation.opNo;
            m_tell(acknowledgementOf(fate->operation));
        }
        return 0;
    });
    const std::lock_guard lock(m_looksMutex);
    std::erase_if(m_looks, [](const QFuture<Result<int>> &look) { return look.isFinished(); });
    m_looks.push_back(std::move(looked));
}

QJsonObject acknowledgementOf(const Operation &operation)
{
    const QByteArray edits =
        QCryptographicHash::hash(encodeEdits(operation.fields), QCryptographicHash::Sha256);
    return {{QStringLiteral("ack"), operation.opNo},
            {QStringLiteral("entity"), operation.entityNo},
            {QStringLiteral("row"), operation.rowId.toText()},
            {QStringLiteral("edits"), QString::fromLatin1(edits.toHex())}};
}

Result<AckCheck> checkAcknowledgements(storage::Reader &reader, const QJsonArray &acknowledgements)
{
    const auto newestFirst = storage::fates(reader.connection(), {}, kRecordMax);
    if (!newestFirst)
        return forward(newestFirst);
    std::map<qint64, QJsonObject> held;
    for (const storage::EditFate &fate : *newestFirst)
        held.emplace(fate.operation.opNo, acknowledgementOf(fate.operation));

    AckCheck check;
    for (const QJsonValue &value : acknowledgements) {
        const QJsonObject told = value.toObject();
        const qint64 number = told.value(QLatin1String("ack")).toInteger();
        const auto found = held.find(number);
        ++check.checked;
        if (found == held.end() || found->second != told)
            check.missing.append(QString::number(number));
    }
    for (const auto &[key, write] : lastWrites(*newestFirst)) {
        const EntitySpec *spec = entity(write.entityNo);
        const FieldSpec *field = spec ? spec->field(key.second) : nullptr;
        if (!field)
            continue;
        const auto shown = reader.connection().single("SELECT " + storage::quoted(field->name) + " FROM "
                                                          + storage::quoted(spec->table) + " WHERE id = ?",
                                                      key.first);
        if (!shown)
            return forward(shown);
        if (*shown != write.value)
            check.wrong.append(QLatin1String(spec->table) + u'.' + QLatin1String(field->name));
    }
    return check;
}

} // namespace legwork
