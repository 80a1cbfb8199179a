// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/test_authority.h"

#include <QList>
#include <QPointer>
#include <QSslServer>
#include <QUrl>

namespace legwork::test {

/// A TLS server on the loopback address that answers every request with the same steps, whatever is asked.
class ScriptedTlsServer : public QObject
{
    Q_OBJECT
public:
    struct Step {
        QByteArray send;     ///< Sent as it is, status line and all.
        int thenPauseMs = 0; ///< Before the next step.
        int times = 1;
    };
    enum class After { KeepOpen, Close, Abort };

    explicit ScriptedTlsServer(const Credentials &credentials,
                               QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater);

    void answer(QList<Step> steps, After after = After::KeepOpen);
    /// An answer in the sync format with a right length.
    void answerBody(const QByteArray &body);

    [[nodiscard]] QUrl url(const QString &host = QStringLiteral("localhost")) const;
    /// Whole requests received, head and body, without the parts of unfinished ones.
    [[nodiscard]] QList<QByteArray> requests() const { return m_requests; }
    /// Bytes received inside TLS, whole requests or not.
    [[nodiscard]] qint64 bytesReceived() const { return m_bytesReceived; }
    [[nodiscard]] int connections() const { return m_connections; }

private:
    void serve(QSslSocket *socket);
    void play(QPointer<QSslSocket> socket, qsizetype step, int time);

    QSslServer m_server;
    QList<Step> m_steps;
    After m_after = After::KeepOpen;
    QList<QByteArray> m_requests;
    qint64 m_bytesReceived = 0;
    int m_connections = 0;
};

} // namespace legwork::test
