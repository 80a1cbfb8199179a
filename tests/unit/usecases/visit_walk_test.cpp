// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/captures.h"
#include "core/usecases/day_planning.h"
#include "core/usecases/playbook_runs.h"
#include "core/usecases/promises.h"
#include "core/usecases/today.h"
#include "core/usecases/visit_brief.h"
#include "core/usecases/visit_flow.h"
#include "core/usecases/visit_page.h"
#include "tests/unit/usecases/field_store.h"

#include <QTest>

using namespace legwork;
using namespace legwork::usecases;

namespace {

const QString kChecklist = QStringLiteral("checklist.dress-materials");
const QString kScript = QStringLiteral("script.four-steps");

/// "Visit+" for a new row, "Visit:8,9" for an edit of fields 8 and 9.
QString shortOf(const Operation &operation)
{
    QString text = QString::fromLatin1(entity(operation.entityNo)->name);
    if (operation.kind == OperationKind::Insert)
        return text + u'+';
    QStringList fields;
    for (const FieldEdit &edit : operation.fields)
        fields.append(QString::number(edit.fieldNo));
    return text + u':' + fields.join(u',');
}

} // namespace

/// One visit from planning to the next one, as a person makes it, and what has to be sent of it.
class VisitWalkTest : public QObject
{
    Q_OBJECT

private:
    test::FieldStore m_field;
    Id<Account> m_account;
    Id<Contact> m_contact;
    Id<Visit> m_visit;
    Id<PlaybookRun> m_script;

    QStringList sentSince(qint64 opNo)
    {
        QStringList operations;
        for (const Operation &operation : m_field.waiting()) {
            if (operation.opNo > opNo)
                operations.append(shortOf(operation));
        }
        return operations;
    }

    void planAndPrepare()
    {
        m_visit = m_field.write([&](UnitOfWork &unit) {
            return addVisit(unit, m_field.context(),
                            {m_account, m_field.today(), {}, {}, VisitPurpose::Routine});
        });
        const auto checklist = m_field.write([&](UnitOfWork &unit) {
            return startRun(unit, m_field.context(), m_field.library(), m_visit, kChecklist, m_field.now());
        });
        for (const char *item : {"badge", "card"}) {
            m_field.write([&](UnitOfWork &unit) {
                return answerItem(unit, m_field.context(), m_field.library(), checklist, QLatin1String(item),
                                  QStringLiteral("1"), m_field.now());
            });
        }
    }

    void talk()
    {
        const GeoPoint door = *GeoPoint::fromDegrees(31.3001, 120.6001);
        m_field.write([&](UnitOfWork &unit) {
            return checkIn(unit, m_field.context(), m_visit, {CheckInFix{door, 12, false}, {}},
                           m_field.now());
        });
        m_field.write([&](UnitOfWork &unit) { return setMet(unit, m_visit, m_contact, true); });
        m_script = m_field.write([&](UnitOfWork &unit) {
            return startRun(unit, m_field.context(), m_field.library(), m_visit, kScript, m_field.now());
        });
        m_field.write([&](UnitOfWork &unit) {
            return answerItem(unit, m_field.context(), m_field.library(), m_script,
                              QStringLiteral("explore-greet"), QStringLiteral("go-ahead"), m_field.now());
        });
        m_field.write([&](UnitOfWork &unit) {
            return skipItem(unit, m_field.context(), m_field.library(), m_script,
                            QStringLiteral("explore-open"), QStringLiteral("没时间"), m_field.now());
        });
        m_field.write([&](UnitOfWork &unit) { return setStep(unit, m_visit, VisitStep::Offer); });
    }

    void note()
    {
        const CaptureAt at{m_visit, {}, m_contact};
        m_field.write([&](UnitOfWork &unit) {
            return captureNeed(unit, at,
                               {QStringLiteral("夜班也要有人接电话"), NeedDepth::Latent, {}, {}, {}});
        });
        m_field.write([&](UnitOfWork &unit) {
            return captureObjection(unit, at, {QStringLiteral("比别家贵"), ObjectionType::Price, {}, {}});
        });
        m_field.write([&](UnitOfWork &unit) {
            return capturePromise(
                unit, m_field.context(), at,
                {QStringLiteral("周五前给报价"), m_field.today().addDays(4), CommitmentSide::Ours, 1, {}});
        });
        m_field.write([&](UnitOfWork &unit) {
            return scoreMoment(unit, m_field.context(), at,
                               {2, 3, QStringLiteral("拜访"), QStringLiteral("准时")}, m_field.now());
        });
    }

    void leave()
    {
        m_field.write([&](UnitOfWork &unit) {
            return setNextStep(unit, m_field.context(), m_visit, QStringLiteral("带报价来"),
                               m_field.today().addDays(7));
        });
        m_field.clock().advance(40 * 60'000);
        m_field.write([&](UnitOfWork &unit) {
            return checkOut(unit, m_visit, QStringLiteral("谈得不错"), m_field.now());
        });
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_account = m_field.account(QStringLiteral("太湖大酒店"), [](Account &row) {
            row.position = *GeoPoint::fromDegrees(31.3, 120.6);
            row.city = QStringLiteral("苏州");
        });
        m_contact = m_field.contact(m_account, QStringLiteral("王敏"));
        QVERIFY(m_field.waiting().empty());
    }

    void wholeVisit_leavesExactlyTheOperationsOfWhatWasDone()
    {
        planAndPrepare();
        QCOMPARE(sentSince(0), (QStringList{QStringLiteral("Visit+"), QStringLiteral("PlaybookRun+"),
                                            QStringLiteral("Answer+"), QStringLiteral("Answer+")}));
        qint64 last = m_field.waiting().back().opNo;
        talk();
        QCOMPARE(sentSince(last),
                 (QStringList{QStringLiteral("Visit:8,9,10,11,12,13,14"), QStringLiteral("Visit:17"),
                              QStringLiteral("PlaybookRun+"), QStringLiteral("Answer+"),
                              QStringLiteral("PlaybookRun:7"), QStringLiteral("Answer+"),
                              QStringLiteral("PlaybookRun:7"), QStringLiteral("Visit:9")}));
        last = m_field.waiting().back().opNo;
        note();
        QCOMPARE(sentSince(last), (QStringList{QStringLiteral("Need+"), QStringLiteral("Objection+"),
                                               QStringLiteral("Commitment+"), QStringLiteral("Moment+")}));
        last = m_field.waiting().back().opNo;
        leave();
        QCOMPARE(sentSince(last),
                 (QStringList{QStringLiteral("Visit:19,20"), QStringLiteral("Visit+"),
                              QStringLiteral("Visit:8,16,18"), QStringLiteral("PlaybookRun:9"),
                              QStringLiteral("PlaybookRun:9")}));
    }

    void everyOperation_belongsToTheScopeOfTheAccount()
    {
        const auto operations = m_field.waiting();
        QVERIFY(!operations.empty());
        for (const Operation &operation : operations)
            QCOMPARE(operation.scope, m_field.context().territory);
    }

    void pageOfTheVisit_showsWhatWasDone()
    {
        const auto page = m_field.read([&](Reader &reader) {
            return visitPage(reader, m_field.context(), m_field.library(), m_visit, m_field.today());
        });
        QCOMPARE(page.line.state, VisitState::Done);
        QCOMPARE(page.line.score, std::optional<qint64>(2));
        QCOMPARE(page.line.preparation.done, 2);
        QCOMPARE(page.line.prepared, PreparationState::UnderWay);
        QCOMPARE(page.checklists.front().playbookId, kChecklist);
        QCOMPARE(page.scripts.front().id, m_script);
        QCOMPARE(page.scripts.front().progress.route.size(), 2);
        QCOMPARE(page.contacts.size(), size_t(1));
        QVERIFY(page.contacts.front().isMet);
        QCOMPARE(page.contacts.front().lastMetOn, m_field.today());
        QCOMPARE(page.needs.size(), size_t(1));
        QCOMPARE(page.needs.front().who, QStringLiteral("王敏"));
        QCOMPARE(page.objections.size(), size_t(1));
        QCOMPARE(page.promises.size(), size_t(1));
        QCOMPARE(page.promises.front().doneBy, m_field.context().personName);
        QVERIFY(page.openPromises.empty());
        QCOMPARE(page.nextVisitId, nextVisitIdOf(m_visit));
    }

    void today_countsTheUnsent_andShowsTheVisitDone()
    {
        const auto page = m_field.read([&](Reader &reader) {
            return usecases::today(reader, m_field.context(), m_field.library(), m_field.today());
        });
        QCOMPARE(page.visits.size(), size_t(1));
        QCOMPARE(page.visits.front().state, VisitState::Done);
        QCOMPARE(page.outbox.count, qint64(m_field.waiting().size()));
    }

    void briefOfTheNextVisit_remembersThisOne()
    {
        const auto brief = m_field.read([&](Reader &reader) {
            return visitBrief(reader, m_field.context(), m_field.library(), nextVisitIdOf(m_visit),
                              m_field.today().addDays(7));
        });
        QCOMPARE(brief.lastVisitOn, m_field.today());
        QCOMPARE(brief.lastNextStep, QStringLiteral("带报价来"));
        QCOMPARE(brief.lastSummary, QStringLiteral("谈得不错"));
        QCOMPARE(brief.promises.size(), size_t(1));
        QCOMPARE(brief.promises.front().standing, CommitmentStanding::Overdue);
        QCOMPARE(brief.objections.size(), size_t(1));
        QCOMPARE(brief.needs.size(), size_t(1));
        QCOMPARE(brief.moments.size(), size_t(1));
        QCOMPARE(brief.questions.size(), size_t(1));
        QCOMPARE(brief.questions.front().itemId, QStringLiteral("explore-open"));
        QCOMPARE(brief.questions.front().reason, QStringLiteral("没时间"));
    }

    void afterTheServerHasDecided_nothingWaits_andEverythingIsStillThere()
    {
        m_field.decide(Verdict::Applied);
        QVERIFY(m_field.waiting().empty());
        pageOfTheVisit_showsWhatWasDone();
    }
};

QTEST_GUILESS_MAIN(VisitWalkTest)
#include "visit_walk_test.moc"
