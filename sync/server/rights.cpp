// SPDX-License-Identifier: Apache-2.0
#include "sync/server/rights.h"

#include "core/schema/rows.h"

namespace legwork::server {

namespace {

bool isGraceOver(Instant end, Instant now) { return now.ms - end.ms > kGraceMs; }

} // namespace

bool isInForce(const Grant &grant, Instant now)
{
    return grant.right != Right::None && (!grant.until.isSet() || now < grant.until);
}

Grant changedGrant(const std::optional<Grant> &before, Grant wanted, Instant now)
{
    if (!before)
        return wanted;
    wanted.wroteUntilSeq = before->wroteUntilSeq;
    wanted.wroteUntil = before->wroteUntil;
    if (before->right != Right::Write || (wanted.right == Right::Write && isInForce(*before, now)))
        return wanted;
    const bool ranOut = !isInForce(*before, now);
    wanted.wroteUntilSeq = ranOut ? 0 : wanted.seq;
    wanted.wroteUntil = ranOut ? before->until : now;
    return wanted;
}

Rights::Rights(const std::vector<Grant> &grants, Instant now)
    : m_now(now)
{
    for (const Grant &grant : grants)
        m_grants.insert(grant.scope, grant);
}

bool Rights::mayRead(const Uuid &scope) const
{
    const auto grant = m_grants.constFind(scope);
    return grant != m_grants.cend() && isInForce(*grant, m_now);
}

Rights::Way Rights::wayInto(const Uuid &scope, qint64 base, Instant editedAt) const
{
    const auto grant = m_grants.constFind(scope);
    if (grant == m_grants.cend())
        return Way::None;
    if (grant->right == Right::Write) {
        if (isInForce(*grant, m_now))
            return Way::Right;
        if (editedAt <= grant->until && !isGraceOver(grant->until, m_now))
            return Way::Grace;
    }
    if (!grant->wroteUntil.isSet() || isGraceOver(grant->wroteUntil, m_now))
        return Way::None;
    // Taken away by somebody: whoever had not heard of it wrote in good faith. Run out: everybody knew when.
    const bool wasInTime =
        grant->wroteUntilSeq > 0 ? base > 0 && base < grant->wroteUntilSeq : editedAt <= grant->wroteUntil;
    return wasInTime ? Way::Grace : Way::None;
}

std::optional<Refusal> Rights::refusalFor(OperationKind kind, const EntitySpec &spec, const Uuid &scope) const
{
    // Conflicts are made by the server, may lie in any scope, and stay.
    if (spec.no == Conflict::kEntityNo) {
        if (kind != OperationKind::Update)
            return Refusal{QStringLiteral("sync.no-right"), {QLatin1String(spec.table)}};
        return std::nullopt;
    }
    // How devices stand is for the server to say.
    if (spec.no == DeviceState::kEntityNo)
        return Refusal{QStringLiteral("sync.no-right"), {QLatin1String(spec.table)}};
    const auto grant = m_grants.constFind(scope);
    // Of an entity that only a newer version knows: whoever may write in the scope may.
    if (entity(spec.no) && (grant == m_grants.cend() || grant->kind != spec.scope))
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
