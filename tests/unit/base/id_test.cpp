// SPDX-License-Identifier: Apache-2.0
#include "core/base/id.h"

#include <QSet>
#include <QTest>

#include <thread>
#include <vector>

using namespace legwork;

class IdTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void generated_carriesVersionSevenAndTime();
    void generatedInOrder_sortInOrder();
    void generatedByFourThreads_areAllDifferent();
    void derived_dependsOnLabelAndParts_andOnNothingElse();
    void derived_matchesSha256ComputedElsewhere();
    void text_roundTrips_andIsCanonical();
    void bytes_roundTrip_andOtherLengthsAreRefused();
    void malformedText_isRefused_data();
    void malformedText_isRefused();
    void defaultMade_isNull_alsoThroughText();
};

void IdTest::generated_carriesVersionSevenAndTime()
{
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const QByteArray bytes = Uuid::generate().toBytes();
    const qint64 after = QDateTime::currentMSecsSinceEpoch();
    QCOMPARE(quint8(bytes[6]) >> 4, 7);
    QCOMPARE(quint8(bytes[8]) >> 6, 2);
    qint64 ms = 0;
    for (int i = 0; i < 6; ++i)
        ms = (ms << 8) | quint8(bytes[i]);
    QVERIFY2(before <= ms && ms <= after + 1, qPrintable(QString::number(ms)));
}

void IdTest::generatedInOrder_sortInOrder()
{
    Uuid last = Uuid::generate();
    for (int i = 0; i < 20'000; ++i) {
        const Uuid next = Uuid::generate();
        QVERIFY(last < next);
        last = next;
    }
}

void IdTest::generatedByFourThreads_areAllDifferent()
{
    constexpr int kEach = 5'000;
    std::vector<std::vector<Uuid>> made(4);
    std::vector<std::thread> threads;
    for (auto &mine : made) {
        threads.emplace_back([&mine] {
            for (int i = 0; i < kEach; ++i)
                mine.push_back(Uuid::generate());
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QSet<Uuid> all;
    for (const auto &mine : made) {
        for (const Uuid &id : mine)
            all.insert(id);
    }
    QCOMPARE(all.size(), 4 * kEach);
}

void IdTest::derived_dependsOnLabelAndParts_andOnNothingElse()
{
    const Uuid one = Uuid::derive("answer", "run1item1");
    QCOMPARE(Uuid::derive("answer", "run1item1"), one);
    QVERIFY(Uuid::derive("answer", "run1item2") != one);
    QVERIFY(Uuid::derive("other", "run1item1") != one);
    // The border between label and parts counts.
    QVERIFY(Uuid::derive("answerr", "un1item1") != one);
    QCOMPARE(quint8(one.toBytes()[6]) >> 4, 8);
    QCOMPARE(quint8(one.toBytes()[8]) >> 6, 2);
}

void IdTest::derived_matchesSha256ComputedElsewhere()
{
    // printf 'answer\0abc' | openssl dgst -sha256, first 16 bytes, version and variant bits set by hand.
    QCOMPARE(Uuid::derive("answer", "abc").toText(), QStringLiteral("a64f5ce0-58ed-8808-a592-72fb936bbe6b"));
}

void IdTest::text_roundTrips_andIsCanonical()
{
    const QString text = QStringLiteral("01890a5d-ac96-774b-bcce-b302099a8057");
    const auto id = Uuid::fromText(text);
    QVERIFY(id);
    QCOMPARE(id->toText(), text);
    const auto upper = Uuid::fromText(text.toUpper());
    QVERIFY(upper);
    QCOMPARE(*upper, *id);
}

void IdTest::bytes_roundTrip_andOtherLengthsAreRefused()
{
    const Uuid id = Uuid::generate();
    const auto back = Uuid::fromBytes(id.toBytes());
    QVERIFY(back);
    QCOMPARE(*back, id);
    QVERIFY(!Uuid::fromBytes(QByteArray(15, 'x')));
    QVERIFY(!Uuid::fromBytes(QByteArray(17, 'x')));
    QVERIFY(!Uuid::fromBytes(QByteArray()));
}

void IdTest::malformedText_isRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("too short") << QStringLiteral("01890a5d-ac96-774b-bcce-b302099a805");
    QTest::newRow("too long") << QStringLiteral("01890a5d-ac96-774b-bcce-b302099a80570");
    QTest::newRow("no hex digit") << QStringLiteral("01890a5d-ac96-774b-bcce-b302099a805g");
    QTest::newRow("trailing text") << QStringLiteral("01890a5d-ac96-774b-bcce-b302099a8057 or so");
    QTest::newRow("braces") << QStringLiteral("{01890a5d-ac96-774b-bcce-b302099a8057}");
    QTest::newRow("no hyphens") << QStringLiteral("01890a5dac96774bbcceb302099a8057");
}

void IdTest::malformedText_isRefused()
{
    QFETCH(QString, text);
    QVERIFY(!Uuid::fromText(text));
}

void IdTest::defaultMade_isNull_alsoThroughText()
{
    QVERIFY(Uuid().isNull());
    QVERIFY(!Uuid::generate().isNull());
    QCOMPARE(Uuid().toText(), QStringLiteral("00000000-0000-0000-0000-000000000000"));
}

QTEST_APPLESS_MAIN(IdTest)
#include "id_test.moc"
