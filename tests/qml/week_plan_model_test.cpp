// SPDX-License-Identifier: Apache-2.0
// The plan of the week on a real encrypted store, without a window.
#include "qml/session/session.h"
#include "qml/today/week_plan_model.h"
#include "tests/unit/usecases/field_store.h"

#include <QSignalSpy>
#include <QTest>

using namespace legwork;
using namespace Qt::StringLiterals;

namespace {
constexpr int kPatienceMs = 30'000; // planning takes its time on a busy machine
}

class WeekPlanModelTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::FieldStore> m_field;
    std::unique_ptr<Session> m_session;
    Id<Visit> m_visit;

    qint64 visits()
    {
        return m_field->read([](storage::Reader &reader) { return reader.count<Visit>({}); });
    }

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<test::FieldStore>();
        m_session = std::make_unique<Session>(nullptr);
        Services services;
        services.clock = &m_field->clock();
        services.library = &m_field->library();
        services.store = &m_field->store();
        QSignalSpy ready(m_session.get(), &Session::ready);
        m_session->setServices(services);
        QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, kPatienceMs);
        const Id<Account> account = m_field->account(u"瑞康医疗"_s, [](Account &row) {
            row.accountClass = AccountClass::A;
            row.position = *GeoPoint::fromDegrees(31.30, 120.60);
        });
        m_visit = m_field->visit(account, m_field->today(), VisitState::Planned);
    }

    void cleanup()
    {
        m_session.reset();
        m_field.reset();
    }

    void proposal_isAccepted_followsTheStore_andIsUndone()
    {
        m_field->account(u"新视界光电"_s,
                         [](Account &account) { account.position = *GeoPoint::fromDegrees(31.31, 120.62); });
        WeekPlanModel model;
        model.setSession(m_session.get());
        QVERIFY(!model.hasProposal());
        model.componentComplete();
        QVERIFY(model.loading());
        QTRY_VERIFY_WITH_TIMEOUT(model.hasProposal(), kPatienceMs);
        QVERIFY(!model.loading());
        QCOMPARE(model.days()->count(), 5);
        QCOMPARE(model.changes(), 1); // the other visit is planned already
        QSignalSpy accepted(&model, &WeekPlanModel::accepted);
        model.acceptAll();
        QTRY_COMPARE_WITH_TIMEOUT(accepted.size(), 1, kPatienceMs);
        QCOMPARE(accepted[0][0].toInt(), 1);
        QCOMPARE(visits(), 2);
        QTRY_COMPARE_WITH_TIMEOUT(model.changes(), 0, kPatienceMs);
        model.undo();
        QTRY_COMPARE_WITH_TIMEOUT(model.changes(), 1, kPatienceMs);
        QCOMPARE(visits(), 1);
    }

    void pinnedVisit_goesToItsDay_andBackWhenUnpinned()
    {
        WeekPlanModel model;
        model.setSession(m_session.get());
        model.componentComplete();
        QTRY_VERIFY_WITH_TIMEOUT(model.hasProposal(), kPatienceMs);
        const QString visit = m_visit.uuid.toText();
        const auto dayOf = [&] {
            for (int i = 0; i < model.days()->count(); ++i) {
                const auto day = model.days()->at(i).value<WeekDayRow>();
                for (const QVariant &stop : day.stops) {
                    if (stop.value<WeekStopRow>().id == visit)
                        return i;
                }
            }
            return -1;
        };
        const int before = dayOf();
        QVERIFY(before >= 0);
        const int wanted = before == 3 ? 2 : 3;
        model.pin(visit, model.days()->at(wanted).value<WeekDayRow>().id);
        QTRY_COMPARE_WITH_TIMEOUT(dayOf(), wanted, kPatienceMs);
        QCOMPARE(model.changes(), 1);
        model.propose();
        QTRY_COMPARE_WITH_TIMEOUT(dayOf(), before, kPatienceMs);
    }

    void leftWhilePlanning_bringsNothingDown()
    {
        for (int i = 0; i < 20; ++i)
            m_field->account(u"店%1"_s.arg(i), [i](Account &account) {
                account.position = *GeoPoint::fromDegrees(31.3 + i * 0.01, 120.6);
            });
        auto model = std::make_unique<WeekPlanModel>();
        model->setSession(m_session.get());
        model->setWorkingDays(20);
        model->componentComplete();
        QTest::qWait(20);
        model.reset();
        QTest::qWait(50);
    }
};

QTEST_GUILESS_MAIN(WeekPlanModelTest)
#include "week_plan_model_test.moc"
