// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "sync/protocol/messages.h"

#include <algorithm>

namespace legwork::sync {

/// What the server refused, as an error of ours.
[[nodiscard]] inline Error errorOf(const Problem &problem)
{
    const int advice = std::clamp(problem.advice, int(Advice::Retry), int(Advice::GiveUp));
    return Error{problem.code, Advice(advice), problem.arguments};
}

} // namespace legwork::sync
