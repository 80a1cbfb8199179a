// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importing/plan.h"
#include "core/importing/row_reader.h"
#include "core/schema/codec.h"

namespace legwork::importing {

/// What both sides of a merge come to. Sets and maps are united; of other values the first wins. Entries of a
/// map that both have stay as they are in the first.
[[nodiscard]] Value unitedValue(const FieldSpec &field, const Value &first, const Value &second);

/// Fills what `values` lacks from `more`; returns the fields where both say different things.
std::vector<int> fillFrom(int entityNo, FieldValues &values, const FieldValues &more);

/// A value as somebody would write it into a cell, for remarks.
[[nodiscard]] QString textOf(const FieldSpec &field, const Value &value);

/// Writes the values that are given into a row's members.
template<class E>
void assignGiven(E &row, const FieldValues &values)
{
    forEachField(row, [&](int no, auto &member) {
        if (!isNull(values[size_t(no)]))
            fromValue(values[size_t(no)], member);
    });
}

/// The changes that bring what a file says into a row that exists; `ours` as fieldValues() gives it, or empty
/// when the row is not at hand. Returns the values that change.
FieldValues changesTo(int entityNo, const std::vector<Value> &ours, const FieldValues &file,
                      MergePolicy policy, PlannedRow &planned);

} // namespace legwork::importing
