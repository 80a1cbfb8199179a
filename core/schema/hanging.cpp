// SPDX-License-Identifier: Apache-2.0
#include "core/schema/hanging.h"

#include "core/schema/rows.h"

#include <algorithm>

namespace legwork {
namespace {

std::vector<std::vector<int>> allHangingFields()
{
    std::vector<std::vector<int>> all(entities().size() + 1);
    for (const EntitySpec &spec : entities()) {
        auto &fields = all[size_t(spec.no)];
        for (const FieldSpec &field : spec.fields) {
            const EntitySpec *target = entity(field.refersTo);
            if (target && target->no < spec.no && target->scope == spec.scope)
                fields.push_back(field.no);
        }
    }
    all[Conflict::kEntityNo] = {field::Conflict::rowId};
    return all;
}

} // namespace

std::span<const int> hangingFields(int entityNo)
{
    static const auto all = allHangingFields();
    if (entityNo < 1 || size_t(entityNo) >= all.size())
        return {};
    return all[size_t(entityNo)];
}

const FieldEdit *hangingEdit(const Operation &insert)
{
    for (const int no : hangingFields(insert.entityNo)) {
        const auto edit =
            std::find_if(insert.fields.begin(), insert.fields.end(), [no](const FieldEdit &each) {
                return each.fieldNo == no && std::holds_alternative<QByteArray>(each.value);
            });
        if (edit != insert.fields.end())
            return &*edit;
    }
    return nullptr;
}

} // namespace legwork
