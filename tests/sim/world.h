// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/sim/deeds.h"
#include "tests/sim/network.h"

#include <algorithm>
#include <deque>

namespace legwork::sim {

/// One seed's life: some people, their devices and their server over several days, in whatever weather the seed draws;
/// every now and then, and at the end, the weather clears and everybody must come to one state.
class World
{
public:
    struct Report {
        quint64 traceHash = 0;
        std::optional<Violation> violation;
        std::deque<QByteArray> tail;
        qint64 deeds = 0;
        qint64 exchanges = 0;
        qint64 deaths = 0;
        qint64 conflicts = 0;
        qint64 rejected = 0;
    };

    /// One seed after the other; nothing of one reaches the next.
    [[nodiscard]] static Report live(quint64 seed, Trace::Keep keep = Trace::Keep::Tail);

private:
    World(quint64 seed, Trace::Keep keep);
    ~World();
    void run();
    void populate();
    void enrol(Phone &phone);
    void setRights(int person, const SpecServer::Rights &rights);

    // --- A day
    void planDay(qint64 beginMs);
    void planPhonesDay(Phone &phone, qint64 beginMs);
    void wake(Phone &phone, qint64 forMs);
    void sleep(Phone &phone);
    void deed(Phone &phone);
    void planMishaps(qint64 beginMs);

    // --- Phones
    void open(Phone &phone);
    void lookAfter(Phone &phone);
    void pace(Phone &phone);
    void sync(Phone &phone);

    // --- The server
    void serverWorked(bool leftOpen);
    void serverDown(qint64 forMs);
    void serverUp();
    void probe();
    [[nodiscard]] sync::SyncHeader auditHeader() const;
    void changeRights();
    void backUpServer();
    void putServerBack();

    // --- Copies of phones
    void backUp(Phone &phone);
    void putBack(Phone &phone);
    void copy(Phone &phone);
    /// Its person lets the new version of the app come.
    void upgrade(Phone &phone);
    /// Rows that nobody has brought back may go.
    void dismissLimbo();
    /// One whose token the server does not know any more asks for a new code.
    void enrolAgain(Phone &phone);
    /// When somebody who is given a territory stops covering for its people; nothing: it is his own.
    [[nodiscard]] std::optional<qint64> coverEnd();

    // --- Clear weather
    void reconcile();
    [[nodiscard]] bool isReconciled();
    /// Everybody looks once more, and goes on until all is one.
    void lookAgain();
    void audit();
    void checkIdle(Phone &phone);

    struct Owner {
        std::unique_ptr<Phone> phone;
        bool isAwake = false;
        bool isWithoutNetwork = false;
        qint64 wokenUntil = 0;
        qint64 exchange = 0;     ///< Under way, else 0.
        qint64 plannedLook = -1; ///< When the pacing is looked at next.
        bool hasMore = false;    ///< The last session said that another should follow.
        std::optional<Phone::Backup> backup;
    };
    [[nodiscard]] Owner &owner(const Phone &phone)
    {
        return *std::find_if(m_owners.begin(), m_owners.end(),
                             [&](const Owner &each) { return each.phone.get() == &phone; });
    }
    void note(const Phone &phone, const QString &what) { m_trace.note(m_time.now(), phone.name(), what); }

    const Office &m_office;
    Timeline m_time;
    Random m_random;
    Trace m_trace;
    Watcher m_watcher;
    ServerHost m_server;
    Network m_network;
    Weather m_weather;
    Weather m_now; ///< The weather, or clear.
    bool m_isClear = false;
    Deeds m_deeds;
    std::deque<Owner> m_owners; // which stay where they are
    struct ServerBackup {
        test::VirtualDisk::Image image;
        Watcher::Era era;
    };
    std::optional<ServerBackup> m_backup;
    int m_days = 1;
    int m_auditor = -1;
    QByteArray m_auditToken;
    Uuid m_auditDevice;
    Report m_report;
};

} // namespace legwork::sim
