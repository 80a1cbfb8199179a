// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/device_key_store.h"

#include <memory>

namespace legwork {

/// The key store of this platform; on a desktop, the developer's key file instead when one is named. Never falls
/// back from one to the other by itself.
[[nodiscard]] std::unique_ptr<DeviceKeyStore> chooseKeyStore(const QString &developerKeyFile);

} // namespace legwork
