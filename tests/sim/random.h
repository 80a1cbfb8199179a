// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <vector>

namespace legwork::sim {

/// The one source of chance of a simulation (SplitMix64): the same seed gives the same numbers on every machine.
class Random
{
public:
    explicit Random(quint64 seed)
        : m_state(seed * 0x9e3779b97f4a7c15ULL + 0x2545f4914f6cdd1dULL)
    {
    }

    quint64 next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        quint64 mixed = m_state;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
        return mixed ^ (mixed >> 31);
    }
    quint64 below(quint64 bound) { return bound > 0 ? next() % bound : 0; }
    qint64 between(qint64 low, qint64 high) { return low + qint64(below(quint64(high - low + 1))); }
    /// True `perMille` times in a thousand.
    bool chance(int perMille) { return int(below(1000)) < perMille; }
    template<class T>
    const T &pick(const std::vector<T> &from)
    {
        return from[size_t(below(from.size()))];
    }
    /// A generator of its own, so that drawing more here does not change what is drawn there.
    Random fork() { return Random(next()); }

private:
    quint64 m_state;
};

} // namespace legwork::sim
