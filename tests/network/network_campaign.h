// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/demo_people.h"
#include "app/ctl/server_process.h"
#include "sync/server/store/server_store.h"
#include "tests/network/rough_device.h"
#include "tests/support/postgres_server.h"

#include <QDeadlineTimer>
#include <QTemporaryDir>

#include <array>

namespace legwork::test {

/// Three devices and two servers on one PostgreSQL database, all processes of their own, talking TLS through networks
/// as bad as phones meet. In each round the devices edit and sync while networks slow down, stall and cut, and while
/// devices, servers and the database are killed; then it gets calm, and all must come to the same rows, with every edit
/// that a device has called durable decided at the server and in the device's record.
class NetworkCampaign
{
public:
    struct Settings {
        quint32 seed = 1;
        int rounds = 1;
        int deeds = 8; ///< Of each device and round.
        /// After this no further round begins.
        QDeadlineTimer until = QDeadlineTimer(QDeadlineTimer::Forever);
        qint64 slowestBytesPerSecond = 4'000; ///< A 2G network at its worst.
        bool killsDatabase = true;
        bool isTalkative = true;
    };
    explicit NetworkCampaign(Settings settings);
    ~NetworkCampaign();

    /// Error: what kept it from going on.
    [[nodiscard]] Status run();
    /// What it found wrong; empty is what is hoped for.
    [[nodiscard]] const QStringList &problems() const { return m_problems; }

    struct Figures {
        int rounds = 0;
        int deviceKills = 0;
        int serverKills = 0;
        int databaseKills = 0;
        int networksCut = 0; ///< All connections of a device at once.
        int convergences = 0;
        qint64 rows = 0; ///< Compared in the last round.
        qint64 acknowledged = 0;
        qint64 accounted = 0; ///< Of these, found decided at the server as they were made.
        qint64 merged = 0;
        RoughNetwork::Figures network; ///< Of all devices.
    };
    [[nodiscard]] const Figures &figures() const { return m_figures; }
    /// The figures as lines of text.
    [[nodiscard]] QString report() const;

private:
    using Deed = std::future<Status> (RoughDevice::*)();
    [[nodiscard]] Status prepare();
    [[nodiscard]] Status startServer(size_t which);
    void leadDevices();
    [[nodiscard]] NetworkWeather anyWeather();
    [[nodiscard]] Status playRound(int round);
    [[nodiscard]] Status disturbUntil(std::vector<std::future<Status>> &lives);
    [[nodiscard]] Status disturb(int turn);
    [[nodiscard]] Status converge(size_t first);
    [[nodiscard]] Status together(Deed deed);
    [[nodiscard]] Status compare();
    [[nodiscard]] Status account();
    void tell(const QString &line) const;

    const Settings m_settings;
    QRandomGenerator m_random;
    QTemporaryDir m_folder;
    PostgresServer m_database;
    QString m_address;
    ctl::DemoPeople m_people;
    std::vector<Uuid> m_persons;
    std::unique_ptr<server::ServerStore> m_store; ///< A view of the servers' own.
    std::array<std::unique_ptr<ctl::ServerProcess>, 2> m_servers;
    std::vector<std::unique_ptr<RoughDevice>> m_devices;
    QStringList m_problems;
    Figures m_figures;
};

} // namespace legwork::test
