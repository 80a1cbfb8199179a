// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/store/server_store.h"

#include <functional>
#include <stdexcept>
#include <utility>

namespace legwork::test {

/// A server's store that breaks down over certain rows: what a server does whose own code fails at an operation.
class FailingStore final : public server::ServerStore
{
public:
    using FailsAt = std::function<bool(const server::StoredRow &)>;

    FailingStore(server::ServerStore &store, FailsAt failsAt)
        : m_store(store)
        , m_failsAt(std::move(failsAt))
    {
    }
    [[nodiscard]] Result<std::unique_ptr<server::ReadTransaction>> read() override { return m_store.read(); }
    [[nodiscard]] Result<std::unique_ptr<server::WriteTransaction>> write() override
    {
        return failing(m_store.write());
    }
    [[nodiscard]] Result<std::unique_ptr<server::WriteTransaction>> writeBeside() override
    {
        return failing(m_store.writeBeside());
    }
    [[nodiscard]] Status tidyUp() override { return m_store.tidyUp(); }

private:
    class Transaction final : public server::WriteTransaction
    {
    public:
        Transaction(std::unique_ptr<server::WriteTransaction> in, const FailsAt &failsAt)
            : m_in(std::move(in))
            , m_failsAt(failsAt)
        {
        }
        void putRows(std::span<const server::StoredRow> rows) override
        {
            for (const server::StoredRow &row : rows) {
                if (m_failsAt(row))
                    throw std::runtime_error("a row that the server cannot take");
            }
            m_in->putRows(rows);
        }

        // The rest as it is.
        Status status() const override { return m_in->status(); }
        qint64 head() override { return m_in->head(); }
        std::optional<server::Device> device(const Uuid &id) override { return m_in->device(id); }
        std::optional<server::Device> deviceByToken(const QByteArray &hash) override
        {
            return m_in->deviceByToken(hash);
        }
        std::vector<server::Grant> grants(const Uuid &person) override { return m_in->grants(person); }
        std::vector<server::GrantChange> grantChanges(const Uuid &person) override
        {
            return m_in->grantChanges(person);
        }
        std::vector<server::StoredRow> rows(std::span<const Uuid> ids) override { return m_in->rows(ids); }
        std::vector<server::StoredRow> rowsHangingOn(std::span<const Uuid> ids) override
        {
            return m_in->rowsHangingOn(ids);
        }
        std::vector<Leave> leaves(const Uuid &scope, qint64 afterSeq, const Uuid &afterRow,
                                  size_t leavesMax) override
        {
            return m_in->leaves(scope, afterSeq, afterRow, leavesMax);
        }
        std::vector<server::PackedRow> changedRows(const Uuid &scope, int entityNo, qint64 afterSeq,
                                                   const Uuid &afterId, size_t rowsMax,
                                                   qsizetype bytesMax) override
        {
            return m_in->changedRows(scope, entityNo, afterSeq, afterId, rowsMax, bytesMax);
        }
        int entityAfter(std::span<const Uuid> scopes, int entityNo) override
        {
            return m_in->entityAfter(scopes, entityNo);
        }
        std::vector<Uuid> scopes() override { return m_in->scopes(); }
        qint64 rowCount(const Uuid &scope) override { return m_in->rowCount(scope); }
        std::vector<server::Decision> decisionsOn(std::span<const Uuid> units) override
        {
            return m_in->decisionsOn(units);
        }
        Uuid epoch() override { return m_in->epoch(); }
        std::optional<qint64> lastOf(const Uuid &epoch) override { return m_in->lastOf(epoch); }
        std::vector<server::DeadLetter> deadLetters() override { return m_in->deadLetters(); }
        qint64 claim() override { return m_in->claim(); }
        void setHead(qint64 seq) override { m_in->setHead(seq); }
        void addDecisions(const Uuid &device, Instant at,
                          std::span<const server::Decision> decisions) override
        {
            m_in->addDecisions(device, at, decisions);
        }
        void addDeadLetters(const Uuid &device, Instant at, std::span<const Operation> operations) override
        {
            m_in->addDeadLetters(device, at, operations);
        }
        void setHighestOpNo(const Uuid &device, qint64 opNo) override { m_in->setHighestOpNo(device, opNo); }
        void dropDeadLetter(qint64 no) override { m_in->dropDeadLetter(no); }
        void putGrant(const Uuid &person, const server::Grant &grant) override
        {
            m_in->putGrant(person, grant);
        }
        void dropGrant(const Uuid &person, const Uuid &scope) override { m_in->dropGrant(person, scope); }
        void addGrantChange(const server::GrantChange &change) override { m_in->addGrantChange(change); }
        void putDevice(const server::Device &device, const QByteArray &tokenHash,
                       const QString &name) override
        {
            m_in->putDevice(device, tokenHash, name);
        }
        void setLastSeen(const Uuid &device, Instant at) override { m_in->setLastSeen(device, at); }
        std::optional<server::Device> deviceByInstall(const Uuid &person, const Uuid &install) override
        {
            return m_in->deviceByInstall(person, install);
        }
        std::optional<server::EnrolmentCode> enrolmentCode(const QByteArray &hash) override
        {
            return m_in->enrolmentCode(hash);
        }
        void putEnrolmentCode(const server::EnrolmentCode &code) override { m_in->putEnrolmentCode(code); }
        void dropEnrolmentCodes(Instant before) override { m_in->dropEnrolmentCodes(before); }
        Status commit() override { return m_in->commit(); }

    private:
        std::unique_ptr<server::WriteTransaction> m_in;
        const FailsAt &m_failsAt;
    };

    Result<std::unique_ptr<server::WriteTransaction>>
    failing(Result<std::unique_ptr<server::WriteTransaction>> in)
    {
        if (!in)
            return in;
        return std::make_unique<Transaction>(std::move(*in), m_failsAt);
    }

    server::ServerStore &m_store;
    FailsAt m_failsAt;
};

/// Rows that hold a text with these words in it.
[[nodiscard]] inline FailingStore::FailsAt rowsThatSay(const QString &words)
{
    return [words](const server::StoredRow &row) {
        for (const server::StoredField &field : row.fields) {
            const auto *text = std::get_if<QString>(&field.value);
            if (text && text->contains(words))
                return true;
        }
        return false;
    };
}

} // namespace legwork::test
