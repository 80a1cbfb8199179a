// SPDX-License-Identifier: Apache-2.0
// The view models on a real encrypted store, without a window: what a page shows, and what its buttons do.
#include "qml/accounts/account_model.h"
#include "qml/accounts/accounts_model.h"
#include "qml/importing/import_model.h"
#include "qml/session/session.h"
#include "qml/sync/sync_model.h"
#include "qml/sync/team_sync_model.h"
#include "qml/today/day_plan_model.h"
#include "qml/today/today_model.h"
#include "qml/visit/visit_model.h"
#include "tests/support/fake_position_source.h"
#include "tests/unit/usecases/field_store.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace legwork;
using namespace Qt::StringLiterals;

class ViewModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<test::FieldStore>();
        m_session = std::make_unique<Session>(nullptr);
        Services services;
        services.clock = &m_field->clock();
        services.positions = &m_position;
        services.library = &m_field->library();
        services.store = &m_field->store();
        QSignalSpy ready(m_session.get(), &Session::ready);
        m_session->setServices(services);
        QTRY_COMPARE(ready.size(), 1);
        m_account = m_field->account(u"瑞康医疗"_s, [](Account &account) {
            account.city = u"苏州"_s;
            account.accountClass = AccountClass::A;
            account.position = *GeoPoint::fromDegrees(31.30, 120.60);
        });
        m_contact = m_field->contact(m_account, u"周文海"_s);
        m_visit = m_field->visit(m_account, m_field->today(), VisitState::Planned,
                                 [this](Visit &visit) { visit.personId = m_field->context().person; });
    }

    void cleanup()
    {
        m_session.reset();
        m_field.reset();
    }

    void session_knowsWhoWorksHere()
    {
        QCOMPARE(m_session->personName(), u"林晓"_s);
        QCOMPARE(m_session->today(), m_field->today().toString(Qt::ISODate));
    }

    void today_showsWhatItRead_thoughTheDataChangedMeanwhile()
    {
        TodayModel model;
        model.setSession(m_session.get());
        QSignalSpy shown(&model, &TodayModel::shown);
        QSemaphore gate;
        // Reads run in order on two threads; these hold up all that come after them.
        const auto holdUp = [this, &gate] {
            for (int thread = 0; thread < 2; ++thread) {
                (void)m_field->store().read([&gate](storage::Reader &) {
                    gate.acquire();
                    return Result<int>(0);
                });
            }
        };
        holdUp();
        Q_EMIT m_session->dataChanged();
        holdUp();
        Q_EMIT m_session->dataChanged(); // as during a long sync
        gate.release(2);
        QTRY_COMPARE(shown.size(), 1);
        QVERIFY(model.loading()); // and reads again
        gate.release(2);
        QTRY_VERIFY(shown.size() > 1);
        QTRY_VERIFY(!model.loading());
    }

    void today_showsTheVisit_andFollowsTheStore()
    {
        TodayModel model;
        model.setSession(m_session.get());
        model.componentComplete();
        QTRY_COMPARE(model.visits()->count(), 1);
        QCOMPARE(model.nextVisit().accountName, u"瑞康医疗"_s);
        m_field->visit(m_account, m_field->today(), VisitState::Planned,
                       [this](Visit &visit) { visit.personId = m_field->context().person; });
        QTRY_COMPARE(model.visits()->count(), 2); // by itself
    }

    void dayPlan_movedByHand_isAccepted_andUndone()
    {
        const Id<Account> second = m_field->account(u"新视界光电"_s, [](Account &account) {
            account.position = *GeoPoint::fromDegrees(31.10, 120.70);
        });
        Q_UNUSED(second);
        DayPlanModel model;
        model.setSession(m_session.get());
        model.componentComplete();
        QTRY_VERIFY(model.stops()->count() >= 2);
        const QString first = model.stops()->at(0).value<StopRow>().id;
        model.move(0, 1);
        QCOMPARE(model.stops()->at(1).value<StopRow>().id, first);
        QVERIFY(model.changedByHand());
        QSignalSpy accepted(&model, &DayPlanModel::accepted);
        model.accept();
        QTRY_COMPARE(accepted.size(), 1);
        const auto planned = [this] {
            return m_field->read([](storage::Reader &reader) { return reader.count<Visit>({}); });
        };
        QVERIFY(planned() >= 2);
        QSignalSpy back(&model, &ViewModel::tookBack);
        model.undo();
        QTRY_COMPARE(back.size(), 1);
    }

    void search_findsByPinyinInitials_andForgetsAStaleAnswer()
    {
        AccountsModel model;
        model.setSession(m_session.get());
        model.componentComplete();
        QTRY_COMPARE(model.accounts()->count(), 1);
        model.setQuery(u"zzzz"_s);
        model.setQuery(u"rkyl"_s); // before the first answer is there
        QTRY_VERIFY(!model.loading());
        QTRY_COMPARE(model.accounts()->count(), 1);
        model.setQuery(u"没有这家"_s);
        QTRY_COMPARE(model.accounts()->count(), 0);
    }

    void fact_isEdited_alone_andTakenBack()
    {
        AccountModel model;
        model.setSession(m_session.get());
        model.setAccountId(m_account.uuid.toText());
        QTRY_COMPARE(model.name(), u"瑞康医疗"_s);
        QSignalSpy kept(&model, &AccountModel::factKept);
        model.editFact(u"categoryOwner"_s, u"许文静"_s);
        QTRY_COMPARE(kept.size(), 1);
        QTRY_COMPARE(model.factText(u"categoryOwner"_s), u"许文静"_s);
        QCOMPARE(m_field->waiting().size(), size_t(1));
        QCOMPARE(m_field->waiting().front().fields.size(), size_t(1));
        model.undo();
        QTRY_COMPARE(m_field->get(m_account).categoryOwner, QString());
    }

    void factThatDoesNotFit_isRefusedWithWords_andNothingIsWritten()
    {
        AccountModel model;
        model.setSession(m_session.get());
        model.setAccountId(m_account.uuid.toText());
        QTRY_COMPARE(model.name(), u"瑞康医疗"_s);
        model.editFact(u"staffCount"_s, u"很多"_s);
        QCOMPARE(model.errorCode(), u"edit.not-acceptable"_s);
        model.editFact(u"ownerId"_s, u"x"_s); // not offered for editing
        QCOMPARE(model.errorCode(), u"edit.not-acceptable"_s);
        QVERIFY(m_field->waiting().empty());
    }

    void unknownAccount_isSaid()
    {
        AccountModel model;
        model.setSession(m_session.get());
        model.setAccountId(Uuid::generate().toText());
        QTRY_COMPARE(model.errorCode(), u"storage.no-row"_s);
        QVERIFY(!model.loading());
    }

    void wholeVisit_fromChecklistToCheckOut_isStored()
    {
        VisitModel model;
        openVisit(model);
        QVERIFY(model.checklist()->total() > 0);
        const QString item = model.checklist()->items()->at(0).value<ChecklistRow>().id;
        model.checklist()->tick(item, true);
        QTRY_COMPARE(countOf<Answer>(), 1);
        model.checklist()->tick(item, false);
        QTRY_VERIFY(openAnew()->checklist()->done() == 0);

        m_position.setFix({*GeoPoint::fromDegrees(31.3001, 120.6001), 20, m_field->now(), false});
        model.locate();
        QTRY_COMPARE(model.locating(), VisitModel::Found);
        QVERIFY(!model.reasonNeeded());
        QSignalSpy in(&model, &VisitModel::checkedIn);
        model.checkIn({});
        QTRY_COMPARE(in.size(), 1);
        QTRY_COMPARE(model.state(), u"checked-in"_s);

        QVERIFY(model.script()->ready());
        model.script()->skip(u"没时间"_s);
        QTRY_COMPARE(countOf<Answer>(), 2);
        QTRY_COMPARE(openAnew()->script()->stepId(), model.script()->stepId()); // left and entered again

        model.setScore(2);
        model.setSummary(u"方案认可"_s);
        model.setNextStep(u"发报价"_s);
        model.setNextVisitOn(m_field->today().addDays(7).toString(Qt::ISODate));
        model.setMet(m_contact.uuid.toText(), true);
        QTRY_COMPARE(countOf<Moment>(), 1);
        QTRY_COMPARE(countOf<Visit>(), 2); // the next one is planned
        QSignalSpy out(&model, &VisitModel::checkedOut);
        model.checkOut();
        QTRY_COMPARE(out.size(), 1);
        const Visit stored = m_field->get(m_visit);
        QCOMPARE(stored.state, Choice<VisitState>(VisitState::Done));
        QCOMPARE(stored.summary, u"方案认可"_s);
        QCOMPARE(stored.nextStep, u"发报价"_s);
        QVERIFY(stored.metContacts.contains(m_contact.uuid.toText()));
    }

    void farAway_asksForAReason_andTakesAnyGiven()
    {
        VisitModel model;
        openVisit(model);
        m_position.setFix({*GeoPoint::fromDegrees(31.40, 120.60), 20, m_field->now(), false});
        model.locate();
        QTRY_COMPARE(model.locating(), VisitModel::Found);
        QVERIFY(model.reasonNeeded());
        QVERIFY(model.distanceM() > 10'000);
        model.checkIn({});
        QTRY_COMPARE(model.errorCode(), u"visit.reason-needed"_s);
        QSignalSpy in(&model, &VisitModel::checkedIn);
        model.checkIn(u"约在别处见面"_s);
        QTRY_COMPARE(in.size(), 1);
        QVERIFY(model.errorCode().isEmpty());
    }

    void withoutPosition_checkInIsStillPossible()
    {
        VisitModel model;
        openVisit(model);
        m_position.setFailure({u"position.timeout"_s, Advice::Retry, {}});
        model.locate();
        QTRY_COMPARE(model.locating(), VisitModel::Failed);
        QCOMPARE(model.positionErrorCode(), u"position.timeout"_s);
        QVERIFY(model.reasonNeeded());
        QSignalSpy in(&model, &VisitModel::checkedIn);
        model.checkIn(u"室内定位不准"_s);
        QTRY_COMPARE(in.size(), 1);
    }

    void captures_ofAllKinds_areKept_andTheLastCanBeTakenBack()
    {
        VisitModel model;
        openVisit(model);
        QSignalSpy noted(&model, &VisitModel::noted);
        const QString who = m_contact.uuid.toText();
        model.capture(u"need"_s, u"latent"_s, u"当天到场"_s, who, {});
        model.capture(u"objection"_s, u"price"_s, u"贵一成"_s, who, {});
        model.capture(u"promise"_s, u"ours"_s, u"免费点检"_s, {},
                      m_field->today().addDays(7).toString(Qt::ISODate));
        model.capture(u"note"_s, {}, u"下月去看展"_s, {}, {});
        QTRY_COMPARE(noted.size(), 4);
        QTRY_COMPARE(model.captured()->count(), 4);
        QSignalSpy back(&model, &ViewModel::tookBack);
        model.undo();
        QTRY_COMPARE(back.size(), 1);
        QTRY_COMPARE(model.captured()->count(), 3);
        QCOMPARE(countOf<Note>(), 0);
    }

    void emptyCapture_isRefused()
    {
        VisitModel model;
        openVisit(model);
        model.capture(u"need"_s, u"explicit"_s, u"  "_s, {}, {});
        QTRY_COMPARE(model.errorCode(), u"capture.empty"_s);
        QCOMPARE(countOf<Need>(), 0);
    }

    void sync_countsWhatWaits_andSaysWhatBecameOfIt()
    {
        AccountModel account;
        account.setSession(m_session.get());
        account.setAccountId(m_account.uuid.toText());
        QTRY_COMPARE(account.name(), u"瑞康医疗"_s);
        account.editFact(u"fax"_s, u"0512"_s);
        SyncModel model;
        model.setSession(m_session.get());
        model.componentComplete();
        QTRY_COMPARE(model.waiting(), 1);
        QTRY_COMPARE(m_session->unsent(), 1);
        QVERIFY(model.oldestMs() > 0);
        QCOMPARE(model.edits()->at(0).value<EditRow>().state, u"waiting"_s);
        m_field->decide(Verdict::Rejected, u"sync.no-right"_s);
        account.editFact(u"fax"_s, u"0513"_s); // any change lets pages read again
        QTRY_VERIFY(model.edits()->count() >= 2);
        QTRY_COMPARE(model.edits()->at(0).value<EditRow>().state, u"refused"_s);
        QCOMPARE(model.edits()->at(0).value<EditRow>().reasonCode, u"sync.no-right"_s);
        QTRY_VERIFY(m_session->syncTrouble());
    }

    void teamSync_showsWhoIsBehind_toWhoLeads()
    {
        SyncModel own;
        own.setSession(m_session.get());
        own.componentComplete();
        QTRY_VERIFY(own.edits()->count() > 0); // it has read
        QVERIFY(!own.leadsTeam());
        DeviceState behind;
        behind.personId = m_field->colleague();
        behind.deviceId = Uuid::generate();
        behind.name = u"iPad"_s;
        behind.lastSyncAt = Instant{m_field->now().ms - 25 * 3'600'000};
        behind.highestMade = 9;
        behind.highestDecided = 4;
        m_field->row(behind);
        TeamSyncModel model;
        model.setSession(m_session.get());
        model.componentComplete();
        QTRY_COMPARE(model.devices()->count(), 1);
        const auto row = model.devices()->at(0).value<TeamDeviceRow>();
        QCOMPARE(row.personName, u"周航"_s);
        QCOMPARE(row.missing, 5);
        QCOMPARE(model.missing(), 5);
        QCOMPARE(model.silent(), 1);
        m_field->write([&](storage::UnitOfWork &unit) {
            return unit.edit(m_field->context().person, [](Person &me) { me.role = Role::TeamLead; });
        });
        QTRY_VERIFY(own.leadsTeam());
    }

    void import_goesFromFileToCustomers_andBack()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"客户.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "名称,城市,电话,备注\n华东瑞康,苏州,0512-1,周三休息\n新视界光电,苏州,0512-2,\n,苏州,0512-3,\n");
        file.close();
        ImportModel model;
        model.setSession(m_session.get());
        model.open(QUrl::fromLocalFile(file.fileName()));
        QTRY_COMPARE(model.phase(), int(ImportModel::Columns));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.columns()->at(0).value<ColumnRow>().target, u"account.name"_s);
        model.setTarget(3, u"ignored"_s);
        QTRY_COMPARE(model.columns()->at(3).value<ColumnRow>().target, u"ignored"_s);
        QTRY_VERIFY(!model.loading());
        QCOMPARE(model.imported() + model.merged() + model.setAsideInAll(), model.rowCount());
        QCOMPARE(model.setAside()->at(0).value<SetAsideLine>().reason, u"name.missing"_s);
        QCOMPARE(model.setAside()->at(0).value<SetAsideLine>().line, 4);
        model.setPhase(ImportModel::Check);
        const qint64 before = countOf<Account>();
        model.apply();
        QTRY_COMPARE(model.phase(), int(ImportModel::Done));
        QCOMPARE(countOf<Account>(), before + model.imported());
        model.undoImport();
        QTRY_VERIFY(model.undone());
        QCOMPARE(countOf<Account>(), before);
    }

    void importOfNoFile_isSaid()
    {
        ImportModel model;
        model.setSession(m_session.get());
        model.open(QUrl::fromLocalFile(u"/nonexistent/x.csv"_s));
        QTRY_COMPARE(model.errorCode(), u"import.unreadable"_s);
        QCOMPARE(model.phase(), int(ImportModel::Pick));
    }

private:
    void openVisit(VisitModel &model)
    {
        model.setSession(m_session.get());
        model.setLanguage(u"zh_CN"_s);
        model.setVisitId(m_visit.uuid.toText());
        QTRY_COMPARE(model.visit().accountName, u"瑞康医疗"_s);
    }

    /// The visit as another look at it shows it.
    std::unique_ptr<VisitModel> openAnew()
    {
        auto model = std::make_unique<VisitModel>();
        openVisit(*model);
        return model;
    }

    template<class E>
    qint64 countOf()
    {
        return m_field->read([](storage::Reader &reader) { return reader.count<E>({}); });
    }

    std::unique_ptr<test::FieldStore> m_field;
    std::unique_ptr<Session> m_session;
    test::FakePositionSource m_position;
    Id<Account> m_account;
    Id<Contact> m_contact;
    Id<Visit> m_visit;
};

QTEST_GUILESS_MAIN(ViewModelsTest)
#include "view_models_test.moc"
