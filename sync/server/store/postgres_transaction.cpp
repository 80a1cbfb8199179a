// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/postgres_transaction.h"

#include "sync/protocol/codec.h"
#include "sync/server/store/postgres/change_listener.h"
#include "sync/server/store/row_packing.h"

namespace legwork::server {

using postgres::Array;
using postgres::Rows;

namespace {

constexpr const char *kHead = "SELECT seq, turn FROM feed_head";
constexpr const char *kHeadLocked = "SELECT seq, turn FROM feed_head FOR UPDATE";

Error overtaken() { return {QStringLiteral("server.overtaken"), Advice::Retry, {}}; }

template<class Item, class ValueOf>
Array column(std::span<const Item> items, ValueOf valueOf)
{
    return Array::of(items, valueOf);
}

/// Unset is null, and the other way round.
QByteArray timeOrNull(Instant at) { return at.isSet() ? postgres::binary(at.ms) : QByteArray(); }

Instant timeIn(const Rows &rows, int row, int column)
{
    return rows.isNull(row, column) ? Instant{} : Instant{rows.integer(row, column)};
}

Array idArray(std::span<const Uuid> ids)
{
    return column(ids, [](const Uuid &id) { return id; });
}

} // namespace

PostgresTransaction::PostgresTransaction(PostgresStore &store,
                                         std::unique_ptr<postgres::Connection> connection, Mode mode)
    : m_store(store)
    , m_connection(std::move(connection))
    , m_mode(mode)
{
    readHead(mode == Mode::Alone ? kHeadLocked : kHead);
}

PostgresTransaction::~PostgresTransaction()
{
    if (!m_connection->isAtRest())
        (void)m_connection->script("ROLLBACK");
    m_store.giveBack(std::move(m_connection));
}

void PostgresTransaction::refuse(Error error)
{
    if (m_status)
        m_status = tl::unexpected<Error>(std::move(error));
}

template<class... Args>
std::optional<Rows> PostgresTransaction::run(const char *sql, const Args &...args)
{
    if (!m_status)
        return std::nullopt;
    auto done = m_connection->run(sql, args...);
    if (!done) {
        refuse(std::move(done.error()));
        return std::nullopt;
    }
    return std::move(*done);
}

template<class... Args>
void PostgresTransaction::change(const char *sql, const Args &...args)
{
    (void)claim(); // for those that forgot; it takes nothing twice
    m_hasChanges = true;
    (void)run(sql, args...);
}

void PostgresTransaction::readHead(const char *sql)
{
    const auto found = run(sql);
    if (!found)
        return;
    if (found->count() != 1)
        return refuse({QStringLiteral("storage.corrupt"), Advice::GiveUp, {}});
    m_head = found->integer(0, 0);
    m_turn = found->integer(0, 1);
}

template<class... Args>
std::optional<Device> PostgresTransaction::oneDevice(const char *sql, const Args &...args)
{
    const auto found = run(sql, args...);
    if (!found || found->count() == 0)
        return std::nullopt;
    return Device{found->id(0, 0),
                  found->id(0, 1),
                  found->id(0, 2),
                  found->integer(0, 3),
                  Instant{found->integer(0, 4)},
                  QString::fromUtf8(found->bytes(0, 5))};
}

std::optional<Device> PostgresTransaction::device(const Uuid &id)
{
    auto found =
        oneDevice("SELECT id, person, install, highest_op_no, last_seen, name FROM device WHERE id = $1", id);
    if (m_mode == Mode::Beside)
        m_devicesRead[id] = found ? found->highestOpNo : -1;
    return found;
}

std::optional<Device> PostgresTransaction::deviceByToken(const QByteArray &tokenHash)
{
    return oneDevice(
        "SELECT id, person, install, highest_op_no, last_seen, name FROM device WHERE token_hash = $1",
        tokenHash);
}

std::optional<Device> PostgresTransaction::deviceByInstall(const Uuid &person, const Uuid &install)
{
    return oneDevice("SELECT id, person, install, highest_op_no, last_seen, name FROM device"
                     " WHERE person = $1 AND install = $2 ORDER BY no DESC LIMIT 1",
                     person, install);
}

std::vector<Grant> PostgresTransaction::grants(const Uuid &person)
{
    std::vector<Grant> grants;
    const auto found =
        run("SELECT scope, kind, may, seq, until, wrote_until_seq, wrote_until FROM access WHERE person = $1"
            " ORDER BY scope",
            person);
    for (int i = 0; found && i < found->count(); ++i)
        grants.push_back({found->id(i, 0), ScopeKind(found->integer(i, 1)), Right(found->integer(i, 2)),
                          found->integer(i, 3), timeIn(*found, i, 4), found->integer(i, 5),
                          timeIn(*found, i, 6)});
    if (m_mode == Mode::Beside)
        m_grantsRead[person] = grants;
    return grants;
}

std::vector<GrantChange> PostgresTransaction::grantChanges(const Uuid &person)
{
    std::vector<GrantChange> changes;
    const auto found = run("SELECT at, by, scope, kind, may, seq, until FROM access_change WHERE person = $1"
                           " ORDER BY no DESC",
                           person);
    for (int i = 0; found && i < found->count(); ++i)
        changes.push_back({Instant{found->integer(i, 0)},
                           QString::fromUtf8(found->bytes(i, 1)),
                           person,
                           {found->id(i, 2), ScopeKind(found->integer(i, 3)), Right(found->integer(i, 4)),
                            found->integer(i, 5), timeIn(*found, i, 6)}});
    return changes;
}

std::vector<PackedRow> PostgresTransaction::rowsOf(const std::optional<Rows> &found)
{
    std::vector<PackedRow> rows;
    const int count = found ? found->count() : 0;
    rows.reserve(size_t(count));
    for (int i = 0; i < count; ++i) {
        PackedRow &row = rows.emplace_back();
        row.id = found->id(i, 0);
        row.entityNo = int(found->integer(i, 1));
        row.scope = found->id(i, 2);
        row.seq = found->integer(i, 3);
        row.wholeFrom = found->integer(i, 4);
        row.deleted = found->truth(i, 5);
        row.values = found->bytes(i, 6);
        row.versions = found->bytes(i, 7);
    }
    return rows;
}

std::vector<StoredRow> PostgresTransaction::wholeRowsOf(const std::optional<Rows> &found)
{
    std::vector<PackedRow> packed = rowsOf(found);
    std::vector<StoredRow> rows;
    rows.reserve(packed.size());
    for (size_t i = 0; i < packed.size(); ++i) {
        packed[i].former = found->bytes(int(i), 8);
        auto row = unpack(packed[i]);
        if (!row) {
            refuse({QStringLiteral("storage.corrupt"), Advice::GiveUp, {}});
            return {};
        }
        rows.push_back(std::move(*row));
    }
    return rows;
}

std::vector<StoredRow> PostgresTransaction::rowsHangingOn(std::span<const Uuid> ids)
{
    return wholeRowsOf(
        run("WITH RECURSIVE hanging (id) AS ("
            " SELECT id FROM stored_row WHERE parent = ANY ($1::uuid[])"
            " UNION SELECT row.id FROM hanging JOIN stored_row AS row ON row.parent = hanging.id)"
            " SELECT id, entity, scope, seq, whole_from, deleted, body, versions, former"
            " FROM hanging JOIN stored_row USING (id)",
            idArray(ids)));
}

std::vector<Leave> PostgresTransaction::leaves(const Uuid &scope, qint64 afterSeq, const Uuid &afterRow,
                                               size_t leavesMax)
{
    std::vector<Leave> leaves;
    const auto found = run("SELECT entity, seq, row FROM leave WHERE scope = $1 AND (seq, row) > ($2, $3)"
                           " ORDER BY seq, row LIMIT $4",
                           scope, afterSeq, afterRow, qint64(leavesMax));
    for (int i = 0; found && i < found->count(); ++i)
        leaves.push_back({scope, int(found->integer(i, 0)), found->integer(i, 1), found->id(i, 2)});
    return leaves;
}

std::vector<StoredRow> PostgresTransaction::rows(std::span<const Uuid> ids)
{
    auto rows = wholeRowsOf(run("SELECT id, entity, scope, seq, whole_from, deleted, body, versions, former"
                                " FROM unnest($1::uuid[]) AS wanted (id) JOIN stored_row USING (id)",
                                idArray(ids)));
    if (m_mode == Mode::Beside) {
        m_rowsAskedFor.insert(m_rowsAskedFor.end(), ids.begin(), ids.end());
        m_rowsRead += rows.size();
    }
    return rows;
}

std::vector<PackedRow> PostgresTransaction::changedRows(const Uuid &scope, int entityNo, qint64 afterSeq,
                                                        const Uuid &afterId, size_t rowsMax,
                                                        qsizetype bytesMax)
{
    // The database cuts by bytes, because a client without a cursor gets all of an answer at once.
    return rowsOf(run("SELECT id, entity, scope, seq, whole_from, deleted, body, versions FROM ("
                      " SELECT *, sum(octet_length(body)) OVER (ORDER BY seq, id"
                      "  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM stored_row"
                      "  WHERE scope = $1 AND entity = $2 AND (seq, id) > ($3, $4)"
                      "  ORDER BY seq, id LIMIT $5) AS next"
                      " WHERE coalesce(before, 0) < $6::bigint ORDER BY seq, id",
                      scope, entityNo, afterSeq, afterId, qint64(rowsMax), qint64(bytesMax)));
}

int PostgresTransaction::entityAfter(std::span<const Uuid> scopes, int entityNo)
{
    const auto found =
        run("SELECT coalesce(min(entity), 0) FROM stored_row WHERE scope = ANY($1::uuid[]) AND entity > $2",
            idArray(scopes), entityNo);
    return found && found->count() > 0 ? int(found->integer(0, 0)) : 0;
}

std::vector<Uuid> PostgresTransaction::scopes()
{
    const auto found = run("SELECT DISTINCT scope FROM stored_row");
    std::vector<Uuid> scopes;
    for (int i = 0; found && i < found->count(); ++i)
        scopes.push_back(found->id(i, 0));
    return scopes;
}

qint64 PostgresTransaction::rowCount(const Uuid &scope)
{
    const auto found = run("SELECT count(*) FROM stored_row WHERE scope = $1", scope);
    return found && found->count() == 1 ? found->integer(0, 0) : 0;
}

std::vector<Decision> PostgresTransaction::decisionsOn(std::span<const Uuid> units)
{
    std::vector<Decision> decisions;
    const auto found =
        run("SELECT operation, outcome FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (unit, no)"
            " JOIN decision USING (unit) ORDER BY wanted.no, place",
            idArray(units));
    if (found && m_mode == Mode::Beside) {
        m_unitsAskedFor.insert(m_unitsAskedFor.end(), units.begin(), units.end());
        m_decisionsRead += size_t(found->count());
    }
    for (int i = 0; found && i < found->count(); ++i) {
        auto operation = sync::decodeOperation(found->bytes(i, 0));
        auto outcome = sync::decodeOutcome(found->bytes(i, 1));
        if (!operation || !outcome) {
            refuse({QStringLiteral("storage.corrupt"), Advice::GiveUp, {}});
            break;
        }
        decisions.push_back({std::move(*operation), std::move(*outcome)});
    }
    return decisions;
}

Uuid PostgresTransaction::epoch()
{
    const auto found = run("SELECT id FROM epoch ORDER BY no DESC LIMIT 1");
    return found && found->count() == 1 ? found->id(0, 0) : Uuid();
}

std::optional<qint64> PostgresTransaction::lastOf(const Uuid &epoch)
{
    const auto found = run("SELECT (SELECT later.began FROM epoch AS later WHERE later.no > this.no"
                           " ORDER BY later.no LIMIT 1) FROM epoch AS this WHERE id = $1",
                           epoch);
    if (!found || found->count() == 0)
        return std::nullopt;
    return found->isNull(0, 0) ? head() : found->integer(0, 0);
}

std::optional<EnrolmentCode> PostgresTransaction::enrolmentCode(const QByteArray &hash)
{
    const auto found = run("SELECT person, expires, used_by FROM enrolment_code WHERE hash = $1", hash);
    if (!found || found->count() == 0)
        return std::nullopt;
    return EnrolmentCode{hash, found->id(0, 0), Instant{found->integer(0, 1)}, found->id(0, 2)};
}

bool PostgresTransaction::stillStands()
{
    // A row that was not there must not be there now; one that was must not have been written since.
    if (!m_rowsAskedFor.empty()) {
        const auto found = run("SELECT count(*), count(*) FILTER (WHERE turn > $2)"
                               " FROM unnest($1::uuid[]) AS wanted (id) JOIN stored_row USING (id)",
                               idArray(m_rowsAskedFor), m_turn);
        if (!found || found->integer(0, 0) != qint64(m_rowsRead) || found->integer(0, 1) != 0)
            return false;
    }
    if (!m_unitsAskedFor.empty()) {
        const auto found =
            run("SELECT count(*) FROM decision WHERE unit = ANY ($1::uuid[])", idArray(m_unitsAskedFor));
        if (!found || found->integer(0, 0) != qint64(m_decisionsRead))
            return false;
    }
    for (const auto &[id, highestOpNo] : std::exchange(m_devicesRead, {})) {
        const auto now = device(id);
        if ((now ? now->highestOpNo : -1) != highestOpNo)
            return false;
    }
    for (const auto &[person, read] : std::exchange(m_grantsRead, {})) {
        if (grants(person) != read)
            return false;
    }
    return true;
}

qint64 PostgresTransaction::claim()
{
    if (m_mode != Mode::Beside || !m_status)
        return 0;
    if (auto begun = m_connection->script(PostgresStore::kBeginWrite); !begun) {
        refuse(std::move(begun.error()));
        return 0;
    }
    const qint64 headRead = m_head;
    const qint64 turnRead = m_turn;
    readHead(kHeadLocked);
    const qint64 turnNow = std::exchange(m_turn, turnRead);
    if (m_status && turnNow != turnRead && !stillStands())
        refuse(overtaken());
    m_turn = turnNow;
    m_mode = Mode::Alone;
    return m_status ? m_head - headRead : 0;
}

void PostgresTransaction::putRows(std::span<const StoredRow> rows)
{
    if (rows.empty())
        return;
    for (const StoredRow &row : rows)
        m_touched.insert(row.scope);
    // An array here has no nulls: none is the null id, or no bytes.
    change("INSERT INTO stored_row (id, entity, scope, seq, whole_from, deleted, turn, body, versions,"
           "  parent, former)"
           " SELECT id, entity, scope, seq, whole_from, deleted, $9, body, versions,"
           "  nullif(parent, '00000000-0000-0000-0000-000000000000'), nullif(former, '')"
           " FROM unnest($1::uuid[], $2::integer[], $3::uuid[], $4::bigint[], $5::bigint[], $6::boolean[],"
           "  $7::bytea[], $8::bytea[], $10::uuid[], $11::bytea[])"
           "  AS put (id, entity, scope, seq, whole_from, deleted, body, versions, parent, former)"
           " ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, seq = excluded.seq,"
           "  whole_from = excluded.whole_from, deleted = excluded.deleted, turn = excluded.turn,"
           "  body = excluded.body, versions = excluded.versions, parent = excluded.parent,"
           "  former = excluded.former",
           column(rows, [](const StoredRow &row) { return row.id; }),
           column(rows, [](const StoredRow &row) { return row.entityNo; }),
           column(rows, [](const StoredRow &row) { return row.scope; }),
           column(rows, [](const StoredRow &row) { return row.seq; }),
           column(rows, [](const StoredRow &row) { return row.wholeFrom; }),
           column(rows, [](const StoredRow &row) { return row.deleted; }),
           column(rows, [](const StoredRow &row) { return packValues(row); }),
           column(rows, [](const StoredRow &row) { return packVersions(row); }), m_turn + 1,
           column(rows, [](const StoredRow &row) { return row.parent().value_or(Uuid()); }),
           column(rows, [](const StoredRow &row) { return packFormer(row); }));
    putLeaves(rows);
}

void PostgresTransaction::putLeaves(std::span<const StoredRow> rows)
{
    std::vector<Uuid> movers;
    std::vector<Leave> leaves;
    for (const StoredRow &row : rows) {
        if (!row.former.empty())
            movers.push_back(row.id);
        for (const FormerScope &former : row.former) {
            if (former.seq == 0)
                continue;
            if (former.seq == row.seq)
                m_touched.insert(former.scope);
            leaves.push_back({former.scope, row.entityNo, former.seq, row.id});
        }
    }
    if (movers.empty())
        return;
    change("DELETE FROM leave WHERE row = ANY ($1::uuid[])", idArray(movers));
    if (leaves.empty())
        return;
    const std::span<const Leave> put(leaves);
    change("INSERT INTO leave (scope, seq, row, entity)"
           " SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::integer[])",
           column(put, [](const Leave &leave) { return leave.scope; }),
           column(put, [](const Leave &leave) { return leave.seq; }),
           column(put, [](const Leave &leave) { return leave.rowId; }),
           column(put, [](const Leave &leave) { return leave.entityNo; }));
}

void PostgresTransaction::addDecisions(const Uuid &deviceId, Instant decidedAt,
                                       std::span<const Decision> decisions)
{
    if (decisions.empty())
        return;
    int place = 0;
    const Uuid *unit = nullptr;
    const auto placeOf = [&](const Decision &each) {
        place = unit && *unit == each.operation.unit ? place + 1 : 0;
        unit = &each.operation.unit;
        return place;
    };
    change("INSERT INTO decision (device, unit, place, decided_at, operation, outcome)"
           " SELECT $1, unit, place, $2, operation, outcome"
           " FROM unnest($3::uuid[], $4::integer[], $5::bytea[], $6::bytea[]) WITH ORDINALITY"
           "  AS put (unit, place, operation, outcome, no) ORDER BY no",
           deviceId, decidedAt.ms,
           column(decisions, [](const Decision &each) { return each.operation.unit; }),
           column(decisions, placeOf),
           column(decisions, [](const Decision &each) { return sync::encodeOperation(each.operation); }),
           column(decisions, [](const Decision &each) { return sync::encodeOutcome(each.outcome); }));
}

void PostgresTransaction::setHighestOpNo(const Uuid &deviceId, qint64 opNo)
{
    change("UPDATE device SET highest_op_no = $1 WHERE id = $2", opNo, deviceId);
}

std::vector<DeadLetter> PostgresTransaction::deadLetters()
{
    std::vector<DeadLetter> letters;
    const auto found = run("SELECT no, device, received_at, operation FROM dead_letter ORDER BY no");
    for (int i = 0; found && i < found->count(); ++i) {
        auto operation = sync::decodeOperation(found->bytes(i, 3));
        if (!operation) {
            refuse(operation.error());
            return {};
        }
        letters.push_back(
            {found->integer(i, 0), found->id(i, 1), Instant{found->integer(i, 2)}, std::move(*operation)});
    }
    return letters;
}

void PostgresTransaction::addDeadLetters(const Uuid &deviceId, Instant receivedAt,
                                         std::span<const Operation> operations)
{
    change("INSERT INTO dead_letter (device, received_at, operation) SELECT $1, $2, operation"
           " FROM unnest($3::bytea[]) WITH ORDINALITY AS put (operation, place) ORDER BY place",
           deviceId, receivedAt.ms,
           column(operations, [](const Operation &each) { return sync::encodeOperation(each); }));
}

void PostgresTransaction::dropDeadLetter(qint64 no) { change("DELETE FROM dead_letter WHERE no = $1", no); }

void PostgresTransaction::putGrant(const Uuid &person, const Grant &grant)
{
    m_touched.insert(person);
    change("INSERT INTO access (person, scope, kind, may, seq, until, wrote_until_seq, wrote_until)"
           " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
           " ON CONFLICT (person, scope) DO UPDATE SET may = excluded.may, seq = excluded.seq,"
           "  until = excluded.until, wrote_until_seq = excluded.wrote_until_seq,"
           "  wrote_until = excluded.wrote_until",
           person, grant.scope, int(grant.kind), int(grant.right), grant.seq, timeOrNull(grant.until),
           grant.wroteUntilSeq, timeOrNull(grant.wroteUntil));
}

void PostgresTransaction::addGrantChange(const GrantChange &made)
{
    change("INSERT INTO access_change (at, by, person, scope, kind, may, seq, until)"
           " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
           made.at.ms, made.by, made.person, made.grant.scope, int(made.grant.kind), int(made.grant.right),
           made.grant.seq, timeOrNull(made.grant.until));
}

void PostgresTransaction::dropGrant(const Uuid &person, const Uuid &scope)
{
    m_touched.insert(person);
    change("DELETE FROM access WHERE person = $1 AND scope = $2", person, scope);
}

void PostgresTransaction::putDevice(const Device &device, const QByteArray &tokenHash, const QString &name)
{
    change("INSERT INTO device (id, person, install, token_hash, highest_op_no, name, created, last_seen)"
           " VALUES ($1, $2, $3, $4, $5, $6, $7, $7)"
           " ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash, name = excluded.name,"
           " last_seen = excluded.last_seen",
           device.id, device.person, device.install, tokenHash, device.highestOpNo, name, device.lastSeen.ms);
}

void PostgresTransaction::setLastSeen(const Uuid &deviceId, Instant at)
{
    change("UPDATE device SET last_seen = $1 WHERE id = $2", at.ms, deviceId);
}

void PostgresTransaction::putEnrolmentCode(const EnrolmentCode &code)
{
    change("INSERT INTO enrolment_code (hash, person, expires, used_by) VALUES ($1, $2, $3, $4)"
           " ON CONFLICT (hash) DO UPDATE SET used_by = excluded.used_by",
           code.hash, code.person, code.expires.ms,
           code.usedBy.isNull() ? QByteArray() : code.usedBy.toBytes());
}

void PostgresTransaction::dropEnrolmentCodes(Instant before)
{
    change("DELETE FROM enrolment_code WHERE expires < $1", before.ms);
}

void PostgresTransaction::setHead(qint64 seq)
{
    m_newHead = seq;
    m_hasChanges = true;
}

Status PostgresTransaction::commit()
{
    if (!m_hasChanges)
        return m_status; // others need not hear of it, nor wait
    const qint64 reached = m_newHead.value_or(m_head);
    (void)run("UPDATE feed_head SET seq = $1, turn = $2", reached, m_turn + 1);
    if (!m_touched.empty())
        (void)run("SELECT pg_notify('legwork_change', $1)",
                  QString::fromLatin1(postgres::changeNotice(reached, m_touched)));
    if (!m_status)
        return m_status;
    m_status = m_connection->script("COMMIT");
    return m_status;
}

} // namespace legwork::server
