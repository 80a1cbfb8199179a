// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demo_company.h"
#include "core/base/content_hash.h"
#include "sync/client/attachments/file_exchange.h"
#include "sync/client/attachments/tus_upload.h"
#include "sync/client/http/http_transport.h"
#include "tests/integration/server/server_process.h"
#include "tests/support/test_authority.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <random>
#include <thread>

using namespace legwork;
using namespace legwork::test;

namespace {

const QString kSources = QStringLiteral(TUS_PEERS_SOURCES);
const QString kPeers = QStringLiteral(TUS_PEERS_FOLDER);

QByteArray randomBytes(qsizetype size, quint32 seed)
{
    std::mt19937 random(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(random());
    return bytes;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// Installs the peers; empty when they are there, else why they cannot be had.
QString installPeers()
{
    const QString npm = QStandardPaths::findExecutable(QStringLiteral("npm"));
    if (npm.isEmpty() || QStandardPaths::findExecutable(QStringLiteral("node")).isEmpty())
        return QStringLiteral("node and npm are not installed (./dev setup does that)");
    QDir().mkpath(kPeers);
    const QByteArray wanted = contentOf(kSources + QStringLiteral("/package-lock.json"));
    const QString mark = kPeers + QStringLiteral("/installed");
    for (const char *name : {"peer_server.mjs", "peer_client.mjs", "package.json", "package-lock.json"}) {
        const QString file = u'/' + QLatin1String(name);
        if (!put(kPeers + file, contentOf(kSources + file)))
            return QStringLiteral("cannot write into ") + kPeers;
    }
    if (contentOf(mark) == wanted)
        return {};
    QProcess install;
    install.setWorkingDirectory(kPeers);
    install.setProcessChannelMode(QProcess::MergedChannels);
    install.start(npm, {QStringLiteral("ci"), QStringLiteral("--ignore-scripts"),
                        QStringLiteral("--no-audit"), QStringLiteral("--no-fund")});
    if (!install.waitForFinished(180'000) || install.exitCode() != 0)
        return QStringLiteral("npm cannot fetch the peers:\n") + QString::fromLocal8Bit(install.readAll());
    return put(mark, wanted) ? QString() : QStringLiteral("cannot write into ") + kPeers;
}

} // namespace

/// Our client and our server against tus implementations that know nothing of us.
class TusPeersTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::optional<DemoCompany> m_demo;
    std::unique_ptr<ServerProcess> m_server;
    Enrolled m_device;

    [[nodiscard]] QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    [[nodiscard]] std::unique_ptr<sync::HttpTransport> wayTo(quint16 port, const QByteArray &authority) const
    {
        sync::HttpSettings settings;
        settings.server = QUrl(QStringLiteral("https://localhost:%1").arg(port));
        settings.authorities = authority;
        auto made = sync::HttpTransport::create(settings);
        return made ? std::move(*made) : nullptr;
    }
    /// What tus-js-client says of a job.
    [[nodiscard]] QJsonObject client(const QString &job, const QByteArray &bytes, const QString &more = {},
                                     const QByteArray &sha256 = {})
    {
        if (!put(file("sent"), bytes) || !put(file("ca.pem"), m_server->authority().toPem()))
            return {};
        QProcess node;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("NODE_EXTRA_CA_CERTS"), file("ca.pem"));
        node.setProcessEnvironment(environment);
        node.setWorkingDirectory(kPeers);
        const QByteArray hash = sha256.isEmpty() ? ContentHash::of(bytes).toHex() : sha256;
        node.start(QStringLiteral("node"),
                   {QStringLiteral("peer_client.mjs"), job,
                    QStringLiteral("https://localhost:%1").arg(m_server->port()),
                    QString::fromLatin1(m_device.token), file("sent"), QString::fromLatin1(hash), more});
        if (!node.waitForFinished(60'000))
            return {};
        const QByteArray said = node.readAllStandardOutput();
        const QByteArray errors = node.readAllStandardError();
        if (!errors.isEmpty())
            qInfo("%s", errors.constData());
        return QJsonDocument::fromJson(said).object();
    }
    /// The bytes as our server gives them back.
    [[nodiscard]] QByteArray fetched(const QByteArray &bytes)
    {
        const auto way = wayTo(m_server->port(), m_server->authority().toPem());
        sync::Exchange request;
        request.method = "GET";
        request.path = "/v1/blob/" + ContentHash::of(bytes).toHex();
        request.token = m_device.token;
        QByteArray all;
        const auto answer = sync::askAboutFile(*way, request, {}, [&](QByteArrayView piece) -> Status {
            all.append(piece);
            return {};
        });
        return answer && answer->isGood() ? all : QByteArray();
    }
    [[nodiscard]] static QString receiptFor(const QByteArray &bytes)
    {
        return QStringLiteral("sha256=") + ContentHash::of(bytes).toText();
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString missing = installPeers();
        if (!missing.isEmpty())
            QSKIP(qPrintable(missing));
        auto demo = DemoCompany::load(QDate(2026, 3, 2));
        QVERIFY(demo);
        m_demo = std::move(*demo);
        m_server = std::make_unique<ServerProcess>();
        QVERIFY(m_server->start());
        m_device = m_server->enrol(m_demo->people[1].id.uuid);
    }

    void tusJsClient_sendsToOurServer_inOneOrManyRequests_andGetsTheReceipt_data()
    {
        QTest::addColumn<QString>("job");
        QTest::newRow("one request") << QStringLiteral("whole");
        QTest::newRow("many requests") << QStringLiteral("parallel-chunks");
    }
    void tusJsClient_sendsToOurServer_inOneOrManyRequests_andGetsTheReceipt()
    {
        QFETCH(QString, job);
        const QByteArray bytes = randomBytes(1'234'567, quint32(qHash(job)));
        const QJsonObject said = client(job, bytes);
        QVERIFY2(said[QLatin1String("ok")].toBool(), QJsonDocument(said).toJson().constData());
        QCOMPARE(said[QLatin1String("receipt")].toString(), receiptFor(bytes));
        QCOMPARE(fetched(bytes), bytes);
    }

    void tusJsClient_cutOff_goesOnWhereItWas_alsoAfterTheServerWasKilled()
    {
        const QByteArray bytes = randomBytes(3'000'000, 11);
        const QJsonObject cut = client(QStringLiteral("cut"), bytes, QStringLiteral("1000000"));
        QVERIFY2(cut[QLatin1String("ok")].toBool(), QJsonDocument(cut).toJson().constData());
        QVERIFY(fetched(bytes).isEmpty());
        const QString address = QStringLiteral("127.0.0.1:%1").arg(m_server->port());
        m_server->kill();
        QVERIFY(m_server->start({QStringLiteral("--listen"), address}));
        const QJsonObject said =
            client(QStringLiteral("resume"), bytes, cut[QLatin1String("url")].toString());
        QVERIFY2(said[QLatin1String("ok")].toBool(), QJsonDocument(said).toJson().constData());
        QCOMPARE(said[QLatin1String("receipt")].toString(), receiptFor(bytes));
        const QJsonArray requests = said[QLatin1String("requests")].toArray();
        QCOMPARE(requests.first().toString(), QStringLiteral("HEAD 200"));
        QCOMPARE(fetched(bytes), bytes);
    }

    void tusJsClient_checksumThatFits_isTaken_anotherIsRefused()
    {
        const QByteArray bytes = randomBytes(400'000, 12);
        const QJsonObject wrong = client(QStringLiteral("checksum"), bytes, QStringLiteral("wrong"));
        QVERIFY(!wrong[QLatin1String("ok")].toBool());
        QCOMPARE(wrong[QLatin1String("status")].toInt(), 460);
        QVERIFY(fetched(bytes).isEmpty());
        const QJsonObject right = client(QStringLiteral("checksum"), bytes, QStringLiteral("sha1"));
        QVERIFY2(right[QLatin1String("ok")].toBool(), QJsonDocument(right).toJson().constData());
        QCOMPARE(fetched(bytes), bytes);
    }

    void tusJsClient_otherBytesThanPromised_neverCount()
    {
        const QByteArray bytes = randomBytes(100'000, 13);
        const QByteArray promised = randomBytes(100'000, 14);
        const QJsonObject said =
            client(QStringLiteral("whole"), bytes, {}, ContentHash::of(promised).toHex());
        QVERIFY(!said[QLatin1String("ok")].toBool());
        QCOMPARE(said[QLatin1String("status")].toInt(), 460);
        QVERIFY(fetched(bytes).isEmpty());
        QVERIFY(fetched(promised).isEmpty());
    }

    void tusJsClient_endsItsUpload_andItIsGone()
    {
        const QByteArray bytes = randomBytes(2'000'000, 15);
        const QString url =
            client(QStringLiteral("cut"), bytes, QStringLiteral("600000"))[QLatin1String("url")].toString();
        QVERIFY(client(QStringLiteral("stop"), bytes, url)[QLatin1String("ok")].toBool());
        const QJsonObject gone = client(QStringLiteral("resume"), bytes, url);
        QVERIFY(gone[QLatin1String("requests")].toArray().first().toString() == QStringLiteral("HEAD 404"));
    }

    void ourClient_sendsToTusServer_thoughThatIsKilledAgainAndAgain()
    {
        const TestAuthority authority;
        const Credentials credentials = authority.issue();
        QVERIFY(put(file("peer.pem"), credentials.certificate) && put(file("peer.key"), credentials.key));
        const QString uploads = file("uploads");
        QVERIFY(QDir().mkpath(uploads));
        QProcess peer;
        quint16 port = 0;
        const auto start = [&] {
            peer.setWorkingDirectory(kPeers);
            peer.setProcessChannelMode(QProcess::MergedChannels);
            peer.start(QStringLiteral("node"), {QStringLiteral("peer_server.mjs"), uploads,
                                                QString::number(port), file("peer.pem"), file("peer.key")});
            QElapsedTimer watch;
            for (watch.start(); watch.elapsed() < 20'000 && peer.state() != QProcess::NotRunning;) {
                peer.waitForReadyRead(100);
                while (peer.canReadLine()) {
                    const QByteArray line = peer.readLine().trimmed();
                    if (line.startsWith("listening "))
                        return line.sliced(10).toUShort();
                }
            }
            return quint16(0);
        };
        port = start();
        QVERIFY2(port > 0, peer.readAll().constData());

        const QByteArray bytes = randomBytes(20'000'000, 21);
        const auto way = wayTo(port, authority.certificate());
        sync::TusUpload upload(*way, "/uploads", "token");
        QByteArray address;
        qint64 sent = 0;
        qint64 read = 0;
        std::mt19937 random(21);
        int kills = 0;
        bool isDone = false;
        for (int tries = 0; !isDone && tries < 40; ++tries) {
            if (peer.state() == QProcess::NotRunning)
                QCOMPARE(start(), port);
            std::thread killer;
            if (kills < 5) {
                ++kills;
                killer = std::thread([pid = peer.processId(), ms = 30 + random() % 150] {
                    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
                    ::kill(pid_t(pid), SIGKILL);
                });
            }
            const auto done = upload.run({ContentHash::of(bytes), bytes.size(),
                                          [&](qint64 from, qint64 most) -> Result<QByteArray> {
                                              read += std::min<qint64>(most, bytes.size() - from);
                                              return bytes.mid(from, most);
                                          }},
                                         {address, [&](const QByteArray &at, qint64 now) -> Status {
                                              address = at;
                                              sent = now;
                                              return {};
                                          }});
            isDone = done.has_value();
            if (killer.joinable()) {
                killer.join();
                peer.waitForFinished(10'000);
            }
            if (!done)
                QCOMPARE(done.error().advice, Advice::Retry);
        }
        QVERIFY(isDone);
        QCOMPARE(sent, bytes.size());
        QVERIFY2(read < bytes.size() + (kills + 1) * sync::TusUpload::kChunkBytes,
                 qPrintable(QString::number(read)));
        QCOMPARE(contentOf(uploads + u'/' + QString::fromLatin1(address.mid(address.lastIndexOf('/') + 1))),
                 bytes);
        peer.kill();
        peer.waitForFinished(10'000);
    }
};

QTEST_GUILESS_MAIN(TusPeersTest)
#include "tus_peers_test.moc"
