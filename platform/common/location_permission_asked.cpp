// SPDX-License-Identifier: Apache-2.0
#include "platform/common/location_permission.h"

#include <QCoreApplication>
#include <QPermissions>

namespace legwork {

void requestLocationPermission(QObject *context, std::function<void(bool)> done)
{
    QLocationPermission permission;
    permission.setAccuracy(QLocationPermission::Precise);
    permission.setAvailability(QLocationPermission::WhenInUse);
    qApp->requestPermission(permission, context, [done = std::move(done)](const QPermission &answer) {
        done(answer.status() == Qt::PermissionStatus::Granted);
    });
}

} // namespace legwork
