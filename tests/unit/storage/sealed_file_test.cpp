// SPDX-License-Identifier: Apache-2.0
#include "core/storage/sealed/sealed_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <random>
#include <sys/resource.h>

using namespace legwork;
using namespace legwork::sealed;

namespace {

constexpr quint32 kSeed = 7;

QByteArray randomBytes(qsizetype size, quint32 seed = kSeed)
{
    std::mt19937 random(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(random());
    return bytes;
}

} // namespace

class SealedFileTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    SecretKey m_key = SecretKey::generate();
    QString path() const { return m_folder.filePath(QStringLiteral("file")); }

    Status written(const QByteArray &content, qsizetype step)
    {
        QFile::remove(path());
        auto writer = Writer::create(path(), m_key);
        if (!writer)
            return forward(writer);
        for (qsizetype at = 0; at < content.size(); at += step) {
            if (auto done =
                    (*writer)->write(QByteArrayView(content).sliced(at, std::min(step, content.size() - at)));
                !done)
                return done;
        }
        return (*writer)->flush();
    }
    Result<QByteArray> all(const SecretKey &key) const
    {
        auto reader = Reader::open(path(), key);
        if (!reader)
            return forward(reader);
        QByteArray content;
        for (;;) {
            const auto piece = (*reader)->read(content.size(), 10'000);
            if (!piece)
                return forward(piece);
            if (piece->isEmpty())
                return content;
            content += *piece;
        }
    }
    QByteArray raw() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void setRaw(const QByteArray &bytes)
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

private Q_SLOTS:
    void contentOfAnyLength_comesBackAsItWas_andLiesInNoPlainText_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 65'535, 65'536, 65'537, 200'000, 131'072})
            QTest::addRow("%d bytes", size) << size;
    }
    void contentOfAnyLength_comesBackAsItWas_andLiesInNoPlainText()
    {
        QFETCH(int, size);
        const QByteArray canary("CANARY-plain-text-must-not-reach-the-disk");
        const QByteArray content =
            size > 1000 ? canary + randomBytes(size - canary.size()) : randomBytes(size);
        for (const qsizetype step : {1'000, 65'536, 1'000'000}) {
            QVERIFY(written(content, step));
            QCOMPARE(all(m_key).value(), content);
            QVERIFY(!raw().contains(canary));
        }
        QCOMPARE(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void anyByteChanged_isFoundOut()
    {
        const QByteArray content = randomBytes(150'000);
        QVERIFY(written(content, 65'536));
        const QByteArray good = raw();
        for (qsizetype at = 0; at < good.size(); at += at < 100 ? 1 : 997) {
            if (at > 4 && at < 16)
                continue; // says nothing
            QByteArray bad = good;
            bad[at] = char(bad[at] ^ 0x10);
            setRaw(bad);
            const auto read = all(m_key);
            QVERIFY2(!read, qPrintable(QString::number(at)));
            QCOMPARE(read.error().code, QStringLiteral("storage.file-damaged"));
        }
    }

    void piecesSwapped_orOfAnotherFile_areFoundOut()
    {
        const QByteArray content = randomBytes(3 * kPieceBytes);
        QVERIFY(written(content, kPieceBytes));
        const QByteArray good = raw();
        const qsizetype record = kPieceBytes + AesGcm::kOverheadBytes;
        setRaw(good.first(48) + good.mid(48 + record, record) + good.mid(48, record)
               + good.mid(48 + 2 * record));
        QCOMPARE(all(m_key).error().code, QStringLiteral("storage.file-damaged"));
        QVERIFY(written(content, kPieceBytes));
        setRaw(raw().first(48) + good.mid(48));
        QCOMPARE(all(m_key).error().code, QStringLiteral("storage.file-damaged"));
    }

    void anotherKey_opensNothing()
    {
        QVERIFY(written(randomBytes(10), 10));
        QCOMPARE(all(SecretKey::generate()).error().code, QStringLiteral("storage.file-damaged"));
    }

    void cutOffAnywhere_goesOnAfterTheLastWholePiece_andEndsAsItShould()
    {
        const QByteArray content = randomBytes(3 * kPieceBytes + 1234);
        QVERIFY(written(content, 50'000));
        const QByteArray whole = raw();
        std::mt19937 random(kSeed);
        for (int i = 0; i < 60; ++i) {
            const qsizetype cut = qsizetype(random() % quint32(whole.size()));
            setRaw(whole.first(cut));
            auto writer = Writer::resume(path(), m_key);
            if (cut < 48) {
                QCOMPARE(writer.error().code, QStringLiteral("storage.file-damaged"));
                continue;
            }
            QVERIFY(writer);
            const qint64 held = (*writer)->size();
            QVERIFY(held <= cut && cut - held <= kPieceBytes + 200);
            QVERIFY((*writer)->write(QByteArrayView(content).sliced(held)));
            QVERIFY((*writer)->flush());
            writer->reset();
            QCOMPARE(all(m_key).value(), content);
        }
    }

    void goneOnWithManyTimes_inBitsOfAnySize_endsAsItShould()
    {
        const QByteArray content = randomBytes(300'000);
        std::mt19937 random(kSeed);
        QFile::remove(path());
        auto writer = Writer::create(path(), m_key);
        QVERIFY(writer);
        qsizetype at = 0;
        while (at < content.size()) {
            const qsizetype step = std::min<qsizetype>(1 + random() % 40'000, content.size() - at);
            QVERIFY((*writer)->write(QByteArrayView(content).sliced(at, step)));
            at += step;
            if (random() % 2 == 0) {
                QVERIFY((*writer)->flush());
                writer->reset();
                writer = Writer::resume(path(), m_key);
                QVERIFY(writer);
                QCOMPARE((*writer)->size(), at);
            }
        }
        QVERIFY((*writer)->flush());
        QCOMPARE(all(m_key).value(), content);
    }

    void cutBack_forgetsTheRest_alsoAcrossPieces()
    {
        const QByteArray content = randomBytes(3 * kPieceBytes);
        for (const qint64 size : {qint64(0), qint64(10), kPieceBytes, kPieceBytes + 1, 2 * kPieceBytes + 5}) {
            QFile::remove(path());
            auto writer = Writer::create(path(), m_key);
            QVERIFY((*writer)->write(content));
            QVERIFY((*writer)->flush());
            QVERIFY((*writer)->cutTo(size));
            QCOMPARE((*writer)->size(), size);
            QVERIFY((*writer)->write("end"));
            QVERIFY((*writer)->flush());
            QCOMPARE(all(m_key).value(), content.first(size) + "end");
        }
    }

    void diskFull_isSaid_andWhatWasFlushedStays()
    {
        QFile::remove(path());
        auto writer = Writer::create(path(), m_key);
        const QByteArray content = randomBytes(100'000);
        QVERIFY((*writer)->write(content));
        QVERIFY((*writer)->flush());
        struct rlimit before;
        ::getrlimit(RLIMIT_FSIZE, &before);
        struct rlimit tight = before;
        tight.rlim_cur = 150'000;
        ::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &tight);
        const Status refused = (*writer)->write(randomBytes(200'000));
        ::setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, QStringLiteral("storage.full"));
        writer->reset();
        writer = Writer::resume(path(), m_key);
        QVERIFY(writer);
        const qint64 held = (*writer)->size();
        QVERIFY(held >= kPieceBytes);
        QVERIFY((*writer)->cutTo(std::min<qint64>(held, content.size())));
        QVERIFY((*writer)->flush());
        QCOMPARE(all(m_key).value(), content.first(std::min<qint64>(held, content.size())));
    }
};

QTEST_GUILESS_MAIN(SealedFileTest)
#include "sealed_file_test.moc"
