// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/store.h"
#include "sync/client/sync_pacing.h"
#include "sync/client/sync_session.h"
#include "tests/sim/office.h"
#include "tests/sim/random.h"
#include "tests/sim/timeline.h"
#include "tests/sim/watcher.h"
#include "tests/support/fake_key_store.h"

namespace legwork::sim {

/// One write within a unit of work.
struct Write {
    OperationKind kind = OperationKind::Update;
    int entityNo = 0;
    Uuid row;
    Uuid scope;
    std::vector<std::pair<int, Value>> fields;
};

/// A person's device: its disk, clock and key store, the product's store on it, and one session at a time. After
/// everything the engine did it looks whether the machine died of it, and whatever can be seen then is shown to the
/// watcher.
class Phone
{
public:
    Phone(const Timeline &time, const Office &office, Watcher &watcher, int number, const Uuid &person,
          Version version);
    ~Phone();

    // --- Life
    [[nodiscard]] Status open();
    [[nodiscard]] bool isOpen() const { return m_store != nullptr; }
    /// Ends the program, tidily if the disk still works.
    void close();
    /// What a restart finds: see VirtualDisk::revive(). A power failure restarts the clock, too.
    void revive(bool afterPowerFailure, Random &random);
    [[nodiscard]] bool isNarrowing() const
    {
        return m_isNarrowing;
    } ///< SyncSession::isNarrowing(), of the last one.
    [[nodiscard]] bool isDead() const { return m_disk.isDead(); }
    /// All that is on it, and what it must hold then; for putBack(), here or on another machine. Not while a session runs.
    struct Backup {
        test::VirtualDisk::Image image;
        Watcher::Known known;
    };
    [[nodiscard]] Backup backUp() const { return {m_disk.image(), m_watcher.known(m_number)}; }
    /// The program must not run.
    void putBack(const Backup &backup);
    /// The program that is there from the next start on. It must not run.
    void upgrade() { m_version = Version::Now; }
    [[nodiscard]] Version version() const { return m_version; }
    [[nodiscard]] test::VirtualDisk &disk() { return m_disk; }
    [[nodiscard]] MachineClock &clock() { return m_clock; }
    [[nodiscard]] test::FakeKeyStore &keys() { return m_keys; }

    // --- Its person
    /// One unit of work; the error, if it was refused.
    [[nodiscard]] Status work(const std::vector<Write> &writes);
    [[nodiscard]] Status handleAttention(qint64 opNo);
    [[nodiscard]] Status dismiss(const Uuid &rowInLimbo);
    [[nodiscard]] const std::map<RowKey, RowValues> &rows() const { return m_rows; }
    /// Of a row that was ever seen here.
    [[nodiscard]] Uuid scopeOf(const RowKey &row) const;
    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] const Uuid &person() const { return m_person; }
    [[nodiscard]] QByteArray name() const { return "phone" + QByteArray::number(m_number); }
    /// All rows and fates, when nothing is left to come.
    void showAll();

    // --- Sync
    [[nodiscard]] sync::EnrolRequest enrolRequest(const QString &code) const;
    [[nodiscard]] Status enrol(const QString &code, const QByteArray &answer);
    [[nodiscard]] sync::SyncPacing &pacing() { return m_pacing; }
    [[nodiscard]] bool isSyncing() const { return m_session != nullptr; }
    [[nodiscard]] Result<sync::Exchange> beginSession();
    /// False when the exchange should be given up.
    [[nodiscard]] bool take(QByteArrayView bytes);
    [[nodiscard]] Result<sync::SyncReport> endSession(const Status &exchange);
    void dropSession();

private:
    [[nodiscard]] Seen look(bool whole, const std::set<RowKey> &asked = {}, bool allFates = false);
    void show(bool whole, const std::set<RowKey> &asked = {});
    [[nodiscard]] std::vector<Operation> expectedOperations(const std::vector<Write> &writes) const;

    const Timeline &m_time;
    const Office &m_office;
    Watcher &m_watcher;
    const int m_number; ///< Also with the watcher.
    const Uuid m_person;
    Version m_version; ///< Of the program; all that it does, it does Running as that.
    test::VirtualDisk m_disk;
    MachineClock m_clock;
    test::FakeKeyStore m_keys;
    std::unique_ptr<storage::Store> m_store;
    std::optional<sync::Enrolment> m_enrolment;
    std::optional<Uuid> m_offeredName; ///< By the server, while it is not known whether it was kept.
    sync::SyncPacing m_pacing;
    std::map<RowKey, RowValues> m_rows; ///< As last seen.
    std::map<RowKey, Uuid> m_scopes;

    std::unique_ptr<sync::SyncSession> m_session;
    Watcher::Exchange m_exchange;
    bool m_isNarrowing = false;
    Status m_refused;
};

} // namespace legwork::sim
