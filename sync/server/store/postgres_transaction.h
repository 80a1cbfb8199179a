// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/store/postgres_store.h"

#include <map>
#include <set>

namespace legwork::server {

/// A view of a PostgresStore, or what changes it. It keeps what it read of that others may change, to see in claim()
/// whether it still stands.
class PostgresTransaction final : public WriteTransaction
{
public:
    enum class Mode {
        View,   ///< One snapshot, nothing is written.
        Alone,  ///< Holds the head's lock from the beginning.
        Beside, ///< Reads without a lock and without a transaction, and takes both in claim().
    };
    PostgresTransaction(PostgresStore &store, std::unique_ptr<postgres::Connection> connection, Mode mode);
    ~PostgresTransaction() override;

    [[nodiscard]] Status status() const override { return m_status; }
    [[nodiscard]] qint64 head() override { return m_status ? m_newHead.value_or(m_head) : 0; }
    [[nodiscard]] std::optional<Device> device(const Uuid &id) override;
    [[nodiscard]] std::optional<Device> deviceByToken(const QByteArray &tokenHash) override;
    [[nodiscard]] std::optional<Device> deviceByInstall(const Uuid &person, const Uuid &install) override;
    [[nodiscard]] std::vector<Grant> grants(const Uuid &person) override;
    [[nodiscard]] std::vector<GrantChange> grantChanges(const Uuid &person) override;
    [[nodiscard]] std::vector<StoredRow> rows(std::span<const Uuid> ids) override;
    [[nodiscard]] int entityAfter(std::span<const Uuid> scopes, int entityNo) override;
    [[nodiscard]] std::vector<StoredRow> rowsHangingOn(std::span<const Uuid> ids) override;
    [[nodiscard]] std::vector<Leave> leaves(const Uuid &scope, qint64 afterSeq, const Uuid &afterRow,
                                            size_t leavesMax) override;
    [[nodiscard]] std::vector<PackedRow> changedRows(const Uuid &scope, int entityNo, qint64 afterSeq,
                                                     const Uuid &afterId, size_t rowsMax,
                                                     qsizetype bytesMax) override;
    [[nodiscard]] std::vector<Uuid> scopes() override;
    [[nodiscard]] qint64 rowCount(const Uuid &scope) override;
    [[nodiscard]] std::vector<Decision> decisionsOn(std::span<const Uuid> units) override;
    [[nodiscard]] Uuid epoch() override;
    [[nodiscard]] std::optional<qint64> lastOf(const Uuid &epoch) override;
    [[nodiscard]] std::vector<DeadLetter> deadLetters() override;
    void addDeadLetters(const Uuid &device, Instant receivedAt,
                        std::span<const Operation> operations) override;
    void dropDeadLetter(qint64 no) override;
    [[nodiscard]] std::optional<EnrolmentCode> enrolmentCode(const QByteArray &hash) override;

    [[nodiscard]] qint64 claim() override;
    void setHead(qint64 seq) override;
    void putRows(std::span<const StoredRow> rows) override;
    void addDecisions(const Uuid &device, Instant decidedAt, std::span<const Decision> decisions) override;
    void setHighestOpNo(const Uuid &device, qint64 opNo) override;
    void putGrant(const Uuid &person, const Grant &grant) override;
    void dropGrant(const Uuid &person, const Uuid &scope) override;
    void addGrantChange(const GrantChange &change) override;
    void putDevice(const Device &device, const QByteArray &tokenHash, const QString &name) override;
    void setLastSeen(const Uuid &device, Instant at) override;
    void putEnrolmentCode(const EnrolmentCode &code) override;
    void dropEnrolmentCodes(Instant before) override;
    [[nodiscard]] Status commit() override;

private:
    template<class... Args>
    std::optional<postgres::Rows> run(const char *sql, const Args &...args);
    template<class... Args>
    void change(const char *sql, const Args &...args);
    void refuse(Error error);
    template<class... Args>
    std::optional<Device> oneDevice(const char *sql, const Args &...args);
    static std::vector<PackedRow> rowsOf(const std::optional<postgres::Rows> &found);
    /// Of rows that were asked for with what feeds do not need.
    std::vector<StoredRow> wholeRowsOf(const std::optional<postgres::Rows> &found);
    void putLeaves(std::span<const StoredRow> rows);
    void readHead(const char *sql);
    [[nodiscard]] bool stillStands();

    PostgresStore &m_store;
    std::unique_ptr<postgres::Connection> m_connection;
    Mode m_mode;
    Status m_status;
    qint64 m_head = 0;
    qint64 m_turn = 0; ///< As it was with the head.
    std::optional<qint64> m_newHead;
    bool m_hasChanges = false;
    std::set<Uuid> m_touched; ///< Scopes with changed rows, people with changed rights.

    std::map<Uuid, qint64> m_devicesRead; ///< Highest operation of each; -1: not there.
    std::map<Uuid, std::vector<Grant>> m_grantsRead;
    std::vector<Uuid> m_rowsAskedFor;
    size_t m_rowsRead = 0;
    std::vector<Uuid> m_unitsAskedFor;
    size_t m_decisionsRead = 0;
};

} // namespace legwork::server
