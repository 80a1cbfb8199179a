// SPDX-License-Identifier: Apache-2.0
#include "platform/desktop/secret_service_key_store.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QThread>
#include <qt6keychain/keychain.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace legwork {
namespace {

/// An object on a thread that lives as long as the program: QtKeychain drives all its jobs from the thread
/// that started the first one, so that thread may never end before the last one does.
QObject *keychainContext()
{
    static QThread *thread = nullptr;
    static QObject *const context = [] {
        thread = new QThread;
        thread->setObjectName(QStringLiteral("legwork-keychain"));
        auto *made = new QObject;
        made->moveToThread(thread);
        thread->start();
        qAddPostRoutine([] {
            thread->quit();
            thread->wait();
        });
        return made;
    }();
    return context;
}

/// Asked of the bus itself, because QtKeychain reports a machine without a secret service as "unknown error".
bool hasSecretService()
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected() || !bus.interface())
        return false;
    const QStringList names = bus.interface()->registeredServiceNames().value()
                              + bus.interface()->activatableServiceNames().value();
    return names.contains(QStringLiteral("org.freedesktop.secrets"))
           || names.contains(QStringLiteral("org.kde.kwalletd5"))
           || names.contains(QStringLiteral("org.kde.kwalletd6"));
}

struct Answer {
    QKeychain::Error error = QKeychain::NoError;
    QString text;
    QByteArray bytes;
};

/// Shared by the caller and the keychain's thread, so that a late answer finds a home after a time-out.
struct Call {
    std::mutex mutex;
    std::condition_variable isAnswered;
    std::optional<Answer> answer;

    void set(Answer given)
    {
        const std::lock_guard lock(mutex);
        answer = std::move(given);
        isAnswered.notify_all();
    }
    std::optional<Answer> wait(std::chrono::milliseconds patience)
    {
        std::unique_lock lock(mutex);
        isAnswered.wait_for(lock, patience, [this] { return answer.has_value(); });
        return answer;
    }
    ~Call()
    {
        if (answer)
            wipe(answer->bytes.data(), size_t(answer->bytes.size()));
    }
};

/// Runs the job that `make` makes, and gives its answer; nothing when it takes too long.
template<class Job>
std::optional<Answer> run(std::function<Job *()> make, std::chrono::milliseconds patience)
{
    const auto call = std::make_shared<Call>();
    QMetaObject::invokeMethod(keychainContext(), [call, make = std::move(make)] {
        if (!hasSecretService()) {
            call->set({QKeychain::NoBackendAvailable, {}, {}});
            return;
        }
        Job *job = make();
        job->setInsecureFallback(false);
        QObject::connect(job, &QKeychain::Job::finished, job, [call, job] {
            Answer answer{job->error(), job->errorString(), {}};
            if constexpr (std::is_same_v<Job, QKeychain::ReadPasswordJob>)
                answer.bytes = job->binaryData();
            call->set(std::move(answer));
        });
        job->start();
    });
    return call->wait(patience);
}

Status statusOf(const std::optional<Answer> &answer)
{
    if (!answer)
        return fail(QStringLiteral("keystore.unavailable"), Advice::Retry);
    switch (answer->error) {
    case QKeychain::NoError:
        return {};
    case QKeychain::EntryNotFound:
        return fail(QStringLiteral("keystore.not-found"), Advice::AskUser);
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return fail(QStringLiteral("keystore.denied"), Advice::AskUser);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return fail(QStringLiteral("keystore.missing"), Advice::AskUser);
    default:
        return fail(QStringLiteral("keystore.failed"), Advice::GiveUp, {answer->text});
    }
}

} // namespace

SecretServiceKeyStore::SecretServiceKeyStore(QString service, std::chrono::milliseconds patience)
    : m_service(std::move(service))
    , m_patience(patience)
{
}

Result<SecretKey> SecretServiceKeyStore::load(const QString &name)
{
    const auto answer = run<QKeychain::ReadPasswordJob>(
        [service = m_service, name] {
            auto *job = new QKeychain::ReadPasswordJob(service);
            job->setKey(name);
            return job;
        },
        m_patience);
    if (const Status status = statusOf(answer); !status)
        return forward(status);
    auto key = SecretKey::fromBytes(answer->bytes);
    if (!key)
        return fail(QStringLiteral("keystore.invalidated"), Advice::GiveUp);
    return std::move(*key);
}

Status SecretServiceKeyStore::save(const QString &name, const SecretKey &key)
{
    QByteArray bytes = key.bytes().toByteArray();
    const auto answer = run<QKeychain::WritePasswordJob>(
        [service = m_service, name, bytes] {
            auto *job = new QKeychain::WritePasswordJob(service);
            job->setKey(name);
            job->setBinaryData(bytes);
            return job;
        },
        m_patience);
    if (const Status status = statusOf(answer); !status)
        return status;
    const Result<SecretKey> back = load(name);
    if (!back)
        return forward(back);
    if (back->bytes() != key.bytes())
        return fail(QStringLiteral("keystore.failed"), Advice::GiveUp,
                    {QStringLiteral("the key reads back differently")});
    return {};
}

Status SecretServiceKeyStore::remove(const QString &name)
{
    const auto answer = run<QKeychain::DeletePasswordJob>(
        [service = m_service, name] {
            auto *job = new QKeychain::DeletePasswordJob(service);
            job->setKey(name);
            return job;
        },
        m_patience);
    const Status status = statusOf(answer);
    if (!status && status.error().code == QLatin1String("keystore.not-found"))
        return {}; // gone already
    return status;
}

} // namespace legwork
