// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/rows.h"

namespace legwork {

// Which states may follow which stands in choices.def: mayMove(). Two visits open at once is no case for that: it is
// worth a warning, never a refusal, for a person at the customer's door is right and the app is wrong.

/// Neither done nor cancelled. States of newer versions count as over, so that nothing is done to them.
[[nodiscard]] bool isAhead(const Choice<VisitState> &state);

/// How many days may pass between visits of an account of that class; unset counts as C.
[[nodiscard]] int visitCadenceDays(const Choice<AccountClass> &accountClass);

/// Whether a visit is prepared, from its checklists.
enum class PreparationState : quint8 { NotBegun, UnderWay, Ready };

struct Preparation {
    int done = 0;          ///< Items answered.
    int total = 0;         ///< Items that apply; 0 when there is no checklist.
    int mandatoryOpen = 0; ///< Mandatory items without an answer.

    /// Ready when no mandatory item is open, at least one item is answered, and, where nothing is mandatory,
    /// every item is.
    [[nodiscard]] PreparationState state(bool hasMandatory) const;
    friend bool operator==(const Preparation &, const Preparation &) = default;
};

/// Method M7, the scale of moment scores.
inline constexpr int kMomentScoreMin = -3; ///< The relationship is in crisis.
inline constexpr int kMomentScoreMax = 3;  ///< Delighted.
[[nodiscard]] constexpr bool isMomentScore(qint64 score)
{
    return score >= kMomentScoreMin && score <= kMomentScoreMax;
}

} // namespace legwork
