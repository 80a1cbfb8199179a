// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/id.h"
#include "core/base/time.h"

namespace legwork {

/// When something was done, in a form that survives a wrong clock: the wall clock may be years off, the
/// monotonic one never jumps within one boot, so its age is known exactly when it is sent.
struct EditStamp {
    Instant wall;           ///< What the wall clock said.
    Uuid boot;              ///< Changes with every restart of the device.
    qint64 monotonicMs = 0; ///< Milliseconds since that restart, counting sleep.

    friend bool operator==(const EditStamp &, const EditStamp &) = default;
};

/// The only source of time for core and sync. Implementations are thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual EditStamp now() const = 0;
};

} // namespace legwork
