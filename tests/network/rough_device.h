// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/composition/row_digest.h"
#include "app/ctl/device_process.h"
#include "tests/support/rough_network.h"

#include <QRandomGenerator>
#include <QStringList>
#include <QThread>

#include <future>
#include <map>
#include <memory>

namespace legwork::test {

/// A device as a process, behind a network of its own, played from a thread of its own, so that several live at once.
/// What it does follows from the seed; when its process dies in the middle of it also depends on the machine.
class RoughDevice
{
public:
    struct Plan {
        QString name;
        QString folder;
        Uuid person;
        quint32 seed = 0;
        QStringList accounts; ///< Whose facts it changes; shared with the others, so that edits meet.
    };

    explicit RoughDevice(Plan plan);
    ~RoughDevice();

    [[nodiscard]] RoughNetwork &network() { return m_network; }
    [[nodiscard]] const Plan &plan() const { return m_plan; }

    // Each is played on the device's thread; one after the other.
    /// With a link to a server whose address is replaced by the network's.
    [[nodiscard]] std::future<Status> enrol(const QString &link);
    /// Edits and syncs, and is killed with SIGKILL at least `kills` times and at random besides.
    [[nodiscard]] std::future<Status> live(int deeds, int kills);
    /// Syncs until nothing is left to send or fetch.
    [[nodiscard]] std::future<Status> settle();
    /// Looks whether it holds every edit it has acknowledged, and takes the digest of its rows.
    [[nodiscard]] std::future<Status> inspect();

    // What came of it; between the deeds only.
    [[nodiscard]] const std::map<qint64, QJsonObject> &acknowledged() const { return m_acknowledged; }
    [[nodiscard]] const RowDigests &rows() const { return m_rows; }
    [[nodiscard]] const QStringList &problems() const { return m_problems; }
    [[nodiscard]] int kills() const { return m_kills; }
    [[nodiscard]] int deeds() const { return m_deeds; }
    [[nodiscard]] int sessions() const { return m_sessions; }

private:
    [[nodiscard]] std::future<Status> play(std::function<Status()> deed);
    [[nodiscard]] Status startAgain();
    [[nodiscard]] Status liveNow(int deeds, int kills);
    [[nodiscard]] Status deed();
    [[nodiscard]] Status syncRoughly();
    [[nodiscard]] Status settleNow();
    [[nodiscard]] Status inspectNow();
    void noteAcknowledged();

    const Plan m_plan;
    RoughNetwork m_network;
    QRandomGenerator m_random;
    QThread m_thread;
    QObject *m_onThread;
    std::unique_ptr<ctl::DeviceProcess> m_process; ///< Belongs to the thread.
    std::map<qint64, QJsonObject> m_acknowledged;  ///< By number of the operation.
    qsizetype m_noted = 0;
    RowDigests m_rows;
    QStringList m_problems;
    int m_kills = 0;
    int m_deeds = 0;
    int m_sessions = 0;
};

} // namespace legwork::test
