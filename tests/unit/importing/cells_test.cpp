// SPDX-License-Identifier: Apache-2.0
#include "core/importing/cells.h"
#include "core/importing/countries.h"
#include "core/importing/duplicates.h"
#include "core/importing/names.h"
#include "core/schema/codec.h"
#include "core/schema/rows.h"

#include <QTest>

#include <limits>

using namespace legwork;
using namespace legwork::importing;

class ImportCellsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cell_isCleaned_data();
    void cell_isCleaned();
    void integer_isRead_orRefused_data();
    void integer_isRead_orRefused();
    void money_isExactInMinorUnits_data();
    void money_isExactInMinorUnits();
    void date_isRead_orRefusedWhenAmbiguous_data();
    void date_isRead_orRefusedWhenAmbiguous();
    void degrees_areRead_orRefused_data();
    void degrees_areRead_orRefused();
    void choice_isReadByCodeAndByWord();
    void content_isTold_data();
    void content_isTold();
    void names_areComparedWithoutWhatSaysNothing_data();
    void names_areComparedWithoutWhatSaysNothing();
    void country_isKnownByCodeAndName();
};

void ImportCellsTest::cell_isCleaned_data()
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("quotes");
    QTest::addColumn<bool>("entities");
    const auto row = [](const char *name, const QString &raw, const QString &text, bool quotes,
                        bool entities) { QTest::newRow(name) << raw << text << quotes << entities; };
    row("plain", QStringLiteral("北京"), QStringLiteral("北京"), false, false);
    row("blanks, wide ones too", QStringLiteral(" \u3000Great Bikes \u00a0"), QStringLiteral("Great Bikes"),
        false, false);
    row("mark in front", QStringLiteral("\"成都市高新区"), QStringLiteral("成都市高新区"), true, false);
    row("mark behind", QStringLiteral("成都\" "), QStringLiteral("成都"), true, false);
    row("marks round it", QStringLiteral("\" a \""), QStringLiteral("a"), true, false);
    row("inches stay", QStringLiteral("screen 19\""), QStringLiteral("screen 19\""), false, false);
    row("marks inside stay", QStringLiteral("the \"old\" mill"), QStringLiteral("the \"old\" mill"), false,
        false);
    row("marks only", QStringLiteral("\"\"\""), QString(), true, false);
    row("entity", QStringLiteral("Bank &amp; Reserve"), QStringLiteral("Bank & Reserve"), false, true);
    row("numbered entities", QStringLiteral("&#39;a&#x4E2D;"), QStringLiteral("'a中"), false, true);
    row("ampersand", QStringLiteral("Clamps & Brackets; Co."), QStringLiteral("Clamps & Brackets; Co."),
        false, false);
    row("unknown entity", QStringLiteral("a &foo; b"), QStringLiteral("a &foo; b"), false, false);
    row("entity that is no character", QStringLiteral("&#0;&#xD800;&#x110000;"),
        QStringLiteral("&#0;&#xD800;&#x110000;"), false, false);
}

void ImportCellsTest::cell_isCleaned()
{
    QFETCH(QString, raw);
    QFETCH(QString, text);
    QFETCH(bool, quotes);
    QFETCH(bool, entities);
    const CleanedCell cell = cleanedCell(raw);
    QCOMPARE(cell.text, text);
    QCOMPARE(cell.hadStrayQuotes, quotes);
    QCOMPARE(cell.hadEntities, entities);
}

namespace {
using Number = std::optional<qint64>;
}

void ImportCellsTest::integer_isRead_orRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Number>("number");
    const auto row = [](const QString &text, Number number) {
        QTest::newRow(qPrintable(text)) << text << number;
    };
    row(QStringLiteral("13"), 13);
    row(QStringLiteral("1,234"), 1234);
    row(QStringLiteral("1,234,567"), 1234567);
    row(QStringLiteral("１２０"), 120);
    row(QStringLiteral("50人"), 50);
    row(QStringLiteral("-7"), -7);
    row(QStringLiteral("12.0"), 12);
    row(QStringLiteral("9223372036854775807"), std::numeric_limits<qint64>::max());
    row(QStringLiteral("9223372036854775808"), std::nullopt);
    row(QStringLiteral("12.5"), std::nullopt);
    row(QStringLiteral("4+"), std::nullopt);
    row(QStringLiteral("AW"), std::nullopt);
    row(QStringLiteral("-"), std::nullopt);
    row(QStringLiteral("1-2"), std::nullopt);
}

void ImportCellsTest::integer_isRead_orRefused()
{
    QFETCH(QString, text);
    QFETCH(Number, number);
    QCOMPARE(parseInteger(text), number);
}

void ImportCellsTest::money_isExactInMinorUnits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<int>("power");
    QTest::addColumn<Number>("minor");
    const auto row = [](const QString &text, const QString &currency, int power, Number minor) {
        QTest::newRow(qPrintable(text + u' ' + currency)) << text << currency << power << minor;
    };
    const QString usd = QStringLiteral("USD");
    const QString cny = QStringLiteral("CNY");
    row(QStringLiteral("80000"), usd, 0, 8'000'000);
    row(QStringLiteral("1,234.56"), usd, 0, 123'456);
    row(QStringLiteral("1.234,56"), QStringLiteral("EUR"), 0, 123'456);
    row(QStringLiteral("0.29"), usd, 0, 29);
    row(QStringLiteral("0.005"), usd, 0, 1);
    row(QStringLiteral("$ 12.3"), usd, 0, 1230);
    row(QStringLiteral("￥500"), cny, 0, 50'000);
    row(QStringLiteral("300万元"), cny, 0, 300'000'000);
    row(QStringLiteral("1.5亿"), cny, 0, 15'000'000'000);
    row(QStringLiteral("1200"), cny, 4, 1'200'000'000);
    row(QStringLiteral("(50.00)"), usd, 0, -5000);
    row(QStringLiteral("500"), QStringLiteral("JPY"), 0, 500);
    row(QStringLiteral("1.234"), QStringLiteral("KWD"), 0, 1234);
    row(QStringLiteral("99999999999999999999"), usd, 0, std::nullopt);
    row(QStringLiteral("n/a"), usd, 0, std::nullopt);
    row(QStringLiteral("1.2.3,4,5"), usd, 0, std::nullopt);
}

void ImportCellsTest::money_isExactInMinorUnits()
{
    QFETCH(QString, text);
    QFETCH(QString, currency);
    QFETCH(int, power);
    QFETCH(Number, minor);
    QCOMPARE(parseMoney(text, {currency, power}), minor);
}

void ImportCellsTest::date_isRead_orRefusedWhenAmbiguous_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDate>("date");
    const auto row = [](const QString &text, QDate date) { QTest::newRow(qPrintable(text)) << text << date; };
    row(QStringLiteral("2024-03-05"), QDate(2024, 3, 5));
    row(QStringLiteral("2024/3/5"), QDate(2024, 3, 5));
    row(QStringLiteral("2024年3月5日"), QDate(2024, 3, 5));
    row(QStringLiteral("20240305"), QDate(2024, 3, 5));
    row(QStringLiteral("2024-03-05 10:20:30"), QDate(2024, 3, 5));
    row(QStringLiteral("25/12/2024"), QDate(2024, 12, 25));
    row(QStringLiteral("12/25/2024"), QDate(2024, 12, 25));
    row(QStringLiteral("5.3.2024"), QDate(2024, 3, 5));
    row(QStringLiteral("5/3/2024"), QDate());
    row(QStringLiteral("2024-02-30"), QDate());
    row(QStringLiteral("soon"), QDate());
}

void ImportCellsTest::date_isRead_orRefusedWhenAmbiguous()
{
    QFETCH(QString, text);
    QFETCH(QDate, date);
    QCOMPARE(parseDate(text).value_or(QDate()), date);
}

void ImportCellsTest::degrees_areRead_orRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("degrees");
    QTest::addColumn<bool>("good");
    const auto row = [](const QString &text, double degrees, bool good) {
        QTest::newRow(qPrintable(text)) << text << degrees << good;
    };
    row(QStringLiteral("39.915"), 39.915, true);
    row(QStringLiteral("-33.8"), -33.8, true);
    row(QStringLiteral("39,915"), 39.915, true);
    row(QStringLiteral("116.4°E"), 116.4, true);
    row(QStringLiteral("33.8 S"), -33.8, true);
    row(QStringLiteral("N39.9"), 39.9, true);
    row(QStringLiteral("1e400"), 0, false);
    row(QStringLiteral("nan"), 0, false);
    row(QStringLiteral("north"), 0, false);
    row(QString(), 0, false);
}

void ImportCellsTest::degrees_areRead_orRefused()
{
    QFETCH(QString, text);
    QFETCH(double, degrees);
    QFETCH(bool, good);
    const auto read = parseDegrees(text);
    QCOMPARE(read.has_value(), good);
    if (good)
        QCOMPARE(*read, degrees);
}

void ImportCellsTest::choice_isReadByCodeAndByWord()
{
    const auto read = [](int entityNo, int fieldNo, const QString &text) {
        const auto value = valueFor(entityNo, *entity(entityNo)->field(fieldNo), text, {});
        return value ? std::get<QString>(*value) : QString();
    };
    QCOMPARE(read(Account::kEntityNo, field::Account::accountClass, QStringLiteral("a")),
             QStringLiteral("A"));
    QCOMPARE(read(Account::kEntityNo, field::Account::accountClass, QStringLiteral("Ｂ类")),
             QStringLiteral("B"));
    QCOMPARE(read(Account::kEntityNo, field::Account::accountClass, QStringLiteral("D")), QString());
    QCOMPARE(read(Account::kEntityNo, field::Account::stage, QStringLiteral("潜在客户")),
             QStringLiteral("prospect"));
    QCOMPARE(read(Contact::kEntityNo, field::Contact::sex, QStringLiteral("女")), QStringLiteral("female"));
    QCOMPARE(read(Contact::kEntityNo, field::Contact::preferredChannel, QStringLiteral("微信")),
             QStringLiteral("message"));
    QCOMPARE(read(Contact::kEntityNo, field::Contact::decisionRole, QStringLiteral("Purchaser")),
             QStringLiteral("purchaser"));
}

void ImportCellsTest::content_isTold_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    const auto row = [](const QString &text, ContentKind kind) {
        QTest::newRow(qPrintable(text)) << text << int(kind);
    };
    row(QStringLiteral(" "), ContentKind::Empty);
    row(QStringLiteral("françois1@example.com"), ContentKind::Email);
    row(QStringLiteral("138 1234 5678"), ContentKind::MobilePhone);
    row(QStringLiteral("010-62345678"), ContentKind::Phone);
    row(QStringLiteral("02162345678"), ContentKind::Phone);
    row(QStringLiteral("1 (11) 500 555-0132"), ContentKind::Phone);
    row(QStringLiteral("https://example.com/a"), ContentKind::Url);
    row(QStringLiteral("2024-03-05"), ContentKind::Date);
    row(QStringLiteral("116.37319"), ContentKind::Degrees);
    row(QStringLiteral("-89.795280"), ContentKind::Degrees);
    row(QStringLiteral("1996"), ContentKind::Year);
    row(QStringLiteral("21000"), ContentKind::Integer);
    row(QStringLiteral("12.5"), ContentKind::Decimal);
    row(QStringLiteral("￥3,000.50"), ContentKind::Decimal);
    row(QStringLiteral("成都"), ContentKind::City);
    row(QStringLiteral("即墨市"), ContentKind::City);
    row(QStringLiteral("北京市朝阳区北辰东路8号5F"), ContentKind::Address);
    row(QStringLiteral("57251 Serene Blvd"), ContentKind::Address);
    row(QStringLiteral("北京蓝天商贸有限公司"), ContentKind::Company);
    row(QStringLiteral("Clamps & Brackets Co."), ContentKind::Company);
    row(QStringLiteral("王小明"), ContentKind::PersonName);
    row(QStringLiteral("Mountain"), ContentKind::Text);
}

void ImportCellsTest::content_isTold()
{
    QFETCH(QString, text);
    QFETCH(int, kind);
    QCOMPARE(int(contentOf(text)), kind);
}

void ImportCellsTest::names_areComparedWithoutWhatSaysNothing_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("Chinese form") << QStringLiteral("蓝天商贸有限公司") << QStringLiteral("蓝天商贸") << true;
    QTest::newRow("share company") << QStringLiteral("远景股份有限公司") << QStringLiteral("远景有限责任公司")
                                   << true;
    QTest::newRow("width, case, blanks")
        << QStringLiteral("ＡＢＣ 商场") << QStringLiteral("abc商场") << true;
    QTest::newRow("Western form") << QStringLiteral("Riders Company, Ltd.") << QStringLiteral("RIDERS")
                                  << true;
    QTest::newRow("form that is the name") << QStringLiteral("Company") << QStringLiteral("Limited") << false;
    QTest::newRow("form inside a word") << QStringLiteral("Texaco") << QStringLiteral("Texa") << false;
    QTest::newRow("others") << QStringLiteral("广百五楼百货") << QStringLiteral("广百八楼百货") << false;
}

void ImportCellsTest::names_areComparedWithoutWhatSaysNothing()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(bool, same);
    QCOMPARE(foldedName(a) == foldedName(b), same);
}

void ImportCellsTest::country_isKnownByCodeAndName()
{
    QCOMPARE(liesInCountry(u"US", {35.0, -89.8}), std::optional(true));
    QCOMPARE(liesInCountry(u"德国", {48.1, 11.6}), std::optional(true));
    QCOMPARE(liesInCountry(u"DE", {11.6, 48.1}), std::optional(false));
    QCOMPARE(liesInCountry(u"Atlantis", {0, 0}), std::nullopt);
}

QTEST_GUILESS_MAIN(ImportCellsTest)
#include "cells_test.moc"
