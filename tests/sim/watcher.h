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
        std::optional<sync::Problem> problem;
        std::optional<sync::EnrolReply> renewal;
        bool isDead = false; ///< What follows is noise.
        bool isAll = false;  ///< It carries all that waits.
    };
    struct Decided {
        Operation operation;
        Outcome outcome;
        bool isHeard = false; ///< The server has said it; else it is only known that it must have decided so.
    };
    /// The server's life between two restores of it: what it must know.
    struct Era {
        SpecServer spec;
        std::map<Uuid, std::vector<Decided>> decided;        ///< By unit.
        std::map<Uuid, std::vector<Outcome>> perhapsDecided; ///< Left open, and without a trace in the head.
        std::map<Uuid, qint64> highestOpNo;                  ///< By device.
    };
    using Beliefs = std::vector<Belief>;

    [[nodiscard]] SpecServer &spec() { return m_now.spec; }
    [[nodiscard]] const SpecServer &spec() const { return m_now.spec; }

    int addMachine(const Uuid &person);
    void enrol(int machine, const Uuid &device);
    [[nodiscard]] const Belief &belief(int machine) const
    {
        return m_machines[size_t(machine)].beliefs.front();
    }

    // --- Copies
    [[nodiscard]] bool hasOpenQuestion() const { return m_open.has_value(); }
    [[nodiscard]] const Era &era() const { return m_now; }
    /// The server was put back to what it was then.
    void goBack(const Era &era);
    /// What a device must hold, and what has come of a download that it has put aside.
    struct Known {
        Beliefs beliefs;
        qint64 highestOfDownload = 0;
        int failures = 0;
        bool isNarrowing = false;
    };
    [[nodiscard]] Known known(int machine) const
    {
        const Machine &it = m_machines[size_t(machine)];
        return {it.beliefs, it.highestOfDownload, it.failures, it.isNarrowing};
    }
    /// The device is now a copy of one of which that was known.
    void putBack(int machine, const Known &known);
    /// There is another device of the same name.
    void mayRenew(int machine) { m_machines[size_t(machine)].mayRenew = true; }

    // --- On a device
    void made(int machine, const std::vector<Operation> &unit);
    /// The machine died while the unit was committed.
    void perhapsMade(int machine, const std::vector<Operation> &unit);
    void handled(int machine, qint64 opNo);
    void dismissed(int machine, const Uuid &row);
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
    /// The device asks for another name.
    [[nodiscard]] Exchange renewing(int machine);
    /// What a device does about a refusal, if the machine did not die of it (perhaps: if it did not die before).
    void refused(const Exchange &exchange);
    void perhapsRefused(const Exchange &exchange);

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
    struct Machine {
        Uuid person;
        Beliefs beliefs{Belief()};
        bool mayRenew = false; ///< Something has happened after which a device needs another name.
        qint64 highestSeqSeen = 0;
        qint64 highestOfDownload = 0; ///< Sequence of a row that came since the last End.
        int failures = 0;             ///< Sessions without an answer, in a row.
        bool isNarrowing = false;     ///< It may be looking for an edit that the server fails at.
    };
    /// What the unit must become, which changes `spec` as it says.
    [[nodiscard]] static std::vector<Outcome> decided(SpecServer &spec, const sync::SyncHeader &header,
                                                      const SpecServer::Sender &sender,
                                                      std::span<const Operation> unit);
    [[nodiscard]] const SpecServer &specOf(int era) const
    {
        return era == int(m_past.size()) ? m_now.spec : m_past[size_t(era)];
    }
    [[nodiscard]] Eras eras() const
    {
        return [this](int era) -> const SpecServer & { return specOf(era); };
    }
    [[nodiscard]] static Belief afterwards(Belief belief, const Exchange &exchange);
    [[nodiscard]] static bool concernsItsName(const sync::Problem &problem);
    void takeOutcomes(Answer &answer, const std::vector<Outcome> &outcomes);
    void checkRows(Answer &answer, const RowBatch &batch) const;
    void checkAhead(const Answer &answer) const;
    void checkLeave(const Answer &answer, const Leave &leave) const;
    template<class Check>
    void keepThoseThatFit(Machine &machine, Check check);

    Era m_now;
    std::vector<SpecServer> m_past;   ///< Eras that were cut off by a restore.
    std::map<Uuid, int> m_eraOfEpoch; ///< As the server has told them.
    std::vector<Machine> m_machines;
    std::map<Uuid, Uuid> m_personOf; ///< By device.
    std::optional<Request> m_open;
};

} // namespace legwork::sim
