// SPDX-License-Identifier: Apache-2.0
#include "sync/merge/merge.h"

#include "core/schema/codec.h"

#include <algorithm>

namespace legwork::sync {
namespace {

QMap<QString, QString> entriesOf(FieldType type, const Value &value)
{
    if (type == FieldType::Map) {
        StringMap map;
        fromValue(value, map);
        return map.entries();
    }
    StringSet set;
    fromValue(value, set);
    QMap<QString, QString> entries;
    for (const QString &item : set.items())
        entries.insert(item, QString());
    return entries;
}

/// Orders two concurrent edits: by time, and by device when the times are equal, so that every party that
/// compares them comes to the same answer.
bool isLater(const IncomingEdit &edit, const FieldVersion &than)
{
    if (edit.editedAt != than.editedAt)
        return edit.editedAt > than.editedAt;
    return edit.device > than.device;
}

} // namespace

Value joinUnion(FieldType type, const Value &was, const Value &earlier, const Value &later)
{
    const auto base = entriesOf(type, was);
    const auto first = entriesOf(type, earlier);
    const auto second = entriesOf(type, later);
    QMap<QString, QString> joined;
    for (auto it = first.cbegin(); it != first.cend(); ++it) {
        const bool removedByLater = base.contains(it.key()) && !second.contains(it.key());
        if (!removedByLater)
            joined.insert(it.key(), it.value());
    }
    for (auto it = second.cbegin(); it != second.cend(); ++it) {
        const bool wasThere = base.contains(it.key());
        const bool removedByEarlier = wasThere && !first.contains(it.key());
        const bool leftAlone = wasThere && base.value(it.key()) == it.value();
        if (!removedByEarlier && !leftAlone)
            joined.insert(it.key(), it.value());
    }
    if (type == FieldType::Map)
        return toValue(StringMap(joined));
    return toValue(StringSet(QStringList(joined.keys())));
}

FieldDecision decideField(const FieldSpec *field, const Value &current, const FieldVersion &currentVersion,
                          const IncomingEdit &incoming)
{
    using How = FieldDecision::How;
    const MergeRule rule = field ? field->merge : MergeRule::Register;
    const bool neverSet = currentVersion.seq == 0;
    // A device has seen its own edits; but its own set may since have been joined with somebody else's, which
    // it has not seen.
    const bool isOwn = currentVersion.device == incoming.device && rule != MergeRule::Union;
    const bool seen = neverSet || currentVersion.seq <= incoming.base || isOwn;

    FieldDecision decision;
    decision.version = {0, incoming.editedAt, incoming.device, incoming.person};
    decision.value = incoming.value;
    if (seen) {
        // A successor must be later than what it replaced, or a third, concurrent edit could lose to the
        // replaced value's time and yet beat its successor.
        if (!neverSet && decision.version.editedAt <= currentVersion.editedAt)
            decision.version.editedAt = Instant{currentVersion.editedAt.ms + 1};
        return decision;
    }
    const auto keepCurrent = [&](How how) {
        decision.how = how;
        decision.value = current;
        decision.version = currentVersion;
    };
    const bool later = isLater(incoming, currentVersion);
    if (current == incoming.value) {
        keepCurrent(How::Same);
        // Both wrote it, so it counts from the later writing on, whichever of the two arrives first.
        if (later)
            decision.version = {currentVersion.seq, incoming.editedAt, incoming.device, incoming.person};
        return decision;
    }
    if (rule == MergeRule::Union) {
        decision.value = later ? joinUnion(field->type, incoming.was, current, incoming.value)
                               : joinUnion(field->type, incoming.was, incoming.value, current);
        decision.how = decision.value == incoming.value ? How::Applied : How::Joined;
        if (!later)
            decision.version = {0, currentVersion.editedAt, currentVersion.device, currentVersion.person};
        return decision;
    }
    decision.isConflict = true;
    if (rule == MergeRule::FirstWins && !isNull(current))
        keepCurrent(How::First);
    else if (later)
        decision.how = How::Won;
    else
        keepCurrent(How::Lost);
    return decision;
}

Instant editTime(Instant serverNow, const EditStamp &sentAt, const EditStamp &editedAt)
{
    // The stamps come from outside and may hold anything, so a difference may not fit.
    qint64 ageMs = 0;
    bool isKnown = false;
    if (!editedAt.boot.isNull() && sentAt.boot == editedAt.boot)
        isKnown = !__builtin_sub_overflow(sentAt.monotonicMs, editedAt.monotonicMs, &ageMs);
    else if (sentAt.wall.isSet() && editedAt.wall.isSet())
        isKnown = !__builtin_sub_overflow(sentAt.wall.ms, editedAt.wall.ms, &ageMs);
    if (!isKnown)
        return serverNow;
    return Instant{serverNow.ms - std::clamp<qint64>(ageMs, 0, serverNow.ms)};
}

} // namespace legwork::sync
