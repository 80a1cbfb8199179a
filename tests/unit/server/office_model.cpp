// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/server/office_model.h"

#include "core/schema/rows.h"
#include "tests/support/text_on_page.h"

#include <QStringList>

#include <algorithm>
#include <optional>

namespace legwork::server::test {
namespace {

constexpr QChar kBetweenItems(0x1f);

std::set<QString> itemsOf(const Value &value)
{
    const auto *text = std::get_if<QString>(&value);
    if (!text || text->isEmpty())
        return {};
    const QStringList items = text->split(kBetweenItems);
    return {items.begin(), items.end()};
}

/// "What either side added is in, what either took out is out, both measured against `was`."
Value unionOf(const Value &was, const Value &one, const Value &other)
{
    const auto base = itemsOf(was);
    const auto left = itemsOf(one);
    const auto right = itemsOf(other);
    QStringList result;
    std::set<QString> all = left;
    all.insert(right.begin(), right.end());
    for (const QString &item : all) {
        const bool isTakenOut = base.contains(item) && (!left.contains(item) || !right.contains(item));
        if (!isTakenOut)
            result += item;
    }
    if (result.isEmpty())
        return {};
    return result.join(kBetweenItems);
}

bool isEmptyValue(const Value &value) { return std::holds_alternative<std::monostate>(value); }

/// "value - was is added to what is there, null counting as 0."
Value sumOf(const Value &there, const Value &value, const Value &was)
{
    const auto number = [](const Value &of) { return isEmptyValue(of) ? 0 : std::get<qint64>(of); };
    const qint64 sum = number(there) + number(value) - number(was);
    return sum == 0 && isEmptyValue(value) ? Value() : Value(sum);
}

/// "The state further along in its list": its place, from 1; null comes before all.
std::optional<size_t> placeIn(const FieldSpec &field, const Value &state)
{
    if (isEmptyValue(state))
        return 0;
    const auto &codes = field.states->codes;
    const QString code = std::get<QString>(state);
    const auto at = std::find_if(codes.begin(), codes.end(),
                                 [&code](const char *each) { return code == QLatin1String(each); });
    return at == codes.end() ? std::nullopt : std::optional(size_t(at - codes.begin()) + 1);
}

bool leadsOn(const FieldSpec &field, size_t from, size_t to)
{
    if (from == to || from == 0)
        return true;
    const auto &moves = field.states->moves;
    return std::any_of(moves.begin(), moves.end(), [&](const auto &move) {
        const size_t end = size_t(move.second) + 1;
        return size_t(move.first) + 1 == from && end > from && end <= to && leadsOn(field, end, to);
    });
}

/// Whether a value is of its field's type at all, as far as the tests' fields go.
bool fits(const FieldSpec &field, const Value &value)
{
    switch (field.type) {
    case FieldType::Text:
    case FieldType::Choice:
    case FieldType::Set:
        return isEmptyValue(value) || std::holds_alternative<QString>(value);
    case FieldType::Reference:
        return isEmptyValue(value) || std::holds_alternative<QByteArray>(value);
    default:
        return isEmptyValue(value) || std::holds_alternative<qint64>(value);
    }
}

constexpr qint64 kFourteenDaysMs = 14LL * 86'400'000;

/// "The references to entities of lower numbers whose rows live in scopes of the same kind", as far as the tests go.
std::optional<Uuid> accountOf(int entityNo, const Value *accountId)
{
    const auto *bytes =
        entityNo == Visit::kEntityNo && accountId ? std::get_if<QByteArray>(accountId) : nullptr;
    return bytes ? Uuid::fromBytes(*bytes) : std::nullopt;
}

std::optional<Uuid> accountOf(const ModelRow &row)
{
    const auto cell = row.cells.find(field::Visit::accountId);
    return accountOf(row.entityNo, cell == row.cells.end() ? nullptr : &cell->second.value);
}

/// "In which the two rows have been together at some time."
bool haveMet(const ModelRow &a, const ModelRow &b)
{
    std::set<Uuid> of{a.scope};
    for (const auto &[scope, atMs] : a.leftAtMs)
        of.insert(scope);
    return of.contains(b.scope) || std::any_of(b.leftAtMs.begin(), b.leftAtMs.end(), [&](const auto &left) {
               return of.contains(left.first);
           });
}

std::optional<Uuid> accountOf(const Operation &insert)
{
    for (const FieldEdit &edit : insert.fields) {
        if (edit.fieldNo == field::Visit::accountId)
            return accountOf(insert.entityNo, &edit.value);
    }
    return std::nullopt;
}

qint64 timeOf(const OfficeModel::Sender &sender, const EditStamp &at)
{
    const bool sameBoot = sender.sentAt.boot == at.boot;
    const qint64 age =
        sameBoot ? sender.sentAt.monotonicMs - at.monotonicMs : sender.sentAt.wall.ms - at.wall.ms;
    return sender.receivedAt.ms - std::clamp<qint64>(age, 0, sender.receivedAt.ms);
}

} // namespace

/// The state as it would be if the unit held.
struct OfficeModel::Attempt {
    const Sender &sender;
    qint64 seq;
    std::map<Uuid, ModelRow> rows;
    std::vector<ModelConflict> conflicts{};
    std::vector<ModelOutcome> outcomes{};
    const std::vector<Operation> *unit = nullptr;
    std::set<qint64> handedOver{};

    [[nodiscard]] qint64 seenBy(const Operation &operation) const
    {
        return std::min(operation.base, seq - 1);
    }
    [[nodiscard]] ModelCell stamp(const Operation &operation) const
    {
        return {{}, seq, timeOf(sender, operation.at), sender.device, sender.person};
    }
};

bool OfficeModel::knows(const FieldSpec &field)
{
    return field.merge != MergeRule::Union || field.type == FieldType::Set;
}

std::vector<ModelOutcome> OfficeModel::decide(const Sender &sender, const std::vector<Operation> &unit)
{
    Attempt attempt{sender, head + 1, rows, conflicts};
    attempt.unit = &unit;
    QString refusal;
    size_t refused = 0;
    for (size_t i = 0; i < unit.size() && refusal.isEmpty(); ++i) {
        attempt.outcomes.push_back({Verdict::Applied, attempt.seq, {}, 0});
        refusal = decideOne(unit[i], attempt);
        refused = i;
        if (attempt.handedOver.contains(unit[i].opNo))
            attempt.outcomes.back().code = QStringLiteral("sync.handed-over");
    }
    for (size_t i = 0; i < unit.size() && refusal.isEmpty(); ++i) {
        refusal = references(unit[i], attempt);
        refused = i;
    }
    if (!refusal.isEmpty()) {
        std::vector<ModelOutcome> rejected(unit.size(),
                                           {Verdict::Rejected, head, QStringLiteral("sync.unit"), 0});
        rejected[refused].code = refusal;
        return rejected;
    }
    head = attempt.seq;
    rows = std::move(attempt.rows);
    conflicts = std::move(attempt.conflicts);
    return attempt.outcomes;
}

OfficeModel::Right OfficeModel::rightOf(const Operation &operation, const Attempt &attempt,
                                        const Uuid &scope) const
{
    const auto person = grants.find(attempt.sender.person);
    if (person == grants.end() || !person->second.contains(scope))
        return Right::None;
    const ModelGrant &grant = person->second.at(scope);
    const qint64 nowMs = attempt.sender.receivedAt.ms;
    const qint64 editMs = timeOf(attempt.sender, operation.at);
    const auto isRecent = [nowMs](qint64 endMs) { return nowMs <= endMs + kFourteenDaysMs; };
    if (grant.mayWrite) {
        if (!grant.untilMs || nowMs < *grant.untilMs)
            return Right::Full;
        if (editMs <= *grant.untilMs && isRecent(*grant.untilMs))
            return Right::Grace;
    }
    if (!grant.wroteUntilMs || !isRecent(*grant.wroteUntilMs))
        return Right::None;
    const qint64 seen = attempt.seenBy(operation);
    const bool wasInTime =
        grant.wroteUntilSeq == 0 ? editMs <= *grant.wroteUntilMs : seen != 0 && seen < grant.wroteUntilSeq;
    return wasInTime ? Right::Grace : Right::None;
}

bool OfficeModel::mayRead(const Uuid &person, const Uuid &scope, qint64 nowMs) const
{
    const auto held = grants.find(person);
    if (held == grants.end() || !held->second.contains(scope))
        return false;
    const ModelGrant &grant = held->second.at(scope);
    return grant.mayRead && (!grant.untilMs || nowMs < *grant.untilMs);
}

void OfficeModel::give(const Uuid &person, const Uuid &scope, bool mayWrite, std::optional<qint64> untilMs,
                       qint64 nowMs)
{
    const bool isNew = !grants[person].contains(scope);
    ModelGrant &grant = grants[person][scope];
    if (isNew)
        grant.kind = ScopeKind::Territory;
    const bool couldWrite = !isNew && grant.mayWrite;
    const bool hasRunOut = couldWrite && grant.untilMs && nowMs >= *grant.untilMs;
    if (hasRunOut) {
        grant.wroteUntilMs = grant.untilMs;
        grant.wroteUntilSeq = 0;
    } else if (couldWrite && !mayWrite) {
        grant.wroteUntilMs = nowMs;
        grant.wroteUntilSeq = head + 1;
    }
    grant.mayWrite = mayWrite;
    grant.mayRead = true;
    grant.untilMs = untilMs;
    ++head;
}

void OfficeModel::take(const Uuid &person, const Uuid &scope, qint64 nowMs)
{
    give(person, scope, false, std::nullopt, nowMs);
    grants[person][scope].mayRead = false;
}

OfficeModel::Where OfficeModel::whereIs(const Operation &operation, const ModelRow &row)
{
    const auto left = row.leftAtMs.find(operation.scope);
    return {row.scope, left == row.leftAtMs.end() ? std::nullopt : std::optional(left->second)};
}

OfficeModel::Where OfficeModel::whereGoes(const Operation &insert, const Attempt &attempt)
{
    Where where{insert.scope, std::nullopt};
    const auto account = accountOf(insert);
    if (account) {
        const auto there = attempt.rows.find(*account);
        if (there != attempt.rows.end() && there->second.entityNo == Account::kEntityNo) {
            where = whereIs(insert, there->second);
        } else {
            for (const Operation &each : *attempt.unit) {
                if (each.kind != OperationKind::Insert || each.rowId != *account
                    || each.entityNo != Account::kEntityNo)
                    continue;
                where.scope = each.scope;
                break;
            }
        }
    }
    const auto present = attempt.rows.find(insert.rowId);
    if (present == attempt.rows.end() || present->second.entityNo != insert.entityNo)
        return where;
    const Where own = whereIs(insert, present->second);
    if (!account && own.scope != insert.scope && !own.leftAtMs)
        return where;
    return {own.scope, own.leftAtMs ? own.leftAtMs : where.leftAtMs};
}

QString OfficeModel::admission(const Operation &operation, const Where &where, Attempt &attempt) const
{
    const Right right = rightOf(operation, attempt, where.scope);
    Uuid by = where.scope;
    if (right != Right::Full) {
        const bool isHandedOver = where.leftAtMs && where.scope != operation.scope
                                  && attempt.sender.receivedAt.ms <= *where.leftAtMs + kFourteenDaysMs
                                  && rightOf(operation, attempt, operation.scope) != Right::None;
        if (right == Right::None && !isHandedOver)
            return QStringLiteral("sync.no-right");
        if (right == Right::None)
            by = operation.scope;
        attempt.handedOver.insert(operation.opNo);
    }
    const bool isOfItsKind =
        grants.at(attempt.sender.person).at(by).kind == entity(operation.entityNo)->scope;
    return isOfItsKind ? QString() : QStringLiteral("sync.scope");
}

QString OfficeModel::move(const Operation &operation, Attempt &attempt) const
{
    ModelRow &row = attempt.rows.at(operation.rowId);
    if (row.isDeleted)
        return QStringLiteral("sync.deleted");
    const auto *bytes = operation.fields.size() == 1 && operation.fields[0].fieldNo == 0
                            ? std::get_if<QByteArray>(&operation.fields[0].value)
                            : nullptr;
    const auto target = bytes ? Uuid::fromBytes(*bytes) : std::nullopt;
    if (!target)
        return QStringLiteral("sync.bad-value");
    if (row.entityNo != Account::kEntityNo)
        return QStringLiteral("sync.scope");
    if (const QString why = admission(operation, {*target, std::nullopt}, attempt); !why.isEmpty())
        return why;
    if (row.scope == *target)
        return {};
    if (row.scope != operation.scope)
        return QStringLiteral("sync.moved");
    const auto carry = [&](ModelRow &each) {
        each.leftAtMs.erase(*target);
        each.leftAtMs[each.scope] = attempt.sender.receivedAt.ms;
        each.scope = *target;
        each.seq = attempt.seq;
    };
    std::set<Uuid> going{operation.rowId};
    carry(row);
    for (auto &[id, each] : attempt.rows) {
        if (accountOf(each) == operation.rowId) {
            going.insert(id);
            carry(each);
        }
    }
    for (ModelConflict &conflict : attempt.conflicts) {
        if (going.contains(conflict.row))
            conflict.scope = *target;
    }
    return {};
}

QString OfficeModel::decideOne(const Operation &operation, Attempt &attempt) const
{
    const auto at = attempt.rows.find(operation.rowId);
    const bool isThere = at != attempt.rows.end() && at->second.entityNo == operation.entityNo;
    const ModelCell stamp = attempt.stamp(operation);
    if (operation.kind == OperationKind::Insert) {
        const Where where = whereGoes(operation, attempt);
        if (const QString why = admission(operation, where, attempt); !why.isEmpty())
            return why;
        if (at != attempt.rows.end()) {
            if (!isThere)
                return QStringLiteral("sync.id-taken");
            if (at->second.scope != where.scope)
                return QStringLiteral("sync.scope");
            if (at->second.isDeleted)
                return QStringLiteral("sync.deleted");
        } else {
            attempt.rows[operation.rowId] = {operation.entityNo, where.scope, attempt.seq, false, stamp, {}};
        }
        ModelRow &row = attempt.rows[operation.rowId];
        if (where.leftAtMs && where.scope != operation.scope)
            row.leftAtMs.emplace(operation.scope, *where.leftAtMs);
        return edit(operation, row, attempt);
    }
    if (!isThere)
        return operation.kind == OperationKind::Delete ? QString() : QStringLiteral("sync.gone");
    ModelRow &row = at->second;
    if (const QString why = admission(operation, whereIs(operation, row), attempt); !why.isEmpty())
        return why;
    if (operation.kind == OperationKind::Move)
        return move(operation, attempt);
    if (operation.kind == OperationKind::Update)
        return row.isDeleted ? QStringLiteral("sync.deleted") : edit(operation, row, attempt);
    if (operation.kind == OperationKind::Undelete) {
        if (!row.isDeleted)
            return {};
        if (row.life.seq > attempt.seenBy(operation) && row.life.device != stamp.device)
            return QStringLiteral("sync.deleted");
        row.isDeleted = false;
        row.life = stamp;
        row.seq = attempt.seq;
        return {};
    }
    if (row.isDeleted && row.life.device == stamp.device)
        return {};
    if (!row.isDeleted) {
        for (const auto &[fieldNo, cell] : row.cells) {
            const bool isSeen = cell.seq <= attempt.seenBy(operation) || cell.device == stamp.device;
            if (isSeen || isEmptyValue(cell.value))
                continue;
            attempt.conflicts.push_back({row.scope,
                                         row.entityNo,
                                         operation.rowId,
                                         fieldNo,
                                         {},
                                         {},
                                         cell.value,
                                         stamp.person,
                                         cell.person,
                                         stamp.timeMs,
                                         cell.timeMs});
            ++attempt.outcomes.back().conflicts;
            attempt.outcomes.back().verdict = Verdict::Merged;
        }
    }
    row.isDeleted = true;
    row.life = stamp;
    row.seq = attempt.seq;
    return {};
}

QString OfficeModel::edit(const Operation &operation, ModelRow &row, Attempt &attempt) const
{
    ModelOutcome &outcome = attempt.outcomes.back();
    for (const FieldEdit &each : operation.fields) {
        const FieldSpec &field = *entity(operation.entityNo)->field(each.fieldNo);
        if (!fits(field, each.value))
            return QStringLiteral("sync.bad-value");
        if (operation.kind == OperationKind::Insert && isEmptyValue(each.value))
            continue;
        ModelCell &cell = row.cells[each.fieldNo];
        ModelCell mine = attempt.stamp(operation);
        mine.value = each.value;
        const bool isJoining = field.merge == MergeRule::Union || field.merge == MergeRule::Text
                               || field.merge == MergeRule::Counter;
        const bool isKnown =
            cell.seq == 0 || cell.seq <= attempt.seenBy(operation)
            || (cell.device == mine.device && !isJoining)
            || (field.merge != MergeRule::Union && cell.value == each.was && cell.person == mine.person);
        if (isKnown) {
            if (cell.seq != 0)
                mine.timeMs = std::max(mine.timeMs, cell.timeMs + 1);
            if (field.merge == MergeRule::Counter)
                mine.value = sumOf(cell.value, each.value, each.was);
            if (mine.value != each.value)
                outcome.verdict = Verdict::Merged;
            cell = mine;
            row.seq = attempt.seq;
            continue;
        }
        const bool isLater =
            mine.timeMs != cell.timeMs ? mine.timeMs > cell.timeMs : mine.device > cell.device;
        if (cell.value == mine.value && field.merge != MergeRule::Counter) {
            mine.seq = cell.seq;
            if (isLater)
                cell = mine;
            continue;
        }
        std::optional<Value> joined;
        if (field.merge == MergeRule::Union)
            joined = unionOf(each.was, cell.value, mine.value);
        else if (field.merge == MergeRule::Counter)
            joined = sumOf(cell.value, mine.value, each.was);
        else if (field.merge == MergeRule::Text)
            joined = legwork::test::textOnPage(each.was, cell.value, mine.value);
        if (joined) {
            if (*joined != mine.value)
                outcome.verdict = Verdict::Merged;
            if (isLater)
                cell = mine;
            cell.value = *joined;
            cell.seq = row.seq = attempt.seq;
            continue;
        }
        bool isKept = isLater;
        if (field.merge == MergeRule::Ask
            || (field.merge == MergeRule::FirstWins && !isEmptyValue(cell.value)))
            isKept = false;
        if (field.merge == MergeRule::StateMachine) {
            const auto there = placeIn(field, cell.value);
            const auto wanted = placeIn(field, mine.value);
            if (there && wanted) {
                isKept = *wanted > *there;
                if (leadsOn(field, std::min(*there, *wanted), std::max(*there, *wanted))) {
                    if (!isKept) {
                        outcome.verdict = Verdict::Merged;
                        continue;
                    }
                    cell = mine;
                    row.seq = attempt.seq;
                    continue;
                }
            }
        }
        outcome.verdict = Verdict::Merged;
        ++outcome.conflicts;
        const ModelCell kept = isKept ? mine : cell;
        const ModelCell other = isKept ? cell : mine;
        attempt.conflicts.push_back({row.scope, row.entityNo, operation.rowId, each.fieldNo, each.was,
                                     kept.value, other.value, kept.person, other.person, kept.timeMs,
                                     other.timeMs});
        cell = kept;
        if (isKept)
            row.seq = attempt.seq;
    }
    return {};
}

QString OfficeModel::references(const Operation &operation, const Attempt &attempt) const
{
    if (operation.kind == OperationKind::Move)
        return {};
    const EntitySpec &spec = *entity(operation.entityNo);
    const auto row = attempt.rows.find(operation.rowId);
    for (const FieldEdit &each : operation.fields) {
        const int refersTo = spec.field(each.fieldNo)->refersTo;
        const auto *bytes = std::get_if<QByteArray>(&each.value);
        if (refersTo == 0 || !bytes)
            continue;
        const auto target = attempt.rows.find(*Uuid::fromBytes(*bytes));
        if (target == attempt.rows.end() || target->second.entityNo != refersTo)
            return QStringLiteral("sync.no-parent");
        // The only reference between rows of one kind of scope in these tests is the one they hang by.
        if (entity(refersTo)->scope == spec.scope && row != attempt.rows.end()
            && row->second.scope != target->second.scope && accountOf(row->second) == target->first)
            return QStringLiteral("sync.scope");
        if (entity(refersTo)->scope == spec.scope && row != attempt.rows.end()
            && accountOf(row->second) != target->first && !haveMet(row->second, target->second))
            return QStringLiteral("sync.scope");
        const auto mayReadThere = [&](const Uuid &scope) {
            return mayRead(attempt.sender.person, scope, attempt.sender.receivedAt.ms);
        };
        const bool isReadable = mayReadThere(target->second.scope)
                                || std::any_of(target->second.leftAtMs.begin(), target->second.leftAtMs.end(),
                                               [&](const auto &left) { return mayReadThere(left.first); });
        if (!isReadable && !attempt.handedOver.contains(operation.opNo))
            return QStringLiteral("sync.no-right");
    }
    return {};
}

} // namespace legwork::server::test
