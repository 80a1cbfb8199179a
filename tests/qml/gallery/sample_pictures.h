// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/pictures/pictures_model.h"

#include <QDate>

namespace legwork::sample {

/// Made-up pictures in every state. `page` "picture": a single one, on its way to the server.
void fillPictures(const QString &page, PicturesModel *model, QDate today);

} // namespace legwork::sample
