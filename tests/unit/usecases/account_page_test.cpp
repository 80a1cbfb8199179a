// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/account_page.h"
#include "core/usecases/edits.h"
#include "tests/unit/usecases/field_store.h"

#include <QTest>

using namespace legwork;
using namespace legwork::usecases;

class AccountPageTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::FieldStore> m_field;
    Id<Account> m_account;

    AccountPage shown()
    {
        return m_field->read([&](Reader &reader) {
            return accountPage(reader, m_field->context(), m_account, m_field->today());
        });
    }

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<test::FieldStore>();
        m_account = m_field->account(QStringLiteral("太湖大酒店"), [](Account &row) {
            row.city = QStringLiteral("苏州市");
            row.street = QStringLiteral("苏州市太湖路 1 号");
        });
    }

    void newAccount_isAPageWithoutHistory()
    {
        const AccountPage page = shown();
        QCOMPARE(page.account.name, QStringLiteral("太湖大酒店"));
        QCOMPARE(page.ownerName, QStringLiteral("林晓"));
        QCOMPARE(page.address, QStringLiteral("苏州市太湖路 1 号")); // the city is not said twice
        QVERIFY(!page.lastContact.isSet());
        QVERIFY(!page.lastVisitOn.isValid());
        QVERIFY(page.visits.empty() && page.contacts.empty() && page.promises.empty());
    }

    void unknownOrDeletedAccount_isNoRow()
    {
        m_field->write([&](UnitOfWork &unit) { return unit.remove(m_account); });
        const auto result =
            m_field->store()
                .read([&](Reader &reader) {
                    return accountPage(reader, m_field->context(), m_account, m_field->today());
                })
                .result();
        QVERIFY(!result);
        QCOMPARE(result.error().code, QStringLiteral("storage.no-row"));
    }

    void history_isNewestFirst_withPlannedVisitsOnTop_andScores()
    {
        const auto today = m_field->today();
        const auto older = m_field->visit(m_account, today.addDays(-20), VisitState::Done);
        const auto newer = m_field->visit(m_account, today.addDays(-3), VisitState::Done);
        const auto planned = m_field->visit(m_account, today.addDays(4), VisitState::Planned);
        Moment moment;
        moment.accountId = m_account;
        moment.visitId = newer;
        moment.score = -2;
        moment.happenedAt = Instant::from(QDateTime(today.addDays(-3), QTime(11, 0)));
        m_field->row<Moment>(moment);
        const AccountPage page = shown();
        QCOMPARE(page.visits.size(), size_t(3));
        QCOMPARE(page.visits[0].id, planned);
        QCOMPARE(page.visits[1].id, newer);
        QCOMPARE(page.visits[1].score, std::optional<qint64>(-2));
        QCOMPARE(page.visits[2].id, older);
        QVERIFY(!page.visits[2].score);
        QCOMPARE(page.lastVisitOn, today.addDays(-3));
        QCOMPARE(page.lastContact, moment.happenedAt);
        QCOMPARE(page.moments.size(), size_t(1));
    }

    void contacts_whoDecide_standFirst()
    {
        m_field->contact(m_account, QStringLiteral("普通"));
        m_field->contact(m_account, QStringLiteral("采购"),
                         [](Contact &row) { row.decisionRole = DecisionRole::Purchaser; });
        m_field->contact(m_account, QStringLiteral("老板"),
                         [](Contact &row) { row.decisionRole = DecisionRole::DecisionMaker; });
        const AccountPage page = shown();
        QCOMPARE(page.contacts[0].name, QStringLiteral("老板"));
        QCOMPARE(page.contacts[1].name, QStringLiteral("采购"));
        QCOMPARE(page.contacts[2].name, QStringLiteral("普通"));
    }

    void needsAndObjections_showOpenOnesFirst_promisesOnlyOpenOnes()
    {
        Need need;
        need.accountId = m_account;
        need.statement = QStringLiteral("开着");
        need.state = NeedState::Open;
        m_field->row<Need>(need);
        need.statement = QStringLiteral("满足了");
        need.state = NeedState::Met;
        m_field->row<Need>(need);
        Commitment promise;
        promise.accountId = m_account;
        promise.state = CommitmentState::Agreed;
        m_field->row<Commitment>(promise);
        promise.state = CommitmentState::Renegotiated;
        m_field->row<Commitment>(promise);
        const AccountPage page = shown();
        QCOMPARE(page.needs.size(), size_t(2));
        QCOMPARE(page.needs[0].text, QStringLiteral("开着"));
        QCOMPARE(page.promises.size(), size_t(1));
    }

    void edit_isShownAsUnsent_thenAsDecided_thenAsRefused()
    {
        const auto rename = [&](const QString &phone) {
            m_field->write([&](UnitOfWork &unit) {
                return editAccount(unit, m_account, {{field::Account::phone, toValue(phone)}});
            });
        };
        m_field->contact(m_account, QStringLiteral("王敏"));
        rename(QStringLiteral("1"));
        AccountPage page = shown();
        QCOMPARE(page.unsent, 1);
        QVERIFY(!page.edits.front().verdict);
        QCOMPARE(page.edits.front().fieldNos, std::vector<int>{field::Account::phone});
        QCOMPARE(page.edits.front().rowTitle, QStringLiteral("太湖大酒店"));
        m_field->decide(Verdict::Merged);
        page = shown();
        QCOMPARE(page.unsent, 0);
        QCOMPARE(page.edits.front().verdict, std::optional(Verdict::Merged));
        rename(QStringLiteral("2"));
        m_field->decide(Verdict::Rejected, QStringLiteral("sync.no-right"));
        page = shown();
        QCOMPARE(page.edits.front().verdict, std::optional(Verdict::Rejected));
        QCOMPARE(page.edits.front().code, QStringLiteral("sync.no-right"));
        QCOMPARE(page.account.phone, QStringLiteral("1"));
        // Edits of others' rows do not belong here, those of its contacts do.
        QCOMPARE(page.edits.size(), size_t(4));
        QCOMPARE(page.edits[2].entityNo, Contact::kEntityNo);
    }

    void openConflictsOfTheAccountAndItsContacts_areCounted()
    {
        const auto contact = m_field->contact(m_account, QStringLiteral("王敏"));
        for (const Uuid &row : {m_account.uuid, contact.uuid, Uuid::generate()}) {
            Conflict conflict;
            conflict.rowId = row;
            conflict.state = ConflictState::Open;
            m_field->row<Conflict>(conflict);
        }
        QCOMPARE(shown().openConflicts, 2);
    }
};

QTEST_GUILESS_MAIN(AccountPageTest)
#include "account_page_test.moc"
