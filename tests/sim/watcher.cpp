// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/watcher.h"

#include "tests/sim/server_host.h"

#include <algorithm>
#include <limits>

namespace legwork::sim {
namespace {

[[noreturn]] void violated(const char *invariant, const QString &what)
{
    throw Violation{QString::fromUtf8(invariant), what};
}

/// The units of a request, one after the other.
template<class Visit>
void eachUnit(std::span<const Operation> operations, Visit visit)
{
    while (!operations.empty()) {
        size_t count = 1;
        while (count < operations.size() && operations[count].unit == operations[0].unit)
            ++count;
        visit(operations.first(count));
        operations = operations.subspan(count);
    }
}

bool isSameDecision(const Outcome &said, const Outcome &right)
{
    return said.verdict == right.verdict && said.seq == right.seq && said.code == right.code
           && said.conflicts == right.conflicts;
}

QString told(const Outcome &outcome)
{
    return QStringLiteral("op %1: verdict %2 at %3 %4, %5 conflicts")
        .arg(outcome.opNo)
        .arg(int(outcome.verdict))
        .arg(outcome.seq)
        .arg(outcome.code)
        .arg(outcome.conflicts.size());
}

} // namespace

int Watcher::addMachine(const Uuid &person)
{
    m_machines.emplace_back().person = person;
    return int(m_machines.size()) - 1;
}

void Watcher::enrol(int machine, const Uuid &device)
{
    m_personOf[device] = m_machines[size_t(machine)].person;
    for (Belief &belief : m_machines[size_t(machine)].beliefs)
        belief.rename(device);
}

void Watcher::goBack(const Era &era)
{
    m_past.push_back(std::move(m_now.spec));
    m_now = era;
    m_open.reset();
    for (Machine &machine : m_machines)
        machine.mayRenew = true;
}

void Watcher::putBack(int number, const Known &known)
{
    Machine &machine = m_machines[size_t(number)];
    machine.beliefs = known.beliefs;
    machine.mayRenew = true;
    machine.highestOfDownload = known.highestOfDownload;
    machine.failures = known.failures;
    machine.isNarrowing = known.isNarrowing;
    machine.highestSeqSeen = std::numeric_limits<qint64>::max(); // whatever the one before has seen
}

// ---------------------------------------------------------------- On a device

template<class Check>
void Watcher::keepThoseThatFit(Machine &machine, Check check)
{
    std::optional<Violation> first;
    std::erase_if(machine.beliefs, [&](const Belief &belief) {
        auto wrong = check(belief);
        if (wrong && !first)
            first = wrong;
        return wrong.has_value();
    });
    if (machine.beliefs.empty()) {
        first->what.prepend(QStringLiteral("phone%1: ").arg(&machine - m_machines.data()));
        throw *first;
    }
}

void Watcher::made(int machine, const std::vector<Operation> &unit)
{
    for (Belief &belief : m_machines[size_t(machine)].beliefs)
        belief.make(unit);
}

void Watcher::perhapsMade(int machine, const std::vector<Operation> &unit)
{
    auto &beliefs = m_machines[size_t(machine)].beliefs;
    const size_t count = beliefs.size();
    for (size_t i = 0; i < count; ++i) {
        Belief withIt = beliefs[i];
        withIt.make(unit);
        beliefs.push_back(std::move(withIt));
    }
}

void Watcher::handled(int machine, qint64 opNo)
{
    for (Belief &belief : m_machines[size_t(machine)].beliefs)
        belief.handle(opNo);
}

void Watcher::dismissed(int machine, const Uuid &row)
{
    for (Belief &belief : m_machines[size_t(machine)].beliefs)
        belief.dismiss(row);
}

void Watcher::seen(int machine, const Seen &seen)
{
    for (Belief &belief : m_machines[size_t(machine)].beliefs)
        belief.adopt(eras(), seen);
    keepThoseThatFit(m_machines[size_t(machine)],
                     [&](const Belief &belief) { return belief.mismatch(eras(), seen); });
}

void Watcher::reconciled(int machine, const Seen &seen)
{
    this->seen(machine, seen);
    const Belief &belief = this->belief(machine);
    if (belief.undecidedCount() > 0 || belief.cursor() != spec().head() || !belief.hasCut()) {
        violated("convergence", QStringLiteral("machine %1: %2 edits undecided, cursor %3, head %4")
                                    .arg(machine)
                                    .arg(belief.undecidedCount())
                                    .arg(belief.cursor())
                                    .arg(m_now.spec.head()));
    }
}

// ---------------------------------------------------------------- On the wire

Watcher::Exchange Watcher::sent(int number, const QByteArray &body)
{
    Machine &machine = m_machines[size_t(number)];
    const auto request = requestOf(number, body, 0);
    if (!request)
        violated("noise", QStringLiteral("a device sends what is no request"));
    // From the third failure on it may be looking for one edit that the server fails at.
    machine.isNarrowing = machine.isNarrowing || ++machine.failures > 3;
    keepThoseThatFit(machine, [&](const Belief &belief) {
        return belief.mismatch(request->header, request->operations, machine.highestSeqSeen,
                               machine.isNarrowing);
    });
    Exchange exchange;
    exchange.isAll = std::ranges::any_of(machine.beliefs, [&](const Belief &belief) {
        return belief.sendable().size() == request->operations.size();
    });
    exchange.machine = number;
    exchange.header = request->header;
    exchange.arrived.sentAs = machine.beliefs.front().sendable();
    return exchange;
}

Watcher::Exchange Watcher::renewing(int number)
{
    if (!m_machines[size_t(number)].mayRenew)
        violated("once", QStringLiteral("a device takes another name without need"));
    Exchange exchange;
    exchange.machine = number;
    return exchange;
}

bool Watcher::concernsItsName(const sync::Problem &problem)
{
    return problem.code == QLatin1String("sync.fork") || problem.code == QLatin1String("sync.gap")
           || problem.code == QLatin1String("sync.epoch");
}

Belief Watcher::afterwards(Belief belief, const Exchange &exchange)
{
    if (exchange.renewal)
        belief.rename(exchange.renewal->device);
    if (exchange.problem && exchange.problem->code == QLatin1String("sync.epoch"))
        belief.goBack(exchange.problem->arguments.value(0).toLongLong());
    return belief;
}

void Watcher::refused(const Exchange &exchange)
{
    for (Belief &belief : m_machines[size_t(exchange.machine)].beliefs)
        belief = afterwards(std::move(belief), exchange);
}

void Watcher::perhapsRefused(const Exchange &exchange)
{
    auto &beliefs = m_machines[size_t(exchange.machine)].beliefs;
    const size_t count = beliefs.size();
    for (size_t i = 0; i < count; ++i)
        beliefs.push_back(afterwards(beliefs[i], exchange));
}

void Watcher::arrived(Exchange &exchange, QByteArrayView bytes)
{
    if (exchange.isDead)
        return;
    Machine &machine = m_machines[size_t(exchange.machine)];
    exchange.reader.append(bytes);
    for (;;) {
        auto message = exchange.reader.next();
        if (!message) {
            exchange.isDead = true;
            return;
        }
        if (!*message)
            return;
        if (auto *outcomes = std::get_if<std::vector<Outcome>>(&**message)) {
            std::move(outcomes->begin(), outcomes->end(), std::back_inserter(exchange.arrived.outcomes));
        } else if (auto *problem = std::get_if<sync::Problem>(&**message)) {
            exchange.problem = *problem;
            machine.mayRenew = machine.mayRenew || concernsItsName(*problem);
        } else if (auto *reply = std::get_if<sync::EnrolReply>(&**message)) {
            exchange.renewal = *reply;
            m_personOf[reply->device] = machine.person;
        } else if (auto *scopes = std::get_if<sync::ScopeList>(&**message)) {
            exchange.arrived.scopes = *scopes;
            const bool goesOn = exchange.header.resume && exchange.header.resume->target == scopes->target;
            if (!goesOn)
                machine.highestOfDownload = 0;
        } else if (auto *batch = std::get_if<RowBatch>(&**message)) {
            for (size_t i = 0; i < batch->size(); ++i) {
                machine.highestSeqSeen = std::max(machine.highestSeqSeen, batch->seqs[i]);
                machine.highestOfDownload = std::max(machine.highestOfDownload, batch->seqs[i]);
            }
        } else if (auto *left = std::get_if<sync::LeaveList>(&**message)) {
            for (const Leave &leave : left->leaves) {
                machine.highestSeqSeen = std::max(machine.highestSeqSeen, leave.seq);
                machine.highestOfDownload = std::max(machine.highestOfDownload, leave.seq);
            }
        } else if (auto *end = std::get_if<sync::SyncEnd>(&**message)) {
            exchange.arrived.end = *end;
            exchange.arrived.era = m_eraOfEpoch.at(end->epoch);
            exchange.arrived.highestSeq = machine.highestOfDownload;
            const auto &cursors = exchange.header.cursors;
            exchange.arrived.isFirst = std::all_of(cursors.begin(), cursors.end(),
                                                   [](const ScopeCursor &cursor) { return cursor.seq == 0; });
            machine.highestSeqSeen = std::max(machine.highestSeqSeen, end->target);
        }
    }
}

void Watcher::completed(const Exchange &exchange)
{
    Machine &machine = m_machines[size_t(exchange.machine)];
    if (!exchange.arrived.end || !exchange.arrived.scopes)
        violated("noise", QStringLiteral("a session succeeds without an answer"));
    keepThoseThatFit(machine, [&](const Belief &belief) { return belief.mismatch(exchange.arrived); });
    for (Belief &belief : machine.beliefs)
        belief.take(exchange.arrived, eras());
    machine.highestOfDownload = 0;
    machine.failures = 0;
    if (exchange.isAll)
        machine.isNarrowing = false;
}

void Watcher::settledAlone(const Exchange &exchange, bool isSure)
{
    auto &beliefs = m_machines[size_t(exchange.machine)].beliefs;
    const size_t count = beliefs.size();
    for (size_t i = 0; i < count; ++i) {
        if (!isSure)
            beliefs.push_back(beliefs[i]);
        beliefs[i].settle(exchange.arrived);
    }
}

void Watcher::perhapsCompleted(const Exchange &exchange)
{
    if (!exchange.arrived.end || !exchange.arrived.scopes)
        return;
    auto &beliefs = m_machines[size_t(exchange.machine)].beliefs;
    const size_t count = beliefs.size();
    for (size_t i = 0; i < count; ++i) {
        Belief withIt = beliefs[i];
        withIt.take(exchange.arrived, eras());
        beliefs.push_back(std::move(withIt));
    }
}

// ---------------------------------------------------------------- At the server

std::optional<Watcher::Request> Watcher::requestOf(int machine, const QByteArray &body, qint64 serverNowMs)
{
    sync::FrameReader reader;
    reader.append(body);
    Request request;
    request.machine = machine;
    request.serverNowMs = serverNowMs;
    bool hasHeader = false;
    for (;;) {
        auto message = reader.next();
        if (!message)
            return std::nullopt;
        if (!*message)
            return hasHeader && reader.pending() == 0 ? std::optional(std::move(request)) : std::nullopt;
        if (auto *header = std::get_if<sync::SyncHeader>(&**message)) {
            request.header = std::move(*header);
            hasHeader = true;
        } else if (auto *operations = std::get_if<std::vector<Operation>>(&**message)) {
            std::move(operations->begin(), operations->end(), std::back_inserter(request.operations));
        } else {
            return std::nullopt;
        }
    }
}

Watcher::Answer Watcher::begun(const Request &request) const
{
    Answer answer;
    answer.request = request;
    answer.rights = m_now.spec.rights(m_machines[size_t(request.machine)].person, request.serverNowMs);
    return answer;
}

void Watcher::answered(Answer &answer, QByteArrayView bytes)
{
    answer.reader.append(bytes);
    for (;;) {
        auto message = answer.reader.next();
        if (!message)
            violated("noise", QStringLiteral("the server sends what is no frame: ") + message.error().code
                                  + u' ' + message.error().arguments.join(u' '));
        if (!*message)
            return;
        if (const auto *outcomes = std::get_if<std::vector<Outcome>>(&**message)) {
            takeOutcomes(answer, *outcomes);
        } else if (const auto *scopes = std::get_if<sync::ScopeList>(&**message)) {
            if (answer.outcomes != answer.request.operations.size())
                violated("once", QStringLiteral("not every operation gets an outcome"));
            answer.isTold = true;
            m_eraOfEpoch.emplace(scopes->epoch, int(m_past.size()));
            answer.hasScopes = true;
            answer.viewHead = m_now.spec.head();
            std::set<Uuid> granted;
            for (const ScopeGrant &grant : scopes->grants)
                granted.insert(grant.scope);
            for (const auto &[scope, right] : answer.rights) {
                if (granted.erase(scope) == 0)
                    violated("scope", QStringLiteral("a scope that is held is not granted"));
            }
            if (!granted.empty())
                violated("scope", QStringLiteral("a scope is granted that is not held"));
            if (scopes->target > m_now.spec.head())
                violated("fold", QStringLiteral("a cut of the future: %1, head %2")
                                     .arg(scopes->target)
                                     .arg(m_now.spec.head()));
        } else if (const auto *batch = std::get_if<RowBatch>(&**message)) {
            checkRows(answer, *batch);
        } else if (const auto *left = std::get_if<sync::LeaveList>(&**message)) {
            for (const Leave &leave : left->leaves)
                checkLeave(answer, leave);
        } else if (std::holds_alternative<sync::SyncEnd>(**message)) {
            checkAhead(answer);
        }
    }
}

std::vector<Outcome> Watcher::decided(SpecServer &spec, const sync::SyncHeader &header,
                                      const SpecServer::Sender &sender, std::span<const Operation> unit)
{
    if (header.park == sync::Park::No)
        return spec.decide(sender, unit);
    std::vector<Outcome> parked;
    for (const Operation &operation : unit)
        parked.push_back(
            {operation.opNo, Verdict::Rejected, spec.head(), QStringLiteral("server.parked"), {}, {}});
    if (header.park == sync::Park::Unseen)
        return parked;
    SpecServer tried = spec;
    auto outcomes = tried.decide(sender, unit);
    if (header.park == sync::Park::IfItFails && tried.head() != spec.head() && tried.saysAtHead(kFailing))
        return parked;
    spec = std::move(tried);
    return outcomes;
}

void Watcher::takeOutcomes(Answer &answer, const std::vector<Outcome> &outcomes)
{
    const auto &operations = answer.request.operations;
    if (outcomes.size() != operations.size())
        violated("once",
                 QStringLiteral("%1 outcomes for %2 operations").arg(outcomes.size()).arg(operations.size()));
    const Uuid device = answer.request.header.device;
    const SpecServer::Sender sender{device, m_personOf.at(device), answer.request.header.now,
                                    answer.request.serverNowMs};
    size_t next = 0;
    eachUnit(operations, [&](std::span<const Operation> unit) {
        const auto known = m_now.decided.find(unit.front().unit);
        std::vector<Outcome> right;
        if (known == m_now.decided.end()) {
            const qint64 expectedNext = m_now.highestOpNo[device] + 1;
            if (unit.front().opNo != expectedNext)
                violated(
                    "no acked loss",
                    QStringLiteral("op %1 is decided, %2 is next").arg(unit.front().opNo).arg(expectedNext));
            // Decided in a request whose answer nobody saw, and refused: nothing but the outcome tells of it.
            const auto perhaps = m_now.perhapsDecided.find(unit.front().unit);
            if (perhaps != m_now.perhapsDecided.end() && isSameDecision(outcomes[next], perhaps->second[0]))
                right = perhaps->second;
            else
                right = decided(m_now.spec, answer.request.header, sender, unit);
        } else if (known->second.size() != unit.size()) {
            violated("atomic groups", QStringLiteral("a unit comes again with another number of operations"));
        }
        m_now.highestOpNo[device] = std::max(m_now.highestOpNo[device], unit.back().opNo);
        for (size_t i = 0; i < unit.size(); ++i, ++next) {
            const Operation &operation = unit[i];
            const Outcome &said = outcomes[next];
            if (said.opNo != operation.opNo)
                violated("once",
                         QStringLiteral("the outcome of op %1 is said to be of another").arg(operation.opNo));
            if (known != m_now.decided.end()) {
                Decided &former = known->second[i];
                Operation same = former.operation;
                same.opNo = operation.opNo;
                same.base = operation.base;
                if (same != operation)
                    violated("once", QStringLiteral("op %1 was another edit before").arg(operation.opNo));
                Outcome sameOutcome = former.outcome;
                sameOutcome.opNo = said.opNo;
                if (former.isHeard ? sameOutcome != said : !isSameDecision(former.outcome, said))
                    violated("once", told(said) + QStringLiteral("; before it was ") + told(former.outcome));
                former.outcome = said;
                former.isHeard = true;
                continue;
            }
            if (!isSameDecision(said, right[i]))
                violated(said.verdict == right[i].verdict ? "fold" : "causality",
                         told(said) + QStringLiteral("; by the wire page ") + told(right[i]));
            m_now.decided[operation.unit].push_back({operation, said, true});
        }
    });
    answer.outcomes += outcomes.size();
}

void Watcher::checkAhead(const Answer &answer) const
{
    const sync::SyncHeader &header = answer.request.header;
    const bool mayBe = header.takesAhead && !header.resume
                       && std::all_of(header.cursors.begin(), header.cursors.end(),
                                      [](const ScopeCursor &cursor) { return cursor.seq == 0; });
    if (!answer.ahead.empty() && !mayBe)
        violated("resume", QStringLiteral("rows come ahead of their turn and were not asked for"));
    for (const RowKey &key : answer.ahead) {
        if (!answer.inTurn.contains(key))
            violated("fold", sim::told(key) + QStringLiteral(" came ahead, and not in its turn"));
    }
}

void Watcher::checkRows(Answer &answer, const RowBatch &batch) const
{
    for (size_t r = 0; r < batch.size(); ++r) {
        const RowKey key(batch.entityNo, batch.ids[r]);
        (batch.isAhead ? answer.ahead : answer.inTurn).insert(key);
        if (!answer.rights.contains(batch.scopes[r]))
            violated("scope", sim::told(key) + QStringLiteral(" is sent to somebody who has no right to it"));
        const SpecServer::Row *row = m_now.spec.at(batch.ids[r], answer.viewHead);
        if (!row || row->scope != batch.scopes[r] || row->deleted != batch.deleted[r])
            violated("fold",
                     sim::told(key) + QStringLiteral(" is sent and is not so at %1").arg(answer.viewHead));
        for (size_t c = 0; c < batch.fieldNos.size(); ++c) {
            const auto &cell = batch.columns[c][r];
            const auto held = row->fields.find(batch.fieldNos[c]);
            const Value right = held == row->fields.end() ? Value() : held->second.value;
            if (cell && *cell != right)
                violated("fold", QStringLiteral("%1 field %2 is sent as %3; it is %4")
                                     .arg(sim::told(key))
                                     .arg(batch.fieldNos[c])
                                     .arg(sim::told(*cell), sim::told(right)));
        }
    }
}

void Watcher::checkLeave(const Answer &answer, const Leave &leave) const
{
    const QString what = sim::told(RowKey(leave.entityNo, leave.rowId));
    if (!answer.rights.contains(leave.scope))
        violated("scope", what + QStringLiteral(" is said to have left a scope of others"));
    const SpecServer::Row *before = m_now.spec.at(leave.rowId, leave.seq - 1);
    const SpecServer::Row *after = m_now.spec.at(leave.rowId, leave.seq);
    const SpecServer::Row *now = m_now.spec.at(leave.rowId, answer.viewHead);
    const auto hasLeft = [&](const SpecServer::Row *row) {
        return row && row->scope != leave.scope && row->leftMs.contains(leave.scope);
    };
    if (hasLeft(before) || !hasLeft(after) || !hasLeft(now) || now->entityNo != leave.entityNo)
        violated("fold", what + QStringLiteral(" is said to have left at %1, and has not").arg(leave.seq));
}

void Watcher::headSeen(qint64 head)
{
    if (m_open) {
        const Uuid device = m_open->header.device;
        const SpecServer::Sender sender{device, m_personOf.at(device), m_open->header.now,
                                        m_open->serverNowMs};
        SpecServer tried = m_now.spec;
        std::map<Uuid, std::vector<Decided>> decided;
        eachUnit(m_open->operations, [&](std::span<const Operation> unit) {
            if (m_now.decided.contains(unit.front().unit))
                return;
            const auto outcomes = Watcher::decided(tried, m_open->header, sender, unit);
            for (size_t i = 0; i < unit.size(); ++i)
                decided[unit[i].unit].push_back({unit[i], outcomes[i], false});
        });
        if (head == tried.head() && head != m_now.spec.head()) {
            m_now.spec = std::move(tried);
            m_now.decided.merge(decided);
            qint64 &highest = m_now.highestOpNo[device];
            highest = std::max(highest, m_open->operations.back().opNo);
        } else if (head == m_now.spec.head() && tried.head() == head) {
            for (const auto &[unit, decisions] : decided) {
                std::vector<Outcome> outcomes;
                for (const Decided &decision : decisions)
                    outcomes.push_back(decision.outcome);
                m_now.perhapsDecided[unit] = std::move(outcomes);
            }
        }
        m_open.reset();
    }
    if (head != m_now.spec.head())
        violated("no acked loss", QStringLiteral("the server's head is %1; by what it has said it is %2")
                                      .arg(head)
                                      .arg(m_now.spec.head()));
}

} // namespace legwork::sim
