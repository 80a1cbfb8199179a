// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/protocol/codec.h"
#include "tests/sim/belief.h"

namespace legwork::sim {

/// The independent judge: it is told what was done, what went over the wire and what was seen, never what the engine's
/// tables hold, and throws a Violation as soon as these do not fit together.
class Watcher
{
public:
    /// A request as it reaches the server.
    struct Request {
        int machine = -1;
        sync::SyncHeader header;
        std::vector<Operation> operations;
        qint64 serverNowMs = 0;
    };
    /// An answer as it leaves the server.
    struct Answer {
        Request request;
        qint64 viewHead = 0;
        SpecServer::Rights rights;
        sync::FrameReader reader;
        size_t outcomes = 0;
        bool hasScopes = false;
        bool isTold = false;     ///< All that was asked has an outcome.
        std::set<RowKey> ahead;  ///< Rows sent ahead of their turn.
        std::set<RowKey> inTurn; ///< Rows sent in their turn.
    };
    /// An exchange as a device has it.
    struct Exchange {
        int machine = -1;
        sync::SyncHeader header;
        sync::FrameReader reader;
        Arrived arrived;
        bool isDead = false; ///< What follows is noise.
        bool isAll = false;  ///< It carries all that waits.
    };

    [[nodiscard]] SpecServer &spec() { return m_spec; }
    [[nodiscard]] const SpecServer &spec() const { return m_spec; }

    int addMachine(const Uuid &person);
    void enrol(int machine, const Uuid &device) { m_machines[size_t(machine)].device = device; }
    [[nodiscard]] const Belief &belief(int machine) const
    {
        return m_machines[size_t(machine)].beliefs.front();
    }

    // --- On a device
    void made(int machine, const std::vector<Operation> &unit);
    /// The machine died while the unit was committed.
    void perhapsMade(int machine, const std::vector<Operation> &unit);
    void handled(int machine, qint64 opNo);
    void seen(int machine, const Seen &seen);
    /// After everybody has reconciled: seen, and nothing left to come.
    void reconciled(int machine, const Seen &seen);

    // --- On the wire
    [[nodiscard]] Exchange sent(int machine, const QByteArray &body);
    void arrived(Exchange &exchange, QByteArrayView bytes);
    void completed(const Exchange &exchange);
    /// The machine died while it took the answer's end in.
    void perhapsCompleted(const Exchange &exchange);
    /// Only the outcomes of an answer could be taken; perhaps not even those.
    void settledAlone(const Exchange &exchange, bool isSure);

    // --- At the server
    /// Nothing when the bytes are no request.
    [[nodiscard]] static std::optional<Request> requestOf(int machine, const QByteArray &body,
                                                          qint64 serverNowMs);
    [[nodiscard]] Answer begun(const Request &request) const;
    void answered(Answer &answer, QByteArrayView bytes);
    /// No outcomes came back: whether it was decided shows in the head that is seen next.
    void leftOpen(const Request &request) { m_open = request; }
    void headSeen(qint64 head);

private:
    struct Decided {
        Operation operation;
        Outcome outcome;
        bool isHeard = false; ///< The server has said it; else it is only known that it must have decided so.
    };
    struct Machine {
        Uuid person;
        Uuid device;
        std::vector<Belief> beliefs{Belief()};
        qint64 highestSeqSeen = 0;
        qint64 highestOfDownload = 0; ///< Sequence of a row that came since the last End.
        int failures = 0;             ///< Sessions without an answer, in a row.
        bool isNarrowing = false;     ///< It may be looking for an edit that the server fails at.
        std::map<qint64, Decided> decided;
        std::map<qint64, Outcome> perhapsDecided; ///< Left open, and without a trace in the head.
    };
    /// What the unit must become, which changes `spec` as it says.
    [[nodiscard]] static std::vector<Outcome> decided(SpecServer &spec, const sync::SyncHeader &header,
                                                      const SpecServer::Sender &sender,
                                                      std::span<const Operation> unit);
    void takeOutcomes(Answer &answer, const std::vector<Outcome> &outcomes);
    void checkRows(Answer &answer, const RowBatch &batch) const;
    void checkAhead(const Answer &answer) const;
    void checkLeave(const Answer &answer, const Leave &leave) const;
    template<class Check>
    void keepThoseThatFit(Machine &machine, Check check);

    SpecServer m_spec;
    std::vector<Machine> m_machines;
    std::map<Uuid, int> m_byDevice;
    std::optional<Request> m_open;
};

} // namespace legwork::sim
