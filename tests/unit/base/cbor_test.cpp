// SPDX-License-Identifier: Apache-2.0
#include "core/base/cbor_writer.h"
#include "core/base/cell_column.h"
#include "tests/support/generators.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>
#include <QTest>

#include <cmath>

using namespace legwork;

namespace {
constexpr qsizetype kBytesMax = 1000;

QByteArray encoded(const Value &value)
{
    QByteArray bytes;
    QCborStreamWriter writer(&bytes);
    cbor::write(writer, value);
    return bytes;
}

std::optional<Value> decoded(const QByteArray &bytes, qsizetype bytesMax = kBytesMax)
{
    QCborStreamReader reader(bytes);
    return cbor::read(reader, bytesMax);
}
} // namespace

class CborTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyValue_roundTrips_andTheReaderStandsBehindIt();
    void encoding_isTheOneOfTheStandard_data();
    void encoding_isTheOneOfTheStandard();
    void notAValue_isRefused_data();
    void notAValue_isRefused();
    void anyBytes_areReadOrRefused_neverMore();
    void stringOverTheLimit_isRefused_atTheLimitRead();
    void stringInChunks_isReadWhole();
    void infinitiesAndNegativeZero_areKept();
    void flatReader_agreesWithTheOther_onAnyBytes();
    void flatWriter_writesWhatTheOtherWrites();
    void cells_comeBackFromTheirBytes_andOnlyFromThose();
    void cellsOfNoise_areRefused_data();
    void cellsOfNoise_areRefused();
};

void CborTest::anyValue_roundTrips_andTheReaderStandsBehindIt()
{
    QVERIFY(rc::check("value followed by a marker", [] {
        const Value value = *gen::value();
        const QByteArray pair = '\x82' + encoded(value) + encoded(Value(qint64(7)));
        QCborStreamReader reader(pair);
        RC_ASSERT(reader.enterContainer());
        const auto back = cbor::read(reader, 1'000'000);
        RC_ASSERT(back.has_value());
        RC_ASSERT(*back == value);
        const auto marker = cbor::read(reader, 0);
        RC_ASSERT(marker.has_value());
        RC_ASSERT(*marker == Value(qint64(7)));
    }));
}

void CborTest::encoding_isTheOneOfTheStandard_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<Value>("value");
    // From RFC 8949, appendix A.
    QTest::newRow("null") << QByteArray("f6") << Value();
    QTest::newRow("zero") << QByteArray("00") << Value(qint64(0));
    QTest::newRow("24") << QByteArray("1818") << Value(qint64(24));
    QTest::newRow("1000000000000") << QByteArray("1b000000e8d4a51000") << Value(qint64(1'000'000'000'000));
    QTest::newRow("-1") << QByteArray("20") << Value(qint64(-1));
    QTest::newRow("-1000") << QByteArray("3903e7") << Value(qint64(-1000));
    QTest::newRow("1.1") << QByteArray("fb3ff199999999999a") << Value(1.1);
    QTest::newRow("text") << QByteArray("63e6b0b4") << Value(QStringLiteral("\u6c34"));
    QTest::newRow("no text") << QByteArray("60") << Value(QString());
    QTest::newRow("bytes") << QByteArray("4401020304") << Value(QByteArray("\1\2\3\4"));
    QTest::newRow("greatest") << QByteArray("1b7fffffffffffffff")
                              << Value(std::numeric_limits<qint64>::max());
    QTest::newRow("least") << QByteArray("3b7fffffffffffffff") << Value(std::numeric_limits<qint64>::min());
}

void CborTest::encoding_isTheOneOfTheStandard()
{
    QFETCH(QByteArray, hex);
    QFETCH(Value, value);
    QCOMPARE(encoded(value).toHex(), hex);
    const QByteArray bytes = QByteArray::fromHex(hex);
    const auto back = decoded(bytes);
    QVERIFY(back);
    QVERIFY(*back == value);
    const QByteArray longer = bytes + "more"; // items point into it
    const auto item = cbor::firstItem(longer);
    QVERIFY(item);
    QCOMPARE(item->size, bytes.size());
    QVERIFY(cbor::valueOf(*item) == value);
}

void CborTest::notAValue_isRefused_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("true") << QByteArray("f5");
    QTest::newRow("undefined") << QByteArray("f7");
    QTest::newRow("array") << QByteArray("8101");
    QTest::newRow("map") << QByteArray("a10102");
    QTest::newRow("tagged text") << QByteArray("c060");
    QTest::newRow("half-precision real") << QByteArray("f93c00");
    QTest::newRow("single-precision real") << QByteArray("fa3f800000");
    QTest::newRow("one above the greatest") << QByteArray("1b8000000000000000");
    QTest::newRow("one below the least") << QByteArray("3b8000000000000000");
    QTest::newRow("greatest unsigned") << QByteArray("1bffffffffffffffff");
    QTest::newRow("least negative") << QByteArray("3bffffffffffffffff");
    QTest::newRow("integer cut short") << QByteArray("19");
    QTest::newRow("real cut short") << QByteArray("fb3ff199");
    QTest::newRow("text cut short") << QByteArray("63e6b0");
    QTest::newRow("text announced far too long") << QByteArray("7b7fffffffffffffff61");
    QTest::newRow("bytes announced far too long") << QByteArray("5b00000001000000006161");
    QTest::newRow("chunk announced far too long") << QByteArray("5f5a7fffffff6161ff");
    QTest::newRow("chunks without end") << QByteArray("7f6161");
    QTest::newRow("bytes among text chunks") << QByteArray("7f616141ffff");
    QTest::newRow("no UTF-8") << QByteArray("62fffe");
    QTest::newRow("overlong UTF-8") << QByteArray("62c080");
    QTest::newRow("surrogate in UTF-8") << QByteArray("63eda080");
    QTest::newRow("reserved head") << QByteArray("1c");
}

void CborTest::notAValue_isRefused()
{
    QFETCH(QByteArray, hex);
    QVERIFY(!decoded(QByteArray::fromHex(hex)));
}

void CborTest::anyBytes_areReadOrRefused_neverMore()
{
    QVERIFY(rc::check("what is read from noise reads back the same", [] {
        const QByteArray noise = *gen::bytes();
        const auto value = decoded(noise);
        if (value && !(std::holds_alternative<double>(*value) && std::isnan(std::get<double>(*value))))
            RC_ASSERT(decoded(encoded(*value)) == value);
    }));
}

void CborTest::stringOverTheLimit_isRefused_atTheLimitRead()
{
    const Value text(QString(kBytesMax, QLatin1Char('a')));
    const Value bytes(QByteArray(kBytesMax, 'b'));
    QVERIFY(decoded(encoded(text)) == text);
    QVERIFY(decoded(encoded(bytes)) == bytes);
    QVERIFY(!decoded(encoded(text), kBytesMax - 1));
    QVERIFY(!decoded(encoded(bytes), kBytesMax - 1));
    // The same in two chunks, whose lengths are announced one by one.
    const QByteArray half(kBytesMax / 2, 'c');
    const QByteArray chunked =
        QByteArray::fromHex("5f") + encoded(Value(half)) + encoded(Value(half)) + '\xff';
    QVERIFY(decoded(chunked) == Value(half + half));
    QVERIFY(!decoded(chunked, kBytesMax - 1));
}

void CborTest::stringInChunks_isReadWhole()
{
    QVERIFY(decoded(QByteArray::fromHex("7f657374726561646d696e67ff")) == Value(QStringLiteral("streaming")));
    QVERIFY(decoded(QByteArray::fromHex("5f42010243030405ff")) == Value(QByteArray("\1\2\3\4\5")));
    QVERIFY(decoded(QByteArray::fromHex("7fff")) == Value(QString()));
}

void CborTest::infinitiesAndNegativeZero_areKept()
{
    const double infinity = std::numeric_limits<double>::infinity();
    QVERIFY(decoded(encoded(Value(-infinity))) == Value(-infinity));
    const auto zero = decoded(encoded(Value(-0.0)));
    QVERIFY(zero);
    QVERIFY(std::signbit(std::get<double>(*zero)));
}

void CborTest::flatReader_agreesWithTheOther_onAnyBytes()
{
    using Kind = cbor::Item::Kind;
    QVERIFY(rc::check("a definite value of one is a value of the other", [] {
        const QByteArray bytes = *rc::gen::oneOf(gen::bytes(), rc::gen::map(gen::value(), encoded));
        const auto value = decoded(bytes, 1'000'000);
        const auto item = cbor::firstItem(bytes);
        const bool isChunked = !bytes.isEmpty() && (quint8(bytes[0]) == 0x5f || quint8(bytes[0]) == 0x7f);
        if (value && !isChunked && !(item && item->kind == Kind::Real && std::isnan(item->real))) {
            RC_ASSERT(item.has_value());
            RC_ASSERT(cbor::valueOf(*item) == *value);
        }
        const bool isValue = item && item->kind != Kind::Array && item->kind != Kind::Undefined
                             && (item->kind != Kind::Text || item->string.isValidUtf8());
        RC_ASSERT(isValue == (value && !isChunked));
    }));
}

void CborTest::flatWriter_writesWhatTheOtherWrites()
{
    QVERIFY(rc::check("an array of any value and any number", [] {
        const Value value = *gen::value();
        const auto number = *rc::gen::arbitrary<qint64>();
        QByteArray flat("before");
        cbor::FlatWriter writer(flat);
        writer.array(3);
        writer.value(value);
        writer.integer(number);
        writer.null();
        QByteArray other("before");
        {
            QByteArray items;
            QCborStreamWriter qt(&items);
            qt.startArray(3);
            cbor::write(qt, value);
            qt.append(number);
            qt.appendNull();
            qt.endArray();
            other += items;
        }
        RC_ASSERT(flat == other);
    }));
    for (const qint64 number :
         {qint64(23), qint64(24), qint64(255), qint64(256), qint64(65'535), qint64(65'536),
          qint64(4'294'967'295), qint64(4'294'967'296), std::numeric_limits<qint64>::max(),
          std::numeric_limits<qint64>::min(), qint64(-24), qint64(-25)}) {
        QByteArray flat;
        cbor::FlatWriter(flat).integer(number);
        QCOMPARE(flat, encoded(Value(number)));
    }
}

void CborTest::cells_comeBackFromTheirBytes_andOnlyFromThose()
{
    QVERIFY(rc::check("a column, whole and cut", [] {
        CellColumn cells;
        std::vector<std::optional<Value>> values;
        const auto count = *rc::gen::inRange(0, 9);
        for (int i = 0; i < count; ++i) {
            values.push_back(*rc::gen::inRange(0, 3) == 0 ? std::optional<Value>() : *gen::value());
            cells.append(values.back());
        }
        const auto back = CellColumn::fromBytes(cells.bytes(), values.size(), 1'000'000);
        RC_ASSERT(back.has_value());
        RC_ASSERT(*back == cells);
        for (size_t i = 0; i < values.size(); ++i) {
            RC_ASSERT(back->has(i) == values[i].has_value());
            RC_ASSERT((*back)[i] == values[i]);
        }
        RC_ASSERT(!CellColumn::fromBytes(cells.bytes(), values.size() + 1, 1'000'000));
        RC_ASSERT(!CellColumn::fromBytes(cells.bytes() + '\xf6', values.size(), 1'000'000));
        if (!values.empty())
            RC_ASSERT(!CellColumn::fromBytes(cells.bytes().chopped(1), values.size(), 1'000'000));
    }));
}

void CborTest::cellsOfNoise_areRefused_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("array") << QByteArray("80");
    QTest::newRow("true") << QByteArray("f5");
    QTest::newRow("no UTF-8") << QByteArray("62fffe");
    QTest::newRow("chunks") << QByteArray("7f6161ff");
    QTest::newRow("announced far too long") << QByteArray("7b7fffffffffffffff61");
    QTest::newRow("over the limit") << encoded(Value(QByteArray(kBytesMax + 1, 'b'))).toHex();
}

void CborTest::cellsOfNoise_areRefused()
{
    QFETCH(QByteArray, hex);
    QVERIFY(!CellColumn::fromBytes(QByteArray::fromHex(hex), 1, kBytesMax));
}

QTEST_APPLESS_MAIN(CborTest)
#include "cbor_test.moc"
