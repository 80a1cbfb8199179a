// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/protocol/messages.h"
#include "tests/sim/spec_server.h"
#include "tests/sim/trace.h"

#include <functional>
#include <set>

namespace legwork::sim {

/// A row as people can name it.
using RowKey = std::pair<int, Uuid>;
using RowValues = std::vector<Value>; ///< values[i] is field i + 1.

/// An edit and what became of it, as the device tells its user.
struct Fate {
    Operation operation;
    std::optional<Outcome> outcome;
};

/// What somebody saw on a device.
struct Seen {
    bool isWhole = false; ///< All rows; else only those asked for.
    std::set<RowKey> asked;
    std::map<RowKey, RowValues> rows;
    std::map<RowKey, Uuid> scopes; ///< Of those rows.
    std::vector<Fate> fates;       ///< Newest first.
    bool hasAllFates = false;
    qint64 waiting = 0;     ///< Edits that have not been decided.
    qint64 inAttention = 0; ///< Refused ones that nobody has dealt with.
};

/// What came with one answer, or several that make up one download.
struct Arrived {
    std::optional<sync::ScopeList> scopes;
    std::vector<Outcome> outcomes;
    std::optional<sync::SyncEnd> end;
    std::vector<qint64> sentAs; ///< The operations that the outcomes are of, as the device numbers them.
    int era = 0;                ///< Of the server's life, when it answered.
    qint64 highestSeq = 0;      ///< Of a row of the whole download.
    bool isFirst = false;       ///< Nothing was held before.
};

/// The server as it was in each of its lives, that is, from one restore of it to the next.
using Eras = std::function<const SpecServer &(int era)>;

/// What a device must hold, worked out from what was done on it and what reached it. When a crash leaves open whether
/// something was still done, there are two of them, until the device shows which is true.
class Belief
{
public:
    /// The unit's operations get their numbers.
    void make(std::vector<Operation> unit);
    void take(const Arrived &arrived, const Eras &eras);
    /// Of an answer whose rest could not be taken: the outcomes of these operations, as numbered here.
    void settle(const Arrived &arrived);
    void handle(qint64 opNo) { m_handled.insert(opNo); }
    /// The device has another name, under which nothing has been sent yet.
    void rename(const Uuid &device);
    /// The device has been told that the server went back.
    void goBack(qint64 shared);
    /// Somebody has said that a row in limbo may go.
    void dismiss(const Uuid &row);
    /// What is seen after the server has gone back in the middle of a first download: of that, only the device knows what
    /// had come.
    void adopt(const Eras &eras, const Seen &seen);

    [[nodiscard]] bool hasCut() const { return m_hasCut; }
    [[nodiscard]] qint64 cursor() const { return m_cursor; }
    [[nodiscard]] const std::set<Uuid> &scopes() const { return m_scopes; }
    [[nodiscard]] qint64 undecidedCount() const { return qint64(m_made.size() - m_settled.size()); }
    [[nodiscard]] const std::vector<Operation> &made() const { return m_made; }
    [[nodiscard]] const std::map<qint64, Outcome> &settled() const { return m_settled; }

    [[nodiscard]] const Uuid &device() const { return m_device; }
    [[nodiscard]] int era() const { return m_era; }
    [[nodiscard]] const std::map<Uuid, SpecServer::Row> &limbo() const { return m_limbo; }
    /// The operations that the device sends next, as it numbers them: those that do not wait for rows in limbo.
    [[nodiscard]] std::vector<qint64> sendable() const;

    // Each: nothing when it fits, else what does not.
    [[nodiscard]] std::optional<Violation> mismatch(const Eras &eras, const Seen &seen) const;
    [[nodiscard]] std::optional<Violation> mismatch(const sync::SyncHeader &header,
                                                    const std::vector<Operation> &operations,
                                                    qint64 highestSeqSeen, bool mayHoldBack) const;
    [[nodiscard]] std::optional<Violation> mismatch(const Arrived &arrived) const;

private:
    using OwnByRow = std::map<Uuid, std::vector<const Operation *>>;
    struct Kept {
        SpecServer::Row row;   ///< As it was shown when it, or its scope, went.
        bool isHidden = false; ///< The scope has come as a whole since, and without it.
        bool isOpen = false;   ///< A first download was under way: what of the row had come is not known.
        /// As it was later, before it went: a download that was broken off may have brought one of these.
        std::vector<SpecServer::Row> later = {};
    };
    [[nodiscard]] bool hasPending(const std::vector<const Operation *> &own) const;
    /// Whether one of them is an insert that waits.
    [[nodiscard]] bool makesAnew(const std::vector<const Operation *> &own) const;
    /// The row as the server has it, or had it when it went, and where it lies.
    [[nodiscard]] const SpecServer::Row *committed(const Eras &eras, const Uuid &row, bool hasPending) const;
    [[nodiscard]] Uuid expectedScope(const Eras &eras, const RowKey &key, const OwnByRow &own) const;
    [[nodiscard]] OwnByRow ownByRow() const;
    [[nodiscard]] bool isReleased(const Operation &operation) const;
    /// The row as it must be seen; nothing when it must not be seen.
    [[nodiscard]] std::optional<RowValues> expected(const Eras &eras, const RowKey &key,
                                                    const OwnByRow &own) const;
    [[nodiscard]] Violation explain(const SpecServer &spec, const RowKey &key, const OwnByRow &own,
                                    const RowValues *wanted, const RowValues *shown) const;
    [[nodiscard]] std::optional<Violation> mismatchOfFates(const Seen &seen) const;

    /// A row that the server had before it went back, less what the person had counted into it and counts into it again.
    [[nodiscard]] SpecServer::Row withoutOwnLost(const Uuid &id, SpecServer::Row row) const;
    /// Of the rows kept, as which of their states they are shown.
    void pin(const Eras &eras, const Seen &seen, const OwnByRow &own);
    void strand(const SpecServer &before, const std::set<Uuid> &scopesBefore, const SpecServer &now,
                qint64 target);

    Uuid m_device;
    qint64 m_decided = 0; ///< Operations with outcomes under this name.
    int m_era = 0;        ///< Of the server's life, as of the cut that is shown.
    /// The server has gone back; what it has in common with what is shown.
    std::optional<qint64> m_shared;
    bool m_isVague = false;      ///< Rows of no cut may be in limbo.
    std::set<qint64> m_inOldCut; ///< Of those offered again, what the cut that is shown holds.
    std::set<qint64> m_toldLate; ///< Refusals heard since that cut, shown with the next.
    std::set<Uuid> m_cleared;    ///< Rows that show what their own insert says, until the next cut.
    std::map<Uuid, SpecServer::Row> m_limbo; ///< Rows that the server has lost, as they were.

    bool m_hasCut = false;
    qint64 m_cursor = 0;
    std::set<Uuid> m_scopes;
    /// His own, of whose decision he has not heard, and of whose deletion neither: their scope came as a whole after it,
    /// and such a download names nothing that is deleted.
    std::set<Uuid> m_untold;
    std::map<Uuid, Kept> m_kept;     ///< Rows that are there for the sake of undecided edits only.
    std::vector<Operation> m_made;   ///< m_made[i].opNo is i + 1.
    std::vector<qint64> m_leastBase; ///< What the author of each had seen at least.
    std::map<qint64, Outcome> m_settled;
    std::set<qint64> m_handled;
};

/// For messages.
[[nodiscard]] QString told(const Value &value);
[[nodiscard]] QString told(const RowKey &key);
[[nodiscard]] QString shortly(const Uuid &id);

} // namespace legwork::sim
