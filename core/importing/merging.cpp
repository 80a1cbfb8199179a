// SPDX-License-Identifier: Apache-2.0
#include "core/importing/merging.h"

namespace legwork::importing {

Value unitedValue(const FieldSpec &field, const Value &first, const Value &second)
{
    if (isNull(first))
        return second;
    if (isNull(second))
        return first;
    if (field.type == FieldType::Set) {
        StringSet set;
        StringSet more;
        fromValue(first, set);
        fromValue(second, more);
        return toValue(StringSet(set.items() + more.items()));
    }
    if (field.type == FieldType::Map) {
        StringMap map;
        StringMap more;
        fromValue(first, map);
        fromValue(second, more);
        for (auto it = more.entries().cbegin(); it != more.entries().cend(); ++it) {
            if (!map.entries().contains(it.key()))
                map.set(it.key(), it.value());
        }
        return toValue(map);
    }
    return first;
}

std::vector<int> fillFrom(int entityNo, FieldValues &values, const FieldValues &more)
{
    std::vector<int> different;
    for (size_t no = 1; no < values.size() && no < more.size(); ++no) {
        const FieldSpec &field = *entity(entityNo)->field(int(no));
        const Value united = unitedValue(field, values[no], more[no]);
        if (!isNull(more[no]) && united != more[no] && united == values[no]
            && field.merge != MergeRule::Union)
            different.push_back(int(no));
        // Two maps that each fit can be too long together; then the first stays.
        if (isAcceptable(field, united))
            values[no] = united;
    }
    return different;
}

QString textOf(const FieldSpec &field, const Value &value)
{
    if (const QString *text = std::get_if<QString>(&value))
        return *text;
    const qint64 *number = std::get_if<qint64>(&value);
    if (number && field.type == FieldType::Position) {
        const GeoPoint place = GeoPoint::fromPacked(*number);
        return QStringLiteral("%1, %2").arg(place.latitude(), 0, 'f', 7).arg(place.longitude(), 0, 'f', 7);
    }
    if (number)
        return QString::number(*number);
    if (const double *real = std::get_if<double>(&value))
        return QString::number(*real);
    if (const QByteArray *bytes = std::get_if<QByteArray>(&value))
        return Uuid::fromBytes(*bytes).value_or(Uuid()).toText();
    return {};
}

FieldValues changesTo(int entityNo, const std::vector<Value> &ours, const FieldValues &file,
                      MergePolicy policy, PlannedRow &planned)
{
    FieldValues changed(file.size());
    for (size_t no = 1; no < file.size(); ++no) {
        if (isNull(file[no]))
            continue;
        const FieldSpec &field = *entity(entityNo)->field(int(no));
        const Value before = no <= ours.size() ? ours[no - 1] : Value();
        Value after = unitedValue(field, before, file[no]);
        if (policy == MergePolicy::FileWins && field.merge != MergeRule::Union)
            after = file[no];
        if (after == before) {
            if (file[no] != before && field.merge != MergeRule::Union)
                planned.kept.push_back({entityNo, int(no), before, file[no]});
            continue;
        }
        if (!isAcceptable(field, after)) {
            planned.kept.push_back({entityNo, int(no), before, file[no]});
            continue;
        }
        planned.changes.push_back({entityNo, int(no), before, after});
        changed[no] = std::move(after);
    }
    return changed;
}

} // namespace legwork::importing
