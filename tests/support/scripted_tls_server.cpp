// SPDX-License-Identifier: Apache-2.0
#include "tests/support/scripted_tls_server.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTimer>

#include <memory>

namespace legwork::test {
namespace {

/// The length of the first whole request in `bytes`; 0 while it is not whole.
qsizetype wholeRequest(const QByteArray &bytes)
{
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return 0;
    qsizetype bodySize = 0;
    for (const QByteArray &line : bytes.left(headEnd).split('\n')) {
        if (line.toLower().startsWith("content-length:"))
            bodySize = line.mid(15).trimmed().toLongLong();
    }
    const qsizetype size = headEnd + 4 + bodySize;
    return bytes.size() >= size ? size : 0;
}

} // namespace

ScriptedTlsServer::ScriptedTlsServer(const Credentials &credentials, QSsl::SslProtocol protocol)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(protocol);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    tls.setLocalCertificate(QSslCertificate(credentials.certificate));
    tls.setPrivateKey(QSslKey(credentials.key, QSsl::Ec));
    m_server.setSslConfiguration(tls);
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (auto *socket = qobject_cast<QSslSocket *>(m_server.nextPendingConnection()))
            serve(socket);
    });
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("cannot listen on the loopback address");
}

void ScriptedTlsServer::answer(QList<Step> steps, After after)
{
    m_steps = std::move(steps);
    m_after = after;
}

void ScriptedTlsServer::answerBody(const QByteArray &body)
{
    answer({{"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.legwork.sync\r\nContent-Length: "
             + QByteArray::number(body.size()) + "\r\n\r\n" + body}});
}

QUrl ScriptedTlsServer::url(const QString &host) const
{
    QUrl url;
    url.setScheme(QStringLiteral("https"));
    url.setHost(host);
    url.setPort(m_server.serverPort());
    return url;
}

void ScriptedTlsServer::serve(QSslSocket *socket)
{
    ++m_connections;
    connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
    auto take = [this, socket, received = QByteArray()]() mutable {
        const QByteArray bytes = socket->readAll();
        m_bytesReceived += bytes.size();
        received += bytes;
        while (const qsizetype size = wholeRequest(received)) {
            m_requests.append(received.left(size));
            received.remove(0, size);
            play(socket, 0, 0);
        }
    };
    auto shared = std::make_shared<decltype(take)>(std::move(take));
    connect(socket, &QSslSocket::readyRead, this, [shared] { (*shared)(); });
    (*shared)();
}

void ScriptedTlsServer::play(QPointer<QSslSocket> socket, qsizetype step, int time)
{
    if (!socket)
        return;
    if (step == m_steps.size()) {
        if (m_after == After::Close)
            socket->disconnectFromHost();
        else if (m_after == After::Abort)
            socket->abort();
        return;
    }
    const Step &now = m_steps.at(step);
    socket->write(now.send);
    socket->flush();
    const bool isLast = time + 1 == now.times;
    QTimer::singleShot(now.thenPauseMs, this,
                       [=, this] { play(socket, isLast ? step + 1 : step, isLast ? 0 : time + 1); });
}

} // namespace legwork::test
