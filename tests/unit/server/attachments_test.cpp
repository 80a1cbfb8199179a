// SPDX-License-Identifier: Apache-2.0
#include "core/schema/rows.h"
#include "sync/protocol/codec.h"
#include "sync/server/attachment_endpoints.h"
#include "sync/server/blobs/blob_sweep.h"
#include "sync/server/blobs/folder_blobs.h"
#include "sync/server/blobs/postgres_blobs.h"
#include "sync/server/housekeeping.h"
#include "tests/unit/server/office.h"
#include "tests/unit/server/postgres_place.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <random>
#include <sys/resource.h>

using namespace legwork;
using namespace legwork::server;
using namespace legwork::server::test;

namespace {

constexpr quint32 kSeed = 5;

QByteArray randomBytes(qsizetype size, quint32 seed)
{
    std::mt19937 random(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(random());
    return bytes;
}

struct Said {
    int status = 0;
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;

    [[nodiscard]] QByteArray header(const char *name) const
    {
        for (const auto &[each, value] : headers) {
            if (each == name)
                return value;
        }
        return {};
    }
    [[nodiscard]] QString problem() const
    {
        const auto message = sync::decodeSingle(body);
        const auto *problem = message ? std::get_if<sync::Problem>(&*message) : nullptr;
        return problem ? problem->code : QString();
    }
};

using Headers = std::vector<std::pair<QByteArray, QByteArray>>;

constexpr qint64 kDayMs = 24 * 3'600'000;

/// Lets something happen before somebody is alone with the store.
class BusyStore final : public ServerStore
{
public:
    BusyStore(ServerStore &in, std::function<void()> before)
        : m_in(in)
        , m_before(std::move(before))
    {
    }
    Result<std::unique_ptr<ReadTransaction>> read() override { return m_in.read(); }
    Result<std::unique_ptr<WriteTransaction>> write() override
    {
        m_before();
        return m_in.write();
    }

private:
    ServerStore &m_in;
    const std::function<void()> m_before;
};

} // namespace

/// What the server does with bytes, on either store, without a network.
class AttachmentsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Office> m_office;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<SecretKey> m_key;
    std::unique_ptr<BlobVault> m_vault;
    std::unique_ptr<AttachmentEndpoints> m_endpoints;
    std::mt19937 m_random{kSeed};

    [[nodiscard]] std::unique_ptr<BlobVault> openVault(BlobVault::Limits limits = {})
    {
        if (const auto *place = dynamic_cast<const PostgresPlace *>(m_office->place.get())) {
            auto blobs = openPostgresBlobs(place->address());
            return std::make_unique<BlobVault>(std::move(blobs->index), std::move(blobs->bytes),
                                               m_office->clock, limits);
        }
        auto index = EmbeddedIndex::open(m_folder->path(), *m_key);
        return std::make_unique<BlobVault>(std::move(*index),
                                           std::make_unique<FolderBytes>(m_folder->path(), *m_key),
                                           m_office->clock, limits);
    }
    void restart(BlobVault::Limits limits = {})
    {
        m_endpoints.reset();
        m_vault.reset();
        m_vault = openVault(limits);
        m_endpoints = std::make_unique<AttachmentEndpoints>(*m_office->store, *m_vault, m_office->clock);
    }

    /// The connection breaks after so many bytes of the body, if given.
    Said ask(const Gadget &gadget, const char *method, const QByteArray &path, Headers headers = {},
             const QByteArray &body = {}, std::optional<qsizetype> breaksAfter = {}, bool isTus = true)
    {
        HttpRequest request;
        request.method = method;
        const qsizetype mark = path.indexOf('?');
        request.path = mark < 0 ? path : path.first(mark);
        request.query = mark < 0 ? QByteArray() : path.sliced(mark + 1);
        if (isTus)
            headers.emplace_back("tus-resumable", "1.0.0");
        for (const auto &[name, value] : headers) {
            if (name == "content-type")
                request.contentType = value;
        }
        request.headers = std::move(headers);
        auto verdict = m_endpoints->onHead(request, gadget.device);
        HttpResponse response;
        if (auto *sink = std::get_if<std::unique_ptr<BodySink>>(&verdict)) {
            const QByteArrayView arriving = QByteArrayView(body).first(breaksAfter.value_or(body.size()));
            bool isTaken = true;
            for (qsizetype at = 0; isTaken && at < arriving.size();) {
                const auto step = std::min<qsizetype>(1 + m_random() % 70'000, arriving.size() - at);
                isTaken = (*sink)->take(arriving.sliced(at, step)).has_value();
                at += step;
            }
            response = (*sink)->finish(!breaksAfter);
            if (breaksAfter)
                return {};
        } else {
            response = std::move(std::get<HttpResponse>(verdict));
        }
        Said answer{response.status, response.headers, response.body};
        while (response.rest) {
            auto piece = response.rest->next();
            if (!piece)
                break;
            answer.body += *piece;
        }
        return answer;
    }
    Said create(const Gadget &gadget, const QByteArray &bytes, Headers more = {})
    {
        more.emplace_back("upload-length", QByteArray::number(bytes.size()));
        more.emplace_back("upload-metadata",
                          "filename YQ==,sha256 " + ContentHash::of(bytes).toHex().toBase64());
        return ask(gadget, "POST", "/v1/files", std::move(more));
    }
    Said patch(const Gadget &gadget, const QByteArray &address, const QByteArray &bytes, qint64 offset,
               std::optional<qsizetype> breaksAfter = {}, const QByteArray &checksum = {})
    {
        Headers headers{{"content-type", "application/offset+octet-stream"},
                        {"upload-offset", QByteArray::number(offset)}};
        if (!checksum.isEmpty())
            headers.emplace_back("upload-checksum", checksum);
        return ask(gadget, "PATCH", address, std::move(headers), bytes, breaksAfter);
    }
    qint64 offset(const Gadget &gadget, const QByteArray &address)
    {
        const Said answer = ask(gadget, "HEAD", address);
        return answer.status == 200 ? answer.header("Upload-Offset").toLongLong() : -answer.status;
    }
    void upload(const Gadget &gadget, const QByteArray &bytes)
    {
        const QByteArray address = create(gadget, bytes).header("Location");
        const Said answer = patch(gadget, address, bytes, 0);
        QCOMPARE(answer.status, 204);
        QCOMPARE(answer.header("Legwork-Receipt"), "sha256=" + ContentHash::of(bytes).toHex());
    }
    /// A row of the gadget's person that names the bytes.
    Uuid attach(Gadget &gadget, const QByteArray &bytes, const char *scope = "north")
    {
        const Uuid row = Uuid::generate();
        const auto outcomes = m_office->push(
            gadget, {m_office->insert(gadget, Attachment::kEntityNo, row,
                                      {{field::Attachment::sha256, ContentHash::of(bytes).toText(), Value()}},
                                      idOf(scope))});
        Q_ASSERT(outcomes && outcomes->front().verdict == Verdict::Applied);
        return row;
    }
    int sweep() { return BlobSweep(*m_office->store, *m_vault, m_office->clock).run().value_or(-1); }
    /// How many places hold bytes.
    [[nodiscard]] qint64 placesHeld() const
    {
        if (const auto *place = dynamic_cast<const PostgresPlace *>(m_office->place.get()))
            return place->query("SELECT count(DISTINCT place) FROM legwork.blob_piece").toLongLong();
        return QDir(m_folder->path()).entryList({QStringLiteral("*-*-*-*")}, QDir::Files).size();
    }
    static QByteArray blobPath(const QByteArray &bytes, const Uuid &row = {})
    {
        QByteArray path = "/v1/blob/" + ContentHash::of(bytes).toHex();
        if (!row.isNull())
            path += "?row=" + row.toText().toLatin1();
        return path;
    }
    Said get(const Gadget &gadget, const QByteArray &bytes, const Uuid &row = {}, Headers headers = {})
    {
        return ask(gadget, "GET", blobPath(bytes, row), std::move(headers), {}, {}, false);
    }
    Said confirm(const Gadget &gadget, const QByteArray &bytes, const Uuid &row = {})
    {
        return ask(gadget, "HEAD", blobPath(bytes, row), {}, {}, {}, false);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_key = SecretKey::generate();
        m_office = std::make_unique<Office>();
        restart();
    }
    void cleanup()
    {
        m_endpoints.reset();
        m_vault.reset();
        m_office.reset();
    }

    void uploadInPieces_countsOnceAllOfItIsThere_andNotBefore()
    {
        const Gadget ann = m_office->enrol("Ann");
        const QByteArray bytes = randomBytes(500'000, 1);
        const QByteArray address = create(ann, bytes).header("Location");
        QVERIFY(address.startsWith("/v1/files/"));
        QCOMPARE(patch(ann, address, bytes.first(200'000), 0).header("Upload-Offset"), QByteArray("200000"));
        QCOMPARE(confirm(ann, bytes).status, 404);
        QCOMPARE(get(ann, bytes).status, 404);
        const Said last = patch(ann, address, bytes.sliced(200'000), 200'000);
        QCOMPARE(last.status, 204);
        QVERIFY(!last.header("Legwork-Receipt").isEmpty());
        QCOMPARE(get(ann, bytes).body, bytes);
        QCOMPARE(confirm(ann, bytes).header("Legwork-Receipt"), "sha256=" + ContentHash::of(bytes).toHex());
        QCOMPARE(offset(ann, address), bytes.size());
    }

    void connectionBrokenAnywhere_serverStarted_offsetIsWhatArrived_andItEndsWhole()
    {
        const Gadget ann = m_office->enrol("Ann");
        const QByteArray bytes = randomBytes(900'000, 2);
        const QByteArray address = create(ann, bytes).header("Location");
        qint64 at = 0;
        for (int i = 0; i < 12 && at < 800'000; ++i) {
            const qsizetype arrived = qsizetype(m_random() % 120'000);
            (void)patch(ann, address, bytes.sliced(at), at, arrived);
            if (i % 3 == 2)
                restart();
            QCOMPARE(offset(ann, address), at + arrived);
            at += arrived;
        }
        QCOMPARE(patch(ann, address, bytes.sliced(at), at).status, 204);
        QCOMPARE(get(ann, bytes).body, bytes);
    }

    void wrongOffset_isRefused_andNothingChanges()
    {
        const Gadget ann = m_office->enrol("Ann");
        const QByteArray bytes = randomBytes(100'000, 3);
        const QByteArray address = create(ann, bytes).header("Location");
        QCOMPARE(patch(ann, address, bytes.first(1000), 0).status, 204);
        for (const qint64 wrong : {0, 999, 1001, 50'000})
            QCOMPARE(patch(ann, address, bytes.sliced(2000, 10), wrong).status, 409);
        QCOMPARE(offset(ann, address), 1000);
        QCOMPARE(patch(ann, address, bytes + "more", 1000).status, 413);
        QVERIFY(offset(ann, address) <= bytes.size());
    }

    void otherBytesThanPromised_neverCount_andTheUploadIsGone()
    {
        const Gadget ann = m_office->enrol("Ann");
        const QByteArray promised = randomBytes(70'000, 4);
        const QByteArray address = create(ann, promised).header("Location");
        const Said refused = patch(ann, address, randomBytes(70'000, 5), 0);
        QCOMPARE(refused.status, 460);
        QCOMPARE(refused.problem(), QStringLiteral("attach.hash-mismatch"));
        QCOMPARE(offset(ann, address), -404);
        QCOMPARE(confirm(ann, promised).status, 404);
    }

    void checksum_countsForAllOfARequestOrNothing_data()
    {
        QTest::addColumn<QByteArray>("algorithm");
        QTest::newRow("sha1") << QByteArray("sha1");
        QTest::newRow("sha256") << QByteArray("sha256");
    }
    void checksum_countsForAllOfARequestOrNothing()
    {
        QFETCH(QByteArray, algorithm);
        const auto sum = [&](const QByteArray &of) {
            const auto kind = algorithm == "sha1" ? QCryptographicHash::Sha1 : QCryptographicHash::Sha256;
            return algorithm + ' ' + QCryptographicHash::hash(of, kind).toBase64();
        };
        const Gadget ann = m_office->enrol("Ann");
        const QByteArray bytes = randomBytes(300'000, 6);
        const QByteArray address = create(ann, bytes).header("Location");
        QCOMPARE(patch(ann, address, bytes.first(100'000), 0, {}, sum(bytes.first(100'000))).status, 204);
        QCOMPARE(patch(ann, address, bytes.sliced(100'000), 100'000, {}, sum("other")).status, 460);
        QCOMPARE(offset(ann, address), 100'000);
        (void)patch(ann, address, bytes.sliced(100'000), 100'000, 150'000, sum(bytes.sliced(100'000)));
        QCOMPARE(offset(ann, address), 100'000);
        QCOMPARE(patch(ann, address, bytes.sliced(100'000), 100'000, {}, "crc32 AAAA").status, 400);
        QCOMPARE(patch(ann, address, bytes.sliced(100'000), 100'000, {}, sum(bytes.sliced(100'000))).status,
                 204);
        QCOMPARE(get(ann, bytes).body, bytes);
    }

    void bytesAreForWhoMaySeeARowThatNamesThem_andForNobodyElse()
    {
        Gadget ann = m_office->enrol("Ann");
        const Gadget bo = m_office->enrol("Bo");
        const Gadget cid = m_office->enrol("Cid");
        const QByteArray bytes = randomBytes(50'000, 7);
        upload(ann, bytes);
        QCOMPARE(get(bo, bytes).status, 404); // no row yet
        const Uuid row = attach(ann, bytes);
        QCOMPARE(get(bo, bytes, row).body, bytes);
        QCOMPARE(get(cid, bytes, row).status, 404);
        const Said unknown = get(cid, randomBytes(10, 8), row);
        QCOMPARE(get(cid, bytes, row).body, unknown.body);
        QCOMPARE(get(bo, randomBytes(10, 8), row).status, 404);
        const auto removed = m_office->push(ann, {m_office->remove(ann, Attachment::kEntityNo, row)});
        QVERIFY(removed);
        QCOMPARE(get(m_office->enrol("Dot"), bytes, row).status, 404);
        QCOMPARE(get(bo, bytes, row).status, 404);
        QCOMPARE(get(bo, bytes).status, 404);
        QCOMPARE(get(ann, bytes).body, bytes);
    }

    void rightThatEnds_endsTheRightToTheBytesSeenThroughIt_butNotToThoseSent()
    {
        Gadget ann = m_office->enrol("Ann");
        Gadget bo = m_office->enrol("Bo");
        const QByteArray anns = randomBytes(1000, 20);
        const QByteArray bos = randomBytes(1000, 21);
        upload(ann, anns);
        upload(bo, bos);
        const Uuid row = attach(ann, anns);
        const Uuid bosRow = attach(bo, bos);
        QCOMPARE(confirm(bo, anns, row).status, 200);
        QCOMPARE(get(bo, anns).body, anns); // through the row that he still sees
        m_office->setRight("Bo", "north", Right::None);
        for (const Gadget &device : {bo, m_office->enrol("Bo")}) {
            QCOMPARE(confirm(device, anns).status, 404);
            QCOMPARE(get(device, anns).status, 404);
            QCOMPARE(get(device, anns, row).status, 404);
            QCOMPARE(get(device, bos).body, bos);
        }
        restart();
        QCOMPARE(get(bo, anns).status, 404);
        QCOMPARE(get(bo, bos).body, bos);
        QCOMPARE(get(ann, bos, bosRow).body, bos); // his work stays with those who go on with it
        m_office->setRight("Bo", "north", Right::Read);
        QCOMPARE(get(bo, anns).body, anns);
    }

    void rightThatRunsOut_endsTheRightToTheBytesSeenThroughIt()
    {
        Gadget ann = m_office->enrol("Ann");
        const Gadget cid = m_office->enrol("Cid");
        const QByteArray bytes = randomBytes(1000, 22);
        upload(ann, bytes);
        const Uuid row = attach(ann, bytes);
        const Instant until{m_office->clock.now().wall.ms + 3'600'000};
        m_office->setRight("Cid", "north", Right::Read, until); // covers
        QCOMPARE(get(cid, bytes, row).body, bytes);
        QCOMPARE(get(cid, bytes).body, bytes);
        m_office->clock.advance(3'700'000);
        QCOMPARE(get(cid, bytes, row).status, 404);
        QCOMPARE(get(cid, bytes).status, 404);
    }

    void rowNamingWhatItsAuthorSawInTime_showsIt_alsoToWhoAsksLater()
    {
        Gadget ann = m_office->enrol("Ann");
        Gadget bo = m_office->enrol("Bo");
        const Gadget cid = m_office->enrol("Cid");
        const QByteArray bytes = randomBytes(1000, 25);
        upload(ann, bytes);
        QCOMPARE(get(bo, bytes, attach(ann, bytes)).body, bytes);
        m_office->setRight("Bo", "south", Right::Write);
        const Uuid own = attach(bo, bytes, "south");
        m_office->setRight("Bo", "north", Right::None);
        QCOMPARE(get(cid, bytes, own).body, bytes);
    }

    void rowThatShowedItsBytesInTime_goesOnShowingThem()
    {
        Gadget ann = m_office->enrol("Ann");
        Gadget bo = m_office->enrol("Bo");
        const Gadget cid = m_office->enrol("Cid");
        const QByteArray bytes = randomBytes(1000, 23);
        upload(ann, bytes);
        QCOMPARE(get(bo, bytes, attach(ann, bytes)).body, bytes);
        m_office->setRight("Bo", "south", Right::Write);
        const Uuid inTime = attach(bo, bytes, "south");
        QCOMPARE(get(cid, bytes, inTime).body, bytes);
        m_office->setRight("Bo", "north", Right::None);
        QCOMPARE(get(bo, bytes, inTime).body, bytes);
        m_office->setRight("Bo", "south", Right::None);
        QCOMPARE(get(bo, bytes, inTime).status, 404);
        QCOMPARE(get(m_office->enrol("Cid"), bytes, inTime).body,
                 bytes); // for those who see the row it stays
    }

    void hashNamedAfterTheRightEnded_givesNothingBack()
    {
        Gadget ann = m_office->enrol("Ann");
        Gadget bo = m_office->enrol("Bo");
        const QByteArray bytes = randomBytes(1000, 24);
        upload(ann, bytes);
        QCOMPARE(get(bo, bytes, attach(ann, bytes)).body, bytes);
        m_office->setRight("Bo", "south", Right::Write);
        m_office->setRight("Bo", "north", Right::None);
        const Uuid late = attach(bo, bytes, "south");
        QCOMPARE(get(bo, bytes, late).status, 404);
        QCOMPARE(get(m_office->enrol("Cid"), bytes, late).status, 404);
        upload(bo, bytes); // with the bytes in hand they are his
        QCOMPARE(get(m_office->enrol("Cid"), bytes, late).body, bytes);
    }

    void namingAHash_showsNobodyItsBytes()
    {
        Gadget ann = m_office->enrol("Ann");
        Gadget cid = m_office->enrol("Cid");
        const QByteArray secret = randomBytes(50'000, 9);
        upload(ann, secret);
        attach(ann, secret);
        // Cid knows the hash, from a log say, and names it in his own territory.
        const Uuid guess = attach(cid, secret, "south");
        QCOMPARE(get(cid, secret, guess).status, 404);
        QCOMPARE(confirm(cid, secret, guess).status, 404);
        // With the bytes in hand he shows them, and they are his too: kept once.
        upload(cid, secret);
        QCOMPARE(get(cid, secret, guess).body, secret);
        if (!dynamic_cast<const PostgresPlace *>(m_office->place.get())) {
            const QStringList held =
                QDir(m_folder->path()).entryList({QStringLiteral("*-*-*-*")}, QDir::Files);
            QCOMPARE(held.size(), 1);
        }
    }

    void uploadOfAnother_doesNotExist()
    {
        const Gadget ann = m_office->enrol("Ann");
        const Gadget bo = m_office->enrol("Bo");
        const QByteArray bytes = randomBytes(1000, 10);
        const QByteArray address = create(ann, bytes).header("Location");
        QCOMPARE(offset(bo, address), -404);
        QCOMPARE(patch(bo, address, bytes, 0).status, 404);
        QCOMPARE(ask(bo, "DELETE", address).status, 404);
        QCOMPARE(offset(ann, address), 0);
    }

    void contentThatSomebodyMaySee_isConfirmedWithoutSending()
    {
        Gadget ann = m_office->enrol("Ann");
        Gadget bo = m_office->enrol("Bo");
        const QByteArray bytes = randomBytes(1000, 11);
        upload(ann, bytes);
        const Uuid row = attach(ann, bytes);
        QCOMPARE(confirm(bo, bytes, row).status, 200);
        // From then on his own rows give it to others.
        const Uuid own = attach(bo, bytes);
        QCOMPARE(get(m_office->enrol("Ann"), bytes, own).body, bytes);
    }

    void ranges_giveWhatWasAskedFor_data()
    {
        QTest::addColumn<QByteArray>("range");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        const auto row = [](const char *range, int status, int from, int to) {
            QTest::newRow(range) << QByteArray(range) << status << from << to;
        };
        row("bytes=0-0", 206, 0, 1);
        row("bytes=100-199999", 206, 100, 200'000);
        row("bytes=299999-", 206, 299'999, 300'000);
        row("bytes=-10", 206, 299'990, 300'000);
        row("bytes=0-999999999", 206, 0, 300'000);
        row("bytes=300000-", 416, 0, 0);
        row("bytes=5-4", 416, 0, 0);
        row("bytes=0-1,5-6", 200, 0, 300'000);
        row("lines=1-2", 200, 0, 300'000);
        row("bytes=x-y", 200, 0, 300'000);
    }
    void ranges_giveWhatWasAskedFor()
    {
        QFETCH(QByteArray, range);
        QFETCH(int, status);
        QFETCH(int, from);
        QFETCH(int, to);
        const Gadget ann = m_office->enrol("Ann");
        const QByteArray bytes = randomBytes(300'000, 12);
        upload(ann, bytes);
        const Said answer = get(ann, bytes, {}, {{"range", range}});
        QCOMPARE(answer.status, status);
        if (status != 416)
            QCOMPARE(answer.body, bytes.sliced(from, to - from));
    }

    void whatIsNotTusOrNotWellFormed_isRefused()
    {
        const Gadget ann = m_office->enrol("Ann");
        const QByteArray bytes = randomBytes(1000, 13);
        const QByteArray address = create(ann, bytes).header("Location");
        QCOMPARE(ask(ann, "HEAD", address, {}, {}, {}, false).status, 412);
        QCOMPARE(ask(ann, "POST", "/v1/files").status, 400);
        QCOMPARE(ask(ann, "POST", "/v1/files", {{"upload-length", "10"}}).status, 400);
        const QByteArray good = "sha256 " + ContentHash::of(bytes).toHex().toBase64();
        for (const char *length : {"-1", "0", "x", "1.5", "99999999999999999999"})
            QCOMPARE(
                ask(ann, "POST", "/v1/files", {{"upload-length", length}, {"upload-metadata", good}}).status,
                400);
        for (const QByteArray &metadata :
             {QByteArray("sha256"), QByteArray("sha256 !!"), QByteArray("sha256 YQ=="), QByteArray(),
              good + ",note " + QByteArray(5000, 'A')})
            QCOMPARE(ask(ann, "POST", "/v1/files", {{"upload-length", "10"}, {"upload-metadata", metadata}})
                         .status,
                     400);
        const qint64 tooLong = m_vault->limits().bytesMax + 1;
        QCOMPARE(ask(ann, "POST", "/v1/files",
                     {{"upload-length", QByteArray::number(tooLong)}, {"upload-metadata", good}})
                     .status,
                 413);
        QCOMPARE(ask(ann, "PATCH", address, {{"upload-offset", "0"}}, bytes).status, 415);
        QCOMPARE(ask(ann, "PATCH", "/v1/files/nonsense").status, 404);
        QCOMPARE(ask(ann, "PUT", address).status, 405);
        QCOMPARE(get(ann, {}).status, 404);
        QCOMPARE(ask(ann, "GET", "/v1/blob/..%2f..%2fstore.key").status, 404);
        QCOMPARE(ask(ann, "POST", "/v1/blob/x").status, 405);
        const Headers instead{{"content-type", "application/offset+octet-stream"},
                              {"upload-offset", "0"},
                              {"x-http-method-override", "PATCH"}};
        QCOMPARE(ask(ann, "POST", address, instead, bytes).status, 204);
    }

    void uploadsAreFewAPerson_andExpire()
    {
        const Gadget ann = m_office->enrol("Ann");
        BlobVault::Limits limits;
        limits.openUploadsMax = 2;
        restart(limits);
        const QByteArray bytes = randomBytes(100'000, 14);
        const QByteArray first = create(ann, bytes).header("Location");
        QCOMPARE(patch(ann, first, bytes.first(50'000), 0).status, 204);
        QCOMPARE(create(ann, bytes).status, 201);
        QCOMPARE(create(ann, bytes).status, 429);
        QCOMPARE(create(m_office->enrol("Bo"), bytes).status, 201);
        QCOMPARE(ask(ann, "DELETE", first).status, 204);
        QCOMPARE(offset(ann, first), -404);
        const QByteArray again = create(ann, bytes).header("Location");
        QVERIFY(!again.isEmpty());
        m_office->clock.advance(limits.uploadMs + 60'000);
        QCOMPARE(offset(ann, again), -404);
        QCOMPARE(create(ann, bytes).status, 201);
        QCOMPARE(create(ann, bytes).status, 201);
        QCOMPARE(create(ann, bytes).status, 429);
    }

    void laterRequest_takesOverFromOneThatHangs()
    {
        const Gadget ann = m_office->enrol("Ann");
        const QByteArray bytes = randomBytes(200'000, 15);
        const QByteArray address = create(ann, bytes).header("Location");
        const auto found =
            m_vault->upload(ann.device.person, *Uuid::fromText(QString::fromLatin1(address.sliced(10))));
        QVERIFY(found && *found);
        auto hanging = m_vault->goOn(**found, 0);
        QVERIFY(hanging);
        QVERIFY((*hanging)->take(QByteArrayView(bytes).first(90'000)));
        QCOMPARE(offset(ann, address), 90'000);
        QCOMPARE((*hanging)->take("late").error().code, QStringLiteral("attach.overtaken"));
        QCOMPARE(patch(ann, address, bytes.sliced(90'000), 90'000).status, 204);
        QCOMPARE(get(ann, bytes).body, bytes);
    }

    void anotherServer_goesOnWithTheUpload_andTwoAtOnceDoNoHarm()
    {
        if (!dynamic_cast<const PostgresPlace *>(m_office->place.get()))
            QSKIP("one server has one folder");
        const Gadget ann = m_office->enrol("Ann");
        const QByteArray bytes = randomBytes(2'000'000, 16);
        const QByteArray address = create(ann, bytes).header("Location");
        const auto found =
            m_vault->upload(ann.device.person, *Uuid::fromText(QString::fromLatin1(address.sliced(10))));
        const auto other = openVault();
        auto here = m_vault->goOn(**found, 0);
        auto there = other->goOn(**found, 0);
        QVERIFY(here && there);
        QVERIFY((*here)->take(QByteArrayView(bytes).first(600'000)));
        Status late = (*there)->take(QByteArrayView(bytes).first(600'000));
        QCOMPARE(late.error().code, QStringLiteral("attach.overtaken"));
        QVERIFY((*here)->flush());
        auto next = other->goOn(**found, 600'000);
        QVERIFY(next);
        QVERIFY((*next)->take(QByteArrayView(bytes).sliced(600'000)));
        QVERIFY((*next)->flush());
        QVERIFY(other->complete(**found));
        QCOMPARE(get(ann, bytes).body, bytes);
    }

    void bytesLostOrDamagedAtTheServer_areConfirmedToNobody()
    {
        if (dynamic_cast<const PostgresPlace *>(m_office->place.get()))
            QSKIP("files");
        const Gadget ann = m_office->enrol("Ann");
        const QByteArray bytes = randomBytes(200'000, 17);
        upload(ann, bytes);
        const QDir folder(m_folder->path());
        const QString name =
            folder.filePath(folder.entryList({QStringLiteral("*-*-*-*")}, QDir::Files).first());
        QVERIFY(QFile::resize(name, 100'000));
        QCOMPARE(confirm(ann, bytes).status, 404);
        QCOMPARE(get(ann, bytes).status, 404);
        upload(ann, bytes); // whoever has it gives it back
        QCOMPARE(get(ann, bytes).body, bytes);
    }

    void pieceDamagedOnTheServersDisk_meansAllOfItAgain_neverWrongBytes()
    {
        if (dynamic_cast<const PostgresPlace *>(m_office->place.get()))
            QSKIP("files");
        const Gadget ann = m_office->enrol("Ann");
        const QByteArray bytes = randomBytes(400'000, 19);
        const QByteArray address = create(ann, bytes).header("Location");
        QCOMPARE(patch(ann, address, bytes.first(300'000), 0).status, 204);
        QFile held(m_folder->filePath(QString::fromLatin1(address.sliced(10))));
        QVERIFY(held.open(QIODevice::ReadWrite) && held.seek(100'000));
        QCOMPARE(held.write("damage"), 6);
        held.close();
        QCOMPARE(patch(ann, address, bytes.sliced(300'000), 300'000).problem(),
                 QStringLiteral("attach.hash-mismatch"));
        QCOMPARE(confirm(ann, bytes).status, 404);
        upload(ann, bytes);
        QCOMPARE(get(ann, bytes).body, bytes);
    }

    void diskFull_isSaid_andTheUploadGoesOnLater()
    {
        if (dynamic_cast<const PostgresPlace *>(m_office->place.get()))
            QSKIP("files");
        const Gadget ann = m_office->enrol("Ann");
        const QByteArray bytes = randomBytes(900'000, 18);
        const QByteArray address = create(ann, bytes).header("Location");
        QCOMPARE(patch(ann, address, bytes.first(100'000), 0).status, 204);
        struct rlimit before;
        ::getrlimit(RLIMIT_FSIZE, &before);
        struct rlimit tight = before;
        tight.rlim_cur = 400'000;
        ::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &tight);
        const Said refused = patch(ann, address, bytes.sliced(100'000), 100'000);
        ::setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(refused.status, 507);
        QCOMPARE(refused.problem(), QStringLiteral("attach.server-full"));
        const qint64 held = offset(ann, address);
        QVERIFY(held >= 100'000 && held < 400'000);
        QCOMPARE(patch(ann, address, bytes.sliced(held), held).status, 204);
        QCOMPARE(get(ann, bytes).body, bytes);
    }

    void bytesThatNoRowNames_goAfterTheGrace_andNoOthers()
    {
        Gadget ann = m_office->enrol("Ann");
        const QByteArray named = randomBytes(1000, 30);
        const QByteArray deleted = randomBytes(1000, 31);
        const QByteArray nameless = randomBytes(1000, 32);
        for (const QByteArray &bytes : {named, deleted, nameless})
            upload(ann, bytes);
        attach(ann, named);
        const Uuid twice = attach(ann, named);
        const Uuid row = attach(ann, deleted);
        QVERIFY(m_office->push(ann, {m_office->remove(ann, Attachment::kEntityNo, twice),
                                     m_office->remove(ann, Attachment::kEntityNo, row)}));
        QCOMPARE(sweep(), 0);
        m_office->clock.advance(29 * kDayMs);
        restart();
        QCOMPARE(sweep(), 0);
        QCOMPARE(placesHeld(), 3);
        m_office->clock.advance(kDayMs);
        QCOMPARE(sweep(), 2);
        QCOMPARE(placesHeld(), 1);
        QCOMPARE(get(ann, named).body, named);
        QCOMPARE(confirm(ann, deleted, row).status, 404);
        QCOMPARE(confirm(ann, nameless).status, 404);
        m_office->clock.advance(365 * kDayMs);
        QCOMPARE(sweep(), 0);
        QCOMPARE(get(ann, named).body, named);
        // Whoever brings the row back has to bring the bytes back too, and is not told otherwise.
        QVERIFY(m_office->push(ann, {m_office->undelete(ann, Attachment::kEntityNo, row)}));
        QCOMPARE(confirm(ann, deleted, row).status, 404);
        upload(ann, deleted);
        QCOMPARE(get(m_office->enrol("Bo"), deleted, row).body, deleted);
    }

    void bytesNamedAgainOrAskedFor_beginTheirGraceAnew()
    {
        Gadget ann = m_office->enrol("Ann");
        const QByteArray again = randomBytes(1000, 33);
        const QByteArray asked = randomBytes(1000, 34);
        const QByteArray sentAgain = randomBytes(1000, 35);
        for (const QByteArray &bytes : {again, asked, sentAgain})
            upload(ann, bytes);
        QCOMPARE(sweep(), 0);
        m_office->clock.advance(29 * kDayMs);
        const Uuid row = attach(ann, again);
        QCOMPARE(confirm(ann, asked).status, 200);
        upload(m_office->enrol("Cid"), sentAgain);
        QCOMPARE(sweep(), 0);
        QVERIFY(m_office->push(ann, {m_office->remove(ann, Attachment::kEntityNo, row)}));
        m_office->clock.advance(kDayMs);
        QCOMPARE(sweep(), 0);
        m_office->clock.advance(28 * kDayMs);
        QCOMPARE(sweep(), 0);
        QCOMPARE(placesHeld(), 3);
        m_office->clock.advance(2 * kDayMs);
        QCOMPARE(sweep(), 3);
        QCOMPARE(placesHeld(), 0);
    }

    void rowThatComesWhileTheServerSweeps_keepsItsBytes()
    {
        Gadget ann = m_office->enrol("Ann");
        const QByteArray bytes = randomBytes(1000, 36);
        const QByteArray other = randomBytes(1000, 37);
        upload(ann, bytes);
        upload(ann, other);
        QCOMPARE(sweep(), 0);
        m_office->clock.advance(31 * kDayMs);
        Uuid row;
        BusyStore busy(*m_office->store, [&] { row = attach(ann, bytes); });
        QCOMPARE(BlobSweep(busy, *m_vault, m_office->clock).run().value_or(-1), 1);
        QVERIFY(!row.isNull());
        QCOMPARE(get(m_office->enrol("Bo"), bytes, row).body, bytes);
        QCOMPARE(confirm(ann, other).status, 404);
    }

    void runningServer_sweepsByItself()
    {
        const Gadget ann = m_office->enrol("Ann");
        upload(ann, randomBytes(1000, 39));
        Log log(m_office->clock, [](const QByteArray &) {});
        {
            const Housekeeping first(*m_office->store, *m_vault, m_office->clock, log);
            QTRY_VERIFY(m_vault->contents().value().front().unnamedSince.has_value());
        }
        m_office->clock.advance(31 * kDayMs);
        const Housekeeping second(*m_office->store, *m_vault, m_office->clock, log,
                                  std::chrono::milliseconds(5));
        QTRY_COMPARE(placesHeld(), 0);
        // And goes on doing so.
        upload(ann, randomBytes(1000, 40));
        QTRY_VERIFY(m_vault->contents().value().front().unnamedSince.has_value());
    }

    void uploadNeverFinished_isSwept_whenItsTimeIsOver()
    {
        const Gadget ann = m_office->enrol("Ann");
        const QByteArray bytes = randomBytes(600'000, 38);
        const QByteArray address = create(ann, bytes).header("Location");
        QCOMPARE(patch(ann, address, bytes.first(300'000), 0).status, 204);
        m_office->clock.advance(6 * kDayMs);
        QCOMPARE(sweep(), 0);
        QCOMPARE(placesHeld(), 1);
        m_office->clock.advance(2 * kDayMs);
        QCOMPARE(sweep(), 0);
        QCOMPARE(placesHeld(), 0);
        QCOMPARE(offset(ann, address), -404);
    }

    void anyCutsAndRestarts_endWithTheBytesAsTheyWere()
    {
        const Gadget ann = m_office->enrol("Ann");
        for (int life = 0; life < 10; ++life) {
            const QByteArray bytes = randomBytes(1 + qsizetype(m_random() % 700'000), 100 + quint32(life));
            const QByteArray address = create(ann, bytes).header("Location");
            for (int step = 0; step < 40; ++step) {
                const qint64 at = offset(ann, address);
                QVERIFY2(at >= 0, qPrintable(QStringLiteral("life %1 step %2").arg(life).arg(step)));
                if (at == bytes.size())
                    break;
                const qsizetype left = bytes.size() - at;
                const qsizetype sent = 1 + qsizetype(m_random() % quint32(left));
                if (m_random() % 3 == 0)
                    (void)patch(ann, address, bytes.sliced(at, sent), at,
                                qsizetype(m_random() % quint32(sent + 1)));
                else
                    QCOMPARE(patch(ann, address, bytes.sliced(at, sent), at).status, 204);
                if (m_random() % 7 == 0)
                    restart();
            }
            QCOMPARE(patch(ann, address, {}, offset(ann, address)).status == 409, true);
            QCOMPARE(get(ann, bytes).body, bytes);
        }
    }
};

QTEST_GUILESS_MAIN(AttachmentsTest)
#include "attachments_test.moc"
