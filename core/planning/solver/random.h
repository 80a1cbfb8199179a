// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>

namespace legwork::planning {

/// Random numbers that are the same on every platform for the same seed: xoroshiro128+ (Blackman and Vigna 2018),
/// seeded by splitmix64.
class Random
{
public:
    explicit Random(std::uint64_t seed)
        : m_low(mixed(seed))
        , m_high(mixed(seed))
    {
    }

    [[nodiscard]] std::uint64_t next()
    {
        const std::uint64_t result = m_low + m_high;
        const std::uint64_t other = m_high ^ m_low;
        m_low = rotated(m_low, 24) ^ other ^ (other << 16);
        m_high = rotated(other, 37);
        return result;
    }

    /// From 0 to `count` - 1; `count` of at least 1.
    [[nodiscard]] int below(int count)
    {
        return int(((next() >> 32) * std::uint64_t(std::uint32_t(count))) >> 32);
    }

    /// From 0 to below 1.
    [[nodiscard]] double unit() { return double(next() >> 11) * 0x1p-53; }

    /// How many trials fail before the first that succeeds with this probability.
    [[nodiscard]] int failuresBefore(double logOfFailure) { return int(std::log(1 - unit()) / logOfFailure); }

private:
    static std::uint64_t rotated(std::uint64_t value, int by) { return (value << by) | (value >> (64 - by)); }

    static std::uint64_t mixed(std::uint64_t &state)
    {
        state += 0x9e3779b97f4a7c15u;
        std::uint64_t value = state;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
        value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
        return value ^ (value >> 31);
    }

    std::uint64_t m_low;
    std::uint64_t m_high;
};

} // namespace legwork::planning
