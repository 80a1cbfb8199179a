// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/team_sync.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace legwork::usecases {
namespace {

/// A device that works in several territories has a row in each; the newest one counts.
Result<std::vector<DeviceState>> newestStates(Reader &reader)
{
    const auto rows = reader.select<DeviceState>("");
    if (!rows)
        return forward(rows);
    std::map<Uuid, DeviceState> newest;
    for (const DeviceState &row : *rows) {
        const auto [known, isNew] = newest.try_emplace(row.deviceId, row);
        if (!isNew && known->second.lastSyncAt.ms < row.lastSyncAt.ms)
            known->second = row;
    }
    std::vector<DeviceState> states;
    for (const auto &[device, state] : newest)
        states.push_back(state);
    return states;
}

/// What needs somebody stands first: edits that are missing, then silence, the longest first.
bool standsBefore(const TeamDevice &a, const TeamDevice &b)
{
    return std::tuple(a.missing == 0, !a.isSilent, a.lastSync.ms, a.personName, a.deviceName)
           < std::tuple(b.missing == 0, !b.isSilent, b.lastSync.ms, b.personName, b.deviceName);
}

} // namespace

Result<std::vector<TeamDevice>> teamDevices(Reader &reader, const Context &context, Instant now)
{
    const auto states = newestStates(reader);
    if (!states)
        return forward(states);
    const auto people = reader.select<Person>("");
    if (!people)
        return forward(people);
    std::map<Uuid, QString> names;
    for (const Person &person : *people)
        names[person.id.uuid] = person.name;
    std::vector<TeamDevice> devices;
    std::set<Uuid> heardOf;
    for (const DeviceState &state : *states) {
        TeamDevice device;
        device.person = state.personId;
        device.personName = names[state.personId.uuid];
        device.deviceName = state.name;
        device.lastSync = state.lastSyncAt;
        device.missing =
            std::max<qint64>(0, state.highestMade.value_or(0) - state.highestDecided.value_or(0));
        device.missingSince = state.missingSince;
        device.isSilent = !state.lastSyncAt.isSet() || now.ms - state.lastSyncAt.ms >= kSilentMs;
        heardOf.insert(state.personId.uuid);
        devices.push_back(std::move(device));
    }
    // Whoever visits customers and has no device yet is missed as well.
    for (const Person &person : *people) {
        if (heardOf.contains(person.id.uuid) || person.role != Role::AccountManager
            || person.id == context.person)
            continue;
        TeamDevice nobody;
        nobody.person = person.id;
        nobody.personName = person.name;
        nobody.isSilent = true;
        devices.push_back(std::move(nobody));
    }
    std::sort(devices.begin(), devices.end(), standsBefore);
    return devices;
}

Result<bool> leadsTeam(Reader &reader, const Context &context)
{
    const auto me = reader.find(context.person);
    if (!me)
        return forward(me);
    return *me && ((*me)->role == Role::TeamLead || (*me)->role == Role::Administrator);
}

} // namespace legwork::usecases
