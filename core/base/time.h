// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/id.h"

#include <QDateTime>

#include <compare>
#include <limits>

namespace legwork {

/// A point in time, in milliseconds since 1970-01-01 UTC. Default-made means "not set".
struct Instant {
    static constexpr qint64 kUnset = std::numeric_limits<qint64>::min();

    qint64 ms = kUnset;

    [[nodiscard]] constexpr bool isSet() const { return ms != kUnset; }
    [[nodiscard]] QDateTime toLocal() const
    {
        return isSet() ? QDateTime::fromMSecsSinceEpoch(ms) : QDateTime();
    }
    [[nodiscard]] static Instant from(const QDateTime &at)
    {
        return at.isValid() ? Instant{at.toMSecsSinceEpoch()} : Instant{};
    }
    friend constexpr auto operator<=>(const Instant &, const Instant &) = default;
};

/// When something was done, in a form that survives a wrong clock: the wall clock may be years off, the
/// monotonic one never jumps within one boot, so its age is known exactly when it is sent.
struct EditStamp {
    Instant wall;           ///< What the wall clock said.
    Uuid boot;              ///< Changes with every restart of the device.
    qint64 monotonicMs = 0; ///< Milliseconds since that restart, counting sleep.

    friend bool operator==(const EditStamp &, const EditStamp &) = default;
};

} // namespace legwork
