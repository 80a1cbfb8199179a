// SPDX-License-Identifier: Apache-2.0
#include "sync/server/http/http_server.h"

#include "sync/server/log.h"

#include <QElapsedTimer>

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <chrono>
#include <csignal>
#include <map>
#include <mutex>
#include <thread>

namespace legwork::server {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = net::ip::tcp;
using std::chrono::seconds;

constexpr size_t kHeadBytesMax = 16 * 1024;
constexpr size_t kPieceBytes = 64 * 1024;
constexpr int kWorkers = 4;
constexpr int kDrainSeconds = 2;
constexpr auto kTuple = net::as_tuple(net::use_awaitable);

using TlsStream = beast::ssl_stream<beast::tcp_stream>;
using Parser = http::request_parser<http::buffer_body>;

QByteArray bytesOf(beast::string_view text) { return QByteArray(text.data(), qsizetype(text.size())); }

beast::string_view viewOf(const QByteArray &bytes) { return {bytes.constData(), size_t(bytes.size())}; }

HttpRequest headOf(const Parser &parser, const QByteArray &remoteAddress)
{
    const auto &message = parser.get();
    HttpRequest head;
    head.method = bytesOf(message.method_string());
    const QByteArray target = bytesOf(message.target());
    const qsizetype mark = target.indexOf('?');
    head.path = mark < 0 ? target : target.first(mark);
    head.query = mark < 0 ? QByteArray() : target.sliced(mark + 1);
    head.contentType = bytesOf(message[http::field::content_type]);
    const QByteArray authorization = bytesOf(message[http::field::authorization]);
    constexpr QByteArrayView kScheme("Bearer ");
    if (authorization.first(std::min(authorization.size(), kScheme.size()))
            .compare(kScheme, Qt::CaseInsensitive)
        == 0)
        head.bearer = authorization.sliced(kScheme.size()).trimmed();
    head.remoteAddress = remoteAddress;
    for (const auto &field : message)
        head.headers.emplace_back(bytesOf(field.name_string()).toLower(), bytesOf(field.value()));
    return head;
}

} // namespace

QByteArray HttpRequest::header(QByteArrayView name) const
{
    for (const auto &[each, value] : headers) {
        if (each == name)
            return value;
    }
    return {};
}

class HttpServer::Implementation
{
public:
    Implementation(const HttpSettings &settings, HttpHandler &handler, Log &log)
        : m_settings(settings)
        , m_handler(handler)
        , m_log(log)
        , m_acceptor(m_io)
        , m_signals(m_io)
        , m_stopDeadline(m_io)
    {
    }

    Status open();
    quint16 port() const { return m_acceptor.local_endpoint().port(); }
    void run();
    void stop()
    {
        net::post(m_control, [this] { beginStop(); });
    }

private:
    /// One connection. It belongs to its strand, but for `isIdle`.
    struct Session {
        Session(tcp::socket socket, net::ssl::context &tls)
            : stream(beast::tcp_stream(std::move(socket)), tls)
        {
        }
        beast::tcp_stream &wire() { return beast::get_lowest_layer(stream); }

        TlsStream stream;
        beast::flat_buffer buffer{kHeadBytesMax + kPieceBytes};
        QByteArray remoteAddress;
        std::atomic<bool> isIdle = true;      ///< Between requests: may be closed at any time.
        net::steady_timer *waiting = nullptr; ///< Set while an answer waits; cancelling it ends that.
    };
    using SessionPtr = std::shared_ptr<Session>;

    /// Runs blocking work on a worker thread.
    template<class Work>
    net::awaitable<std::invoke_result_t<Work>> onWorker(Work work)
    {
        using Answer = std::invoke_result_t<Work>;
        auto task = [](Work job) -> net::awaitable<Answer> { co_return job(); };
        co_return co_await net::co_spawn(m_workers, task(std::move(work)), net::use_awaitable);
    }

    net::awaitable<void> accept();
    net::awaitable<void> serve(SessionPtr session);
    /// One request and its answer; false when the connection is over.
    net::awaitable<bool> serveRequest(SessionPtr session);
    net::awaitable<std::optional<HttpResponse>> readBody(SessionPtr session, Parser &parser, qint64 bytesMax,
                                                         QByteArray &body, bool &isBroken);
    /// Hands the body to its sink, piece by piece; what the sink says, or nothing when the connection broke.
    net::awaitable<std::optional<HttpResponse>> pourBody(SessionPtr session, Parser &parser,
                                                         std::unique_ptr<BodySink> sink, qint64 &bodyBytes);
    /// Tells a client that waits for it to go on; false when the connection broke.
    net::awaitable<bool> letGoOn(SessionPtr session, Parser &parser);
    net::awaitable<bool> write(SessionPtr session, HttpResponse &response, const Parser &parser,
                               bool keepAlive, qint64 &sentBytes);
    net::awaitable<HttpResponse> waitFor(SessionPtr session, std::unique_ptr<PendingAnswer> pending);
    net::awaitable<void> drain(SessionPtr session);
    void beginStop();
    void sessionEnded(size_t number);

    const HttpSettings m_settings;
    HttpHandler &m_handler;
    Log &m_log;
    net::io_context m_io;
    net::strand<net::io_context::executor_type> m_control{
        net::make_strand(m_io)}; ///< Accepting and stopping.
    net::thread_pool m_workers{kWorkers};
    net::ssl::context m_tls{net::ssl::context::tls_server};
    tcp::acceptor m_acceptor;
    net::signal_set m_signals;
    net::steady_timer m_stopDeadline;
    std::atomic<bool> m_isStopping = false;
    std::atomic<qint64> m_bodiesBytes = 0;

    std::mutex m_sessionsMutex;
    std::map<size_t, SessionPtr> m_sessions;
    size_t m_lastSession = 0;
};

Status HttpServer::Implementation::open()
{
    boost::system::error_code error;
    SSL_CTX_set_min_proto_version(m_tls.native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(m_tls.native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    m_tls.use_certificate_chain_file(m_settings.certificatePath.toStdString(), error);
    if (!error)
        m_tls.use_private_key_file(m_settings.keyPath.toStdString(), net::ssl::context::pem, error);
    if (error)
        return fail(QStringLiteral("server.tls"), Advice::AskUser, {QString::fromStdString(error.message())});

    const auto listening = [&]() -> boost::system::error_code {
        const auto address = net::ip::make_address(m_settings.address.toStdString(), error);
        if (error)
            return error;
        const tcp::endpoint endpoint(address, m_settings.port);
        if (m_acceptor.open(endpoint.protocol(), error)
            || m_acceptor.set_option(tcp::acceptor::reuse_address(true), error)
            || m_acceptor.bind(endpoint, error))
            return error;
        return m_acceptor.listen(net::socket_base::max_listen_connections, error);
    };
    if (listening())
        return fail(QStringLiteral("server.listen"), Advice::AskUser,
                    {m_settings.address, QString::fromStdString(error.message())});
    // From here on a signal waits for run() instead of ending the process.
    m_signals.add(SIGTERM, error);
    m_signals.add(SIGINT, error);
    return {};
}

void HttpServer::Implementation::run()
{
    m_signals.async_wait(net::bind_executor(m_control, [this](boost::system::error_code error, int) {
        if (!error)
            beginStop();
    }));
    net::co_spawn(m_control, accept(), net::detached);
    const auto work = [this] { m_io.run(); };
    std::thread second(work);
    work();
    second.join();
    m_workers.join();
}

void HttpServer::Implementation::beginStop()
{
    if (m_isStopping.exchange(true))
        return;
    m_log.event("stopping");
    boost::system::error_code ignored;
    m_acceptor.close(ignored);
    m_signals.cancel(ignored);
    const std::lock_guard lock(m_sessionsMutex);
    if (m_sessions.empty())
        return; // nothing is left to do, so run() ends
    for (const auto &[number, session] : m_sessions) {
        net::post(session->stream.get_executor(), [session] {
            if (session->isIdle)
                session->wire().close();
            else if (session->waiting)
                session->waiting->cancel();
        });
    }
    m_stopDeadline.expires_after(seconds(m_settings.stopSeconds));
    m_stopDeadline.async_wait([this](boost::system::error_code error) {
        if (!error)
            m_io.stop();
    });
}

void HttpServer::Implementation::sessionEnded(size_t number)
{
    const std::lock_guard lock(m_sessionsMutex);
    m_sessions.erase(number);
    if (m_isStopping && m_sessions.empty())
        net::post(m_control, [this] { m_stopDeadline.cancel(); });
}

net::awaitable<void> HttpServer::Implementation::accept()
{
    while (!m_isStopping) {
        auto [error, socket] = co_await m_acceptor.async_accept(net::make_strand(m_io), kTuple);
        if (error) {
            if (m_isStopping)
                co_return;
            // Out of file handles, or the peer has gone: neither may end the server, nor make it spin.
            net::steady_timer pause(m_io, std::chrono::milliseconds(50));
            co_await pause.async_wait(kTuple);
            continue;
        }
        boost::system::error_code gone;
        const auto remote = socket.remote_endpoint(gone);
        const auto executor = socket.get_executor();
        SessionPtr session;
        size_t number = 0;
        {
            const std::lock_guard lock(m_sessionsMutex);
            if (gone || m_isStopping || m_sessions.size() >= size_t(m_settings.connectionsMax))
                continue;
            session = std::make_shared<Session>(std::move(socket), m_tls);
            number = ++m_lastSession;
            m_sessions.emplace(number, session);
        }
        session->remoteAddress = QByteArray::fromStdString(remote.address().to_string());
        net::co_spawn(executor, serve(session), [this, number](std::exception_ptr failed) {
            if (failed)
                m_log.event("session-failed");
            sessionEnded(number);
        });
    }
}

net::awaitable<void> HttpServer::Implementation::serve(SessionPtr session)
{
    session->wire().expires_after(seconds(m_settings.headSeconds));
    const auto [refused] = co_await session->stream.async_handshake(net::ssl::stream_base::server, kTuple);
    if (refused)
        co_return;
    while (co_await serveRequest(session)) {
    }
    session->wire().expires_after(seconds(m_settings.headSeconds));
    co_await session->stream.async_shutdown(kTuple);
}

net::awaitable<bool> HttpServer::Implementation::serveRequest(SessionPtr session)
{
    if (session->buffer.size() == 0) {
        session->isIdle = true;
        if (m_isStopping)
            co_return false;
        session->wire().expires_after(seconds(m_settings.keepSeconds));
        const auto room = session->buffer.prepare(kHeadBytesMax);
        const auto [cut, length] = co_await session->stream.async_read_some(room, kTuple);
        if (cut)
            co_return false;
        session->buffer.commit(length);
    }
    session->isIdle = false;

    QElapsedTimer watch;
    watch.start();
    Parser parser;
    parser.header_limit(kHeadBytesMax);
    parser.body_limit(boost::none); // kept by readBody(), which can say so
    session->wire().expires_after(seconds(m_settings.headSeconds));
    const auto [bad, headLength] =
        co_await http::async_read_header(session->stream, session->buffer, parser, kTuple);
    if (bad) {
        m_log.event("bad-head", {{QStringLiteral("reason"), QString::fromStdString(bad.message())}});
        co_return false;
    }

    HttpRequest request = headOf(parser, session->remoteAddress);
    auto verdict = co_await onWorker([this, &request] { return m_handler.onHead(request); });
    std::optional<HttpResponse> response;
    bool isBroken = false;
    qint64 pouredBytes = 0;
    if (auto *refusal = std::get_if<HttpResponse>(&verdict)) {
        response = std::move(*refusal);
    } else if (auto *sink = std::get_if<std::unique_ptr<BodySink>>(&verdict)) {
        response = co_await pourBody(session, parser, std::move(*sink), pouredBytes);
        isBroken = !response;
    } else {
        response = co_await readBody(session, parser, std::get<qint64>(verdict), request.body, isBroken);
    }
    const qint64 bodyBytes = request.body.size();
    if (!response && !isBroken) {
        response = co_await onWorker([this, &request] { return m_handler.onRequest(request); });
        request.body.clear();
        if (response->pending)
            response = co_await waitFor(session, std::move(response->pending));
    }
    m_bodiesBytes -= bodyBytes;
    if (isBroken)
        co_return false;

    const bool isRead = parser.is_done();
    const bool keepAlive = isRead && parser.get().keep_alive() && !m_isStopping;
    qint64 sentBytes = 0;
    const bool isSent = co_await write(session, *response, parser, keepAlive, sentBytes);
    m_log.event("request", {{QStringLiteral("method"), QString::fromLatin1(request.method.left(16))},
                            {QStringLiteral("path"), QString::fromLatin1(request.path.left(64))},
                            {QStringLiteral("status"), response->status},
                            {QStringLiteral("bytesIn"), bodyBytes + pouredBytes},
                            {QStringLiteral("bytesOut"), sentBytes},
                            {QStringLiteral("complete"), isSent},
                            {QStringLiteral("ms"), watch.elapsed()}});
    // Closing while the peer is still sending would make the system throw our answer away.
    if (isSent && !isRead)
        co_await drain(session);
    co_return isSent &&keepAlive;
}

net::awaitable<std::optional<HttpResponse>>
HttpServer::Implementation::readBody(SessionPtr session, Parser &parser, qint64 bytesMax, QByteArray &body,
                                     bool &isBroken)
{
    const auto tooLarge = [this] {
        return m_handler.onTrouble({QStringLiteral("wire.too-large"), Advice::GiveUp, {}});
    };
    if (const auto announced = parser.content_length(); announced && *announced > quint64(bytesMax))
        co_return tooLarge();
    if (!co_await letGoOn(session, parser)) {
        isBroken = true;
        co_return std::nullopt;
    }
    QElapsedTimer watch;
    watch.start();
    QByteArray piece(qsizetype(kPieceBytes), Qt::Uninitialized);
    while (!parser.is_done()) {
        auto &into = parser.get().body();
        into.data = piece.data();
        into.size = size_t(piece.size());
        session->wire().expires_after(seconds(m_settings.idleSeconds));
        const auto [error, length] =
            co_await http::async_read(session->stream, session->buffer, parser, kTuple);
        if ((error && error != http::error::need_buffer)
            || watch.hasExpired(m_settings.bodySeconds * 1000LL)) {
            isBroken = true;
            co_return std::nullopt;
        }
        const qsizetype got = piece.size() - qsizetype(into.size);
        if (body.size() + got > bytesMax)
            co_return tooLarge();
        // Counted as they come, so that a length that is only announced takes no room from others.
        if ((m_bodiesBytes += got) > m_settings.bodiesBytesMax) {
            m_bodiesBytes -= got;
            co_return m_handler.onTrouble({QStringLiteral("server.busy"), Advice::Retry, {}});
        }
        body.append(piece.constData(), got);
    }
    co_return std::nullopt;
}

net::awaitable<bool> HttpServer::Implementation::letGoOn(SessionPtr session, Parser &parser)
{
    if (!beast::iequals(parser.get()[http::field::expect], "100-continue"))
        co_return true;
    http::response<http::empty_body> goOn(http::status::continue_, parser.get().version());
    const auto [cut, length] = co_await http::async_write(session->stream, goOn, kTuple);
    co_return !cut;
}

net::awaitable<std::optional<HttpResponse>>
HttpServer::Implementation::pourBody(SessionPtr session, Parser &parser, std::unique_ptr<BodySink> sink,
                                     qint64 &bodyBytes)
{
    QElapsedTimer watch;
    watch.start();
    QByteArray piece(qsizetype(kPieceBytes), Qt::Uninitialized);
    BodySink *taker = sink.get();
    bool isWhole = co_await letGoOn(session, parser);
    while (isWhole && !parser.is_done()) {
        auto &into = parser.get().body();
        into.data = piece.data();
        into.size = size_t(piece.size());
        session->wire().expires_after(seconds(m_settings.idleSeconds));
        const auto [error, length] =
            co_await http::async_read(session->stream, session->buffer, parser, kTuple);
        isWhole = (!error || error == http::error::need_buffer)
                  && !watch.hasExpired(m_settings.bodySeconds * 1000LL);
        const QByteArrayView got(piece.constData(), piece.size() - qsizetype(into.size));
        bodyBytes += got.size();
        // Also what came last before the connection broke: it need not be sent again.
        const Status taken = co_await onWorker([taker, got] { return taker->take(got); });
        if (!taken)
            break;
    }
    auto answer = co_await onWorker([taker, isWhole] { return taker->finish(isWhole); });
    co_return isWhole ? std::optional(std::move(answer)) : std::nullopt;
}

net::awaitable<bool> HttpServer::Implementation::write(SessionPtr session, HttpResponse &response,
                                                       const Parser &parser, bool keepAlive,
                                                       qint64 &sentBytes)
{
    const unsigned version = parser.get().version();
    const bool isHeadOnly = parser.get().method() == http::verb::head;
    QElapsedTimer watch;
    watch.start();
    http::response<http::empty_body> head(http::status::ok, version);
    head.result(unsigned(response.status)); // also one that HTTP itself does not name, such as tus's 460
    if (head.result() == http::status::unknown)
        head.reason("Refused");
    head.keep_alive(keepAlive);
    head.set(http::field::cache_control, "no-store");
    if (!response.contentType.isEmpty())
        head.set(http::field::content_type, viewOf(response.contentType));
    for (const auto &[name, value] : response.headers)
        head.set(viewOf(name), viewOf(value));
    // A peer of HTTP/1.0 does not know chunks; for it the end of the connection is the end of the answer.
    const bool isChunked = response.rest && !response.length && version >= 11;
    if (response.length)
        head.content_length(quint64(*response.length));
    else if (isChunked)
        head.chunked(true);
    else if (response.rest)
        head.keep_alive(false);
    else if (response.status != 204)
        head.content_length(quint64(response.body.size()));
    http::response_serializer<http::empty_body> serializer(head);
    session->wire().expires_after(seconds(m_settings.idleSeconds));
    if (const auto [cut, length] = co_await http::async_write_header(session->stream, serializer, kTuple);
        cut)
        co_return false;
    if (isHeadOnly)
        co_return keepAlive == head.keep_alive();

    QByteArray piece = std::move(response.body);
    while (true) {
        if (!piece.isEmpty()) {
            if (watch.hasExpired(m_settings.answerSeconds * 1000LL))
                co_return false;
            const net::const_buffer bytes(piece.constData(), size_t(piece.size()));
            session->wire().expires_after(seconds(m_settings.idleSeconds));
            boost::system::error_code error;
            size_t length = 0;
            if (isChunked)
                std::tie(error, length) =
                    co_await net::async_write(session->stream, http::make_chunk(bytes), kTuple);
            else
                std::tie(error, length) = co_await net::async_write(session->stream, bytes, kTuple);
            if (error)
                co_return false;
            sentBytes += piece.size();
        }
        if (!response.rest)
            break;
        BodySource *source = response.rest.get();
        auto next = co_await onWorker([source] { return source->next(); });
        if (!next)
            break;
        piece = std::move(*next);
    }
    response.rest.reset();
    if (response.length && sentBytes != *response.length)
        co_return false; // what was to come could not be read: the other side must not wait for it
    if (isChunked) {
        if (const auto [cut, length] =
                co_await net::async_write(session->stream, http::make_chunk_last(), kTuple);
            cut)
            co_return false;
    }
    co_return keepAlive == head.keep_alive();
}

net::awaitable<HttpResponse> HttpServer::Implementation::waitFor(SessionPtr session,
                                                                 std::unique_ptr<PendingAnswer> pending)
{
    const auto executor = session->stream.get_executor();
    const auto timer = std::make_shared<net::steady_timer>(executor);
    timer->expires_after(seconds(m_settings.waitSeconds));
    session->wire().expires_never();
    session->waiting = timer.get();
    // By way of the strand, so that it comes after the wait has begun, however early it is called.
    pending->await([executor, timer] { net::post(executor, [timer] { timer->cancel(); }); });
    if (!m_isStopping)
        co_await timer->async_wait(kTuple);
    session->waiting = nullptr;
    PendingAnswer *told = pending.get();
    co_return co_await onWorker([told] { return told->answer(); });
}

net::awaitable<void> HttpServer::Implementation::drain(SessionPtr session)
{
    QElapsedTimer watch;
    watch.start();
    QByteArray piece(qsizetype(kPieceBytes), Qt::Uninitialized);
    while (!watch.hasExpired(kDrainSeconds * 1000)) {
        session->wire().expires_after(seconds(kDrainSeconds));
        const auto [cut, length] = co_await session->stream.async_read_some(
            net::mutable_buffer(piece.data(), size_t(piece.size())), kTuple);
        if (cut)
            co_return;
    }
}

HttpServer::HttpServer(std::unique_ptr<Implementation> implementation)
    : m_implementation(std::move(implementation))
{
}

HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::start(const HttpSettings &settings, HttpHandler &handler,
                                                      Log &log)
{
    auto implementation = std::make_unique<Implementation>(settings, handler, log);
    if (auto opened = implementation->open(); !opened)
        return forward(opened);
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(implementation)));
}

quint16 HttpServer::port() const { return m_implementation->port(); }

void HttpServer::run() { m_implementation->run(); }

void HttpServer::stop() { m_implementation->stop(); }

} // namespace legwork::server
