// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/phone.h"

#include "core/storage/outbox.h"

#include <algorithm>

namespace legwork::sim {
namespace {

constexpr int kFatesShown = 8;

/// Entities that people of the simulation work with.
constexpr std::array kShown{Company::kEntityNo, Territory::kEntityNo,   Person::kEntityNo,
                            Account::kEntityNo, Contact::kEntityNo,     Visit::kEntityNo,
                            Note::kEntityNo,    PlaybookRun::kEntityNo, Answer::kEntityNo,
                            Conflict::kEntityNo};

Status readRows(sqlite::Connection &connection, const EntitySpec &spec, const Uuid *only, Seen &seen)
{
    auto statement =
        connection.prepare("SELECT " + storage::selectList(spec) + " FROM " + storage::quoted(spec.table)
                           + " WHERE _deleted = 0" + (only ? " AND id = ?" : ""));
    if (!statement)
        return forward(statement);
    if (only)
        statement->bind(*only);
    for (auto more = statement->step();; more = statement->step()) {
        if (!more)
            return forward(more);
        if (!*more)
            return {};
        const RowKey key(spec.no, statement->id(0));
        seen.scopes[key] = statement->id(1);
        RowValues &values = seen.rows[key];
        for (size_t field = 0; field < spec.fields.size(); ++field)
            values.push_back(statement->value(int(field) + 2));
    }
}

Result<Seen> read(sqlite::Connection &connection, bool whole, const std::set<RowKey> &asked, bool allFates)
{
    Seen seen;
    seen.isWhole = whole;
    seen.asked = asked;
    seen.hasAllFates = allFates;
    if (whole) {
        for (const int entityNo : kShown) {
            if (const EntitySpec *known = entity(entityNo)) {
                if (auto done = readRows(connection, *known, nullptr, seen); !done)
                    return forward(done);
            }
        }
    } else {
        for (const RowKey &key : asked) {
            if (auto done = readRows(connection, *entity(key.first), &key.second, seen); !done)
                return forward(done);
        }
    }
    auto fates = storage::fates(connection, {}, allFates ? 1'000'000 : kFatesShown);
    if (!fates)
        return forward(fates);
    for (storage::EditFate &fate : *fates)
        seen.fates.push_back({std::move(fate.operation), std::move(fate.outcome)});
    const auto state = storage::outboxState(connection);
    if (!state)
        return forward(state);
    seen.waiting = state->count;
    seen.inAttention = state->inAttention;
    return seen;
}

} // namespace

Phone::Phone(const Timeline &time, const Office &office, Watcher &watcher, int number, const Uuid &person,
             Version version)
    : m_time(time)
    , m_office(office)
    , m_watcher(watcher)
    , m_number(number)
    , m_person(person)
    , m_version(version)
    , m_disk(office.phoneFolder(number))
    , m_clock(time)
{
    m_disk.lay(office.phoneImage(version));
    must(m_keys.save(office.keyName(), office.key()));
}

Phone::~Phone() { close(); }

Status Phone::open()
{
    const Running running(m_version);
    auto opened = storage::Store::open(
        {m_office.phoneFolder(m_number), &m_keys, &m_clock, storage::Store::Running::Inline});
    if (!opened)
        return forward(opened);
    m_store = std::move(*opened);
    auto enrolment =
        m_store->read([](storage::Reader &reader) { return sync::Enrolment::load(reader.connection()); })
            .result();
    if (!enrolment)
        return forward(enrolment);
    if (m_enrolment && !*enrolment)
        throw Violation{QStringLiteral("conservation"),
                        QStringLiteral("%1 has forgotten that it is enrolled").arg(QLatin1String(name()))};
    m_enrolment = std::move(*enrolment);
    // It may have died between the disk's taking the new name and knowing that it had.
    if (const auto offered = std::exchange(m_offeredName, std::nullopt);
        m_enrolment && offered == m_enrolment->device)
        m_watcher.enrol(m_number, *offered);
    m_pacing = {};
    // As the scheduler does.
    m_store->subscribe([this](const storage::ChangedRows &changed) {
        if (!changed.isFromServer)
            m_pacing.edited(std::chrono::milliseconds(m_time.now()));
    });
    if (m_enrolment)
        show(true);
    return {};
}

void Phone::close()
{
    const Running running(m_version);
    dropSession();
    m_store.reset();
}

void Phone::revive(bool afterPowerFailure, Random &random)
{
    m_disk.revive(afterPowerFailure, [&random](quint64 bound) { return random.below(bound); });
    if (afterPowerFailure)
        m_clock.reboot();
}

void Phone::putBack(const Backup &backup)
{
    m_disk.lay(backup.image);
    m_watcher.putBack(m_number, backup.known);
    m_rows.clear();
}

// ---------------------------------------------------------------- Its person

std::vector<Operation> Phone::expectedOperations(const std::vector<Write> &writes) const
{
    std::vector<Operation> operations;
    for (const Write &write : writes) {
        auto known = std::find_if(operations.begin(), operations.end(),
                                  [&](const Operation &operation) { return operation.rowId == write.row; });
        if (known == operations.end()) {
            Operation operation;
            operation.kind = write.kind;
            operation.entityNo = write.entityNo;
            operation.rowId = write.row;
            operation.scope = write.scope;
            operation.at = m_clock.now();
            known = operations.insert(operations.end(), std::move(operation));
        }
        const auto shown = m_rows.find({write.entityNo, write.row});
        for (const auto &[no, value] : write.fields) {
            const Value was = write.kind == OperationKind::Move ? Value(write.scope.toBytes())
                              : write.kind == OperationKind::Insert || shown == m_rows.end()
                                  ? Value()
                                  : shown->second[size_t(no - 1)];
            if (value != was)
                known->fields.push_back({no, value, was});
        }
        std::sort(known->fields.begin(), known->fields.end(),
                  [](const FieldEdit &a, const FieldEdit &b) { return a.fieldNo < b.fieldNo; });
    }
    std::erase_if(operations, [](const Operation &operation) {
        return operation.kind == OperationKind::Update && operation.fields.empty();
    });
    return operations;
}

Status Phone::work(const std::vector<Write> &writes)
{
    const Running running(m_version);
    // A first download shows rows as they come, whoever looks.
    if (!m_watcher.belief(m_number).hasCut())
        show(true);
    // What somebody was about to change may be gone since they looked.
    if (std::any_of(writes.begin(), writes.end(), [this](const Write &write) {
            const bool changes = write.kind == OperationKind::Update || write.kind == OperationKind::Delete;
            return changes && !m_rows.contains({write.entityNo, write.row});
        }))
        return fail(QStringLiteral("storage.no-row"), Advice::GiveUp);
    const auto operations = expectedOperations(writes);
    std::set<RowKey> touched;
    for (const Write &write : writes)
        touched.insert({write.entityNo, write.row});
    const Status done =
        m_store
            ->write([&](storage::UnitOfWork &unit) -> Status {
                for (const Write &write : writes) {
                    const EntitySpec &spec = *entity(write.entityNo);
                    if (write.kind == OperationKind::Insert) {
                        RowValues values(spec.fields.size());
                        for (const auto &[no, value] : write.fields)
                            values[size_t(no - 1)] = value;
                        if (auto made = unit.insertValues(spec, write.row, write.scope, values); !made)
                            return made;
                        continue;
                    }
                    if (write.kind == OperationKind::Move) {
                        const auto &to = std::get<QByteArray>(write.fields.front().second);
                        if (auto moved = unit.moveRow(spec.no, write.row, *Uuid::fromBytes(to)); !moved)
                            return moved;
                        continue;
                    }
                    if (write.kind != OperationKind::Update) {
                        const bool deleted = write.kind == OperationKind::Delete;
                        if (auto marked = unit.markDeleted(spec.no, write.row, deleted); !marked)
                            return marked;
                    }
                    for (const auto &[no, value] : write.fields) {
                        if (auto set = unit.setField(spec, write.row, no, value); !set)
                            return set;
                    }
                }
                return {};
            })
            .result();
    if (!operations.empty() && done)
        m_watcher.made(m_number, operations);
    else if (!operations.empty() && isDead())
        m_watcher.perhapsMade(m_number, operations);
    if (!isDead())
        show(false, touched);
    return done;
}

Status Phone::handleAttention(qint64 opNo)
{
    const Running running(m_version);
    const Status done =
        m_store
            ->write([&](storage::UnitOfWork &unit) { return storage::markHandled(unit.connection(), opNo); })
            .result();
    if (done)
        m_watcher.handled(m_number, opNo);
    if (!isDead())
        show(false);
    return done;
}

Status Phone::dismiss(const Uuid &rowInLimbo)
{
    const Running running(m_version);
    const auto done = m_store
                          ->synchronise([&](sqlite::Connection &writer, storage::Capture &capture) {
                              return storage::dismissFromLimbo(writer, capture, rowInLimbo);
                          })
                          .result();
    if (done)
        m_watcher.dismissed(m_number, rowInLimbo);
    if (!isDead())
        show(true);
    return done ? Status() : Status(forward(done));
}

Seen Phone::look(bool whole, const std::set<RowKey> &asked, bool allFates)
{
    const Running running(m_version);
    auto seen =
        m_store
            ->read([&](storage::Reader &reader) { return read(reader.connection(), whole, asked, allFates); })
            .result();
    if (!seen)
        throw Violation{QStringLiteral("crash"),
                        QStringLiteral("what is stored cannot be read: ") + seen.error().code};
    return std::move(*seen);
}

void Phone::showAll()
{
    const Running running(m_version);
    m_watcher.reconciled(m_number, look(true, {}, true));
}

void Phone::show(bool whole, const std::set<RowKey> &asked)
{
    const Seen seen = look(whole, asked);
    m_watcher.seen(m_number, seen);
    if (whole)
        m_rows.clear();
    for (const RowKey &key : asked)
        m_rows.erase(key);
    for (const auto &[key, values] : seen.rows)
        m_rows[key] = values;
    for (const auto &[key, scope] : seen.scopes)
        m_scopes[key] = scope;
}

Uuid Phone::scopeOf(const RowKey &row) const
{
    const auto known = m_scopes.find(row);
    return known == m_scopes.end() ? Uuid() : known->second;
}

// ---------------------------------------------------------------- Sync

sync::EnrolRequest Phone::enrolRequest(const QString &code) const
{
    const Running running(m_version);
    return sync::enrolRequest(*m_store, code, QString::fromLatin1(name()));
}

Status Phone::enrol(const QString &code, const QByteArray &answer)
{
    const Running running(m_version);
    sync::EnrolmentLink link;
    link.server = QUrl(QStringLiteral("https://server.example"));
    link.code = code;
    if (const auto message = sync::decodeSingle(answer);
        message && std::holds_alternative<sync::EnrolReply>(*message))
        m_offeredName = std::get<sync::EnrolReply>(*message).device;
    auto enrolment = sync::completeEnrolment(*m_store, link, QString::fromLatin1(name()), answer);
    if (!enrolment)
        return forward(enrolment);
    m_offeredName.reset();
    m_enrolment = std::move(*enrolment);
    m_watcher.enrol(m_number, m_enrolment->device);
    return {};
}

Result<sync::Exchange> Phone::beginSession()
{
    const Running running(m_version);
    if (!m_enrolment) // a copy of one that should have been
        throw Violation{QStringLiteral("conservation"),
                        QStringLiteral("%1 is not enrolled").arg(QLatin1String(name()))};
    m_session = std::make_unique<sync::SyncSession>(*m_store, *m_enrolment);
    m_refused = {};
    auto exchange = m_session->begin();
    if (!exchange) {
        m_session.reset();
        return exchange;
    }
    m_exchange = exchange->path == "/v1/renew" ? m_watcher.renewing(m_number)
                                               : m_watcher.sent(m_number, exchange->body);
    return exchange;
}

bool Phone::take(QByteArrayView bytes)
{
    const Running running(m_version);
    const bool hadEnd = m_exchange.arrived.end.has_value();
    const bool hadNews = m_exchange.problem || m_exchange.renewal;
    m_watcher.arrived(m_exchange, bytes);
    m_refused = m_session->take(bytes);
    if (!hadNews && (m_exchange.problem || m_exchange.renewal)) {
        // With a full disk, say, it is as if nothing had come.
        const bool isNoted =
            m_refused || (m_exchange.problem && m_refused.error().code == m_exchange.problem->code);
        if (isDead())
            m_watcher.perhapsRefused(m_exchange);
        else if (isNoted)
            m_watcher.refused(m_exchange);
        if (!isDead() && m_exchange.problem)
            show(true);
    }
    const bool hasEnd = !hadEnd && m_exchange.arrived.end.has_value();
    if (hasEnd && isDead() && !m_refused)
        m_watcher.perhapsCompleted(m_exchange);
    else if (hasEnd && m_refused) {
        m_watcher.completed(m_exchange);
        if (!isDead())
            show(true);
    }
    return m_refused.has_value();
}

Result<sync::SyncReport> Phone::endSession(const Status &exchange)
{
    const Running running(m_version);
    auto report = m_session->finish(m_refused ? exchange : m_refused);
    m_isNarrowing = m_session->isNarrowing();
    // The rest of the answer is of no use, its outcomes are.
    const bool isSettledAlone = !m_refused && m_refused.error().advice == Advice::GiveUp
                                && m_exchange.arrived.scopes && !m_exchange.arrived.outcomes.empty();
    if (isSettledAlone) {
        m_watcher.settledAlone(m_exchange, !isDead() && !m_disk.isFull());
        if (!isDead())
            show(true);
    }
    m_session.reset();
    if (report && report->renewed)
        m_enrolment = report->renewed;
    else if (report && !m_exchange.arrived.end)
        throw Violation{QStringLiteral("noise"), QStringLiteral("a session succeeds without an answer")};
    return report;
}

void Phone::dropSession() { m_session.reset(); }

} // namespace legwork::sim
