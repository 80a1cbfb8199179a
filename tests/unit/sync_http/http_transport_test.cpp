// SPDX-License-Identifier: Apache-2.0
#include "sync/client/http/http_transport.h"
#include "tests/support/fake_connectivity.h"
#include "tests/support/scripted_tls_server.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

#include <atomic>
#include <mutex>
#include <optional>

using namespace legwork;
using namespace legwork::sync;
using namespace legwork::test;
using After = ScriptedTlsServer::After;

namespace {

const QByteArray kHead = "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.legwork.sync\r\n";

/// What came of one exchange, filled on the transport's thread and read on the test's.
struct Heard {
    std::mutex mutex;
    QByteArray bytes;
    int pieces = 0;
    int endings = 0;
    std::optional<Status> status;
    std::atomic<QThread *> thread = nullptr;

    QByteArray all()
    {
        const std::lock_guard lock(mutex);
        return bytes;
    }
    bool hasEnded()
    {
        const std::lock_guard lock(mutex);
        return status.has_value();
    }
    Error error()
    {
        const std::lock_guard lock(mutex);
        return status && !*status ? status->error() : Error{};
    }
};

void listen(Transport &transport, Heard &heard, Exchange exchange)
{
    transport.start(
        std::move(exchange),
        [&heard](QByteArrayView bytes) {
            const std::lock_guard lock(heard.mutex);
            heard.bytes.append(bytes.data(), bytes.size());
            ++heard.pieces;
            heard.thread = QThread::currentThread();
        },
        [&heard](Status status) {
            const std::lock_guard lock(heard.mutex);
            heard.status = std::move(status);
            ++heard.endings;
            heard.thread = QThread::currentThread();
        });
}

Exchange request(const QByteArray &body = "question") { return {"/v1/sync", "secret-token", body}; }

} // namespace

class HttpTransportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodExchange_carriesRequestAndAnswer_onItsOwnThread();
    void twoExchanges_useOneConnection();
    void enrolment_sendsNoAuthorization();
    void answerInPieces_isHandedOnAsItArrives();
    void refusalInOurFormat_deliversItsReason_andEndsWithStatus();
    void refusalByAnother_endsWithStatus_andItsAdvice_data();
    void refusalByAnother_endsWithStatus_andItsAdvice();
    void wrongCertificate_isNamed_andNothingIsSent_data();
    void wrongCertificate_isNamed_andNothingIsSent();
    void tlsOneOne_isRefused();
    void somebodyElse_isPortal_andNothingIsDelivered_data();
    void somebodyElse_isPortal_andNothingIsDelivered();
    void answerCut_endsWithCut_afterWhatCame_data();
    void answerCut_endsWithCut_afterWhatCame();
    void silentServer_endsWithIdleTimeout();
    void deafServer_endsWithConnectTimeout();
    void tricklingServer_endsWithTotalTimeout();
    void endlessAnswer_isCutOffAtTheBound();
    void closedPort_isUnreachable();
    void unknownHost_isUnreachable();
    void flightMode_isOffline_andNobodyIsAsked();
    void exchangeStartedAtTheEndOfAnother_neverEndsWithinItsStart();
    void cancel_endsOnce_andTheNextExchangeWorks();
    void destruction_endsWhatIsUnderWay();
    void addressOtherThanHttps_isRefused_data();
    void addressOtherThanHttps_isRefused();
    void authoritiesWithoutCertificate_areRefused();

private:
    std::unique_ptr<HttpTransport> transportTo(const ScriptedTlsServer &server);
    std::unique_ptr<HttpTransport> transportTo(const QUrl &url);

    TestAuthority m_authority;
    HttpSettings m_settings = [this] {
        HttpSettings settings;
        settings.authorities = m_authority.certificate();
        settings.connectTimeoutMs = 3'000;
        settings.idleTimeoutMs = 3'000;
        settings.totalTimeoutMs = 20'000;
        return settings;
    }();
};

std::unique_ptr<HttpTransport> HttpTransportTest::transportTo(const QUrl &url)
{
    HttpSettings settings = m_settings;
    settings.server = url;
    auto transport = HttpTransport::create(settings);
    if (!transport)
        qFatal("%s", qPrintable(transport.error().code));
    return std::move(*transport);
}

std::unique_ptr<HttpTransport> HttpTransportTest::transportTo(const ScriptedTlsServer &server)
{
    return transportTo(server.url());
}

void HttpTransportTest::goodExchange_carriesRequestAndAnswer_onItsOwnThread()
{
    ScriptedTlsServer server(m_authority.issue());
    const QByteArray answer("\0answer\xff", 8);
    server.answerBody(answer);
    const auto transport = transportTo(server);
    Heard heard;
    listen(*transport, heard, request(QByteArray("body\0\x01", 6)));
    QTRY_VERIFY(heard.hasEnded());
    QVERIFY2(*heard.status, qPrintable(heard.error().code));
    QCOMPARE(heard.all(), answer);
    QVERIFY(heard.thread != nullptr);
    QVERIFY(heard.thread != QThread::currentThread());

    QCOMPARE(server.requests().size(), 1);
    const QByteArray sent = server.requests().constFirst();
    QVERIFY(sent.startsWith("POST /v1/sync HTTP/1.1\r\n"));
    QVERIFY(sent.contains("\r\nAuthorization: Bearer secret-token\r\n"));
    QVERIFY(sent.contains("\r\nContent-Type: application/vnd.legwork.sync\r\n"));
    QVERIFY(sent.contains("\r\nAccept-Encoding: identity\r\n"));
    QVERIFY(!sent.contains("Cookie"));
    QVERIFY(sent.endsWith(QByteArray("\r\n\r\nbody\0\x01", 10)));
}

void HttpTransportTest::twoExchanges_useOneConnection()
{
    ScriptedTlsServer server(m_authority.issue());
    server.answerBody("answer");
    const auto transport = transportTo(server);
    for (int i = 0; i < 2; ++i) {
        Heard heard;
        listen(*transport, heard, request());
        QTRY_VERIFY(heard.hasEnded());
        QVERIFY2(*heard.status, qPrintable(heard.error().code));
    }
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.connections(), 1);
}

void HttpTransportTest::enrolment_sendsNoAuthorization()
{
    ScriptedTlsServer server(m_authority.issue());
    server.answerBody("answer");
    const auto transport = transportTo(server);
    Heard heard;
    listen(*transport, heard, {"/v1/enrol", {}, "code"});
    QTRY_VERIFY(heard.hasEnded());
    QVERIFY(server.requests().constFirst().startsWith("POST /v1/enrol "));
    QVERIFY(!server.requests().constFirst().contains("Authorization"));
}

void HttpTransportTest::answerInPieces_isHandedOnAsItArrives()
{
    ScriptedTlsServer server(m_authority.issue());
    server.answer(
        {{kHead + "Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n", 700}, {"6\r\nsecond\r\n0\r\n\r\n"}});
    const auto transport = transportTo(server);
    Heard heard;
    listen(*transport, heard, request());
    QTRY_COMPARE_WITH_TIMEOUT(heard.all(), QByteArray("first"), 5'000);
    QVERIFY(!heard.hasEnded());
    QTRY_VERIFY(heard.hasEnded());
    QVERIFY2(*heard.status, qPrintable(heard.error().code));
    QCOMPARE(heard.all(), QByteArray("firstsecond"));
}

void HttpTransportTest::refusalInOurFormat_deliversItsReason_andEndsWithStatus()
{
    ScriptedTlsServer server(m_authority.issue());
    server.answer({{"HTTP/1.1 401 Unauthorized\r\nContent-Type: application/vnd.legwork.sync\r\n"
                    "Content-Length: 6\r\n\r\nreason"}});
    const auto transport = transportTo(server);
    Heard heard;
    listen(*transport, heard, request());
    QTRY_VERIFY(heard.hasEnded());
    QCOMPARE(heard.all(), QByteArray("reason"));
    QCOMPARE(heard.error(), (Error{QStringLiteral("net.status"), Advice::AskUser, {QStringLiteral("401")}}));
}

void HttpTransportTest::refusalByAnother_endsWithStatus_andItsAdvice_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("advice");
    QTest::newRow("bad request") << 400 << int(Advice::GiveUp);
    QTest::newRow("not authorised") << 401 << int(Advice::AskUser);
    QTest::newRow("no such page") << 404 << int(Advice::AskUser);
    QTest::newRow("update") << 426 << int(Advice::Update);
    QTest::newRow("too many") << 429 << int(Advice::Retry);
    QTest::newRow("broken") << 500 << int(Advice::Retry);
    QTest::newRow("away") << 503 << int(Advice::Retry);
}

void HttpTransportTest::refusalByAnother_endsWithStatus_andItsAdvice()
{
    QFETCH(int, status);
    QFETCH(int, advice);
    ScriptedTlsServer server(m_authority.issue());
    server.answer({{"HTTP/1.1 " + QByteArray::number(status)
                    + " No\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n<p>no</p>"}});
    const auto transport = transportTo(server);
    Heard heard;
    listen(*transport, heard, request());
    QTRY_VERIFY(heard.hasEnded());
    QCOMPARE(heard.error(), (Error{QStringLiteral("net.status"), Advice(advice), {QString::number(status)}}));
    QVERIFY(heard.all().isEmpty());
}

void HttpTransportTest::wrongCertificate_isNamed_andNothingIsSent_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<int>("fromDays");
    QTest::addColumn<int>("untilDays");
    QTest::addColumn<bool>("isTrusted");
    QTest::addColumn<QString>("what");
    const QStringList right{QStringLiteral("localhost")};
    const QStringList wrong{QStringLiteral("elsewhere.example")};
    QTest::newRow("expired") << right << -40 << -10 << true << QStringLiteral("expired");
    QTest::newRow("not yet valid") << right << 10 << 40 << true << QStringLiteral("not-yet-valid");
    QTest::newRow("other host") << wrong << -1 << 10 << true << QStringLiteral("host");
    QTest::newRow("other authority") << right << -1 << 10 << false << QStringLiteral("untrusted");
    QTest::newRow("wrong in every way") << wrong << -40 << -10 << false << QStringLiteral("untrusted");
}

void HttpTransportTest::wrongCertificate_isNamed_andNothingIsSent()
{
    QFETCH(QStringList, names);
    QFETCH(int, fromDays);
    QFETCH(int, untilDays);
    QFETCH(bool, isTrusted);
    QFETCH(QString, what);
    // Whole seconds, as certificates keep them.
    const QDateTime now = QDateTime::fromSecsSinceEpoch(QDateTime::currentSecsSinceEpoch(), Qt::UTC);
    const CertificateWish wish{names, now.addDays(fromDays), now.addDays(untilDays)};
    const TestAuthority other;
    ScriptedTlsServer server((isTrusted ? m_authority : other).issue(wish));
    server.answerBody("answer");
    const auto transport = transportTo(server);
    Heard heard;
    listen(*transport, heard, request());
    QTRY_VERIFY(heard.hasEnded());
    QCOMPARE(heard.error().code, QStringLiteral("net.certificate"));
    QCOMPARE(heard.error().advice, Advice::Retry);
    QCOMPARE(heard.error().arguments.value(0), what);
    if (what == QLatin1String("expired"))
        QCOMPARE(heard.error().arguments.value(1), wish.until.toString(Qt::ISODate));
    if (what == QLatin1String("not-yet-valid"))
        QCOMPARE(heard.error().arguments.value(1), wish.from.toString(Qt::ISODate));
    QTest::qWait(50);
    QCOMPARE(server.bytesReceived(), 0);
}

void HttpTransportTest::tlsOneOne_isRefused()
{
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    ScriptedTlsServer server(m_authority.issue(), QSsl::TlsV1_1);
    QT_WARNING_POP
    server.answerBody("answer");
    const auto transport = transportTo(server);
    Heard heard;
    listen(*transport, heard, request());
    QTRY_VERIFY(heard.hasEnded());
    QCOMPARE(heard.error().code, QStringLiteral("net.certificate"));
    QCOMPARE(heard.error().arguments.value(0), QStringLiteral("other"));
    QCOMPARE(server.bytesReceived(), 0);
}

void HttpTransportTest::somebodyElse_isPortal_andNothingIsDelivered_data()
{
    QTest::addColumn<QByteArray>("answer");
    const QByteArray page = "Content-Length: 13\r\n\r\n<html></html>";
    QTest::newRow("log-in page") << "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + page;
    QTest::newRow("no type") << "HTTP/1.1 200 OK\r\n" + page;
    QTest::newRow("redirect") << "HTTP/1.1 302 Found\r\nLocation: https://localhost:1/login\r\n" + page;
    QTest::newRow("redirect of our type")
        << "HTTP/1.1 307 Temporary Redirect\r\nContent-Type: application/vnd.legwork.sync\r\n"
           "Location: /v1/other\r\n"
               + page;
    QTest::newRow("says it is a portal") << "HTTP/1.1 511 Network Authentication Required\r\n" + page;
    QTest::newRow("type that begins like ours")
        << "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.legwork.sync.html\r\n" + page;
}

void HttpTransportTest::somebodyElse_isPortal_andNothingIsDelivered()
{
    QFETCH(QByteArray, answer);
    ScriptedTlsServer server(m_authority.issue());
    server.answer({{answer}});
    const auto transport = transportTo(server);
    Heard heard;
    listen(*transport, heard, request());
    QTRY_VERIFY(heard.hasEnded());
    QCOMPARE(heard.error(), (Error{QStringLiteral("net.portal"), Advice::Retry, {}}));
    QVERIFY(heard.all().isEmpty());
    QTest::qWait(50);
    QCOMPARE(server.requests().size(), 1);
}

void HttpTransportTest::answerCut_endsWithCut_afterWhatCame_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isAborted");
    QTest::addColumn<QByteArray>("delivered");
    const QByteArray half(100'000, 'x');
    QTest::newRow("before the head") << QByteArray() << false << QByteArray();
    QTest::newRow("in the head") << kHead << false << QByteArray();
    QTest::newRow("in a body of known length")
        << kHead + "Content-Length: 200000\r\n\r\n" + half << false << half;
    QTest::newRow("in a body of known length, reset")
        << kHead + "Content-Length: 200000\r\n\r\n" + half << true << QByteArray();
    QTest::newRow("in a chunk") << kHead + "Transfer-Encoding: chunked\r\n\r\nff\r\nhalf" << false
                                << QByteArray("half");
    QTest::newRow("between chunks") << kHead + "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"
                                    << false << QByteArray("half");
}

void HttpTransportTest::answerCut_endsWithCut_afterWhatCame()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, isAborted);
    QFETCH(QByteArray, delivered);
    ScriptedTlsServer server(m_authority.issue());
    server.answer({{answer, 100}}, isAborted ? After::Abort : After::Close);
    const auto transport = transportTo(server);
    Heard heard;
    listen(*transport, heard, request());
    QTRY_VERIFY(heard.hasEnded());
    QCOMPARE(heard.error(), (Error{QStringLiteral("net.cut"), Advice::Retry, {}}));
    if (!isAborted) // what a reset leaves behind is up to the operating system
        QCOMPARE(heard.all(), delivered);
}

void HttpTransportTest::silentServer_endsWithIdleTimeout()
{
    m_settings.idleTimeoutMs = 400;
    ScriptedTlsServer server(m_authority.issue());
    server.answer({{kHead + "Content-Length: 20\r\n\r\nhalf"}});
    const auto transport = transportTo(server);
    m_settings.idleTimeoutMs = 3'000;
    Heard heard;
    QElapsedTimer timer;
    timer.start();
    listen(*transport, heard, request());
    QTRY_VERIFY(heard.hasEnded());
    QVERIFY(timer.elapsed() >= 400);
    QCOMPARE(heard.error(), (Error{QStringLiteral("net.timeout"), Advice::Retry, {QStringLiteral("idle")}}));
    QCOMPARE(heard.all(), QByteArray("half"));
}

void HttpTransportTest::deafServer_endsWithConnectTimeout()
{
    // Takes the connection and never says a word of TLS.
    QTcpServer deaf;
    QVERIFY(deaf.listen(QHostAddress::LocalHost));
    QUrl url(QStringLiteral("https://localhost"));
    url.setPort(deaf.serverPort());
    m_settings.connectTimeoutMs = 400;
    const auto transport = transportTo(url);
    m_settings.connectTimeoutMs = 3'000;
    Heard heard;
    listen(*transport, heard, request());
    QTRY_VERIFY(heard.hasEnded());
    QCOMPARE(heard.error(),
             (Error{QStringLiteral("net.timeout"), Advice::Retry, {QStringLiteral("connect")}}));
}

void HttpTransportTest::tricklingServer_endsWithTotalTimeout()
{
    m_settings.totalTimeoutMs = 1'000;
    ScriptedTlsServer server(m_authority.issue());
    server.answer({{kHead + "Content-Length: 100000\r\n\r\n"}, {"x", 20, 100'000}});
    const auto transport = transportTo(server);
    m_settings.totalTimeoutMs = 20'000;
    Heard heard;
    listen(*transport, heard, request());
    QTRY_VERIFY(heard.hasEnded());
    QCOMPARE(heard.error(), (Error{QStringLiteral("net.timeout"), Advice::Retry, {QStringLiteral("total")}}));
    QVERIFY(!heard.all().isEmpty());
}

void HttpTransportTest::endlessAnswer_isCutOffAtTheBound()
{
    m_settings.answerBytesMax = 1'000'000;
    ScriptedTlsServer server(m_authority.issue());
    const QByteArray chunk = "10000\r\n" + QByteArray(0x10000, 'x') + "\r\n";
    server.answer({{kHead + "Transfer-Encoding: chunked\r\n\r\n"}, {chunk, 1, 10'000}});
    const auto transport = transportTo(server);
    m_settings.answerBytesMax = HttpSettings{}.answerBytesMax;
    Heard heard;
    listen(*transport, heard, request());
    QTRY_VERIFY(heard.hasEnded());
    QCOMPARE(heard.error(), (Error{QStringLiteral("net.too-large"), Advice::GiveUp, {}}));
    QVERIFY(heard.all().size() <= 1'000'000);
    QVERIFY(heard.all().size() > 900'000);
}

void HttpTransportTest::closedPort_isUnreachable()
{
    QUrl url(QStringLiteral("https://localhost"));
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        url.setPort(gone.serverPort());
    }
    const auto transport = transportTo(url);
    Heard heard;
    listen(*transport, heard, request());
    QTRY_VERIFY(heard.hasEnded());
    QCOMPARE(heard.error(),
             (Error{QStringLiteral("net.unreachable"), Advice::Retry, {QStringLiteral("localhost")}}));
}

void HttpTransportTest::unknownHost_isUnreachable()
{
    const auto transport = transportTo(QUrl(QStringLiteral("https://nowhere.invalid")));
    Heard heard;
    listen(*transport, heard, request());
    QTRY_VERIFY_WITH_TIMEOUT(heard.hasEnded(), 8'000);
    // A resolver that does not answer at all runs into the time limit instead.
    QVERIFY2(heard.error().code == QLatin1String("net.unreachable")
                 || heard.error().code == QLatin1String("net.timeout"),
             qPrintable(heard.error().code));
    QCOMPARE(heard.error().advice, Advice::Retry);
}

void HttpTransportTest::flightMode_isOffline_andNobodyIsAsked()
{
    ScriptedTlsServer server(m_authority.issue());
    server.answerBody("answer");
    FakeConnectivity connectivity(Connectivity::Reach::Offline);
    HttpSettings settings = m_settings;
    settings.server = server.url();
    const auto transport = HttpTransport::create(settings, &connectivity);
    QVERIFY(transport);
    Heard refused;
    listen(**transport, refused, request());
    QTRY_VERIFY(refused.hasEnded());
    QCOMPARE(refused.error(), (Error{QStringLiteral("net.offline"), Advice::Retry, {}}));
    QCOMPARE(server.connections(), 0);

    connectivity.setReach(Connectivity::Reach::Unknown);
    Heard heard;
    listen(**transport, heard, request());
    QTRY_VERIFY(heard.hasEnded());
    QVERIFY2(*heard.status, qPrintable(heard.error().code));
}

// It did when the device had gone offline meanwhile: whoever held a lock while starting waited for itself for ever, and
// the interface with it.
void HttpTransportTest::exchangeStartedAtTheEndOfAnother_neverEndsWithinItsStart()
{
    FakeConnectivity connectivity(Connectivity::Reach::Offline);
    HttpSettings settings = m_settings;
    settings.server = QUrl(QStringLiteral("https://localhost:1"));
    const auto transport = HttpTransport::create(settings, &connectivity);
    QVERIFY(transport);
    std::atomic<bool> isStarting = false;
    std::atomic<int> endedWithin = 0;
    std::atomic<int> ended = 0;
    const auto ignore = [](QByteArrayView) {};
    (*transport)->start(request(), ignore, [&](const Status &) {
        isStarting = true;
        (*transport)->start(request(), ignore, [&](const Status &) {
            if (isStarting)
                ++endedWithin;
            ++ended;
        });
        isStarting = false;
    });
    QTRY_COMPARE(ended, 1);
    QCOMPARE(endedWithin, 0);
}

void HttpTransportTest::cancel_endsOnce_andTheNextExchangeWorks()
{
    ScriptedTlsServer server(m_authority.issue());
    server.answer({{kHead + "Content-Length: 20\r\n\r\nhalf"}});
    const auto transport = transportTo(server);
    Heard heard;
    listen(*transport, heard, request());
    QTRY_COMPARE(heard.all(), QByteArray("half"));
    transport->cancel();
    transport->cancel();
    QTRY_VERIFY(heard.hasEnded());
    QCOMPARE(heard.error(), (Error{QStringLiteral("net.cancelled"), Advice::Retry, {}}));

    server.answerBody("answer");
    Heard next;
    listen(*transport, next, request());
    QTRY_VERIFY(next.hasEnded());
    QVERIFY2(*next.status, qPrintable(next.error().code));
    QCOMPARE(next.all(), QByteArray("answer"));
    QCOMPARE(heard.endings, 1);
    QCOMPARE(heard.all(), QByteArray("half"));
}

void HttpTransportTest::destruction_endsWhatIsUnderWay()
{
    ScriptedTlsServer server(m_authority.issue());
    server.answer({{kHead + "Content-Length: 20\r\n\r\nhalf"}});
    Heard heard;
    {
        const auto transport = transportTo(server);
        listen(*transport, heard, request());
        QTRY_COMPARE(heard.all(), QByteArray("half"));
    }
    QVERIFY(heard.hasEnded());
    QCOMPARE(heard.error().code, QStringLiteral("net.cancelled"));
}

void HttpTransportTest::addressOtherThanHttps_isRefused_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("http") << QStringLiteral("http://localhost");
    QTest::newRow("no scheme") << QStringLiteral("localhost");
    QTest::newRow("empty") << QString();
    QTest::newRow("path") << QStringLiteral("https://localhost/sync");
    QTest::newRow("query") << QStringLiteral("https://localhost?x=1");
    QTest::newRow("user") << QStringLiteral("https://somebody@localhost");
    QTest::newRow("file") << QStringLiteral("file:///etc/passwd");
}

void HttpTransportTest::addressOtherThanHttps_isRefused()
{
    QFETCH(QString, address);
    HttpSettings settings = m_settings;
    settings.server = QUrl(address);
    const auto transport = HttpTransport::create(settings);
    QVERIFY(!transport);
    QCOMPARE(transport.error().code, QStringLiteral("net.address"));
}

void HttpTransportTest::authoritiesWithoutCertificate_areRefused()
{
    HttpSettings settings = m_settings;
    settings.server = QUrl(QStringLiteral("https://localhost"));
    settings.authorities = "nothing of the kind";
    const auto transport = HttpTransport::create(settings);
    QVERIFY(!transport);
    QCOMPARE(transport.error().code, QStringLiteral("net.authority"));
}

QTEST_GUILESS_MAIN(HttpTransportTest)
#include "http_transport_test.moc"
