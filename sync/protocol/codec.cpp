// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/codec.h"

#include "core/base/cbor.h"
#include "core/base/cbor_writer.h"
#include "core/schema/codec.h"

#include <QCborStreamReader>
#include <QtEndian>

#include <limits>
#include <zlib.h>

namespace legwork::sync {
namespace {

constexpr qsizetype kHeadBytes = 8;
constexpr qsizetype kTextBytesMax = 4096;
constexpr quint64 kItemsMax = 100'000;
constexpr size_t kScopesMax = 10'000;
constexpr qint64 kMayRead = 1;
constexpr qint64 kMayWrite = 2;
constexpr int kDepthMax = 32; // of what a newer version may add and we skip
constexpr qint64 kNumberMax = std::numeric_limits<qint64>::max();

// ---------------------------------------------------------------- writing

class Writer
{
public:
    explicit Writer(QByteArray *out)
        : m_cbor(*out)
    {
    }
    void array(size_t length) { m_cbor.array(quint64(length)); }
    /// Of an array; its length went first, so there is nothing to write.
    void end() {}
    void number(qint64 value) { m_cbor.integer(value); }
    void text(const QString &value) { m_cbor.text(value); }
    void bytes(QByteArrayView value) { m_cbor.bytes(value); }
    void id(const Uuid &value) { bytes(value.view()); }
    void value(const Value &value) { m_cbor.value(value); }
    void texts(const QStringList &values)
    {
        array(size_t(values.size()));
        for (const QString &value : values)
            text(value);
        end();
    }
    void null() { m_cbor.null(); }
    void time(Instant at)
    {
        if (at.isSet())
            number(at.ms);
        else
            null();
    }
    void stamp(const EditStamp &stamp)
    {
        array(3);
        time(stamp.wall);
        id(stamp.boot);
        number(stamp.monotonicMs);
        end();
    }

private:
    cbor::FlatWriter m_cbor;
};

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

/// Ids side by side in one byte string: no head per id, and neighbours compress.
void putIds(Writer &w, const std::vector<Uuid> &ids)
{
    QByteArray all;
    all.reserve(qsizetype(ids.size()) * 16);
    for (const Uuid &id : ids)
        all.append(id.view().data(), 16);
    w.bytes(all);
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

// ---------------------------------------------------------------- reading

/// Reads positional arrays. The first thing that is not as it should be makes every later read fail too, so
/// that callers check once, at the end. What is seldom (strings in chunks, items of a newer version) is left to Qt.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool atEnd() const { return m_ok && m_left.empty() && m_rest.isEmpty(); }
    void refuse() { m_ok = false; }
    /// Whether the record goes on: an older version ended here.
    [[nodiscard]] bool hasMore() const { return m_ok && hasNext(); }
    /// Asks for room for so many more values; all of a frame together must stay within the bound.
    void count(size_t cells)
    {
        m_cells += cells;
        if (m_cells > kCellsPerFrameMax)
            m_ok = false;
    }

    /// Enters an array and tells its length; at most `max` items, of known number.
    size_t array(quint64 max = kItemsMax)
    {
        const cbor::Item item = take();
        if (!m_ok || item.kind != Kind::Array || quint64(item.integer) > max) {
            m_ok = false;
            return 0;
        }
        m_left.push_back(item.integer);
        return size_t(item.integer);
    }
    /// Enters an array of pairs and tells how many.
    size_t pairs(size_t max)
    {
        const size_t items = array(2 * max);
        if (items % 2 != 0)
            m_ok = false;
        return m_ok ? items / 2 : 0;
    }
    /// Enters an array of exactly `length` items, or of more: a newer version may add items at the end.
    size_t record(size_t length)
    {
        const size_t present = array();
        if (present < length)
            m_ok = false;
        return present;
    }
    void end()
    {
        while (m_ok && hasNext())
            skipAny();
        if (!m_ok || m_left.empty())
            m_ok = false;
        else
            m_left.pop_back();
    }
    qint64 number()
    {
        const cbor::Item item = take();
        m_ok = m_ok && item.kind == Kind::Integer;
        return m_ok ? item.integer : 0;
    }
    qint64 number(qint64 least, qint64 most)
    {
        const qint64 value = number();
        if (value < least || value > most)
            m_ok = false;
        return m_ok ? value : least;
    }
    QString text(qsizetype max = kTextBytesMax)
    {
        if (isInChunks())
            return byQt<QString>([max](QCborStreamReader &reader) { return cbor::readText(reader, max); });
        const cbor::Item item = take();
        m_ok = m_ok && item.kind == Kind::Text && item.string.size() <= max && item.string.isValidUtf8();
        return m_ok ? QString::fromUtf8(item.string) : QString();
    }
    QByteArray bytes(qsizetype max)
    {
        if (isInChunks())
            return byQt<QByteArray>(
                [max](QCborStreamReader &reader) { return cbor::readBytes(reader, max); });
        return bytesInPlace(max).toByteArray();
    }
    Uuid id()
    {
        const auto value = isInChunks() ? Uuid::fromBytes(bytes(16)) : Uuid::fromBytes(bytesInPlace(16));
        m_ok = m_ok && value.has_value();
        return value.value_or(Uuid());
    }
    Value value()
    {
        if (isInChunks())
            return byQt<Value>([](QCborStreamReader &reader) { return cbor::read(reader, kPackedBytesMax); });
        const cbor::Item item = take();
        m_ok = m_ok && item.kind != Kind::Array && item.kind != Kind::Undefined
               && item.string.size() <= kPackedBytesMax
               && (item.kind != Kind::Text || item.string.isValidUtf8());
        return m_ok ? cbor::valueOf(item) : Value();
    }
    QStringList texts()
    {
        QStringList values;
        const size_t count = array(16);
        for (size_t i = 0; i < count && m_ok; ++i)
            values.append(text());
        end();
        return values;
    }
    bool isNull() const
    {
        constexpr char kNull = '\xf6';
        return m_ok && hasNext() && !m_rest.isEmpty() && m_rest.front() == kNull;
    }
    void skip() { (void)take(); }
    Instant time()
    {
        if (isNull()) {
            skip();
            return {};
        }
        return Instant{number()};
    }
    EditStamp stamp()
    {
        EditStamp stamp;
        record(3);
        stamp.wall = time();
        stamp.boot = id();
        stamp.monotonicMs = number();
        end();
        return stamp;
    }

private:
    using Kind = cbor::Item::Kind;

    /// Whether the array that was entered last has more items.
    [[nodiscard]] bool hasNext() const { return m_left.empty() || m_left.back() > 0; }
    cbor::Item take()
    {
        const auto item = m_ok && hasNext() ? cbor::firstItem(m_rest) : std::nullopt;
        m_ok = item.has_value();
        if (!m_ok)
            return {};
        passed(item->size);
        return *item;
    }
    void passed(qsizetype bytes)
    {
        m_rest = m_rest.sliced(bytes);
        if (!m_left.empty())
            --m_left.back();
    }
    QByteArrayView bytesInPlace(qsizetype max)
    {
        const cbor::Item item = take();
        m_ok = m_ok && item.kind == Kind::Bytes && item.string.size() <= max;
        return m_ok ? item.string : QByteArrayView();
    }
    /// A string of indefinite length comes next.
    [[nodiscard]] bool isInChunks() const
    {
        return !m_rest.isEmpty() && (m_rest.front() == '\x5f' || m_rest.front() == '\x7f');
    }
    /// Has Qt's reader read one value.
    template<class T, class Read>
    T byQt(Read read)
    {
        QCborStreamReader reader(QByteArray::fromRawData(m_rest.data(), m_rest.size()));
        std::optional<T> found = m_ok && hasNext() ? read(reader) : std::nullopt;
        m_ok = found.has_value();
        if (!m_ok)
            return {};
        passed(reader.currentOffset());
        return std::move(*found);
    }
    /// Passes one item of whatever kind.
    void skipAny()
    {
        QCborStreamReader reader(QByteArray::fromRawData(m_rest.data(), m_rest.size()));
        m_ok = m_ok && reader.next(kDepthMax);
        if (m_ok)
            passed(reader.currentOffset());
    }

    QByteArrayView m_rest;
    std::vector<qint64> m_left; ///< Items to come in each array entered.
    size_t m_cells = 0;
    bool m_ok = true;
};

void get(Reader &r, Operation &op)
{
    r.record(9);
    op.opNo = r.number(1, kNumberMax);
    op.unit = r.id();
    op.kind = OperationKind(r.number(1, 5));
    op.entityNo = int(r.number(1, 0xffff));
    op.rowId = r.id();
    op.scope = r.id();
    op.base = r.number(0, kNumberMax);
    op.at = r.stamp();
    const size_t items = r.array(3 * kFieldsPerRowMax);
    if (items % 3 != 0)
        r.refuse();
    r.count(items / 3);
    const int first = op.kind == OperationKind::Move ? kScopeFieldNo : 1;
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

QByteArray deflated(const QByteArray &payload)
{
    // Level 1: on a phone the processor costs more than the last tenth of the bytes.
    return qCompress(payload, 1).sliced(4); // without the length that Qt puts first
}

/// Inflates within a bound. qUncompress takes no bound that it keeps, hence zlib itself.
Result<QByteArray> inflated(QByteArrayView payload)
{
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return fail(QStringLiteral("wire.malformed"), Advice::Retry, {QStringLiteral("zlib")});
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(payload.data()));
    stream.avail_in = uInt(payload.size());
    QByteArray out;
    int state = Z_OK;
    while (state == Z_OK) {
        const qsizetype had = out.size();
        out.resize(std::min(kFrameDecodedMax + 1, std::max<qsizetype>(64 * 1024, had * 2)));
        stream.next_out = reinterpret_cast<Bytef *>(out.data() + had);
        stream.avail_out = uInt(out.size() - had);
        state = inflate(&stream, Z_NO_FLUSH);
        out.resize(out.size() - qsizetype(stream.avail_out));
        if (out.size() > kFrameDecodedMax) {
            inflateEnd(&stream);
            return fail(QStringLiteral("wire.too-large"), Advice::GiveUp);
        }
        if (state == Z_OK && stream.avail_in == 0 && stream.avail_out != 0)
            break; // the stream stops before its own end
    }
    const bool whole = state == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    if (!whole)
        return fail(QStringLiteral("wire.malformed"), Advice::GiveUp, {QStringLiteral("checksum")});
    return out;
}

template<class T>
Result<Message> parsed(const QByteArray &cborBytes, const char *what)
{
    T message;
    Reader reader(cborBytes);
    get(reader, message);
    if (!reader.atEnd())
        return fail(QStringLiteral("wire.malformed"), Advice::GiveUp, {QLatin1String(what)});
    return Message(std::move(message));
}

Result<Message> parsePayload(FrameType type, QByteArrayView payload)
{
    const auto cborBytes = inflated(payload);
    if (!cborBytes)
        return forward(cborBytes);
    switch (type) {
    case FrameType::Header:
        return parsed<SyncHeader>(*cborBytes, "header");
    case FrameType::Operations:
        return parsed<std::vector<Operation>>(*cborBytes, "operations");
    case FrameType::Outcomes:
        return parsed<std::vector<Outcome>>(*cborBytes, "outcomes");
    case FrameType::Scopes:
        return parsed<ScopeList>(*cborBytes, "scopes");
    case FrameType::Rows:
        return parsed<RowBatch>(*cborBytes, "rows");
    case FrameType::End:
        return parsed<SyncEnd>(*cborBytes, "end");
    case FrameType::Problem:
        return parsed<Problem>(*cborBytes, "problem");
    case FrameType::EnrolRequest:
        return parsed<EnrolRequest>(*cborBytes, "enrol-request");
    case FrameType::EnrolReply:
        return parsed<EnrolReply>(*cborBytes, "enrol-reply");
    case FrameType::Leaves:
        return parsed<LeaveList>(*cborBytes, "leaves");
    }
    return fail(QStringLiteral("wire.version"), Advice::Update, {QString::number(int(type))});
}

} // namespace

QByteArray encode(const Message &message)
{
    QByteArray cborBytes;
    {
        Writer writer(&cborBytes);
        std::visit([&](const auto &content) { put(writer, content); }, message);
    }
    const QByteArray payload = deflated(cborBytes);
    QByteArray frame(kHeadBytes, '\0');
    frame[0] = 'L';
    frame[1] = 'W';
    frame[2] = char(message.index() + 1); // FrameType numbers follow the order of Message
    qToBigEndian(quint32(payload.size()), frame.data() + 4);
    frame.append(payload);
    return frame;
}

Result<std::optional<Message>> FrameReader::next()
{
    const QByteArrayView rest = QByteArrayView(m_buffer).sliced(m_read);
    if ((!rest.isEmpty() && rest[0] != 'L') || (rest.size() > 1 && rest[1] != 'W'))
        return fail(QStringLiteral("wire.not-legwork"), Advice::Retry);
    if (rest.size() < kHeadBytes)
        return std::optional<Message>();
    const qsizetype length = qsizetype(qFromBigEndian<quint32>(rest.data() + 4));
    if (length > kFrameBytesMax)
        return fail(QStringLiteral("wire.too-large"), Advice::GiveUp);
    if (rest.size() < kHeadBytes + length)
        return std::optional<Message>();
    auto message = parsePayload(FrameType(quint8(rest[2])), rest.sliced(kHeadBytes, length));
    if (!message)
        return forward(message);
    m_read += kHeadBytes + length;
    // Give memory back once half the buffer is behind us, not on every frame.
    if (m_read * 2 > m_buffer.size()) {
        m_buffer.remove(0, m_read);
        m_read = 0;
    }
    return std::optional<Message>(std::move(*message));
}

Result<Message> decodeSingle(QByteArrayView frame)
{
    FrameReader reader;
    reader.append(frame);
    auto message = reader.next();
    if (!message)
        return forward(message);
    if (!*message)
        return fail(QStringLiteral("wire.truncated"), Advice::Retry);
    if (reader.pending() != 0)
        return fail(QStringLiteral("wire.malformed"), Advice::GiveUp, {QStringLiteral("trailing bytes")});
    return std::move(**message);
}

namespace {

template<class T>
QByteArray encodeOne(const T &item)
{
    QByteArray bytes;
    Writer writer(&bytes);
    put(writer, item);
    return bytes;
}

template<class T>
Result<T> decodeOne(const QByteArray &bytes, const char *what)
{
    T item;
    Reader reader(bytes);
    get(reader, item);
    if (!reader.atEnd())
        return fail(QStringLiteral("wire.malformed"), Advice::GiveUp, {QLatin1String(what)});
    return item;
}

} // namespace

QByteArray encodeOperation(const Operation &operation) { return encodeOne(operation); }

Result<Operation> decodeOperation(const QByteArray &bytes)
{
    return decodeOne<Operation>(bytes, "operation");
}

QByteArray encodeOutcome(const Outcome &outcome) { return encodeOne(outcome); }

Result<Outcome> decodeOutcome(const QByteArray &bytes) { return decodeOne<Outcome>(bytes, "outcome"); }

} // namespace legwork::sync
