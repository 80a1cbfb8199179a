// SPDX-License-Identifier: Apache-2.0
#include "sync/server/throttle.h"

#include <algorithm>

namespace legwork::server {
namespace {
constexpr qsizetype kBucketsMax = 20'000;
constexpr qint64 kLookThroughMs = 1'000;
} // namespace

double Throttle::leftAt(const QByteArray &key, qint64 nowMs) const
{
    const auto bucket = m_buckets.constFind(key);
    if (bucket == m_buckets.cend())
        return m_burst;
    return std::min(m_burst, bucket->left + double(nowMs - bucket->atMs) * m_perMs);
}

bool Throttle::take(const QByteArray &key, qint64 nowMs)
{
    const std::lock_guard lock(m_mutex);
    if (m_buckets.size() >= kBucketsMax && !m_buckets.contains(key)) {
        // Looking through all of them for every newcomer would be what an attacker wants.
        if (nowMs - m_lookedThroughMs >= kLookThroughMs) {
            m_lookedThroughMs = nowMs;
            m_buckets.removeIf([&](const auto &entry) { return leftAt(entry.key(), nowMs) >= m_burst; });
        }
        if (m_buckets.size() >= kBucketsMax)
            return false; // so many keys at once is an attack by itself
    }
    const double left = leftAt(key, nowMs);
    if (left < 1)
        return false;
    m_buckets.insert(key, {left - 1, nowMs});
    return true;
}

bool Throttle::wouldTake(const QByteArray &key, qint64 nowMs)
{
    const std::lock_guard lock(m_mutex);
    return leftAt(key, nowMs) >= 1;
}

} // namespace legwork::server
