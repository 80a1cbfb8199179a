// SPDX-License-Identifier: Apache-2.0
#include "core/domain/check_in.h"

namespace legwork {
namespace {

// For a two-dimensional normal error, the circle that holds 95 % is 1.62 times the one that holds 68 %.
constexpr double kNearlyCertain = 1.62;

} // namespace

CheckInJudgement judgeCheckIn(GeoPoint account, const std::optional<CheckInFix> &fix, double radiusM)
{
    CheckInJudgement judgement;
    if (!fix || !fix->at.isSet())
        return judgement;
    judgement.needsReason = fix->isMocked;
    judgement.place = CheckInPlace::Unknown;
    if (!account.isSet())
        return judgement;
    judgement.distanceM = distanceM(fix->at, account);
    if (*judgement.distanceM - kNearlyCertain * fix->accuracyM > radiusM) {
        judgement.place = CheckInPlace::Away;
        judgement.needsReason = true;
    } else if (fix->accuracyM <= kCheckInCoarsestM) {
        judgement.place = CheckInPlace::AtAccount;
    }
    return judgement;
}

} // namespace legwork
