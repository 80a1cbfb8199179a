// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/schema.h"
#include "sync/server/store/server_store.h"

#include <QHash>

namespace legwork::server {

/// Why an operation does not hold; becomes a Rejected outcome.
struct Refusal {
    QString code;
    QStringList arguments;
};

/// What one person may do, from the grants in force now. Every decision asks here; what is not granted is
/// refused.
class Rights
{
public:
    explicit Rights(const std::vector<Grant> &grants);

    [[nodiscard]] bool mayRead(const Uuid &scope) const { return m_grants.contains(scope); }
    /// Whether an edit of a row of `spec` in `scope` may stand: sync.no-right, or sync.scope when rows of this
    /// entity do not live in a scope of that kind.
    [[nodiscard]] std::optional<Refusal> refusalFor(OperationKind kind, const EntitySpec &spec,
                                                    const Uuid &scope) const;
    /// Whether any device may set the field, or the server alone.
    [[nodiscard]] static bool isServersOwn(const EntitySpec &spec, int fieldNo);

private:
    QHash<Uuid, Grant> m_grants;
};

} // namespace legwork::server
