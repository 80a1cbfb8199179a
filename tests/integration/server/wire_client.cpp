// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/server/wire_client.h"

#include <QElapsedTimer>
#include <QSslConfiguration>

namespace legwork::test {
namespace {

QByteArray header(const QByteArray &head, const QByteArray &name)
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).trimmed().compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

/// Takes the chunks out of a body; false while the last one is missing.
bool dechunk(const QByteArray &raw, QByteArray &body)
{
    body.clear();
    for (qsizetype at = 0;;) {
        const qsizetype end = raw.indexOf("\r\n", at);
        if (end < 0)
            return false;
        const qsizetype size = raw.mid(at, end - at).toLongLong(nullptr, 16);
        if (size == 0)
            return true;
        if (end + 2 + size + 2 > raw.size())
            return false;
        body += raw.mid(end + 2, size);
        at = end + 2 + size + 2;
    }
}

} // namespace

QString WireAnswer::problem() const
{
    const auto problems = all<sync::Problem>();
    return problems.size() == 1 ? problems.front().code : QStringLiteral("status %1, no problem").arg(status);
}

WireClient::WireClient(quint16 port, const QSslCertificate &authority, QSsl::SslProtocol protocol)
{
    QSslConfiguration configuration = m_socket.sslConfiguration();
    configuration.setCaCertificates({authority});
    configuration.setProtocol(protocol);
    m_socket.setSslConfiguration(configuration);
    m_socket.connectToHostEncrypted(QStringLiteral("localhost"), port);
    (void)m_socket.waitForEncrypted(10'000);
}

void WireClient::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(10'000)) {
    }
}

WireAnswer WireClient::read(int timeoutMs)
{
    QElapsedTimer watch;
    watch.start();
    QByteArray all;
    WireAnswer answer;
    while (!answer.isWhole) {
        all += m_socket.readAll();
        const qsizetype end = all.indexOf("\r\n\r\n");
        if (end >= 0) {
            answer.head = all.first(end);
            answer.status = answer.head.mid(9, 3).toInt();
            const QByteArray raw = all.sliced(end + 4);
            if (header(answer.head, "Transfer-Encoding") == "chunked") {
                answer.isWhole = dechunk(raw, answer.body);
            } else {
                answer.body = raw;
                answer.isWhole = raw.size() >= header(answer.head, "Content-Length").toLongLong();
            }
        }
        if (answer.isWhole || watch.elapsed() > timeoutMs)
            break;
        if (!m_socket.waitForReadyRead(100) && m_socket.state() != QAbstractSocket::ConnectedState
            && m_socket.bytesAvailable() == 0)
            break;
    }
    sync::FrameReader reader;
    reader.append(answer.body);
    for (auto next = reader.next(); next && *next; next = reader.next())
        answer.messages.push_back(std::move(**next));
    return answer;
}

bool WireClient::isClosedWithin(int timeoutMs)
{
    QElapsedTimer watch;
    watch.start();
    while (m_socket.state() == QAbstractSocket::ConnectedState && watch.elapsed() < timeoutMs)
        (void)m_socket.waitForReadyRead(100);
    return m_socket.state() != QAbstractSocket::ConnectedState;
}

QByteArray WireClient::headOf(const QByteArray &path, qsizetype bodySize, const QByteArray &token)
{
    QByteArray head =
        "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/vnd.legwork.sync\r\n";
    if (!token.isEmpty())
        head += "Authorization: Bearer " + token + "\r\n";
    return head + "Content-Length: " + QByteArray::number(bodySize) + "\r\n\r\n";
}

WireAnswer WireClient::post(const QByteArray &path, const QByteArray &body, const QByteArray &token)
{
    send(headOf(path, body.size(), token) + body);
    return read();
}

} // namespace legwork::test
