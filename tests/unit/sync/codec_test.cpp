// SPDX-License-Identifier: Apache-2.0
#include "core/schema/codec.h"
#include "tests/unit/sync/message_generators.h"

#include <QCborStreamWriter>
#include <QTest>
#include <QtEndian>

using namespace legwork;
using namespace legwork::sync;

namespace {

/// A frame around CBOR that `write` makes, for messages that our own writer would never write.
template<class Write>
QByteArray frameOf(FrameType type, Write write)
{
    QByteArray content;
    QCborStreamWriter writer(&content);
    write(writer);
    const QByteArray payload = qCompress(content).sliced(4);
    QByteArray frame("LW\0\0\0\0\0\0", 8);
    frame[2] = char(type);
    qToBigEndian(quint32(payload.size()), frame.data() + 4);
    return frame + payload;
}

bool isTyped(const Error &error)
{
    static const QStringList codes{QStringLiteral("wire.truncated"), QStringLiteral("wire.malformed"),
                                   QStringLiteral("wire.too-large"), QStringLiteral("wire.not-legwork"),
                                   QStringLiteral("wire.version")};
    return codes.contains(error.code);
}

QString codeOf(const QByteArray &frame)
{
    const auto decoded = decodeSingle(frame);
    return decoded ? QStringLiteral("decoded") : decoded.error().code;
}

} // namespace

class CodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMessage_roundTrips();
    void stream_cutAnywhere_yieldsTheSameMessages();
    void everyTruncation_isTyped();
    void everyFlippedByte_isTypedOrTheSameMessage();
    void randomBytes_areTyped();
    void operationsAndOutcomes_roundTripAlone();
    void logInPage_isNotLegwork();
    void unknownFrameType_asksForUpdate();
    void announcedLength_isNotTrusted();
    void bombOfZeroes_isTooLarge();
    void bombOfEmptyEdits_isRefusedWithoutMemory();
    void bombOfNestedArrays_isRefused();
    void trailingBytes_areRefused();
    void fieldNamedTwice_isRefused();
    void itemsAddedByNewerVersion_areSkipped();
    void recordsOfAnOlderVersion_areRead();
    void longestPackedValue_fits_andOneByteMoreDoesNot();
};

void CodecTest::everyMessage_roundTrips()
{
    QVERIFY(rc::check("decoding an encoded message gives it back", [] {
        const Message message = random::message();
        const auto decoded = decodeSingle(encode(message));
        RC_ASSERT(decoded.has_value());
        RC_ASSERT(*decoded == message);
    }));
}

void CodecTest::stream_cutAnywhere_yieldsTheSameMessages()
{
    QVERIFY(rc::check("the pieces in which bytes arrive do not matter", [] {
        std::vector<Message> sent;
        QByteArray stream;
        for (int i = 0; i < 3; ++i) {
            sent.push_back(random::message());
            stream += encode(sent.back());
        }
        FrameReader reader;
        std::vector<Message> got;
        for (qsizetype at = 0; at < stream.size();) {
            const qsizetype length = std::min<qsizetype>(*rc::gen::inRange(1, 200), stream.size() - at);
            reader.append(QByteArrayView(stream).sliced(at, length));
            at += length;
            for (auto next = reader.next(); next && *next; next = reader.next())
                got.push_back(std::move(**next));
        }
        RC_ASSERT(got == sent);
        RC_ASSERT(reader.pending() == 0);
    }));
}

void CodecTest::everyTruncation_isTyped()
{
    QVERIFY(rc::check("a frame cut short is truncated", [] {
        const QByteArray frame = encode(random::message());
        for (qsizetype length = 0; length < frame.size(); ++length) {
            const auto decoded = decodeSingle(frame.first(length));
            RC_ASSERT(!decoded.has_value());
            RC_ASSERT(decoded.error().code == QStringLiteral("wire.truncated"));
        }
    }));
}

void CodecTest::everyFlippedByte_isTypedOrTheSameMessage()
{
    QVERIFY(rc::check("a damaged frame never decodes into another message", [] {
        const Message message = random::message();
        QByteArray frame = encode(message);
        const auto at = *rc::gen::inRange<qsizetype>(0, frame.size());
        frame[at] = char(frame[at] ^ *rc::gen::inRange(1, 256));
        const auto decoded = decodeSingle(frame);
        if (decoded) {
            // The reserved byte, the frame type and the two bytes of zlib's own head are outside the checksum. A wrong
            // type can only be taken for a message of the same shape; the others change nothing of what is said.
            RC_ASSERT(at == 2 || *decoded == message);
        } else {
            RC_ASSERT(isTyped(decoded.error()));
        }
    }));
}

void CodecTest::randomBytes_areTyped()
{
    QVERIFY(rc::check("noise in a well-made frame is refused by name", [] {
        const auto noise = *rc::gen::container<std::vector<quint8>>(rc::gen::arbitrary<quint8>());
        const QByteArray bytes(reinterpret_cast<const char *>(noise.data()), qsizetype(noise.size()));
        const QByteArray payload = qCompress(bytes).sliced(4);
        QByteArray frame("LW\0\0\0\0\0\0", 8);
        frame[2] = char(*rc::gen::inRange(1, 10));
        qToBigEndian(quint32(payload.size()), frame.data() + 4);
        const auto decoded = decodeSingle(frame + payload);
        RC_ASSERT(decoded || isTyped(decoded.error()));
        const auto bare = decodeSingle(bytes);
        RC_ASSERT(!bare && isTyped(bare.error()));
    }));
}

void CodecTest::operationsAndOutcomes_roundTripAlone()
{
    QVERIFY(rc::check("what a log keeps can be read again", [] {
        const Operation operation = random::operation();
        const auto readOperation = decodeOperation(encodeOperation(operation));
        RC_ASSERT(readOperation && *readOperation == operation);
        const Outcome outcome = random::outcome();
        const auto readOutcome = decodeOutcome(encodeOutcome(outcome));
        RC_ASSERT(readOutcome && *readOutcome == outcome);
    }));
}

void CodecTest::logInPage_isNotLegwork()
{
    QCOMPARE(codeOf("<!DOCTYPE html><html>"), QStringLiteral("wire.not-legwork"));
    QCOMPARE(codeOf("L<"), QStringLiteral("wire.not-legwork"));
    QCOMPARE(decodeSingle("<html>").error().advice, Advice::Retry);
}

void CodecTest::unknownFrameType_asksForUpdate()
{
    const auto decoded = decodeSingle(frameOf(FrameType(200), [](QCborStreamWriter &w) { w.append(1); }));
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().code, QStringLiteral("wire.version"));
    QCOMPARE(decoded.error().advice, Advice::Update);
}

void CodecTest::announcedLength_isNotTrusted()
{
    QByteArray frame("LW\1\0", 4);
    QCOMPARE(codeOf(frame + QByteArray("\xff\xff\xff\xff", 4)), QStringLiteral("wire.too-large"));
    // An array that claims four thousand million operations and has none.
    const auto liar = [](QCborStreamWriter &w) { w.startArray(0xffffffffu); };
    QCOMPARE(codeOf(frameOf(FrameType::Operations, liar)), QStringLiteral("wire.malformed"));
}

void CodecTest::bombOfZeroes_isTooLarge()
{
    const QByteArray payload = qCompress(QByteArray(kFrameDecodedMax + 1, '\0'), 9).sliced(4);
    QByteArray frame("LW\2\0\0\0\0\0", 8);
    qToBigEndian(quint32(payload.size()), frame.data() + 4);
    QVERIFY(payload.size() < 64 * 1024);
    QCOMPARE(codeOf(frame + payload), QStringLiteral("wire.too-large"));
}

void CodecTest::bombOfEmptyEdits_isRefusedWithoutMemory()
{
    std::vector<Operation> operations(2000);
    for (Operation &operation : operations) {
        operation.opNo = operation.entityNo = 1;
        for (int fieldNo = 1; fieldNo <= int(kFieldsPerRowMax); ++fieldNo)
            operation.fields.push_back({fieldNo, {}, {}});
    }
    const QByteArray frame = encode(operations);
    QVERIFY2(frame.size() < 1024 * 1024, qPrintable(QString::number(frame.size())));
    QCOMPARE(codeOf(frame), QStringLiteral("wire.malformed"));
    operations.resize(kCellsPerFrameMax / kFieldsPerRowMax);
    QCOMPARE(codeOf(encode(operations)), QStringLiteral("decoded"));
}

void CodecTest::bombOfNestedArrays_isRefused()
{
    // Ten thousand arrays in one another, where a newer version might add an item.
    const auto nested = [](QCborStreamWriter &w) {
        w.startArray(4);
        w.append(QLatin1String("code"));
        w.append(0);
        w.startArray(0);
        w.endArray();
        for (int i = 0; i < 10'000; ++i)
            w.startArray(1);
        w.append(1);
        for (int i = 0; i < 10'001; ++i)
            w.endArray();
    };
    QCOMPARE(codeOf(frameOf(FrameType::Problem, nested)), QStringLiteral("wire.malformed"));
}

void CodecTest::trailingBytes_areRefused()
{
    const QByteArray frame = encode(SyncEnd{});
    QCOMPARE(codeOf(frame + frame), QStringLiteral("wire.malformed"));
    const auto two = [](QCborStreamWriter &w) {
        w.startArray(0);
        w.endArray();
        w.append(1);
    };
    QCOMPARE(codeOf(frameOf(FrameType::Operations, two)), QStringLiteral("wire.malformed"));
}

void CodecTest::fieldNamedTwice_isRefused()
{
    Operation operation;
    operation.opNo = operation.entityNo = 1;
    operation.fields = {{3, qint64(1), {}}, {3, qint64(2), {}}};
    QCOMPARE(codeOf(encode(std::vector{operation})), QStringLiteral("wire.malformed"));
}

void CodecTest::itemsAddedByNewerVersion_areSkipped()
{
    const auto longer = [](QCborStreamWriter &w) {
        w.startArray(5);
        w.append(QLatin1String("sync.gap"));
        w.append(0);
        w.startArray(1);
        w.append(QLatin1String("7"));
        w.endArray();
        w.startMap(1);
        w.append(1);
        w.append(2);
        w.endMap();
        w.append(true);
        w.endArray();
    };
    const auto decoded = decodeSingle(frameOf(FrameType::Problem, longer));
    QVERIFY(decoded);
    QVERIFY(*decoded == Message(Problem{QStringLiteral("sync.gap"), 0, {QStringLiteral("7")}}));
}

void CodecTest::recordsOfAnOlderVersion_areRead()
{
    const Uuid epoch = Uuid::derive("codec", "epoch");
    const auto shorter = [&](QCborStreamWriter &w) {
        w.startArray(3);
        w.append(epoch.toBytes());
        w.append(7);
        w.startArray(0);
        w.endArray();
        w.endArray();
    };
    const auto decoded = decodeSingle(frameOf(FrameType::Scopes, shorter));
    QVERIFY(decoded);
    QVERIFY(*decoded == Message(ScopeList{epoch, 7, {}, 0}));
}

void CodecTest::longestPackedValue_fits_andOneByteMoreDoesNot()
{
    const Packed packed = Packed::of(QString(kValueBytesMax, u'a'));
    Operation operation;
    operation.opNo = operation.entityNo = 1;
    operation.fields = {{1, packed.bytes, {}}};
    QCOMPARE(codeOf(encode(std::vector{operation})), QStringLiteral("decoded"));
    operation.fields = {{1, QByteArray(kPackedBytesMax + 1, 'a'), {}}};
    QCOMPARE(codeOf(encode(std::vector{operation})), QStringLiteral("wire.malformed"));
}

QTEST_APPLESS_MAIN(CodecTest)
#include "codec_test.moc"
