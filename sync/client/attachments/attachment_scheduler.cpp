// SPDX-License-Identifier: Apache-2.0
#include "sync/client/attachments/attachment_scheduler.h"

#include "core/schema/rows.h"
#include "core/storage/attachments/attachment_files.h"
#include "core/storage/known_names.h"
#include "core/storage/outbox.h"
#include "sync/client/attachments/attachment_session.h"
#include "sync/client/sync_pacing.h"

#include <QRandomGenerator>

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace legwork::sync {
namespace {

namespace known = storage::known;
using std::chrono::milliseconds;
using storage::LocalFile;
using SteadyTime = std::chrono::steady_clock::time_point;

milliseconds steadyNow()
{
    return std::chrono::ceil<milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

/// Of the way to the server, not of one file: whatever comes next would meet it too.
bool isOfTheWay(const Error &error)
{
    return error.code.startsWith(QLatin1String("net.")) || error.code.startsWith(QLatin1String("server."))
           || error.code == QLatin1String("sync.unauthorised")
           || error.code == QLatin1String("attach.server-full")
           || error.code == QLatin1String("attach.too-many") || error.code == QLatin1String("storage.full");
}

struct Job {
    LocalFile file;
    bool isSending = false;
};

} // namespace

struct AttachmentScheduler::Private {
    storage::Store &store;
    const Connectivity &connectivity;
    const TransportFactory transports;
    const Limits limits;

    std::mutex mutex;
    std::condition_variable wake;
    bool stopping = false;
    SyncPacing pacing;
    std::shared_ptr<Transport> way;
    QByteArray wayToken; ///< Of the enrolment that `way` was made for.
    /// Files that wait alone, and how long they will after the next failure.
    struct Waiting {
        milliseconds until{};
        milliseconds delay = limits::kRetryFirst;
    };
    std::map<ContentHash, Waiting> waiting; ///< Of the thread.
    bool hasTidied = false;
    int subscription = 0;
    std::thread thread;

    Private(storage::Store &theStore, const Connectivity &theConnectivity, TransportFactory theTransports,
            Limits theLimits)
        : store(theStore)
        , connectivity(theConnectivity)
        , transports(std::move(theTransports))
        , limits(theLimits)
    {
    }

    template<class Work>
    auto read(Work work)
    {
        return store.read([work](storage::Reader &reader) { return work(reader.connection()); }).result();
    }
    template<class Work>
    auto write(Work work)
    {
        return store
            .synchronise([work](sqlite::Connection &writer, storage::Capture &) { return work(writer); })
            .result();
    }

    void run();
    /// Carries until nothing is left, or something stands in the way; its advice, when something does.
    [[nodiscard]] std::optional<Advice> carry();
    [[nodiscard]] Result<std::optional<Job>> nextJob(bool isCostly);
    [[nodiscard]] bool mayTry(const ContentHash &content) const
    {
        const auto found = waiting.find(content);
        return found == waiting.end() || steadyNow() >= found->second.until;
    }
    [[nodiscard]] Result<std::shared_ptr<Transport>> wayFor(const Enrolment &who);
    void settle(const Job &job, const Status &done);
    [[nodiscard]] Status prefetch();
    [[nodiscard]] Status evict();
    /// Removes bytes that nothing knows of: a crash came between taking them in and writing their row.
    [[nodiscard]] Status tidy();
    [[nodiscard]] bool isStopping()
    {
        const std::lock_guard lock(mutex);
        return stopping;
    }
};

AttachmentScheduler::AttachmentScheduler(storage::Store &store, const Connectivity &connectivity,
                                         TransportFactory transports, Limits limits)
    : d(std::make_unique<Private>(store, connectivity, std::move(transports), limits))
{
    d->subscription = store.subscribe([this](const storage::ChangedRows &changed) {
        for (const auto &row : changed.rows) {
            if (row.entityNo != Attachment::kEntityNo)
                continue;
            {
                const std::lock_guard lock(d->mutex);
                d->pacing.edited(steadyNow());
            }
            d->wake.notify_all();
            return;
        }
    });
    d->pacing.bringForward(steadyNow());
    d->thread = std::thread([this] { d->run(); });
}

AttachmentScheduler::~AttachmentScheduler()
{
    d->store.unsubscribe(d->subscription);
    std::shared_ptr<Transport> way;
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
        way = d->way;
    }
    d->wake.notify_all();
    if (way)
        way->cancel();
    d->thread.join();
}

void AttachmentScheduler::lookNow()
{
    {
        const std::lock_guard lock(d->mutex);
        d->pacing.ask();
    }
    d->wake.notify_all();
}

void AttachmentScheduler::Private::run()
{
    for (;;) {
        {
            std::unique_lock lock(mutex);
            while (!stopping && !pacing.isDue(steadyNow())) {
                if (const auto due = pacing.dueAt())
                    wake.wait_until(lock, SteadyTime(*due));
                else
                    wake.wait(lock);
            }
            if (stopping)
                return;
            pacing.begin();
        }
        const auto trouble = carry();
        const std::lock_guard lock(mutex);
        if (trouble)
            (void)pacing.failed(steadyNow(), *trouble, QRandomGenerator::global()->generateDouble());
        else
            (void)pacing.succeeded(steadyNow(), false);
        for (const auto &[content, file] : waiting)
            pacing.bringForward(std::max(file.until, steadyNow() + limits::kRetryFirst));
    }
}

Result<std::shared_ptr<Transport>> AttachmentScheduler::Private::wayFor(const Enrolment &who)
{
    const std::lock_guard lock(mutex);
    if (!way || wayToken != who.token) {
        auto made = transports(who.server, who.authorities);
        if (!made)
            return forward(made);
        way = std::move(*made);
        wayToken = who.token;
    }
    return way;
}

std::optional<Advice> AttachmentScheduler::Private::carry()
{
    const auto who = read([](sqlite::Connection &connection) { return Enrolment::load(connection); });
    if (!who)
        return who.error().advice;
    if (!*who)
        return Advice::Retry;
    const auto found = wayFor(**who);
    if (!found)
        return found.error().advice;
    AttachmentSession session(store, **who, **found);
    if (auto gone = evict(); !gone)
        return gone.error().advice;
    if (!std::exchange(hasTidied, true)) {
        if (auto gone = tidy(); !gone)
            return gone.error().advice;
    }
    while (!isStopping() && connectivity.reach() != Connectivity::Reach::Offline) {
        const auto isCostly =
            read([metered = connectivity.isMetered()](sqlite::Connection &connection) -> Result<bool> {
                const auto chosen = storage::meta(connection, known::kWifiOnly);
                if (!chosen)
                    return forward(chosen);
                return metered && *chosen == Value(qint64(1));
            });
        if (!isCostly)
            return isCostly.error().advice;
        if (!connectivity.isMetered()) {
            if (auto wished = prefetch(); !wished)
                return wished.error().advice;
        }
        const auto job = nextJob(*isCostly);
        if (!job)
            return job.error().advice;
        if (!*job)
            return std::nullopt;
        const Status done = (*job)->isSending ? session.send((*job)->file) : session.fetch((*job)->file);
        settle(**job, done);
        if (!done && isOfTheWay(done.error()))
            return done.error().advice;
    }
    return std::nullopt;
}

Result<std::optional<Job>> AttachmentScheduler::Private::nextJob(bool isCostly)
{
    constexpr int kLookedAt = 200;
    const auto wanted =
        read([](sqlite::Connection &connection) { return storage::filesToFetch(connection, kLookedAt); });
    if (!wanted)
        return forward(wanted);
    for (const LocalFile &file : *wanted) {
        if (mayTry(file.content))
            return std::optional(Job{file, false});
    }
    if (isCostly)
        return std::optional<Job>();
    const auto leaving = read([](sqlite::Connection &connection) -> Result<std::vector<LocalFile>> {
        // Receipts count in an epoch: before the first sync there is none.
        const auto epoch = storage::meta(connection, known::kEpoch);
        if (!epoch)
            return forward(epoch);
        if (isNull(*epoch))
            return std::vector<LocalFile>();
        return storage::filesToSend(connection, kLookedAt);
    });
    if (!leaving)
        return forward(leaving);
    for (const LocalFile &file : *leaving) {
        if (mayTry(file.content))
            return std::optional(Job{file, true});
    }
    return std::optional<Job>();
}

void AttachmentScheduler::Private::settle(const Job &job, const Status &done)
{
    const ContentHash content = job.file.content;
    if (done) {
        waiting.erase(content);
        return;
    }
    if (isOfTheWay(done.error()))
        return;
    Waiting &file = waiting[content];
    file.until = steadyNow() + file.delay;
    file.delay = std::min(file.delay * 2, limits::kRetryLongest);
    // Bytes that are gone for good: only somebody who has them can help, so it is said.
    const bool isLost = job.isSending
                        && (done.error().code == QLatin1String("storage.file-damaged")
                            || done.error().code == QLatin1String("storage.no-file")
                            || done.error().code == QLatin1String("attach.too-large"));
    if (!isLost)
        return;
    (void)write([content, code = done.error().code](sqlite::Connection &writer) -> Status {
        auto lost = storage::localFile(writer, content);
        if (!lost || !*lost)
            return {};
        (*lost)->trouble = code;
        return storage::putLocalFile(writer, **lost);
    });
    announceRowsOf(store, content);
}

Status AttachmentScheduler::Private::prefetch()
{
    const Instant now = store.clock().now().wall;
    return write([now, most = limits.prefetchedBytesMax, atOnce = limits.prefetchedAtOnce,
                  today = now.toLocal().date().toString(Qt::ISODate)](sqlite::Connection &writer) -> Status {
        // Newest first, of the customers whom this person visits today; nothing that is here or has been asked for.
        auto wished =
            writer.prepare("SELECT sha256, byteCount FROM attachment WHERE _deleted = 0 AND length(sha256) = "
                           "64 AND byteCount"
                           " BETWEEN 1 AND ? AND accountId IN (SELECT accountId FROM visit WHERE plannedOn = "
                           "? AND _deleted = 0"
                           " AND personId = (SELECT value FROM meta WHERE name = 'person'))"
                           " AND sha256 NOT IN (SELECT hex FROM local_file) ORDER BY takenAt DESC LIMIT ?");
        if (!wished)
            return forward(wished);
        wished->bind(most, today, atOnce);
        std::vector<std::pair<ContentHash, qint64>> files;
        for (auto more = wished->step();; more = wished->step()) {
            if (!more)
                return forward(more);
            if (!*more)
                break;
            if (const auto content = ContentHash::fromHex(wished->text(0)))
                files.emplace_back(*content, wished->integer(1));
        }
        for (const auto &[content, bytes] : files) {
            // Not as recently used as anything that somebody has looked at.
            if (auto noted = storage::noteWanted(writer, content, bytes, Instant{0}); !noted)
                return noted;
        }
        return {};
    });
}

Status AttachmentScheduler::Private::evict()
{
    const Instant before{store.clock().now().wall.ms - limits.removedMs};
    const auto going = read([before, most = limits.keptBytesMax](sqlite::Connection &connection) {
        return storage::filesToEvict(connection, most, before);
    });
    if (!going)
        return forward(going);
    for (const LocalFile &file : *going) {
        // First forgotten, then removed: a crash in between leaves bytes, never a row without them.
        const auto dropped = write([content = file.content, before,
                                    most = limits.keptBytesMax](sqlite::Connection &writer) -> Result<bool> {
            // Looked at again where nothing comes between: it may have been used, or the server may have gone back.
            const auto still = storage::filesToEvict(writer, most, before);
            if (!still)
                return forward(still);
            const bool mayGo = std::any_of(still->begin(), still->end(),
                                           [&](const LocalFile &each) { return each.content == content; });
            if (!mayGo)
                return false;
            if (auto gone = storage::dropLocalFile(writer, content); !gone)
                return forward(gone);
            return true;
        });
        if (!dropped)
            return forward(dropped);
        if (!*dropped)
            continue;
        if (auto gone = store.files().remove(file.content); !gone)
            return gone;
        if (auto gone = store.files().removeFetched(file.content); !gone)
            return gone;
        announceRowsOf(store, file.content);
    }
    return {};
}

Status AttachmentScheduler::Private::tidy()
{
    const auto known =
        read([](sqlite::Connection &connection) { return storage::contentsOfLocalFiles(connection); });
    if (!known)
        return forward(known);
    store.files().removeUnknown(*known);
    return {};
}

} // namespace legwork::sync
