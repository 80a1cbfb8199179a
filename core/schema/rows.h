// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/geo.h"
#include "core/base/id.h"
#include "core/base/time.h"
#include "core/schema/schema.h"
#include "core/schema/types.h"

#include <QDate>

#include <optional>

// The enums and structs below are made from choices.def and entities.def: read those.
namespace legwork {
// clang-format off

#define CHOICES(Type) enum class Type : quint8 {
#define CHOICE(enumerator, code) enumerator,
#define END_CHOICES };
#include "core/schema/choices.def"

#define CHOICES(Type)                                                                                        \
    template<>                                                                                               \
    struct ChoiceCodes<Type> {                                                                               \
        static constexpr auto codes = std::to_array<const char *>({
#define CHOICE(enumerator, code) code,
#define END_CHOICES                                                                                          \
        });                                                                                                  \
    };
#include "core/schema/choices.def"

#define TRANSITIONS(Type)                                                                                    \
    template<>                                                                                               \
    struct ChoiceMoves<Type> {                                                                               \
        using State = Type;                                                                                  \
        static constexpr auto moves = std::to_array<std::pair<quint8, quint8>>({
#define TRANSITION(from, to) {quint8(State::from), quint8(State::to)},
#define END_TRANSITIONS                                                                                      \
        });                                                                                                  \
    };
#include "core/schema/choices.def"

#define ENTITY(no, Type, table, scope, about) struct Type;
#define FIELD(no, name, Type, merge, flags, about)
#define END_ENTITY
#include "core/schema/entities.def"
#undef ENTITY
#undef FIELD
#undef END_ENTITY

#define ENTITY(no, Type, table, scopeKind, about)                                                            \
    struct Type {                                                                                            \
        static constexpr int kEntityNo = no;                                                                 \
        Id<Type> id;                                                                                         \
        Uuid scope; /* the company, territory or person that receives the row */
#define FIELD(no, name, Type, merge, flags, about) Type name{};
#define END_ENTITY };
#include "core/schema/entities.def"
#undef ENTITY
#undef FIELD
#undef END_ENTITY

/// Calls `visit(field number, member)` for every field of a row, in order of number.
template<class E, class Visitor>
void forEachField(E &row, Visitor &&visit);

#define ENTITY(no, Type, table, scope, about)                                                                \
    template<class Row, class Visitor>                                                                       \
        requires std::is_same_v<std::remove_const_t<Row>, Type>                                              \
    void forEachField(Row &row, Visitor &&visit)                                                             \
    {
#define FIELD(no, name, Type, merge, flags, about) visit(no, row.name);
#define END_ENTITY }
#include "core/schema/entities.def"
#undef ENTITY
#undef FIELD
#undef END_ENTITY

/// Field numbers by name: `field::Account::city`.
namespace field {
#define ENTITY(no, Type, table, scope, about) namespace Type {
#define FIELD(no, name, Type, merge, flags, about) inline constexpr int name = no;
#define END_ENTITY }
#include "core/schema/entities.def"
#undef ENTITY
#undef FIELD
#undef END_ENTITY
} // namespace field
// clang-format on

} // namespace legwork
