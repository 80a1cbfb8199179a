// SPDX-License-Identifier: Apache-2.0
#include "sync/client/sync_scheduler.h"

#include "sync/client/change_watch.h"
#include "sync/client/sync_pacing.h"

#include <QRandomGenerator>

#include <condition_variable>
#include <future>
#include <map>
#include <mutex>
#include <thread>

namespace legwork::sync {
namespace {
using SteadyTime = std::chrono::steady_clock::time_point;
using std::chrono::milliseconds;

/// The steady clock, as the pacing counts it.
milliseconds steadyNow()
{
    return std::chrono::ceil<milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

struct SyncScheduler::Private {
    storage::Store &store;
    Connectivity &connectivity;
    TransportFactory transports;

    mutable std::mutex mutex;
    std::condition_variable wake;
    bool stopping = false;
    SyncPacing pacing;
    std::optional<Enrolment> enrolment;
    std::shared_ptr<Transport> transport;

    bool isInForeground = false;

    SyncStatus status;
    std::mutex listenersMutex;
    std::map<int, std::function<void(const SyncStatus &)>> listeners;
    int lastListener = 0;
    int storeSubscription = 0;
    std::thread thread;
    std::shared_ptr<ChangeWatch> watch; // ends before what it calls

    Private(storage::Store &theStore, Connectivity &theConnectivity, TransportFactory theTransports)
        : store(theStore)
        , connectivity(theConnectivity)
        , transports(std::move(theTransports))
    {
    }

    void publish(const std::function<void(SyncStatus &)> &change)
    {
        SyncStatus now;
        {
            const std::lock_guard lock(mutex);
            change(status);
            now = status;
        }
        const std::lock_guard lock(listenersMutex);
        for (const auto &[number, listener] : listeners)
            listener(now);
    }

    /// Changes the pacing, which may bring the next look forward.
    void pace(const std::function<void(SyncPacing &)> &change)
    {
        {
            const std::lock_guard lock(mutex);
            change(pacing);
        }
        wake.notify_all();
    }

    [[nodiscard]] Status readEnrolment()
    {
        auto found =
            store.read([](storage::Reader &reader) { return Enrolment::load(reader.connection()); }).result();
        if (!found)
            return forward(found);
        if (!*found)
            return {};
        return adopt(std::move(**found));
    }

    [[nodiscard]] Status adopt(Enrolment found)
    {
        auto made = transports(found.server, found.authorities);
        if (!made)
            return forward(made);
        std::shared_ptr<ChangeWatch> former; // ends after the lock: its end may be waiting for that
        const std::lock_guard lock(mutex);
        former.swap(watch);
        transport = std::move(*made);
        enrolment = std::move(found);
        pacing.bringForward(steadyNow());
        return {};
    }

    void run();
    void runOne(const Enrolment &who, Transport &way);
    void settle(const Result<SyncReport> &result, bool isNarrowing);
    /// Waits for news after this cursor, if somebody looks.
    void followChanges(qint64 cursor);
    void stopFollowing();
};

SyncScheduler::SyncScheduler(storage::Store &store, Connectivity &connectivity, TransportFactory transports)
    : d(std::make_unique<Private>(store, connectivity, std::move(transports)))
{
    d->storeSubscription = store.subscribe([this](const storage::ChangedRows &changed) {
        if (!changed.isFromServer)
            d->pace([](SyncPacing &pacing) { pacing.edited(steadyNow()); });
    });
    d->thread = std::thread([this] { d->run(); });
}

SyncScheduler::~SyncScheduler()
{
    d->store.unsubscribe(d->storeSubscription);
    std::shared_ptr<Transport> transport;
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
        transport = d->transport;
    }
    d->wake.notify_all();
    if (transport)
        transport->cancel();
    d->thread.join();
}

void SyncScheduler::Private::run()
{
    if (auto found = readEnrolment(); !found) {
        publish([&](SyncStatus &now) {
            now.phase = SyncStatus::Phase::Blocked;
            now.error = found.error();
        });
    }
    for (;;) {
        std::optional<Enrolment> who;
        std::shared_ptr<Transport> way;
        {
            std::unique_lock lock(mutex);
            while (!stopping && !(transport && pacing.isDue(steadyNow()))) {
                if (const auto due = pacing.dueAt(); due && transport)
                    wake.wait_until(lock, SteadyTime(*due));
                else
                    wake.wait(lock);
            }
            if (stopping)
                return;
            pacing.begin();
            who = enrolment;
            way = transport;
        }
        if (connectivity.reach() == Connectivity::Reach::Offline) {
            publish([](SyncStatus &now) {
                now.phase = SyncStatus::Phase::Offline;
                now.nextAttemptAt = {};
            });
            continue; // until connectivityChanged() or somebody asks
        }
        runOne(*who, *way);
    }
}

void SyncScheduler::Private::runOne(const Enrolment &who, Transport &way)
{
    publish([](SyncStatus &now) {
        now.phase = SyncStatus::Phase::Running;
        now.report = {};
        now.nextAttemptAt = {};
    });
    SyncSession session(store, who, [this](const SyncReport &report) {
        publish([&](SyncStatus &now) { now.report = report; });
    });
    const auto result = runSession(session, way);
    if (result && result->renewed) {
        // Also for those who wait for news under the former name. A transport that could be made can be made again.
        (void)adopt(*result->renewed);
    }
    settle(result, session.isNarrowing());
}

void SyncScheduler::Private::settle(const Result<SyncReport> &result, bool isNarrowing)
{
    milliseconds delay{};
    pace([&](SyncPacing &now) {
        delay = result ? now.succeeded(steadyNow(), result->hasMore)
                       : now.failed(steadyNow(), result.error().advice,
                                    QRandomGenerator::global()->generateDouble(), isNarrowing);
    });
    const Instant wall = store.clock().now().wall;
    publish([&](SyncStatus &now) {
        using Phase = SyncStatus::Phase;
        ++now.sessions;
        now.nextAttemptAt = Instant{wall.ms + delay.count()};
        if (result) {
            now.phase = Phase::Idle;
            now.report = *result;
            now.error = {};
            now.lastSuccessAt = wall;
            now.clockAheadMs = result->deviceNow.ms - result->serverNow.ms;
            return;
        }
        now.error = result.error();
        if (now.error.code == QLatin1String("net.offline"))
            now.phase = Phase::Offline;
        else
            now.phase = now.error.advice == Advice::Retry ? Phase::Waiting : Phase::Blocked;
    });
    if (result && !result->hasMore)
        followChanges(result->cursor);
}

void SyncScheduler::Private::followChanges(qint64 cursor)
{
    std::shared_ptr<ChangeWatch> following;
    {
        const std::lock_guard lock(mutex);
        if (!isInForeground || stopping || !enrolment)
            return;
        if (!watch) {
            auto way = transports(enrolment->server, enrolment->authorities);
            if (!way)
                return; // the next look at an interval finds what changed
            watch = std::make_shared<ChangeWatch>(std::move(*way), bearerOf(*enrolment), [this] {
                pace([](SyncPacing &now) { now.bringForward(steadyNow()); });
            });
        }
        following = watch;
    }
    following->follow(cursor);
}

void SyncScheduler::Private::stopFollowing()
{
    std::shared_ptr<ChangeWatch> following;
    {
        const std::lock_guard lock(mutex);
        following = watch;
    }
    if (following)
        following->stop();
}

void SyncScheduler::setInForeground(bool isInForeground)
{
    {
        const std::lock_guard lock(d->mutex);
        if (std::exchange(d->isInForeground, isInForeground) == isInForeground)
            return;
    }
    if (isInForeground) // a look at once, and then it waits for news
        d->pace([](SyncPacing &pacing) { pacing.bringForward(steadyNow()); });
    else
        d->stopFollowing();
}

void SyncScheduler::connectivityChanged()
{
    if (d->connectivity.reach() == Connectivity::Reach::Offline) {
        d->stopFollowing();
        d->publish([](SyncStatus &now) {
            if (now.phase == SyncStatus::Phase::Idle || now.phase == SyncStatus::Phase::Waiting)
                now.phase = SyncStatus::Phase::Offline;
        });
        return;
    }
    syncNow();
}

SyncStatus SyncScheduler::status() const
{
    const std::lock_guard lock(d->mutex);
    return d->status;
}

int SyncScheduler::subscribe(std::function<void(const SyncStatus &)> listener)
{
    const std::lock_guard lock(d->listenersMutex);
    d->listeners.emplace(++d->lastListener, std::move(listener));
    return d->lastListener;
}

void SyncScheduler::unsubscribe(int subscription)
{
    const std::lock_guard lock(d->listenersMutex);
    d->listeners.erase(subscription);
}

void SyncScheduler::syncNow()
{
    d->pace([](SyncPacing &pacing) { pacing.ask(); });
}

Status SyncScheduler::enrol(const QString &text, const QString &deviceName)
{
    const auto link = EnrolmentLink::parse(text);
    if (!link)
        return forward(link);
    if (d->connectivity.reach() == Connectivity::Reach::Offline)
        return fail(QStringLiteral("net.offline"), Advice::Retry);
    auto transport = d->transports(link->server, link->authorities);
    if (!transport)
        return forward(transport);
    QByteArray answer;
    std::promise<Status> ended;
    (*transport)
        ->start(
            {"/v1/enrol", {}, encode(enrolRequest(d->store, link->code, deviceName))},
            [&](QByteArrayView bytes) { answer.append(bytes.data(), bytes.size()); },
            [&](Status end) { ended.set_value(std::move(end)); });
    const Status end = ended.get_future().get();
    // A refusal in our own words says more than its HTTP status.
    if (!end && answer.isEmpty())
        return end;
    auto enrolment = completeEnrolment(d->store, *link, deviceName, answer);
    if (!enrolment)
        return forward(enrolment);
    if (auto adopted = d->adopt(std::move(*enrolment)); !adopted)
        return adopted;
    syncNow();
    return {};
}

} // namespace legwork::sync
