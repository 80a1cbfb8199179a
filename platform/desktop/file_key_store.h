// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/device_key_store.h"

namespace legwork {

/// FOR DEVELOPERS ONLY. Keys in a plain file that is readable by its owner alone: whoever copies the file can
/// open the database. Used only when asked for by name, on machines that have no key store, such as build
/// servers; never chosen by itself. Refuses a file that others may read or write (keystore.denied, argument
/// 1: the path). Safe on any thread; one process at a time.
class FileKeyStore final : public DeviceKeyStore
{
public:
    explicit FileKeyStore(QString path);

    [[nodiscard]] Result<SecretKey> load(const QString &name) override;
    [[nodiscard]] Status save(const QString &name, const SecretKey &key) override;
    [[nodiscard]] Status remove(const QString &name) override;

private:
    [[nodiscard]] Result<QByteArrayList> readLines() const;
    [[nodiscard]] Status writeLines(const QByteArrayList &lines) const;

    const QString m_path;
};

} // namespace legwork
