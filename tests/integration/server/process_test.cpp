// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demo_company.h"
#include "core/storage/sqlite/connection.h"
#include "tests/integration/server/server_process.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <map>

using namespace legwork;
using namespace legwork::test;

namespace {

Operation noteBy(Enrolled &device, const Uuid &territory, const Uuid &account, const QString &words)
{
    Operation operation;
    operation.opNo = device.nextOpNo++;
    operation.unit = Uuid::derive(device.token, QByteArray("unit") + QByteArray::number(operation.opNo));
    operation.kind = OperationKind::Insert;
    operation.entityNo = Note::kEntityNo;
    operation.rowId = Uuid::derive(device.token, QByteArray::number(operation.opNo));
    operation.scope = territory;
    operation.at = {Instant{1'800'000'000'000}, device.reply.device, 900'000};
    operation.fields = {{field::Note::accountId, account.toBytes(), {}}, {field::Note::text, words, {}}};
    return operation;
}

/// All rows of an answer, by id: the values of the field asked for.
std::map<Uuid, Value> columnOf(const WireAnswer &answer, int entityNo, int fieldNo)
{
    std::map<Uuid, Value> found;
    for (const RowBatch &batch : answer.all<RowBatch>()) {
        if (batch.entityNo != entityNo)
            continue;
        const auto at = std::find(batch.fieldNos.begin(), batch.fieldNos.end(), fieldNo);
        for (size_t r = 0; r < batch.size(); ++r) {
            const bool has = at != batch.fieldNos.end();
            const auto cell = has ? batch.columns[size_t(at - batch.fieldNos.begin())][r] : std::nullopt;
            found[batch.ids[r]] = cell.value_or(Value());
        }
    }
    return found;
}

std::vector<Outcome> outcomesOf(const WireAnswer &answer)
{
    std::vector<Outcome> all;
    for (const auto &some : answer.all<std::vector<Outcome>>())
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

} // namespace

class ProcessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void twoDevices_enrolPushAndPull();
    void link_onTheCommandLine_enrols();
    void wrongUsedAndExpiredCodes_areRefusedByName();
    void tooManyWrongCodes_areThrottled();
    void badToken_isRefusedBeforeTheBody();
    void administration_needsItsToken();
    void rights_areGivenAndListedByTheAdministrator();
    void rights_areGivenAndListedOnTheCommandLine();
    void unknownAddressesMethodsAndTypes_areRefused();
    void noise_isRefusedByName_andTheConnectionGoesOn();
    void oversizedBodies_areRefusedWithoutMemory();
    void twoLengths_areNotServed();
    void oldTlsAndNoTls_areRefused();
    void slowHead_isCutOff();
    void gracefulStop_finishesTheRequestUnderWay();
    void restart_keepsEverything();
    void verbBesideTheRunningServer_takesNothingOfItsWorkAway();
    void killedInMidPush_retryIsExactlyOnce();
    void developmentCertificate_staysOnThisMachine();
    void log_holdsNoSecretsAndNoValues();

private:
    Uuid m_ann; ///< Account managers of one territory.
    Uuid m_bo;
    Uuid m_territory;
    Uuid m_account;
    size_t m_rowCount = 0;
    std::unique_ptr<ServerProcess> m_server;
};

void ProcessTest::initTestCase()
{
    const auto demo = DemoCompany::load(QDate::currentDate());
    QVERIFY(demo);
    std::vector<Uuid> managers;
    for (const Person &person : demo->people) {
        if (person.role == Role::AccountManager)
            managers.push_back(person.id.uuid);
    }
    QVERIFY(managers.size() >= 2);
    m_ann = managers[0];
    m_bo = managers[1];
    m_territory = demo->territory.id.uuid;
    m_account = demo->accounts.front().id.uuid;
    demo->forEachRow([this](const auto &) { ++m_rowCount; });
}

void ProcessTest::init()
{
    m_server = std::make_unique<ServerProcess>();
    QVERIFY(m_server->start());
}

void ProcessTest::twoDevices_enrolPushAndPull()
{
    Enrolled ann = m_server->enrol(m_ann);
    Enrolled bo = m_server->enrol(m_bo);
    QCOMPARE(ann.reply.person, m_ann);
    QVERIFY(ann.reply.device != bo.reply.device);
    const WireAnswer first = m_server->sync(ann);
    QCOMPARE(first.status, 200);
    QVERIFY(first.isWhole);
    size_t rows = 0;
    size_t devices = 0; // of which the server itself tells
    for (const RowBatch &batch : first.all<RowBatch>())
        (batch.entityNo == DeviceState::kEntityNo ? devices : rows) += batch.size();
    QCOMPARE(rows, m_rowCount);
    QCOMPARE(devices, size_t(1));
    QCOMPARE(first.all<sync::ScopeList>().size(), size_t(1));
    QVERIFY(std::holds_alternative<sync::SyncEnd>(first.messages.back()));

    const Operation note = noteBy(ann, m_territory, m_account, QStringLiteral("给客户回电"));
    const WireAnswer pushed = m_server->sync(ann, {note});
    QCOMPARE(outcomesOf(pushed).size(), size_t(1));
    QCOMPARE(outcomesOf(pushed).front().verdict, Verdict::Applied);
    const auto notes = columnOf(m_server->sync(bo), Note::kEntityNo, field::Note::text);
    QVERIFY(notes.contains(note.rowId));
    QVERIFY(notes.at(note.rowId) == Value(QStringLiteral("给客户回电")));
}

void ProcessTest::link_onTheCommandLine_enrols()
{
    QCOMPARE(m_server->stop(), 0);
    QProcess process;
    process.start(QStringLiteral(LEGWORK_SERVER_PATH),
                  {QStringLiteral("--data"), m_server->folder(), QStringLiteral("--listen"),
                   QStringLiteral("127.0.0.1:0"), QStringLiteral("--issue-code"), m_ann.toText()});
    QByteArray lines;
    while (!lines.contains("listening ") && process.waitForReadyRead(30'000))
        lines += process.readAllStandardOutput();
    static const QRegularExpression pattern(QStringLiteral(
        "^enrol ([0-9a-f-]{36}) legwork://enrol\\?server=https://127\\.0\\.0\\.1:(\\d+)"
        "&code=([0-9A-Z-]{32})&ca=([A-Za-z0-9_-]+)\nlistening https://127\\.0\\.0\\.1:(\\d+)\n"));
    const auto match = pattern.match(QString::fromLatin1(lines));
    QVERIFY2(match.hasMatch(), lines.constData());
    QCOMPARE(match.captured(1), m_ann.toText());
    QCOMPARE(match.captured(2), match.captured(5));
    const QSslCertificate authority(
        QByteArray::fromBase64(match.captured(4).toLatin1(), QByteArray::Base64UrlEncoding), QSsl::Der);
    sync::EnrolRequest request;
    request.schema = 1;
    request.code = match.captured(3).toLower().remove(u'-');
    request.install = Uuid::generate();
    const WireAnswer answer =
        WireClient(match.captured(2).toUShort(), authority).post("/v1/enrol", sync::encode(request));
    QCOMPARE(answer.all<sync::EnrolReply>().size(), size_t(1));
    process.terminate();
    QVERIFY(process.waitForFinished(30'000));
}

void ProcessTest::wrongUsedAndExpiredCodes_areRefusedByName()
{
    const WireAnswer wrong = m_server->tryEnrol(QStringLiteral("0000-0000"));
    QCOMPARE(wrong.status, 403);
    QCOMPARE(wrong.problem(), QStringLiteral("enrol.wrong-code"));
    const QString code = m_server->codeFor(m_ann);
    const Uuid install = Uuid::generate();
    QCOMPARE(m_server->tryEnrol(code, install).all<sync::EnrolReply>().size(), size_t(1));
    QCOMPARE(m_server->tryEnrol(code).problem(), QStringLiteral("enrol.used-code"));
    QCOMPARE(m_server->tryEnrol(code, install).all<sync::EnrolReply>().size(), size_t(1));

    const QString late = m_server->codeFor(m_ann);
    QCOMPARE(m_server->stop(), 0);
    QFile keyFile(m_server->file("store.key"));
    QVERIFY(keyFile.open(QIODevice::ReadOnly));
    const auto key = SecretKey::fromBytes(keyFile.readAll());
    auto store = sqlite::Connection::open(m_server->file("store.db"), *key, sqlite::Connection::Mode::Writer);
    QVERIFY(store);
    QVERIFY((*store)->execute("UPDATE enrolment_code SET expires = expires - 601000"));
    store->reset();
    QVERIFY(m_server->start());
    QCOMPARE(m_server->tryEnrol(late).problem(), QStringLiteral("enrol.expired-code"));
}

void ProcessTest::tooManyWrongCodes_areThrottled()
{
    QString last;
    int tries = 0;
    for (; tries < 40 && last != QLatin1String("server.throttled"); ++tries)
        last = m_server->tryEnrol(QStringLiteral("0000-%1").arg(tries)).problem();
    QCOMPARE(last, QStringLiteral("server.throttled"));
    QVERIFY2(tries > 15, qPrintable(QString::number(tries)));
}

void ProcessTest::badToken_isRefusedBeforeTheBody()
{
    const Enrolled ann = m_server->enrol(m_ann);
    for (const QByteArray &token : {QByteArray(), QByteArray("nonsense"), QByteArray(43, 'A')}) {
        WireClient client = m_server->client();
        client.send(WireClient::headOf("/v1/sync", 1'000'000, token)); // and no body
        const WireAnswer answer = client.read(5'000);
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.problem(), QStringLiteral("sync.unauthorised"));
    }
    // Another device's request with this device's token.
    Enrolled mixed = m_server->enrol(m_bo);
    mixed.token = ann.token;
    QCOMPARE(m_server->sync(mixed).problem(), QStringLiteral("sync.unauthorised"));
}

void ProcessTest::administration_needsItsToken()
{
    const Enrolled ann = m_server->enrol(m_ann);
    for (const QByteArray &token : {QByteArray("wrong"), ann.token}) {
        WireClient client = m_server->client();
        client.send("POST /v1/admin/codes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    "Authorization: Bearer "
                    + token + "\r\nContent-Length: 2\r\n\r\n{}");
        QCOMPARE(client.read().status, 401);
    }
    QVERIFY(m_server->codeFor(Uuid::generate()).isEmpty());
}

void ProcessTest::rights_areGivenAndListedByTheAdministrator()
{
    QFile file(m_server->file("admin.token"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray token = file.readAll();
    const auto ask = [&](const QByteArray &method, const QByteArray &query, const QByteArray &body) {
        WireClient client = m_server->client();
        client.send(
            method + " /v1/admin/grants" + query
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer "
            + token + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        return client.read();
    };
    const Enrolled ann = m_server->enrol(m_ann);
    const auto grants = [&] { return m_server->sync(ann).all<sync::ScopeList>().front().grants; };
    const auto held = grants();
    const auto territory = std::ranges::find(held, int(ScopeKind::Territory), &ScopeGrant::kind);
    QVERIFY(territory != held.end());
    const QByteArray whose = "{\"person\": \"" + m_ann.toText().toLatin1() + "\", \"scope\": \""
                             + territory->scope.toText().toLatin1();
    QCOMPARE(ask("PUT", "", whose + "\", \"right\": \"everything\", \"by\": \"Dot\"}").status, 400);
    QCOMPARE(
        ask("PUT", "", whose + "\", \"right\": \"read\", \"until\": \"2031-03-13T18:00\", \"by\": \"Dot\"}")
            .status,
        400);
    QCOMPARE(ask("PUT", "", whose + "\", \"right\": \"read\"}").status, 400);
    QCOMPARE(
        ask("PUT", "",
            whose + "\", \"right\": \"read\", \"until\": \"2131-03-13T18:00:00+08:00\", \"by\": \"Dot\"}")
            .status,
        200);
    const auto now = grants();
    const auto changed = std::ranges::find(now, territory->scope, &ScopeGrant::scope);
    QVERIFY(changed != now.end());
    QVERIFY(!changed->mayWrite);
    QCOMPARE(changed->until.ms,
             QDateTime::fromString(QStringLiteral("2131-03-13T10:00:00Z"), Qt::ISODate).toMSecsSinceEpoch());
    const auto listed =
        QJsonDocument::fromJson(ask("GET", "?person=" + m_ann.toText().toLatin1(), {}).body).object();
    QCOMPARE(listed.value(QLatin1String("grants")).toArray().size(), qsizetype(now.size()));
    const QJsonObject last = listed.value(QLatin1String("changes")).toArray().at(0).toObject();
    QCOMPARE(last.value(QLatin1String("by")).toString(), QStringLiteral("Dot"));
    QCOMPARE(last.value(QLatin1String("right")).toString(), QStringLiteral("read"));
    QCOMPARE(ask("PUT", "", whose + "\", \"right\": \"write\", \"by\": \"Dot\"}").status, 200);
    QVERIFY(grants() == held);
}

void ProcessTest::rights_areGivenAndListedOnTheCommandLine()
{
    const Enrolled ann = m_server->enrol(m_ann);
    const auto right = [&] {
        const auto scopes = m_server->sync(ann).all<sync::ScopeList>();
        const auto &grants = scopes.front().grants;
        const auto found = std::ranges::find(grants, m_territory, &ScopeGrant::scope);
        return found == grants.end() ? QStringLiteral("none")
               : found->mayWrite     ? QStringLiteral("write")
                                     : QStringLiteral("read");
    };
    // Beside the server that runs.
    const auto verb = [&](const QStringList &words) {
        QProcess process;
        process.start(QStringLiteral(LEGWORK_SERVER_PATH),
                      QStringList{QStringLiteral("--data"), m_server->folder()} + words);
        process.waitForFinished(-1);
        return std::pair(process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()));
    };
    const QString by = QStringLiteral("--by");
    const QString lin = QStringLiteral("Lin");
    const QString order = m_ann.toText() + u',' + m_territory.toText() + u',';
    const auto set = [&](const char *what, const QStringList &more) {
        return verb(QStringList{QStringLiteral("--set-right"), order + QLatin1String(what)} + more);
    };
    QCOMPARE(right(), QStringLiteral("write"));
    for (const char *wrong : {"everything", "read,2031-03-13T18:00", "read,soon", "read,,"})
        QCOMPARE(set(wrong, {by, lin}).first, 2);
    QCOMPARE(set("read", {}).first, 2);
    QCOMPARE(set("read,2001-03-13T18:00:00Z", {by, lin}).first, 1); // over
    QCOMPARE(right(), QStringLiteral("write"));

    const auto [code, said] = set("read,2131-03-13T18:00:00+08:00", {by, lin});
    QCOMPARE(code, 0);
    QVERIFY(said.contains(QStringLiteral("may     %1 read territory ").arg(m_territory.toText())));
    QVERIFY(said.contains(QStringLiteral(" until 2131-03-13T10:00:00Z")));
    QCOMPARE(right(), QStringLiteral("read"));
    QCOMPARE(set("none", {by, lin}).first, 0);
    QCOMPARE(right(), QStringLiteral("none"));

    const auto [listed, lines] = verb({QStringLiteral("--rights"), m_ann.toText()});
    QCOMPARE(listed, 0);
    QVERIFY(!lines.contains(QStringLiteral("may     ") + m_territory.toText()));
    QCOMPARE(lines.count(QStringLiteral(" by Lin: %1 ").arg(m_territory.toText())), 2);
    QCOMPARE(verb({QStringLiteral("--rights"), m_territory.toText()}).first, 1); // nobody's id
    QCOMPARE(verb({QStringLiteral("--rights"), QStringLiteral("Ann")}).first, 2);
}

void ProcessTest::unknownAddressesMethodsAndTypes_areRefused()
{
    const auto status = [&](const QByteArray &request) {
        WireClient client = m_server->client();
        client.send(request);
        return client.read().status;
    };
    QCOMPARE(status("GET /v1/ping HTTP/1.1\r\nHost: x\r\n\r\n"), 204);
    QCOMPARE(status("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), 404);
    QCOMPARE(status("GET /v1/ping/../sync HTTP/1.1\r\nHost: x\r\n\r\n"), 404);
    QCOMPARE(status("GET /v1/sync HTTP/1.1\r\nHost: x\r\n\r\n"), 405);
    QCOMPARE(status("DELETE /v1/enrol HTTP/1.1\r\nHost: x\r\n\r\n"), 405);
    QCOMPARE(
        status("POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n"),
        415);
    WireClient client = m_server->client();
    client.send("GET /v1/ping HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(client.read().head.contains(" 204 "));
}

void ProcessTest::noise_isRefusedByName_andTheConnectionGoesOn()
{
    const Enrolled ann = m_server->enrol(m_ann);
    const QByteArray good = m_server->requestOf(ann, {});
    WireClient client = m_server->client();
    const auto problem = [&](const QByteArray &body) {
        return client.post("/v1/sync", body, ann.token).problem();
    };
    QCOMPARE(problem("<html>"), QStringLiteral("wire.not-legwork"));
    QCOMPARE(problem(good.chopped(1)), QStringLiteral("wire.truncated"));
    QCOMPARE(problem({}), QStringLiteral("wire.truncated"));
    QCOMPARE(problem(good + good), QStringLiteral("wire.malformed"));
    QCOMPARE(problem(sync::encode(std::vector<Operation>())), QStringLiteral("wire.malformed"));
    QCOMPARE(problem(sync::encode(sync::SyncEnd{})), QStringLiteral("wire.malformed"));
    QByteArray flipped = good;
    flipped[flipped.size() - 1] = char(flipped.back() ^ 1);
    QCOMPARE(problem(flipped), QStringLiteral("wire.malformed"));
    QCOMPARE(client.post("/v1/sync", good, ann.token).status, 200);
}

void ProcessTest::oversizedBodies_areRefusedWithoutMemory()
{
    const Enrolled ann = m_server->enrol(m_ann);
    WireClient announced = m_server->client();
    announced.send(WireClient::headOf("/v1/sync", sync::kRequestBytesMax + 1, ann.token));
    const WireAnswer answer = announced.read();
    QCOMPARE(answer.status, 413);
    QCOMPARE(answer.problem(), QStringLiteral("wire.too-large"));

    // Without a length told beforehand.
    WireClient chunked = m_server->client();
    chunked.send("POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Type: application/vnd.legwork.sync\r\n"
                 "Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 20; ++i)
        chunked.send("1000\r\n" + QByteArray(0x1000, 'x') + "\r\n");
    QCOMPARE(chunked.read().status, 413);

    WireClient longHead = m_server->client();
    longHead.send("GET /v1/ping HTTP/1.1\r\nX: " + QByteArray(4'000'000, 'x'));
    QVERIFY(longHead.isClosedWithin(10'000));
    QVERIFY2(m_server->peakMemoryKb() < 200'000, qPrintable(QString::number(m_server->peakMemoryKb())));
}

void ProcessTest::twoLengths_areNotServed()
{
    for (const QByteArray &lengths :
         {QByteArray("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
          QByteArray("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"),
          QByteArray("Content-Length: 5\r\nContent-Length: 6\r\n"), QByteArray("Content-Length: -1\r\n")}) {
        WireClient client = m_server->client();
        client.send("POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Type: application/vnd.legwork.sync\r\n"
                    + lengths + "\r\n0\r\n\r\nGET /v1/ping HTTP/1.1\r\nHost: x\r\n\r\n");
        // Whatever the answer, nothing behind it is taken for a second request.
        const WireAnswer answer = client.read(5'000);
        QVERIFY2(answer.status == 0 || answer.status >= 400, answer.head.constData());
        QVERIFY2(client.isClosedWithin(10'000), lengths.constData());
    }
}

void ProcessTest::oldTlsAndNoTls_areRefused()
{
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    QVERIFY(!WireClient(m_server->port(), m_server->authority(), QSsl::TlsV1_1).isConnected());
    QT_WARNING_POP
    QVERIFY(WireClient(m_server->port(), m_server->authority(), QSsl::TlsV1_2).isConnected());
    QVERIFY(!WireClient(m_server->port(), QSslCertificate()).isConnected());
    QTcpSocket plain;
    plain.connectToHost(QStringLiteral("127.0.0.1"), m_server->port());
    QVERIFY(plain.waitForConnected(5'000));
    plain.write("GET /v1/ping HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(plain.waitForDisconnected(15'000) || plain.state() == QAbstractSocket::UnconnectedState);
    QVERIFY(!plain.readAll().startsWith("HTTP/1.1 2"));
}

void ProcessTest::slowHead_isCutOff()
{
    WireClient client = m_server->client();
    QElapsedTimer watch;
    watch.start();
    client.send("GET /v1/ping HTTP/1.1\r\n");
    while (!client.isClosedWithin(1'000) && watch.elapsed() < 25'000)
        client.send("X: y\r\n"); // a byte now and then does not help
    QVERIFY2(watch.elapsed() > 5'000 && watch.elapsed() < 20'000,
             qPrintable(QString::number(watch.elapsed())));
    WireClient other = m_server->client();
    other.send("GET /v1/ping HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(other.read().status, 204);
}

void ProcessTest::gracefulStop_finishesTheRequestUnderWay()
{
    Enrolled ann = m_server->enrol(m_ann);
    WireClient idle = m_server->client();
    const QByteArray body =
        m_server->requestOf(ann, {noteBy(ann, m_territory, m_account, QStringLiteral("last words"))});
    WireClient client = m_server->client();
    client.send(WireClient::headOf("/v1/sync", body.size(), ann.token) + body.first(20));
    QTest::qWait(300);
    m_server->terminate();
    QVERIFY(idle.isClosedWithin(10'000));
    QVERIFY(!m_server->client().isConnected());
    client.send(body.sliced(20));
    const WireAnswer answer = client.read();
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.isWhole);
    QCOMPARE(outcomesOf(answer).front().verdict, Verdict::Applied);
    QCOMPARE(m_server->waitForEnd(), 0);
    QVERIFY(!QFile::exists(m_server->file("store.db-wal")));
}

void ProcessTest::restart_keepsEverything()
{
    Enrolled ann = m_server->enrol(m_ann);
    const std::vector<Operation> sent{noteBy(ann, m_territory, m_account, QStringLiteral("one"))};
    const WireAnswer before = m_server->sync(ann, sent);
    const QByteArray certificate = m_server->authority().toDer();
    QCOMPARE(m_server->stop(), 0);
    QVERIFY(m_server->start());
    QCOMPARE(m_server->authority().toDer(), certificate);
    const WireAnswer after = m_server->sync(ann, sent);
    QVERIFY(outcomesOf(after) == outcomesOf(before));
    QVERIFY(after.all<RowBatch>() == before.all<RowBatch>());
    QVERIFY(after.all<sync::SyncEnd>().front().epoch != before.all<sync::SyncEnd>().front().epoch);
    QCOMPARE(after.all<sync::SyncEnd>().front().target, before.all<sync::SyncEnd>().front().target);
}

void ProcessTest::verbBesideTheRunningServer_takesNothingOfItsWorkAway()
{
    Enrolled ann = m_server->enrol(m_ann);
    QCOMPARE(m_server->sync(ann).status, 200);
    QProcess verb;
    verb.start(QStringLiteral(LEGWORK_SERVER_PATH),
               {QStringLiteral("--data"), m_server->folder(), QStringLiteral("--dead-letters")});
    QVERIFY(verb.waitForFinished(60'000));
    QCOMPARE(verb.exitCode(), 0);
    // What is acknowledged now must be there after the worst end.
    const std::vector<Operation> sent{noteBy(ann, m_territory, m_account, QStringLiteral("one"))};
    const auto outcomes = outcomesOf(m_server->sync(ann, sent));
    QCOMPARE(outcomes.size(), size_t(1));
    m_server->kill();
    QVERIFY(m_server->start());
    QCOMPARE(columnOf(m_server->sync(ann), Note::kEntityNo, field::Note::text).count(sent.front().rowId),
             size_t(1));
}

void ProcessTest::killedInMidPush_retryIsExactlyOnce()
{
    Enrolled ann = m_server->enrol(m_ann);
    const qint64 before = m_server->sync(ann).all<sync::SyncEnd>().front().target;
    std::vector<Operation> sent;
    for (int i = 0; i < 6'000; ++i)
        sent.push_back(noteBy(ann, m_territory, m_account, QString::number(i)));
    const QByteArray body = m_server->requestOf(ann, sent);
    int cuts = 0;
    WireAnswer answer;
    for (int round = 0; round < 12; ++round) {
        WireClient client = m_server->client();
        client.send(WireClient::headOf("/v1/sync", body.size(), ann.token) + body);
        if (round < 11) {
            // Short waits first: once all is decided, a retry is answered too soon to be cut.
            answer = client.read(QRandomGenerator::global()->bounded(2, 20 * (round + 1)));
            cuts += !answer.isWhole;
            m_server->kill();
            QVERIFY(m_server->start());
        } else {
            answer = client.read(60'000);
        }
    }
    QVERIFY2(cuts > 0, "no kill fell into a push");
    QVERIFY(answer.isWhole);
    const auto outcomes = outcomesOf(answer);
    QCOMPARE(outcomes.size(), sent.size());
    // Every operation has its own sequence, in order and without a gap: decided once, never twice.
    for (size_t i = 0; i < outcomes.size(); ++i) {
        QCOMPARE(outcomes[i].opNo, sent[i].opNo);
        QCOMPARE(outcomes[i].verdict, Verdict::Applied);
        QCOMPARE(outcomes[i].seq, before + 1 + qint64(i));
    }
    QCOMPARE(answer.all<sync::SyncEnd>().front().target, before + qint64(sent.size()));
    const auto notes = columnOf(answer, Note::kEntityNo, field::Note::text);
    for (size_t i = 0; i < sent.size(); ++i)
        QVERIFY(notes.at(sent[i].rowId) == Value(QString::number(i)));
    qInfo("%d of 11 kills fell into a push", cuts);
}

void ProcessTest::developmentCertificate_staysOnThisMachine()
{
    QCOMPARE(m_server->stop(), 0);
    const QStringList everywhere{QStringLiteral("--data"), m_server->folder(), QStringLiteral("--listen"),
                                 QStringLiteral("0.0.0.0:0")};
    QCOMPARE(m_server->runToEnd(everywhere), 1);
    QFile log(m_server->file("log"));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QVERIFY(log.readAll().contains("server.development-certificate"));
    QCOMPARE(m_server->runToEnd({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")}), 2);
}

void ProcessTest::log_holdsNoSecretsAndNoValues()
{
    const QString code = m_server->codeFor(m_ann);
    const auto reply = m_server->tryEnrol(code).all<sync::EnrolReply>().front();
    Enrolled ann{reply, reply.token.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)};
    (void)m_server->sync(ann, {noteBy(ann, m_territory, m_account, QStringLiteral("canary-value"))});
    QFile adminToken(m_server->file("admin.token"));
    QVERIFY(adminToken.open(QIODevice::ReadOnly));
    QCOMPARE(m_server->stop(), 0);
    QFile log(m_server->file("log"));
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QByteArray lines = log.readAll();
    QVERIFY(lines.contains("\"enrolled\""));
    for (const QByteArray &secret :
         {code.toLatin1(), ann.token, adminToken.readAll(), QByteArray("canary-value")}) {
        QVERIFY(!secret.isEmpty());
        QVERIFY2(!lines.contains(secret), lines.constData());
    }
}

QTEST_GUILESS_MAIN(ProcessTest)
#include "process_test.moc"
