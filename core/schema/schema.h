// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFlags>
#include <QString>

#include <span>
#include <string_view>
#include <utility>

namespace legwork {

/// Who receives the rows of an entity.
enum class ScopeKind : quint8 { Company, Territory, Person };

/// How concurrent edits of a field come together; what each means stands at the head of entities.def.
enum class MergeRule : quint8 { Register, FirstWins, Union, Text, Counter, StateMachine, Ask };

enum class FieldType : quint8 {
    Text,      ///< QString
    Integer,   ///< qint64
    Real,      ///< double
    Boolean,   ///< stored as 0 or 1
    Instant,   ///< milliseconds since 1970 UTC
    Date,      ///< ISO 8601 text, yyyy-MM-dd
    Position,  ///< GeoPoint::packed()
    Reference, ///< 16 bytes
    Choice,    ///< a code from choices.def, as text
    Set,       ///< StringSet::encoded()
    Map,       ///< StringMap::encoded()
    Packed,    ///< a value in CBOR bytes
};

enum class FieldFlag : quint8 { None = 0, Title = 1, Searched = 2, Private = 4, Indexed = 8 };
Q_DECLARE_FLAGS(FieldFlags, FieldFlag)
Q_DECLARE_OPERATORS_FOR_FLAGS(FieldFlags)

/// The list of a StateMachine field. States are numbered in the order of the list: how far along each is.
struct StateSpec {
    std::span<const char *const> codes;
    std::span<const std::pair<quint8, quint8>> moves; ///< From, to.
};

struct FieldSpec {
    int no;           ///< On the wire; from 1.
    const char *name; ///< Struct member, SQL column and CSV heading.
    FieldType type;
    MergeRule merge;
    FieldFlags flags;
    int refersTo; ///< Entity number of a Reference whose target is fixed, else 0.
    const char *about;
    const StateSpec *states = nullptr; ///< Of a Choice between whose codes choices.def names the moves.
};

struct EntitySpec {
    int no;            ///< On the wire; from 1.
    const char *name;  ///< C++ type.
    const char *table; ///< SQL table.
    ScopeKind scope;
    const char *about;
    std::span<const FieldSpec> fields; ///< fields[i].no == i + 1, checked when compiled.

    /// Nothing when this version does not know the number.
    [[nodiscard]] const FieldSpec *field(int fieldNo) const
    {
        return fieldNo >= 1 && size_t(fieldNo) <= fields.size() ? &fields[size_t(fieldNo - 1)] : nullptr;
    }
    [[nodiscard]] const FieldSpec *fieldNamed(QStringView name) const;
};

/// Every entity, by number from 1: entities()[i].no == i + 1.
[[nodiscard]] std::span<const EntitySpec> entities();
/// Nothing when this version does not know the number.
[[nodiscard]] const EntitySpec *entity(int entityNo);
[[nodiscard]] const EntitySpec *entityNamed(QStringView nameOrTable);

/// The number of the newest schema step (see core/storage/migrations.h); sent with every sync request.
inline constexpr int kSchemaVersion = 4;

} // namespace legwork
