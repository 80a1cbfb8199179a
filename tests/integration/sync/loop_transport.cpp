// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/sync/loop_transport.h"

#include <utility>

namespace legwork::test {

LoopTransport::~LoopTransport()
{
    if (m_thread.joinable())
        m_thread.join();
}

void LoopTransport::start(sync::Exchange exchange, std::function<void(QByteArrayView)> onBytes,
                          std::function<void(Status)> onEnd)
{
    if (m_thread.joinable())
        m_thread.join();
    m_isCancelled = false;
    m_thread = std::thread([this, exchange = std::move(exchange), onBytes = std::move(onBytes),
                            onEnd = std::move(onEnd)] { carry(exchange, onBytes, onEnd); });
}

void LoopTransport::carry(const sync::Exchange &exchange, const std::function<void(QByteArrayView)> &onBytes,
                          const std::function<void(Status)> &onEnd)
{
    const Fault fault = std::exchange(m_fault, {});
    m_answerBytes = 0;
    if (fault.losesRequest)
        return onEnd(fail(QStringLiteral("net.unreachable"), Advice::Retry));

    server::HttpRequest request;
    request.method = "POST";
    request.path = exchange.path;
    request.contentType = "application/vnd.legwork.sync";
    request.bearer = exchange.token;
    request.remoteAddress = "127.0.0.1";
    request.body = exchange.body;
    auto response = m_server.onRequest(request);
    const auto deliver = [&](QByteArrayView piece) {
        const qsizetype room = fault.cutsAnswerAt.value_or(m_answerBytes + piece.size()) - m_answerBytes;
        const QByteArrayView arriving = piece.first(std::clamp<qsizetype>(room, 0, piece.size()));
        m_answerBytes += arriving.size();
        if (!arriving.isEmpty())
            onBytes(arriving);
        return arriving.size() == piece.size() && !m_isCancelled;
    };
    bool isWhole = deliver(response.body);
    while (isWhole && response.rest) {
        const auto piece = response.rest->next();
        if (!piece)
            break;
        isWhole = deliver(*piece);
    }
    if (m_isCancelled)
        return onEnd(fail(QStringLiteral("net.cancelled"), Advice::Retry));
    if (!isWhole)
        return onEnd(fail(QStringLiteral("net.cut"), Advice::Retry));
    if (response.status != 200)
        return onEnd(fail(QStringLiteral("net.status"), Advice::Retry, {QString::number(response.status)}));
    onEnd({});
}

} // namespace legwork::test
