// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/context.h"

namespace legwork::usecases {

/// A record that is here, but that the server has lost by going back to a backup, until who made it brings it back.
struct LostRow {
    int entityNo = 0;
    Uuid id;
    QString title;
    QString accountName; ///< The customer it belongs to; empty when it belongs to none.
    qint64 waiting = 0;  ///< Own edits of it, which are sent once it is back.
};

/// By customer and title.
[[nodiscard]] Result<std::vector<LostRow>> lostRows(Reader &reader);
[[nodiscard]] Result<qint64> lostRowCount(Reader &reader);

} // namespace legwork::usecases
