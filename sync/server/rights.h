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

/// How long work that was done in a scope may still come in after the right to it, or the row, has gone elsewhere: a
/// holiday, and a device left at home.
inline constexpr qint64 kGraceMs = qint64(14) * 24 * 60 * 60 * 1000;

/// Whether a grant gives anything at that time.
[[nodiscard]] bool isInForce(const Grant &grant, Instant now);

/// What stands of a right once it is given, changed or (Right::None) taken away at `seq`: the grant to be kept, with what
/// of the former one still counts for work that was done under it.
[[nodiscard]] Grant changedGrant(const std::optional<Grant> &before, Grant wanted, Instant now);

/// What one person may do, from the grants in force now. Every decision asks here; what is not granted is
/// refused.
class Rights
{
public:
    Rights(const std::vector<Grant> &grants, Instant now);

    enum class Way {
        None,
        Right, ///< May write.
        Grace, ///< May not any more, but might when the edit was made, and that is not long ago.
    };
    /// Whether an edit may be written into a scope by somebody who had seen the scope up to `base`.
    [[nodiscard]] Way wayInto(const Uuid &scope, qint64 base, Instant editedAt) const;
    [[nodiscard]] bool mayRead(const Uuid &scope) const;
    /// Whether rows of the entity live in scopes of the kind of that one, and devices may do this to them at all:
    /// sync.scope, sync.no-right.
    [[nodiscard]] std::optional<Refusal> refusalFor(OperationKind kind, const EntitySpec &spec,
                                                    const Uuid &scope) const;
    /// Whether any device may set the field, or the server alone.
    [[nodiscard]] static bool isServersOwn(const EntitySpec &spec, int fieldNo);

private:
    QHash<Uuid, Grant> m_grants;
    Instant m_now;
};

} // namespace legwork::server
