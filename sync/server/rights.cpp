// SPDX-License-Identifier: Apache-2.0
#include "sync/server/rights.h"

#include "core/schema/rows.h"

namespace legwork::server {

Rights::Rights(const std::vector<Grant> &grants)
{
    for (const Grant &grant : grants)
        m_grants.insert(grant.scope, grant);
}

std::optional<Refusal> Rights::refusalFor(OperationKind kind, const EntitySpec &spec, const Uuid &scope) const
{
    const auto grant = m_grants.constFind(scope);
    if (grant == m_grants.cend() || grant->right != Right::Write)
        return Refusal{QStringLiteral("sync.no-right"), {QLatin1String(spec.table)}};
    // Conflicts are made by the server, may lie in any scope, and stay.
    if (spec.no == Conflict::kEntityNo) {
        if (kind != OperationKind::Update)
            return Refusal{QStringLiteral("sync.no-right"), {QLatin1String(spec.table)}};
        return std::nullopt;
    }
    // Of an entity that only a newer version knows: whoever may write in the scope may.
    if (entity(spec.no) && grant->kind != spec.scope)
        return Refusal{QStringLiteral("sync.scope"), {QLatin1String(spec.table)}};
    return std::nullopt;
}

bool Rights::isServersOwn(const EntitySpec &spec, int fieldNo)
{
    if (spec.no != Conflict::kEntityNo)
        return false;
    const bool isForDevices = fieldNo == field::Conflict::state || fieldNo == field::Conflict::settledBy
                              || fieldNo == field::Conflict::settledAt
                              || fieldNo == field::Conflict::settledValue;
    return !isForDevices;
}

} // namespace legwork::server
