// SPDX-License-Identifier: Apache-2.0
#include "core/schema/codec.h"
#include "sync/server/store/postgres_store.h"
#include "sync/server/sync_service.h"
#include "tests/bench/bench.h"
#include "tests/bench/raw_loop.h"
#include "tests/support/fake_clock.h"
#include "tests/support/postgres_server.h"

#include <algorithm>
#include <thread>

namespace legwork::bench {
namespace {

using namespace legwork::server;
using postgres::Array;

constexpr int kRows = 20'000;
constexpr size_t kSlice = 2'000; // as the server cuts them
constexpr int kRuns = 5;         // the ratio is the median of the runs' own
constexpr size_t kSmallPushes = 200;
constexpr size_t kSmallPush = 5; // what one visit makes
const Uuid kTerritory = Uuid::derive("bench", "territory");
const Uuid kPerson = Uuid::derive("bench", "person");

template<class T>
T must(Result<T> done)
{
    if (!done)
        giveUp(done.error().code + u' ' + done.error().arguments.join(u' '));
    if constexpr (!std::is_void_v<T>)
        return std::move(*done);
}

/// What the operations write, as an insert of all fields or as a change of one.
struct Work {
    std::vector<Contact> rows =
        sampleContacts(kRows, kTerritory, Id<Account>{Uuid::derive("bench", "account")});
    std::vector<int> fieldNos;
    std::vector<std::vector<QByteArray>> cells; ///< Of each row, text as it lies in a table.

    Work()
    {
        for (const FieldSpec &spec : entity(Contact::kEntityNo)->fields) {
            if (isText(fieldValues(rows.front())[size_t(spec.no - 1)]))
                fieldNos.push_back(spec.no);
        }
        for (const Contact &row : rows) {
            const auto values = fieldValues(row);
            auto &line = cells.emplace_back();
            for (const int no : fieldNos)
                line.push_back(std::get<QString>(values[size_t(no - 1)]).toUtf8());
        }
    }
    static bool isText(const Value &value) { return std::holds_alternative<QString>(value); }

    [[nodiscard]] Operation operation(size_t row, qint64 opNo, bool isInsert) const
    {
        Operation operation;
        operation.opNo = opNo;
        operation.unit = Uuid::generate();
        operation.kind = isInsert ? OperationKind::Insert : OperationKind::Update;
        operation.entityNo = Contact::kEntityNo;
        operation.rowId = rows[row].id.uuid;
        operation.scope = kTerritory;
        operation.base = opNo;
        operation.at = {Instant{1'000}, kPerson, 1'000};
        if (!isInsert) {
            operation.fields = {{field::Contact::department, QStringLiteral("部门 %1").arg(row), Value()}};
            return operation;
        }
        for (size_t i = 0; i < fieldNos.size(); ++i)
            operation.fields.push_back({fieldNos[i], QString::fromUtf8(cells[row][i]), Value()});
        return operation;
    }
};

/// The server's logic on a database, with devices that push to it.
class Server
{
public:
    explicit Server(const QString &address)
        : m_store(must(PostgresStore::open(address)))
        , m_service(*m_store, m_clock)
    {
    }
    Device enrol(const char *name)
    {
        auto transaction = must(m_store->write());
        const Device device{Uuid::derive("bench", name), kPerson, kPerson, 0, m_clock.now().wall};
        transaction->putDevice(device, device.id.toBytes(), QString());
        transaction->putGrant(kPerson, {kTerritory, ScopeKind::Territory, Right::Write, 1});
        must(transaction->commit());
        return device;
    }
    void push(const Device &device, const std::vector<Operation> &operations)
    {
        sync::SyncHeader header;
        header.schema = kSchemaVersion;
        header.epoch = (*m_store->read())->epoch();
        header.device = device.id;
        header.now = m_clock.now();
        for (const Outcome &outcome : must(m_service.push(device, header, operations))) {
            if (outcome.verdict != Verdict::Applied)
                giveUp(outcome.code);
        }
    }

private:
    test::FakeClock m_clock;
    std::unique_ptr<PostgresStore> m_store;
    SyncService m_service;
};

/// The reference: the same rows into a plain table, by the set.
class RawTable
{
public:
    RawTable(const QString &address, const Work &work)
        : m_connection(must(postgres::Connection::open(must(postgres::Address::parse(address)))))
        , m_work(work)
    {
        QByteArray columns, names, arrays, sets;
        for (size_t i = 0; i < work.fieldNos.size(); ++i) {
            const QByteArray name = "f" + QByteArray::number(qsizetype(i));
            columns += ", " + name + " text";
            names += ", " + name;
            arrays += ", $" + QByteArray::number(qsizetype(i + 2)) + "::text[]";
            sets += (i > 0 ? ", " : " ") + name + " = excluded." + name;
        }
        must(m_connection->script(
            ("CREATE TABLE public.raw (id uuid PRIMARY KEY" + columns + ")").constData()));
        m_upsert = "INSERT INTO public.raw (id" + names + ") SELECT * FROM unnest($1::uuid[]" + arrays
                   + ") ON CONFLICT (id) DO UPDATE SET" + sets;
    }

    void inSlices(void (RawTable::*write)(size_t from, size_t count))
    {
        for (size_t from = 0; from < kRows; from += kSlice)
            (this->*write)(from, kSlice);
    }
    void upsert(size_t from, size_t count)
    {
        must(m_connection->script("BEGIN"));
        (void)must(m_connection->runWith(m_upsert.constData(), arraysOf(from, count)));
        must(m_connection->script("COMMIT"));
    }
    void update(size_t from, size_t count)
    {
        must(m_connection->script("BEGIN"));
        const auto arrays = arraysOf(from, count);
        (void)must(
            m_connection->runWith("UPDATE public.raw SET f1 = put.f1 FROM unnest($1::uuid[], $2::text[])"
                                  " AS put (id, f1) WHERE raw.id = put.id",
                                  {arrays[0], arrays[2]}));
        must(m_connection->script("COMMIT"));
    }

private:
    std::vector<QByteArray> arraysOf(size_t from, size_t count) const
    {
        const std::span rows(m_work.rows.data() + from, count);
        const std::span cells(m_work.cells.data() + from, count);
        std::vector<QByteArray> arrays{
            Array::of(rows, [](const Contact &row) { return row.id.uuid; }).bytes()};
        for (size_t i = 0; i < m_work.fieldNos.size(); ++i)
            arrays.push_back(Array::of(cells, [i](const std::vector<QByteArray> &line) {
                                 return QString::fromUtf8(line[i]);
                             }).bytes());
        return arrays;
    }

    std::unique_ptr<postgres::Connection> m_connection;
    const Work &m_work;
    QByteArray m_upsert;
};

/// Pushes by one device after the other, a slice at a time; operations are made beforehand, as they come decoded.
class Pusher
{
public:
    Pusher(Server &server, const Work &work, const char *name)
        : m_server(server)
        , m_work(work)
        , m_device(server.enrol(name))
    {
    }
    void prepare(size_t from, size_t count, bool isInsert)
    {
        m_operations.clear();
        for (size_t i = 0; i < count; ++i)
            m_operations.push_back(m_work.operation((from + i) % m_work.rows.size(), ++m_opNo, isInsert));
    }
    void push() { m_server.push(m_device, m_operations); }
    /// The same in many small requests.
    void pushInPieces(size_t size)
    {
        for (size_t from = 0; from < m_operations.size(); from += size) {
            const auto at = m_operations.begin() + ptrdiff_t(from);
            m_server.push(m_device, {at, at + ptrdiff_t(std::min(size, m_operations.size() - from))});
        }
    }

private:
    Server &m_server;
    const Work &m_work;
    Device m_device;
    std::vector<Operation> m_operations;
    qint64 m_opNo = 0;
};

/// Times of the reference and of the server, run by run.
struct Pair {
    std::vector<double> raw;
    std::vector<double> server;
};

double timed(const std::function<void()> &work)
{
    return measure(
               1, [] {}, work)
        .medianMs;
}

Timing timingOf(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return {times[times.size() / 2], times.front(), times.back()};
}

void report(const char *what, const Pair &pair, const char *unit, size_t operations, size_t pushes)
{
    Paired paired{timingOf(pair.server), {}};
    std::vector<double> ratios;
    for (size_t i = 0; i < pair.raw.size(); ++i)
        ratios.push_back(pair.server[i] / pair.raw[i]);
    paired.ratio = timingOf(std::move(ratios));
    const auto perSecond = [](size_t count, double ms) { return qRound64(double(count) * 1'000 / ms); };
    print(lineOf(QString::fromUtf8(what), paired, QString::fromUtf8(unit), QStringLiteral("-"),
                 QStringLiteral("%1 operations/s, %2 pushes/s; the reference %3 and %4")
                     .arg(perSecond(operations, paired.timing.medianMs))
                     .arg(perSecond(pushes, paired.timing.medianMs))
                     .arg(perSecond(operations, paired.unitMs()))
                     .arg(perSecond(pushes, paired.unitMs()))));
}

} // namespace

void benchServer()
{
    test::PostgresServer database(test::PostgresServer::Durability::Product);
    if (const QString why = database.start(); !why.isEmpty())
        giveUp(why);
    const Work work;
    std::printf(
        "PostgreSQL as shipped (fsync on), rows of %d texts; raw: unnest upsert into a plain table.\n",
        int(work.fieldNos.size()));

    // Each run measures the reference and then the server, because a machine is not the same from minute to minute.
    std::optional<RawTable> raw;
    std::optional<Server> first;
    std::optional<Server> second;
    std::vector<Pusher> team;
    const auto pushTogether = [&] {
        std::vector<std::thread> threads;
        for (Pusher &each : team)
            threads.emplace_back([&each] { each.pushInPieces(kSmallPush); });
        for (std::thread &thread : threads)
            thread.join();
    };
    Pair inserts, updates, small, together;
    for (int run = 0; run < kRuns; ++run) {
        raw.emplace(database.makeDatabase(), work);
        const QString address = database.makeDatabase();
        team.clear();
        first.emplace(address);
        second.emplace(address);
        Pusher pusher(*first, work, "device");

        inserts.raw.push_back(timed([&] { raw->inSlices(&RawTable::upsert); }));
        pusher.prepare(0, kRows, true);
        inserts.server.push_back(timed([&] { pusher.push(); }));

        updates.raw.push_back(timed([&] { raw->inSlices(&RawTable::update); }));
        pusher.prepare(0, kRows, false);
        updates.server.push_back(timed([&] { pusher.push(); }));

        small.raw.push_back(timed([&] {
            for (size_t i = 0; i < kSmallPushes; ++i)
                raw->update(i * kSmallPush, kSmallPush);
        }));
        pusher.prepare(0, kSmallPushes * kSmallPush, false);
        small.server.push_back(timed([&] { pusher.pushInPieces(kSmallPush); }));

        // Four devices at two servers; together they push as often.
        for (const char *name : {"one", "two", "three", "four"})
            team.emplace_back(team.size() % 2 == 0 ? *first : *second, work, name);
        const size_t share = kSmallPushes * kSmallPush / team.size();
        for (size_t i = 0; i < team.size(); ++i)
            team[i].prepare(i * share, share, false);
        together.raw.push_back(small.raw.back());
        together.server.push_back(timed(pushTogether));
    }
    report("20,000 inserts decided, 2,000 a transaction", inserts, "unnest upsert", kRows, kRows / kSlice);
    report("20,000 one-field edits decided, likewise", updates, "unnest update", kRows, kRows / kSlice);
    report("200 pushes of 5 edits, one after the other", small, "unnest updates", kSmallPushes * kSmallPush,
           kSmallPushes);
    report("200 pushes of 5 edits, 4 devices at 2 servers", together, "unnest updates",
           kSmallPushes * kSmallPush, kSmallPushes);
}

} // namespace legwork::bench
