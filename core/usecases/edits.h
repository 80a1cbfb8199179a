// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/context.h"

namespace legwork::usecases {

/// One field as a person left it. Only fields that were touched are written, so that two people who correct
/// different facts of one customer never meet.
struct FieldChange {
    int fieldNo = 0;
    Value value;
};

/// What a person typed, as the field's value: sets and maps one entry per line (maps as "name: text"), positions as
/// "latitude, longitude" in degrees, the rest as it reads. Empty text is "unset".
/// edit.not-acceptable (AskUser; argument 1: the field's name) when it cannot be that.
[[nodiscard]] Result<Value> valueOfText(const FieldSpec &field, const QString &text);
/// The other way round, for an input field; references as their id.
[[nodiscard]] QString textOfValue(const FieldSpec &field, const Value &value);

/// Writes the changes to a row of any entity. Taken back with `undoId` (label "row-edited") when one is given.
/// edit.not-acceptable (AskUser; argument 1: the field's name), storage.no-row (GiveUp).
[[nodiscard]] Status editFields(UnitOfWork &unit, int entityNo, const Uuid &rowId,
                                const std::vector<FieldChange> &changes, const Uuid &undoId = {});
[[nodiscard]] Status editAccount(UnitOfWork &unit, Id<Account> account,
                                 const std::vector<FieldChange> &changes, const Uuid &undoId = {});
[[nodiscard]] Status editContact(UnitOfWork &unit, Id<Contact> contact,
                                 const std::vector<FieldChange> &changes, const Uuid &undoId = {});

/// New rows from the fields given; the name must be among them (edit.not-acceptable).
[[nodiscard]] Result<Id<Account>> addAccount(UnitOfWork &unit, const Context &context,
                                             const std::vector<FieldChange> &fields);
[[nodiscard]] Result<Id<Contact>> addContact(UnitOfWork &unit, Id<Account> account,
                                             const std::vector<FieldChange> &fields);

/// Takes back what was done under that id. Returns how many fields kept a newer value.
/// storage.no-undo (GiveUp) when it has been taken back already.
[[nodiscard]] Result<int> takeBack(UnitOfWork &unit, const Uuid &undoId);

} // namespace legwork::usecases
