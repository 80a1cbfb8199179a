// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

/// Two versions of the product in one program. What a version knows is its schema and its tables; in the simulator both
/// are those of whoever runs at the moment: virtual_schema.cpp is linked in place of core/schema/schema.cpp, and a copy of
/// core/storage/tables.cpp with one step more (later_step.py) in place of the original.
namespace legwork::sim {

enum class Version {
    Before, ///< Knows neither the entities after Moment, among them notes and conflicts, nor the counter of an account.
    Now,
};

/// The later of the two, as the file's version number says it.
[[nodiscard]] int fileVersion();

/// Whoever looks something up while this lives is of that version.
class Running
{
public:
    explicit Running(Version version)
        : m_before(std::exchange(s_version, version))
    {
    }
    ~Running() { s_version = m_before; }
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;

    [[nodiscard]] static Version version() { return s_version; }

private:
    static inline Version s_version = Version::Now;
    Version m_before;
};

} // namespace legwork::sim
