// SPDX-License-Identifier: Apache-2.0
#include "core/importing/draft.h"

#include <QTest>

#include <algorithm>
#include <rapidcheck.h>
#include <set>

using namespace legwork;
using namespace legwork::importing;

namespace {

using Outcome = RowOutcome::Kind;

ImportDraft draftOf(const QString &text, Existing existing = {}, const ImportChoices &choices = {},
                    const OpenOptions &options = {})
{
    ImportContext context;
    context.territory = Uuid::generate();
    context.importedBy = Id<Person>::generate();
    context.owner = Id<Person>::generate();
    auto draft = ImportDraft::open(QStringLiteral("dir/list.csv"), text.toUtf8(), std::move(existing),
                                   context, options, choices);
    return std::move(*draft);
}

std::vector<QString> remarksOf(const ImportPlan &plan, qsizetype row)
{
    std::vector<QString> codes;
    for (const Remark &remark : plan.remarks) {
        if (remark.row == row)
            codes.push_back(codeOf(remark.code));
    }
    return codes;
}

bool isAccountedFor(const ImportDraft &draft)
{
    const ImportPlan &plan = draft.plan();
    qint64 fresh = 0;
    qint64 merged = 0;
    for (qsizetype row = 0; row < qsizetype(plan.outcomes.size()); ++row) {
        const RowOutcome &outcome = plan.outcomes[size_t(row)];
        fresh += outcome.kind == Outcome::New ? 1 : 0;
        merged +=
            outcome.kind == Outcome::MergedIntoExisting || outcome.kind == Outcome::MergedIntoRow ? 1 : 0;
        if (outcome.kind == Outcome::MergedIntoRow
            && (outcome.target >= row || plan.outcomes[size_t(outcome.target)].kind == Outcome::MergedIntoRow
                || plan.outcomes[size_t(outcome.target)].kind == Outcome::SetAside))
            return false;
        if (outcome.kind == Outcome::SetAside && plan.setAside[size_t(outcome.target)].row != row)
            return false;
    }
    return qint64(plan.outcomes.size()) == plan.file.rows && fresh == plan.imported && merged == plan.merged
           && plan.imported + plan.merged + qint64(plan.setAside.size()) == plan.file.rows;
}

Existing oneShop(const Account &ours)
{
    Existing existing;
    existing.accounts.push_back(
        {ours.id, ours.name, ours.city, ours.street, ours.position, ours.externalRef});
    existing.account = [ours](Id<Account>) { return std::optional(ours); };
    return existing;
}

} // namespace

class ImportPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void row_becomesAnAccount_withEverythingKept();
    void badRows_areSetAside_withLineFieldAndReason();
    void valueThatDoesNotFit_isKeptAsAttribute_withRemark();
    void amountsInTwoCurrencies_areNotMixed();
    void positions_areReadCheckedAndConverted();
    void damagedText_setsOnlyItsRowsAside();
    void duplicateInTheFile_isMergedByDefault_andTheUserCanSayOtherwise();
    void sameNameWithOwnNumbersOrFarApart_isKept();
    void nearShopOfAlikeName_isOffered_notMerged();
    void existingAccount_isFilledUp_notOverwritten();
    void fileWins_whenTheUserSaysSo();
    void secondRowOfOneExistingAccount_joinsTheFirst();
    void personInAnAccountRow_becomesAContact();
    void peopleFile_isAttachedToAccounts_orSetAside();
    void decisions_keepIds_andMappingOverrideTakesEffect();
    void batch_countsWhatThePlanSays();
    void everyLineOfAnyFile_isAccountedFor();
};

void ImportPlanTest::row_becomesAnAccount_withEverythingKept()
{
    const ImportDraft draft = draftOf(
        QStringLiteral("客户编号,客户名称,城市,地址1,地址2,员工人数,年营业额(万元),标签,备注,分组\nK1,\"蓝天&"
                       "amp;商贸\",北京,建国路8号,5层,50人,1200.5,重点；老客户,\"爱\n茶\",甲组\n"));
    const PlannedRow row = draft.row(0);
    QVERIFY(row.account);
    QCOMPARE(row.line, 2);
    QCOMPARE(row.account->name, QStringLiteral("蓝天&商贸"));
    QCOMPARE(row.account->street, QStringLiteral("建国路8号\n5层"));
    QCOMPARE(row.account->staffCount, std::optional<qint64>(50));
    QCOMPARE(row.account->turnoverMinor, std::optional<qint64>(1'200'500'000));
    QCOMPARE(row.account->currency, QStringLiteral("CNY"));
    QCOMPARE(row.account->tags.items(), (QStringList{QStringLiteral("老客户"), QStringLiteral("重点")}));
    QCOMPARE(row.account->attributes.entries(),
             (QMap<QString, QString>{{QStringLiteral("分组"), QStringLiteral("甲组")},
                                     {QStringLiteral("备注"), QStringLiteral("爱\n茶")}}));
    QCOMPARE(row.account->externalRef, QStringLiteral("K1"));
    QCOMPARE(row.account->importId, draft.batch().id);
    QVERIFY(!row.account->id.isNull());
    QVERIFY(!row.account->ownerId.isNull());
    QCOMPARE(row.account->scope, draft.batch().scope);
    QCOMPARE(remarksOf(draft.plan(), 0), (std::vector<QString>{QStringLiteral("text.entities-unescaped")}));
}

void ImportPlanTest::badRows_areSetAside_withLineFieldAndReason()
{
    const QString nul(QChar(0));
    const ImportDraft draft = draftOf(QStringLiteral("city,name\n北京,甲\n\n上海,\n广州,乙,多,余\n深圳,丙")
                                      + nul + QStringLiteral("丁\n"));
    const ImportPlan &plan = draft.plan();
    QVERIFY(isAccountedFor(draft));
    QCOMPARE(plan.imported, 1);
    QCOMPARE(plan.file.blankRows, 1);
    QCOMPARE(plan.setAside.size(), size_t(3));
    QCOMPARE(plan.setAside[0].line, 4);
    QCOMPARE(codeOf(plan.setAside[0].fault.code), QLatin1String("name.missing"));
    QCOMPARE(plan.setAside[0].fault.column, 1);
    QCOMPARE(plan.setAside[1].line, 5);
    QCOMPARE(codeOf(plan.setAside[1].fault.code), QLatin1String("row.too-long"));
    QCOMPARE(plan.setAside[1].fault.arguments, (QStringList{QStringLiteral("4"), QStringLiteral("2")}));
    QCOMPARE(plan.setAside[2].line, 6);
    QCOMPARE(codeOf(plan.setAside[2].fault.code), QLatin1String("value.refused"));
    QCOMPARE(plan.setAside[2].fault.column, 1);
    QVERIFY(!draft.row(1).account);
}

void ImportPlanTest::valueThatDoesNotFit_isKeptAsAttribute_withRemark()
{
    const ImportDraft draft = draftOf(
        QStringLiteral("name,year_opened,employees,phone\nA,1996,about ten,1.38E+10\nB,1997,5,\nC,1998,7\n"));
    QCOMPARE(draft.row(0).account->attributes.entries().value(QStringLiteral("employees")),
             QStringLiteral("about ten"));
    QVERIFY(!draft.row(0).account->staffCount);
    QCOMPARE(remarksOf(draft.plan(), 0),
             (std::vector<QString>{QStringLiteral("value.kept-as-text"), QStringLiteral("phone.damaged")}));
    QCOMPARE(draft.row(0).account->phone, QStringLiteral("1.38E+10"));
    QCOMPARE(remarksOf(draft.plan(), 2), (std::vector<QString>{QStringLiteral("row.short")}));
}

void ImportPlanTest::amountsInTwoCurrencies_areNotMixed()
{
    const ImportDraft draft = draftOf(QStringLiteral("name,revenue_usd,profit_eur\nA,100,10\n"));
    const Account account = *draft.row(0).account;
    QCOMPARE(account.currency, QStringLiteral("USD"));
    QCOMPARE(account.turnoverMinor, std::optional<qint64>(10'000));
    QVERIFY(!account.profitMinor);
    QCOMPARE(account.attributes.entries().value(QStringLiteral("profit_eur")), QStringLiteral("10"));
    ImportChoices choices;
    choices.currency = QStringLiteral("JPY");
    const ImportDraft yen = draftOf(QStringLiteral("name,revenue\nA,100\n"), {}, choices);
    QCOMPARE(yen.row(0).account->turnoverMinor, std::optional<qint64>(100));
    QCOMPARE(yen.row(0).account->currency, QStringLiteral("JPY"));
}

void ImportPlanTest::positions_areReadCheckedAndConverted()
{
    ImportChoices choices;
    choices.datum = Datum::Bd09;
    ImportDraft draft = draftOf(QStringLiteral("name,country,latitude,longitude\n"
                                               "王府井,CN,39.920603,116.416575\n"
                                               "无,CN,,\n"
                                               "零,CN,0,0\n"
                                               "反,CN,116.416575,39.920603\n"
                                               "字,CN,北纬,116\n"
                                               "外,CN,48.137,11.575\n"
                                               "错,,200.5,300.5\n"),
                                {}, choices);
    const GeoPoint store = draft.row(0).account->position;
    QVERIFY(distanceM(store, *GeoPoint::fromDegrees(39.9140, 116.4045)) < 400);
    QCOMPARE(draft.row(3).account->position, store);
    QCOMPARE(remarksOf(draft.plan(), 1), (std::vector<QString>{QStringLiteral("position.missing")}));
    QCOMPARE(remarksOf(draft.plan(), 2), (std::vector<QString>{QStringLiteral("position.zero")}));
    QCOMPARE(remarksOf(draft.plan(), 3), (std::vector<QString>{QStringLiteral("position.row-swapped")}));
    QCOMPARE(remarksOf(draft.plan(), 4), (std::vector<QString>{QStringLiteral("position.unreadable")}));
    QCOMPARE(draft.row(4).account->attributes.entries().value(QStringLiteral("latitude")),
             QStringLiteral("北纬"));
    QCOMPARE(remarksOf(draft.plan(), 5), (std::vector<QString>{QStringLiteral("position.outside-country")}));
    QVERIFY(draft.row(5).account->position.isSet());
    QCOMPARE(remarksOf(draft.plan(), 6), (std::vector<QString>{QStringLiteral("position.out-of-range")}));
    QCOMPARE(draft.plan().imported, 7);

    choices.datum = Datum::Wgs84;
    choices.correctSingleRows = false;
    draft.setChoices(choices);
    QCOMPARE(draft.row(0).account->position, *GeoPoint::fromDegrees(39.920603, 116.416575));
    QVERIFY(!draft.row(3).account->position.isSet());
    choices.swapAxes = true;
    draft.setChoices(choices);
    QCOMPARE(draft.row(3).account->position, *GeoPoint::fromDegrees(39.920603, 116.416575));
}

void ImportPlanTest::damagedText_setsOnlyItsRowsAside()
{
    QByteArray bytes = QStringLiteral("name,city\n甲甲甲甲甲甲,北京北京\n乙,上海\n").toUtf8();
    bytes.replace(QStringLiteral("乙").toUtf8(), "\xff");
    QVERIFY(!ImportDraft::open(QStringLiteral("x"), bytes, {}, {}));
    OpenOptions options;
    options.text.keepGoing = true;
    const auto draft = ImportDraft::open(QStringLiteral("x"), bytes, {}, {}, options);
    QVERIFY(draft);
    QVERIFY(draft->plan().file.isDamaged);
    QCOMPARE(draft->plan().imported, 1);
    QCOMPARE(codeOf(draft->plan().setAside.at(0).fault.code), QLatin1String("text.damaged"));
    QCOMPARE(draft->plan().setAside.at(0).line, 3);
}

void ImportPlanTest::duplicateInTheFile_isMergedByDefault_andTheUserCanSayOtherwise()
{
    ImportDraft draft = draftOf(QStringLiteral("客户名称,城市,地址,电话,法人\n"
                                               "蓝天商贸有限公司,北京,建国路8号,,王刚\n"
                                               "远景百货,上海,漕溪路1号,021-5,\n"
                                               "蓝天商贸,北京市,,010-1,李梅\n"));
    QCOMPARE(draft.plan().imported, 2);
    QCOMPARE(draft.plan().merged, 1);
    QCOMPARE(draft.plan().duplicates.size(), size_t(1));
    const DuplicateOffer offer = draft.plan().duplicates[0];
    QCOMPARE(offer.row, 2);
    QCOMPARE(offer.candidates[0].index, 0);
    QCOMPARE(int(offer.candidates[0].reason), int(DuplicateReason::SameNameSamePlace));
    QVERIFY(!offer.decidedByUser);
    QCOMPARE(draft.row(0).account->phone, QStringLiteral("010-1"));
    QCOMPARE(draft.row(0).account->legalRepresentative, QStringLiteral("王刚"));
    QVERIFY(!draft.row(2).account);
    // What the second row says differently is told, not dropped in silence.
    const auto remarks = remarksOf(draft.plan(), 2);
    QVERIFY(std::count(remarks.begin(), remarks.end(), QStringLiteral("merge.value-kept")) >= 1);
    QVERIFY(std::any_of(draft.plan().remarks.begin(), draft.plan().remarks.end(), [](const Remark &remark) {
        return remark.row == 2 && remark.arguments == QStringList{QStringLiteral("李梅")}
               && remark.column == 4;
    }));

    ImportChoices choices;
    choices.duplicates.insert(2, {DuplicateAction::KeepBoth, 0});
    draft.setChoices(choices);
    QCOMPARE(draft.plan().imported, 3);
    QVERIFY(draft.plan().duplicates[0].decidedByUser);
    QVERIFY(draft.row(0).account->phone.isEmpty());
    choices.duplicates.insert(2, {DuplicateAction::Skip, 0});
    draft.setChoices(choices);
    QCOMPARE(draft.plan().imported, 2);
    QCOMPARE(codeOf(draft.plan().setAside.at(0).fault.code), QLatin1String("duplicate.skipped"));
    QCOMPARE(draft.plan().setAside.at(0).line, 4);
    QVERIFY(isAccountedFor(draft));
}

void ImportPlanTest::sameNameWithOwnNumbersOrFarApart_isKept()
{
    const ImportDraft numbers = draftOf(
        QStringLiteral("id,name,city\n1,Bike Shop,London\n2,Bike Shop Ltd,London\n3,Bike Shop,Paris\n"));
    QCOMPARE(numbers.plan().imported, 3);
    QCOMPARE(numbers.plan().duplicates.size(), size_t(1));
    QCOMPARE(int(numbers.plan().duplicates[0].candidates[0].reason), int(DuplicateReason::ReferencesDiffer));
    const ImportDraft far = draftOf(
        QStringLiteral("name,city,lat,lon\nShop,London,51.5000,-0.1000\nShop,London,51.6000,-0.1000\n"));
    QCOMPARE(far.plan().imported, 2);
    QCOMPARE(int(far.plan().duplicates.at(0).candidates[0].reason), int(DuplicateReason::PlacesDiffer));
    const ImportDraft streets =
        draftOf(QStringLiteral("name,city,address\nShop,London,1 High Street\nShop,London,9 Low Road\n"));
    QCOMPARE(streets.plan().imported, 2);
    QCOMPARE(int(streets.plan().duplicates.at(0).candidates[0].reason),
             int(DuplicateReason::AddressesDiffer));
    // One number for two different shops is no key.
    const ImportDraft noKey = draftOf(QStringLiteral("id,name,city\n1,Alpha,London\n1,Zebra,Paris\n"));
    QCOMPARE(noKey.plan().imported, 2);
    const ImportDraft sameKey =
        draftOf(QStringLiteral("id,name,city\n1,Alpha Works,London\n1,Alpha Work,London\n"));
    QCOMPARE(sameKey.plan().merged, 1);
}

void ImportPlanTest::nearShopOfAlikeName_isOffered_notMerged()
{
    const ImportDraft draft =
        draftOf(QStringLiteral("name,city,lat,lng\n广州广百五楼百货,广州,23.129643,113.274874\n"
                               "广州广百八楼百货,广州,23.129700,113.274900\n"
                               "广州正佳百货,广州,23.129643,113.274874\n"));
    QCOMPARE(draft.plan().imported, 3);
    QCOMPARE(draft.plan().duplicates.size(), size_t(1));
    const DuplicateCandidate candidate = draft.plan().duplicates[0].candidates[0];
    QCOMPARE(int(candidate.kind), int(DuplicateKind::NearAndSimilar));
    QVERIFY(candidate.distanceM > 0 && candidate.distanceM < 150);
    QCOMPARE(int(candidate.proposed), int(DuplicateAction::KeepBoth));
}

void ImportPlanTest::existingAccount_isFilledUp_notOverwritten()
{
    Account ours;
    ours.id = Id<Account>::generate();
    ours.name = QStringLiteral("Riders");
    ours.city = QStringLiteral("Branch");
    ours.phone = QStringLiteral("111");
    ours.externalRef = QStringLiteral("296");
    ours.tags = StringSet({QStringLiteral("gold")});
    const ImportDraft draft = draftOf(
        QStringLiteral(
            "store_id,name,city,phone,website,tags\n296,Riders Company,Branch,222,example.com,silver\n"),
        oneShop(ours));
    QCOMPARE(draft.plan().merged, 1);
    const PlannedRow row = draft.row(0);
    QVERIFY(row.accountExists);
    QCOMPARE(row.account->id, ours.id);
    QCOMPARE(row.account->phone, QStringLiteral("111"));
    QCOMPARE(row.account->website, QStringLiteral("example.com"));
    QCOMPARE(row.account->tags.items(), (QStringList{QStringLiteral("gold"), QStringLiteral("silver")}));
    QCOMPARE(row.changes.size(), size_t(2));
    QCOMPARE(row.changes[0].fieldNo, int(field::Account::website));
    QVERIFY(isNull(row.changes[0].before));
    QCOMPARE(row.changes[1].fieldNo, int(field::Account::tags));
    // name and phone differ and stay
    QCOMPARE(row.kept.size(), size_t(2));
    QCOMPARE(row.kept[1].after, Value(QStringLiteral("222")));
    QVERIFY(row.account->importId.isNull());
}

void ImportPlanTest::fileWins_whenTheUserSaysSo()
{
    Account ours;
    ours.id = Id<Account>::generate();
    ours.name = QStringLiteral("Riders");
    ours.phone = QStringLiteral("111");
    ours.fax = QStringLiteral("9");
    ImportChoices choices;
    choices.merge = MergePolicy::FileWins;
    const ImportDraft draft =
        draftOf(QStringLiteral("name,phone,fax\nRiders,222,\n"), oneShop(ours), choices);
    const PlannedRow row = draft.row(0);
    QCOMPARE(row.account->phone, QStringLiteral("222"));
    QCOMPARE(row.account->fax, QStringLiteral("9"));
    QCOMPARE(row.changes.size(), size_t(1));
    QCOMPARE(row.changes[0].before, Value(QStringLiteral("111")));
}

void ImportPlanTest::secondRowOfOneExistingAccount_joinsTheFirst()
{
    Account ours;
    ours.id = Id<Account>::generate();
    ours.name = QStringLiteral("Riders");
    const ImportDraft draft =
        draftOf(QStringLiteral("name,phone,fax\nRiders,222,\nRiders,,333\n"), oneShop(ours));
    QCOMPARE(int(draft.plan().outcomes[0].kind), int(Outcome::MergedIntoExisting));
    QCOMPARE(int(draft.plan().outcomes[1].kind), int(Outcome::MergedIntoRow));
    QCOMPARE(draft.row(0).account->fax, QStringLiteral("333"));
    QVERIFY(isAccountedFor(draft));
}

void ImportPlanTest::personInAnAccountRow_becomesAContact()
{
    const ImportDraft draft = draftOf(QStringLiteral("客户名称,城市,地址,联系人,手机,职务\n"
                                                     "蓝天商贸,北京,建国路8号,李梅,13812345678,经理\n"
                                                     "蓝天商贸,北京,建国路8号,王刚,,\n"
                                                     "蓝天商贸,北京,建国路8号,李梅,,总监\n"
                                                     "远景百货,上海,漕溪路1号,,13900001111,\n"));
    QCOMPARE(draft.plan().imported, 2);
    QCOMPARE(draft.plan().merged, 2);
    const PlannedRow first = draft.row(0);
    QVERIFY(first.account && first.contact);
    QCOMPARE(first.contact->accountId, first.account->id);
    QCOMPARE(first.contact->mobile, QStringLiteral("13812345678"));
    const PlannedRow second = draft.row(1);
    QVERIFY(!second.account && second.contact);
    QCOMPARE(second.contact->name, QStringLiteral("王刚"));
    QCOMPARE(second.contact->accountId, first.account->id);
    QVERIFY(second.contact->id != first.contact->id);
    QVERIFY(!draft.row(2).contact);
    QCOMPARE(first.contact->post, QStringLiteral("经理"));
    QCOMPARE(remarksOf(draft.plan(), 2), (std::vector<QString>{QStringLiteral("merge.value-kept")}));
    // Nobody is named: the number stays with the customer.
    QVERIFY(!draft.row(3).contact);
    QCOMPARE(draft.row(3).account->attributes.entries().value(QStringLiteral("手机")),
             QStringLiteral("13900001111"));
}

void ImportPlanTest::peopleFile_isAttachedToAccounts_orSetAside()
{
    Existing existing;
    const auto riders = Id<Account>::generate();
    existing.accounts = {{riders, QStringLiteral("Riders Company"), {}, {}, {}, QStringLiteral("296")},
                         {Id<Account>::generate(), QStringLiteral("Twin"), {}, {}, {}, QStringLiteral("1")},
                         {Id<Account>::generate(), QStringLiteral("Twin"), {}, {}, {}, QStringLiteral("2")}};
    const auto kim = Id<Contact>::generate();
    existing.contacts = {{kim, riders, QStringLiteral("Kim"), {}, {}, {}}};
    const ImportDraft draft = draftOf(QStringLiteral("store_id,first_name,last_name,job_title,email,room\n"
                                                     "296,Ann,Lee,Owner,ann@example.com,12\n"
                                                     "Riders,Bob,,Buyer,,\n"
                                                     "999,Cid,,Owner,,\n"
                                                     ",Dan,,Owner,,\n"
                                                     "Twin,Eve,,Owner,,\n"
                                                     "296,,,Owner,,\n"
                                                     "296,Kim,,Clerk,,\n"),
                                      existing);
    const ImportPlan &plan = draft.plan();
    QCOMPARE(int(plan.mapping.kind), int(FileKind::Contacts));
    QVERIFY(isAccountedFor(draft));
    QCOMPARE(plan.imported, 2);
    QCOMPARE(plan.merged, 1);
    QCOMPARE(draft.row(0).contact->name, QStringLiteral("Ann Lee"));
    QCOMPARE(draft.row(0).contact->accountId, riders);
    QCOMPARE(draft.row(0).contact->attributes.entries().value(QStringLiteral("room")), QStringLiteral("12"));
    QCOMPARE(draft.row(1).contact->accountId, riders);
    QCOMPARE(draft.row(6).contact->id, kim);
    std::vector<QString> codes;
    for (const SetAsideRow &row : plan.setAside)
        codes.push_back(codeOf(row.fault.code));
    QCOMPARE(codes,
             (std::vector<QString>{QStringLiteral("account.unknown"), QStringLiteral("account.missing"),
                                   QStringLiteral("account.ambiguous"), QStringLiteral("name.missing")}));
    QCOMPARE(plan.setAside[0].fault.arguments, (QStringList{QStringLiteral("999")}));
}

void ImportPlanTest::decisions_keepIds_andMappingOverrideTakesEffect()
{
    ImportDraft draft = draftOf(QStringLiteral("name,odd\nA,x\nB,y\n"));
    const auto id = draft.row(1).account->id;
    QCOMPARE(draft.row(1).account->attributes.entries().value(QStringLiteral("odd")), QStringLiteral("y"));
    ImportChoices choices;
    choices.columns.insert(1, ColumnTarget::toField(Account::kEntityNo, field::Account::city));
    draft.setChoices(choices);
    QCOMPARE(draft.row(1).account->id, id);
    QCOMPARE(draft.row(1).account->city, QStringLiteral("y"));
    QVERIFY(draft.row(1).account->attributes.isEmpty());
    choices.columns[1] = {ColumnTarget::Kind::Ignored, 0, 0};
    draft.setChoices(choices);
    QVERIFY(draft.row(1).account->city.isEmpty() && draft.row(1).account->attributes.isEmpty());
    QCOMPARE(draft.preview(10).size(), size_t(2));
    QCOMPARE(draft.preview(1).size(), size_t(1));
}

void ImportPlanTest::batch_countsWhatThePlanSays()
{
    const ImportDraft draft = draftOf(QStringLiteral("name,city\nA,x\nA,x\n,y\n"));
    const ImportBatch batch = draft.batch();
    QCOMPARE(batch.fileName, QStringLiteral("list.csv"));
    QCOMPARE(batch.rowsRead, std::optional<qint64>(3));
    QCOMPARE(batch.rowsImported, std::optional<qint64>(2));
    QCOMPARE(batch.rowsSetAside, std::optional<qint64>(1));
    QVERIFY(batch.state == ImportState::Done);
}

void ImportPlanTest::everyLineOfAnyFile_isAccountedFor()
{
    QVERIFY(rc::check("imported + merged + set aside = data rows", [] {
        const auto word = rc::gen::element<std::string>(
            "", " ", "name", "城市", "北京", "上海", "lat", "lng", "store_id", "first_name", "116.4", "39.9",
            "0", "200.5", "甲公司", "甲", "乙商场", "\"", "\"\"", "\"x", "x\"", "&amp;", "13812345678",
            "a@b.cd", "2024-01-02", "1.2E+9", "USD", "1,2", "\xff", "\xe5", "296", "Riders");
        const auto end = rc::gen::element<std::string>(",", ",", ",", ";", "\n", "\r\n", "\r", "\t");
        const auto parts =
            *rc::gen::container<std::vector<std::pair<std::string, std::string>>>(rc::gen::pair(word, end));
        QByteArray bytes = "name,city,lat,lng\n";
        if (*rc::gen::arbitrary<bool>())
            bytes = "store_id,first_name,job_title\n";
        if (*rc::gen::inRange(0, 4) == 0)
            bytes.clear();
        for (const auto &[cell, after] : parts)
            bytes += QByteArray::fromStdString(cell + after);
        Existing existing;
        existing.accounts.push_back(
            {Id<Account>::generate(), QStringLiteral("Riders"), {}, {}, {}, QStringLiteral("296")});
        OpenOptions options;
        options.text.keepGoing = true;
        auto draft = ImportDraft::open(QStringLiteral("x"), bytes, existing, {}, options);
        if (!draft) {
            RC_ASSERT(draft.error().code.startsWith(QStringLiteral("import.")));
            return;
        }
        RC_ASSERT(isAccountedFor(*draft));
        ImportChoices choices;
        choices.duplicates.insert(
            *rc::gen::inRange(0, 5),
            {*rc::gen::element(DuplicateAction::Merge, DuplicateAction::KeepBoth, DuplicateAction::Skip),
             *rc::gen::inRange<size_t>(0, 3)});
        choices.swapAxes = *rc::gen::arbitrary<bool>();
        choices.datum = Datum::Gcj02;
        draft->setChoices(choices);
        RC_ASSERT(isAccountedFor(*draft));
        // Every row that is taken gives rows that the store accepts, each id once.
        std::set<Uuid> ids;
        for (qsizetype row = 0; row < draft->plan().file.rows; ++row) {
            const PlannedRow planned = draft->row(row);
            if (planned.account)
                RC_ASSERT(ids.insert(planned.account->id.uuid).second && !planned.account->name.isEmpty());
            if (planned.contact)
                RC_ASSERT(ids.insert(planned.contact->id.uuid).second && !planned.contact->name.isEmpty()
                          && !planned.contact->accountId.isNull());
        }
    }));
}

QTEST_GUILESS_MAIN(ImportPlanTest)
#include "plan_test.moc"
