// SPDX-License-Identifier: Apache-2.0
#include "sync/merge/merge.h"

#include "core/schema/codec.h"
#include "sync/merge/text_merge.h"

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

/// The states' places in their list, -1 for none; nothing when one is not of the list.
std::optional<std::pair<int, int>> placesOf(const StateSpec &states, const Value &one, const Value &other)
{
    const auto place = [&states](const Value &state) -> std::optional<int> {
        if (isNull(state))
            return -1;
        const QString *code = std::get_if<QString>(&state);
        const auto found = std::ranges::find_if(
            states.codes, [code](const char *each) { return code && *code == QLatin1String(each); });
        if (found == states.codes.end())
            return std::nullopt;
        return int(found - states.codes.begin());
    };
    const auto first = place(one);
    const auto second = place(other);
    return first && second ? std::optional(std::pair(*first, *second)) : std::nullopt;
}

/// Whether moves, each further along, lead from one state to another. From no state one comes to any.
bool leadsTo(const StateSpec &states, int from, int to)
{
    if (from < 0 || from == to)
        return true;
    return std::ranges::any_of(states.moves, [&](const auto &move) {
        return move.first == from && move.second > from && move.second <= to
               && leadsTo(states, move.second, to);
    });
}

/// Both sides in one value, by rules that have such a thing.
std::optional<Value> joined(const FieldSpec &field, const Value &current, const IncomingEdit &incoming,
                            bool isLater)
{
    switch (field.merge) {
    case MergeRule::Union:
        return isLater ? joinUnion(field.type, incoming.was, current, incoming.value)
                       : joinUnion(field.type, incoming.was, incoming.value, current);
    case MergeRule::Counter:
        return counted(current, incoming.value, incoming.was);
    case MergeRule::Text: {
        QString was;
        QString ours;
        QString theirs;
        fromValue(incoming.was, was);
        fromValue(current, ours);
        fromValue(incoming.value, theirs);
        const auto text = joinTexts(was, ours, theirs);
        if (text && isAcceptable(field, *text))
            return toValue(*text);
        return std::nullopt;
    }
    default:
        return std::nullopt;
    }
}

/// Rules under which a field may hold what no device has written, so that nobody has seen it by having written it.
bool isJoining(MergeRule rule)
{
    return rule == MergeRule::Union || rule == MergeRule::Text || rule == MergeRule::Counter;
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
    // A device has seen its own edits; but where they are joined with others', it has not seen what came of it.
    const bool isOwn = currentVersion.device == incoming.device && !isJoining(rule);
    // People know what they wrote themselves, also when their device goes by another name since.
    const bool isKnown =
        currentVersion.person == incoming.person && incoming.was == current && rule != MergeRule::Union;
    const bool seen = neverSet || currentVersion.seq <= incoming.base || isOwn || isKnown;

    FieldDecision decision;
    decision.version = {0, incoming.editedAt, incoming.device, incoming.person};
    decision.value = incoming.value;
    if (seen) {
        // A successor must be later than what it replaced, or a third, concurrent edit could lose to the
        // replaced value's time and yet beat its successor.
        if (!neverSet && decision.version.editedAt <= currentVersion.editedAt)
            decision.version.editedAt = Instant{currentVersion.editedAt.ms + 1};
        // Its author may have seen an edit of his own in it that was refused.
        if (rule == MergeRule::Counter)
            decision.value = counted(current, incoming.value, incoming.was);
        decision.how = decision.value == incoming.value ? How::Applied : How::Joined;
        return decision;
    }
    const auto keepCurrent = [&](How how) {
        decision.how = how;
        decision.value = current;
        decision.version = currentVersion;
    };
    const bool later = isLater(incoming, currentVersion);
    // Two people who each counted one more have counted two.
    if (current == incoming.value && rule != MergeRule::Counter) {
        keepCurrent(How::Same);
        // Both wrote it, so it counts from the later writing on, whichever of the two arrives first.
        if (later)
            decision.version = {currentVersion.seq, incoming.editedAt, incoming.device, incoming.person};
        return decision;
    }
    if (auto both = field ? joined(*field, current, incoming, later) : std::nullopt) {
        decision.value = std::move(*both);
        decision.how = decision.value == incoming.value ? How::Applied : How::Joined;
        if (!later)
            decision.version = {0, currentVersion.editedAt, currentVersion.device, currentVersion.person};
        return decision;
    }
    bool isShown = later;
    if (rule == MergeRule::StateMachine) {
        if (const auto places = placesOf(*field->states, current, incoming.value)) {
            const auto [here, there] = *places;
            isShown = there > here;
            if (leadsTo(*field->states, std::min(here, there), std::max(here, there))) {
                if (!isShown)
                    keepCurrent(How::Passed);
                return decision;
            }
        }
    }
    decision.isConflict = true;
    if (rule == MergeRule::Ask)
        keepCurrent(How::Asked);
    else if (rule == MergeRule::FirstWins && !isNull(current))
        keepCurrent(How::First);
    else if (isShown)
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
