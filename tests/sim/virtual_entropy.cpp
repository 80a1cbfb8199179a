// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/virtual_entropy.h"

#include "core/base/entropy.h"
#include "tests/sim/random.h"

#include <algorithm>

namespace legwork {
namespace {

sim::Random &source()
{
    static sim::Random random(0);
    return random;
}

quint64 lastTick = 0;
quint64 presentTick = 0;

} // namespace

void sim::seedEntropy(quint64 seed, qint64 nowMs)
{
    source() = Random(seed ^ 0xe17f1e5ULL);
    lastTick = 0;
    setEntropyTime(nowMs);
}

void sim::setEntropyTime(qint64 nowMs) { presentTick = quint64(nowMs) << 12; }

void entropy::fill(std::span<quint32> words)
{
    for (quint32 &word : words)
        word = quint32(source().next() >> 32);
}

quint64 entropy::nextTick()
{
    lastTick = std::max(presentTick, lastTick + 1);
    return lastTick;
}

} // namespace legwork
