// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demo_company.h"
#include "core/schema/codec.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <map>

using namespace legwork;

namespace {
const QDate kWednesday(2026, 3, 18);
const QDate kSunday(2026, 3, 22);

/// Where the accounts of a district may lie, in degrees.
struct Area {
    const char *city;
    const char *district;
    double south, north, west, east;
};
constexpr Area kAreas[] = {
    {"苏州市", "姑苏区", 31.27, 31.36, 120.57, 120.66},
    {"苏州市", "苏州工业园区", 31.24, 31.38, 120.66, 120.84},
    {"苏州市", "虎丘区", 31.24, 31.42, 120.38, 120.60},
    {"苏州市", "吴中区", 31.00, 31.33, 120.20, 120.75},
    {"苏州市", "相城区", 31.34, 31.53, 120.52, 120.80},
    {"苏州市", "吴江区", 30.76, 31.24, 120.35, 120.90},
    {"昆山市", "", 31.10, 31.56, 120.80, 121.16},
    {"太仓市", "", 31.42, 31.75, 120.97, 121.35},
    {"常熟市", "", 31.52, 31.85, 120.55, 121.05},
    {"无锡市", "", 31.35, 31.70, 120.10, 120.60},
};
} // namespace

class DemoCompanyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void counts_areThoseOfALivingTerritory();
    void everyValue_isAcceptable();
    void everyReference_resolves_withinTheScope();
    void ids_areUnique_andTheSameOnEveryDay();
    void accounts_lieInTheirDistricts();
    void pastVisits_areComplete_andFollowEachOther();
    void nobody_isAtTwoPlacesAtOnce();
    void bothAccountManagers_haveADayPlanned();
    void openPromises_areOverdue_dueToday_thisWeek_andLater();
    void texts_areChineseAndNotRepeated();
    void madeOnASunday_nobodyWorkedAtWeekends();
    void workdays_skipWeekends();
    void document_thatDoesNotFit_isRefused_data();
    void document_thatDoesNotFit_isRefused();

private:
    DemoCompany m_demo;
};

void DemoCompanyTest::initTestCase()
{
    auto demo = DemoCompany::load(kWednesday);
    QVERIFY2(demo, demo ? "" : qPrintable(demo.error().code + u' ' + demo.error().arguments.join(u' ')));
    m_demo = std::move(*demo);
}

void DemoCompanyTest::counts_areThoseOfALivingTerritory()
{
    const auto between = [](size_t count, size_t least, size_t most) {
        return count >= least && count <= most;
    };
    QCOMPARE(m_demo.people.size(), size_t(4));
    QCOMPARE(m_demo.accounts.size(), size_t(60));
    std::map<QString, int> classes;
    for (const Account &account : m_demo.accounts)
        ++classes[account.accountClass.code()];
    QCOMPARE(classes[QStringLiteral("A")], 10);
    QCOMPARE(classes[QStringLiteral("B")], 20);
    QCOMPARE(classes[QStringLiteral("C")], 30);
    QVERIFY(between(m_demo.contacts.size(), 110, 140));
    QVERIFY(between(m_demo.moments.size(), 240, 270)); // one for each visit made
    QVERIFY(between(m_demo.objections.size(), 40, 50));
    QVERIFY(between(m_demo.needs.size(), 60, 90));
    QVERIFY(between(m_demo.opportunities.size(), 15, 20));
    QVERIFY(between(m_demo.notes.size(), 80, 100));
    std::map<Id<Account>, int> contacts;
    for (const Contact &contact : m_demo.contacts)
        ++contacts[contact.accountId];
    QCOMPARE(contacts.size(), m_demo.accounts.size());
}

void DemoCompanyTest::everyValue_isAcceptable()
{
    m_demo.forEachRow([](const auto &row) {
        const EntitySpec &spec = *entity(std::remove_cvref_t<decltype(row)>::kEntityNo);
        const auto values = fieldValues(row);
        for (size_t i = 0; i < values.size(); ++i)
            QVERIFY2(isAcceptable(spec.fields[i], values[i]), spec.fields[i].name);
        for (const FieldSpec &field : spec.fields) {
            if (field.flags.testFlag(FieldFlag::Title))
                QVERIFY2(!isNull(values[size_t(field.no - 1)]), field.name);
        }
    });
}

void DemoCompanyTest::everyReference_resolves_withinTheScope()
{
    std::map<int, QSet<QByteArray>> known;
    m_demo.forEachRow([&](const auto &row) {
        const EntitySpec &spec = *entity(std::remove_cvref_t<decltype(row)>::kEntityNo);
        const Uuid scope =
            spec.scope == ScopeKind::Company ? m_demo.company.id.uuid : m_demo.territory.id.uuid;
        QVERIFY2(row.scope == scope, spec.name);
        known[spec.no].insert(row.id.uuid.toBytes());
        const auto values = fieldValues(row);
        for (const FieldSpec &field : spec.fields) {
            const auto *target = std::get_if<QByteArray>(&values[size_t(field.no - 1)]);
            if (field.type == FieldType::Reference && field.refersTo && target)
                QVERIFY2(known[field.refersTo].contains(*target), field.name);
        }
    });
    std::map<QString, Id<Account>> workplaces;
    for (const Contact &contact : m_demo.contacts)
        workplaces[contact.id.uuid.toText()] = contact.accountId;
    for (const Visit &visit : m_demo.visits) {
        for (const QString &met : visit.metContacts.items())
            QVERIFY2(workplaces[met] == visit.accountId, qPrintable(visit.summary));
    }
}

void DemoCompanyTest::ids_areUnique_andTheSameOnEveryDay()
{
    const auto idsOf = [](const DemoCompany &demo) {
        QList<QByteArray> ids;
        demo.forEachRow([&](const auto &row) { ids.append(row.id.uuid.toBytes()); });
        return ids;
    };
    const auto ids = idsOf(m_demo);
    QCOMPARE(QSet<QByteArray>(ids.begin(), ids.end()).size(), ids.size());
    QCOMPARE(idsOf(*DemoCompany::load(kSunday)), ids);
}

void DemoCompanyTest::accounts_lieInTheirDistricts()
{
    for (const Account &account : m_demo.accounts) {
        const auto area = std::find_if(std::begin(kAreas), std::end(kAreas), [&](const Area &candidate) {
            const QString district = QString::fromUtf8(candidate.district);
            return account.city == QString::fromUtf8(candidate.city)
                   && (district.isEmpty() || account.district == district);
        });
        QVERIFY2(area != std::end(kAreas), qPrintable(account.name + account.district));
        const double latitude = account.position.latitude();
        const double longitude = account.position.longitude();
        QVERIFY2(latitude > area->south && latitude < area->north && longitude > area->west
                     && longitude < area->east,
                 qPrintable(account.name));
    }
    const auto apart = [](const Account &a, const Account &b) { return distanceM(a.position, b.position); };
    for (size_t i = 0; i < m_demo.accounts.size(); ++i) {
        for (size_t j = i + 1; j < m_demo.accounts.size(); ++j)
            QVERIFY2(apart(m_demo.accounts[i], m_demo.accounts[j]) > 30, qPrintable(m_demo.accounts[i].name));
    }
}

void DemoCompanyTest::pastVisits_areComplete_andFollowEachOther()
{
    for (const Visit &visit : m_demo.visits) {
        if (visit.state != VisitState::Done) {
            QVERIFY(visit.state == VisitState::Planned && visit.plannedOn >= kWednesday);
            QVERIFY(!visit.checkInAt.isSet() && visit.summary.isEmpty());
            continue;
        }
        QVERIFY(visit.plannedOn < kWednesday && visit.plannedOn > kWednesday.addMonths(-7));
        QVERIFY(visit.checkInAt.isSet() && visit.checkOutAt > visit.checkInAt);
        QVERIFY(*visit.checkInDistanceM < 60);
        QVERIFY(visit.summary.size() >= 12 && !visit.nextStep.isEmpty() && !visit.metContacts.isEmpty());
        QVERIFY(!visit.nextVisitOn.isValid() || visit.nextVisitOn > visit.plannedOn);
    }
    for (const Moment &moment : m_demo.moments) {
        QVERIFY(*moment.score >= -3 && *moment.score <= 3);
        QVERIFY(*moment.idealScore >= *moment.score && *moment.idealScore <= 3);
    }
}

void DemoCompanyTest::nobody_isAtTwoPlacesAtOnce()
{
    std::map<std::pair<Id<Person>, Instant>, const Visit *> byStart;
    for (const Visit &visit : m_demo.visits) {
        if (visit.plannedAt.isSet())
            QVERIFY2(byStart.emplace(std::pair(visit.personId, visit.plannedAt), &visit).second,
                     qPrintable(visit.summary));
    }
    for (auto it = byStart.begin(); std::next(it) != byStart.end(); ++it) {
        const auto next = std::next(it);
        if (it->first.first != next->first.first)
            continue;
        const qint64 endMs = it->first.second.ms + *it->second->plannedMinutes * 60'000;
        QVERIFY2(endMs < next->first.second.ms, qPrintable(next->second->summary));
    }
}

void DemoCompanyTest::bothAccountManagers_haveADayPlanned()
{
    for (const Person &person : m_demo.people) {
        if (person.role != Role::AccountManager)
            continue;
        std::map<QDate, QList<qint64>> days;
        for (const Visit &visit : m_demo.visits) {
            if (visit.personId == person.id && visit.state == VisitState::Planned)
                days[visit.plannedOn].append(*visit.position);
        }
        QVERIFY(days[kWednesday].size() >= 5);
        QVERIFY(days.size() >= 5);
        for (auto &[day, positions] : days) {
            std::sort(positions.begin(), positions.end());
            for (qsizetype i = 0; i < positions.size(); ++i)
                QCOMPARE(positions[i], i + 1);
        }
    }
}

void DemoCompanyTest::openPromises_areOverdue_dueToday_thisWeek_andLater()
{
    int open = 0, overdue = 0, today = 0, soon = 0, later = 0, theirs = 0;
    for (const Commitment &commitment : m_demo.commitments) {
        if (commitment.state != CommitmentState::Open)
            continue;
        ++open;
        theirs += commitment.side == CommitmentSide::Theirs;
        const qint64 days = kWednesday.daysTo(commitment.dueOn);
        ++(days < 0 ? overdue : days == 0 ? today : days <= 7 ? soon : later);
        QVERIFY(commitment.marginDays && !commitment.doneBy.isEmpty());
    }
    QCOMPARE(open, 40);
    QVERIFY(overdue >= 5 && today >= 5 && soon >= 10 && later >= 4 && theirs >= 8);
}

void DemoCompanyTest::texts_areChineseAndNotRepeated()
{
    static const QRegularExpression han(QStringLiteral("\\p{Han}"));
    QSet<QString> seen;
    const auto check = [&](const QString &text) {
        QVERIFY2(text.contains(han), qPrintable(text));
        QVERIFY2(!seen.contains(text), qPrintable(text));
        seen.insert(text);
    };
    for (const Visit &visit : m_demo.visits) {
        if (visit.state == VisitState::Done)
            check(visit.summary);
    }
    for (const Objection &objection : m_demo.objections) {
        check(objection.statement);
        check(objection.response);
    }
    for (const Note &note : m_demo.notes)
        check(note.text);
    for (const Need &need : m_demo.needs)
        check(need.statement);
    for (const Commitment &commitment : m_demo.commitments)
        check(commitment.what);
}

void DemoCompanyTest::madeOnASunday_nobodyWorkedAtWeekends()
{
    const auto demo = DemoCompany::load(kSunday);
    QVERIFY(demo);
    for (const Visit &visit : demo->visits)
        QVERIFY(visit.plannedOn.dayOfWeek() <= Qt::Friday || visit.plannedOn == kSunday);
}

void DemoCompanyTest::workdays_skipWeekends()
{
    QCOMPARE(DemoCompany::workday(kWednesday, 0), kWednesday);
    QCOMPARE(DemoCompany::workday(kWednesday, 2), QDate(2026, 3, 20));
    QCOMPARE(DemoCompany::workday(kWednesday, 3), QDate(2026, 3, 23));
    QCOMPARE(DemoCompany::workday(kWednesday, -3), QDate(2026, 3, 13));
    QCOMPARE(DemoCompany::workday(kSunday, 0), kSunday);
    QCOMPARE(DemoCompany::workday(kSunday, -1), QDate(2026, 3, 20));
    QCOMPARE(DemoCompany::workday(kSunday, 1), QDate(2026, 3, 23));
}

void DemoCompanyTest::document_thatDoesNotFit_isRefused_data()
{
    QTest::addColumn<QByteArray>("account");
    QTest::addColumn<QString>("code");
    const QByteArray good = R"("key":"a","owner":"p","latitude":31.3,"longitude":120.6)";
    QTest::newRow("unknown person") << QByteArray(good).replace("\"p\"", "\"q\"") << "demo.reference-missing";
    QTest::newRow("no place") << QByteArray(good).replace("31.3", "131.3") << "demo.place-wrong";
    QTest::newRow("unknown class") << good + R"(,"class":"D")"
                                   << "demo.code-unknown";
    QTest::newRow("need of nobody") << good + R"(,"needs":[{"contact":"1","day":-1}])"
                                    << "demo.reference-missing";
    QTest::newRow("promise on no visit")
        << good + R"(,"contacts":[{"key":"1"}],"commitments":[{"contact":"1","day":-1}])"
        << "demo.reference-missing";
    QTest::newRow("broken") << QByteArray("\"key\"") << "demo.not-json";
}

void DemoCompanyTest::document_thatDoesNotFit_isRefused()
{
    QFETCH(QByteArray, account);
    QFETCH(QString, code);
    const QByteArray frame = R"({"people":[{"key":"p","role":"account-manager"}],"accounts":[{%}]})";
    const auto demo = DemoCompany::parse(QByteArray(frame).replace("%", account), kWednesday);
    QVERIFY(!demo);
    QCOMPARE(demo.error().code, code);
}

QTEST_APPLESS_MAIN(DemoCompanyTest)
#include "demo_company_test.moc"
