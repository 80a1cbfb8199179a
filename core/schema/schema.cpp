// SPDX-License-Identifier: Apache-2.0
#include "core/schema/schema.h"

#include "core/schema/rows.h"

namespace legwork {
namespace {

// clang-format off
template<class T>
struct TypeOf;
template<FieldType kType, int kRefersTo = 0>
struct Is {
    static constexpr FieldType type = kType;
    static constexpr int refersTo = kRefersTo;
    static constexpr const StateSpec *states = nullptr;
};
template<class E>
constexpr StateSpec kStates{ChoiceCodes<E>::codes, ChoiceMoves<E>::moves};
template<> struct TypeOf<QString> : Is<FieldType::Text> {};
template<> struct TypeOf<std::optional<qint64>> : Is<FieldType::Integer> {};
template<> struct TypeOf<std::optional<double>> : Is<FieldType::Real> {};
template<> struct TypeOf<std::optional<bool>> : Is<FieldType::Boolean> {};
template<> struct TypeOf<Instant> : Is<FieldType::Instant> {};
template<> struct TypeOf<QDate> : Is<FieldType::Date> {};
template<> struct TypeOf<GeoPoint> : Is<FieldType::Position> {};
template<> struct TypeOf<Uuid> : Is<FieldType::Reference> {};
template<> struct TypeOf<StringSet> : Is<FieldType::Set> {};
template<> struct TypeOf<StringMap> : Is<FieldType::Map> {};
template<> struct TypeOf<Packed> : Is<FieldType::Packed> {};
template<class E> struct TypeOf<Choice<E>> : Is<FieldType::Choice> {
    static constexpr const StateSpec *states = ChoiceMoves<E>::moves.empty() ? nullptr : &kStates<E>;
};
template<class E> struct TypeOf<Id<E>> : Is<FieldType::Reference, E::kEntityNo> {};

namespace fields {
using enum MergeRule;
constexpr FieldFlags None = FieldFlag::None;
constexpr FieldFlags Title = FieldFlag::Title;
constexpr FieldFlags Searched = FieldFlag::Searched;
constexpr FieldFlags Private = FieldFlag::Private;
constexpr FieldFlags Indexed = FieldFlag::Indexed;

#define ENTITY(no, Type, table, scope, about) constexpr FieldSpec table[] = {
#define FIELD(no, name, Type, merge, flags, about)                                                           \
    {no, #name, TypeOf<Type>::type, merge, flags, TypeOf<Type>::refersTo, about, TypeOf<Type>::states},
#define END_ENTITY                                                                                           \
    }                                                                                                        \
    ;
#include "core/schema/entities.def"
#undef ENTITY
#undef FIELD
#undef END_ENTITY
} // namespace fields

constexpr EntitySpec kEntities[] = {
#define ENTITY(no, Type, table, scope, about) {no, #Type, #table, ScopeKind::scope, about, fields::table},
#define FIELD(no, name, Type, merge, flags, about)
#define END_ENTITY
#include "core/schema/entities.def"
#undef ENTITY
#undef FIELD
#undef END_ENTITY
};
// clang-format on

constexpr bool numbersRunFromOne()
{
    int entityNo = 0;
    for (const EntitySpec &spec : kEntities) {
        if (spec.no != ++entityNo)
            return false;
        int fieldNo = 0;
        for (const FieldSpec &field : spec.fields) {
            if (field.no != ++fieldNo)
                return false;
        }
    }
    return true;
}
static_assert(numbersRunFromOne(), "entity and field numbers run from 1 without gaps");

constexpr bool rulesFitTypes()
{
    for (const EntitySpec &spec : kEntities) {
        for (const FieldSpec &field : spec.fields) {
            const bool isMany = field.type == FieldType::Set || field.type == FieldType::Map;
            const bool fits = (field.merge != MergeRule::Text || field.type == FieldType::Text)
                              && (field.merge != MergeRule::Counter || field.type == FieldType::Integer)
                              && (field.merge == MergeRule::Union) == isMany;
            if (!fits)
                return false;
        }
    }
    return true;
}
static_assert(rulesFitTypes(), "a merge rule works on values of its kind only");

} // namespace

const FieldSpec *EntitySpec::fieldNamed(QStringView wanted) const
{
    for (const FieldSpec &field : fields) {
        if (wanted == QLatin1String(field.name))
            return &field;
    }
    return nullptr;
}

std::span<const EntitySpec> entities() { return kEntities; }

const EntitySpec *entity(int entityNo)
{
    return entityNo >= 1 && size_t(entityNo) <= std::size(kEntities) ? &kEntities[entityNo - 1] : nullptr;
}

const EntitySpec *entityNamed(QStringView nameOrTable)
{
    for (const EntitySpec &spec : kEntities) {
        if (nameOrTable == QLatin1String(spec.name) || nameOrTable == QLatin1String(spec.table))
            return &spec;
    }
    return nullptr;
}

} // namespace legwork
