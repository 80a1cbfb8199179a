// SPDX-License-Identifier: Apache-2.0
#include "tests/network/network_campaign.h"

#include "app/player/acknowledger.h"
#include "sync/server/store/postgres_store.h"

#include <QDir>
#include <QFile>
#include <QThread>
#include <QUrl>

#include <chrono>
#include <cstdio>

namespace legwork::test {
namespace {

using namespace std::chrono_literals;

constexpr int kSharedAccounts = 4;

tl::unexpected<Error> broken(const QString &why)
{
    return fail(QStringLiteral("campaign.broken"), Advice::GiveUp, {why});
}

Status firstOf(std::vector<std::future<Status>> &deeds)
{
    Status all;
    for (auto &deed : deeds) {
        const Status one = deed.get();
        if (all && !one)
            all = one;
    }
    return all;
}

/// Several servers under one name have one certificate.
Status shareIdentity(const QString &from, const QString &to)
{
    QDir().mkpath(to + QStringLiteral("/tls"));
    for (const auto *file : {"/tls/cert.pem", "/tls/key.pem", "/admin.token"}) {
        const QString name = QString::fromLatin1(file);
        if (!QFile::copy(from + name, to + name))
            return broken(name);
    }
    return {};
}

} // namespace

NetworkCampaign::NetworkCampaign(Settings settings)
    : m_settings(settings)
    , m_random(settings.seed)
{
}

NetworkCampaign::~NetworkCampaign() = default;

Status NetworkCampaign::run()
{
    Status done = prepare();
    for (int round = 0; done && round < m_settings.rounds && !m_settings.until.hasExpired(); ++round) {
        done = playRound(round);
        if (done)
            done = converge(size_t(round) % m_servers.size());
        if (done)
            done = compare();
        if (done)
            done = account();
        ++m_figures.rounds;
        tell(QStringLiteral(
                 "round %1: %2 device kills, %3 server kills, %4 cuts; %5 edits acknowledged, %6 accounted "
                 "for, %7 problems")
                 .arg(round + 1)
                 .arg(m_figures.deviceKills)
                 .arg(m_figures.serverKills)
                 .arg(m_figures.network.cuts + m_figures.networksCut)
                 .arg(m_figures.acknowledged)
                 .arg(m_figures.accounted)
                 .arg(m_problems.size()));
    }
    return done;
}

Status NetworkCampaign::prepare()
{
    if (const QString why = m_database.start(); !why.isEmpty())
        return broken(why);
    m_address = m_database.makeDatabase();
    auto people = ctl::DemoPeople::load();
    if (!people)
        return forward(people);
    m_people = std::move(*people);
    QStringList accounts;
    for (int i = 0; i < kSharedAccounts; ++i)
        accounts.append(m_people.company.accounts[size_t(i)].id.uuid.toText());
    for (size_t i = 0; i < m_servers.size(); ++i) {
        const QString folder = m_folder.filePath(QStringLiteral("server-%1").arg(i));
        m_servers[i] = std::make_unique<ctl::ServerProcess>(folder, m_address);
    }
    // The two account managers and their lead share the territory.
    for (size_t i = 0; i < 3; ++i)
        m_persons.push_back(m_people.company.people[i].id.uuid);
    if (const Status started = m_servers[0]->start(m_persons); !started)
        return started;
    if (const Status shared = shareIdentity(m_folder.filePath(QStringLiteral("server-0")),
                                            m_folder.filePath(QStringLiteral("server-1")));
        !shared)
        return shared;
    if (const Status started = startServer(1); !started)
        return started;
    auto store = server::PostgresStore::open(m_address);
    if (!store)
        return forward(store);
    m_store = std::move(*store);
    std::vector<std::future<Status>> enrolled;
    for (size_t i = 0; i < m_persons.size(); ++i) {
        const QString name = QStringLiteral("device-%1").arg(QChar(char16_t('A' + i)));
        m_devices.push_back(std::make_unique<RoughDevice>(RoughDevice::Plan{
            name, m_folder.filePath(name), m_persons[i], m_settings.seed * 8 + quint32(i), accounts}));
    }
    leadDevices();
    for (const auto &device : m_devices) {
        device->network().setWeather(anyWeather());
        enrolled.push_back(device->enrol(m_servers[0]->linkFor(device->plan().person)));
    }
    return firstOf(enrolled);
}

Status NetworkCampaign::startServer(size_t which) { return m_servers[which]->start({}); }

void NetworkCampaign::leadDevices()
{
    std::vector<quint16> ports;
    for (const auto &server : m_servers)
        ports.push_back(quint16(QUrl(server->url()).port()));
    for (const auto &device : m_devices)
        device->network().leadTo(ports);
}

NetworkWeather NetworkCampaign::anyWeather()
{
    const std::array<qint64, 5> rates{m_settings.slowestBytesPerSecond, 12'000, 24'000, 100'000, 0};
    NetworkWeather weather;
    weather.latencyMs = int(m_random.bounded(50, 400)); // a round trip of 100 to 800 ms
    weather.jitterMs = weather.latencyMs / 2;
    weather.bytesPerSecond = rates[size_t(m_random.bounded(int(rates.size())))];
    weather.lossShare = m_random.bounded(0.1);
    weather.cutShare = m_random.bounded(0.5);
    weather.cutWithinBytes = m_random.bounded(4, 64) * 1024;
    weather.stallShare = 0.2;
    weather.stallMs = int(m_random.bounded(500, 5'000));
    return weather;
}

Status NetworkCampaign::playRound(int round)
{
    std::vector<std::future<Status>> lives;
    for (size_t i = 0; i < m_devices.size(); ++i) {
        m_devices[i]->network().setWeather(anyWeather());
        const bool mustDie = i == size_t(round) % m_devices.size();
        lives.push_back(m_devices[i]->live(m_settings.deeds, mustDie ? 1 : 0));
    }
    const Status disturbed = disturbUntil(lives);
    const Status lived = firstOf(lives);
    return disturbed ? lived : disturbed;
}

/// Goes on with mischief until all devices have done their deeds.
Status NetworkCampaign::disturbUntil(std::vector<std::future<Status>> &lives)
{
    const auto areDone = [&lives] {
        return std::all_of(lives.begin(), lives.end(),
                           [](const auto &life) { return life.wait_for(0s) == std::future_status::ready; });
    };
    for (int turn = 0; turn < 2 || !areDone(); ++turn) {
        if (const Status done = disturb(turn); !done)
            return done;
        const QDeadlineTimer pause(qint64(m_random.bounded(300, 2'000)));
        while (!pause.hasExpired() && !areDone())
            QThread::msleep(20);
    }
    return {};
}

Status NetworkCampaign::disturb(int turn)
{
    // Each server dies once in any case; then whatever comes.
    const int deed = turn < 2 ? 0 : int(m_random.bounded(8));
    RoughDevice &device = *m_devices[size_t(m_random.bounded(int(m_devices.size())))];
    if (deed < 3) {
        const auto which = size_t(turn) % m_servers.size();
        m_servers[which]->kill();
        ++m_figures.serverKills;
        // For a moment connections lead to nobody.
        QThread::msleep(m_random.bounded(200));
        const Status started = startServer(which);
        leadDevices();
        return started;
    }
    if (deed < 5) {
        device.network().cutAll();
        ++m_figures.networksCut;
        return {};
    }
    if (deed == 5 && m_settings.killsDatabase) {
        m_database.kill();
        ++m_figures.databaseKills;
        QThread::msleep(m_random.bounded(1'000));
        const QString why = m_database.start();
        return why.isEmpty() ? Status() : Status(broken(why));
    }
    device.network().setWeather(anyWeather());
    return {};
}

/// In calm weather; first through one server, then through the other.
Status NetworkCampaign::converge(size_t first)
{
    for (const auto &device : m_devices)
        device->network().setWeather({});
    for (const size_t which : {first, (first + 1) % m_servers.size()}) {
        for (const auto &device : m_devices)
            device->network().leadTo({quint16(QUrl(m_servers[which]->url()).port())});
        if (const Status settled = together(&RoughDevice::settle); !settled)
            return settled;
    }
    return together(&RoughDevice::inspect);
}

Status NetworkCampaign::together(Deed deed)
{
    std::vector<std::future<Status>> deeds;
    for (const auto &device : m_devices)
        deeds.push_back((device.get()->*deed)());
    return firstOf(deeds);
}

Status NetworkCampaign::compare()
{
    const auto rows = ctl::digestStore(*m_store, m_persons);
    if (!rows)
        return forward(rows);
    m_figures.rows = 0;
    m_figures.deviceKills = 0;
    m_figures.network = {};
    for (const auto &device : m_devices) {
        if (device->rows().empty())
            m_problems.append(device->plan().name + QStringLiteral(": holds nothing"));
        for (const auto &[scope, digest] : device->rows()) {
            const auto held = rows->find(scope);
            m_figures.rows += digest.rows;
            if (held == rows->end() || held->second != digest)
                m_problems.append(QStringLiteral("%1: scope %2 is not the server's")
                                      .arg(device->plan().name, scope.toText()));
        }
        m_figures.deviceKills += device->kills();
        const RoughNetwork::Figures network = device->network().figures();
        m_figures.network.connections += network.connections;
        m_figures.network.cuts += network.cuts;
        m_figures.network.stalls += network.stalls;
        m_figures.network.losses += network.losses;
        m_figures.network.bytesUp += network.bytesUp;
        m_figures.network.bytesDown += network.bytesDown;
        m_problems.append(device->problems());
    }
    ++m_figures.convergences;
    return {};
}

/// Every edit that a device has called durable must be decided, as it was made.
Status NetworkCampaign::account()
{
    m_figures.acknowledged = m_figures.accounted = m_figures.merged = 0;
    for (const auto &device : m_devices) {
        const QString &name = device->plan().name;
        const auto id = Uuid::fromText(m_database.query(
            m_address, QStringLiteral("SELECT id FROM legwork.device WHERE name = '%1'").arg(name)));
        auto read = m_store->read();
        if (!id || !read)
            return broken(name);
        std::vector<Uuid> units;
        const QString named = m_database.query(
            m_address,
            QStringLiteral("SELECT coalesce(string_agg(DISTINCT unit::text, ','), '') FROM legwork.decision"
                           " WHERE device = '%1'")
                .arg(id->toText()));
        for (const QString &unit : named.split(u',', Qt::SkipEmptyParts))
            units.push_back(Uuid::fromText(unit).value_or(Uuid()));
        std::map<qint64, QJsonObject> decided;
        for (const auto &decision : (*read)->decisionsOn(units)) {
            decided.emplace(decision.operation.opNo, acknowledgementOf(decision.operation));
            m_figures.merged += decision.outcome.verdict == Verdict::Merged ? 1 : 0;
            if (decision.outcome.verdict == Verdict::Rejected)
                m_problems.append(QStringLiteral("%1: edit %2 was refused: %3")
                                      .arg(name)
                                      .arg(decision.operation.opNo)
                                      .arg(decision.outcome.code));
        }
        if (const Status good = (*read)->status(); !good)
            return good;
        for (const auto &[number, acknowledged] : device->acknowledged()) {
            const auto found = decided.find(number);
            ++m_figures.acknowledged;
            if (found != decided.end() && found->second == acknowledged)
                ++m_figures.accounted;
            else
                m_problems.append(QStringLiteral("%1: edit %2 is not at the server").arg(name).arg(number));
        }
    }
    return {};
}

void NetworkCampaign::tell(const QString &line) const
{
    if (!m_settings.isTalkative)
        return;
    std::printf("%s\n", qPrintable(line));
    std::fflush(stdout);
}

QString NetworkCampaign::report() const
{
    QString text;
    const auto line = [&text](const char *what, const QString &figure) {
        text += QStringLiteral("%1 %2\n").arg(QString::fromLatin1(what), -52).arg(figure);
    };
    const auto number = [](qint64 figure) { return QString::number(figure); };
    line("seed", number(m_settings.seed));
    line("rounds", number(m_figures.rounds));
    line("devices killed (SIGKILL)", number(m_figures.deviceKills));
    line("servers killed", number(m_figures.serverKills));
    line("database killed", number(m_figures.databaseKills));
    line("connections", number(m_figures.network.connections));
    line("  cut at some byte, stalled",
         number(m_figures.network.cuts) + QStringLiteral(", ") + number(m_figures.network.stalls));
    line("  packets lost and sent again", number(m_figures.network.losses));
    line("times all connections of a device were reset", number(m_figures.networksCut));
    line("KiB up, down", number(m_figures.network.bytesUp / 1024) + QStringLiteral(", ")
                             + number(m_figures.network.bytesDown / 1024));
    line("times all came to the same rows (of the last: rows)",
         number(m_figures.convergences) + QStringLiteral(" (") + number(m_figures.rows) + u')');
    line("edits called durable by devices", number(m_figures.acknowledged));
    line("  of these decided at the server as they were made", number(m_figures.accounted));
    line("edits merged with another's", number(m_figures.merged));
    line("problems", number(m_problems.size()));
    for (const QString &problem : m_problems.mid(0, 20))
        text += QStringLiteral("  ") + problem + u'\n';
    return text;
}

} // namespace legwork::test
