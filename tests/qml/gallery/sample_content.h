// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/qml/gallery/views.h"

#include <QDate>

class QObject;

/// Made-up content for pictures of pages, in place of what a store would say.
namespace legwork::sample {

/// Fills the view model of a page with as much as the state says; false when nothing is known for it.
bool fill(const QString &page, QObject *model, QDate today, gallery::State state = gallery::State::Typical);

} // namespace legwork::sample
