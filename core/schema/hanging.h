// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/operation.h"
#include "core/schema/schema.h"

/// Rows hang on one another: a visit on its account, an answer on its run, and that on the account again. A row lies in
/// the scope of the row on which it hangs, and goes along when that is moved to another.
namespace legwork {

/// The fields that may say on which row a row of the entity hangs, in order; the first that is set counts. They are the
/// references to entities of lower numbers whose rows live in scopes of the same kind, and for a Conflict the row it is
/// about.
[[nodiscard]] std::span<const int> hangingFields(int entityNo);

/// The row on which one hangs, from a way to look at its fields: `valueOf(no)` points to a value, or is null.
template<class ValueOf>
[[nodiscard]] std::optional<Uuid> hangsOn(int entityNo, ValueOf valueOf)
{
    for (const int no : hangingFields(entityNo)) {
        const Value *value = valueOf(no);
        const auto *bytes = value ? std::get_if<QByteArray>(value) : nullptr;
        if (bytes)
            return Uuid::fromBytes(*bytes);
    }
    return std::nullopt;
}

/// The edit of an insert that says on what the new row hangs; null when it hangs on nothing.
[[nodiscard]] const FieldEdit *hangingEdit(const Operation &insert);

} // namespace legwork
