// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/search/search_model.h"
#include "tests/qml/gallery/views.h"

#include <QDate>

namespace legwork::sample {

/// What the box has found, or, while it is empty, what was done lately.
void fillSearch(SearchModel *model, QDate today, gallery::State state);

} // namespace legwork::sample
