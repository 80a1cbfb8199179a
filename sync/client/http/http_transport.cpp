// SPDX-License-Identifier: Apache-2.0
#include "sync/client/http/http_transport.h"

#include "sync/client/http/http_exchange.h"

#include <QNetworkAccessManager>
#include <QSslCertificate>
#include <QThread>

#include <utility>

namespace legwork::sync {
namespace {

Status checkAddress(const QUrl &server)
{
    const bool isPlain = server.path().isEmpty() || server.path() == QLatin1String("/");
    if (!server.isValid() || server.scheme() != QLatin1String("https") || server.host().isEmpty() || !isPlain
        || server.hasQuery() || server.hasFragment() || !server.userInfo().isEmpty())
        return fail(QStringLiteral("net.address"), Advice::AskUser, {server.toString(QUrl::RemoveUserInfo)});
    return {};
}

Result<QSslConfiguration> tlsFor(const QByteArray &authorities)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!authorities.isEmpty()) {
        const QList<QSslCertificate> certificates = QSslCertificate::fromData(authorities, QSsl::Pem);
        if (certificates.isEmpty())
            return fail(QStringLiteral("net.authority"), Advice::AskUser);
        tls.setCaCertificates(certificates);
    }
    return tls;
}

} // namespace

/// Everything below `context` lives on `thread`.
struct HttpTransport::Thread {
    QThread thread;
    QObject *context = nullptr;
    QNetworkAccessManager *network = nullptr;
    HttpExchange *running = nullptr;
    HttpSettings settings;
    QSslConfiguration tls;
    const Connectivity *connectivity = nullptr;
};

Result<std::unique_ptr<HttpTransport>> HttpTransport::create(HttpSettings settings,
                                                             const Connectivity *connectivity)
{
    if (const Status address = checkAddress(settings.server); !address)
        return forward(address);
    const Result<QSslConfiguration> tls = tlsFor(settings.authorities);
    if (!tls)
        return forward(tls);
    auto thread = std::make_unique<Thread>();
    thread->settings = std::move(settings);
    thread->tls = *tls;
    thread->connectivity = connectivity;
    return std::unique_ptr<HttpTransport>(new HttpTransport(std::move(thread)));
}

HttpTransport::HttpTransport(std::unique_ptr<Thread> thread)
    : m_thread(std::move(thread))
{
    m_thread->thread.setObjectName(QStringLiteral("legwork-net"));
    m_thread->context = new QObject;
    m_thread->context->moveToThread(&m_thread->thread);
    // The context goes on its own thread, and the connections with it.
    QObject::connect(&m_thread->thread, &QThread::finished, m_thread->context, &QObject::deleteLater);
    m_thread->thread.start();
    QMetaObject::invokeMethod(m_thread->context, [thread = m_thread.get()] {
        thread->network = new QNetworkAccessManager(thread->context);
        thread->network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        thread->network->setAutoDeleteReplies(false);
    });
}

HttpTransport::~HttpTransport()
{
    cancel();
    QMetaObject::invokeMethod(m_thread->context, [thread = m_thread.get()] { thread->thread.quit(); });
    m_thread->thread.wait();
}

void HttpTransport::start(Exchange exchange, std::function<void(QByteArrayView)> onBytes,
                          std::function<void(Status)> onEnd)
{
    auto begin = [thread = m_thread.get(), exchange = std::move(exchange), onBytes = std::move(onBytes),
                  onEnd = std::move(onEnd)]() mutable {
        Q_ASSERT(!thread->running);
        if (thread->connectivity && thread->connectivity->reach() == Connectivity::Reach::Offline) {
            onEnd(fail(QStringLiteral("net.offline"), Advice::Retry));
            return;
        }
        // The end is reported after the exchange is forgotten, so that it may start the next one.
        auto ended = [thread, onEnd = std::move(onEnd)](Status status) {
            std::exchange(thread->running, nullptr)->deleteLater();
            onEnd(std::move(status));
        };
        thread->running =
            new HttpExchange(thread->settings, std::move(onBytes), std::move(ended), thread->context);
        thread->running->send(*thread->network, thread->tls, exchange);
    };
    // Queued on the transport's own thread too: whoever starts the next exchange in onEnd may hold a lock.
    QMetaObject::invokeMethod(m_thread->context, std::move(begin), Qt::QueuedConnection);
}

void HttpTransport::cancel()
{
    const auto end = [thread = m_thread.get()] {
        if (thread->running)
            thread->running->cancel();
    };
    QMetaObject::invokeMethod(m_thread->context, end,
                              Qt::QueuedConnection); // after the start it is meant for
}

} // namespace legwork::sync
