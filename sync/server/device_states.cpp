// SPDX-License-Identifier: Apache-2.0
#include "sync/server/device_states.h"

#include "core/schema/codec.h"
#include "core/schema/rows.h"
#include "sync/server/rights.h"

#include <algorithm>

namespace legwork::server {
namespace {

struct Place {
    Uuid scope;
    Uuid row;
};

/// Where the person works: the teams that should know.
std::vector<Place> placesOf(const Device &device, const std::vector<Grant> &grants, Instant now)
{
    std::vector<Place> places;
    for (const Grant &grant : grants) {
        if (grant.kind == ScopeKind::Territory && grant.right == Right::Write && isInForce(grant, now))
            places.push_back(
                {grant.scope, Uuid::derive("device-state/v1", device.id.toBytes() + grant.scope.toBytes())});
    }
    return places;
}

std::vector<StoredRow> rowsAt(ReadTransaction &read, const std::vector<Place> &places)
{
    std::vector<Uuid> ids;
    for (const Place &place : places)
        ids.push_back(place.row);
    return read.rows(ids);
}

const StoredRow *rowOf(const std::vector<StoredRow> &rows, const Place &place)
{
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const StoredRow &row) { return row.id == place.row; });
    return found == rows.end() ? nullptr : &*found;
}

qint64 numberIn(const StoredRow &row, int fieldNo)
{
    const StoredField *field = row.field(fieldNo);
    const auto *number = field ? std::get_if<qint64>(&field->value) : nullptr;
    return number ? *number : 0;
}

bool isDue(const StoredRow *row, const DeviceState &now)
{
    if (!row || row->deleted)
        return true;
    const qint64 elapsedMs = now.lastSyncAt.ms - numberIn(*row, field::DeviceState::lastSyncAt);
    const qint64 missing =
        numberIn(*row, field::DeviceState::highestMade) - numberIn(*row, field::DeviceState::highestDecided);
    const bool isOther = missing != now.highestMade.value_or(0) - now.highestDecided.value_or(0);
    return elapsedMs >= DeviceStates::kSeenStepMs || (isOther && elapsedMs >= DeviceStates::kChangeStepMs);
}

/// Puts the state into the row as of `seq`; fields that stay keep their versions.
void put(StoredRow &row, const DeviceState &state, const sync::FieldVersion &version)
{
    if (row.fields.empty() || row.deleted) {
        row.wholeFrom = version.seq;
        row.life = version;
        row.deleted = false;
    }
    row.seq = version.seq;
    forEachField(state, [&](int no, const auto &member) {
        const Value value = toValue(member);
        const StoredField *held = row.field(no);
        if (held ? held->value == value : isNull(value))
            return;
        StoredField &field = row.fieldToSet(no);
        field.value = value;
        field.version = version;
    });
}

} // namespace

Status DeviceStates::note(const Device &device, const sync::SyncHeader &header, qint64 decided,
                          qint64 missing)
{
    const Instant now = m_clock.now().wall;
    DeviceState state;
    state.personId = {device.person};
    state.deviceId = device.id;
    state.name = device.name;
    state.lastSyncAt = now;
    state.highestDecided = decided;
    state.highestMade = decided + missing;
    // The device's own age of it, by our clock.
    if (missing > 0 && header.waitingSince.isSet() && header.now.wall.isSet())
        state.missingSince =
            Instant{now.ms - std::max<qint64>(0, header.now.wall.ms - header.waitingSince.ms)};

    {
        // Nearly always there is nothing to write: then nobody is kept from writing.
        const auto view = m_store.read();
        if (!view)
            return forward(view);
        const auto places = placesOf(device, (*view)->grants(device.person), now);
        const auto rows = rowsAt(**view, places);
        if (const Status good = (*view)->status(); !good)
            return good;
        if (std::none_of(places.begin(), places.end(),
                         [&](const Place &place) { return isDue(rowOf(rows, place), state); }))
            return {};
    }
    return m_store.transact([&](WriteTransaction &store) -> Status {
        const auto places = placesOf(device, store.grants(device.person), now);
        const auto rows = rowsAt(store, places);
        const qint64 head = store.head();
        const qint64 seq = head + store.claim() + 1;
        if (const Status good = store.status(); !good)
            return good;
        std::vector<StoredRow> changed;
        for (const Place &place : places) {
            const StoredRow *held = rowOf(rows, place);
            if (!isDue(held, state))
                continue;
            StoredRow &row = changed.emplace_back(held ? *held : StoredRow());
            row.entityNo = DeviceState::kEntityNo;
            row.id = place.row;
            row.scope = place.scope;
            put(row, state, {seq, now, {}, {}});
        }
        if (changed.empty())
            return {};
        store.putRows(changed);
        store.setHead(seq);
        return store.status();
    });
}

} // namespace legwork::server
