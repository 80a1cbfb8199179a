// SPDX-License-Identifier: Apache-2.0
#include "core/base/key.h"

#include <QTest>

using namespace legwork;

namespace {
QByteArray countedBytes()
{
    QByteArray bytes;
    for (int i = 0; i < SecretKey::kSize; ++i)
        bytes.append(char(i));
    return bytes;
}
} // namespace

static_assert(!std::is_copy_constructible_v<SecretKey> && !std::is_copy_assignable_v<SecretKey>);
static_assert(!std::is_convertible_v<SecretKey, QByteArray> && !std::is_convertible_v<SecretKey, QString>);

class KeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void otherThanThirtyTwoBytes_areRefused();
    void generated_neverTheSame_norZero();
    void derived_matchesHkdfComputedElsewhere();
    void derived_forAnotherLabelOrKey_differs();
    void checkValue_isTheBeginningOfItsOwnDerivedKey();
    void moved_leavesZerosBehind();
    void copied_isEqual_andIndependent();
    void wiped_isZero_andStopsAtTheEnd();
};

void KeyTest::otherThanThirtyTwoBytes_areRefused()
{
    QVERIFY(!SecretKey::fromBytes(QByteArray()));
    QVERIFY(!SecretKey::fromBytes(QByteArray(31, 'k')));
    QVERIFY(!SecretKey::fromBytes(QByteArray(33, 'k')));
    const auto key = SecretKey::fromBytes(countedBytes());
    QVERIFY(key);
    QCOMPARE(key->bytes(), QByteArrayView(countedBytes()));
}

void KeyTest::generated_neverTheSame_norZero()
{
    const SecretKey one = SecretKey::generate();
    const SecretKey other = SecretKey::generate();
    QVERIFY(one.bytes() != other.bytes());
    QVERIFY(one.bytes() != QByteArray(SecretKey::kSize, '\0'));
    // Every quarter of the key is filled.
    for (qsizetype at = 0; at < SecretKey::kSize; at += 8)
        QVERIFY(one.bytes().sliced(at, 8) != QByteArray(8, '\0'));
}

void KeyTest::derived_matchesHkdfComputedElsewhere()
{
    // openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt hexkey:000102...1f -kdfopt info:store/v1 HKDF
    const auto key = SecretKey::fromBytes(countedBytes());
    QVERIFY(key);
    QCOMPARE(key->derive("store/v1").bytes().toByteArray().toHex(),
             QByteArray("11a2b0e3586946396d117883f791eac3abec83ec88fcf96b54674a984f4163ed"));
}

void KeyTest::derived_forAnotherLabelOrKey_differs()
{
    const SecretKey key = SecretKey::generate();
    QCOMPARE(key.derive("a").bytes(), key.derive("a").bytes());
    QVERIFY(key.derive("a").bytes() != key.derive("b").bytes());
    QVERIFY(key.derive("a").bytes() != key.bytes());
    QVERIFY(key.derive("a").bytes() != SecretKey::generate().derive("a").bytes());
}

void KeyTest::checkValue_isTheBeginningOfItsOwnDerivedKey()
{
    const auto key = SecretKey::fromBytes(countedBytes());
    QVERIFY(key);
    QCOMPARE(key->checkValue().toHex(), QByteArray("d8417f84dd9e74a4"));
    QVERIFY(!key->bytes().toByteArray().contains(key->checkValue()));
}

void KeyTest::moved_leavesZerosBehind()
{
    auto from = *SecretKey::fromBytes(countedBytes());
    SecretKey to = std::move(from);
    QCOMPARE(to.bytes(), QByteArrayView(countedBytes()));
    QCOMPARE(from.bytes(), QByteArrayView(QByteArray(SecretKey::kSize, '\0')));

    SecretKey third = SecretKey::generate();
    third = std::move(to);
    QCOMPARE(third.bytes(), QByteArrayView(countedBytes()));
    QCOMPARE(to.bytes(), QByteArrayView(QByteArray(SecretKey::kSize, '\0')));

    SecretKey &same = third;
    third = std::move(same);
    QCOMPARE(third.bytes(), QByteArrayView(countedBytes()));
}

void KeyTest::copied_isEqual_andIndependent()
{
    SecretKey key = SecretKey::generate();
    const SecretKey copy = key.copy();
    QCOMPARE(copy.bytes(), key.bytes());
    const SecretKey taken = std::move(key);
    QCOMPARE(copy.bytes(), taken.bytes());
}

void KeyTest::wiped_isZero_andStopsAtTheEnd()
{
    QByteArray memory(10, 'x');
    wipe(memory.data() + 1, 8);
    QCOMPARE(memory, QByteArray("x\0\0\0\0\0\0\0\0x", 10));
}

QTEST_APPLESS_MAIN(KeyTest)
#include "key_test.moc"
