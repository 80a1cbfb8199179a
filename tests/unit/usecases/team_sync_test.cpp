// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/edits.h"
#include "core/usecases/team_sync.h"
#include "tests/unit/usecases/field_store.h"

#include <QTest>

using namespace legwork;
using namespace legwork::usecases;

class TeamSyncTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::FieldStore> m_field;

    DeviceState stateOf(Id<Person> person, const QString &name, qint64 hoursAgo)
    {
        DeviceState state;
        state.personId = person;
        state.deviceId = Uuid::generate();
        state.name = name;
        state.lastSyncAt = Instant{m_field->now().ms - hoursAgo * 3'600'000};
        state.highestMade = state.highestDecided = 40;
        return state;
    }
    std::vector<TeamDevice> shown()
    {
        return m_field->read(
            [&](Reader &reader) { return teamDevices(reader, m_field->context(), m_field->now()); });
    }
    void become(Role role)
    {
        m_field->write([&](UnitOfWork &unit) {
            return unit.edit(m_field->context().person, [&](Person &me) { me.role = role; });
        });
    }
    bool isLead()
    {
        return m_field->read([&](Reader &reader) { return leadsTeam(reader, m_field->context()); });
    }

private Q_SLOTS:
    void init() { m_field = std::make_unique<test::FieldStore>(); }

    void whoLeads_andOnlyThey_seeTheTeam()
    {
        become(Role::AccountManager);
        QVERIFY(!isLead());
        become(Role::TeamLead);
        QVERIFY(isLead());
        become(Role::Administrator);
        QVERIFY(isLead());
    }

    void missingEditsStandFirst_thenSilence_thenTheRest()
    {
        const Id<Person> me = m_field->context().person;
        m_field->row(stateOf(me, QStringLiteral("fresh"), 1));
        m_field->row(stateOf(me, QStringLiteral("silent"), 30));
        m_field->row(stateOf(me, QStringLiteral("longer silent"), 100));
        DeviceState behind = stateOf(me, QStringLiteral("behind"), 2);
        behind.highestMade = 52;
        behind.missingSince = Instant{m_field->now().ms - 7'200'000};
        m_field->row(behind);
        QStringList names;
        for (const TeamDevice &device : shown()) {
            if (device.person == me)
                names.append(device.deviceName);
        }
        QCOMPARE(names, QStringList({QStringLiteral("behind"), QStringLiteral("longer silent"),
                                     QStringLiteral("silent"), QStringLiteral("fresh")}));
        const TeamDevice first = shown().front();
        QCOMPARE(first.missing, 12);
        QCOMPARE(first.missingSince, behind.missingSince);
        QVERIFY(!first.isSilent);
    }

    void deviceWithTwoRows_standsOnce_asItStoodLast()
    {
        DeviceState state = stateOf(m_field->context().person, QStringLiteral("tablet"), 50);
        m_field->row(state);
        state.lastSyncAt = m_field->now();
        m_field->row(state);
        int found = 0;
        for (const TeamDevice &device : shown()) {
            if (device.deviceName != QLatin1String("tablet"))
                continue;
            ++found;
            QCOMPARE(device.lastSync, state.lastSyncAt);
        }
        QCOMPARE(found, 1);
    }

    void colleagueWithoutADevice_isMissedAsWell()
    {
        m_field->write([&](UnitOfWork &unit) {
            return unit.edit(m_field->colleague(), [](Person &row) { row.role = Role::AccountManager; });
        });
        const auto devices = shown();
        QCOMPARE(devices.size(), size_t(1));
        QCOMPARE(devices.front().person, m_field->colleague());
        QVERIFY(devices.front().isSilent);
        QVERIFY(!devices.front().lastSync.isSet());
    }
};

QTEST_GUILESS_MAIN(TeamSyncTest)
#include "team_sync_test.moc"
