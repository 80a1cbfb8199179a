// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/client/transport.h"
#include "sync/server/http/http_server.h"

#include <optional>
#include <thread>

namespace legwork::test {

/// Carries exchanges to a server in this process, and loses what a test tells it to lose.
class LoopTransport final : public sync::Transport
{
public:
    /// What goes wrong with the next exchange; used once.
    struct Fault {
        bool losesRequest = false;             ///< The server never hears of it.
        std::optional<qsizetype> cutsAnswerAt; ///< Only so many bytes of the answer arrive.
    };

    explicit LoopTransport(server::HttpHandler &server)
        : m_server(server)
    {
    }
    ~LoopTransport() override;

    void failNext(Fault fault) { m_fault = fault; }
    [[nodiscard]] qsizetype lastAnswerBytes() const { return m_answerBytes; }

    void start(sync::Exchange exchange, std::function<void(QByteArrayView)> onBytes,
               std::function<void(Status)> onEnd) override;
    void cancel() override { m_isCancelled = true; }

private:
    void carry(const sync::Exchange &exchange, const std::function<void(QByteArrayView)> &onBytes,
               const std::function<void(Status)> &onEnd);

    server::HttpHandler &m_server;
    Fault m_fault;
    qsizetype m_answerBytes = 0;
    std::atomic<bool> m_isCancelled = false;
    std::thread m_thread;
};

} // namespace legwork::test
