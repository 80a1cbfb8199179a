// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/schema/feed.h"
#include "core/schema/operation.h"
#include "core/schema/schema.h"
#include "sync/merge/merge.h"
#include "sync/server/store/change_bell.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

/// What the server keeps, and how its logic reaches it. One behaviour, several stores behind it.
namespace legwork::server {

struct StoredField {
    int no = 0;
    Value value;
    sync::FieldVersion version;
    friend bool operator==(const StoredField &, const StoredField &) = default;
};

/// A scope in which a row lay before, or in which its author believed it to lie.
struct FormerScope {
    Uuid scope;
    qint64 seq = 0; ///< At which it left, or was first heard of as a row of that scope; 0: unknown.
    Instant at;     ///< The same by the server's clock.
    friend bool operator==(const FormerScope &, const FormerScope &) = default;
};

/// A row as the server holds it: any entity, any field numbers, so that what a newer app sends is kept.
struct StoredRow {
    int entityNo = 0;
    Uuid id;
    Uuid scope;
    qint64 seq = 0;                    ///< Of the last change to it.
    qint64 wholeFrom = 0;              ///< A device with an older cursor needs every field, changed or not.
    bool deleted = false;              ///< A tombstone; its fields stay, for the day somebody wants it back.
    sync::FieldVersion life;           ///< Who made, deleted or revived it.
    std::vector<StoredField> fields;   ///< Rising numbers.
    std::vector<FormerScope> former{}; ///< Each scope once, never the present one.

    [[nodiscard]] const StoredField *field(int no) const;
    /// The field, made when it is not there.
    [[nodiscard]] StoredField &fieldToSet(int no);
    /// The row on which it hangs: core/schema/hanging.h.
    [[nodiscard]] std::optional<Uuid> parent() const;
    /// Null when it has not left that scope.
    [[nodiscard]] const FormerScope *left(const Uuid &scope) const;
    friend bool operator==(const StoredRow &, const StoredRow &) = default;
};

/// A row as it lies in the store, for the feed, which passes values on without looking at them: see row_packing.h.
struct PackedRow {
    int entityNo = 0;
    Uuid id;
    Uuid scope;
    qint64 seq = 0;
    qint64 wholeFrom = 0;
    bool deleted = false;
    QByteArray values;
    QByteArray versions;
    QByteArray former{}; ///< Not of the rows of a feed, which does not ask.
};

enum class Right : quint8 {
    None = 0, ///< Not any more; but see Grant::wroteUntil.
    Read = 1,
    Write = 2,
};

/// What a person may do with the rows of a scope.
struct Grant {
    Uuid scope;
    ScopeKind kind = ScopeKind::Company;
    Right right = Right::Read;
    qint64 seq = 0;  ///< When it was given: a download begun before knows nothing of it.
    Instant until{}; ///< When it ends by itself; unset: it does not.
    /// When the last right to write that was taken away ended, and at which sequence; 0: by itself. Unset: none was.
    qint64 wroteUntilSeq = 0;
    Instant wroteUntil{};
    friend bool operator==(const Grant &, const Grant &) = default;
};

/// What was done to a person's rights, for ever.
struct GrantChange {
    Instant at;
    QString by; ///< As the administrator gave it.
    Uuid person;
    Grant grant; ///< As it was from then on.
};

/// One installation of the app, enrolled for one person.
struct Device {
    Uuid id; ///< Incarnation.
    Uuid person;
    Uuid install;
    qint64 highestOpNo = 0; ///< Every operation up to it is decided.
    Instant lastSeen;
    QString name{}; ///< What its person calls it.
};

/// An operation with what became of it; never changed once written. Both have the number under which it first came.
struct Decision {
    Operation operation;
    Outcome outcome;
};

/// An operation that the server could not decide, or died of, as it came.
struct DeadLetter {
    qint64 no = 0;
    Uuid device;
    Instant receivedAt;
    Operation operation;
};

struct EnrolmentCode {
    QByteArray hash; ///< SHA-256 of the code.
    Uuid person;
    Instant expires;
    Uuid usedBy; ///< Install that has used it; null while fresh.
};

/// A stable view of the store. The first failure is remembered and makes every later call yield nothing; ask
/// status() before believing what was read. For one thread at a time.
class ReadTransaction
{
public:
    virtual ~ReadTransaction() = default;
    [[nodiscard]] virtual Status status() const = 0;

    /// The last sequence number given out. In a WriteTransaction nobody else moves it until the end.
    [[nodiscard]] virtual qint64 head() = 0;
    [[nodiscard]] virtual std::optional<Device> device(const Uuid &id) = 0;
    [[nodiscard]] virtual std::optional<Device> deviceByToken(const QByteArray &tokenHash) = 0;
    /// In order of scope; also those that have ended.
    [[nodiscard]] virtual std::vector<Grant> grants(const Uuid &person) = 0;
    /// What was done to a person's rights, newest first.
    [[nodiscard]] virtual std::vector<GrantChange> grantChanges(const Uuid &person) = 0;
    /// Those of the rows that exist, in no particular order.
    [[nodiscard]] virtual std::vector<StoredRow> rows(std::span<const Uuid> ids) = 0;
    /// All that hangs on the rows, and on what hangs on them, but not these themselves; in no particular order. A
    /// transaction beside others must have claimed before: what it does not find cannot be watched.
    [[nodiscard]] virtual std::vector<StoredRow> rowsHangingOn(std::span<const Uuid> ids) = 0;
    /// Rows that have left a scope after (seq, row), in that order; at most `leavesMax`.
    [[nodiscard]] virtual std::vector<Leave> leaves(const Uuid &scope, qint64 afterSeq, const Uuid &afterRow,
                                                    size_t leavesMax) = 0;
    /// Rows of one scope and entity after (seq, id), in that order; at most `rowsMax`, and no more once
    /// `bytesMax` are reached.
    [[nodiscard]] virtual std::vector<PackedRow> changedRows(const Uuid &scope, int entityNo, qint64 afterSeq,
                                                             const Uuid &afterId, size_t rowsMax,
                                                             qsizetype bytesMax) = 0;
    /// The lowest number above `entityNo` of an entity that has rows in any of the scopes; 0 when there is none.
    [[nodiscard]] virtual int entityAfter(std::span<const Uuid> scopes, int entityNo) = 0;
    /// Those that have rows, tombstones included; in no particular order.
    [[nodiscard]] virtual std::vector<Uuid> scopes() = 0;
    /// How many rows a scope has, tombstones included.
    [[nodiscard]] virtual qint64 rowCount(const Uuid &scope) = 0;
    /// All there are, oldest first.
    [[nodiscard]] virtual std::vector<DeadLetter> deadLetters() = 0;
    /// The decisions on the units that are decided, in the order asked for, each unit's in its own order.
    [[nodiscard]] virtual std::vector<Decision> decisionsOn(std::span<const Uuid> units) = 0;
    /// The stretch of numbers that goes on now. A new one begins whenever a server opens the store, because the
    /// store may have been put back to an older state before.
    [[nodiscard]] virtual Uuid epoch() = 0;
    /// The last sequence number given out in an epoch; nothing when this store has never lived in it.
    [[nodiscard]] virtual std::optional<qint64> lastOf(const Uuid &epoch) = 0;
};

/// A view that may change things; only one exists at a time, or gets beyond claim(). Everything is undone unless
/// commit() succeeds.
class WriteTransaction : public ReadTransaction
{
public:
    /// Waits for the turn of a transaction that was begun beside others, and makes the numbers after head() its
    /// own: call it once all is read and before the first put. The answer is how far others have moved the head
    /// meanwhile; numbers given since must be moved on by as much. When others changed what was read, status() is
    /// server.overtaken (Retry). Nothing to wait for, and 0, for one that was alone from the beginning.
    [[nodiscard]] virtual qint64 claim() { return 0; }
    virtual void setHead(qint64 seq) = 0;
    virtual void putRows(std::span<const StoredRow> rows) = 0;
    /// Adds decisions on whole units.
    virtual void addDecisions(const Uuid &device, Instant decidedAt, std::span<const Decision> decisions) = 0;
    virtual void addDeadLetters(const Uuid &device, Instant receivedAt,
                                std::span<const Operation> operations) = 0;
    /// Somebody has looked at it.
    virtual void dropDeadLetter(qint64 no) = 0;
    /// Every operation of the device up to this one is decided.
    virtual void setHighestOpNo(const Uuid &device, qint64 opNo) = 0;
    virtual void putGrant(const Uuid &person, const Grant &grant) = 0;
    /// Forgets a right, as if it had never been; the person's devices drop the scope's rows when they next ask. To take
    /// one away and let in what was done under it, put changedGrant() (rights.h).
    virtual void dropGrant(const Uuid &person, const Uuid &scope) = 0;
    virtual void addGrantChange(const GrantChange &change) = 0;
    virtual void putDevice(const Device &device, const QByteArray &tokenHash, const QString &name) = 0;
    virtual void setLastSeen(const Uuid &device, Instant at) = 0;
    /// The newest of the install.
    [[nodiscard]] virtual std::optional<Device> deviceByInstall(const Uuid &person, const Uuid &install) = 0;
    [[nodiscard]] virtual std::optional<EnrolmentCode> enrolmentCode(const QByteArray &hash) = 0;
    virtual void putEnrolmentCode(const EnrolmentCode &code) = 0;
    /// Takes away codes that ran out before `before`.
    virtual void dropEnrolmentCodes(Instant before) = 0;
    [[nodiscard]] virtual Status commit() = 0;
};

/// Thread-safe. Errors: those of the store behind it, server.busy (Retry) when too much goes on at once, and
/// server.store-away (Retry) when the store cannot be reached.
class ServerStore
{
public:
    virtual ~ServerStore() = default;
    [[nodiscard]] virtual Result<std::unique_ptr<ReadTransaction>> read() = 0;
    /// Waits for the one before.
    [[nodiscard]] virtual Result<std::unique_ptr<WriteTransaction>> write() = 0;
    /// One that need not be alone before its claim(), if the store can do that.
    [[nodiscard]] virtual Result<std::unique_ptr<WriteTransaction>> writeBeside() { return write(); }

    /// Runs `work`, which claims, and commits what it did. When it was overtaken, or the store went away under it,
    /// all of it runs again: a commit whose answer was lost may then find its own traces.
    [[nodiscard]] Status transact(const std::function<Status(WriteTransaction &)> &work);

    /// Rung after each commit, by whichever server on the store it was made.
    [[nodiscard]] ChangeBell &bell() { return m_bell; }

    /// Puts things in order for a tidy stop, when the last transaction is over.
    [[nodiscard]] virtual Status tidyUp() { return {}; }

private:
    ChangeBell m_bell;
};

} // namespace legwork::server
