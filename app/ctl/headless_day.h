// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/demo_people.h"
#include "app/ctl/device_process.h"
#include "app/ctl/gallery.h"
#include "app/ctl/server_process.h"

#include <QTemporaryDir>

#include <memory>

namespace legwork::ctl {

/// The main job, played by itself: two devices of one territory and the server, as three processes over loopback
/// TLS. Both start synced, both go offline; A makes three visits, B edits two of the same accounts, one field of them
/// as A does; the network returns, and all three come to hold the same rows.
class HeadlessDay
{
public:
    struct Settings {
        QString shotsFolder;
        QString importFile; ///< Customers to import and visit instead of the demo company's; empty: none.
        QString city;       ///< Of the imported customers to visit.
        QList<Look> looks{plainLook()};
    };

    explicit HeadlessDay(Settings settings);

    /// Plays it and prints the table. Error: what went wrong; day.not-equal (GiveUp) when the rows differ.
    [[nodiscard]] Status play();

private:
    struct Figures {
        QJsonObject sync;    ///< Totals of the day.
        QJsonObject atStart; ///< Totals when the first sync was over.
        RowDigests rows;
        qint64 acknowledged = 0;
    };

    [[nodiscard]] Status enrol(DeviceProcess &device, const Person &person);
    [[nodiscard]] Status importCustomers();
    [[nodiscard]] Status chooseVisits();
    [[nodiscard]] Status workOffline();
    [[nodiscard]] Status reconcile();
    [[nodiscard]] Status photographTheRest();
    [[nodiscard]] Status compare();
    [[nodiscard]] GeoPoint placeOf(const QJsonValue &visit) const;
    void printTable(bool areEqual) const;

    const Settings m_settings;
    QTemporaryDir m_folder;
    DemoPeople m_people;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<DeviceProcess> m_a;
    std::unique_ptr<DeviceProcess> m_b;
    Gallery m_gallery;
    Figures m_figuresA;
    Figures m_figuresB;
    RowDigests m_serverRows;
    QJsonArray m_visits;
    qsizetype m_conflicts = 0;
    double m_workSeconds = 0;
    double m_reconcileSeconds = 0;
};

} // namespace legwork::ctl
