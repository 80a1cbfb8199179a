// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/unit/server/office_work.h"
#include "tests/unit/server/postgres_place.h"

#include <atomic>
#include <mutex>

namespace legwork::server::test {

/// A team at work on one database through several servers at once: each device on a thread of its own, now at this
/// server and now at that, sending again whatever got no answer. Keeps all that was asked and told, and
/// checks it in the end by the model, in the order of the numbers given.
class TeamRun
{
public:
    explicit TeamRun(quint32 seed, size_t servers = 2);

    /// Until every device has had so many requests answered. `isOver` is set when all are done.
    void work(int requestsEach);
    /// Everything that can be wrong afterwards; nothing if all is well.
    [[nodiscard]] QString check();

    std::atomic<bool> isOver = false;
    std::atomic<int> answered = 0;
    std::atomic<int> refused = 0; ///< Answers that asked to come again.
    PostgresPlace *place;         ///< Belongs to the office.

private:
    struct Member {
        QString name;
        Gadget gadget;
        std::vector<std::vector<Operation>> units;
        std::vector<Outcome> outcomes;
    };
    struct Server {
        std::unique_ptr<ServerStore> store;
        std::unique_ptr<SyncService> service;
    };
    void workOf(Member &member, quint32 seed, int requests);
    [[nodiscard]] bool pushUntilAnswered(Member &member, RandomWork &work,
                                         const std::vector<Operation> &operations);
    void pull(Member &member, RandomWork &work);
    [[nodiscard]] Server &anyServer(RandomWork &work);
    void trouble(const QString &what);

    Office m_office;
    std::vector<Server> m_servers;
    std::vector<Member> m_team;
    quint32 m_seed;
    std::mutex m_mutex;
    QString m_trouble;
};

} // namespace legwork::server::test
