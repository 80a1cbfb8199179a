// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/context.h"

namespace legwork::usecases {

/// A value of some field, for showing: text as it is read, choices and days as their codes, references as the title
/// of the row they name. Formatting by the field's type is up to the page.
struct ShownValue {
    Value value;
    QString text;
};

/// Two values for one field, both kept, as a card.
struct ConflictCard {
    Id<Conflict> id;
    int entityNo = 0;
    Uuid rowId;
    QString rowTitle;
    Id<Account> accountId;
    QString accountName;
    bool rowIsGone = false; ///< Deleted meanwhile, or not on this device.
    int fieldNo = 0;
    const FieldSpec *field =
        nullptr;      ///< Null when only a newer version knows it: it can be kept, not changed.
    ShownValue base;  ///< What both had seen.
    ShownValue kept;  ///< What was shown when the conflict arose.
    ShownValue other; ///< What was kept aside.
    ShownValue now;   ///< What the row holds now.
    Id<Person> keptBy;
    Id<Person> otherBy;
    QString keptByName;
    QString otherByName;
    Instant keptAt;
    Instant otherAt;
    bool isOpen = true;
    QString settledByName;
    Instant settledAt;
};

enum class ConflictsOf : quint8 {
    Person,    ///< Whose value was kept aside: the person concerned.
    Everybody, ///< All that this device holds.
};
/// Open conflicts, newest first.
[[nodiscard]] Result<std::vector<ConflictCard>> conflictInbox(Reader &reader, const Context &context,
                                                              ConflictsOf whose = ConflictsOf::Person);
/// storage.no-row (GiveUp) when there is no such conflict.
[[nodiscard]] Result<ConflictCard> conflictCard(Reader &reader, Id<Conflict> conflict);

enum class Settlement : quint8 {
    KeepShown, ///< Leave the row as it is.
    TakeOther, ///< Show the value that was kept aside.
    WriteOwn,  ///< Neither: a value of one's own.
};
/// Settles a conflict and changes the row it is about, in one unit, taken back as a whole with `undoId` (label
/// "conflict-settled") when one is given. `own` is used by WriteOwn only. A row that was deleted over the value is brought
/// back by choosing it.
/// storage.no-row (GiveUp); conflict.settled (AskUser) when somebody was faster; conflict.row-gone (AskUser) when the row
/// is not on this device; edit.not-acceptable (AskUser; argument 1: the field) when the value cannot be written.
[[nodiscard]] Status settleConflict(UnitOfWork &unit, const Context &context, Id<Conflict> conflict,
                                    Settlement settlement, const Value &own, Instant now,
                                    const Uuid &undoId = {});

} // namespace legwork::usecases
