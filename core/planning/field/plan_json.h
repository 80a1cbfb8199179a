// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/planning/field/visit_plan.h"

#include <QByteArray>

namespace legwork::planning {

/// Reads a planning problem; README.md describes the document. plan.not-json (AskUser) with the place when it is no
/// JSON object at all. Accounts and days that cannot be read are left out and named in `findings`.
struct ReadProblem {
    VisitProblem problem;
    std::vector<PlanFinding> findings;
};
[[nodiscard]] Result<ReadProblem> problemFromJson(const QByteArray &json);

/// The plan as a document: days with stops and times, a verdict for each account, findings.
[[nodiscard]] QByteArray toJson(const VisitPlan &plan);

/// The word that stands for a reason in the document.
[[nodiscard]] QString codeOf(VerdictReason reason);

} // namespace legwork::planning
