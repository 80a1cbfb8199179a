// SPDX-License-Identifier: Apache-2.0
#include "sync/client/http/http_exchange.h"

#include "sync/client/http/http_failure.h"

#include <QNetworkAccessManager>

#include <utility>

namespace legwork::sync {
namespace {

constexpr qint64 kPieceBytes = 64 * 1024;
/// What Qt may hold of the answer before it stops reading from the socket.
constexpr qint64 kBufferBytes = 1024 * 1024;

QByteArray contentType() { return QByteArrayLiteral("application/vnd.legwork.sync"); }

QNetworkRequest requestFor(const HttpSettings &settings, const QSslConfiguration &tls,
                           const Exchange &exchange)
{
    QUrl url = settings.server;
    url.setPath(QString::fromLatin1(exchange.path));
    if (!exchange.query.isEmpty())
        url.setQuery(QString::fromLatin1(exchange.query));
    QNetworkRequest request(url);
    request.setSslConfiguration(tls);
    if (!exchange.body.isEmpty() && exchange.method.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, contentType());
    request.setRawHeader(QByteArrayLiteral("Accept"),
                         exchange.method.isEmpty() ? contentType() : QByteArrayLiteral("*/*"));
    for (const auto &[name, value] : exchange.headers)
        request.setRawHeader(name, value);
    // Set by hand, so that Qt does not decompress: frames are compressed and bounded by the protocol itself.
    request.setRawHeader(QByteArrayLiteral("Accept-Encoding"), QByteArrayLiteral("identity"));
    if (!exchange.token.isEmpty())
        request.setRawHeader(QByteArrayLiteral("Authorization"),
                             QByteArrayLiteral("Bearer ") + exchange.token);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    return request;
}

} // namespace

HttpExchange::HttpExchange(const HttpSettings &settings, std::function<void(QByteArrayView)> onBytes,
                           std::function<void(Status)> onEnd, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_onBytes(std::move(onBytes))
    , m_onEnd(std::move(onEnd))
{
    const auto limit = [this](QTimer &timer, int ms, const QString &what) {
        timer.setSingleShot(true);
        timer.setInterval(ms);
        connect(&timer, &QTimer::timeout, this,
                [this, what] { end(fail(QStringLiteral("net.timeout"), Advice::Retry, {what})); });
    };
    limit(m_connectTimer, settings.connectTimeoutMs, QStringLiteral("connect"));
    limit(m_idleTimer, settings.idleTimeoutMs, QStringLiteral("idle"));
    limit(m_totalTimer, settings.totalTimeoutMs, QStringLiteral("total"));
}

void HttpExchange::send(QNetworkAccessManager &network, const QSslConfiguration &tls,
                        const Exchange &exchange)
{
    const QNetworkRequest request = requestFor(m_settings, tls, exchange);
    m_method = exchange.method;
    m_onHead = exchange.onHead;
    m_reply = begin(network, request, exchange);
    m_reply->setParent(this);
    m_reply->setReadBufferSize(kBufferBytes);
    m_connectTimer.start();
    m_totalTimer.start();
    watch();
}

QNetworkReply *HttpExchange::begin(QNetworkAccessManager &network, const QNetworkRequest &request,
                                   const Exchange &exchange) const
{
    if (exchange.method == "HEAD")
        return network.head(request);
    if (exchange.method == "GET" || (exchange.method.isEmpty() && exchange.body.isEmpty()))
        return network.get(request);
    if (exchange.method.isEmpty())
        return network.post(request, exchange.body);
    return network.sendCustomRequest(request, exchange.method, exchange.body);
}

void HttpExchange::watch()
{
    connect(m_reply, &QNetworkReply::sslErrors, this,
            [this](const QList<QSslError> &errors) { m_tlsErrors.append(errors); });
    // The certificate is good once "encrypted" is said; on a kept connection only "requestSent" is.
    connect(m_reply, &QNetworkReply::encrypted, this, &HttpExchange::requestIsLeaving);
    connect(m_reply, &QNetworkReply::requestSent, this, &HttpExchange::requestIsLeaving);
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this] {
        if (m_isConnected)
            m_idleTimer.start();
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpExchange::headIsThere);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpExchange::bytesAreThere);
    connect(m_reply, &QNetworkReply::finished, this, &HttpExchange::replyHasEnded);
}

void HttpExchange::requestIsLeaving()
{
    m_isConnected = true;
    m_connectTimer.stop();
    m_idleTimer.start();
}

void HttpExchange::headIsThere()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status < 200)
        return; // No head at all (a failure follows), or "100 Continue" (the real one follows).
    requestIsLeaving();
    const QByteArray type = m_reply->rawHeader(QByteArrayLiteral("Content-Type"));
    m_isOurs = type.split(';').constFirst().trimmed().toLower() == contentType();
    if (!m_method.isEmpty())
        m_isOurs = tellFileHead(status);
    const bool isRedirect = status >= 300 && status < 400;
    if (isRedirect || status == 511 || (!m_isOurs && status < 400))
        m_refusal = portalFailure();
    else if (status >= 400)
        m_refusal = statusFailure(status);
    // An answer that is not ours may be of any length. One with an error status has to be read to its end all
    // the same: Qt has an error of its own coming then and does not bear being aborted before it.
    if (m_refusal && status < 400)
        end(tl::unexpected(*m_refusal));
}

bool HttpExchange::tellFileHead(int status)
{
    FileHead head;
    head.status = status;
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        head.headers.emplace_back(name.toLower(), value);
    // Whatever stands in the way of a request (a log-in page, a proxy) does not know these words.
    const bool isOurs = m_isOurs || !head.header("tus-resumable").isEmpty();
    if (isOurs && m_onHead)
        std::exchange(m_onHead, nullptr)(head);
    return isOurs;
}

void HttpExchange::bytesAreThere()
{
    if (m_isConnected)
        m_idleTimer.start();
    while (m_reply && m_reply->bytesAvailable() > 0) {
        const QByteArray piece = m_reply->read(kPieceBytes);
        m_received += piece.size();
        if (m_received > m_settings.answerBytesMax) {
            end(fail(QStringLiteral("net.too-large"), Advice::GiveUp));
            return;
        }
        if (m_isOurs)
            m_onBytes(piece);
    }
}

void HttpExchange::replyHasEnded()
{
    if (m_reply->error() == QNetworkReply::SslHandshakeFailedError || !m_tlsErrors.isEmpty()) {
        end(tl::unexpected(certificateFailure(m_tlsErrors, m_settings.server.host())));
        return;
    }
    bytesAreThere();
    if (!m_reply)
        return;
    const QNetworkReply::NetworkError error = m_reply->error();
    const QVariant length = m_reply->header(QNetworkRequest::ContentLengthHeader);
    if (m_refusal)
        end(tl::unexpected(*m_refusal));
    else if (error != QNetworkReply::NoError)
        end(tl::unexpected(networkFailure(error, m_settings.server.host(), m_isConnected)));
    else if (length.isValid() && length.toLongLong() != m_received && m_method != "HEAD")
        end(fail(QStringLiteral("net.cut"), Advice::Retry));
    else
        end({});
}

void HttpExchange::cancel() { end(fail(QStringLiteral("net.cancelled"), Advice::Retry)); }

void HttpExchange::end(Status status)
{
    if (!m_reply)
        return;
    m_connectTimer.stop();
    m_idleTimer.stop();
    m_totalTimer.stop();
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
    m_onEnd(std::move(status));
}

} // namespace legwork::sync
