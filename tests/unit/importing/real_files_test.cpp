// SPDX-License-Identifier: Apache-2.0
// Lists that nobody here wrote. They are not part of the project: looked for in LEGWORK_SHARED or beside the
// checkout, and skipped when absent.
#include "core/importing/draft.h"

#include <QDir>
#include <QFile>
#include <QStringEncoder>
#include <QTest>

#include <algorithm>

using namespace legwork;
using namespace legwork::importing;

namespace {

std::optional<QByteArray> bytesOf(const QString &name)
{
    const QString source = qEnvironmentVariable("LEGWORK_SOURCE_DIR", QDir::currentPath());
    for (const QString &folder :
         {qEnvironmentVariable("LEGWORK_SHARED"), source + QStringLiteral("/../shared"),
          source + QStringLiteral("/../../shared")}) {
        QFile file(folder + QStringLiteral("/data/") + name);
        if (!folder.isEmpty() && file.open(QIODevice::ReadOnly))
            return file.readAll();
    }
    return std::nullopt;
}

qint64 remarks(const ImportPlan &plan, RemarkCode code)
{
    return std::count_if(plan.remarks.begin(), plan.remarks.end(),
                         [&](const Remark &remark) { return remark.code == code; });
}

void verifyAccounted(const ImportPlan &plan)
{
    QCOMPARE(plan.imported + plan.merged + qint64(plan.setAside.size()), plan.file.rows);
}

ImportDraft opened(const QString &name, const QByteArray &bytes, Existing existing = {})
{
    auto draft = ImportDraft::open(name, bytes, std::move(existing), {});
    return std::move(*draft);
}

Existing accountsOf(const ImportDraft &draft)
{
    Existing existing;
    for (qsizetype row = 0; row < draft.plan().file.rows; ++row) {
        const auto account = draft.row(row).account;
        if (account)
            existing.accounts.push_back({account->id, account->name, account->city, account->street,
                                         account->position, account->externalRef});
    }
    return existing;
}

} // namespace

class ImportRealFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dealers_areReadWithSwappedColumns();
    void dealers_inEveryEncoding_giveTheSamePlan();
    void accounts_areReadCompletely();
    void contacts_areAllAttached();
    void secondImportOfTheSameFile_addsNothing();
};

#define NEED(bytes, name)                                                                                    \
    const auto bytes = bytesOf(QStringLiteral(name));                                                        \
    if (!bytes)                                                                                              \
    QSKIP("the shared data is not here")

void ImportRealFilesTest::dealers_areReadWithSwappedColumns()
{
    NEED(bytes, "dealers-cn.csv");
    const ImportDraft draft = opened(QStringLiteral("dealers-cn.csv"), *bytes);
    const ImportPlan &plan = draft.plan();
    QCOMPARE(plan.file.rows, 376);
    verifyAccounted(plan);
    QCOMPARE(plan.setAside.size(), size_t(0));
    QVERIFY(plan.places.suggestSwap && plan.swapAxes);
    QCOMPARE(plan.places.fitSwapped, 371);
    QCOMPARE(int(plan.places.reason), int(DatumReason::MainlandChina));
    QVERIFY(plan.places.mustAskDatum());
    QCOMPARE(remarks(plan, RemarkCode::PositionMissing), 5);
    QCOMPARE(remarks(plan, RemarkCode::QuotesStripped), 5);
    qint64 placed = 0;
    GeoPoint store;
    for (qsizetype row = 0; row < plan.file.rows; ++row) {
        const auto account = draft.row(row).account;
        if (!account)
            continue;
        QVERIFY(!account->name.contains(u'"') && !account->street.contains(u'"'));
        placed += account->position.isSet() ? 1 : 0;
        if (account->name == QStringLiteral("北京王府井百货大楼"))
            store = account->position;
    }
    QCOMPARE(placed, 371);
    // Where the department store stands in Wangfujing street, by GPS.
    QVERIFY2(distanceM(store, *GeoPoint::fromDegrees(39.9140, 116.4045)) < 400,
             qPrintable(QStringLiteral("%1 %2").arg(store.latitude()).arg(store.longitude())));
    // The one shop that is in the list twice, once with nothing but its name, is the one merge proposed.
    QCOMPARE(plan.merged, 1);
    const auto merged =
        std::find_if(plan.duplicates.begin(), plan.duplicates.end(), [](const DuplicateOffer &offer) {
            return offer.decision.action == DuplicateAction::Merge;
        });
    QVERIFY(merged != plan.duplicates.end());
    QCOMPARE(draft.cells(merged->row).at(1), QStringLiteral("成都王府井百货"));
}

void ImportRealFilesTest::dealers_inEveryEncoding_giveTheSamePlan()
{
    NEED(bytes, "dealers-cn.csv");
    const QString text = QString::fromUtf8(*bytes);
    const ImportDraft plain = opened(QStringLiteral("x"), *bytes);
    const auto encoded = [&](const char *name) { return QByteArray(QStringEncoder(name).encode(text)); };
    for (const QByteArray &variant :
         {"\xef\xbb\xbf" + *bytes, encoded("GB18030"), encoded("UTF-16LE"), encoded("UTF-16BE"),
          "\xff\xfe" + encoded("UTF-16LE"), "\xfe\xff" + encoded("UTF-16BE"),
          QByteArray(*bytes).replace("\n", "\r\n")}) {
        const ImportDraft draft = opened(QStringLiteral("x"), variant);
        QCOMPARE(draft.plan().file.rows, plain.plan().file.rows);
        QCOMPARE(draft.plan().imported, plain.plan().imported);
        QCOMPARE(draft.plan().remarks.size(), plain.plan().remarks.size());
        for (qsizetype row = 0; row < plain.plan().file.rows; ++row) {
            QCOMPARE(draft.cells(row), plain.cells(row));
            const PlannedRow a = draft.row(row);
            const PlannedRow b = plain.row(row);
            QCOMPARE(a.line, b.line);
            QCOMPARE(a.account.has_value(), b.account.has_value());
            if (a.account)
                QCOMPARE(a.account->position, b.account->position);
        }
    }
}

void ImportRealFilesTest::accounts_areReadCompletely()
{
    NEED(bytes, "resellers-accounts.csv");
    const ImportDraft draft = opened(QStringLiteral("resellers-accounts.csv"), *bytes);
    const ImportPlan &plan = draft.plan();
    QCOMPARE(plan.file.rows, 701);
    verifyAccounted(plan);
    QCOMPARE(plan.imported, 701);
    QVERIFY(!plan.swapAxes);
    QCOMPARE(int(plan.datum), int(Datum::Wgs84));
    QCOMPARE(remarks(plan, RemarkCode::PositionZero), 30);
    QCOMPARE(remarks(plan, RemarkCode::EntitiesUnescaped), 100);
    const Account first = *draft.row(0).account;
    QCOMPARE(first.name, QStringLiteral("Next-Door Bike Store"));
    QCOMPARE(first.externalRef, QStringLiteral("292"));
    QCOMPARE(first.turnoverMinor, std::optional<qint64>(8'000'000));
    QCOMPARE(first.currency, QStringLiteral("USD"));
    QCOMPARE(first.staffCount, std::optional<qint64>(13));
    QCOMPARE(first.position, *GeoPoint::fromDegrees(35.030054, -89.795280));
    QCOMPARE(first.attributes.entries().value(QStringLiteral("sales_person_id")), QStringLiteral("279"));
}

void ImportRealFilesTest::contacts_areAllAttached()
{
    NEED(accounts, "resellers-accounts.csv");
    NEED(contacts, "resellers-contacts.csv");
    const ImportDraft stores = opened(QStringLiteral("resellers-accounts.csv"), *accounts);
    const ImportDraft draft = opened(QStringLiteral("resellers-contacts.csv"), *contacts, accountsOf(stores));
    const ImportPlan &plan = draft.plan();
    QCOMPARE(int(plan.mapping.kind), int(FileKind::Contacts));
    QCOMPARE(plan.file.rows, 753);
    verifyAccounted(plan);
    QCOMPARE(plan.imported, 753);
    QCOMPARE(draft.row(0).contact->accountId, stores.row(0).account->id);
    QCOMPARE(draft.row(0).contact->post, QStringLiteral("Owner"));
    // Without the accounts nobody is lost either: every row says why it is set aside.
    const ImportDraft alone = opened(QStringLiteral("resellers-contacts.csv"), *contacts);
    QCOMPARE(alone.plan().setAside.size(), size_t(753));
    verifyAccounted(alone.plan());
}

void ImportRealFilesTest::secondImportOfTheSameFile_addsNothing()
{
    for (const QString &name : {QStringLiteral("resellers-accounts.csv"), QStringLiteral("dealers-cn.csv")}) {
        const auto bytes = bytesOf(name);
        if (!bytes)
            QSKIP("the shared data is not here");
        const ImportDraft first = opened(name, *bytes);
        const ImportDraft second = opened(name, *bytes, accountsOf(first));
        QCOMPARE(second.plan().imported, 0);
        QCOMPARE(second.plan().merged, first.plan().file.rows);
        verifyAccounted(second.plan());
    }
}

QTEST_GUILESS_MAIN(ImportRealFilesTest)
#include "real_files_test.moc"
