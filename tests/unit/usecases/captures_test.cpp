// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/captures.h"
#include "core/usecases/edits.h"
#include "core/usecases/lines.h"
#include "tests/unit/usecases/field_store.h"

#include <QTest>

using namespace legwork;
using namespace legwork::usecases;

class CapturesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::FieldStore> m_field;
    Id<Account> m_account;
    Id<Contact> m_contact;
    Id<Visit> m_visit;

    CaptureAt onVisit() { return {m_visit, {}, m_contact}; }
    Id<Moment> scored(const CaptureAt &at, qint64 score)
    {
        return m_field->write([&](UnitOfWork &unit) {
            return scoreMoment(unit, m_field->context(), at, {score, {}, QStringLiteral("拜访"), {}},
                               m_field->now());
        });
    }
    std::vector<MomentLine> moments()
    {
        return m_field->read([&](Reader &reader) { return momentsOf(reader, m_account, 100); });
    }

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<test::FieldStore>();
        m_account = m_field->account(QStringLiteral("太湖"));
        m_contact = m_field->contact(m_account, QStringLiteral("王敏"));
        m_visit = m_field->visit(m_account, m_field->today(), VisitState::CheckedIn);
    }

    void need_belongsToVisit_account_contact_andScope()
    {
        const auto id = m_field->write([&](UnitOfWork &unit) {
            return captureNeed(unit, onVisit(),
                               {QStringLiteral(" 夜班 "), NeedDepth::Hidden, Interest::Personal, 4,
                                QStringLiteral("现在没人")});
        });
        const Need need = m_field->get(id);
        QCOMPARE(need.statement, QStringLiteral("夜班"));
        QCOMPARE(need.accountId, m_account);
        QCOMPARE(need.visitId, m_visit);
        QCOMPARE(need.contactId, m_contact);
        QCOMPARE(need.scope, m_field->context().territory);
        QCOMPARE(need.state, NeedState::Open);
        QCOMPARE(need.interest, Interest::Personal);
    }

    void captureBetweenVisits_belongsToTheAccountAlone()
    {
        const auto id = m_field->write([&](UnitOfWork &unit) {
            return captureNote(unit, m_field->context(), {{}, m_account, {}}, QStringLiteral("来过电话"),
                               m_field->now());
        });
        const Note note = m_field->get(id);
        QCOMPARE(note.accountId, m_account);
        QVERIFY(note.visitId.isNull());
        QCOMPARE(note.writtenAt, m_field->now());
        QCOMPARE(note.personId, m_field->context().person);
    }

    void nothingWritten_isNotStored()
    {
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) {
            return captureNote(unit, m_field->context(), onVisit(), QStringLiteral(" \n"), m_field->now());
        }),
                 QStringLiteral("capture.empty"));
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) { return captureNeed(unit, onVisit(), {}); }),
                 QStringLiteral("capture.empty"));
        QVERIFY(m_field->waiting().empty());
    }

    void captureNowhere_isNoRow()
    {
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) {
            return captureNeed(unit, {}, {QStringLiteral("夜班"), {}, {}, {}, {}});
        }),
                 QStringLiteral("storage.no-row"));
    }

    void objection_isAnswered_onlyWhenWeAnswered()
    {
        const auto open = m_field->write([&](UnitOfWork &unit) {
            return captureObjection(unit, onVisit(), {QStringLiteral("太贵"), ObjectionType::Price, {}, {}});
        });
        const auto answered = m_field->write([&](UnitOfWork &unit) {
            return captureObjection(
                unit, onVisit(),
                {QStringLiteral("太慢"), ObjectionType::Timing, {}, QStringLiteral("可以加急")});
        });
        QCOMPARE(m_field->get(open).state, ObjectionState::Open);
        QCOMPARE(m_field->get(answered).state, ObjectionState::Answered);
        m_field->write(
            [&](UnitOfWork &unit) { return answerObjection(unit, answered, {}, ObjectionState::Resolved); });
        QCOMPARE(m_field->get(answered).response, QStringLiteral("可以加急"));
        QCOMPARE(m_field->get(answered).state, ObjectionState::Resolved);
    }

    void promise_isDoneByMe_orByTheContact_unlessSomebodyIsNamed()
    {
        const auto doneBy = [&](CommitmentSide side, const QString &named) {
            const auto id = m_field->write([&](UnitOfWork &unit) {
                return capturePromise(unit, m_field->context(), onVisit(),
                                      {QStringLiteral("报价"), m_field->today(), side, {}, named});
            });
            return m_field->get(id).doneBy;
        };
        QCOMPARE(doneBy(CommitmentSide::Ours, {}), QStringLiteral("林晓"));
        QCOMPARE(doneBy(CommitmentSide::Theirs, {}), QStringLiteral("王敏"));
        QCOMPARE(doneBy(CommitmentSide::Ours, QStringLiteral("技术部")), QStringLiteral("技术部"));
    }

    void secondScoreOnOneVisit_correctsTheFirst()
    {
        const auto first = scored(onVisit(), -1);
        QCOMPARE(scored(onVisit(), 2), first);
        QCOMPARE(moments().size(), size_t(1));
        QCOMPARE(moments()[0].score, 2);
    }

    void scoresBetweenVisits_areEachTheirOwn()
    {
        QVERIFY(scored({{}, m_account, {}}, 1) != scored({{}, m_account, {}}, 1));
        QCOMPARE(moments().size(), size_t(2));
    }

    void scoreOffTheScale_isRefused()
    {
        for (const qint64 score : {-4, 4}) {
            QCOMPARE(m_field->refusal([&](UnitOfWork &unit) {
                return scoreMoment(unit, m_field->context(), onVisit(), {score, {}, {}, {}}, m_field->now());
            }),
                     QStringLiteral("moment.out-of-scale"));
        }
    }

    void removedCapture_isGone_andComesBackByUndo()
    {
        const auto need = m_field->write([&](UnitOfWork &unit) {
            return captureNeed(unit, onVisit(), {QStringLiteral("夜班"), {}, {}, {}, {}});
        });
        const auto count = [&] {
            return m_field->read([](Reader &reader) { return reader.count<Need>(""); });
        };
        const Uuid undoId = Uuid::generate();
        m_field->write(
            [&](UnitOfWork &unit) { return removeCapture(unit, Need::kEntityNo, need.uuid, undoId); });
        QCOMPARE(count(), 0);
        m_field->write([&](UnitOfWork &unit) { return takeBack(unit, undoId); });
        QCOMPARE(count(), 1);
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) {
            return removeCapture(unit, Account::kEntityNo, m_account.uuid);
        }),
                 QStringLiteral("capture.not-one"));
    }

    void removedScore_isNotShown_andMayBeGivenAgain()
    {
        const auto moment = scored(onVisit(), 1);
        m_field->write([&](UnitOfWork &unit) { return removeCapture(unit, Moment::kEntityNo, moment.uuid); });
        QVERIFY(moments().empty());
        QCOMPARE(scored(onVisit(), 3), moment);
        QCOMPARE(moments().size(), size_t(1));
    }

    void metNeed_isNoLongerOpen()
    {
        const auto need = m_field->write([&](UnitOfWork &unit) {
            return captureNeed(unit, onVisit(), {QStringLiteral("夜班"), {}, {}, {}, {}});
        });
        const auto open = [&] {
            return m_field->read([&](Reader &reader) { return needsOf(reader, m_account, true); }).size();
        };
        QCOMPARE(open(), size_t(1));
        m_field->write([&](UnitOfWork &unit) { return setNeedState(unit, need, NeedState::Met); });
        QCOMPARE(open(), size_t(0));
    }
};

QTEST_GUILESS_MAIN(CapturesTest)
#include "captures_test.moc"
