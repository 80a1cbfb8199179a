// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/rights.h"
#include "sync/server/store/server_store.h"

#include <map>
#include <set>
#include <span>

namespace legwork::server {

/// Decides a device's operations, unit by unit, on rows held in memory. It reads no store and no clock, so that
/// one store behaves as another.
class Decider
{
public:
    struct Circumstances {
        Uuid device;
        Uuid person;
        Rights rights;
        Instant now;      ///< By the server's clock.
        EditStamp sentAt; ///< The device's own, when it sent the request.
        qint64 head = 0;  ///< Last sequence number given out.
    };

    explicit Decider(Circumstances circumstances)
        : m_circumstances(std::move(circumstances))
        , m_head(m_circumstances.head)
    {
    }

    /// Every row that operations of these may touch or refer to. They must be put before decideUnit(), those that
    /// exist.
    [[nodiscard]] static std::vector<Uuid> rowsNeededBy(std::span<const Operation> operations);
    /// The rows that operations of these move: all that hangs on them must be put as well.
    [[nodiscard]] static std::vector<Uuid> rowsMovedBy(std::span<const Operation> operations);
    void putRows(std::vector<StoredRow> rows);

    /// The outcomes of one unit of work: all of it holds, or nothing.
    [[nodiscard]] std::vector<Outcome> decideUnit(std::span<const Operation> unit);

    [[nodiscard]] qint64 head() const { return m_head; }
    /// The rows that the units decided so far have changed; it is of no further use then.
    [[nodiscard]] std::vector<StoredRow> takeChangedRows();

private:
    struct Unit; ///< A unit's rows while it is being decided.
    /// Where a row lies, or will lie, for the operation that concerns it.
    struct Place {
        Uuid scope;
        /// When the row, or the one on which it hangs, left the scope in which the operation's author saw it. Unset: it did
        /// not, or never was there.
        Instant leftAt{};
    };

    using Decided = tl::expected<Outcome, Refusal>;
    [[nodiscard]] Decided decide(const Operation &operation, Unit &unit) const;
    [[nodiscard]] Decided insert(const Operation &operation, const EntitySpec &spec, Unit &unit) const;
    [[nodiscard]] Decided update(const Operation &operation, const EntitySpec &spec, Unit &unit) const;
    [[nodiscard]] Decided remove(const Operation &operation, const EntitySpec &spec, Unit &unit) const;
    [[nodiscard]] Decided revive(const Operation &operation, const EntitySpec &spec, Unit &unit) const;
    [[nodiscard]] Decided move(const Operation &operation, const EntitySpec &spec, Unit &unit) const;
    void moveTo(const Uuid &scope, StoredRow &row, Unit &unit) const;
    [[nodiscard]] Place placeOf(const Operation &insert, Unit &unit) const;
    [[nodiscard]] static Place placeOf(const Operation &operation, const StoredRow &row);
    /// Whether the person may write there, or might when the edit was made; the latter is noted in the unit.
    [[nodiscard]] std::optional<Refusal> admit(const Operation &operation, const EntitySpec &spec,
                                               const Place &place, Unit &unit) const;
    [[nodiscard]] Decided mergeFields(const Operation &operation, const EntitySpec &spec, StoredRow &row,
                                      Unit &unit) const;
    [[nodiscard]] std::optional<Refusal> checkReferences(const Operation &operation, Unit &unit) const;
    [[nodiscard]] bool mayReferTo(const StoredRow &target, const Operation &operation,
                                  const Unit &unit) const;
    [[nodiscard]] qint64 baseOf(const Operation &operation, const Unit &unit) const;
    [[nodiscard]] sync::FieldVersion versionOf(const Operation &operation, const Unit &unit) const;

    Circumstances m_circumstances;
    qint64 m_head;
    std::map<Uuid, StoredRow> m_rows;
    std::set<Uuid> m_changed;
};

} // namespace legwork::server
