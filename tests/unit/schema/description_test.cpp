// SPDX-License-Identifier: Apache-2.0
#include "core/schema/rows.h"
#include "core/schema/schema.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace legwork;

/// What must hold of entities.def and choices.def, whatever is added to them.
class DescriptionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEntityAndField_isFoundByNumberAndByName();
    void unknownNumbersAndNames_findNothing();
    void names_areFitForSqlAndCsv_andDifferBeyondCase();
    void setsAndMaps_andNothingElse_areMergedByUnion();
    void stateMachines_haveStatesToMoveBetween();
    void references_pointToAnEntityThatExists();
    void atMostOneField_namesTheRow();
    void everything_isDescribedInASentence();
    void structsAndDescription_countTheSameFields();
    void codes_areLowerCaseOrOneLetter_andDiffer();
};

void DescriptionTest::everyEntityAndField_isFoundByNumberAndByName()
{
    QVERIFY(entities().size() >= 16);
    for (const EntitySpec &spec : entities()) {
        QCOMPARE(entity(spec.no), &spec);
        QCOMPARE(entityNamed(QLatin1String(spec.name).toString()), &spec);
        QCOMPARE(entityNamed(QLatin1String(spec.table).toString()), &spec);
        for (const FieldSpec &field : spec.fields) {
            QCOMPARE(spec.field(field.no), &field);
            QCOMPARE(spec.fieldNamed(QLatin1String(field.name).toString()), &field);
        }
    }
    QCOMPARE(entity(Account::kEntityNo)->fieldNamed(u"city")->no, field::Account::city);
}

void DescriptionTest::unknownNumbersAndNames_findNothing()
{
    const int beyond = int(entities().size()) + 1;
    QVERIFY(!entity(0));
    QVERIFY(!entity(-1));
    QVERIFY(!entity(beyond));
    QVERIFY(!entityNamed(u""));
    QVERIFY(!entityNamed(u"ACCOUNT"));
    const EntitySpec &account = *entity(Account::kEntityNo);
    QVERIFY(!account.field(0));
    QVERIFY(!account.field(int(account.fields.size()) + 1));
    QVERIFY(!account.fieldNamed(u"City"));
}

void DescriptionTest::names_areFitForSqlAndCsv_andDifferBeyondCase()
{
    static const QRegularExpression tableForm(QStringLiteral("^[a-z][a-z_]*$"));
    static const QRegularExpression fieldForm(QStringLiteral("^[a-z][A-Za-z0-9]*$"));
    QSet<QString> tables;
    for (const EntitySpec &spec : entities()) {
        const QString table = QLatin1String(spec.table);
        QVERIFY2(tableForm.match(table).hasMatch(), spec.table);
        QVERIFY2(!tables.contains(table), spec.table);
        tables.insert(table);
        QSet<QString> names{QStringLiteral("id"), QStringLiteral("scope")}; // every row has these already
        for (const FieldSpec &field : spec.fields) {
            const QString name = QLatin1String(field.name);
            QVERIFY2(fieldForm.match(name).hasMatch(), field.name);
            QVERIFY2(!names.contains(name.toLower()), field.name); // SQL does not tell case apart
            names.insert(name.toLower());
        }
    }
}

void DescriptionTest::setsAndMaps_andNothingElse_areMergedByUnion()
{
    for (const EntitySpec &spec : entities()) {
        for (const FieldSpec &field : spec.fields) {
            const bool isMany = field.type == FieldType::Set || field.type == FieldType::Map;
            QVERIFY2((field.merge == MergeRule::Union) == isMany, field.name);
        }
    }
}

void DescriptionTest::stateMachines_haveStatesToMoveBetween()
{
    int machines = 0;
    for (const EntitySpec &spec : entities()) {
        for (const FieldSpec &field : spec.fields) {
            if (field.merge != MergeRule::StateMachine)
                continue;
            ++machines;
            QVERIFY2(field.states && !field.states->codes.empty() && !field.states->moves.empty(),
                     field.name);
        }
    }
    QVERIFY(machines > 0);
}

void DescriptionTest::references_pointToAnEntityThatExists()
{
    int fixed = 0;
    for (const EntitySpec &spec : entities()) {
        for (const FieldSpec &field : spec.fields) {
            if (field.refersTo == 0)
                continue;
            QCOMPARE(field.type, FieldType::Reference);
            QVERIFY2(entity(field.refersTo), field.name);
            ++fixed;
        }
    }
    QVERIFY(fixed > 0);
    QCOMPARE(entity(Contact::kEntityNo)->fieldNamed(u"accountId")->refersTo, Account::kEntityNo);
}

void DescriptionTest::atMostOneField_namesTheRow()
{
    for (const EntitySpec &spec : entities()) {
        const auto titles = std::count_if(spec.fields.begin(), spec.fields.end(), [](const FieldSpec &field) {
            return field.flags & FieldFlag::Title;
        });
        QVERIFY2(titles <= 1, spec.name);
    }
}

void DescriptionTest::everything_isDescribedInASentence()
{
    const auto isSentence = [](const char *about) {
        return QLatin1String(about).size() > 2 && QLatin1String(about).endsWith(u'.');
    };
    for (const EntitySpec &spec : entities()) {
        QVERIFY2(isSentence(spec.about), spec.name);
        for (const FieldSpec &field : spec.fields)
            QVERIFY2(isSentence(field.about), field.name);
    }
}

void DescriptionTest::structsAndDescription_countTheSameFields()
{
    int fields = 0;
    Visit visit;
    forEachField(visit, [&fields](int no, auto &) { QCOMPARE(no, ++fields); });
    QCOMPARE(size_t(fields), entity(Visit::kEntityNo)->fields.size());
    const Account account;
    fields = 0;
    forEachField(account, [&fields](int no, const auto &) { QCOMPARE(no, ++fields); });
    QCOMPARE(size_t(fields), entity(Account::kEntityNo)->fields.size());
}

void DescriptionTest::codes_areLowerCaseOrOneLetter_andDiffer()
{
    static const QRegularExpression form(QStringLiteral("^([a-z]+(-[a-z]+)*|[A-Z])$"));
    int lists = 0;
    const auto check = [&lists](const char *list, const auto &codes) {
        QSet<QString> seen;
        for (const char *code : codes) {
            QVERIFY2(form.match(QLatin1String(code).toString()).hasMatch(), list);
            seen.insert(QLatin1String(code));
        }
        QVERIFY2(seen.size() == qsizetype(codes.size()), list);
        ++lists;
    };
#define CHOICES(Type) check(#Type, ChoiceCodes<Type>::codes);
#define CHOICE(enumerator, code)
#define END_CHOICES
#include "core/schema/choices.def"
    QVERIFY(lists > 10);
}

QTEST_APPLESS_MAIN(DescriptionTest)
#include "description_test.moc"
