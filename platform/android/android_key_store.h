// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/device_key_store.h"

namespace legwork {

/// Keys wrapped by a key in the Android Keystore, in StrongBox where there is one; the work is done in
/// src/org/legwork/app/KeyVault.java. Safe on any thread; may block for as long as the keystore service does.
class AndroidKeyStore final : public DeviceKeyStore
{
public:
    [[nodiscard]] Result<SecretKey> load(const QString &name) override;
    [[nodiscard]] Status save(const QString &name, const SecretKey &key) override;
    [[nodiscard]] Status remove(const QString &name) override;
};

} // namespace legwork
