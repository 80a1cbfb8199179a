// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/base/key.h"

#include <QString>

namespace legwork {

/// Where the device keeps the key of the local database: Android Keystore, iOS Keychain, the Linux secret
/// service. Calls may block for seconds (the user may be asked to unlock); never call them on the interface
/// thread.
///
/// Errors, all with a code of their own because each wants another answer:
///   keystore.not-found    AskUser  never answer it with a new key while a database exists
///   keystore.unavailable  Retry    locked or busy; wait and ask again, change nothing
///   keystore.denied       AskUser  the user or the system refused
///   keystore.missing      AskUser  this machine has no key store
///   keystore.invalidated  GiveUp   the key is gone for good (restored device, reset key store)
///   keystore.failed       GiveUp   anything else; argument 1 is the platform's own text
class DeviceKeyStore
{
public:
    virtual ~DeviceKeyStore() = default;

    [[nodiscard]] virtual Result<SecretKey> load(const QString &name) = 0;
    /// Replaces what is there. Returns only when a load would give the same key back.
    [[nodiscard]] virtual Status save(const QString &name, const SecretKey &key) = 0;
    [[nodiscard]] virtual Status remove(const QString &name) = 0;
};

} // namespace legwork
