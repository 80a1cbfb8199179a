// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/base/geo.h"
#include "core/base/time.h"

#include <functional>

namespace legwork {

struct PositionFix {
    GeoPoint at;          ///< WGS-84.
    double accuracyM = 0; ///< Radius that holds the true place with 68 % chance, metres.
    Instant measuredAt;
    bool isMocked = false; ///< The platform says that an app made it up.
};

/// Where the device is, asked for once at a time; nothing is tracked between requests.
/// Errors: position.off (AskUser), position.denied (AskUser), position.timeout (Retry), position.failed (Retry).
class PositionSource
{
public:
    virtual ~PositionSource() = default;
    /// Calls back exactly once, on the thread that asked, never before this call returns.
    virtual void requestFix(int timeoutMs, std::function<void(Result<PositionFix>)> done) = 0;
};

} // namespace legwork
