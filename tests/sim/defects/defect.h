// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

/// Deliberate mistakes in the engine, for proving that the simulator sees them: see implant.py.
namespace legwork::sim {

struct Defect {
    const char *name;
    bool isImplanted; ///< False when the source has changed so that implant.py no longer finds its place.
};

[[nodiscard]] const std::vector<Defect> &defects();
/// At most one is switched on; null switches it off. False when there is no such defect.
bool switchDefect(const char *name);
[[nodiscard]] bool hasDefect(const char *name);

} // namespace legwork::sim
