// SPDX-License-Identifier: Apache-2.0
#include "core/domain/commitment_rules.h"
#include "core/usecases/edits.h"
#include "core/usecases/promises.h"
#include "tests/unit/usecases/field_store.h"

#include <QTest>

using namespace legwork;
using namespace legwork::usecases;

class PromisesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::FieldStore> m_field;
    Id<Commitment> m_promise;

    template<class Command>
    void done(Command command)
    {
        m_field->write([&](UnitOfWork &unit) { return command(unit); });
    }
    Commitment row() { return m_field->get(m_promise); }

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<test::FieldStore>();
        Commitment promise;
        promise.accountId = m_field->account(QStringLiteral("太湖"));
        promise.what = QStringLiteral("报价");
        promise.dueOn = m_field->today().addDays(-1);
        promise.state = CommitmentState::Open;
        m_promise = m_field->row<Commitment>(promise);
    }

    void announcedThenAgreed_keepsBothTimes()
    {
        const Instant announcedAt = m_field->now();
        done([&](UnitOfWork &unit) { return announcePromise(unit, m_promise, announcedAt); });
        QCOMPARE(standingOf(row(), m_field->today()), CommitmentStanding::AwaitsAgreement);
        m_field->clock().advance(60'000);
        done([&](UnitOfWork &unit) { return agreePromise(unit, m_promise, m_field->now()); });
        QCOMPARE(row().announcedAt, announcedAt);
        QCOMPARE(row().agreedAt, m_field->now());
        QCOMPARE(row().state, CommitmentState::Agreed);
    }

    void agreedAtOnce_isAnnouncedInTheSameBreath()
    {
        done([&](UnitOfWork &unit) { return agreePromise(unit, m_promise, m_field->now()); });
        QCOMPARE(row().announcedAt, row().agreedAt);
        QCOMPARE(m_field->waiting().size(), size_t(1));
    }

    void customerWhoDoesNotAgree_opensItAgain()
    {
        done([&](UnitOfWork &unit) { return announcePromise(unit, m_promise, m_field->now()); });
        done([&](UnitOfWork &unit) { return reopenPromise(unit, m_promise); });
        QCOMPARE(row().state, CommitmentState::Open);
        QVERIFY(!row().announcedAt.isSet());
        QCOMPARE(standingOf(row(), m_field->today()), CommitmentStanding::Overdue);
    }

    void renegotiated_isJudgedByTheNewDay()
    {
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) { return renegotiatePromise(unit, m_promise, {}); }),
                 QStringLiteral("promise.day-missing"));
        done([&](UnitOfWork &unit) {
            return renegotiatePromise(unit, m_promise, m_field->today().addDays(9));
        });
        QCOMPARE(standingOf(row(), m_field->today()), CommitmentStanding::Ahead);
        QCOMPARE(row().state, CommitmentState::Renegotiated);
    }

    void agreedPromise_isSettledForGood()
    {
        done([&](UnitOfWork &unit) { return agreePromise(unit, m_promise, m_field->now()); });
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) { return breakPromise(unit, m_promise); }),
                 QStringLiteral("promise.wrong-state"));
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) { return reopenPromise(unit, m_promise); }),
                 QStringLiteral("promise.wrong-state"));
    }

    void agreementTappedByMistake_isTakenBack()
    {
        const Uuid undoId = Uuid::generate();
        done([&](UnitOfWork &unit) { return agreePromise(unit, m_promise, m_field->now(), undoId); });
        done([&](UnitOfWork &unit) { return takeBack(unit, undoId); });
        QCOMPARE(row().state, CommitmentState::Open);
        QVERIFY(!row().agreedAt.isSet());
    }

    void brokenPromise_mayBeMadeGood_cancelledOneIsNoLongerNeeded()
    {
        done([&](UnitOfWork &unit) { return breakPromise(unit, m_promise); });
        done([&](UnitOfWork &unit) {
            return renegotiatePromise(unit, m_promise, m_field->today().addDays(3));
        });
        done([&](UnitOfWork &unit) { return cancelPromise(unit, m_promise); });
        QCOMPARE(row().stillNeeded, std::optional<bool>(false));
        QCOMPARE(standingOf(row(), m_field->today()), CommitmentStanding::Closed);
    }

    void promiseOfANewerState_isNotTouched()
    {
        done([&](UnitOfWork &unit) {
            return unit.edit(m_promise, [](Commitment &promise) {
                promise.state = Choice<CommitmentState>::fromCode(QStringLiteral("escalated"));
            });
        });
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) { return breakPromise(unit, m_promise); }),
                 QStringLiteral("promise.wrong-state"));
    }

    void progress_isToldWithoutChangingTheState()
    {
        done([&](UnitOfWork &unit) { return tellProgress(unit, m_promise, QStringLiteral("在算")); });
        QCOMPARE(row().progress, QStringLiteral("在算"));
        QCOMPARE(row().state, CommitmentState::Open);
    }
};

QTEST_GUILESS_MAIN(PromisesTest)
#include "promises_test.moc"
