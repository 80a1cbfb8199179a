// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/belief.h"

#include "core/schema/codec.h"
#include "tests/sim/versions/versions.h"

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
                       .arg(shortly(operation.unit))
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
    return a.kind == b.kind && a.entityNo == b.entityNo && a.rowId == b.rowId
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
    const Running running(Version::Now); // also of what the device concerned does not know
    return QString::fromLatin1(entity(key.first)->table) + u' ' + shortly(key.second);
}

void Belief::make(std::vector<Operation> unit)
{
    // What the device calls the unit is its own affair, but for being the same throughout.
    const Uuid name = Uuid::derive("unit", QByteArray::number(qint64(m_made.size())));
    for (Operation &operation : unit) {
        operation.opNo = qint64(m_made.size()) + 1;
        operation.unit = name;
        m_leastBase.push_back(m_scopes.contains(operation.scope) && !m_shared ? m_cursor : 0);
        m_made.push_back(std::move(operation));
    }
}

void Belief::rename(const Uuid &device)
{
    m_device = device;
    m_decided = 0;
}

void Belief::goBack(qint64 shared)
{
    // The same once more, or further back.
    m_shared = std::min(shared, m_shared.value_or(shared));
    for (auto each = m_settled.begin(); each != m_settled.end();) {
        Outcome &outcome = each->second;
        const bool isLost = outcome.seq > shared && outcome.verdict != Verdict::Rejected;
        if (isLost && outcome.seq <= m_cursor)
            m_inOldCut.insert(each->first);
        if (!isLost && outcome.seq > m_cursor)
            m_toldLate.insert(each->first);
        outcome.seq = std::min(outcome.seq, shared);
        const Operation &made = m_made[size_t(each->first - 1)];
        if (isLost && made.kind == OperationKind::Insert)
            m_cleared.insert(made.rowId);
        each = isLost ? m_settled.erase(each) : std::next(each);
    }
    for (qint64 &base : m_leastBase)
        base = std::min(base, shared);
}

void Belief::pin(const Eras &eras, const Seen &seen, const OwnByRow &own)
{
    for (auto &[id, kept] : m_kept) {
        const auto mine = own.find(id);
        if (kept.later.empty() || mine == own.end())
            continue;
        const RowKey key(mine->second.front()->entityNo, id);
        if (!seen.isWhole && !seen.asked.contains(key))
            continue;
        const auto shown = seen.rows.find(key);
        const auto fits = [&] {
            const auto wanted = expected(eras, key, own);
            return wanted.has_value() == (shown != seen.rows.end()) && (!wanted || *wanted == shown->second);
        };
        for (SpecServer::Row &state : std::exchange(kept.later, {})) {
            if (fits())
                break;
            kept.row = std::move(state);
        }
    }
}

void Belief::adopt(const Eras &eras, const Seen &seen)
{
    const OwnByRow own = ownByRow();
    pin(eras, seen, own);
    if (!m_isVague || !seen.isWhole || !m_hasCut)
        return;
    m_isVague = false;
    for (const auto &[key, values] : seen.rows) {
        if (const auto mine = own.find(key.second); mine != own.end() && makesAnew(mine->second))
            continue;
        const SpecServer::Row *there = eras(m_era).at(key.second, m_cursor);
        if ((there && m_scopes.contains(there->scope)) || m_limbo.contains(key.second))
            continue;
        for (int era = 0; era <= m_era; ++era) {
            const auto known = eras(era).rows().find(key.second);
            if (known != eras(era).rows().end()) {
                SpecServer::Row row = known->second.back().second;
                row.scope = seen.scopes.at(key);
                row.deleted = false;
                row.fields.clear();
                for (size_t i = 0; i < values.size(); ++i)
                    row.fields[int(i) + 1].value = values[i];
                if (m_scopes.contains(row.scope))
                    m_limbo.insert({key.second, std::move(row)});
                else
                    m_kept[key.second] = {std::move(row)};
                break;
            }
        }
    }
}

void Belief::dismiss(const Uuid &row) { m_limbo.erase(row); }

std::vector<qint64> Belief::sendable() const
{
    std::vector<qint64> numbers;
    if (m_shared)
        return numbers; // first it must know what is left
    std::set<Uuid> missing;
    for (const auto &[id, row] : m_limbo)
        missing.insert(id);
    for (size_t from = 0; from < m_made.size();) {
        size_t to = from;
        std::set<Uuid> made;
        while (to < m_made.size() && m_made[to].unit == m_made[from].unit) {
            if (m_made[to].kind == OperationKind::Insert)
                made.insert(m_made[to].rowId);
            ++to;
        }
        const auto isMissing = [&](const Uuid &id) { return missing.contains(id) && !made.contains(id); };
        bool waits = false;
        for (size_t i = from; i < to; ++i) {
            waits = waits || isMissing(m_made[i].rowId);
            const EntitySpec &spec = *entity(m_made[i].entityNo);
            for (const FieldEdit &edit : m_made[i].fields) {
                const auto *bytes = std::get_if<QByteArray>(&edit.value);
                const FieldSpec *field = spec.field(edit.fieldNo); // none of a move
                if (bytes && field && field->type == FieldType::Reference)
                    waits = waits || isMissing(Uuid::fromBytes(*bytes).value_or(Uuid()));
            }
        }
        if (!m_settled.contains(m_made[from].opNo)) {
            for (size_t i = from; waits && i < to; ++i)
                missing.insert(m_made[i].rowId);
            for (size_t i = from; !waits && i < to; ++i)
                numbers.push_back(m_made[i].opNo);
        }
        from = to;
    }
    return numbers;
}

SpecServer::Row Belief::withoutOwnLost(const Uuid &id, SpecServer::Row row) const
{
    for (const qint64 opNo : m_inOldCut) {
        const Operation &operation = m_made[size_t(opNo - 1)];
        for (const FieldEdit &edit : operation.fields) {
            const FieldSpec *field = entity(operation.entityNo)->field(edit.fieldNo);
            if (operation.rowId == id && field && field->merge == MergeRule::Counter)
                row.fields[edit.fieldNo].value =
                    counted(row.fields[edit.fieldNo].value, edit.was, edit.value);
        }
    }
    return row;
}

void Belief::strand(const SpecServer &before, const std::set<Uuid> &scopesBefore, const SpecServer &now,
                    qint64 target)
{
    std::set<Uuid> own;
    std::set<Uuid> broughtBack;
    for (const Operation &operation : m_made) {
        if (m_settled.contains(operation.opNo))
            continue;
        if (operation.kind == OperationKind::Insert)
            own.insert(operation.rowId);
        if (operation.kind == OperationKind::Undelete)
            broughtBack.insert(operation.rowId);
        if (operation.kind == OperationKind::Delete)
            broughtBack.erase(operation.rowId);
    }
    for (const auto &[id, states] : before.rows()) {
        const auto *state = SpecServer::at(states, m_cursor);
        qint64 seq = 0;
        for (const auto &[at, row] : states)
            seq = at <= m_cursor ? at : seq;
        const SpecServer::Row *there = now.at(id, target);
        const bool isThere = there && m_scopes.contains(there->scope);
        const bool isWanted = state && (!state->deleted || broughtBack.contains(id));
        // It may also have gone elsewhere, as far as the server knows now.
        const bool hasLeft = there && state && there->leftMs.contains(state->scope);
        const bool wasHeld = state && scopesBefore.contains(state->scope) && m_scopes.contains(state->scope);
        if (isWanted && seq > *m_shared && wasHeld && !isThere && !hasLeft && !own.contains(id))
            m_limbo.insert({id, withoutOwnLost(id, *state)});
    }
}

void Belief::take(const Arrived &arrived, const Eras &eras)
{
    const SpecServer &now = eras(arrived.era);
    // Rows newer than the target: they add up to nothing that may be shown before the rest is there. After a restore
    // something is held, even if everything comes anew.
    if ((!arrived.isFirst || m_shared) && arrived.highestSeq > arrived.end->target)
        return;
    settle(arrived);
    const bool hadCut = m_hasCut;
    const qint64 formerCursor = m_cursor;
    const int formerEra = m_era;
    std::set<Uuid> scopes;
    for (const ScopeGrant &grant : arrived.scopes->grants)
        scopes.insert(grant.scope);
    scopes.swap(m_scopes);
    m_isVague = m_isVague || (m_shared && !m_hasCut);
    if (m_shared)
        strand(eras(m_era), scopes, now, arrived.end->target);
    const bool hasGoneBack = m_shared.has_value();
    m_shared.reset();
    m_cleared.clear();
    m_era = arrived.era;
    m_cursor = arrived.end->target;
    if (hasGoneBack) {
        const OwnByRow own = ownByRow();
        std::erase_if(m_kept, [&](const auto &each) {
            if (const auto mine = own.find(each.first); mine != own.end() && makesAnew(mine->second))
                return true;
            const SpecServer::Row *there = now.at(each.first, m_cursor);
            const Uuid &scope = each.second.row.scope;
            const bool isLost =
                !each.second.isOpen && !each.second.isHidden && scopes.contains(scope)
                && m_scopes.contains(scope)
                && !(there && (m_scopes.contains(there->scope) || there->leftMs.contains(scope)));
            if (isLost)
                m_limbo.insert({each.first, each.second.row});
            return isLost;
        });
    }
    std::erase_if(m_limbo, [&](const auto &each) {
        const SpecServer::Row *there = now.at(each.first, m_cursor);
        if (there && m_scopes.contains(there->scope))
            return true;
        // When its place is known now, or it goes with its scope, edits that wait for it go out.
        if ((there && there->leftMs.contains(each.second.scope)) || !m_scopes.contains(each.second.scope)) {
            m_kept[each.first] = {each.second};
            return true;
        }
        return false;
    });
    // A first download shows rows as they come; if some were newer than its target, what it adds up to is no state
    // of the server yet.
    m_hasCut = m_hasCut || arrived.highestSeq <= m_cursor;
    for (const auto &[row, own] : ownByRow()) {
        const SpecServer::Row *there = now.at(row, m_cursor);
        const SpecServer::Row *before = eras(formerEra).at(row, formerCursor);
        const bool isHeld = there && m_scopes.contains(there->scope);
        const auto known = m_kept.find(row);
        const bool hasCome =
            (before && scopes.contains(before->scope)) || (known != m_kept.end() && !known->second.isOpen);
        if (!isHeld || !makesAnew(own))
            m_untold.erase(row);
        else if (there->deleted && !scopes.contains(there->scope) && !hasCome)
            m_untold.insert(row);
        if (isHeld || !hasPending(own))
            m_kept.erase(row);
        else if (!hadCut)
            m_kept[row] = {{}, false, true};
        else if (hasGoneBack && makesAnew(own))
            m_kept.erase(row); // for the server it has never been
        else if (before && scopes.contains(before->scope) && !m_limbo.contains(row))
            m_kept[row] = {withoutOwnLost(row, *before), false, false,
                           hasGoneBack ? std::vector<SpecServer::Row>()
                                       : now.between(row, formerCursor, m_cursor)};
        else if (there && !before && !m_kept.contains(row))
            m_kept[row] = {
                {}, false, true}; // his own, that moved on before or after it first came back to him
        else if (const auto kept = m_kept.find(row); !hasGoneBack && kept != m_kept.end()
                                                     && m_scopes.contains(kept->second.row.scope)
                                                     && !scopes.contains(kept->second.row.scope))
            kept->second.isHidden = true;
    }
    m_inOldCut.clear();
    m_toldLate.clear();
}

bool Belief::hasPending(const std::vector<const Operation *> &own) const
{
    return std::any_of(own.begin(), own.end(),
                       [this](const Operation *operation) { return !isReleased(*operation); });
}

bool Belief::makesAnew(const std::vector<const Operation *> &own) const
{
    return std::any_of(own.begin(), own.end(), [this](const Operation *operation) {
        return operation->kind == OperationKind::Insert && !m_settled.contains(operation->opNo);
    });
}

const SpecServer::Row *Belief::committed(const Eras &eras, const Uuid &row, bool pending) const
{
    if (const auto lost = m_limbo.find(row); lost != m_limbo.end())
        return &lost->second;
    if (m_cleared.contains(row) || m_untold.contains(row))
        return nullptr;
    const SpecServer::Row *now = eras(m_era).at(row, m_cursor);
    if (now && m_scopes.contains(now->scope))
        return now;
    const auto kept = m_kept.find(row);
    return pending && kept != m_kept.end() ? &kept->second.row : nullptr;
}

Uuid Belief::expectedScope(const Eras &eras, const RowKey &key, const OwnByRow &own) const
{
    const auto found = own.find(key.second);
    const SpecServer::Row *row = committed(eras, key.second, found != own.end() && hasPending(found->second));
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

void Belief::settle(const Arrived &arrived)
{
    for (size_t i = 0; i < arrived.outcomes.size(); ++i) {
        Outcome &outcome = m_settled[arrived.sentAs[i]] = arrived.outcomes[i];
        outcome.opNo = arrived.sentAs[i];
    }
    m_decided += qint64(arrived.outcomes.size());
}

bool Belief::isReleased(const Operation &operation) const
{
    const auto outcome = m_settled.find(operation.opNo);
    return outcome != m_settled.end() && outcome->second.seq <= m_cursor
           && !m_toldLate.contains(operation.opNo);
}

Belief::OwnByRow Belief::ownByRow() const
{
    OwnByRow own;
    for (const Operation &operation : m_made)
        own[operation.rowId].push_back(&operation);
    return own;
}

std::optional<RowValues> Belief::expected(const Eras &eras, const RowKey &key, const OwnByRow &own) const
{
    static const std::vector<const Operation *> kNone;
    const auto found = own.find(key.second);
    const auto &mine = found == own.end() ? kNone : found->second;
    const SpecServer::Row *committed = this->committed(eras, key.second, hasPending(mine));
    const bool isLost = m_limbo.contains(key.second);
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
        // After the server has gone back an older edit may wait while the refusal of a newer one stands.
        if (operation->kind == OperationKind::Move || isReleased(*operation))
            continue;
        for (const FieldEdit &edit : operation->fields)
            newest[edit.fieldNo] = {operation, &edit.value};
        if (operation->kind == OperationKind::Insert)
            exists = true;
        if (operation->kind == OperationKind::Delete || operation->kind == OperationKind::Undelete)
            life = operation;
    }
    for (const auto &[no, edit] : newest) {
        if (entity(key.first)->field(no)->merge != MergeRule::Counter)
            values[size_t(no - 1)] = *edit.second;
    }
    // Of a counter, each own change that has not come down yet, on top of what has. What the server has forgotten is not
    // undone here: it came down once.
    for (const Operation *operation : mine) {
        if (operation->kind == OperationKind::Move)
            continue;
        const bool hasComeDown =
            m_shared && m_inOldCut.contains(operation->opNo) && !isLost && !m_cleared.contains(key.second);
        for (const FieldEdit &edit : operation->fields) {
            if (entity(key.first)->field(edit.fieldNo)->merge == MergeRule::Counter && !isReleased(*operation)
                && !hasComeDown)
                values[size_t(edit.fieldNo - 1)] =
                    counted(values[size_t(edit.fieldNo - 1)], edit.value, edit.was);
        }
    }
    if (life)
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

std::optional<Violation> Belief::mismatch(const Eras &eras, const Seen &seen) const
{
    const SpecServer &spec = eras(m_era);
    if (auto wrong = mismatchOfFates(seen))
        return wrong;
    if (!m_hasCut)
        return std::nullopt;
    const OwnByRow own = ownByRow();
    const auto check = [&](const RowKey &key) -> std::optional<Violation> {
        if (!entity(key.first)) // not by this version of the app
            return std::nullopt;
        const auto wanted = expected(eras, key, own);
        const auto shown = seen.rows.find(key);
        const RowValues *values = shown == seen.rows.end() ? nullptr : &shown->second;
        if (const auto kept = m_kept.find(key.second); kept != m_kept.end() && kept->second.isOpen)
            return std::nullopt;
        if (wanted && values && seen.scopes.at(key) != expectedScope(eras, key, own))
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
        if (fate.operation.opNo != opNo || !isSameEdit(fate.operation, made))
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
        const qint64 least = m_shared ? 0 : m_cursor;
        for (const ScopeCursor &cursor : header.cursors) {
            scopes.insert(cursor.scope);
            // More than it shows may lie aside.
            if (cursor.seq < least || cursor.seq > highestSeqSeen)
                return violation("cut", QStringLiteral("asks from %1, has taken the cut %2, has heard of %3")
                                            .arg(cursor.seq)
                                            .arg(m_cursor)
                                            .arg(highestSeqSeen));
        }
        // One that it does not show yet may have come with what lies aside.
        const bool asksForStrangers =
            std::any_of(header.cursors.begin(), header.cursors.end(), [this](const ScopeCursor &cursor) {
                return !m_scopes.contains(cursor.scope) && cursor.seq <= m_cursor && !m_shared;
            });
        if (asksForStrangers
            || !std::includes(scopes.begin(), scopes.end(), m_scopes.begin(), m_scopes.end()))
            return violation("scope", QStringLiteral("asks for other scopes than it was last granted"));
    }
    if (header.device != m_device)
        return violation("once", QStringLiteral("a device sends in the name of another"));
    size_t next = 0;
    for (const qint64 number : sendable()) {
        const Operation &made = m_made[size_t(number - 1)];
        const bool beginsUnit = number == 1 || m_made[size_t(number - 2)].unit != made.unit;
        if (next == operations.size() && mayHoldBack && beginsUnit)
            break;
        if (next == operations.size())
            return violation("conservation", told(made) + QStringLiteral(" is not sent"));
        const Operation &sent = operations[next++];
        if (!isSameEdit(sent, made))
            return violation("conservation",
                             told(sent) + QStringLiteral(" is sent instead of ") + told(made));
        if (sent.opNo != m_decided + qint64(next))
            return violation("once", told(sent) + QStringLiteral(" is sent as the %1th").arg(sent.opNo));
        const bool goesOn = next > 1 && operations[next - 2].unit == sent.unit;
        const bool shouldGoOn = number > 1 && m_made[size_t(number - 2)].unit == made.unit;
        if (goesOn != shouldGoOn)
            return violation("atomic groups", told(sent) + QStringLiteral(" is sent in another unit"));
        if (sent.at != made.at)
            return violation("time",
                             told(made) + QStringLiteral(" is sent with another time than it was made at"));
        const qint64 least = m_leastBase[size_t(number - 1)];
        if (sent.base < least || sent.base > highestSeqSeen)
            return violation("causality", told(made)
                                              + QStringLiteral(" claims to have seen %1; seen were %2 to %3")
                                                    .arg(sent.base)
                                                    .arg(least)
                                                    .arg(highestSeqSeen));
    }
    if (next < operations.size())
        return violation("once", told(operations[next])
                                     + QStringLiteral(" is sent though it is decided or was never made"));
    return std::nullopt;
}

std::optional<Violation> Belief::mismatch(const Arrived &arrived) const
{
    if (arrived.era == m_era && !m_shared && arrived.end->target < m_cursor)
        return violation("cut",
                         QStringLiteral("taken back from %1 to %2").arg(m_cursor).arg(arrived.end->target));
    return std::nullopt;
}

} // namespace legwork::sim
