// SPDX-License-Identifier: Apache-2.0
#include "platform/common/location_permission.h"

namespace legwork {

/// Before Qt 6.5 there is nothing to ask; only desktops are built with it.
void requestLocationPermission(QObject *, std::function<void(bool)> done) { done(true); }

} // namespace legwork
