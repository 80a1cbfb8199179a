// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/captures.h"
#include "core/usecases/edits.h"
#include "core/usecases/sync_overview.h"
#include "tests/unit/usecases/field_store.h"

#include <QTest>

#include <algorithm>

using namespace legwork;
using namespace legwork::usecases;

class SyncOverviewTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::FieldStore> m_field;
    Id<Account> m_account;

    SyncOverview shown(int recentCount = 50)
    {
        return m_field->read(
            [&](Reader &reader) { return syncOverview(reader, m_field->context(), recentCount); });
    }
    void setPhone(const QString &phone)
    {
        m_field->write([&](UnitOfWork &unit) {
            return editAccount(unit, m_account, {{field::Account::phone, toValue(phone)}});
        });
    }
    Resent resent(qint64 opNo)
    {
        return m_field->write([&](UnitOfWork &unit) { return resendRefused(unit, opNo); });
    }

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<test::FieldStore>();
        m_account = m_field->account(QStringLiteral("太湖"));
    }

    void nothingToSend_saysWhenTheServerLastDecided()
    {
        const SyncOverview overview = shown();
        QCOMPARE(overview.outbox.count, 0);
        QVERIFY(!overview.outbox.oldest.isSet());
        QCOMPARE(overview.lastReceipt, m_field->now());
        QStringList names;
        for (const ScopeLine &scope : overview.scopes)
            names.append(scope.name);
        QVERIFY(names.contains(QStringLiteral("苏州一区")));
        QVERIFY(names.contains(QStringLiteral("长风设备")));
    }

    void unsentEdit_isCounted_named_andDated()
    {
        const Instant first = m_field->now();
        setPhone(QStringLiteral("1"));
        m_field->clock().advance(3'600'000);
        setPhone(QStringLiteral("2"));
        const SyncOverview overview = shown(1);
        QCOMPARE(overview.outbox.count, 2);
        QCOMPARE(overview.outbox.oldest, first);
        QCOMPARE(overview.recent.size(), size_t(1));
        QCOMPARE(overview.recent[0].rowTitle, QStringLiteral("太湖"));
        QCOMPARE(overview.recent[0].accountName, QStringLiteral("太湖"));
        QCOMPARE(overview.recent[0].madeAt, m_field->now());
        QVERIFY(!overview.recent[0].verdict);
    }

    void refusedEdit_waitsForSomebody_untilItIsDismissed()
    {
        setPhone(QStringLiteral("1"));
        m_field->decide(Verdict::Rejected, QStringLiteral("sync.no-right"));
        SyncOverview overview = shown();
        QCOMPARE(overview.outbox.inAttention, 1);
        QCOMPARE(overview.attention.size(), size_t(1));
        QCOMPARE(overview.attention[0].code, QStringLiteral("sync.no-right"));
        const qint64 opNo = overview.attention[0].opNo;
        m_field->write([&](UnitOfWork &unit) { return dismissRefused(unit, opNo); });
        overview = shown();
        QVERIFY(overview.attention.empty());
        QVERIFY(
            std::ranges::any_of(overview.recent, [&](const EditLine &line) { return line.opNo == opNo; }));
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) { return dismissRefused(unit, opNo); }),
                 QStringLiteral("sync.not-refused"));
    }

    void refusedEditSentAgain_isAnEditOfNow()
    {
        setPhone(QStringLiteral("1"));
        m_field->decide(Verdict::Rejected);
        QVERIFY(m_field->get(m_account).phone.isEmpty());
        m_field->clock().advance(60'000);
        const Resent made = resent(shown().attention[0].opNo);
        QCOMPARE(made.operations, 1);
        QCOMPARE(made.leftOut, 0);
        QCOMPARE(m_field->get(m_account).phone, QStringLiteral("1"));
        QCOMPARE(m_field->waiting().size(), size_t(1));
        QCOMPARE(m_field->waiting()[0].at.wall, m_field->now());
        QVERIFY(shown().attention.empty());
    }

    void refusedDeed_isSentAgainAsAWhole_withTheRowsItMade()
    {
        Id<Need> need;
        m_field->write([&](UnitOfWork &unit) -> Status {
            const auto captured =
                captureNeed(unit, {{}, m_account, {}}, {QStringLiteral("夜班"), {}, {}, {}, {}});
            if (!captured)
                return forward(captured);
            need = *captured;
            return editAccount(unit, m_account, {{field::Account::phone, QStringLiteral("1")}});
        });
        m_field->decide(Verdict::Rejected);
        const auto gone = m_field->read([&](Reader &reader) { return reader.find(need); });
        QVERIFY(!gone);
        const auto attention = shown().attention;
        QCOMPARE(attention.size(), size_t(2));
        // The row is nowhere but in its edit, and is still called by its name.
        QCOMPARE(attention[0].rowTitle, QStringLiteral("夜班"));
        QCOMPARE(attention[0].accountName, QStringLiteral("太湖"));
        const Resent made = resent(attention[1].opNo);
        QCOMPARE(made.operations, 2);
        QCOMPARE(m_field->get(need).statement, QStringLiteral("夜班"));
        QCOMPARE(m_field->get(m_account).phone, QStringLiteral("1"));
        QVERIFY(shown().attention.empty());
        QCOMPARE(m_field->waiting().size(), size_t(2));
        QVERIFY(m_field->waiting()[0].unit == m_field->waiting()[1].unit);
    }

    void refusedEditOfARowDeletedSince_isLeftOut_andSaidSo()
    {
        setPhone(QStringLiteral("1"));
        m_field->decide(Verdict::Rejected);
        m_field->write([&](UnitOfWork &unit) { return unit.remove(m_account); });
        const Resent made = resent(shown().attention[0].opNo);
        QCOMPARE(made.operations, 0);
        QCOMPARE(made.leftOut, 1);
    }

    void refusedDeletion_isSentAgain()
    {
        m_field->write([&](UnitOfWork &unit) { return unit.remove(m_account); });
        m_field->decide(Verdict::Rejected);
        QCOMPARE(m_field->read([](Reader &reader) { return reader.count<Account>(""); }), 1);
        QCOMPARE(resent(shown().attention[0].opNo).operations, 1);
        QCOMPARE(m_field->read([](Reader &reader) { return reader.count<Account>(""); }), 0);
    }

    void editThatWasNotRefused_isNotSentAgain()
    {
        setPhone(QStringLiteral("1"));
        const qint64 opNo = m_field->waiting()[0].opNo;
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) { return resendRefused(unit, opNo); }),
                 QStringLiteral("sync.not-refused"));
    }

    void refusedCount_sentAgain_addsWhatItHadAdded_toWhatIsThereNow()
    {
        const auto setCount = [this](qint64 number) {
            m_field->write([&](UnitOfWork &unit) {
                return unit.edit(m_account, [&](Account &row) { row.samplesOut = number; });
            });
        };
        setCount(10);
        m_field->decide(Verdict::Applied);
        setCount(13);
        const qint64 opNo = m_field->waiting()[0].opNo;
        m_field->decide(Verdict::Rejected, QStringLiteral("server.parked"));
        const SyncOverview overview = shown();
        QCOMPARE(overview.attention.size(), size_t(1));
        QCOMPARE(overview.attention[0].texts, QStringList{QStringLiteral("13")});
        QCOMPARE(m_field->get(m_account).samplesOut, std::optional<qint64>(10));
        setCount(20);
        m_field->decide(Verdict::Applied);
        QCOMPARE(resent(opNo).operations, 1);
        QCOMPARE(m_field->get(m_account).samplesOut, std::optional<qint64>(23));
    }
};

QTEST_GUILESS_MAIN(SyncOverviewTest)
#include "sync_overview_test.moc"
