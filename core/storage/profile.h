// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/base/id.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace legwork::storage {

/// What must be known about a folder before its database can be opened; nothing in it is secret.
struct Profile {
    Uuid install;        ///< Of this copy of the folder's data.
    QString keyName;     ///< In the device's key store.
    QByteArray keyCheck; ///< SecretKey::checkValue() of the right key.
};

/// Nothing when the folder has none. storage.profile (GiveUp) when it is there and unreadable.
[[nodiscard]] Result<std::optional<Profile>> loadProfile(const QString &folder);
/// Written beside and renamed into place, so that a crash leaves the old one or the new one.
[[nodiscard]] Status saveProfile(const QString &folder, const Profile &profile);

} // namespace legwork::storage
