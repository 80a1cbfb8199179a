// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demo_company.h"
#include "core/storage/attachments/attachment_files.h"
#include "core/storage/attachments/local_files.h"
#include "sync/client/attachments/tus_upload.h"
#include "sync/client/http/http_transport.h"
#include "tests/integration/attachments/carrying_device.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>
#include <QtEndian>

#include <random>

using namespace legwork;
using namespace legwork::test;
using State = usecases::AttachmentState;

namespace {

const QByteArray kCanary("CANARY-of-a-picture-that-no-disk-may-hold-in-plain-text");

/// Bytes as a camera would make them, with a text in them that can be looked for.
QByteArray picture(qsizetype size, quint32 seed)
{
    std::mt19937 random(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype at = 0; at + 4 <= size; at += 4)
        qToLittleEndian(quint32(random()), bytes.data() + at);
    for (qsizetype at = 1000; at + kCanary.size() < size; at += 100'000)
        bytes.replace(at, kCanary.size(), kCanary);
    return bytes;
}

QByteArray thumbnail() { return QByteArray("JPEG").repeated(2'000); }

} // namespace

class CarriedTest : public QObject
{
    Q_OBJECT

    std::optional<DemoCompany> m_demo;
    std::unique_ptr<ServerProcess> m_server;

    [[nodiscard]] Uuid person(int no) const { return m_demo->people[size_t(no)].id.uuid; }
    [[nodiscard]] Id<Account> account() const { return m_demo->accounts.front().id; }
    /// The same server again, at the same address.
    void restartServer()
    {
        const QString address = QStringLiteral("127.0.0.1:%1").arg(m_server->port());
        m_server->kill();
        QVERIFY(m_server->start({QStringLiteral("--listen"), address}));
    }
    [[nodiscard]] static bool is(const CarryingDevice &device, Id<Attachment> id, State state)
    {
        const auto line = device.line(id);
        return line && line->state == state;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto demo = DemoCompany::load(QDate(2026, 3, 2));
        QVERIFY(demo);
        m_demo = std::move(*demo);
    }
    void init()
    {
        m_server = std::make_unique<ServerProcess>();
        QVERIFY(m_server->start());
    }
    void cleanup() { m_server.reset(); }

    void pictureAddedInFlightMode_reachesAColleague_thoughTheServerDiesInTheMiddle()
    {
        CarryingDevice ann(*m_server, person(1));
        CarryingDevice bo(*m_server, person(1));
        QTRY_VERIFY_WITH_TIMEOUT(ann.has(account()) && bo.has(account()), 30'000);

        ann.goOffline();
        const QByteArray bytes = picture(24'000'000, 1);
        const Id<Attachment> id = ann.add(account(), bytes, thumbnail());
        QVERIFY(is(ann, id, State::Waiting));
        QCOMPARE(ann.bytesOf(id), bytes);

        ann.goOnline();
        ann.syncNow();
        QTRY_VERIFY_WITH_TIMEOUT(ann.line(id)->sentBytes >= 3'000'000, 30'000);
        restartServer();
        QVERIFY(!is(ann, id, State::Safe));
        ann.syncNow();
        ann.goOnline();
        // The row and its preview come before the bytes.
        const auto arrived = [&] {
            bo.syncNow();
            return bo.line(id).has_value();
        };
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), 30'000);
        QCOMPARE(bo.line(id)->thumbnail, thumbnail());
        QVERIFY(bo.bytesOf(id).isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(is(ann, id, State::Safe), 60'000);

        bo.open(id);
        QTRY_VERIFY_WITH_TIMEOUT(bo.line(id)->isHere, 60'000);
        QCOMPARE(bo.bytesOf(id), bytes);
        QVERIFY(is(bo, id, State::Safe));
        for (const QString &folder : {ann.folder(), bo.folder(), m_server->folder()})
            QCOMPARE(filesWith(folder, kCanary), QStringList());
    }

    void fileOnlyHere_staysHoweverLittleRoomThereIs_andGoesAfterTheReceipt()
    {
        CarryingDevice ann(*m_server, person(1));
        QTRY_VERIFY_WITH_TIMEOUT(ann.has(account()), 30'000);
        ann.goOffline();
        const QByteArray bytes = picture(3'000'000, 2);
        const Id<Attachment> id = ann.add(account(), bytes, thumbnail());
        sync::AttachmentScheduler::Limits tight;
        tight.keptBytesMax = 0;
        ann.restart(tight);
        QTest::qWait(500);
        QCOMPARE(ann.bytesOf(id), bytes);
        ann.goOnline();
        QTRY_VERIFY_WITH_TIMEOUT(is(ann, id, State::Safe), 60'000);
        ann.restart(tight);
        QTRY_VERIFY_WITH_TIMEOUT(is(ann, id, State::Elsewhere), 10'000);
        QVERIFY(ann.bytesOf(id).isEmpty());
        ann.restart();
        ann.open(id);
        QTRY_COMPARE_WITH_TIMEOUT(ann.bytesOf(id), bytes, 60'000);
    }

    void appEndedManyTimesOver_theUploadGoesOnWhereItWas()
    {
        CarryingDevice ann(*m_server, person(1));
        QTRY_VERIFY_WITH_TIMEOUT(ann.has(account()), 30'000);
        const QByteArray bytes = picture(30'000'000, 3);
        const Id<Attachment> id = ann.add(account(), bytes, thumbnail());
        std::mt19937 random(3);
        qint64 sent = 0;
        int ends = 0;
        for (; ends < 8 && !is(ann, id, State::Safe); ++ends) {
            QTest::qWait(int(200 + random() % 400));
            ann.restart();
            const qint64 now = ann.line(id)->sentBytes;
            QVERIFY(now >= sent);
            sent = now;
        }
        QTRY_VERIFY_WITH_TIMEOUT(is(ann, id, State::Safe), 60'000);
        ann.restart();
        CarryingDevice bo(*m_server, person(1));
        QTRY_VERIFY_WITH_TIMEOUT(bo.line(id).has_value(), 30'000);
        bo.open(id);
        QTRY_COMPARE_WITH_TIMEOUT(bo.bytesOf(id), bytes, 60'000);
    }

    void serverKilledAgainAndAgain_fileDamagedOnItsDisk_theColleagueGetsTheBytesAsTheyWere()
    {
        CarryingDevice ann(*m_server, person(1));
        QTRY_VERIFY_WITH_TIMEOUT(ann.has(account()), 30'000);
        const QByteArray bytes = picture(30'000'000, 8);
        const Id<Attachment> id = ann.add(account(), bytes, thumbnail());
        std::mt19937 random(8);
        for (int kills = 0; kills < 5 && !is(ann, id, State::Safe); ++kills) {
            QTest::qWait(int(150 + random() % 500));
            m_server->kill();
            if (kills == 2) {
                for (const QFileInfo &file :
                     QDir(m_server->file("blob")).entryInfoList({QStringLiteral("*-*-*-*")})) {
                    QFile held(file.filePath());
                    if (held.open(QIODevice::ReadWrite) && held.seek(file.size() / 2))
                        held.write("damage");
                }
            }
            restartServer();
            ann.goOnline();
        }
        const auto isSafe = [&] {
            ann.goOnline();
            return is(ann, id, State::Safe);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isSafe(), 90'000);
        CarryingDevice bo(*m_server, person(2));
        QTRY_VERIFY_WITH_TIMEOUT(bo.line(id).has_value(), 30'000);
        bo.open(id);
        QTRY_COMPARE_WITH_TIMEOUT(bo.bytesOf(id), bytes, 60'000);
    }

    void whereBytesCost_uploadsWait_butWhatSomebodyOpensComes()
    {
        CarryingDevice ann(*m_server, person(1));
        CarryingDevice bo(*m_server, person(1));
        QTRY_VERIFY_WITH_TIMEOUT(ann.has(account()) && bo.has(account()), 30'000);
        const QByteArray bytes = picture(200'000, 4);
        const Id<Attachment> fromBo = bo.add(account(), bytes, thumbnail());
        ann.setWifiOnly(true);
        ann.setMetered(true);
        const Id<Attachment> fromAnn = ann.add(account(), picture(200'000, 5), thumbnail());
        const auto arrived = [&] {
            ann.syncNow();
            return ann.line(fromBo).has_value();
        };
        QTRY_VERIFY_WITH_TIMEOUT(is(bo, fromBo, State::Safe) && arrived(), 30'000);
        ann.open(fromBo);
        QTRY_COMPARE_WITH_TIMEOUT(ann.bytesOf(fromBo), bytes, 30'000);
        QVERIFY(is(ann, fromAnn, State::Waiting));
        ann.setMetered(false);
        QTRY_VERIFY_WITH_TIMEOUT(is(ann, fromAnn, State::Safe), 30'000);
    }

    void sameContentFromTwoPeople_isSentOnce_andBothAreSafe()
    {
        CarryingDevice ann(*m_server, person(1));
        QTRY_VERIFY_WITH_TIMEOUT(ann.has(account()), 30'000);
        const QByteArray bytes = picture(4'000'000, 6);
        const Id<Attachment> first = ann.add(account(), bytes, thumbnail());
        QTRY_VERIFY_WITH_TIMEOUT(is(ann, first, State::Safe), 60'000);
        const Id<Attachment> again = ann.add(account(), bytes, thumbnail());
        QVERIFY(is(ann, again, State::Safe));
        CarryingDevice bo(*m_server, person(2));
        QTRY_VERIFY_WITH_TIMEOUT(bo.line(first).has_value(), 30'000);
        const Id<Attachment> own = bo.add(account(), bytes, thumbnail());
        QTRY_VERIFY_WITH_TIMEOUT(is(bo, own, State::Safe), 60'000);
        QVERIFY(bo.line(own)->sentBytes == bytes.size());
        QFile log(m_server->file("log"));
        QVERIFY(log.open(QIODevice::ReadOnly));
        QCOMPARE(log.readAll().count("\"method\":\"PATCH\""), 4); // of Ann's, a MiB each
    }

    void largeFile_isHeldInMemoryOnNeitherSide()
    {
        const Enrolled device = m_server->enrol(person(1));
        sync::HttpSettings settings;
        settings.server = QUrl(QStringLiteral("https://localhost:%1").arg(m_server->port()));
        settings.authorities = m_server->authority().toPem();
        auto way = sync::HttpTransport::create(settings);
        QVERIFY(way);
        constexpr qint64 kBytes = qint64(300) * 1000 * 1000;
        const QByteArray block = picture(1'000'000, 7);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        for (qint64 at = 0; at < kBytes; at += block.size())
            hash.addData(block);
        const ContentHash content = *ContentHash::fromBytes(hash.result());
        const auto peakKb = [] {
            QFile status(QStringLiteral("/proc/self/status"));
            (void)status.open(QIODevice::ReadOnly);
            for (const QByteArray &line : status.readAll().split('\n')) {
                if (line.startsWith("VmHWM:"))
                    return line.mid(6).trimmed().split(' ').first().toLongLong();
            }
            return qint64(0);
        };
        const qint64 before = peakKb();
        sync::TusUpload upload(**way, "/v1/files", device.token);
        QElapsedTimer watch;
        watch.start();
        const auto receipt = upload.run({content, kBytes,
                                         [&](qint64 from, qint64 most) -> Result<QByteArray> {
                                             return block.mid(from % block.size(), most);
                                         }},
                                        {{}, [](const QByteArray &, qint64) -> Status { return {}; }});
        QVERIFY2(receipt, qPrintable(receipt ? QString() : receipt.error().code));
        QVERIFY(*receipt == content);
        qInfo("300 MB in %lld ms; server's peak %lld KiB, client's growth %lld KiB", watch.elapsed(),
              m_server->peakMemoryKb(), peakKb() - before);
        QVERIFY(m_server->peakMemoryKb() < 100'000);
        QVERIFY(peakKb() - before < 60'000);
    }
};

QTEST_GUILESS_MAIN(CarriedTest)
#include "carried_test.moc"
