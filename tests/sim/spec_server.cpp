// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/spec_server.h"

#include "core/schema/codec.h"
#include "tests/support/text_on_page.h"

#include <QtEndian>

#include <algorithm>
#include <set>

namespace legwork::sim {
namespace {

/// Receipt minus age, the age by the monotonic clock if both readings are of one boot.
qint64 editTime(const SpecServer::Sender &sender, const EditStamp &at)
{
    qint64 age = 0;
    if (!at.boot.isNull() && at.boot == sender.sentAt.boot)
        age = sender.sentAt.monotonicMs - at.monotonicMs;
    else if (at.wall.isSet() && sender.sentAt.wall.isSet())
        age = sender.sentAt.wall.ms - at.wall.ms;
    return sender.serverNowMs - std::clamp<qint64>(age, 0, sender.serverNowMs);
}

constexpr qint64 kGraceMs = 14LL * 24 * 60 * 60 * 1000;

/// The fields by which a row hangs on another, by ENTITIES.md: the first that is set counts.
const std::vector<std::pair<int, int>> &hooks(int entityNo)
{
    static const std::map<int, std::vector<std::pair<int, int>>> all{
        {Contact::kEntityNo, {{1, Account::kEntityNo}}},
        {Visit::kEntityNo, {{1, Account::kEntityNo}}},
        {PlaybookRun::kEntityNo, {{1, Account::kEntityNo}, {2, Visit::kEntityNo}}},
        {Answer::kEntityNo, {{1, PlaybookRun::kEntityNo}}},
        {Note::kEntityNo, {{1, Account::kEntityNo}, {2, Visit::kEntityNo}}},
        {Conflict::kEntityNo, {{2, 0}}}};
    static const std::vector<std::pair<int, int>> kNone;
    const auto found = all.find(entityNo);
    return found == all.end() ? kNone : found->second;
}

std::optional<Uuid> parentOf(const SpecServer::Row &row)
{
    for (const auto &[no, entityNo] : hooks(row.entityNo)) {
        const auto field = row.fields.find(no);
        const auto *bytes =
            field == row.fields.end() ? nullptr : std::get_if<QByteArray>(&field->second.value);
        if (bytes)
            return Uuid::fromBytes(*bytes);
    }
    return {};
}

/// With the entity that it must be of.
std::optional<std::pair<int, Uuid>> parentOf(const Operation &insert)
{
    for (const auto &[no, entityNo] : hooks(insert.entityNo)) {
        for (const FieldEdit &edit : insert.fields) {
            const auto *bytes = edit.fieldNo == no ? std::get_if<QByteArray>(&edit.value) : nullptr;
            if (bytes)
                return std::pair(entityNo, Uuid::fromBytes(*bytes).value_or(Uuid()));
        }
    }
    return {};
}

/// At some time in one scope.
bool wereTogether(const SpecServer::Row &a, const SpecServer::Row &b)
{
    std::set<Uuid> of{a.scope};
    for (const auto &[scope, ms] : a.leftMs)
        of.insert(scope);
    return of.contains(b.scope) || std::any_of(b.leftMs.begin(), b.leftMs.end(), [&](const auto &left) {
               return of.contains(left.first);
           });
}

QMap<QString, QString> entries(FieldType type, const Value &value)
{
    if (type == FieldType::Map) {
        StringMap map;
        fromValue(value, map);
        return map.entries();
    }
    StringSet set;
    fromValue(value, set);
    QMap<QString, QString> all;
    for (const QString &item : set.items())
        all.insert(item, {});
    return all;
}

Value packedEntries(FieldType type, const QMap<QString, QString> &all)
{
    return type == FieldType::Map ? toValue(StringMap(all)) : toValue(StringSet(QStringList(all.keys())));
}

/// What either side added is in, what either took out is out, measured against `was`; of an entry that both changed, the
/// later text.
Value unionOf(FieldType type, const Value &was, const Value &earlier, const Value &later)
{
    const auto base = entries(type, was);
    const auto one = entries(type, earlier);
    const auto two = entries(type, later);
    QMap<QString, QString> all;
    for (const QString &key : (one.keys() + two.keys() + base.keys())) {
        const bool isOut = base.contains(key) && (!one.contains(key) || !two.contains(key));
        if (isOut)
            continue;
        const bool laterChanged = two.contains(key) && (!base.contains(key) || base[key] != two[key]);
        all[key] = laterChanged || !one.contains(key) ? two[key] : one[key];
    }
    return packedEntries(type, all);
}

Value added(const Value &here, const Value &value, const Value &was)
{
    // The people of the simulation count to no more than thousands.
    const auto number = [](const Value &of) { return isNull(of) ? 0 : std::get<qint64>(of); };
    const qint64 sum = number(here) + number(value) - number(was);
    return sum == 0 && isNull(value) ? Value() : Value(sum);
}

/// The place in the list, 0 for null; nothing when it is not of the list.
std::optional<int> placeOf(const StateSpec &states, const Value &state)
{
    if (isNull(state))
        return 0;
    for (size_t i = 0; i < states.codes.size(); ++i) {
        if (state == Value(QString::fromLatin1(states.codes[i])))
            return int(i) + 1;
    }
    return std::nullopt;
}

bool isOnTheWay(const StateSpec &states, int from, int to)
{
    if (from == 0)
        return true;
    std::set<int> reached{from};
    for (int state = from; state < to; ++state) {
        for (const auto &[start, end] : states.moves) {
            if (start + 1 == state && end > start && reached.contains(state))
                reached.insert(end + 1);
        }
    }
    return reached.contains(to);
}

Value sorted(const FieldSpec *field, const Value &value)
{
    const bool isUnion = field && (field->type == FieldType::Set || field->type == FieldType::Map);
    return isUnion ? packedEntries(field->type, entries(field->type, value)) : value;
}

} // namespace

void SpecServer::setRights(const Uuid &person, const Rights &rights, qint64 nowMs)
{
    for (const auto &[scope, had] : m_rights[person]) {
        if (!had.mayWrite)
            continue;
        const auto now = rights.find(scope);
        const bool ranOut = had.untilMs && *had.untilMs <= nowMs;
        if (ranOut)
            m_lost[{person, scope}] = {*had.untilMs, 0};
        else if (now == rights.end() || !now->second.mayWrite)
            m_lost[{person, scope}] = {nowMs, m_head + 1};
    }
    m_rights[person] = rights;
}

SpecServer::Rights SpecServer::rights(const Uuid &person, qint64 nowMs) const
{
    const auto found = m_rights.find(person);
    Rights held = found == m_rights.end() ? Rights() : found->second;
    std::erase_if(held,
                  [nowMs](const auto &each) { return each.second.untilMs && *each.second.untilMs <= nowMs; });
    return held;
}

void SpecServer::putRow(const Uuid &id, Row row) { m_rows[id].emplace_back(m_head, std::move(row)); }

const SpecServer::Row *SpecServer::at(const States &states, qint64 seq)
{
    for (auto state = states.rbegin(); state != states.rend(); ++state) {
        if (state->first <= seq)
            return &state->second;
    }
    return nullptr;
}

const SpecServer::Row *SpecServer::at(const Uuid &id, qint64 seq) const
{
    const auto found = m_rows.find(id);
    return found == m_rows.end() ? nullptr : at(found->second, seq);
}

std::vector<SpecServer::Row> SpecServer::between(const Uuid &id, qint64 after, qint64 until) const
{
    std::vector<Row> states;
    const Row *first = at(id, after);
    const auto found = m_rows.find(id);
    if (!first || found == m_rows.end())
        return states;
    for (const auto &[seq, state] : found->second) {
        if (seq <= after)
            continue;
        if (seq > until || state.scope != first->scope)
            break;
        states.push_back(state);
    }
    return states;
}

int SpecServer::rowsTouchedAt(qint64 seq) const
{
    int count = 0;
    for (const auto &[id, states] : m_rows)
        count += std::any_of(states.begin(), states.end(),
                             [seq](const auto &state) { return state.first == seq; });
    return count;
}

bool SpecServer::saysAtHead(QLatin1String words) const
{
    for (const auto &[id, states] : m_rows) {
        if (states.back().first != m_head)
            continue;
        for (const auto &[no, field] : states.back().second.fields) {
            const auto *text = std::get_if<QString>(&field.value);
            if (text && text->contains(words))
                return true;
        }
    }
    return false;
}

SpecServer::Row *SpecServer::find(Unit &unit, const Uuid &id) const
{
    if (const auto mine = unit.rows.find(id); mine != unit.rows.end())
        return &mine->second;
    const Row *known = at(id, m_head);
    return known ? &unit.rows.emplace(id, *known).first->second : nullptr;
}

std::vector<Outcome> SpecServer::decide(const Sender &sender, std::span<const Operation> operations)
{
    Unit unit{sender, m_head + 1, {}, {}, operations};
    std::vector<Outcome> outcomes;
    Refused refused;
    qint64 culprit = 0;
    for (const Operation &operation : operations) {
        unit.place = int(&operation - operations.data());
        Outcome outcome{operation.opNo, Verdict::Applied, unit.seq, {}, {}, {}};
        refused = decideOne(unit, operation, outcome);
        culprit = operation.opNo;
        if (refused)
            break;
        if (unit.byGrace.contains(operation.opNo))
            outcome.code = QStringLiteral("sync.handed-over");
        outcomes.push_back(std::move(outcome));
    }
    for (auto each = operations.begin(); !refused && each != operations.end(); ++each) {
        refused = refusedReference(unit, *each);
        culprit = each->opNo;
    }
    if (!refused) {
        m_head = unit.seq;
        for (const Uuid &id : unit.changed)
            m_rows[id].emplace_back(m_head, unit.rows.at(id));
        return outcomes;
    }
    outcomes.clear();
    for (const Operation &operation : operations) {
        const QString code = operation.opNo == culprit ? *refused : QStringLiteral("sync.unit");
        outcomes.push_back({operation.opNo, Verdict::Rejected, m_head, code, {}, {}});
    }
    return outcomes;
}

SpecServer::Position SpecServer::positionOf(const Row &row, const Operation &operation)
{
    const auto left = row.leftMs.find(operation.scope);
    return {row.scope, left == row.leftMs.end() ? std::nullopt : std::optional(left->second)};
}

/// A new row lies where the row on which it hangs lies.
SpecServer::Position SpecServer::positionFor(Unit &unit, const Operation &insert) const
{
    Position position{insert.scope, {}};
    const auto parent = parentOf(insert);
    if (parent) {
        const Row *there = find(unit, parent->second);
        if (there && there->entityNo == parent->first) {
            position = positionOf(*there, insert);
        } else {
            const auto made =
                std::find_if(unit.operations.begin(), unit.operations.end(), [&](const Operation &each) {
                    return each.kind == OperationKind::Insert && each.rowId == parent->second
                           && each.entityNo == parent->first;
                });
            if (made != unit.operations.end()) {
                position = positionFor(unit, *made);
                if (made->scope != insert.scope)
                    position.leftMs.reset();
            }
        }
    }
    const Row *own = find(unit, insert.rowId);
    if (!own || own->entityNo != insert.entityNo)
        return position;
    const Position is = positionOf(*own, insert);
    if (!parent && is.scope != insert.scope && !is.leftMs)
        return position;
    return {is.scope, is.leftMs ? is.leftMs : position.leftMs};
}

/// Might when the edit was made, or may now.
bool SpecServer::mightWrite(const Unit &unit, const Operation &operation, const Uuid &scope) const
{
    const qint64 nowMs = unit.sender.serverNowMs;
    const Rights held = rights(unit.sender.person, nowMs);
    if (const auto right = held.find(scope); right != held.end() && right->second.mayWrite)
        return true;
    const auto inTime = [&](const Lost &lost) {
        const qint64 base = std::min(operation.base, unit.seq - 1);
        return nowMs - lost.endMs <= kGraceMs
               && (lost.seq == 0 ? editTime(unit.sender, operation.at) <= lost.endMs
                                 : base > 0 && base < lost.seq);
    };
    if (const auto had = m_rights.find(unit.sender.person); had != m_rights.end()) {
        const auto right = had->second.find(scope);
        const bool ranOut = right != had->second.end() && right->second.mayWrite && right->second.untilMs
                            && *right->second.untilMs <= nowMs;
        if (ranOut && inTime({*right->second.untilMs, 0}))
            return true;
    }
    const auto lost = m_lost.find({unit.sender.person, scope});
    return lost != m_lost.end() && inTime(lost->second);
}

SpecServer::Refused SpecServer::refusedRight(Unit &unit, const Operation &operation,
                                             const Position &position) const
{
    const Rights held = rights(unit.sender.person, unit.sender.serverNowMs);
    const auto right = held.find(position.scope);
    if (right == held.end() || !right->second.mayWrite) {
        const bool fromWhereItWas = position.leftMs && position.scope != operation.scope
                                    && unit.sender.serverNowMs - *position.leftMs <= kGraceMs
                                    && mightWrite(unit, operation, operation.scope);
        if (!mightWrite(unit, operation, position.scope) && !fromWhereItWas)
            return QStringLiteral("sync.no-right");
        unit.byGrace.insert(operation.opNo);
    }
    if (operation.entityNo == Conflict::kEntityNo)
        return operation.kind == OperationKind::Update ? Refused() : QStringLiteral("sync.no-right");
    // In a simulated office a scope that is not the company's is a territory.
    const bool isCompany = right != held.end() && right->second.kind == ScopeKind::Company;
    if (isCompany != (entity(operation.entityNo)->scope == ScopeKind::Company))
        return QStringLiteral("sync.scope");
    return {};
}

SpecServer::Refused SpecServer::move(Unit &unit, const Operation &operation, Row &row) const
{
    if (row.deleted)
        return QStringLiteral("sync.deleted");
    const auto *bytes =
        operation.fields.size() == 1 ? std::get_if<QByteArray>(&operation.fields[0].value) : nullptr;
    const auto to = bytes ? Uuid::fromBytes(*bytes) : std::nullopt;
    if (!to)
        return QStringLiteral("sync.bad-value");
    if (operation.entityNo != Account::kEntityNo && operation.entityNo != ImportBatch::kEntityNo)
        return QStringLiteral("sync.scope");
    if (auto refused = refusedRight(unit, operation, {*to, {}}))
        return refused;
    if (row.scope == *to)
        return {};
    if (row.scope != operation.scope)
        return QStringLiteral("sync.moved");
    // All that hangs on it, and on that again: look until nothing more is found.
    std::set<Uuid> going{operation.rowId};
    for (const auto &[id, states] : m_rows)
        (void)find(unit, id);
    for (bool isMore = true; isMore;) {
        isMore = false;
        for (const auto &[id, each] : unit.rows) {
            const auto parent = parentOf(each);
            isMore = (parent && going.contains(*parent) && going.insert(id).second) || isMore;
        }
    }
    for (const Uuid &id : going) {
        Row &each = unit.rows.at(id);
        each.leftMs[each.scope] = unit.sender.serverNowMs;
        each.leftMs.erase(*to);
        each.scope = *to;
        unit.changed.insert(id);
    }
    return {};
}

SpecServer::Refused SpecServer::decideOne(Unit &unit, const Operation &operation, Outcome &outcome) const
{
    Row *row = find(unit, operation.rowId);
    const qint64 base = std::min(operation.base, unit.seq - 1);
    const bool isThere = row && row->entityNo == operation.entityNo;
    if (operation.kind == OperationKind::Insert) {
        const Position position = positionFor(unit, operation);
        if (auto refused = refusedRight(unit, operation, position))
            return refused;
        if (row && !isThere)
            return QStringLiteral("sync.id-taken");
        if (row && row->scope != position.scope)
            return QStringLiteral("sync.scope");
        if (row && row->deleted)
            return QStringLiteral("sync.deleted");
        if (!row) {
            Row made{operation.entityNo, position.scope, false, unit.seq, unit.sender.device, {}};
            unit.changed.insert(operation.rowId);
            row = &(unit.rows[operation.rowId] = std::move(made));
        }
        if (position.leftMs && position.scope != operation.scope)
            row->leftMs.emplace(operation.scope, *position.leftMs);
        unit.changed.insert(operation.rowId);
        return merge(unit, operation, *row, outcome);
    }
    if (!isThere)
        return operation.kind == OperationKind::Delete ? Refused() : QStringLiteral("sync.gone");
    if (auto refused = refusedRight(unit, operation, positionOf(*row, operation)))
        return refused;
    const auto setLife = [&](bool deleted) {
        row->deleted = deleted;
        row->lifeSeq = unit.seq;
        row->lifeDevice = unit.sender.device;
        unit.changed.insert(operation.rowId);
    };
    switch (operation.kind) {
    case OperationKind::Delete: {
        if (row->deleted) {
            if (row->lifeDevice != unit.sender.device)
                setLife(true);
            return {};
        }
        const qint64 time = editTime(unit.sender, operation.at);
        for (const auto &[no, field] : row->fields) {
            if (field.seq > base && field.device != unit.sender.device && !isNull(field.value))
                keepAside(unit, operation, no, *row, {}, {{}, 0, time, {}, unit.sender.person}, field,
                          outcome);
        }
        setLife(true);
        return {};
    }
    case OperationKind::Undelete:
        if (!row->deleted)
            return {};
        if (row->lifeSeq > base && row->lifeDevice != unit.sender.device)
            return QStringLiteral("sync.deleted");
        setLife(false);
        return {};
    case OperationKind::Move:
        return move(unit, operation, *row);
    default:
        return row->deleted ? QStringLiteral("sync.deleted") : merge(unit, operation, *row, outcome);
    }
}

SpecServer::Refused SpecServer::merge(Unit &unit, const Operation &operation, Row &row,
                                      Outcome &outcome) const
{
    const EntitySpec &spec = *entity(operation.entityNo);
    const qint64 base = std::min(operation.base, unit.seq - 1);
    const qint64 time = editTime(unit.sender, operation.at);
    for (const FieldEdit &edit : operation.fields) {
        const FieldSpec *field = spec.field(edit.fieldNo);
        const bool isSettlement = edit.fieldNo >= field::Conflict::state;
        if (spec.no == Conflict::kEntityNo && !isSettlement)
            return QStringLiteral("sync.no-right");
        if (field && !isAcceptable(*field, edit.value))
            return QStringLiteral("sync.bad-value");
        if (isNull(edit.value) && operation.kind == OperationKind::Insert)
            continue;
        const MergeRule rule = field ? field->merge : MergeRule::Register;
        const bool isSet = row.fields.contains(edit.fieldNo);
        Field &held = row.fields[edit.fieldNo];
        const Field mine{sorted(field, edit.value), unit.seq, time, unit.sender.device, unit.sender.person};
        const Field theirs = held;
        const bool isJoining =
            rule == MergeRule::Union || rule == MergeRule::Text || rule == MergeRule::Counter;
        const bool isOwn = theirs.device == unit.sender.device && !isJoining;
        const bool isKnown =
            theirs.person == mine.person && edit.was == theirs.value && rule != MergeRule::Union;
        unit.changed.insert(operation.rowId);
        if (!isSet || theirs.seq <= base || isOwn || isKnown) {
            held = mine;
            if (isSet)
                held.timeMs = std::max(time, theirs.timeMs + 1);
            if (rule == MergeRule::Counter)
                held.value = added(theirs.value, mine.value, edit.was);
            if (held.value != mine.value)
                outcome.verdict = Verdict::Merged;
            continue;
        }
        const bool isLater = std::pair(time, mine.device) > std::pair(theirs.timeMs, theirs.device);
        if (mine.value == theirs.value && rule != MergeRule::Counter) {
            if (isLater) {
                held = mine;
                held.seq = theirs.seq;
            }
            continue;
        }
        std::optional<Value> both;
        if (rule == MergeRule::Union)
            both = isLater ? unionOf(field->type, edit.was, theirs.value, mine.value)
                           : unionOf(field->type, edit.was, mine.value, theirs.value);
        else if (rule == MergeRule::Counter)
            both = added(theirs.value, mine.value, edit.was);
        else if (rule == MergeRule::Text)
            both = test::textOnPage(edit.was, theirs.value, mine.value);
        if (both) {
            held = isLater ? mine : theirs;
            held.seq = unit.seq;
            held.value = *both;
            if (held.value != mine.value)
                outcome.verdict = Verdict::Merged;
            continue;
        }
        bool stays =
            rule == MergeRule::Ask || (rule == MergeRule::FirstWins && !isNull(theirs.value)) || !isLater;
        if (rule == MergeRule::StateMachine) {
            const auto here = placeOf(*field->states, theirs.value);
            const auto there = placeOf(*field->states, mine.value);
            if (here && there) {
                stays = *here > *there;
                if (isOnTheWay(*field->states, std::min(*here, *there), std::max(*here, *there))) {
                    if (stays)
                        outcome.verdict = Verdict::Merged;
                    else
                        held = mine;
                    continue;
                }
            }
        }
        outcome.verdict = Verdict::Merged;
        if (!stays)
            held = mine;
        if (spec.no != Conflict::kEntityNo)
            keepAside(unit, operation, edit.fieldNo, row, edit.was, stays ? theirs : mine,
                      stays ? mine : theirs, outcome);
    }
    return {};
}

SpecServer::Refused SpecServer::refusedReference(Unit &unit, const Operation &operation) const
{
    const EntitySpec &spec = *entity(operation.entityNo);
    const Row *row = find(unit, operation.rowId);
    for (const FieldEdit &edit : operation.fields) {
        const FieldSpec *field = spec.field(edit.fieldNo);
        const auto *bytes = std::get_if<QByteArray>(&edit.value);
        if (!field || !field->refersTo || !bytes)
            continue;
        const Row *target = find(unit, Uuid::fromBytes(*bytes).value_or(Uuid()));
        if (!target || target->entityNo != field->refersTo)
            return QStringLiteral("sync.no-parent");
        if (entity(field->refersTo)->scope == spec.scope && row) {
            const auto parent = parentOf(*row);
            const bool hangs = parent && *parent == Uuid::fromBytes(*bytes);
            if (hangs ? row->scope != target->scope : !wereTogether(*row, *target))
                return QStringLiteral("sync.scope");
        }
        const Rights held = rights(unit.sender.person, unit.sender.serverNowMs);
        const bool isSeen = held.contains(target->scope)
                            || std::any_of(target->leftMs.begin(), target->leftMs.end(),
                                           [&](const auto &left) { return held.contains(left.first); });
        if (!isSeen && !unit.byGrace.contains(operation.opNo))
            return QStringLiteral("sync.no-right");
    }
    return {};
}

void SpecServer::keepAside(Unit &unit, const Operation &operation, int fieldNo, const Row &about,
                           const Value &base, const Field &kept, const Field &other, Outcome &outcome) const
{
    // The page leaves the ids of conflicts to the server; this server derives them so.
    QByteArray parts = operation.unit.toBytes();
    parts.resize(24);
    qToBigEndian(qint32(unit.place), parts.data() + 16);
    qToBigEndian(qint32(fieldNo), parts.data() + 20);
    const Uuid id = Uuid::derive("conflict/v1", parts);

    Row row{Conflict::kEntityNo, about.scope, false, unit.seq, {}, {}};
    const auto set = [&](int no, const Value &value) {
        row.fields[no] = {value, unit.seq, unit.sender.serverNowMs, {}, {}};
    };
    set(field::Conflict::entityNo, qint64(operation.entityNo));
    set(field::Conflict::rowId, operation.rowId.toBytes());
    set(field::Conflict::fieldNo, qint64(fieldNo));
    set(field::Conflict::baseValue, toValue(Packed::of(base)));
    set(field::Conflict::keptValue, toValue(Packed::of(kept.value)));
    set(field::Conflict::otherValue, toValue(Packed::of(other.value)));
    set(field::Conflict::keptBy, toValue(kept.person));
    set(field::Conflict::otherBy, toValue(other.person));
    set(field::Conflict::keptAt, toValue(Instant{kept.timeMs}));
    set(field::Conflict::otherAt, toValue(Instant{other.timeMs}));
    set(field::Conflict::state, QStringLiteral("open"));
    unit.rows[id] = std::move(row);
    unit.changed.insert(id);
    outcome.verdict = Verdict::Merged;
    outcome.conflicts.push_back(id);
}

} // namespace legwork::sim
