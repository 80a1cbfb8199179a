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

#include <QTemporaryDir>
#include <QThread>

#include <future>

namespace legwork::bench {
namespace {

using namespace legwork::storage;
using namespace legwork::sync;

constexpr int kRows = 20'000;
constexpr int kEdits = 1'000;
constexpr int kCollisions = 200;
constexpr int kRuns = 3;

template<class T>
T must(Result<T> result)
{
    if (!result)
        giveUp(result.error().code + u' ' + result.error().arguments.join(u' '));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// A device as the product makes it, without pages: encrypted store, HTTPS, real sessions.
class Phone
{
public:
    explicit Phone(const QString &link)
    {
        m_store = must(Store::open({m_folder.path(), &m_keys, &m_clock}));
        const EnrolmentLink parsed = must(EnrolmentLink::parse(link));
        m_transport =
            must(HttpTransport::create({.server = parsed.server, .authorities = parsed.authorities}));
        QByteArray answer;
        std::promise<Status> ended;
        m_transport->start(
            {"/v1/enrol", {}, encode(enrolRequest(*m_store, parsed.code, QStringLiteral("bench")))},
            [&](QByteArrayView bytes) { answer.append(bytes.data(), bytes.size()); },
            [&](Status end) { ended.set_value(std::move(end)); });
        must(ended.get_future().get());
        m_enrolment.emplace(must(completeEnrolment(*m_store, parsed, QStringLiteral("bench"), answer)));
    }

    /// Sessions until there is nothing more to do.
    SyncReport sync()
    {
        SyncReport all;
        m_requests = 0;
        for (;;) {
            SyncSession session(*m_store, *m_enrolment);
            const SyncReport report = must(runSession(session, *m_transport));
            ++m_requests;
            all.bytesSent += report.bytesSent;
            all.bytesReceived += report.bytesReceived;
            all.rowsReceived += report.rowsReceived;
            all.merged += report.merged;
            if (!report.hasMore)
                return all;
        }
    }
    /// Until the search index has taken up what came, so that it takes no time from what another phone does then.
    void rest()
    {
        const auto due = [this] {
            return must(m_store
                            ->read([](Reader &reader) {
                                return reader.connection().number("SELECT count(*) FROM search_due");
                            })
                            .result());
        };
        while (due() > 0)
            QThread::msleep(20);
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

private:
    QTemporaryDir m_folder;
    test::FakeKeyStore m_keys;
    SystemClock m_clock;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<HttpTransport> m_transport;
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

} // namespace

void benchSync()
{
    const DemoCompany demo = must(DemoCompany::load(QDate::currentDate()));
    QTemporaryDir folder;
    ctl::ServerProcess server(folder.filePath(QStringLiteral("server")));
    // The two account managers and their lead share the territory.
    std::vector<Uuid> people;
    for (size_t i = 0; i < 3; ++i)
        people.push_back(demo.people[i].id.uuid);
    must(server.start(people));

    const auto rows = sampleContacts(kRows, demo.territory.id.uuid, demo.accounts.front().id);
    const RawTimes raw = rawLoop(folder.path(), rows, 0, 0);
    const QString unit = QStringLiteral("raw insert");

    Phone author(server.linkFor(people[0]));
    author.sync();
    must(author.store()
             .write([&](UnitOfWork &work) -> Status {
                 for (const Contact &row : rows) {
                     if (auto done = work.insert(row); !done)
                         return done;
                 }
                 return {};
             })
             .result());
    SyncReport report;
    const Timing push = measure(
        1, [] {}, [&] { report = author.sync(); });
    print({QStringLiteral("push of 20,000 new rows, decided and echoed"), push, raw.insertMs, unit,
           QStringLiteral("-"), cost(report, author.requests())});

    std::unique_ptr<Phone> colleague;
    size_t person = 1;
    const Timing firstSync = measure(
        2,
        [&] {
            author.rest();
            if (colleague)
                colleague->rest();
            colleague = std::make_unique<Phone>(server.linkFor(people[person++]));
        },
        [&] { report = colleague->sync(); });
    print({QStringLiteral("W1 first sync of 20,000 rows x 12 fields"), firstSync, raw.insertMs, unit,
           QStringLiteral("2"),
           QStringLiteral("%1 rows, ").arg(report.rowsReceived) + cost(report, colleague->requests())});

    int round = 0;
    const Timing catchUp = measure(
        kRuns,
        [&] {
            author.sync();
            colleague->sync();
            ++round;
            author.edit(rows, 0, kEdits, QStringLiteral("author %1").arg(round));
            colleague->edit(rows, kEdits - kCollisions, kEdits, QStringLiteral("colleague %1").arg(round));
            author.sync();
            author.rest();
            colleague->rest();
        },
        [&] { report = colleague->sync(); });
    if (report.merged != kCollisions)
        giveUp(QStringLiteral("W2 met %1 collisions").arg(report.merged));
    print({QStringLiteral("W2 catch-up, 1,000 + 1,000 edits, 200 collide"), catchUp, raw.insertMs, unit,
           QStringLiteral("1"), cost(report, colleague->requests())});
}

} // namespace legwork::bench
