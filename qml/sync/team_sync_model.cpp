// SPDX-License-Identifier: Apache-2.0
#include "qml/sync/team_sync_model.h"

#include "core/storage/outbox.h"
#include "qml/session/row_making.h"

namespace legwork {
namespace {

struct Heard {
    std::vector<usecases::TeamDevice> devices;
    Instant lastSync;
};

TeamDeviceRow rowOf(const usecases::TeamDevice &device)
{
    TeamDeviceRow row;
    row.id = textOf(device.person) + u'/' + device.deviceName;
    row.personName = device.personName;
    row.deviceName = device.deviceName;
    row.lastSyncMs = msOf(device.lastSync);
    row.missing = int(device.missing);
    row.missingSinceMs = msOf(device.missingSince);
    row.silent = device.isSilent;
    return row;
}

} // namespace

void TeamSyncModel::load()
{
    const Instant now = session()->now();
    read(
        [now](storage::Reader &reader, const usecases::Context &context) -> Result<Heard> {
            auto devices = usecases::teamDevices(reader, context, now);
            if (!devices)
                return forward(devices);
            const auto lastSync = storage::meta(reader.connection(), storage::known::kLastSyncAt);
            if (!lastSync)
                return forward(lastSync);
            Heard heard{std::move(*devices), {}};
            fromValue(*lastSync, heard.lastSync);
            return heard;
        },
        [this](const Heard &heard) {
            std::vector<TeamDeviceRow> rows;
            for (const usecases::TeamDevice &device : heard.devices)
                rows.push_back(rowOf(device));
            show(std::move(rows), msOf(heard.lastSync));
        });
}

void TeamSyncModel::show(std::vector<TeamDeviceRow> devices, double heardMs)
{
    m_silent = 0;
    m_missing = 0;
    m_heardMs = heardMs;
    for (const TeamDeviceRow &device : devices) {
        m_silent += device.silent ? 1 : 0;
        m_missing += device.missing;
    }
    m_devices.replace(std::move(devices));
    setLoading(false);
    Q_EMIT shown();
}

} // namespace legwork
