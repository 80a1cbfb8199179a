// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/today/week_plan_model.h"
#include "tests/qml/gallery/views.h"

namespace legwork::sample {

/// A week in which everything occurs that the page can show.
void fillWeek(WeekPlanModel *model, QDate today, gallery::State state);

} // namespace legwork::sample
