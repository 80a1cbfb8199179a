// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/rows.h"

#include <QDate>

/// Method M9. A promise that cannot be kept must be renegotiated while the customer still has a choice, so the
/// warning comes on the latest day for that, not on the due day; and it is done only when the customer agreed.
namespace legwork {

/// Where a promise stands on a given day, most pressing last.
enum class CommitmentStanding : quint8 {
    Closed,          ///< Agreed by the customer, broken or cancelled.
    Ahead,           ///< Time in hand, or no day was promised.
    AwaitsAgreement, ///< Announced as done; the customer has not agreed yet.
    Endangered,      ///< The days kept in hand have begun: keep it for certain, or renegotiate now.
    Due,             ///< Today is the day.
    Overdue,         ///< The day has passed.
};

/// Days kept in hand when nobody said how many.
inline constexpr int kDefaultMarginDays = 2;

/// Due day minus the days kept in hand; an invalid date when no day was promised.
[[nodiscard]] QDate latestRenegotiation(const Commitment &commitment);
[[nodiscard]] CommitmentStanding standingOf(const Commitment &commitment, QDate today);
/// Agreed, broken or cancelled: nothing is expected any more. States of newer versions count as open.
[[nodiscard]] bool isClosed(const Choice<CommitmentState> &state);

} // namespace legwork
