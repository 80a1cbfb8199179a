// SPDX-License-Identifier: Apache-2.0
#include "core/base/entropy.h"

#include <QRandomGenerator>

#include <algorithm>
#include <atomic>
#include <chrono>

namespace legwork::entropy {

void fill(std::span<quint32> words)
{
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
}

quint64 nextTick()
{
    static std::atomic<quint64> last{0};
    const auto wall = std::chrono::system_clock::now().time_since_epoch();
    const quint64 now = quint64(std::chrono::duration_cast<std::chrono::milliseconds>(wall).count()) << 12;
    quint64 seen = last.load(std::memory_order_relaxed);
    quint64 next = 0;
    do {
        next = std::max(now, seen + 1);
    } while (!last.compare_exchange_weak(seen, next, std::memory_order_relaxed));
    return next;
}

} // namespace legwork::entropy
