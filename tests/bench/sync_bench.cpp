// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/server_process.h"
#include "app/demo/demo_company.h"
#include "core/storage/outbox.h"
#include "core/storage/store.h"
#include "platform/common/system_clock.h"
#include "sync/client/enrolment.h"
#include "sync/client/http/http_transport.h"
#include "sync/client/sync_session.h"
#include "tests/bench/bench.h"
#include "tests/bench/raw_loop.h"
#include "tests/support/fake_key_store.h"
#include "tests/support/rough_network.h"

#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>

#include <future>
#include <span>

namespace legwork::bench {
namespace {

using namespace legwork::storage;
using namespace legwork::sync;

constexpr int kRows = 20'000;
constexpr int kEdits = 1'000;
constexpr int kCollisions = 200;
constexpr int kChanges = 100'000;
constexpr int kRuns = 7;
constexpr int kPhones = 12;
constexpr int kRoundTripMs = 100;
constexpr qint64 kFarBytesPerSecond = 625'000; // 5 Mbit/s

template<class T>
T must(Result<T> result)
{
    if (!result)
        giveUp(result.error().code + u' ' + result.error().arguments.join(u' '));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// A device as the product makes it, without pages: encrypted store, HTTPS, real sessions; straight to the server, or
/// over a network that takes its time.
class Phone
{
public:
    Phone(const QString &link, const test::RoughNetwork &network)
    {
        m_store = must(Store::open({m_folder.path(), &m_keys, &m_clock}));
        const EnrolmentLink parsed = must(EnrolmentLink::parse(link));
        m_straight =
            must(HttpTransport::create({.server = parsed.server, .authorities = parsed.authorities}));
        QUrl far = parsed.server;
        far.setPort(network.port());
        m_far = must(HttpTransport::create({.server = far, .authorities = parsed.authorities}));
        QByteArray answer;
        std::promise<Status> ended;
        m_straight->start(
            {"/v1/enrol", {}, encode(enrolRequest(*m_store, parsed.code, QStringLiteral("bench")))},
            [&](QByteArrayView bytes) { answer.append(bytes.data(), bytes.size()); },
            [&](Status end) { ended.set_value(std::move(end)); });
        must(ended.get_future().get());
        m_enrolment.emplace(must(completeEnrolment(*m_store, parsed, QStringLiteral("bench"), answer)));
    }

    enum class Way { Straight, Far };
    /// Sessions until there is nothing more to do.
    SyncReport sync(Way way = Way::Straight)
    {
        SyncReport all;
        m_requests = 0;
        for (;;) {
            SyncSession session(*m_store, *m_enrolment);
            const SyncReport report = must(runSession(session, way == Way::Far ? *m_far : *m_straight));
            ++m_requests;
            all.bytesSent += report.bytesSent;
            all.bytesReceived += report.bytesReceived;
            all.rowsReceived += report.rowsReceived;
            all.merged += report.merged;
            if (!report.hasMore)
                return all;
        }
    }
    [[nodiscard]] Store &store() { return *m_store; }
    [[nodiscard]] int requests() const { return m_requests; }

    void edit(const std::vector<Contact> &rows, int from, int count, const QString &mark)
    {
        for (int i = from; i < from + count; ++i) {
            must(m_store
                     ->write([&](UnitOfWork &unit) {
                         return unit.edit(rows[size_t(i)].id, [&](Contact &row) { row.department = mark; });
                     })
                     .result());
        }
    }
    /// Five fields of every row, in one unit of work.
    void editAll(const std::vector<Contact> &rows, const QString &mark)
    {
        must(m_store
                 ->write([&](UnitOfWork &unit) -> Status {
                     for (const Contact &each : rows) {
                         auto done = unit.edit(each.id, [&](Contact &row) {
                             row.department = row.post = row.mobile = row.officePhone = row.email = mark;
                         });
                         if (!done)
                             return done;
                     }
                     return {};
                 })
                 .result());
    }
    /// What its files look like from outside.
    [[nodiscard]] QStringList files() const
    {
        QStringList all;
        for (const QFileInfo &file : QDir(m_folder.path()).entryInfoList(QDir::Files, QDir::Name))
            all.append(file.fileName() + u' ' + QString::number(file.size()) + u' '
                       + file.lastModified().toString(Qt::ISODateWithMs));
        return all;
    }

private:
    QTemporaryDir m_folder;
    test::FakeKeyStore m_keys;
    SystemClock m_clock;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<HttpTransport> m_straight;
    std::unique_ptr<HttpTransport> m_far;
    std::optional<Enrolment> m_enrolment;
    int m_requests = 0;
};

QString cost(const SyncReport &report, int requests)
{
    return QStringLiteral("%1 requests, %2 KiB up, %3 KiB down")
        .arg(requests)
        .arg(report.bytesSent / 1024)
        .arg(report.bytesReceived / 1024);
}

/// Everything the measurements share: a server, devices that have met it, and the rows.
class Bench
{
public:
    Bench();
    void push();
    void firstSync(Phone::Way way, int runs);
    void catchUp(Phone::Way way, int runs);
    void merge(Phone::Way way, int runs);
    void idle();

private:
    [[nodiscard]] std::unique_ptr<Phone> newPhone();
    void rest();
    [[nodiscard]] double rawInsertMs() { return rawLoop(m_folder.path(), m_rows, 0, 0).insertMs; }
    [[nodiscard]] static QString named(const char *name, Phone::Way way)
    {
        return QString::fromUtf8(name) + (way == Phone::Way::Far ? QStringLiteral(", far") : QString());
    }

    const DemoCompany m_demo = must(DemoCompany::load(QDate::currentDate()));
    QTemporaryDir m_folder;
    ctl::ServerProcess m_server{m_folder.filePath(QStringLiteral("server"))};
    test::RoughNetwork m_network{1};
    std::vector<Contact> m_rows;
    int m_links = 0;
    std::unique_ptr<Phone> m_author;
    std::unique_ptr<Phone> m_colleague;
    int m_round = 0;
};

Bench::Bench()
    : m_rows(sampleContacts(kRows, m_demo.territory.id.uuid, m_demo.accounts.front().id))
{
    const Uuid person = m_demo.people.front().id.uuid;
    must(m_server.start(std::vector<Uuid>(kPhones, person)));
    m_network.leadTo({quint16(QUrl(m_server.url()).port())});
    m_network.setWeather({.latencyMs = kRoundTripMs / 2, .bytesPerSecond = kFarBytesPerSecond});
    m_author = newPhone();
}

std::unique_ptr<Phone> Bench::newPhone()
{
    if (m_links == kPhones)
        giveUp(QStringLiteral("more phones than links"));
    return std::make_unique<Phone>(m_server.linkFor(m_demo.people.front().id.uuid, m_links++), m_network);
}

void Bench::rest()
{
    bench::rest(m_author->store());
    if (m_colleague)
        bench::rest(m_colleague->store());
}

void Bench::push()
{
    const auto insert = [this](std::span<const Contact> rows) {
        must(m_author->store()
                 .write([&](UnitOfWork &work) -> Status {
                     for (const Contact &row : rows) {
                         if (auto done = work.insert(row); !done)
                             return done;
                     }
                     return {};
                 })
                 .result());
    };
    // Of a phone that holds something already: what comes to one that does not is shown as it comes.
    insert(std::span(m_rows).first(1));
    m_author->sync();
    insert(std::span(m_rows).subspan(1));
    rest();
    SyncReport report;
    const Paired paired = measurePaired(
        1, [] {}, [this] { return rawInsertMs(); }, [&] { report = m_author->sync(); });
    print(lineOf(QStringLiteral("push of 20,000 new rows, decided and echoed"), paired,
                 QStringLiteral("raw insert"), QStringLiteral("-"), cost(report, m_author->requests())));
}

void Bench::firstSync(Phone::Way way, int runs)
{
    SyncReport report;
    const Paired paired = measurePaired(
        runs,
        [this] {
            rest();
            m_colleague = newPhone();
        },
        [this] { return rawInsertMs(); }, [&] { report = m_colleague->sync(way); });
    print(
        lineOf(named("W1 first sync of 20,000 rows x 12 fields", way), paired, QStringLiteral("raw insert"),
               way == Phone::Way::Far ? QStringLiteral("-") : QStringLiteral("2"),
               QStringLiteral("%1 rows, ").arg(report.rowsReceived) + cost(report, m_colleague->requests())));
}

void Bench::catchUp(Phone::Way way, int runs)
{
    SyncReport report;
    const Paired paired = measurePaired(
        runs,
        [&] {
            m_author->sync();
            m_colleague->sync(way);
            ++m_round;
            m_author->edit(m_rows, 0, kEdits, QStringLiteral("author %1").arg(m_round));
            m_colleague->edit(m_rows, kEdits - kCollisions, kEdits,
                              QStringLiteral("colleague %1").arg(m_round));
            m_author->sync();
            rest();
        },
        [this] { return rawInsertMs(); }, [&] { report = m_colleague->sync(way); });
    if (report.merged != kCollisions)
        giveUp(QStringLiteral("W2 met %1 collisions").arg(report.merged));
    print(lineOf(named("W2 catch-up, 1,000 + 1,000 edits, 200 collide", way), paired,
                 QStringLiteral("raw insert"),
                 way == Phone::Way::Far ? QStringLiteral("-") : QStringLiteral("1"),
                 cost(report, m_colleague->requests())));
}

void Bench::merge(Phone::Way way, int runs)
{
    SyncReport report;
    const Paired paired = measurePaired(
        runs,
        [&] {
            m_colleague->sync(way);
            m_author->editAll(m_rows, QStringLiteral("changed %1").arg(++m_round));
            m_author->sync();
            rest();
        },
        [this] { return rawLoop(m_folder.path(), m_rows, kChanges, 0).updateMs; },
        [&] { report = m_colleague->sync(way); });
    print(lineOf(named("W3 100,000 field changes fetched and merged", way), paired,
                 QStringLiteral("raw updates"),
                 way == Phone::Way::Far ? QStringLiteral("-") : QStringLiteral("0.5 to merge"),
                 cost(report, m_colleague->requests())));
}

void Bench::idle()
{
    m_colleague->sync(Phone::Way::Far);
    rest();
    const QStringList before = m_colleague->files();
    const auto countedBefore = m_network.figures();
    const SyncReport report = m_colleague->sync(Phone::Way::Far);
    const auto counted = m_network.figures();
    const qint64 onWire =
        counted.bytesUp + counted.bytesDown - countedBefore.bytesUp - countedBefore.bytesDown;
    const bool isQuiet = m_colleague->files() == before;
    std::printf("idle sync: %d request, %lld B up and %lld B down in bodies, %lld B on the wire with heads "
                "and TLS, %s"
                "  goal 1 request, 1,024 B, no write\n",
                m_colleague->requests(), qlonglong(report.bytesSent), qlonglong(report.bytesReceived),
                qlonglong(onWire), isQuiet ? "no write" : "WRITES");
    if (m_colleague->requests() != 1 || report.bytesSent + report.bytesReceived >= 1'024 || !isQuiet)
        giveUp(QStringLiteral("an idle sync costs more than it may"));
}

} // namespace

void benchSync()
{
    using enum Phone::Way;
    Bench bench;
    bench.push();
    bench.firstSync(Straight, kRuns);
    bench.catchUp(Straight, kRuns);
    bench.merge(Straight, kRuns);
    std::printf(
        "far: every round trip takes %d ms, at %lld kbit/s; their figures are times more than ratios\n",
        kRoundTripMs, qlonglong(kFarBytesPerSecond * 8 / 1'000));
    bench.firstSync(Far, 1);
    bench.catchUp(Far, 3);
    bench.merge(Far, 1);
    bench.idle();
}

} // namespace legwork::bench
