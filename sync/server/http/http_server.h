// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

/// HTTPS for the server's endpoints. Everything of Boost stays in http_server.cpp; handlers see these types.
namespace legwork::server {

class Log;

struct HttpRequest {
    QByteArray method;
    QByteArray path;  ///< Without the query.
    QByteArray query; ///< Without the question mark.
    QByteArray contentType;
    QByteArray bearer; ///< Token of the Authorization header.
    QByteArray remoteAddress;
    QByteArray body;
    std::vector<std::pair<QByteArray, QByteArray>> headers; ///< All of them; names in lower case.

    /// Of that name, in lower case; empty when there is none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

/// The rest of an answer that is made while it is sent.
class BodySource
{
public:
    virtual ~BodySource() = default;
    /// The next piece; nothing after the last.
    [[nodiscard]] virtual std::optional<QByteArray> next() = 0;
};

struct HttpResponse;

/// An answer that waits for something to happen, without taking up a thread meanwhile.
class PendingAnswer
{
public:
    virtual ~PendingAnswer() = default;
    /// Has `wake` called once, on any thread, maybe within this call, when there is something to tell. Not called
    /// any more once this is gone.
    virtual void await(std::function<void()> wake) = 0;
    /// What to say, when woken or when the time is up. On a worker thread.
    [[nodiscard]] virtual HttpResponse answer() = 0;
};

struct HttpResponse {
    int status = 200;
    QByteArray contentType;
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    std::unique_ptr<BodySource> rest; ///< When set, `body` goes first and the answer is chunked,
    std::optional<qint64> length;     ///< unless this says how long it will be; also of an answer to HEAD.
    std::unique_ptr<PendingAnswer> pending; ///< When set, only what it answers counts.
};

/// Takes the body of one request as it comes in, so that it is never held in memory. On worker threads, one call after
/// the other.
class BodySink
{
public:
    virtual ~BodySink() = default;
    /// The next piece. An error ends the reading; the answer is then finish()'s.
    [[nodiscard]] virtual Status take(QByteArrayView piece) = 0;
    /// Nothing more comes: called once, also when the connection broke, and then nobody hears the answer.
    [[nodiscard]] virtual HttpResponse finish(bool isWhole) = 0;
};

/// What the head of a request decides: how long the body may be, to be handed to onRequest(); a refusal before a byte
/// of it is read; or who takes the body.
using HeadVerdict = std::variant<qint64, HttpResponse, std::unique_ptr<BodySink>>;

/// Answers requests. Called on worker threads, several at once.
class HttpHandler
{
public:
    virtual ~HttpHandler() = default;
    [[nodiscard]] virtual HeadVerdict onHead(const HttpRequest &head) = 0;
    [[nodiscard]] virtual HttpResponse onRequest(const HttpRequest &request) = 0;
    /// An answer for a failure of the transport: server.busy or wire.too-large.
    [[nodiscard]] virtual HttpResponse onTrouble(const Error &error) = 0;
};

struct HttpSettings {
    QString address;  ///< A number, not a name.
    quint16 port = 0; ///< 0: any free one.
    QString certificatePath;
    QString keyPath;
    int headSeconds = 10;    ///< For a TLS handshake, and for a request's whole head.
    int idleSeconds = 30;    ///< Without a byte, while a body or an answer is on its way.
    int keepSeconds = 75;    ///< Between two requests of a connection.
    int bodySeconds = 600;   ///< For a whole request.
    int answerSeconds = 900; ///< For a whole answer; a device goes on from where it was cut.
    int waitSeconds = 25;    ///< Of a pending answer; devices take 30 silent seconds for a broken connection.
    int stopSeconds = 30;    ///< For running requests to finish when the server stops.
    int connectionsMax = 1000;
    qint64 bodiesBytesMax = 256 * 1024 * 1024; ///< Of all requests being read, together.
};

/// Errors of start(): server.listen (AskUser; arguments: address, the system's reason), server.tls (AskUser;
/// argument: the reason).
class HttpServer
{
public:
    /// Binds and listens; connections are taken from run() on. Handler and log must outlive the server.
    [[nodiscard]] static Result<std::unique_ptr<HttpServer>> start(const HttpSettings &settings,
                                                                   HttpHandler &handler, Log &log);
    ~HttpServer();

    [[nodiscard]] quint16 port() const;
    /// Serves until stop() is called or SIGTERM or SIGINT arrives; then finishes the requests that are running.
    void run();
    /// Callable on any thread.
    void stop();

private:
    class Implementation;
    explicit HttpServer(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace legwork::server
