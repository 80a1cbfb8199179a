// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/geo.h"

#include <optional>

namespace legwork {

/// What a position says about being at the account. Never a dead end: where it says "away" or nothing, a reason
/// from the person is enough.
enum class CheckInPlace : quint8 {
    AtAccount, ///< Within the radius, as far as the accuracy can tell.
    Away,      ///< Outside it even when the accuracy is counted in the person's favour.
    Unknown,   ///< The account has no position, or the fix is too coarse to tell.
    NoFix,     ///< The device has no position.
};

struct CheckInJudgement {
    CheckInPlace place = CheckInPlace::NoFix;
    std::optional<double> distanceM; ///< Between fix and account, where both are known.
    bool needsReason = true;
};

struct CheckInFix {
    GeoPoint at;
    double accuracyM = 0; ///< Radius that holds the true place with 68 % chance.
    bool isMocked = false;
};

/// Default radius around an account, metres.
inline constexpr double kCheckInRadiusM = 300;
/// Fixes coarser than this (68 %, metres) tell nothing about a single building.
inline constexpr double kCheckInCoarsestM = 1'000;

[[nodiscard]] CheckInJudgement judgeCheckIn(GeoPoint account, const std::optional<CheckInFix> &fix,
                                            double radiusM = kCheckInRadiusM);

} // namespace legwork
