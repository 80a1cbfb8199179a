// SPDX-License-Identifier: Apache-2.0
#include "core/importing/mapping.h"
#include "core/importing/places.h"
#include "core/schema/rows.h"

#include <QTest>

using namespace legwork;
using namespace legwork::importing;

namespace {

using Kind = ColumnTarget::Kind;
namespace A = field::Account;
namespace C = field::Contact;

ColumnTarget account(int fieldNo) { return ColumnTarget::toField(Account::kEntityNo, fieldNo); }
ColumnTarget contact(int fieldNo) { return ColumnTarget::toField(Contact::kEntityNo, fieldNo); }

Mapping mappingOf(const QString &text, const QHash<int, ColumnTarget> &overrides = {},
                  std::optional<FileKind> kind = std::nullopt)
{
    const auto table = Table::read(text);
    return suggestMapping(*table, profileColumns(*table), kind, overrides,
                          [](const QString &cell) { return cell == QStringLiteral("李雷"); });
}

} // namespace

class ImportMappingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void heading_isUnderstood_data();
    void heading_isUnderstood();
    void everyReadableField_isKnownByItsSchemaName();
    void chineseSheet_isMapped();
    void peopleFile_isRecognised();
    void columnsWithoutHeading_areToldByContent();
    void contentThatDiffers_overrulesTheHeading();
    void secondColumnForAField_isKeptUnderItsHeading();
    void addressLines_areParts();
    void ownOverride_wins_andFreesTheField();
    void ownerColumn_needsKnownColleagues();
    void personColumns_withoutAName_areReleased();
    void phoneColumnOfMobiles_isTheMobile();
    void unknownSecondAxis_isFoundByItsNumbers();
    void swappedColumns_areNoticed();
    void datum_isProposedWithReason();
};

void ImportMappingTest::heading_isUnderstood_data()
{
    QTest::addColumn<QString>("heading");
    QTest::addColumn<int>("kind");
    QTest::addColumn<ColumnTarget>("target");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<int>("power");
    const auto row = [](const QString &heading, ColumnTarget target, const QString &currency = {},
                        int power = 0, FileKind kind = FileKind::Accounts) {
        QTest::newRow(qPrintable(heading)) << heading << int(kind) << target << currency << power;
    };
    row(QStringLiteral("dealername"), account(A::name));
    row(QStringLiteral("Customer Name"), account(A::name));
    row(QStringLiteral("客户名称"), account(A::name));
    row(QStringLiteral("单位"), account(A::name));
    row(QStringLiteral("dealeraddress"), account(A::street));
    row(QStringLiteral("address_line2"), account(A::street));
    row(QStringLiteral("地址"), account(A::street));
    row(QStringLiteral("annual_revenue_usd"), account(A::turnoverMinor), QStringLiteral("USD"));
    row(QStringLiteral("注册资本（万元）"), account(A::registeredCapitalMinor), QStringLiteral("CNY"), 4);
    row(QStringLiteral("business_type"), account(A::industry));
    row(QStringLiteral("Postal Code"), account(A::postcode));
    row(QStringLiteral("store_id"), account(A::externalRef));
    row(QStringLiteral("客户编号"), account(A::externalRef));
    row(QStringLiteral("电话"), account(A::phone));
    row(QStringLiteral("联系人"), contact(C::name));
    row(QStringLiteral("联系人电话"), contact(C::officePhone));
    row(QStringLiteral("bd_lng"), {Kind::Longitude, 0, 0});
    row(QStringLiteral("百度纬度"), {Kind::Latitude, 0, 0});
    row(QStringLiteral("store_id"), contact(C::accountId), {}, 0, FileKind::Contacts);
    row(QStringLiteral("所属客户"), contact(C::accountId), {}, 0, FileKind::Contacts);
    row(QStringLiteral("person_id"), contact(C::externalRef), {}, 0, FileKind::Contacts);
    row(QStringLiteral("name"), contact(C::name), {}, 0, FileKind::Contacts);
    row(QStringLiteral("职务"), contact(C::post), {}, 0, FileKind::Contacts);
}

void ImportMappingTest::heading_isUnderstood()
{
    QFETCH(QString, heading);
    QFETCH(int, kind);
    QFETCH(ColumnTarget, target);
    QFETCH(QString, currency);
    QFETCH(int, power);
    const Heading understood = understandHeading(heading, FileKind(kind));
    QVERIFY(!understood.meanings.empty());
    QVERIFY2(understood.meanings.front().target == target,
             qPrintable(QString::number(understood.meanings.front().target.fieldNo)));
    QCOMPARE(understood.unit.currency, currency);
    QCOMPARE(understood.unit.powerOfTen, power);
}

void ImportMappingTest::everyReadableField_isKnownByItsSchemaName()
{
    int checked = 0;
    for (const FieldSpec &field : entity(Account::kEntityNo)->fields) {
        if (!canBeRead(Account::kEntityNo, field))
            continue;
        const auto meanings = understandHeading(QString::fromLatin1(field.name), FileKind::Accounts).meanings;
        QVERIFY2(!meanings.empty() && meanings.front().target == account(field.no), field.name);
        ++checked;
    }
    QVERIFY(checked > 25);
}

void ImportMappingTest::chineseSheet_isMapped()
{
    const Mapping mapping =
        mappingOf(QStringLiteral("客户名称,所属行业,省份,城市,详细地址,联系电话,法人代表,员工人数,年营业额("
                                 "万元),联系人,职务,手机,备注\n"
                                 "北京蓝天商贸有限公司,零售,北京,北京,朝阳区建国路8号,010-62345678,王刚,50,"
                                 "1200,李梅,采购经理,13812345678,老客户\n"));
    const std::vector<ColumnTarget> expected{account(A::name),
                                             account(A::industry),
                                             account(A::province),
                                             account(A::city),
                                             account(A::street),
                                             account(A::phone),
                                             account(A::legalRepresentative),
                                             account(A::staffCount),
                                             account(A::turnoverMinor),
                                             contact(C::name),
                                             contact(C::post),
                                             contact(C::mobile),
                                             {}};
    QCOMPARE(int(mapping.kind), int(FileKind::Accounts));
    QCOMPARE(mapping.columns.size(), expected.size());
    for (size_t i = 0; i < expected.size(); ++i)
        QVERIFY2(mapping.columns[i].target == expected[i], qPrintable(mapping.columns[i].heading));
    QCOMPARE(int(mapping.columns.back().reason), int(MatchReason::NotRecognised));
}

void ImportMappingTest::peopleFile_isRecognised()
{
    QCOMPARE(int(kindOfFile({QStringLiteral("person_id"), QStringLiteral("store_id"),
                             QStringLiteral("first_name"), QStringLiteral("job_title")})),
             int(FileKind::Contacts));
    QCOMPARE(int(kindOfFile({QStringLiteral("客户名称"), QStringLiteral("姓名"), QStringLiteral("职务"),
                             QStringLiteral("手机")})),
             int(FileKind::Contacts));
    QCOMPARE(int(kindOfFile({QStringLiteral("客户名称"), QStringLiteral("地址"), QStringLiteral("电话"),
                             QStringLiteral("联系人")})),
             int(FileKind::Accounts));
    QCOMPARE(int(kindOfFile({QStringLiteral("name"), QStringLiteral("phone")})), int(FileKind::Accounts));
}

void ImportMappingTest::columnsWithoutHeading_areToldByContent()
{
    const Mapping mapping =
        mappingOf(QStringLiteral("北京蓝天商场,北京,朝阳区建国路8号,010-62345678,116.4,39.9151,116.4041\n"
                                 "上海远景百货,上海,徐汇区漕溪路12号,021-55667788,3,31.2304,121.4737\n"));
    QVERIFY(mapping.columns[0].target == account(A::name));
    QVERIFY(mapping.columns[1].target == account(A::city));
    QVERIFY(mapping.columns[2].target == account(A::street));
    QVERIFY(mapping.columns[3].target == account(A::phone));
    QVERIFY(mapping.columns[5].target.kind == Kind::Latitude);
    QVERIFY(mapping.columns[6].target.kind == Kind::Longitude);
    QCOMPARE(int(mapping.columns[0].reason), int(MatchReason::Content));
    QVERIFY(mapping.columns[0].confidence < 0.7);
    QCOMPARE(mapping.columns[4].name, QStringLiteral("#5"));
}

void ImportMappingTest::contentThatDiffers_overrulesTheHeading()
{
    const Mapping mapping = mappingOf(QStringLiteral("name,employees\nA,many\nB,few\nC,12\n"));
    QVERIFY(mapping.columns[1].target.kind == Kind::Attribute);
    QCOMPARE(int(mapping.columns[1].reason), int(MatchReason::ContentDiffers));
}

void ImportMappingTest::secondColumnForAField_isKeptUnderItsHeading()
{
    const Mapping mapping = mappingOf(QStringLiteral("name,annual_sales_usd,annual_revenue_usd\nA,10,20\n"));
    QVERIFY(mapping.columns[2].target == account(A::turnoverMinor));
    QVERIFY(mapping.columns[1].target.kind == Kind::Attribute);
    QCOMPARE(int(mapping.columns[1].reason), int(MatchReason::FieldTaken));
}

void ImportMappingTest::addressLines_areParts()
{
    const Mapping mapping = mappingOf(QStringLiteral("name,address1,address2\nA,1 Main Street,Floor 2\n"));
    QVERIFY(mapping.columns[1].target == account(A::street));
    QVERIFY(mapping.columns[2].target == account(A::street));
    QVERIFY(mapping.columns[1].isPart && mapping.columns[2].isPart);
}

void ImportMappingTest::ownOverride_wins_andFreesTheField()
{
    const QString text = QStringLiteral("name,annual_sales,annual_revenue,odd\nA,10,20,x\n");
    const Mapping mapping = mappingOf(
        text, {{1, account(A::turnoverMinor)}, {3, account(A::businessScope)}, {99, account(A::fax)}});
    QVERIFY(mapping.columns[1].target == account(A::turnoverMinor));
    QCOMPARE(int(mapping.columns[1].reason), int(MatchReason::User));
    QVERIFY(mapping.columns[2].target.kind == Kind::Attribute);
    QVERIFY(mapping.columns[3].target == account(A::businessScope));
}

void ImportMappingTest::ownerColumn_needsKnownColleagues()
{
    QVERIFY(mappingOf(QStringLiteral("name,业务员\nA,李雷\nB,王五\n")).columns[1].target
            == account(A::ownerId));
    const Mapping mapping = mappingOf(QStringLiteral("name,sales_person_id\nA,279\n"));
    QVERIFY(mapping.columns[1].target.kind == Kind::Attribute);
    QCOMPARE(int(mapping.columns[1].reason), int(MatchReason::NobodyKnown));
}

void ImportMappingTest::personColumns_withoutAName_areReleased()
{
    const Mapping mapping = mappingOf(QStringLiteral("客户名称,城市,手机,职务\n甲,北京,13812345678,经理\n"));
    QVERIFY(mapping.columns[2].target == account(A::phone));
    QVERIFY(mapping.columns[3].target.kind == Kind::Attribute);
    QCOMPARE(int(mapping.columns[3].reason), int(MatchReason::NoContact));
}

void ImportMappingTest::phoneColumnOfMobiles_isTheMobile()
{
    const Mapping mapping = mappingOf(QStringLiteral(
        "姓名,职务,公司,电话\n王刚,经理,甲公司,13812345678\n李梅,店长,乙公司,139 1234 5678\n"));
    QCOMPARE(int(mapping.kind), int(FileKind::Contacts));
    QVERIFY(mapping.columns[3].target == contact(C::mobile));
}

void ImportMappingTest::unknownSecondAxis_isFoundByItsNumbers()
{
    const Mapping mapping = mappingOf(QStringLiteral(
        "name,score,latitude,gratitude\nA,1.2345,116.37319,39.93428\nB,2.3456,116.332719,39.972651\n"));
    QVERIFY(mapping.columns[2].target.kind == Kind::Latitude);
    QVERIFY(mapping.columns[3].target.kind == Kind::Longitude);
    QVERIFY(mapping.columns[1].target.kind == Kind::Attribute);
}

void ImportMappingTest::swappedColumns_areNoticed()
{
    const auto survey = [](const QString &text) {
        const auto table = Table::read(text);
        return surveyPlaces(*table, mappingOf(text), {});
    };
    QVERIFY(
        survey(QStringLiteral("name,latitude,longitude\nA,116.37319,39.93428\nB,116.4,39.9\n")).suggestSwap);
    QVERIFY(
        !survey(QStringLiteral("name,latitude,longitude\nA,39.93428,116.37319\nB,39.9,116.4\n")).suggestSwap);
    // Both orders are on earth; the mainland tells.
    QVERIFY(survey(QStringLiteral("name,latitude,longitude\n乌鲁木齐店,87.61682,43.82564\n")).suggestSwap);
    // Here the country tells.
    QVERIFY(survey(QStringLiteral("name,country,latitude,longitude\nA,DE,11.575,48.137\nB,DE,13.405,52.52\n"))
                .suggestSwap);
    // One slipped row does not turn the file.
    const PlaceAdvice advice =
        survey(QStringLiteral("name,latitude,longitude\nA,39.9,116.3\nB,31.2,121.4\nC,121.4,31.2\n"));
    QVERIFY(!advice.suggestSwap);
    QCOMPARE(advice.fitSwapped, 1);
}

void ImportMappingTest::datum_isProposedWithReason()
{
    const auto survey = [](const QString &text) {
        const auto table = Table::read(text);
        return surveyPlaces(*table, mappingOf(text), {});
    };
    const PlaceAdvice mainland = survey(QStringLiteral("name,lat,lng\nA,39.9151,116.4041\n"));
    QCOMPARE(int(mainland.reason), int(DatumReason::MainlandChina));
    QVERIFY(mainland.mustAskDatum());
    const PlaceAdvice named = survey(QStringLiteral("name,gcj02_lat,gcj02_lng\nA,39.9151,116.4041\n"));
    QCOMPARE(int(named.reason), int(DatumReason::HeadingNames));
    QCOMPARE(int(named.suggestedDatum), int(Datum::Gcj02));
    QVERIFY(!named.mustAskDatum());
    const PlaceAdvice abroad = survey(QStringLiteral("name,lat,lng\nA,48.137,11.575\n"));
    QCOMPARE(int(abroad.reason), int(DatumReason::Elsewhere));
    QCOMPARE(int(abroad.suggestedDatum), int(Datum::Wgs84));
    QCOMPARE(int(survey(QStringLiteral("name,city\nA,x\n")).reason), int(DatumReason::NoPositions));
}

QTEST_GUILESS_MAIN(ImportMappingTest)
#include "mapping_test.moc"
