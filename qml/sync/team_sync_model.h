// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/team_sync.h"
#include "qml/session/rows_model.h"
#include "qml/session/view_model.h"

namespace legwork {

/// How one device of the team stands with the server.
struct TeamDeviceRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString personName MEMBER personName)
    Q_PROPERTY(QString deviceName MEMBER deviceName)
    Q_PROPERTY(double lastSyncMs MEMBER lastSyncMs)
    Q_PROPERTY(int missing MEMBER missing)
    Q_PROPERTY(double missingSinceMs MEMBER missingSinceMs)
    Q_PROPERTY(bool silent MEMBER silent)
    QML_ANONYMOUS

public:
    QString id, personName, deviceName;
    double lastSyncMs = 0; ///< 0: never.
    int missing = 0;       ///< Edits told of that have not reached the server.
    double missingSinceMs = 0;
    bool silent = false;
};

/// Which devices of the team have not reconciled, for who leads it. What stands here came with the last sync of this
/// device, so it can be read without a network.
class TeamSyncModel : public legwork::ViewModel
{
    Q_OBJECT
    Q_PROPERTY(legwork::RowsModelBase *devices READ devices CONSTANT)
    Q_PROPERTY(int silent READ silent NOTIFY shown)
    Q_PROPERTY(int missing READ missing NOTIFY shown)
    Q_PROPERTY(double heardMs READ heardMs NOTIFY shown)
    QML_ELEMENT

public:
    using ViewModel::ViewModel;

    [[nodiscard]] RowsModelBase *devices() { return &m_devices; }
    [[nodiscard]] int silent() const { return m_silent; }
    /// Edits that have not reached the server, of all devices.
    [[nodiscard]] int missing() const { return m_missing; }
    /// When this device last heard from the server; 0: never.
    [[nodiscard]] double heardMs() const { return m_heardMs; }

    void show(std::vector<TeamDeviceRow> devices, double heardMs);

Q_SIGNALS:
    void shown();

protected:
    void load() override;

private:
    RowsModel<TeamDeviceRow> m_devices;
    int m_silent = 0;
    int m_missing = 0;
    double m_heardMs = 0;
};

} // namespace legwork
