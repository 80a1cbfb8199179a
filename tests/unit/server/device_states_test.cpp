// SPDX-License-Identifier: Apache-2.0
#include "sync/server/device_states.h"
#include "tests/unit/server/office.h"

#include <QTest>

using namespace legwork;
using namespace legwork::server;
using namespace legwork::server::test;

class DeviceStatesTest : public QObject
{
    Q_OBJECT

private:
    /// What Bo's device gets to know of others' devices.
    static std::vector<Held::mapped_type> seenBy(Office &office, Gadget &gadget)
    {
        std::vector<Held::mapped_type> states;
        for (const RowBatch &batch : office.pull(gadget).batches) {
            for (size_t r = 0; batch.entityNo == DeviceState::kEntityNo && r < batch.size(); ++r)
                states.push_back(gadget.held.at(batch.ids[r]));
        }
        return states;
    }
    static sync::SyncHeader headerOf(Office &office, const Gadget &gadget, qint64 waiting)
    {
        sync::SyncHeader header = office.headerOf(gadget);
        header.waiting = waiting;
        if (waiting > 0)
            header.waitingSince = Instant{header.now.wall.ms - 3'600'000};
        return header;
    }
    static qint64 headOf(Office &office) { return (*office.store->read())->head(); }

private Q_SLOTS:
    void firstSync_isTold_toTheTeam_andToNobodyElse()
    {
        Office office;
        DeviceStates states(*office.store, office.clock);
        Gadget ann = office.enrol("Ann");
        Gadget bo = office.enrol("Bo");
        Gadget cid = office.enrol("Cid");
        seenBy(office, bo);
        seenBy(office, cid);
        QVERIFY(states.note(ann.device, headerOf(office, ann, 0), 17, 0));
        const auto seen = seenBy(office, bo);
        QCOMPARE(seen.size(), size_t(1));
        QCOMPARE(seen[0].at(field::DeviceState::personId), Value(ann.device.person.toBytes()));
        QCOMPARE(seen[0].at(field::DeviceState::deviceId), Value(ann.device.id.toBytes()));
        QCOMPARE(seen[0].at(field::DeviceState::lastSyncAt), Value(office.clock.now().wall.ms));
        QCOMPARE(seen[0].at(field::DeviceState::highestMade), Value(qint64(17)));
        QCOMPARE(seen[0].at(field::DeviceState::highestDecided), Value(qint64(17)));
        QVERIFY(seenBy(office, cid).empty());
    }

    void gap_isTold_withItsAge_byTheServersClock()
    {
        Office office;
        DeviceStates states(*office.store, office.clock);
        Gadget ann = office.enrol("Ann");
        Gadget bo = office.enrol("Bo");
        QVERIFY(states.note(ann.device, headerOf(office, ann, 12), 17, 12));
        const auto seen = seenBy(office, bo);
        QCOMPARE(seen.size(), size_t(1));
        QCOMPARE(seen[0].at(field::DeviceState::highestMade), Value(qint64(29)));
        QCOMPARE(seen[0].at(field::DeviceState::missingSince), Value(office.clock.now().wall.ms - 3'600'000));
    }

    void timeAlone_isWrittenSeldom_andChangesNotAtOnce()
    {
        Office office;
        DeviceStates states(*office.store, office.clock);
        Gadget ann = office.enrol("Ann");
        const auto isWritten = [&](qint64 missing) {
            const qint64 before = headOf(office);
            if (!states.note(ann.device, headerOf(office, ann, missing), 17, missing))
                qFatal("not noted");
            return headOf(office) != before;
        };
        QVERIFY(isWritten(0));
        QVERIFY(!isWritten(0));
        QVERIFY(!isWritten(3));
        office.clock.advance(DeviceStates::kChangeStepMs);
        QVERIFY(!isWritten(0));
        QVERIFY(isWritten(3));
        office.clock.advance(DeviceStates::kSeenStepMs - 1);
        QVERIFY(!isWritten(3));
        office.clock.advance(1);
        QVERIFY(isWritten(3));
    }

    void nobodyElse_mayWriteIt()
    {
        Office office;
        DeviceStates states(*office.store, office.clock);
        Gadget ann = office.enrol("Ann");
        QVERIFY(states.note(ann.device, headerOf(office, ann, 0), 0, 0));
        const Uuid row = Uuid::derive("device-state/v1", ann.device.id.toBytes() + idOf("north").toBytes());
        QVERIFY(office.row(row));
        const auto outcomes =
            office.push(ann, {office.update(ann, DeviceState::kEntityNo, row,
                                            {{field::DeviceState::name, text("mine"), {}}})});
        QVERIFY(outcomes);
        QCOMPARE(outcomes->front().verdict, Verdict::Rejected);
        QCOMPARE(outcomes->front().code, QStringLiteral("sync.no-right"));
    }
};

QTEST_GUILESS_MAIN(DeviceStatesTest)
#include "device_states_test.moc"
