// SPDX-License-Identifier: Apache-2.0
#include "tests/network/rough_device.h"

#include "app/ctl/scenario.h"

#include <QElapsedTimer>
#include <QRegularExpression>

#include <array>

namespace legwork::test {
namespace {

/// What a sync may take while the network is at its worst; then something else is done.
constexpr int kRoughSyncMs = 4'000;
constexpr int kCalmSyncMs = 60'000;
constexpr int kEnrolTries = 20;
constexpr int kSettleTries = 5;
constexpr int kKillWithinMs = 2'500;

bool isGone(const Status &status) { return !status && status.error().code == QLatin1String("device.gone"); }

/// Of the network or the server, in passing.
bool isPassing(const Error &error)
{
    return error.code == QLatin1String("player.too-late") || error.code.startsWith(QLatin1String("net."))
           || error.code.startsWith(QLatin1String("server."));
}

Status statusOf(const Result<QJsonObject> &answer) { return answer ? Status() : Status(forward(answer)); }

} // namespace

RoughDevice::RoughDevice(Plan plan)
    : m_plan(std::move(plan))
    , m_network(m_plan.seed)
    , m_random(m_plan.seed)
    , m_onThread(new QObject)
{
    m_onThread->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_onThread, &QObject::deleteLater);
    m_thread.start();
}

RoughDevice::~RoughDevice()
{
    (void)play([this] {
        m_process.reset();
        return Status();
    }).get();
    m_thread.quit();
    m_thread.wait();
}

std::future<Status> RoughDevice::play(std::function<Status()> deed)
{
    auto done = std::make_shared<std::promise<Status>>();
    QMetaObject::invokeMethod(m_onThread, [done, deed = std::move(deed)] { done->set_value(deed()); });
    return done->get_future();
}

std::future<Status> RoughDevice::enrol(const QString &link)
{
    static const QRegularExpression address(QStringLiteral("(?<=server=)[^&]*"));
    QString through = link;
    through.replace(address, QStringLiteral("https://127.0.0.1:%1").arg(m_network.port()));
    return play([this, through]() -> Status {
        m_process = std::make_unique<ctl::DeviceProcess>(ctl::DeviceProcess::Settings{
            m_plan.name, m_plan.folder, m_plan.folder + QStringLiteral(".key"), QStringLiteral("zh_CN")});
        Status done = m_process->start();
        if (!done)
            return done;
        for (int i = 0; i < kEnrolTries; ++i) {
            // The answer to a request may be lost: the same install may ask again. So may who has begun to download.
            done = statusOf(m_process->step({{QStringLiteral("do"), QStringLiteral("enrol")},
                                             {QStringLiteral("link"), through},
                                             {QStringLiteral("name"), m_plan.name}}));
            if (done || !isPassing(done.error()))
                break;
        }
        for (int i = 0; done && m_sessions == 0 && i < kEnrolTries; ++i)
            done = syncRoughly();
        return done;
    });
}

std::future<Status> RoughDevice::live(int deeds, int kills)
{
    return play([this, deeds, kills] { return liveNow(deeds, kills); });
}

std::future<Status> RoughDevice::settle()
{
    return play([this] { return settleNow(); });
}

std::future<Status> RoughDevice::inspect()
{
    return play([this] { return inspectNow(); });
}

Status RoughDevice::startAgain()
{
    noteAcknowledged();
    return m_process->start();
}

Status RoughDevice::liveNow(int deeds, int kills)
{
    for (int i = 0; i < deeds; ++i) {
        // The last deeds before the end are the ones that must be deadly.
        const bool mustDie = deeds - i <= kills;
        if (mustDie || m_random.bounded(6) == 0)
            m_process->killAfter(int(m_random.bounded(kKillWithinMs)));
        Status done = deed();
        while (mustDie && done) // until it dies of it
            done = deed();
        ++m_deeds;
        if (isGone(done)) {
            ++m_kills;
            done = startAgain();
        }
        if (!done)
            return done;
    }
    // No kill may be left over for the calm that follows.
    m_process->killAfter(std::numeric_limits<int>::max());
    noteAcknowledged();
    return {};
}

Status RoughDevice::deed()
{
    if (m_random.bounded(3) == 0)
        return syncRoughly();
    static constexpr std::array kFacts{"categoryOwner", "industry"};
    const QString account = m_plan.accounts.at(int(m_random.bounded(m_plan.accounts.size())));
    const QString fact = QString::fromLatin1(kFacts[size_t(m_random.bounded(int(kFacts.size())))]);
    const Status edited = ctl::editAccount(*m_process, account, fact,
                                           QStringLiteral("%1 第%2次").arg(m_plan.name).arg(m_deeds));
    // The account may be among the rows that the network has not let through yet.
    const bool isMissing = !edited && edited.error().code == QLatin1String("storage.no-row");
    return isMissing ? syncRoughly() : edited;
}

Status RoughDevice::syncRoughly()
{
    const auto synced = m_process->step(
        {{QStringLiteral("do"), QStringLiteral("sync")}, {QStringLiteral("ms"), kRoughSyncMs}});
    m_sessions += synced ? 1 : 0;
    return synced || isPassing(synced.error()) ? Status() : Status(forward(synced));
}

Status RoughDevice::settleNow()
{
    Status done;
    for (int i = 0; i < kSettleTries; ++i) {
        const auto synced = m_process->step(
            {{QStringLiteral("do"), QStringLiteral("sync")}, {QStringLiteral("ms"), kCalmSyncMs}});
        done = statusOf(synced);
        if (!done && !isPassing(done.error()))
            return done;
        if (!done)
            continue;
        ++m_sessions;
        const auto outbox = m_process->step({{QStringLiteral("do"), QStringLiteral("outbox")}});
        if (!outbox)
            return forward(outbox);
        if (outbox->value(QLatin1String("waiting")).toInteger() == 0)
            return {};
    }
    if (done)
        m_problems.append(QStringLiteral("%1: edits are left waiting").arg(m_plan.name));
    return done;
}

Status RoughDevice::inspectNow()
{
    noteAcknowledged();
    QJsonArray acknowledged;
    for (const auto &[number, acknowledgement] : m_acknowledged)
        acknowledged.append(acknowledgement);
    const auto verified = m_process->step(
        {{QStringLiteral("do"), QStringLiteral("verify")}, {QStringLiteral("acks"), acknowledged}});
    if (!verified)
        return forward(verified);
    for (const auto *what : {"missing", "wrong"}) {
        for (const QJsonValue &value : verified->value(QLatin1String(what)).toArray())
            m_problems.append(
                QStringLiteral("%1: %2 %3").arg(m_plan.name, QLatin1String(what), value.toString()));
    }
    const auto digest = m_process->step({{QStringLiteral("do"), QStringLiteral("digest")}});
    if (!digest)
        return forward(digest);
    m_rows.clear();
    const QJsonObject scopes = digest->value(QLatin1String("scopes")).toObject();
    for (auto scope = scopes.constBegin(); scope != scopes.constEnd(); ++scope) {
        const QJsonObject of = scope.value().toObject();
        m_rows[Uuid::fromText(scope.key()).value_or(Uuid())] = {
            of.value(QLatin1String("rows")).toInteger(),
            QByteArray::fromHex(of.value(QLatin1String("sha256")).toString().toLatin1())};
    }
    return {};
}

void RoughDevice::noteAcknowledged()
{
    const QJsonArray &all = m_process->acknowledgements();
    for (; m_noted < all.size(); ++m_noted) {
        const QJsonObject one = all.at(m_noted).toObject();
        const auto [known, isNew] = m_acknowledged.emplace(one.value(QLatin1String("ack")).toInteger(), one);
        if (!isNew && known->second != one)
            m_problems.append(
                QStringLiteral("%1: edit %2 has become another").arg(m_plan.name).arg(known->first));
    }
}

} // namespace legwork::test
