// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/device_key_store.h"

namespace legwork {

/// Keys in the iOS Keychain: readable from the first unlock after a restart on, so that sync in the background
/// works on a locked phone; on this device only, so that they never travel in a backup. Safe on any thread.
class IosKeyStore final : public DeviceKeyStore
{
public:
    [[nodiscard]] Result<SecretKey> load(const QString &name) override;
    [[nodiscard]] Status save(const QString &name, const SecretKey &key) override;
    [[nodiscard]] Status remove(const QString &name) override;
};

} // namespace legwork
