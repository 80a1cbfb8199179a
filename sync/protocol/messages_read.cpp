// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/message_coding.h"

#include <limits>

namespace legwork::sync::wire {
namespace {

constexpr size_t kScopesMax = 10'000;
constexpr qint64 kNumberMax = std::numeric_limits<qint64>::max();

} // namespace

void get(Reader &r, Operation &op)
{
    r.record(9);
    op.opNo = r.number(1, kNumberMax);
    op.unit = r.id();
    op.kind = OperationKind(r.number(1, 0xff)); // one of a newer app is refused by itself
    op.entityNo = int(r.number(1, 0xffff));
    op.rowId = r.id();
    op.scope = r.id();
    op.base = r.number(0, kNumberMax);
    op.at = r.stamp();
    const size_t items = r.array(3 * kFieldsPerRowMax);
    if (items % 3 != 0)
        r.refuse();
    r.count(items / 3);
    const int first = op.kind >= OperationKind::Move ? kScopeFieldNo : 1;
    int last = first - 1;
    for (size_t i = 0; i + 2 < items && r.ok(); i += 3) {
        FieldEdit edit;
        edit.fieldNo = int(r.number(first, kFieldsPerRowMax));
        edit.value = r.value();
        edit.was = r.value();
        // Rising numbers: no field twice in one edit.
        if (edit.fieldNo <= last)
            r.refuse();
        last = edit.fieldNo;
        op.fields.push_back(std::move(edit));
    }
    r.end();
    r.end();
}

void get(Reader &r, SyncHeader &header)
{
    r.record(10);
    header.protocol = int(r.number(0, 0xffff));
    header.schema = int(r.number(0, 0xffffff));
    header.epoch = r.id();
    header.device = r.id();
    header.now = r.stamp();
    const size_t items = r.pairs(kScopesMax);
    for (size_t i = 0; i < items && r.ok(); ++i) {
        ScopeCursor cursor;
        cursor.scope = r.id();
        cursor.seq = r.number(0, kNumberMax);
        header.cursors.push_back(cursor);
    }
    r.end();
    if (r.isNull()) {
        r.skip();
    } else {
        Resume resume;
        r.record(3);
        resume.target = r.number(0, kNumberMax);
        resume.seq = r.number(0, kNumberMax);
        resume.rowId = r.id();
        r.end();
        header.resume = resume;
    }
    header.heard = r.number(0, kNumberMax);
    const size_t former = r.array(kFormerMax);
    for (size_t i = 0; i < former && r.ok(); ++i)
        header.former.push_back(r.id());
    r.end();
    const size_t again = r.array(kAgainMax);
    for (size_t i = 0; i < again && r.ok(); ++i)
        header.again.push_back(r.id());
    r.end();
    if (r.hasMore())
        header.park = Park(std::min<qint64>(r.number(0, kNumberMax), qint64(Park::Unseen)));
    if (r.hasMore())
        header.waiting = r.number(0, kNumberMax);
    if (r.hasMore())
        header.waitingSince = r.time();
    if (r.hasMore())
        header.takesAhead = r.number(0, 1) == 1;
    r.end();
}

void get(Reader &r, std::vector<Operation> &operations)
{
    const size_t count = r.array(kOperationsPerFrameMax);
    for (size_t i = 0; i < count && r.ok(); ++i)
        get(r, operations.emplace_back());
    r.end();
}

void get(Reader &r, Outcome &outcome)
{
    r.record(6);
    outcome.opNo = r.number(1, kNumberMax);
    outcome.verdict = Verdict(r.number(1, 3));
    outcome.seq = r.number(0, kNumberMax);
    outcome.code = r.text();
    const size_t conflicts = r.array(2 * 1024);
    for (size_t c = 0; c < conflicts && r.ok(); ++c)
        outcome.conflicts.push_back(r.id());
    r.end();
    outcome.arguments = r.texts();
    r.end();
}

void get(Reader &r, std::vector<Outcome> &outcomes)
{
    const size_t count = r.array(kOperationsPerFrameMax);
    for (size_t i = 0; i < count && r.ok(); ++i)
        get(r, outcomes.emplace_back());
    r.end();
}

void get(Reader &r, ScopeList &list)
{
    const size_t length = r.record(3);
    list.epoch = r.id();
    list.target = r.number(0, kNumberMax);
    const size_t items = r.pairs(kScopesMax);
    for (size_t i = 0; i < items && r.ok(); ++i) {
        ScopeGrant grant;
        grant.scope = r.id();
        grant.kind = int(r.number(0, 255));
        list.grants.push_back(grant);
    }
    r.end();
    if (length > 3) { // a server of before says no more of them
        if (r.pairs(kScopesMax) != items)
            r.refuse();
        for (ScopeGrant &grant : list.grants) {
            if (!r.ok())
                break;
            grant.mayWrite = r.number(kMayRead, kMayWrite) == kMayWrite;
            grant.until = r.time();
        }
        r.end();
    }
    if (r.hasMore())
        list.rows = r.number(0, kNumberMax);
    r.end();
}

void get(Reader &r, RowBatch &batch)
{
    r.record(7);
    batch.entityNo = int(r.number(1, 0xffff));
    const QByteArray ids = r.bytes(qsizetype(kRowsPerFrameMax) * 16);
    if (ids.size() % 16 != 0)
        r.refuse();
    const auto rows = size_t(ids.size() / 16);
    for (size_t i = 0; i < rows && r.ok(); ++i)
        batch.ids.push_back(*Uuid::fromBytes(QByteArrayView(ids).sliced(qsizetype(i) * 16, 16)));
    const size_t runs = r.pairs(kRowsPerFrameMax);
    for (size_t i = 0; i < runs && r.ok(); ++i) {
        const Uuid scope = r.id();
        const qint64 count = r.number(1, qint64(rows));
        if (batch.scopes.size() + size_t(count) > rows)
            r.refuse();
        else
            batch.scopes.insert(batch.scopes.end(), size_t(count), scope);
    }
    r.end();
    const size_t seqs = r.array();
    qint64 last = 0;
    for (size_t i = 0; i < seqs && r.ok(); ++i) {
        last += r.number(0, kNumberMax - last);
        batch.seqs.push_back(last);
    }
    r.end();
    if (batch.scopes.size() != rows || batch.seqs.size() != rows)
        r.refuse();
    batch.deleted.assign(rows, false);
    const size_t deleted = r.array();
    for (size_t i = 0; i < deleted && r.ok(); ++i) {
        const qint64 row = r.number(0, std::max<qint64>(0, qint64(rows) - 1));
        if (r.ok() && size_t(row) < rows)
            batch.deleted[size_t(row)] = true;
        else
            r.refuse();
    }
    r.end();
    const size_t fieldCount = r.array(kFieldsPerRowMax);
    int lastField = 0;
    for (size_t i = 0; i < fieldCount && r.ok(); ++i) {
        const int fieldNo = int(r.number(1, kFieldsPerRowMax));
        if (fieldNo <= lastField)
            r.refuse();
        lastField = fieldNo;
        batch.fieldNos.push_back(fieldNo);
    }
    r.end();
    const size_t columns = r.array(kFieldsPerRowMax);
    if (columns != batch.fieldNos.size())
        r.refuse();
    r.count(columns * rows);
    for (size_t c = 0; c < columns && r.ok(); ++c) {
        auto column = CellColumn::fromBytes(r.bytes(kFrameDecodedMax), rows, kPackedBytesMax);
        if (column)
            batch.columns.push_back(std::move(*column));
        else
            r.refuse();
    }
    r.end();
    if (r.hasMore())
        batch.isAhead = r.number(0, 1) == 1;
    r.end();
}

void get(Reader &r, LeaveList &list)
{
    r.record(1);
    const size_t items = r.array(4 * kRowsPerFrameMax);
    if (items % 4 != 0)
        r.refuse();
    for (size_t i = 0; i + 3 < items && r.ok(); i += 4) {
        Leave leave;
        leave.scope = r.id();
        leave.entityNo = int(r.number(1, 0xffff));
        leave.seq = r.number(1, kNumberMax);
        const QByteArray ids = r.bytes(qsizetype(kRowsPerFrameMax) * 16);
        const auto rows = size_t(ids.size() / 16);
        if (ids.size() % 16 != 0 || rows == 0 || list.leaves.size() + rows > kRowsPerFrameMax)
            r.refuse();
        for (size_t row = 0; row < rows && r.ok(); ++row) {
            leave.rowId = *Uuid::fromBytes(QByteArrayView(ids).sliced(qsizetype(row) * 16, 16));
            list.leaves.push_back(leave);
        }
    }
    r.end();
    r.end();
}

void get(Reader &r, SyncEnd &end)
{
    r.record(4);
    end.epoch = r.id();
    end.target = r.number(0, kNumberMax);
    end.serverNow = r.time();
    end.highestOpNo = r.number(0, kNumberMax);
    r.end();
}

void get(Reader &r, Problem &problem)
{
    r.record(3);
    problem.code = r.text();
    problem.advice = int(r.number(0, 3));
    problem.arguments = r.texts();
    r.end();
}

void get(Reader &r, EnrolRequest &request)
{
    r.record(6);
    request.protocol = int(r.number(0, 0xffff));
    request.schema = int(r.number(0, 0xffffff));
    request.code = r.text();
    request.install = r.id();
    request.deviceName = r.text();
    request.now = r.time();
    r.end();
}

void get(Reader &r, EnrolReply &reply)
{
    r.record(6);
    reply.token = r.bytes(64);
    reply.device = r.id();
    reply.person = r.id();
    reply.company = r.id();
    reply.epoch = r.id();
    reply.serverNow = r.time();
    r.end();
}

// ---------------------------------------------------------------- frames

} // namespace legwork::sync::wire
