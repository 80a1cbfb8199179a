// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/edit_lines.h"

#include "core/usecases/edits.h"
#include "core/usecases/row_names.h"

namespace legwork::usecases {
namespace {

/// A refused row was never anywhere but in its edit, so that is where its names are.
Status nameFromEdit(Reader &reader, const Operation &operation, EditLine &line)
{
    const EntitySpec *spec = entity(operation.entityNo);
    if (!spec)
        return {};
    for (const FieldEdit &edit : operation.fields) {
        const FieldSpec *field = spec->field(edit.fieldNo);
        if (field && (field->flags & FieldFlag::Title))
            fromValue(edit.value, line.rowTitle);
        if (field && field->refersTo == Account::kEntityNo)
            fromValue(edit.value, line.accountId);
    }
    const auto account = rowName(reader, Account::kEntityNo, line.accountId.uuid);
    if (!account)
        return forward(account);
    line.accountName = account->title;
    return {};
}

} // namespace

Result<std::vector<EditLine>> editLines(Reader &reader, const std::vector<storage::EditFate> &fates)
{
    std::vector<EditLine> lines;
    lines.reserve(fates.size());
    for (const storage::EditFate &fate : fates) {
        const Operation &operation = fate.operation;
        EditLine line;
        line.opNo = operation.opNo;
        line.unit = operation.unit;
        line.kind = operation.kind;
        line.entityNo = operation.entityNo;
        line.rowId = operation.rowId;
        line.madeAt = operation.at.wall;
        line.settledAt = fate.settledAt;
        const EntitySpec *spec = entity(operation.entityNo);
        for (const FieldEdit &edit : operation.fields) {
            const FieldSpec *field = spec ? spec->field(edit.fieldNo) : nullptr;
            line.fieldNos.push_back(edit.fieldNo);
            line.texts.append(field ? textOfValue(*field, edit.value) : QString());
        }
        if (fate.outcome) {
            line.verdict = fate.outcome->verdict;
            line.code = fate.outcome->code;
            line.arguments = fate.outcome->arguments;
        }
        const auto name = rowName(reader, operation.entityNo, operation.rowId);
        if (!name)
            return forward(name);
        line.rowTitle = name->title;
        line.accountId = name->accountId;
        line.accountName = name->accountName;
        if (!name->exists) {
            if (auto named = nameFromEdit(reader, operation, line); !named)
                return forward(named);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace legwork::usecases
