// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/playbook_runs.h"
#include "core/usecases/visit_brief.h"
#include "tests/unit/usecases/field_store.h"

#include <QTest>

using namespace legwork;
using namespace legwork::usecases;

class VisitBriefTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::FieldStore> m_field;
    Id<Account> m_account;
    Id<Visit> m_visit;

    VisitBrief shown()
    {
        return m_field->read([&](Reader &reader) {
            return visitBrief(reader, m_field->context(), m_field->library(), m_visit, m_field->today());
        });
    }
    Id<Visit> made(int daysAgo, const std::function<void(Visit &)> &change = {})
    {
        return m_field->visit(m_account, m_field->today().addDays(-daysAgo), VisitState::Done, change);
    }
    /// On that visit the question was put off, or answered.
    void ask(Id<Visit> visit, const char *step, bool isAnswered)
    {
        const auto run = m_field->write([&](UnitOfWork &unit) {
            return startRun(unit, m_field->context(), m_field->library(), visit,
                            QStringLiteral("script.four-steps"), m_field->now());
        });
        m_field->write([&](UnitOfWork &unit) {
            return (isAnswered ? answerItem : skipItem)(unit, m_field->context(), m_field->library(), run,
                                                        QLatin1String(step), QStringLiteral("..."),
                                                        m_field->now());
        });
    }

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<test::FieldStore>();
        m_account = m_field->account(
            QStringLiteral("太湖"), [](Account &row) { row.installedProducts = QStringLiteral("别家三成"); });
        m_visit = m_field->visit(m_account, m_field->today(), VisitState::Planned);
    }

    void firstVisit_hasABriefWithoutAPast()
    {
        const VisitBrief brief = shown();
        QCOMPARE(brief.visit.accountName, QStringLiteral("太湖"));
        QCOMPARE(brief.installedProducts, QStringLiteral("别家三成"));
        QVERIFY(!brief.lastVisitOn.isValid());
        QVERIFY(brief.questions.empty());
    }

    void last_isTheLastVisitMade_whoeverMadeIt_notThisOne()
    {
        made(30, [](Visit &row) { row.summary = QStringLiteral("旧"); });
        made(3, [&](Visit &row) {
            row.summary = QStringLiteral("新");
            row.nextStep = QStringLiteral("带样品");
            row.personId = m_field->colleague();
        });
        m_field->visit(m_account, m_field->today().addDays(-1), VisitState::Cancelled);
        const VisitBrief brief = shown();
        QCOMPARE(brief.lastSummary, QStringLiteral("新"));
        QCOMPARE(brief.lastNextStep, QStringLiteral("带样品"));
        QCOMPARE(brief.lastVisitBy, QStringLiteral("周航"));
        QCOMPARE(brief.lastVisitOn, m_field->today().addDays(-3));
    }

    void skippedQuestion_comesBack_untilItIsAnswered()
    {
        const auto older = made(30);
        ask(older, "explore-open", false);
        ask(older, "explore-deeper", false);
        QCOMPARE(shown().questions.size(), size_t(2));
        ask(made(3), "explore-open", true);
        const VisitBrief brief = shown();
        QCOMPARE(brief.questions.size(), size_t(1));
        QCOMPARE(brief.questions[0].itemId, QStringLiteral("explore-deeper"));
        QCOMPARE(brief.questions[0].askedOn, m_field->today().addDays(-30));
        QVERIFY(!brief.questions[0].text.in(QStringLiteral("zh_CN")).isEmpty());
    }

    void questionSkippedTwice_isAskedOnce()
    {
        ask(made(30), "explore-open", false);
        ask(made(3), "explore-open", false);
        QCOMPARE(shown().questions.size(), size_t(1));
        QCOMPARE(shown().questions[0].askedOn, m_field->today().addDays(-3));
    }

    void whatWasSaidInsteadOfAsked_isNoOpenQuestion()
    {
        ask(made(3), "explore-greet", false);
        QVERIFY(shown().questions.empty());
    }

    void moments_areTheLastThree_newestFirst()
    {
        for (int i = 0; i < 5; ++i) {
            Moment moment;
            moment.accountId = m_account;
            moment.score = i - 2;
            moment.happenedAt = Instant{1'000 * (i + 1)};
            m_field->row<Moment>(moment);
        }
        const auto moments = shown().moments;
        QCOMPARE(moments.size(), size_t(3));
        QCOMPARE(moments[0].score, 2);
        QCOMPARE(moments[2].score, 0);
    }

    void settledMatters_areNotInTheBrief()
    {
        Objection objection;
        objection.accountId = m_account;
        objection.statement = QStringLiteral("解决了");
        objection.state = ObjectionState::Resolved;
        m_field->row<Objection>(objection);
        objection.statement = QStringLiteral("答过了");
        objection.state = ObjectionState::Answered;
        m_field->row<Objection>(objection);
        Opportunity opportunity;
        opportunity.accountId = m_account;
        opportunity.stage = OpportunityStage::Lost;
        m_field->row<Opportunity>(opportunity);
        const VisitBrief brief = shown();
        QCOMPARE(brief.objections.size(), size_t(1)); // an answered one may be raised again
        QCOMPARE(brief.objections[0].text, QStringLiteral("答过了"));
        QVERIFY(brief.opportunities.empty());
    }
};

QTEST_GUILESS_MAIN(VisitBriefTest)
#include "visit_brief_test.moc"
