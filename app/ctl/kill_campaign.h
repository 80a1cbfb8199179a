// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/demo_people.h"
#include "app/ctl/device_process.h"
#include "app/ctl/server_process.h"

#include <QHash>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <memory>

namespace legwork::ctl {

/// Kills one device with SIGKILL at random moments of its day, again and again, and looks each time whether anything
/// that it had called durable is gone, and whether its files could be read without the key. Moments and deeds follow
/// from the seed; what the device was doing at a moment also depends on the machine.
class KillCampaign
{
public:
    KillCampaign(int times, quint32 seed);

    /// Error: what kept it from going on. What it found is in the report, printed in any case.
    [[nodiscard]] Status run();
    /// Nothing was lost and nothing could be read.
    [[nodiscard]] bool isClean() const;

private:
    [[nodiscard]] Status prepare();
    [[nodiscard]] Status killOnce();
    [[nodiscard]] Status work();
    [[nodiscard]] Status verify(qsizetype from);
    [[nodiscard]] Status inspectFiles();
    void print() const;

    const int m_times;
    const quint32 m_seed;
    QRandomGenerator m_random;
    QTemporaryDir m_folder;
    DemoPeople m_people;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<DeviceProcess> m_device;
    QStringList m_visits;
    QHash<QString, GeoPoint> m_places; ///< By visit.
    qsizetype m_visit = 0;
    int m_texts = 0;
    int m_startMs = 0; ///< How long the device takes to start.

    int m_kills = 0;
    int m_killsAtStart = 0; ///< Before it was open.
    qint64 m_checked = 0;
    QStringList m_missing;
    QStringList m_wrong;
    qint64 m_filesInspected = 0;
    QStringList m_readable; ///< Files that begin or open as plain SQLite, or hold text in the clear.
};

} // namespace legwork::ctl
