// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/planning/solver/search_space.h"

#include <optional>

namespace legwork::planning {

/// The best tour of a problem of one tour with at most eight visits that can be made on it: every order of every choice
/// is looked at. Nothing when the problem is larger.
[[nodiscard]] std::optional<std::vector<int>> bestTinyTour(const SearchSpace &space);

} // namespace legwork::planning
