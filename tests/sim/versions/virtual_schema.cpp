// SPDX-License-Identifier: Apache-2.0
// The product's schema under other names, and over it the choice of what the version that runs knows of it.
#include "core/schema/rows.h"
#include "core/schema/schema.h"
#include "tests/sim/versions/versions.h"

#define entities entitiesNow
#define entity entityNow
#define entityNamed entityNowNamed
#include "core/schema/schema.cpp"
#undef entities
#undef entity
#undef entityNamed

#include <array>

namespace legwork {
namespace {

constexpr auto entitiesBefore()
{
    std::array<EntitySpec, size_t(Moment::kEntityNo)> known{};
    for (size_t i = 0; i < known.size(); ++i)
        known[i] = kEntities[i];
    EntitySpec &account = known[size_t(Account::kEntityNo - 1)];
    account.fields = account.fields.first(size_t(field::Account::samplesOut - 1));
    return known;
}

constexpr auto kEntitiesBefore = entitiesBefore();

} // namespace

std::span<const EntitySpec> entities()
{
    return sim::Running::version() == sim::Version::Now ? entitiesNow() : std::span(kEntitiesBefore);
}

const EntitySpec *entity(int entityNo)
{
    const auto known = entities();
    return entityNo >= 1 && size_t(entityNo) <= known.size() ? &known[size_t(entityNo - 1)] : nullptr;
}

const EntitySpec *entityNamed(QStringView nameOrTable)
{
    const EntitySpec *spec = entityNowNamed(nameOrTable);
    return spec ? entity(spec->no) : nullptr;
}

} // namespace legwork
