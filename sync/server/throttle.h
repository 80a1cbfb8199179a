// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHash>

#include <mutex>

namespace legwork::server {

/// Slows down whoever tries too often: a bucket per key that fills again with time. Thread-safe; bounded in
/// memory whatever keys come.
class Throttle
{
public:
    Throttle(int burst, int perMinute)
        : m_burst(burst)
        , m_perMs(perMinute / 60'000.0)
    {
    }

    /// Takes one from the key's bucket; false when it is empty. `nowMs` never goes back.
    [[nodiscard]] bool take(const QByteArray &key, qint64 nowMs);
    /// Whether take() would succeed.
    [[nodiscard]] bool wouldTake(const QByteArray &key, qint64 nowMs);

private:
    struct Bucket {
        double left = 0;
        qint64 atMs = 0;
    };
    [[nodiscard]] double leftAt(const QByteArray &key, qint64 nowMs) const;

    const double m_burst;
    const double m_perMs;
    std::mutex m_mutex;
    QHash<QByteArray, Bucket> m_buckets;
    qint64 m_lookedThroughMs = 0; ///< When buckets that are full again were last taken away.
};

} // namespace legwork::server
