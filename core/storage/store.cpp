// SPDX-License-Identifier: Apache-2.0
#include "core/storage/store.h"

#include "core/storage/attachments/attachment_files.h"
#include "core/storage/profile.h"
#include "core/storage/tables.h"
#include "core/storage/undo.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

namespace legwork::storage {
namespace {

constexpr int kReaders = 2;
// What can wait: how long the writer must have had nothing to do, and how many rows (some ten milliseconds) the search
// index then takes up before the writer looks for work again.
constexpr std::chrono::milliseconds kIdle{300};
constexpr int kIndexedAtOnce = 100;
// The log is moved into the file when there is nothing to do, so that nobody's edit waits for that; while there is no
// such pause, when it has come to 32 MiB.
constexpr int kLogPagesMax = 8'000;
constexpr const char *kLogBytesKept =
    "PRAGMA journal_size_limit = 4194304"; // of its file, once it has been moved

/// Jobs in order, for one or more threads. Jobs left when it stops are still run: a promise is never left open.
template<class Job>
class JobQueue
{
public:
    void post(Job job)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_jobs.push_back(std::move(job));
        }
        m_wake.notify_one();
    }
    /// False when the queue has been stopped and is empty.
    bool take(Job &job)
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [&] { return m_stopped || !m_jobs.empty(); });
        if (m_jobs.empty())
            return false;
        job = std::move(m_jobs.front());
        m_jobs.pop_front();
        return true;
    }
    enum class Taken { Got, NoneYet, Stopped };
    /// As take(), but waits no longer than that.
    Taken takeWithin(Job &job, std::chrono::milliseconds patience)
    {
        {
            std::unique_lock lock(m_mutex);
            const auto isReady = [&] { return m_stopped || !m_jobs.empty(); };
            if (!m_wake.wait_for(lock, patience, isReady))
                return Taken::NoneYet;
        }
        return take(job) ? Taken::Got : Taken::Stopped;
    }
    void stop()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopped = true;
        }
        m_wake.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_stopped = false;
};

QString databasePath(const QString &folder) { return QDir(folder).filePath(QStringLiteral("legwork.db")); }

// Indexes for what pages ask at every start, beside those of the schema (entities.def). An older version of the app does
// not mind them. The condition of the second must stand in a query word for word.
constexpr const char *kPageIndexes =
    "CREATE INDEX IF NOT EXISTS visit_checkInAt ON visit(checkInAt) WHERE checkInAt IS NOT NULL;"
    "CREATE INDEX IF NOT EXISTS commitment_open ON commitment(accountId)"
    " WHERE _deleted = 0 AND ifnull(state, 'open') NOT IN ('agreed', 'broken', 'cancelled');";

/// The key of a folder, decided by what is there: see Store::open. Makes profile and key only where there is no data.
Result<std::pair<Profile, SecretKey>> unlock(const Store::Settings &settings)
{
    const QFileInfo database(databasePath(settings.folder));
    const bool hasData = database.exists() && database.size() > 0;
    auto known = loadProfile(settings.folder);
    if (!known)
        return forward(known);
    if (!*known) {
        // Data without a profile has lost the name of its key: never cover it with a new one.
        if (hasData)
            return fail(QStringLiteral("storage.key-lost"), Advice::AskUser);
        Profile profile;
        profile.install = Uuid::generate();
        profile.keyName = QStringLiteral("legwork/") + profile.install.toText();
        SecretKey key = SecretKey::generate();
        profile.keyCheck = key.checkValue();
        if (auto saved = settings.keyStore->save(profile.keyName, key); !saved)
            return forward(saved);
        if (auto saved = saveProfile(settings.folder, profile); !saved)
            return forward(saved);
        return std::pair(std::move(profile), std::move(key));
    }
    auto key = settings.keyStore->load((*known)->keyName);
    if (!key) {
        const bool isGone = key.error().code == QLatin1String("keystore.not-found")
                            || key.error().code == QLatin1String("keystore.invalidated");
        if (isGone)
            return fail(QStringLiteral("storage.key-lost"), Advice::AskUser);
        return forward(key);
    }
    if (key->checkValue() != (*known)->keyCheck)
        return fail(QStringLiteral("storage.wrong-key"), Advice::AskUser);
    return std::pair(std::move(**known), std::move(*key));
}

} // namespace

struct Store::Private {
    const Clock *clock = nullptr;
    Running running = Running::OnOwnThreads;
    Profile profile;
    std::unique_ptr<QLockFile> lock;
    std::unique_ptr<AttachmentFiles> files;
    std::unique_ptr<sqlite::Connection> writer;
    std::unique_ptr<Capture> capture;
    std::vector<std::unique_ptr<sqlite::Connection>> readers;

    JobQueue<std::function<void()>> writes;
    JobQueue<std::function<void(Result<Reader *>)>> reads;
    std::vector<std::thread> threads;

    std::mutex listenersMutex;
    std::map<int, std::function<void(const ChangedRows &)>> listeners;
    int lastListener = 0;

    void runWrites()
    {
        using Taken = JobQueue<std::function<void()>>::Taken;
        bool isWorkDue = true;
        auto patience = kIdle;
        std::function<void()> job;
        for (;;) {
            const Taken taken = isWorkDue ? writes.takeWithin(job, patience)
                                          : (writes.take(job) ? Taken::Got : Taken::Stopped);
            if (taken == Taken::Stopped)
                return; // what is due is taken up after the next start
            if (taken == Taken::NoneYet) {
                isWorkDue = doWhatCanWait();
                patience = std::chrono::milliseconds(0);
                continue;
            }
            job();
            job = nullptr;
            isWorkDue = true;
            patience = kIdle;
        }
    }

    /// A piece of it; whether more is due. A failure (a full disk, say) shows at the next write too; what is due stays so.
    bool doWhatCanWait()
    {
        if (SearchIndex(*writer).catchUp(kIndexedAtOnce).value_or(false))
            return true;
        (void)writer->moveLog();
        return false;
    }

    void runReads(sqlite::Connection &connection)
    {
        std::function<void(Result<Reader *>)> job;
        while (reads.take(job)) {
            runRead(connection, job);
            job = nullptr;
        }
    }

    static void runRead(sqlite::Connection &connection, const std::function<void(Result<Reader *>)> &job)
    {
        // A transaction, so that all reads of one job see the same state.
        auto transaction = sqlite::Transaction::beginRead(connection);
        if (transaction) {
            Reader reader(connection);
            job(&reader);
        } else {
            job(forward(transaction));
        }
    }
};

Store::Store()
    : d(std::make_unique<Private>())
{
}

Store::~Store()
{
    d->writes.stop();
    d->reads.stop();
    for (std::thread &thread : d->threads)
        thread.join();
    d->readers.clear();
    d->capture.reset();
    if (d->writer)
        (void)d->writer->checkpoint(); // if it fails the log stays, and is read at the next start
}

Result<std::unique_ptr<Store>> Store::open(const Settings &settings)
{
    if (!QDir().mkpath(settings.folder))
        return fail(QStringLiteral("storage.io"), Advice::AskUser, {settings.folder});
    QFile::setPermissions(settings.folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);

    std::unique_ptr<Store> store(new Store);
    Private &d = *store->d;
    d.clock = settings.clock;
    d.running = settings.running;
    d.lock = std::make_unique<QLockFile>(QDir(settings.folder).filePath(QStringLiteral("lock")));
    d.lock->setStaleLockTime(0);
    if (!d.lock->tryLock(0))
        return fail(QStringLiteral("storage.in-use"), Advice::AskUser);

    auto unlocked = unlock(settings);
    if (!unlocked)
        return forward(unlocked);
    d.profile = std::move(unlocked->first);
    const QString path = databasePath(settings.folder);
    const SecretKey databaseKey = unlocked->second.derive("db/v1");
    d.files = std::make_unique<AttachmentFiles>(QDir(settings.folder).filePath(QStringLiteral("files")),
                                                unlocked->second.derive("attach/v1"));
    d.files->sweep();

    const QFileInfo file(path);
    const bool wasMade = file.exists() && file.size() > 0;
    const QString madeMark = QDir(settings.folder).filePath(QStringLiteral("made"));
    if (!wasMade && QFile::exists(madeMark))
        return fail(QStringLiteral("storage.data-lost"), Advice::AskUser);

    auto writer = sqlite::Connection::open(path, databaseKey, sqlite::Connection::Mode::Writer);
    if (!writer) {
        // The key is the right one, by its check value: then it is the file that cannot be read.
        if (writer.error().code == QLatin1String("storage.wrong-key"))
            return fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
        return forward(writer);
    }
    d.writer = std::move(*writer);
    d.writer->setLogMax(kLogPagesMax);
    if (auto limited = d.writer->execute(kLogBytesKept); !limited)
        return forward(limited);
    if (auto migrated = migrate(*d.writer); !migrated)
        return forward(migrated);
    if (auto renewed = SearchIndex(*d.writer).renew(); !renewed)
        return forward(renewed);
    if (auto indexed = d.writer->execute(kPageIndexes); !indexed)
        return forward(indexed);
    if (!QFile::exists(madeMark)) {
        QFile mark(madeMark);
        if (!mark.open(QIODevice::WriteOnly))
            return fail(QStringLiteral("storage.io"), Advice::Retry, {mark.errorString()});
    }
    d.capture = std::make_unique<Capture>(d.writer->handle());
    const bool isInline = d.running == Running::Inline;
    for (int i = 0; i < (isInline ? 1 : kReaders); ++i) {
        auto reader = sqlite::Connection::open(path, databaseKey, sqlite::Connection::Mode::Reader);
        if (!reader)
            return forward(reader);
        d.readers.push_back(std::move(*reader));
    }
    if (isInline)
        return store;
    d.threads.emplace_back([&d] { d.runWrites(); });
    for (const auto &reader : d.readers)
        d.threads.emplace_back([&d, connection = reader.get()] { d.runReads(*connection); });
    return store;
}

Uuid Store::install() const { return d->profile.install; }
const Clock &Store::clock() const { return *d->clock; }
const AttachmentFiles &Store::files() const { return *d->files; }
sqlite::Connection &Store::writer() { return *d->writer; }
Capture &Store::capture() { return *d->capture; }

void Store::postWrite(std::function<void()> job)
{
    if (d->running == Running::Inline)
        job();
    else
        d->writes.post(std::move(job));
}

void Store::postRead(std::function<void(Result<Reader *>)> job)
{
    if (d->running == Running::Inline)
        Private::runRead(*d->readers.front(), job);
    else
        d->reads.post(std::move(job));
}

Status Store::transact(const std::function<Status(UnitOfWork &)> &work)
{
    UnitOfWork unit(*d->writer, *d->capture, *d->clock);
    if (auto begun = unit.begin(); !begun)
        return begun;
    if (auto done = work(unit); !done)
        return done;
    auto changed = unit.commit();
    if (!changed)
        return forward(changed);
    announce(*changed);
    return {};
}

QFuture<Result<int>> Store::undo(const Uuid &undoId)
{
    return write([undoId](UnitOfWork &unit) -> Result<int> { return undoUnit(unit, undoId); });
}

int Store::subscribe(std::function<void(const ChangedRows &)> listener)
{
    const std::lock_guard lock(d->listenersMutex);
    d->listeners.emplace(++d->lastListener, std::move(listener));
    return d->lastListener;
}

void Store::unsubscribe(int subscription)
{
    const std::lock_guard lock(d->listenersMutex);
    d->listeners.erase(subscription);
}

void Store::announce(const ChangedRows &changed)
{
    if (changed.rows.empty())
        return;
    const std::lock_guard lock(d->listenersMutex);
    for (const auto &[number, listener] : d->listeners)
        listener(changed);
}

} // namespace legwork::storage
