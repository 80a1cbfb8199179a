// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/belief.h"

#include "core/schema/codec.h"

#include <algorithm>

namespace legwork::sim {
namespace {

Violation violation(const char *invariant, const QString &what)
{
    return {QString::fromUtf8(invariant), what};
}

QString told(const Operation &operation)
{
    QString text = QStringLiteral("op %1 (unit %2) kind %3 of %4")
                       .arg(operation.opNo)
                       .arg(operation.txnNo)
                       .arg(int(operation.kind))
                       .arg(sim::told(RowKey(operation.entityNo, operation.rowId)));
    for (const FieldEdit &edit : operation.fields)
        text +=
            QStringLiteral(" %1=%2 was %3").arg(edit.fieldNo).arg(sim::told(edit.value), sim::told(edit.was));
    return text;
}

/// Equal in all that its author decided.
bool isSameEdit(const Operation &a, const Operation &b)
{
    return a.opNo == b.opNo && a.txnNo == b.txnNo && a.kind == b.kind && a.entityNo == b.entityNo
           && a.rowId == b.rowId
           && a.fields == b.fields
           // Where a deleted row lies nobody sees.
           && (a.scope == b.scope || a.kind == OperationKind::Undelete);
}

} // namespace

QString shortly(const Uuid &id) { return id.toText().right(6); }

QString told(const Value &value)
{
    switch (value.index()) {
    case 0:
        return QStringLiteral("-");
    case 1:
        return QString::number(std::get<qint64>(value));
    case 2:
        return QString::number(std::get<double>(value));
    case 3:
        return u'"' + std::get<QString>(value) + u'"';
    default:
        return QString::fromLatin1(std::get<QByteArray>(value).toHex().right(12));
    }
}

QString told(const RowKey &key)
{
    return QString::fromLatin1(entity(key.first)->table) + u' ' + shortly(key.second);
}

void Belief::make(std::vector<Operation> unit)
{
    const qint64 first = qint64(m_made.size()) + 1;
    for (Operation &operation : unit) {
        operation.opNo = qint64(m_made.size()) + 1;
        operation.txnNo = first;
        m_leastBase.push_back(m_scopes.contains(operation.scope) ? m_cursor : 0);
        m_made.push_back(std::move(operation));
    }
}

void Belief::take(const Arrived &arrived, const SpecServer &spec)
{
    // Rows newer than the target: they add up to nothing that may be shown before the rest is there.
    if (!arrived.isFirst && arrived.highestSeq > arrived.end->target)
        return;
    for (const Outcome &outcome : arrived.outcomes)
        m_settled[outcome.opNo] = outcome;
    const bool hadCut = m_hasCut;
    const qint64 formerCursor = m_cursor;
    std::set<Uuid> scopes;
    for (const ScopeGrant &grant : arrived.scopes->grants)
        scopes.insert(grant.scope);
    scopes.swap(m_scopes);
    m_cursor = arrived.end->target;
    // A first download shows rows as they come; if some were newer than its target, what it adds up to is no state
    // of the server yet.
    m_hasCut = m_hasCut || arrived.highestSeq <= m_cursor;
    for (const auto &[row, own] : ownByRow()) {
        const SpecServer::Row *now = spec.at(row, m_cursor);
        const SpecServer::Row *before = spec.at(row, formerCursor);
        const bool isHeld = now && m_scopes.contains(now->scope);
        if (isHeld || !hasPending(own))
            m_kept.erase(row);
        else if (!hadCut)
            m_kept[row] = {{}, 0, false, true};
        else if (before && scopes.contains(before->scope))
            m_kept[row] = {before->scope, formerCursor};
        else if (const auto kept = m_kept.find(row); kept != m_kept.end()
                                                     && m_scopes.contains(kept->second.scope)
                                                     && !scopes.contains(kept->second.scope))
            kept->second.isHidden = true;
    }
}

bool Belief::hasPending(const std::vector<const Operation *> &own) const
{
    return std::any_of(own.begin(), own.end(),
                       [this](const Operation *operation) { return !isReleased(*operation); });
}

const SpecServer::Row *Belief::committed(const SpecServer &spec, const Uuid &row, bool pending) const
{
    const SpecServer::Row *now = spec.at(row, m_cursor);
    if (!now || m_scopes.contains(now->scope))
        return now;
    const auto kept = m_kept.find(row);
    return pending && kept != m_kept.end() ? spec.at(row, kept->second.seq) : nullptr;
}

Uuid Belief::expectedScope(const SpecServer &spec, const RowKey &key, const OwnByRow &own) const
{
    const auto found = own.find(key.second);
    const SpecServer::Row *row = committed(spec, key.second, found != own.end() && hasPending(found->second));
    Uuid scope = row ? row->scope : Uuid();
    if (found == own.end())
        return scope;
    for (const Operation *operation : found->second) {
        if (isReleased(*operation))
            continue;
        if (operation->kind == OperationKind::Insert && !row)
            scope = operation->scope;
        if (operation->kind == OperationKind::Move)
            scope = *Uuid::fromBytes(std::get<QByteArray>(operation->fields.front().value));
    }
    return scope;
}

void Belief::settle(const std::vector<Outcome> &outcomes)
{
    for (const Outcome &outcome : outcomes)
        m_settled[outcome.opNo] = outcome;
}

bool Belief::isReleased(const Operation &operation) const
{
    const auto outcome = m_settled.find(operation.opNo);
    return outcome != m_settled.end() && outcome->second.seq <= m_cursor;
}

Belief::OwnByRow Belief::ownByRow() const
{
    OwnByRow own;
    for (const Operation &operation : m_made)
        own[operation.rowId].push_back(&operation);
    return own;
}

std::optional<RowValues> Belief::expected(const SpecServer &spec, const RowKey &key,
                                          const OwnByRow &own) const
{
    static const std::vector<const Operation *> kNone;
    const auto found = own.find(key.second);
    const auto &mine = found == own.end() ? kNone : found->second;
    const SpecServer::Row *committed = this->committed(spec, key.second, hasPending(mine));
    bool exists = committed != nullptr;
    // One that has not come with its scope is as good as deleted.
    const auto kept = m_kept.find(key.second);
    const bool hasVanished = kept != m_kept.end() && kept->second.isHidden;
    bool deleted = committed && (committed->deleted || hasVanished);
    RowValues values(entity(key.first)->fields.size());
    if (committed) {
        for (const auto &[no, field] : committed->fields) {
            if (no <= int(values.size()))
                values[size_t(no - 1)] = field.value;
        }
    }
    // The newest own edit of each field counts until its decision has come down with the rows.
    std::map<int, std::pair<const Operation *, const Value *>> newest;
    const Operation *life = nullptr;
    for (const Operation *operation : mine) {
        if (operation->kind == OperationKind::Move)
            continue;
        for (const FieldEdit &edit : operation->fields)
            newest[edit.fieldNo] = {operation, &edit.value};
        if (operation->kind == OperationKind::Insert && !isReleased(*operation))
            exists = true;
        if (operation->kind == OperationKind::Delete || operation->kind == OperationKind::Undelete)
            life = operation;
    }
    for (const auto &[no, edit] : newest) {
        const bool isCounter = entity(key.first)->field(no)->merge == MergeRule::Counter;
        if (!isReleased(*edit.first) && !isCounter)
            values[size_t(no - 1)] = *edit.second;
    }
    // Of a counter, each own change that has not come down yet, on top of what has.
    for (const Operation *operation : mine) {
        if (operation->kind == OperationKind::Move)
            continue;
        for (const FieldEdit &edit : operation->fields) {
            if (entity(key.first)->field(edit.fieldNo)->merge == MergeRule::Counter
                && !isReleased(*operation))
                values[size_t(edit.fieldNo - 1)] =
                    counted(values[size_t(edit.fieldNo - 1)], edit.value, edit.was);
        }
    }
    if (life && !isReleased(*life))
        deleted = life->kind == OperationKind::Delete;
    if (!exists || deleted)
        return std::nullopt;
    return values;
}

Violation Belief::explain(const SpecServer &spec, const RowKey &key, const OwnByRow &own,
                          const RowValues *wanted, const RowValues *shown) const
{
    const SpecServer::Row *committed = spec.at(key.second, m_cursor);
    const QString at = QStringLiteral(" (cursor %1)").arg(m_cursor);
    if (!wanted) {
        if (committed && !m_scopes.contains(committed->scope))
            return violation("scope",
                             told(key) + QStringLiteral(" is shown though its scope is not held") + at);
        if (committed && committed->deleted)
            return violation("no resurrection",
                             told(key) + QStringLiteral(" is shown though it is deleted") + at);
        return violation("cut",
                         told(key) + QStringLiteral(" is shown and belongs to no state of the server") + at);
    }
    const bool isOfUnit = committed && spec.rowsTouchedAt(m_cursor) > 1;
    const char *ofServer = isOfUnit ? "atomic groups" : "cut";
    const auto mine = own.find(key.second);
    if (!shown) {
        const bool isOwn =
            mine != own.end()
            && std::any_of(mine->second.begin(), mine->second.end(),
                           [this](const Operation *operation) { return !isReleased(*operation); });
        return violation(isOwn ? "own writes" : ofServer, told(key) + QStringLiteral(" is not shown") + at);
    }
    for (size_t i = 0; i < wanted->size(); ++i) {
        if ((*wanted)[i] == (*shown)[i])
            continue;
        const int fieldNo = int(i) + 1;
        const bool isOwn =
            mine != own.end()
            && std::any_of(mine->second.begin(), mine->second.end(), [&](const Operation *operation) {
                   return !isReleased(*operation)
                          && std::any_of(operation->fields.begin(), operation->fields.end(),
                                         [&](const FieldEdit &edit) { return edit.fieldNo == fieldNo; });
               });
        return violation(isOwn ? "own writes" : ofServer, QStringLiteral("%1 field %2 shows %3, not %4")
                                                                  .arg(told(key))
                                                                  .arg(fieldNo)
                                                                  .arg(told((*shown)[i]), told((*wanted)[i]))
                                                              + at);
    }
    return violation("cut", told(key));
}

std::optional<Violation> Belief::mismatch(const SpecServer &spec, const Seen &seen) const
{
    if (auto wrong = mismatchOfFates(seen))
        return wrong;
    if (!m_hasCut)
        return std::nullopt;
    const OwnByRow own = ownByRow();
    const auto check = [&](const RowKey &key) -> std::optional<Violation> {
        const auto wanted = expected(spec, key, own);
        const auto shown = seen.rows.find(key);
        const RowValues *values = shown == seen.rows.end() ? nullptr : &shown->second;
        if (const auto kept = m_kept.find(key.second); kept != m_kept.end() && kept->second.isOpen)
            return std::nullopt;
        if (wanted && values && seen.scopes.at(key) != expectedScope(spec, key, own))
            return violation("scope", told(key) + QStringLiteral(" is shown in the wrong scope"));
        if (wanted.has_value() == (values != nullptr) && (!wanted || *wanted == *values))
            return std::nullopt;
        return explain(spec, key, own, wanted ? &*wanted : nullptr, values);
    };
    std::set<RowKey> keys = seen.asked;
    if (seen.isWhole) {
        for (const auto &[id, states] : spec.rows())
            keys.insert({states.front().second.entityNo, id});
        for (const Operation &operation : m_made)
            keys.insert({operation.entityNo, operation.rowId});
        for (const auto &[key, values] : seen.rows)
            keys.insert(key);
    }
    for (const RowKey &key : keys) {
        if (auto wrong = check(key))
            return wrong;
    }
    return std::nullopt;
}

std::optional<Violation> Belief::mismatchOfFates(const Seen &seen) const
{
    const qint64 rejected = std::count_if(m_settled.begin(), m_settled.end(), [this](const auto &each) {
        return each.second.verdict == Verdict::Rejected && !m_handled.contains(each.first);
    });
    if (seen.waiting != undecidedCount() || seen.inAttention != rejected) {
        return violation(
            "conservation",
            QStringLiteral("%1 edits wait and %2 are in attention; made %3, decided %4, to see to %5")
                .arg(seen.waiting)
                .arg(seen.inAttention)
                .arg(m_made.size())
                .arg(m_settled.size())
                .arg(rejected));
    }
    if (seen.hasAllFates && seen.fates.size() != m_made.size())
        return violation(
            "conservation",
            QStringLiteral("%1 edits are known, %2 were made").arg(seen.fates.size()).arg(m_made.size()));
    qint64 opNo = qint64(m_made.size());
    for (const Fate &fate : seen.fates) {
        const Operation &made = m_made[size_t(opNo - 1)];
        if (!isSameEdit(fate.operation, made))
            return violation("conservation", told(fate.operation) + QStringLiteral(" is not ") + told(made));
        const auto settled = m_settled.find(opNo);
        if (fate.outcome.has_value() != (settled != m_settled.end()))
            return violation("conservation",
                             told(made) + QStringLiteral(" and its outcome are not both known"));
        if (fate.outcome
            && (fate.outcome->verdict != settled->second.verdict || fate.outcome->seq != settled->second.seq
                || fate.outcome->code != settled->second.code
                || fate.outcome->arguments != settled->second.arguments))
            return violation("once", told(made) + QStringLiteral(" is said to have become something else"));
        --opNo;
    }
    return std::nullopt;
}

std::optional<Violation> Belief::mismatch(const sync::SyncHeader &header,
                                          const std::vector<Operation> &operations, qint64 highestSeqSeen,
                                          bool mayHoldBack) const
{
    if (m_hasCut) {
        std::set<Uuid> scopes;
        for (const ScopeCursor &cursor : header.cursors) {
            scopes.insert(cursor.scope);
            // More than it shows may lie aside.
            if (cursor.seq < m_cursor || cursor.seq > highestSeqSeen)
                return violation("cut", QStringLiteral("asks from %1, has taken the cut %2, has heard of %3")
                                            .arg(cursor.seq)
                                            .arg(m_cursor)
                                            .arg(highestSeqSeen));
        }
        // One that it does not show yet may have come with what lies aside.
        const bool asksForStrangers =
            std::any_of(header.cursors.begin(), header.cursors.end(), [this](const ScopeCursor &cursor) {
                return !m_scopes.contains(cursor.scope) && cursor.seq <= m_cursor;
            });
        if (asksForStrangers
            || !std::includes(scopes.begin(), scopes.end(), m_scopes.begin(), m_scopes.end()))
            return violation("scope", QStringLiteral("asks for other scopes than it was last granted"));
    }
    size_t next = 0;
    for (size_t i = 0; i < m_made.size(); ++i) {
        const Operation &made = m_made[i];
        if (m_settled.contains(made.opNo))
            continue;
        const bool isHeldBack = next == 0 || operations[next - 1].txnNo != made.txnNo;
        if (next == operations.size() && mayHoldBack && isHeldBack)
            break;
        if (next == operations.size())
            return violation("conservation", told(made) + QStringLiteral(" is not sent"));
        const Operation &sent = operations[next++];
        if (!isSameEdit(sent, made))
            return violation("conservation",
                             told(sent) + QStringLiteral(" is sent instead of ") + told(made));
        if (sent.at != made.at)
            return violation("time",
                             told(made) + QStringLiteral(" is sent with another time than it was made at"));
        if (sent.base < m_leastBase[i] || sent.base > highestSeqSeen)
            return violation("causality", told(made)
                                              + QStringLiteral(" claims to have seen %1; seen were %2 to %3")
                                                    .arg(sent.base)
                                                    .arg(m_leastBase[i])
                                                    .arg(highestSeqSeen));
    }
    if (next < operations.size())
        return violation("once", told(operations[next])
                                     + QStringLiteral(" is sent though it is decided or was never made"));
    return std::nullopt;
}

std::optional<Violation> Belief::mismatch(const Arrived &arrived) const
{
    if (arrived.end->target < m_cursor)
        return violation("cut",
                         QStringLiteral("taken back from %1 to %2").arg(m_cursor).arg(arrived.end->target));
    return std::nullopt;
}

} // namespace legwork::sim
