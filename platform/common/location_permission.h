// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <functional>

namespace legwork {

/// Asks the user for leave to read the position while the app is in use, where the system wants that; calls
/// back on this thread, at once or later, unless `context` has gone by then.
void requestLocationPermission(QObject *context, std::function<void(bool granted)> done);

} // namespace legwork
