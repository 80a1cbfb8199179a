// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"

namespace legwork {

/// The only source of time for core and sync. Implementations are thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual EditStamp now() const = 0;
};

} // namespace legwork
