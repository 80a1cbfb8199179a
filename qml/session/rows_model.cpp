// SPDX-License-Identifier: Apache-2.0
#include "qml/session/rows_model.h"

namespace legwork {

int RowsModelBase::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : count(); }

QHash<int, QByteArray> RowsModelBase::roleNames() const { return {{kRowRole, "row"}}; }

} // namespace legwork
