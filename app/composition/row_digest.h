// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/base/value.h"
#include "core/storage/sqlite/connection.h"

#include <map>
#include <vector>

namespace legwork {

/// What the rows of a scope come to. Two places hold the same rows, every field of every entity, exactly when their
/// digests are equal. The server's own rows about devices (DeviceState) are left out.
struct ScopeDigest {
    qint64 rows = 0;
    QByteArray sha256;
    friend bool operator==(const ScopeDigest &, const ScopeDigest &) = default;
};
using RowDigests = std::map<Uuid, ScopeDigest>;

/// Makes digests from rows in any order.
class RowDigester
{
public:
    /// `fields`: values by field number; null and absent are the same. Deleted rows are not added.
    void add(int entityNo, const Uuid &id, const Uuid &scope, const std::map<int, Value> &fields);
    [[nodiscard]] RowDigests result() const;

private:
    std::map<Uuid, std::map<std::pair<int, Uuid>, QByteArray>> m_scopes;
};

/// Of all rows of all entities on a device, as its pages see them.
[[nodiscard]] Result<RowDigests> digestDevice(sqlite::Connection &connection);

} // namespace legwork
