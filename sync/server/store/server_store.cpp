// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/server_store.h"

#include <algorithm>

namespace legwork::server {

const StoredField *StoredRow::field(int no) const
{
    const auto at = std::lower_bound(fields.begin(), fields.end(), no,
                                     [](const StoredField &field, int wanted) { return field.no < wanted; });
    return at != fields.end() && at->no == no ? &*at : nullptr;
}

StoredField &StoredRow::fieldToSet(int no)
{
    const auto at = std::lower_bound(fields.begin(), fields.end(), no,
                                     [](const StoredField &field, int wanted) { return field.no < wanted; });
    if (at != fields.end() && at->no == no)
        return *at;
    return *fields.insert(at, StoredField{no, {}, {}});
}

} // namespace legwork::server
