// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/device_key_store.h"

#include <chrono>

namespace legwork {

/// Keys in the desktop's secret service (GNOME Keyring, KWallet, KeePassXC ...), through QtKeychain. Without
/// a session bus or a secret service on it every call answers keystore.missing at once; nothing is ever kept
/// anywhere else instead. Safe on any thread but the interface's: a call blocks until the user has unlocked
/// the service, and answers keystore.unavailable when that takes longer than `patience`.
class SecretServiceKeyStore final : public DeviceKeyStore
{
public:
    explicit SecretServiceKeyStore(QString service = QStringLiteral("legwork"),
                                   std::chrono::milliseconds patience = std::chrono::seconds(120));

    [[nodiscard]] Result<SecretKey> load(const QString &name) override;
    [[nodiscard]] Status save(const QString &name, const SecretKey &key) override;
    [[nodiscard]] Status remove(const QString &name) override;

private:
    const QString m_service;
    const std::chrono::milliseconds m_patience;
};

} // namespace legwork
