// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/schema.h"
#include "sync/protocol/messages.h"

/// The merge rules, as pure functions: run by the server, by the simulator's model, and by a device to
/// explain a conflict. Causality comes first: an edit whose author had seen the value it replaces always
/// applies, whatever any clock says. Only truly concurrent edits look at the time.
namespace legwork::sync {

/// Who last set a field, and when.
struct FieldVersion {
    qint64 seq = 0; ///< Server sequence of the edit; 0 when nobody has set it.
    Instant editedAt;
    Uuid device;
    Uuid person;
    friend bool operator==(const FieldVersion &, const FieldVersion &) = default;
};

/// An edit that asks to be let in.
struct IncomingEdit {
    Value value;
    Value was;
    qint64 base = 0;
    Instant editedAt;
    Uuid device;
    Uuid person;
};

struct FieldDecision {
    enum class How {
        Applied, ///< Its author had seen what it replaces.
        Same,    ///< Concurrent, but both wrote the same.
        Joined, ///< Taken in together with what it met: the field holds something else than its author wrote.
        Passed, ///< Concurrent; the state it asked for lies behind the one shown, on the way to it.
        Won,    ///< Concurrent and later, or further along: shown; the value it met is kept aside.
        Lost,   ///< Concurrent and earlier, or not as far along: kept aside.
        First,  ///< What was there first stays, by the field's rule; the newcomer is kept aside.
        Asked,  ///< What the server held stays until somebody has decided; the newcomer is kept aside.
    };
    How how = How::Applied;
    Value value; ///< What the field holds now.
    /// Of that value, to be stored in any case. seq 0 asks the caller to put the sequence of this decision;
    /// else the value has not changed and nobody need hear of it.
    FieldVersion version;
    bool isConflict = false; ///< Somebody's value is not shown: a Conflict row must keep it.
};

/// Decides one field. `field` is null when this version does not know it: it then merges as a register. What an edit
/// that had not seen the field's value comes to, by the field's rule:
///
///   Register      the later of the two is shown, the other kept aside
///   FirstWins     what is there stays unless it is null; the newcomer is kept aside
///   Union         both sides' additions and removals, measured against the edit's `was`
///   Text          both sides' changes to `was` where they lie apart (joinTexts()); else as Register
///   Counter       what the edit added or took off is added or taken off: of every edit, seen or not, once
///   StateMachine  the state further along is shown; the other is kept aside unless moves lead on from it to that
///   Ask           what is there stays; the newcomer is kept aside
///
/// Which of two concurrent edits arrives first makes a difference to FirstWins and Ask only. With three and more that
/// holds for Register, Union, Counter and StateMachine, and for Text where the pieces changed stand once in the text; else
/// an overlap may be seen in one order that is none in another, and then both texts are kept.
[[nodiscard]] FieldDecision decideField(const FieldSpec *field, const Value &current,
                                        const FieldVersion &currentVersion, const IncomingEdit &incoming);

/// The time of an edit by the server's clock: exact while the device has not been restarted since, else the
/// device's wall clock corrected by its present offset; never in the future, never before 1970. For a stamp
/// that says nothing the edit counts as made now.
[[nodiscard]] Instant editTime(Instant serverNow, const EditStamp &sentAt, const EditStamp &editedAt);

/// Union of two sets or maps that started from `was`: what either side added is in, what either side removed
/// is out; a map entry that both changed takes the later side's text.
[[nodiscard]] Value joinUnion(FieldType type, const Value &was, const Value &earlier, const Value &later);

} // namespace legwork::sync
