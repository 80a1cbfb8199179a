// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/client/http/http_transport.h"

#include <QList>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QSslError>
#include <QTimer>

#include <optional>

class QNetworkAccessManager;

namespace legwork::sync {

/// One request and its answer, on the transport's thread.
class HttpExchange final : public QObject
{
    Q_OBJECT
public:
    HttpExchange(const HttpSettings &settings, std::function<void(QByteArrayView)> onBytes,
                 std::function<void(Status)> onEnd, QObject *parent);

    void send(QNetworkAccessManager &network, const QSslConfiguration &tls, const Exchange &exchange);
    void cancel();

private:
    void watch();
    void requestIsLeaving();
    void headIsThere();
    void bytesAreThere();
    void replyHasEnded();
    void end(Status status);
    [[nodiscard]] QNetworkReply *begin(QNetworkAccessManager &network, const QNetworkRequest &request,
                                       const Exchange &exchange) const;
    [[nodiscard]] bool tellFileHead(int status);

    const HttpSettings m_settings;
    std::function<void(QByteArrayView)> m_onBytes;
    std::function<void(Status)> m_onEnd;
    QNetworkReply *m_reply = nullptr;
    QList<QSslError> m_tlsErrors;
    QTimer m_connectTimer;
    QTimer m_idleTimer;
    QTimer m_totalTimer;
    qint64 m_received = 0;
    std::optional<Error> m_refusal; ///< What the answer's head already decides.
    bool m_isConnected = false;
    bool m_isOurs = false; ///< The answer's head says that it is in our format.
    QByteArray m_method;   ///< Of a request about a file.
    std::function<void(const FileHead &)> m_onHead;
};

} // namespace legwork::sync
