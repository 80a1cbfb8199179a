// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/operation.h"
#include "core/schema/schema.h"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace legwork::sim {

/// A second server, written from the wire page (sync/protocol/README.md) alone, in memory and without haste: it says
/// what every operation must become and what every row was at every sequence number. It shares no rule with
/// sync/server and sync/merge.
class SpecServer
{
public:
    struct Field {
        Value value;
        qint64 seq = 0;
        qint64 timeMs = 0;
        Uuid device;
        Uuid person;
    };
    struct Row {
        int entityNo = 0;
        Uuid scope;
        bool deleted = false;
        qint64 lifeSeq = 0;
        Uuid lifeDevice;
        std::map<int, Field> fields;
        std::map<Uuid, qint64>
            leftMs{}; ///< Scopes it has left, and those in which its author believed it to lie.
    };
    struct Sender {
        Uuid device;
        Uuid person;
        EditStamp sentAt;
        qint64 serverNowMs = 0;
    };
    struct Right {
        ScopeKind kind = ScopeKind::Company;
        bool mayWrite = false;
        std::optional<qint64> untilMs{}; ///< When it ends by itself.
    };
    using Rights = std::map<Uuid, Right>;

    // What an administrator does.
    void setRights(const Uuid &person, const Rights &rights, qint64 nowMs);
    /// Those in force at a time.
    [[nodiscard]] Rights rights(const Uuid &person, qint64 nowMs) const;
    void moveHead() { ++m_head; }
    void putRow(const Uuid &id, Row row);

    [[nodiscard]] qint64 head() const { return m_head; }
    /// The outcomes of one unit, which changes the state as they say.
    [[nodiscard]] std::vector<Outcome> decide(const Sender &sender, std::span<const Operation> unit);

    /// Every row with its states by sequence number.
    using States = std::vector<std::pair<qint64, Row>>;
    [[nodiscard]] const std::map<Uuid, States> &rows() const { return m_rows; }
    /// The row as it was at a cut; nothing when it was not there yet.
    [[nodiscard]] static const Row *at(const States &states, qint64 seq);
    [[nodiscard]] const Row *at(const Uuid &id, qint64 seq) const;
    /// What it became from one cut to another, as long as it lay where it lay at the first.
    [[nodiscard]] std::vector<Row> between(const Uuid &id, qint64 after, qint64 until) const;
    /// How many rows the unit decided at that number touched.
    [[nodiscard]] int rowsTouchedAt(qint64 seq) const;
    /// Whether a row that was last decided on holds a text with these words.
    [[nodiscard]] bool saysAtHead(QLatin1String words) const;

private:
    struct Unit {
        const Sender &sender;
        qint64 seq;
        std::map<Uuid, Row> rows;
        std::set<Uuid> changed;
        std::span<const Operation> operations{};
        std::set<qint64> byGrace{};
        int place = 0; ///< Of the operation in hand.
    };
    using Refused = std::optional<QString>;
    /// A right to write that somebody had.
    struct Lost {
        qint64 endMs = 0;
        qint64 seq = 0; ///< At which it was taken away; 0: it ran out.
    };
    struct Position {
        Uuid scope;
        std::optional<qint64> leftMs; ///< When it left the scope that its author names.
    };
    [[nodiscard]] Row *find(Unit &unit, const Uuid &id) const;
    [[nodiscard]] static Position positionOf(const Row &row, const Operation &operation);
    [[nodiscard]] Position positionFor(Unit &unit, const Operation &insert) const;
    [[nodiscard]] bool mightWrite(const Unit &unit, const Operation &operation, const Uuid &scope) const;
    [[nodiscard]] Refused refusedRight(Unit &unit, const Operation &operation,
                                       const Position &position) const;
    [[nodiscard]] Refused move(Unit &unit, const Operation &operation, Row &row) const;
    [[nodiscard]] Refused decideOne(Unit &unit, const Operation &operation, Outcome &outcome) const;
    [[nodiscard]] Refused merge(Unit &unit, const Operation &operation, Row &row, Outcome &outcome) const;
    [[nodiscard]] Refused refusedReference(Unit &unit, const Operation &operation) const;
    void keepAside(Unit &unit, const Operation &operation, int fieldNo, const Row &about, const Value &base,
                   const Field &kept, const Field &other, Outcome &outcome) const;

    qint64 m_head = 0;
    std::map<Uuid, States> m_rows;
    std::map<Uuid, Rights> m_rights;
    std::map<std::pair<Uuid, Uuid>, Lost> m_lost; ///< By person and scope.
};

} // namespace legwork::sim
