// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/outbox.h"
#include "core/storage/store.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>
#include <mutex>
#include <vector>

namespace legwork {

/// Says of each edit of this device that it is durable, after its commit and not before. Whoever has heard it may
/// expect to find the edit again, whatever becomes of the program. Reports from the store's threads.
class Acknowledger
{
public:
    Acknowledger(storage::Store &store, std::function<void(const QJsonObject &)> tell);
    ~Acknowledger();

private:
    void look();

    storage::Store &m_store;
    std::function<void(const QJsonObject &)> m_tell;
    std::mutex m_mutex;
    qint64 m_told = 0;
    std::mutex m_looksMutex;
    std::vector<QFuture<Result<int>>> m_looks;
    int m_subscription = 0;
};

/// An edit as it is acknowledged: {"ack": number, "entity", "row", "edits": SHA-256 of what was written}.
[[nodiscard]] QJsonObject acknowledgementOf(const Operation &operation);

/// What became of edits that were acknowledged earlier.
struct AckCheck {
    qint64 checked = 0;
    QStringList missing; ///< Acknowledged, and not in the device's record any more or not as it was.
    QStringList wrong;   ///< "table.field" of values that a row does not show though they were written last.
};
[[nodiscard]] Result<AckCheck> checkAcknowledgements(storage::Reader &reader,
                                                     const QJsonArray &acknowledgements);

} // namespace legwork
