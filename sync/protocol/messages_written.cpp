// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/message_coding.h"

namespace legwork::sync::wire {
namespace {

/// Ids side by side in one byte string: no head per id, and neighbours compress.
void putIds(Writer &w, const std::vector<Uuid> &ids)
{
    QByteArray all;
    all.reserve(qsizetype(ids.size()) * 16);
    for (const Uuid &id : ids)
        all.append(id.view().data(), 16);
    w.bytes(all);
}

} // namespace

void put(Writer &w, const Operation &op)
{
    w.array(9);
    w.number(op.opNo);
    w.id(op.unit);
    w.number(qint64(op.kind));
    w.number(op.entityNo);
    w.id(op.rowId);
    w.id(op.scope);
    w.number(op.base);
    w.stamp(op.at);
    w.array(op.fields.size() * 3);
    for (const FieldEdit &edit : op.fields) {
        w.number(edit.fieldNo);
        w.value(edit.value);
        w.value(edit.was);
    }
    w.end();
    w.end();
}

void put(Writer &w, const SyncHeader &header)
{
    w.array(14);
    w.number(header.protocol);
    w.number(header.schema);
    w.id(header.epoch);
    w.id(header.device);
    w.stamp(header.now);
    w.array(header.cursors.size() * 2);
    for (const ScopeCursor &cursor : header.cursors) {
        w.id(cursor.scope);
        w.number(cursor.seq);
    }
    w.end();
    if (header.resume) {
        w.array(3);
        w.number(header.resume->target);
        w.number(header.resume->seq);
        w.id(header.resume->rowId);
        w.end();
    } else {
        w.null();
    }
    w.number(header.heard);
    w.array(header.former.size());
    for (const Uuid &epoch : header.former)
        w.id(epoch);
    w.end();
    w.array(header.again.size());
    for (const Uuid &row : header.again)
        w.id(row);
    w.end();
    w.number(int(header.park));
    w.number(header.waiting);
    w.time(header.waitingSince);
    w.number(header.takesAhead ? 1 : 0);
    w.end();
}

void put(Writer &w, const std::vector<Operation> &operations)
{
    w.array(operations.size());
    for (const Operation &operation : operations)
        put(w, operation);
    w.end();
}

void put(Writer &w, const Outcome &outcome)
{
    w.array(6);
    w.number(outcome.opNo);
    w.number(qint64(outcome.verdict));
    w.number(outcome.seq);
    w.text(outcome.code);
    w.array(outcome.conflicts.size());
    for (const Uuid &conflict : outcome.conflicts)
        w.id(conflict);
    w.end();
    w.texts(outcome.arguments);
    w.end();
}

void put(Writer &w, const std::vector<Outcome> &outcomes)
{
    w.array(outcomes.size());
    for (const Outcome &outcome : outcomes)
        put(w, outcome);
    w.end();
}

void put(Writer &w, const ScopeList &list)
{
    w.array(5);
    w.id(list.epoch);
    w.number(list.target);
    w.array(list.grants.size() * 2);
    for (const ScopeGrant &grant : list.grants) {
        w.id(grant.scope);
        w.number(grant.kind);
    }
    w.end();
    w.array(list.grants.size() * 2);
    for (const ScopeGrant &grant : list.grants) {
        w.number(grant.mayWrite ? kMayWrite : kMayRead);
        w.time(grant.until);
    }
    w.end();
    w.number(list.rows);
    w.end();
}

void put(Writer &w, const RowBatch &batch)
{
    w.array(8);
    w.number(batch.entityNo);
    putIds(w, batch.ids);
    // Most batches hold one scope, so scopes go as runs: id, how many rows.
    std::vector<std::pair<Uuid, size_t>> runs;
    for (const Uuid &scope : batch.scopes) {
        if (runs.empty() || runs.back().first != scope)
            runs.emplace_back(scope, 0);
        ++runs.back().second;
    }
    w.array(runs.size() * 2);
    for (const auto &[scope, count] : runs) {
        w.id(scope);
        w.number(qint64(count));
    }
    w.end();
    w.array(batch.seqs.size());
    qint64 last = 0;
    for (qint64 seq : batch.seqs) {
        w.number(seq - last);
        last = seq;
    }
    w.end();
    std::vector<qint64> deletedRows;
    for (size_t i = 0; i < batch.deleted.size(); ++i) {
        if (batch.deleted[i])
            deletedRows.push_back(qint64(i));
    }
    w.array(deletedRows.size());
    for (qint64 row : deletedRows)
        w.number(row);
    w.end();
    w.array(batch.fieldNos.size());
    for (int fieldNo : batch.fieldNos)
        w.number(fieldNo);
    w.end();
    w.array(batch.columns.size());
    for (const CellColumn &column : batch.columns)
        w.bytes(column.bytes());
    w.end();
    w.number(batch.isAhead ? 1 : 0);
    w.end();
}

void put(Writer &w, const SyncEnd &end)
{
    w.array(4);
    w.id(end.epoch);
    w.number(end.target);
    w.time(end.serverNow);
    w.number(end.highestOpNo);
    w.end();
}

void put(Writer &w, const LeaveList &list)
{
    // One move takes many rows of few entities: runs of what they share, and the rows' ids side by side.
    const auto isOneRun = [](const Leave &a, const Leave &b) {
        return a.scope == b.scope && a.entityNo == b.entityNo && a.seq == b.seq;
    };
    std::vector<std::pair<const Leave *, std::vector<Uuid>>> runs;
    for (const Leave &leave : list.leaves) {
        if (runs.empty() || !isOneRun(*runs.back().first, leave))
            runs.push_back({&leave, {}});
        runs.back().second.push_back(leave.rowId);
    }
    w.array(1);
    w.array(runs.size() * 4);
    for (const auto &[first, rows] : runs) {
        w.id(first->scope);
        w.number(first->entityNo);
        w.number(first->seq);
        putIds(w, rows);
    }
    w.end();
    w.end();
}

void put(Writer &w, const Problem &problem)
{
    w.array(3);
    w.text(problem.code);
    w.number(problem.advice);
    w.texts(problem.arguments);
    w.end();
}

void put(Writer &w, const EnrolRequest &request)
{
    w.array(6);
    w.number(request.protocol);
    w.number(request.schema);
    w.text(request.code);
    w.id(request.install);
    w.text(request.deviceName);
    w.time(request.now);
    w.end();
}

void put(Writer &w, const EnrolReply &reply)
{
    w.array(6);
    w.bytes(reply.token);
    w.id(reply.device);
    w.id(reply.person);
    w.id(reply.company);
    w.id(reply.epoch);
    w.time(reply.serverNow);
    w.end();
}

} // namespace legwork::sync::wire
