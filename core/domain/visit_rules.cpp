// SPDX-License-Identifier: Apache-2.0
#include "core/domain/visit_rules.h"

namespace legwork {

bool isAhead(const Choice<VisitState> &state)
{
    return !state.isSet() || state == VisitState::Planned || state == VisitState::CheckedIn;
}

int visitCadenceDays(const Choice<AccountClass> &accountClass)
{
    if (accountClass == AccountClass::A)
        return 7;
    return accountClass == AccountClass::B ? 14 : 30;
}

PreparationState Preparation::state(bool hasMandatory) const
{
    if (done == 0)
        return PreparationState::NotBegun;
    const bool isEnough = hasMandatory ? mandatoryOpen == 0 : done >= total;
    return isEnough ? PreparationState::Ready : PreparationState::UnderWay;
}

} // namespace legwork
