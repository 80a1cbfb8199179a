// SPDX-License-Identifier: Apache-2.0
#include "sync/server/decider.h"

#include "core/schema/codec.h"
#include "core/schema/hanging.h"
#include "sync/protocol/codec.h"

#include <QtEndian>

namespace legwork::server {

using sync::FieldDecision;
using sync::FieldVersion;

namespace {

constexpr qsizetype kRowBytesMax = 1024 * 1024;
constexpr int kEntityNoMax = 1023;

tl::unexpected<Refusal> refuse(QString code, QStringList arguments = {})
{
    return tl::unexpected<Refusal>(Refusal{std::move(code), std::move(arguments)});
}

tl::unexpected<Refusal> refuseField(QString code, const EntitySpec &spec, int fieldNo)
{
    const FieldSpec *field = spec.field(fieldNo);
    const QString name = field ? QString::fromLatin1(field->name) : QString::number(fieldNo);
    return refuse(std::move(code), {QLatin1String(spec.table), name});
}

qsizetype bytesOf(const Value &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return text->size() * 3;
    if (const auto *bytes = std::get_if<QByteArray>(&value))
        return bytes->size();
    return 9;
}

qsizetype bytesOf(const StoredRow &row)
{
    qsizetype bytes = 0;
    for (const StoredField &field : row.fields)
        bytes += 3 + bytesOf(field.value);
    return bytes;
}

/// Sets and maps in the one order that makes equal ones equal; everything else as it came.
Value canonical(const FieldSpec *field, const Value &value)
{
    if (field && field->type == FieldType::Set) {
        StringSet set;
        fromValue(value, set);
        return toValue(set);
    }
    if (field && field->type == FieldType::Map) {
        StringMap map;
        fromValue(value, map);
        return toValue(map);
    }
    return value;
}

/// Whether two rows have ever been in one scope: what moved away is still referred to.
bool haveMet(const StoredRow &a, const StoredRow &b)
{
    const auto wasIn = [](const StoredRow &row, const Uuid &scope) {
        return row.scope == scope || row.left(scope);
    };
    return wasIn(b, a.scope) || std::any_of(a.former.begin(), a.former.end(), [&](const FormerScope &each) {
               return wasIn(b, each.scope);
           });
}

/// The conflict that a field of an operation makes has an id of its own, so that deciding the same again, as after a
/// restore, makes the same row. `place`: the operation's in its unit.
Uuid conflictId(const Uuid &unit, int place, int fieldNo)
{
    QByteArray parts = unit.toBytes();
    parts.resize(parts.size() + 8);
    qToBigEndian(qint32(place), parts.data() + 16);
    qToBigEndian(qint32(fieldNo), parts.data() + 20);
    return Uuid::derive("conflict/v1", parts);
}

/// One side of a conflict.
struct Side {
    Value value;
    Uuid person;
    Instant at;
};

StoredRow conflictRow(const StoredRow &about, int fieldNo, const Value &base, const Side &kept,
                      const Side &other, const FieldVersion &version)
{
    Conflict conflict;
    conflict.entityNo = about.entityNo;
    conflict.rowId = about.id;
    conflict.fieldNo = fieldNo;
    conflict.baseValue = Packed::of(base);
    conflict.keptValue = Packed::of(kept.value);
    conflict.otherValue = Packed::of(other.value);
    conflict.keptBy = {kept.person};
    conflict.otherBy = {other.person};
    conflict.keptAt = kept.at;
    conflict.otherAt = other.at;
    conflict.state = ConflictState::Open;

    StoredRow row;
    row.entityNo = Conflict::kEntityNo;
    row.scope = about.scope;
    row.seq = row.wholeFrom = version.seq;
    row.life = version;
    forEachField(conflict, [&](int no, const auto &member) {
        Value value = toValue(member);
        if (!isNull(value))
            row.fields.push_back({no, std::move(value), version});
    });
    return row;
}

} // namespace

/// Rows are taken over from the decider when they are first touched, and go back only when all of it holds.
struct Decider::Unit {
    const std::map<Uuid, StoredRow> &before;
    std::span<const Operation> operations;
    qint64 seq;
    int place = 0;                    ///< Of the operation that is being decided.
    std::map<Uuid, StoredRow> rows{}; // whose entries stay where they are when others are added
    std::set<Uuid> changed{};
    std::set<qint64> handedOver{}; ///< Operations that hold by grace.
    /// By entity and row; made when it is first asked for.
    std::optional<std::map<std::pair<int, Uuid>, const Operation *>> inserts{};

    /// Nothing when there is no such row.
    StoredRow *find(const Uuid &id)
    {
        if (const auto mine = rows.find(id); mine != rows.end())
            return &mine->second;
        const auto known = before.find(id);
        return known == before.end() ? nullptr : &rows.emplace(id, known->second).first->second;
    }
    void touch(StoredRow &row)
    {
        row.seq = seq;
        changed.insert(row.id);
    }
    /// The first one that makes the row, wherever in the unit; nothing when none does.
    const Operation *insertOf(int entityNo, const Uuid &id)
    {
        if (!inserts) {
            inserts.emplace();
            for (const Operation &each : operations) {
                if (each.kind == OperationKind::Insert)
                    inserts->try_emplace({each.entityNo, each.rowId}, &each);
            }
        }
        const auto found = inserts->find({entityNo, id});
        return found == inserts->end() ? nullptr : found->second;
    }
    Uuid keepAside(const Operation &operation, int fieldNo, StoredRow conflict)
    {
        conflict.id = conflictId(operation.unit, place, fieldNo);
        const Uuid id = conflict.id;
        changed.insert(id);
        rows.insert_or_assign(id, std::move(conflict));
        return id;
    }
};

std::vector<Uuid> Decider::rowsNeededBy(std::span<const Operation> operations)
{
    std::set<Uuid> ids;
    for (const Operation &operation : operations) {
        ids.insert(operation.rowId);
        const EntitySpec *spec = entity(operation.entityNo);
        for (const FieldEdit &edit : operation.fields) {
            const FieldSpec *field = spec ? spec->field(edit.fieldNo) : nullptr;
            const auto *bytes = std::get_if<QByteArray>(&edit.value);
            const auto target = field && field->refersTo && bytes ? Uuid::fromBytes(*bytes) : std::nullopt;
            if (target)
                ids.insert(*target);
        }
    }
    return {ids.begin(), ids.end()};
}

std::vector<Uuid> Decider::rowsMovedBy(std::span<const Operation> operations)
{
    std::set<Uuid> ids;
    for (const Operation &operation : operations) {
        if (operation.kind == OperationKind::Move)
            ids.insert(operation.rowId);
    }
    return {ids.begin(), ids.end()};
}

void Decider::putRows(std::vector<StoredRow> rows)
{
    for (StoredRow &row : rows) {
        const Uuid id = row.id;
        m_rows.insert_or_assign(id, std::move(row));
    }
}

std::vector<StoredRow> Decider::takeChangedRows()
{
    std::vector<StoredRow> rows;
    rows.reserve(m_changed.size());
    for (const Uuid &id : m_changed)
        rows.push_back(std::move(m_rows.at(id)));
    m_rows.clear();
    m_changed.clear();
    return rows;
}

std::vector<Outcome> Decider::decideUnit(std::span<const Operation> operations)
{
    Unit unit{m_rows, operations, m_head + 1};
    std::vector<Outcome> outcomes;
    outcomes.reserve(operations.size());
    std::optional<Refusal> refusal;
    size_t refused = 0;
    for (size_t place = 0; place < operations.size(); ++place) {
        unit.place = int(place);
        auto decided = decide(operations[place], unit);
        if (!decided) {
            refusal = std::move(decided.error());
            refused = place;
            break;
        }
        if (unit.handedOver.contains(operations[place].opNo)) {
            decided->code = QStringLiteral("sync.handed-over");
            const StoredRow *row = unit.find(operations[place].rowId);
            decided->arguments = {row ? row->scope.toText() : QString()};
        }
        outcomes.push_back(std::move(*decided));
    }
    // References are judged at the end: within a unit a child may come before its parent.
    for (size_t place = 0; !refusal && place < operations.size(); ++place) {
        refusal = checkReferences(operations[place], unit);
        refused = place;
    }
    if (!refusal) {
        m_head = unit.seq;
        for (const Uuid &id : unit.changed)
            m_rows.insert_or_assign(id, std::move(unit.rows.at(id)));
        m_changed.merge(unit.changed);
        return outcomes;
    }
    outcomes.clear();
    for (size_t place = 0; place < operations.size(); ++place) {
        Outcome outcome{operations[place].opNo, Verdict::Rejected, m_head, refusal->code, {},
                        refusal->arguments};
        if (place != refused) {
            outcome.code = QStringLiteral("sync.unit");
            outcome.arguments = {QString::number(refused)};
        }
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

qint64 Decider::baseOf(const Operation &operation, const Unit &unit) const
{
    // Nobody can have seen what is not decided yet.
    return std::min(operation.base, unit.seq - 1);
}

FieldVersion Decider::versionOf(const Operation &operation, const Unit &unit) const
{
    return {unit.seq, sync::editTime(m_circumstances.now, m_circumstances.sentAt, operation.at),
            m_circumstances.device, m_circumstances.person};
}

Decider::Decided Decider::decide(const Operation &operation, Unit &unit) const
{
    const EntitySpec *spec = entity(operation.entityNo);
    // Rows of a newer version's entities are kept and handed on like its fields.
    const QByteArray number = QByteArray::number(operation.entityNo);
    const EntitySpec unknown{operation.entityNo, number, number, ScopeKind::Territory, "", {}};
    if (!spec && (operation.entityNo < 1 || operation.entityNo > kEntityNoMax))
        return refuse(QStringLiteral("sync.update-server"), {QString::number(operation.entityNo)});
    if (!spec)
        spec = &unknown;
    switch (operation.kind) {
    case OperationKind::Insert:
        return insert(operation, *spec, unit);
    case OperationKind::Update:
        return update(operation, *spec, unit);
    case OperationKind::Delete:
        return remove(operation, *spec, unit);
    case OperationKind::Undelete:
        return revive(operation, *spec, unit);
    case OperationKind::Move:
        return move(operation, *spec, unit);
    }
    return refuse(QStringLiteral("sync.update-server"), {QString::number(int(operation.kind))});
}

Decider::Decided Decider::insert(const Operation &operation, const EntitySpec &spec, Unit &unit) const
{
    const Place place = placeOf(operation, unit);
    if (auto refusal = admit(operation, spec, place, unit))
        return tl::unexpected(*refusal);
    if (operation.rowId.isNull())
        return refuse(QStringLiteral("sync.bad-value"), {QLatin1String(spec.table), QStringLiteral("id")});
    StoredRow *row = unit.find(operation.rowId);
    if (!row) {
        StoredRow made;
        made.entityNo = spec.no;
        made.id = operation.rowId;
        made.scope = place.scope;
        made.wholeFrom = unit.seq;
        made.life = versionOf(operation, unit);
        made.fields.reserve(operation.fields.size());
        row = &unit.rows.emplace(made.id, std::move(made)).first->second;
        unit.touch(*row);
    } else if (row->entityNo != spec.no) {
        return refuse(QStringLiteral("sync.id-taken"), {QLatin1String(spec.table)});
    } else if (row->scope != place.scope) {
        return refuse(QStringLiteral("sync.scope"), {QLatin1String(spec.table)});
    } else if (row->deleted) {
        return refuse(QStringLiteral("sync.deleted"), {QLatin1String(spec.table)});
    }
    // Its author will go on with it where he believes it to be, and so may others since before a restore.
    if (place.scope != operation.scope && place.leftAt.isSet() && !row->left(operation.scope)) {
        row->former.push_back({operation.scope, unit.seq, place.leftAt});
        unit.changed.insert(row->id);
    }
    return mergeFields(operation, spec, *row, unit);
}

Decider::Decided Decider::update(const Operation &operation, const EntitySpec &spec, Unit &unit) const
{
    StoredRow *row = unit.find(operation.rowId);
    if (!row || row->entityNo != spec.no)
        return refuse(QStringLiteral("sync.gone"), {QLatin1String(spec.table)});
    if (auto refusal = admit(operation, spec, placeOf(operation, *row), unit))
        return tl::unexpected(*refusal);
    if (row->deleted)
        return refuse(QStringLiteral("sync.deleted"), {QLatin1String(spec.table)});
    return mergeFields(operation, spec, *row, unit);
}

Decider::Decided Decider::remove(const Operation &operation, const EntitySpec &spec, Unit &unit) const
{
    Outcome outcome{operation.opNo, Verdict::Applied, unit.seq, {}, {}, {}};
    StoredRow *row = unit.find(operation.rowId);
    if (!row || row->entityNo != spec.no)
        return outcome; // what is not there is as good as deleted
    if (auto refusal = admit(operation, spec, placeOf(operation, *row), unit))
        return tl::unexpected(*refusal);
    const FieldVersion version = versionOf(operation, unit);
    if (row->deleted) {
        // A second deletion counts too: the first one's author can no longer take it back unseen.
        if (row->life.device != version.device) {
            row->life = version;
            unit.touch(*row);
        }
        return outcome;
    }
    // Deletion wins; what others wrote meanwhile is kept aside where they will see it.
    const qint64 base = baseOf(operation, unit);
    for (const StoredField &field : row->fields) {
        if (field.version.seq <= base || field.version.device == version.device || isNull(field.value))
            continue;
        const Side kept{{}, version.person, version.editedAt};
        const Side other{field.value, field.version.person, field.version.editedAt};
        const FieldVersion byServer{unit.seq, m_circumstances.now, {}, {}};
        outcome.conflicts.push_back(
            unit.keepAside(operation, field.no, conflictRow(*row, field.no, {}, kept, other, byServer)));
        outcome.verdict = Verdict::Merged;
    }
    row->deleted = true;
    row->life = version;
    unit.touch(*row);
    return outcome;
}

Decider::Decided Decider::revive(const Operation &operation, const EntitySpec &spec, Unit &unit) const
{
    StoredRow *row = unit.find(operation.rowId);
    if (!row || row->entityNo != spec.no)
        return refuse(QStringLiteral("sync.gone"), {QLatin1String(spec.table)});
    if (auto refusal = admit(operation, spec, placeOf(operation, *row), unit))
        return tl::unexpected(*refusal);
    if (row->deleted) {
        const FieldVersion version = versionOf(operation, unit);
        if (row->life.seq > baseOf(operation, unit) && row->life.device != version.device)
            return refuse(QStringLiteral("sync.deleted"), {QLatin1String(spec.table)});
        row->deleted = false;
        row->life = version;
        row->wholeFrom = unit.seq; // devices that dropped it need all of it
        unit.touch(*row);
    }
    return Outcome{operation.opNo, Verdict::Applied, unit.seq, {}, {}, {}};
}

Decider::Decided Decider::mergeFields(const Operation &operation, const EntitySpec &spec, StoredRow &row,
                                      Unit &unit) const
{
    using How = FieldDecision::How;
    Outcome outcome{operation.opNo, Verdict::Applied, unit.seq, {}, {}, {}};
    const FieldVersion version = versionOf(operation, unit);
    const FieldVersion byServer{unit.seq, m_circumstances.now, {}, {}};
    const qint64 base = baseOf(operation, unit);
    for (const FieldEdit &edit : operation.fields) {
        const FieldSpec *field = spec.field(edit.fieldNo);
        if (Rights::isServersOwn(spec, edit.fieldNo))
            return refuseField(QStringLiteral("sync.no-right"), spec, edit.fieldNo);
        if (field && !isAcceptable(*field, edit.value))
            return refuseField(QStringLiteral("sync.bad-value"), spec, edit.fieldNo);
        if (isNull(edit.value) && operation.kind == OperationKind::Insert)
            continue; // a new row says nothing by what it leaves out
        const StoredField *known = row.field(edit.fieldNo);
        const StoredField current = known ? *known : StoredField{edit.fieldNo, {}, {}};
        const sync::IncomingEdit incoming{
            canonical(field, edit.value), edit.was, base, version.editedAt, version.device, version.person};
        FieldDecision decision = sync::decideField(field, current.value, current.version, incoming);
        if (decision.version.seq == 0) {
            decision.version.seq = unit.seq;
            unit.touch(row);
        } else if (decision.version != current.version) {
            unit.changed.insert(row.id); // kept, but nobody need hear of it
        }
        StoredField &stored = row.fieldToSet(edit.fieldNo);
        stored.value = decision.value;
        stored.version = decision.version;
        if (decision.how != How::Applied && decision.how != How::Same)
            outcome.verdict = Verdict::Merged;
        // Two people settling one conflict at once: the later word stands; a conflict about a conflict helps nobody.
        if (!decision.isConflict || spec.no == Conflict::kEntityNo)
            continue;
        const Side mine{incoming.value, incoming.person, incoming.editedAt};
        const Side theirs{current.value, current.version.person, current.version.editedAt};
        const bool won = decision.how == How::Won;
        outcome.conflicts.push_back(unit.keepAside(
            operation, edit.fieldNo,
            conflictRow(row, edit.fieldNo, edit.was, won ? mine : theirs, won ? theirs : mine, byServer)));
    }
    if (bytesOf(row) > kRowBytesMax)
        return refuse(QStringLiteral("sync.too-large"), {QLatin1String(spec.table)});
    return outcome;
}

Decider::Decided Decider::move(const Operation &operation, const EntitySpec &spec, Unit &unit) const
{
    StoredRow *row = unit.find(operation.rowId);
    if (!row || row->entityNo != spec.no)
        return refuse(QStringLiteral("sync.gone"), {QLatin1String(spec.table)});
    if (auto refusal = admit(operation, spec, placeOf(operation, *row), unit))
        return tl::unexpected(*refusal);
    if (row->deleted)
        return refuse(QStringLiteral("sync.deleted"), {QLatin1String(spec.table)});
    const QStringList whereTo{QLatin1String(spec.table), QStringLiteral("scope")};
    const bool isOfScope = operation.fields.size() == 1 && operation.fields[0].fieldNo == kScopeFieldNo;
    const auto *bytes = isOfScope ? std::get_if<QByteArray>(&operation.fields[0].value) : nullptr;
    const auto target = bytes ? Uuid::fromBytes(*bytes) : std::nullopt;
    if (!target)
        return refuse(QStringLiteral("sync.bad-value"), whereTo);
    // What hangs on another row lies where that lies.
    if (!entity(spec.no) || spec.scope != ScopeKind::Territory || !hangingFields(spec.no).empty())
        return refuse(QStringLiteral("sync.scope"), {QLatin1String(spec.table)});
    if (auto refusal = admit(operation, spec, {*target}, unit)) {
        refusal->arguments = whereTo;
        return tl::unexpected(*refusal);
    }
    Outcome outcome{operation.opNo, Verdict::Applied, unit.seq, {}, {}, {}};
    if (*target == row->scope)
        return outcome;
    // Somebody has moved it meanwhile and been told that it is so.
    if (operation.scope != row->scope)
        return refuse(QStringLiteral("sync.moved"), {QLatin1String(spec.table)});
    std::multimap<Uuid, Uuid> hanging;
    const auto note = [&](const std::map<Uuid, StoredRow> &rows) {
        for (const auto &[id, each] : rows) {
            if (const auto parent = each.parent())
                hanging.emplace(*parent, id);
        }
    };
    note(m_rows);
    note(unit.rows);
    std::set<Uuid> going{row->id};
    std::vector<Uuid> next{row->id};
    while (!next.empty()) {
        const Uuid id = next.back();
        next.pop_back();
        StoredRow &each = *unit.find(id);
        moveTo(*target, each, unit);
        for (auto [at, end] = hanging.equal_range(id); at != end; ++at) {
            // As it hangs now: the unit may have changed that.
            if (unit.find(at->second)->parent() == id && going.insert(at->second).second)
                next.push_back(at->second);
        }
    }
    return outcome;
}

void Decider::moveTo(const Uuid &scope, StoredRow &row, Unit &unit) const
{
    const Uuid from = std::exchange(row.scope, scope);
    std::erase_if(row.former,
                  [&](const FormerScope &each) { return each.scope == scope || each.scope == from; });
    row.former.push_back({from, unit.seq, m_circumstances.now});
    row.wholeFrom = unit.seq; // news to those who see only the new scope
    unit.touch(row);
}

Decider::Place Decider::placeOf(const Operation &operation, const StoredRow &row)
{
    const FormerScope *left = row.left(operation.scope);
    return {row.scope, left ? left->at : Instant{}};
}

Decider::Place Decider::placeOf(const Operation &insert, Unit &unit) const
{
    Place place{insert.scope};
    const FieldEdit *hook = hangingEdit(insert);
    if (hook) {
        const Uuid parentId = Uuid::fromBytes(std::get<QByteArray>(hook->value)).value_or(Uuid());
        const int parentEntityNo = entity(insert.entityNo)->field(hook->fieldNo)->refersTo;
        const StoredRow *parent = unit.find(parentId);
        if (parent && parent->entityNo == parentEntityNo) {
            place = placeOf(insert, *parent);
        } else if (const Operation *made = unit.insertOf(parentEntityNo, parentId)) {
            const Place parents = placeOf(*made, unit);
            place.scope = parents.scope;
            if (made->scope == insert.scope)
                place.leftAt = parents.leftAt;
        }
    }
    const StoredRow *present = unit.find(insert.rowId);
    if (!present || present->entityNo != insert.entityNo)
        return place;
    const Place own = placeOf(insert, *present);
    if (!hook && own.scope != insert.scope && !own.leftAt.isSet())
        return place; // another scope's, and never was here
    return {own.scope, own.leftAt.isSet() ? own.leftAt : place.leftAt};
}

std::optional<Refusal> Decider::admit(const Operation &operation, const EntitySpec &spec, const Place &place,
                                      Unit &unit) const
{
    using Way = Rights::Way;
    const Rights &rights = m_circumstances.rights;
    const Instant editedAt = sync::editTime(m_circumstances.now, m_circumstances.sentAt, operation.at);
    const qint64 base = baseOf(operation, unit);
    const Way direct = rights.wayInto(place.scope, base, editedAt);
    // In good faith from where the row was.
    const bool mayHandOver = place.scope != operation.scope && place.leftAt.isSet()
                             && m_circumstances.now.ms - place.leftAt.ms <= kGraceMs
                             && rights.wayInto(operation.scope, base, editedAt) != Way::None;
    if (direct == Way::None && !mayHandOver)
        return Refusal{QStringLiteral("sync.no-right"), {QLatin1String(spec.table)}};
    if (direct != Way::Right)
        unit.handedOver.insert(operation.opNo);
    return rights.refusalFor(operation.kind, spec, direct == Way::None ? operation.scope : place.scope);
}

bool Decider::mayReferTo(const StoredRow &target, const Operation &operation, const Unit &unit) const
{
    const Rights &rights = m_circumstances.rights;
    return unit.handedOver.contains(operation.opNo) || rights.mayRead(target.scope)
           || std::any_of(target.former.begin(), target.former.end(),
                          [&](const FormerScope &each) { return rights.mayRead(each.scope); });
}

std::optional<Refusal> Decider::checkReferences(const Operation &operation, Unit &unit) const
{
    const EntitySpec *spec = entity(operation.entityNo);
    if (!spec)
        return std::nullopt;
    const StoredRow *row = unit.find(operation.rowId);
    for (const FieldEdit &edit : operation.fields) {
        const FieldSpec *field = spec->field(edit.fieldNo);
        const auto *bytes = std::get_if<QByteArray>(&edit.value);
        if (!field || !field->refersTo || !bytes)
            continue;
        const StoredRow *target = unit.find(Uuid::fromBytes(*bytes).value_or(Uuid()));
        if (!target || target->entityNo != field->refersTo)
            return refuseField(QStringLiteral("sync.no-parent"), *spec, edit.fieldNo).value();
        const bool sameKind = entity(field->refersTo)->scope == spec->scope;
        if (sameKind && row
            && !(row->parent() == target->id ? row->scope == target->scope : haveMet(*row, *target)))
            return refuseField(QStringLiteral("sync.scope"), *spec, edit.fieldNo).value();
        if (!mayReferTo(*target, operation, unit))
            return refuseField(QStringLiteral("sync.no-right"), *spec, edit.fieldNo).value();
    }
    return std::nullopt;
}

} // namespace legwork::server
