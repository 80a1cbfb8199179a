// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/conflicts.h"
#include "core/usecases/edits.h"
#include "tests/unit/usecases/field_store.h"

#include <QTest>

using namespace legwork;
using namespace legwork::usecases;

class ConflictsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::FieldStore> m_field;
    Id<Account> m_account;
    Id<Conflict> m_conflict;

    /// As the server makes it: the colleague's value is shown, mine is kept aside.
    Id<Conflict> conflict(int fieldNo, const Value &base, const Value &kept, const Value &other)
    {
        Conflict made;
        made.entityNo = Account::kEntityNo;
        made.rowId = m_account.uuid;
        made.fieldNo = fieldNo;
        made.baseValue = Packed::of(base);
        made.keptValue = Packed::of(kept);
        made.otherValue = Packed::of(other);
        made.keptBy = m_field->colleague();
        made.otherBy = m_field->context().person;
        made.keptAt = Instant{2'000};
        made.otherAt = Instant{1'000};
        made.state = ConflictState::Open;
        return m_field->row<Conflict>(made);
    }
    std::vector<ConflictCard> inbox(ConflictsOf whose = ConflictsOf::Person)
    {
        return m_field->read(
            [&](Reader &reader) { return conflictInbox(reader, m_field->context(), whose); });
    }
    void settle(Settlement settlement, const Value &own = {}, const Uuid &undoId = {})
    {
        m_field->write([&](UnitOfWork &unit) {
            return settleConflict(unit, m_field->context(), m_conflict, settlement, own, m_field->now(),
                                  undoId);
        });
    }
    QString refusal(Settlement settlement, const Value &own = {})
    {
        return m_field->refusal([&](UnitOfWork &unit) {
            return settleConflict(unit, m_field->context(), m_conflict, settlement, own, m_field->now());
        });
    }
    QString phone() { return m_field->get(m_account).phone; }

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<test::FieldStore>();
        m_account = m_field->account(QStringLiteral("太湖"),
                                     [](Account &row) { row.phone = QStringLiteral("同事的"); });
        m_conflict = conflict(field::Account::phone, QStringLiteral("原来"), QStringLiteral("同事的"),
                              QStringLiteral("我的"));
    }

    void card_saysWhoWhenAndWhat()
    {
        const auto cards = inbox();
        QCOMPARE(cards.size(), size_t(1));
        const ConflictCard &card = cards.front();
        QCOMPARE(card.rowTitle, QStringLiteral("太湖"));
        QCOMPARE(card.accountId, m_account);
        QCOMPARE(QLatin1String(card.field->name), QLatin1String("phone"));
        QCOMPARE(card.base.text, QStringLiteral("原来"));
        QCOMPARE(card.kept.text, QStringLiteral("同事的"));
        QCOMPARE(card.other.text, QStringLiteral("我的"));
        QCOMPARE(card.now.text, QStringLiteral("同事的"));
        QCOMPARE(card.keptByName, QStringLiteral("周航"));
        QCOMPARE(card.otherByName, QStringLiteral("林晓"));
        QCOMPARE(card.otherAt, Instant{1'000});
        QVERIFY(card.isOpen && !card.rowIsGone);
    }

    void references_areShownByName()
    {
        m_conflict = conflict(field::Account::ownerId, {}, toValue(m_field->colleague()),
                              toValue(m_field->context().person));
        const auto card = m_field->read([&](Reader &reader) { return conflictCard(reader, m_conflict); });
        QCOMPARE(card.kept.text, QStringLiteral("周航"));
        QCOMPARE(card.other.text, QStringLiteral("林晓"));
        QVERIFY(card.base.text.isEmpty());
    }

    void inboxHoldsOnlyWhatConcernsMe_unlessAskedForAll()
    {
        m_field->write([&](UnitOfWork &unit) {
            return unit.edit(m_conflict, [&](Conflict &row) { row.otherBy = m_field->colleague(); });
        });
        QVERIFY(inbox().empty());
        QCOMPARE(inbox(ConflictsOf::Everybody).size(), size_t(1));
    }

    void keepingWhatIsShown_changesOnlyTheConflict()
    {
        settle(Settlement::KeepShown);
        QVERIFY(inbox().empty());
        QCOMPARE(phone(), QStringLiteral("同事的"));
        const auto operations = m_field->waiting();
        QCOMPARE(operations.size(), size_t(1));
        QCOMPARE(operations[0].entityNo, Conflict::kEntityNo);
        QCOMPARE(m_field->get(m_conflict).settledBy, m_field->context().person);
    }

    void takingTheOther_changesRowAndConflict_inOneUnit()
    {
        settle(Settlement::TakeOther);
        QCOMPARE(phone(), QStringLiteral("我的"));
        const auto operations = m_field->waiting();
        QCOMPARE(operations.size(), size_t(2));
        QVERIFY(operations[0].unit == operations[1].unit);
        QCOMPARE(*m_field->get(m_conflict).settledValue.value(), Value(QStringLiteral("我的")));
    }

    void ownValue_isWritten_whenTheFieldTakesIt()
    {
        QCOMPARE(refusal(Settlement::WriteOwn, qint64(5)), QStringLiteral("edit.not-acceptable"));
        QCOMPARE(inbox().size(), size_t(1));
        settle(Settlement::WriteOwn, QStringLiteral("两个都不对"));
        QCOMPARE(phone(), QStringLiteral("两个都不对"));
    }

    void settledConflict_isTakenBackAsAWhole()
    {
        const Uuid undoId = Uuid::generate();
        settle(Settlement::TakeOther, {}, undoId);
        QCOMPARE(m_field->write([&](UnitOfWork &unit) { return takeBack(unit, undoId); }), 0);
        QCOMPARE(phone(), QStringLiteral("同事的"));
        QCOMPARE(inbox().size(), size_t(1));
        QVERIFY(!m_field->get(m_conflict).settledAt.isSet());
    }

    void conflictSettledBySomebodyElse_isNotSettledTwice()
    {
        settle(Settlement::KeepShown);
        QCOMPARE(refusal(Settlement::TakeOther), QStringLiteral("conflict.settled"));
        QCOMPARE(phone(), QStringLiteral("同事的"));
    }

    void valueThatARowWasDeletedOver_bringsItBack_andCanBeTakenBack()
    {
        m_field->write([&](UnitOfWork &unit) { return unit.remove(m_account); });
        m_field->decide(Verdict::Applied);
        // As the server makes it when a deletion meets an edit that its author had not seen.
        m_conflict = conflict(field::Account::phone, {}, {}, QStringLiteral("我的"));
        QVERIFY(inbox().front().rowIsGone);
        const Uuid undoId = Uuid::generate();
        settle(Settlement::TakeOther, {}, undoId);
        QCOMPARE(phone(), QStringLiteral("我的"));
        const auto operations = m_field->waiting();
        QCOMPARE(operations.size(), size_t(3));
        QCOMPARE(operations[0].kind, OperationKind::Undelete);
        QCOMPARE(operations[1].kind, OperationKind::Update);
        QCOMPARE(operations[1].rowId, m_account.uuid);
        m_field->decide(Verdict::Applied);
        QCOMPARE(phone(), QStringLiteral("我的"));

        QCOMPARE(m_field->write([&](UnitOfWork &unit) { return takeBack(unit, undoId); }), 0);
        QVERIFY(!m_field->read([&](Reader &reader) { return reader.find(m_account); }));
        QCOMPARE(inbox().size(), size_t(2));
    }

    void deletionThatIsLeftAsItIs_changesOnlyTheConflict()
    {
        m_field->write([&](UnitOfWork &unit) { return unit.remove(m_account); });
        m_field->decide(Verdict::Applied);
        settle(Settlement::KeepShown);
        QVERIFY(inbox().empty());
        QCOMPARE(m_field->waiting().size(), size_t(1));
    }

    void conflictAboutARowThatIsNotHere_canOnlyBeKept()
    {
        m_account = Id<Account>::generate();
        m_conflict = conflict(field::Account::phone, {}, {}, QStringLiteral("我的"));
        QCOMPARE(refusal(Settlement::TakeOther), QStringLiteral("conflict.row-gone"));
        settle(Settlement::KeepShown);
    }

    void amountsAreAsked_andEitherHolds()
    {
        m_conflict = conflict(field::Account::categoryBudgetMinor, {}, qint64(100'000), qint64(250'000));
        const auto card = m_field->read([&](Reader &reader) { return conflictCard(reader, m_conflict); });
        QCOMPARE(card.field->merge, MergeRule::Ask);
        settle(Settlement::TakeOther);
        QCOMPARE(m_field->get(m_account).categoryBudgetMinor, std::optional<qint64>(250'000));
    }

    void fieldOfANewerVersion_canOnlyBeKept()
    {
        m_conflict = conflict(999, {}, QStringLiteral("a"), QStringLiteral("b"));
        const auto card = m_field->read([&](Reader &reader) { return conflictCard(reader, m_conflict); });
        QVERIFY(!card.field);
        QCOMPARE(refusal(Settlement::TakeOther), QStringLiteral("storage.no-field"));
        settle(Settlement::KeepShown);
    }
};

QTEST_GUILESS_MAIN(ConflictsTest)
#include "conflicts_test.moc"
