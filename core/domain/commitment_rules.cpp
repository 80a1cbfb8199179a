// SPDX-License-Identifier: Apache-2.0
#include "core/domain/commitment_rules.h"

namespace legwork {

QDate latestRenegotiation(const Commitment &commitment)
{
    if (!commitment.dueOn.isValid())
        return {};
    return commitment.dueOn.addDays(-std::max<qint64>(0, commitment.marginDays.value_or(kDefaultMarginDays)));
}

CommitmentStanding standingOf(const Commitment &commitment, QDate today)
{
    if (isClosed(commitment.state))
        return CommitmentStanding::Closed;
    if (commitment.state == CommitmentState::Announced)
        return CommitmentStanding::AwaitsAgreement;
    if (!commitment.dueOn.isValid())
        return CommitmentStanding::Ahead;
    if (today > commitment.dueOn)
        return CommitmentStanding::Overdue;
    if (today == commitment.dueOn)
        return CommitmentStanding::Due;
    return today >= latestRenegotiation(commitment) ? CommitmentStanding::Endangered
                                                    : CommitmentStanding::Ahead;
}

bool isClosed(const Choice<CommitmentState> &state)
{
    return state == CommitmentState::Agreed || state == CommitmentState::Broken
           || state == CommitmentState::Cancelled;
}

} // namespace legwork
