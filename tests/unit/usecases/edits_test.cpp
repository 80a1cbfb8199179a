// SPDX-License-Identifier: Apache-2.0
#include "core/storage/remote_round.h"
#include "core/usecases/account_page.h"
#include "core/usecases/edits.h"
#include "tests/unit/usecases/field_store.h"

#include <QTest>

using namespace legwork;
using namespace legwork::usecases;

class EditsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::FieldStore> m_field;

    static const FieldSpec &fieldOf(const QByteArray &name)
    {
        return *entity(Account::kEntityNo)->fieldNamed(QString::fromLatin1(name));
    }

private Q_SLOTS:
    void init() { m_field = std::make_unique<test::FieldStore>(); }

    void account_isMovedToATerritoryThatThePersonMayChange_andBack()
    {
        const Uuid own = m_field->context().territory;
        const Uuid other = Uuid::derive("test", "other territory");
        const Uuid undoId = Uuid::generate();
        const auto hotel = m_field->account(QStringLiteral("太湖大酒店"));
        const auto move = [&](UnitOfWork &unit) { return moveAccount(unit, hotel, other, undoId); };
        QCOMPARE(m_field->refusal(move), QStringLiteral("territory.no-right"));
        const auto grant = [&](bool mayWrite) {
            const auto granted =
                m_field->store()
                    .synchronise([&](sqlite::Connection &writer,
                                     storage::Capture &capture) -> Result<storage::ChangedRows> {
                        storage::RemoteRound round(writer, capture);
                        if (auto begun = round.begin(); !begun)
                            return forward(begun);
                        const std::vector<ScopeGrant> grants{
                            {m_field->context().company.uuid, int(ScopeKind::Company)},
                            {own, int(ScopeKind::Territory), true, Instant{1'000}},
                            {other, int(ScopeKind::Territory), mayWrite}};
                        if (auto given = round.grant(grants); !given)
                            return forward(given);
                        return round.commitPart({});
                    })
                    .result();
            QVERIFY(granted);
        };
        grant(false);
        QCOMPARE(m_field->refusal(move), QStringLiteral("territory.no-right"));
        grant(true);
        const auto page = [&] {
            return m_field->read([&](Reader &reader) {
                return accountPage(reader, m_field->context(), hotel, m_field->today());
            });
        };
        QCOMPARE(page().territory.id, own);
        QCOMPARE(page().territory.until, Instant{1'000});
        QCOMPARE(page().otherTerritories.size(), size_t(1));
        m_field->write(move);
        QCOMPARE(page().territory.id, other);
        m_field->write([&](UnitOfWork &unit) { return takeBack(unit, undoId); });
        QCOMPARE(page().territory.id, own);
    }

    void typedText_becomesTheFieldsValue_andBack_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *label, const char *name, const QString &typed, const QString &shown) {
            QTest::newRow(label) << QByteArray(name) << typed << shown;
        };
        row("text keeps its shape", "street", QStringLiteral(" 一层\n二层"), QStringLiteral(" 一层\n二层"));
        row("number", "staffCount", QStringLiteral(" 120 "), QStringLiteral("120"));
        row("day", "anniversary", QStringLiteral("2001-05-20"), QStringLiteral("2001-05-20"));
        row("choice", "accountClass", QStringLiteral("A"), QStringLiteral("A"));
        row("place", "position", QStringLiteral("31.3, 120.6"), QStringLiteral("31.3000000, 120.6000000"));
        row("set", "tags", QStringLiteral("乙\n\n甲\n甲"), QStringLiteral("乙\n甲"));
        row("map with a Chinese colon", "attributes", QStringLiteral("层数：12"), QStringLiteral("层数: 12"));
        row("empty", "staffCount", QStringLiteral("  "), QString());
    }
    void typedText_becomesTheFieldsValue_andBack()
    {
        QFETCH(QByteArray, name);
        QFETCH(QString, typed);
        const FieldSpec &field = fieldOf(name);
        const auto value = valueOfText(field, typed);
        QVERIFY(value);
        QTEST(textOfValue(field, *value), "shown");
    }

    void textThatCannotBeTheValue_isRefused_byTheFieldsName_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("typed");
        QTest::newRow("number") << QByteArray("staffCount") << QStringLiteral("many");
        QTest::newRow("day") << QByteArray("anniversary") << QStringLiteral("2001-02-30");
        QTest::newRow("place beyond the pole") << QByteArray("position") << QStringLiteral("120.6, 31.3");
        QTest::newRow("half a place") << QByteArray("position") << QStringLiteral("31.3");
        QTest::newRow("map without a name") << QByteArray("attributes") << QStringLiteral("12");
    }
    void textThatCannotBeTheValue_isRefused_byTheFieldsName()
    {
        QFETCH(QByteArray, name);
        QFETCH(QString, typed);
        const auto value = valueOfText(fieldOf(name), typed);
        QVERIFY(!value);
        QCOMPARE(value.error().code, QStringLiteral("edit.not-acceptable"));
        QCOMPARE(value.error().arguments, QStringList{QString::fromLatin1(name)});
    }

    void edit_sendsOnlyTheFieldsTouched()
    {
        const auto account = m_field->account(QStringLiteral("太湖"));
        m_field->write([&](UnitOfWork &unit) {
            return editAccount(unit, account,
                               {{field::Account::phone, QStringLiteral("0512")},
                                {field::Account::name, QStringLiteral("太湖")}});
        });
        const auto operations = m_field->waiting();
        QCOMPARE(operations.size(), size_t(1));
        QCOMPARE(operations[0].fields.size(), size_t(1));
        QCOMPARE(operations[0].fields[0].fieldNo, field::Account::phone);
    }

    void edit_isTakenBack_exceptWhatSomebodyChangedSince()
    {
        const auto account = m_field->account(QStringLiteral("太湖"));
        const Uuid undoId = Uuid::generate();
        m_field->write([&](UnitOfWork &unit) {
            return editAccount(
                unit, account,
                {{field::Account::phone, QStringLiteral("1")}, {field::Account::fax, QStringLiteral("2")}},
                undoId);
        });
        m_field->write([&](UnitOfWork &unit) {
            return editAccount(unit, account, {{field::Account::fax, QStringLiteral("3")}});
        });
        QCOMPARE(m_field->write([&](UnitOfWork &unit) { return takeBack(unit, undoId); }), 1);
        QVERIFY(m_field->get(account).phone.isEmpty());
        QCOMPARE(m_field->get(account).fax, QStringLiteral("3"));
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) { return takeBack(unit, undoId); }),
                 QStringLiteral("storage.no-undo"));
    }

    void oneBadField_changesNothing()
    {
        const auto account = m_field->account(QStringLiteral("太湖"));
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) {
            return editAccount(unit, account,
                               {{field::Account::phone, QStringLiteral("1")},
                                {field::Account::staffCount, QStringLiteral("many")}});
        }),
                 QStringLiteral("edit.not-acceptable"));
        QVERIFY(m_field->get(account).phone.isEmpty());
        QVERIFY(m_field->waiting().empty());
    }

    void rowWithoutItsName_isRefused()
    {
        const auto account = m_field->account(QStringLiteral("太湖"));
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) {
            return editAccount(unit, account, {{field::Account::name, Value()}});
        }),
                 QStringLiteral("edit.not-acceptable"));
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) { return addContact(unit, account, {}); }),
                 QStringLiteral("edit.not-acceptable"));
    }

    void deletedOrUnknownRow_isNoRow()
    {
        const auto account = m_field->account(QStringLiteral("太湖"));
        m_field->write([&](UnitOfWork &unit) { return unit.remove(account); });
        for (const auto &id : {account, Id<Account>::generate()}) {
            QCOMPARE(m_field->refusal([&](UnitOfWork &unit) {
                return editAccount(unit, id, {{field::Account::phone, QStringLiteral("1")}});
            }),
                     QStringLiteral("storage.no-row"));
        }
    }

    void newAccountAndContact_belongToTheTerritory_andToMe()
    {
        const auto account = m_field->write([&](UnitOfWork &unit) {
            return addAccount(unit, m_field->context(), {{field::Account::name, QStringLiteral("新店")}});
        });
        const auto contact = m_field->write([&](UnitOfWork &unit) {
            return addContact(unit, account,
                              {{field::Contact::name, QStringLiteral("李")},
                               {field::Contact::hobbies, toValue(StringSet({QStringLiteral("茶")}))}});
        });
        QCOMPARE(m_field->get(account).scope, m_field->context().territory);
        QCOMPARE(m_field->get(account).ownerId, m_field->context().person);
        QCOMPARE(m_field->get(account).currency, QStringLiteral("CNY"));
        QCOMPARE(m_field->get(contact).scope, m_field->context().territory);
        QCOMPARE(m_field->get(contact).accountId, account);
        QCOMPARE(m_field->get(contact).hobbies.items(), QStringList{QStringLiteral("茶")});
    }
};

QTEST_GUILESS_MAIN(EditsTest)
#include "edits_test.moc"
