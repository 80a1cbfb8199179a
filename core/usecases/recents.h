// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/context.h"

#include <QStringList>

namespace legwork::usecases {

/// A customer that somebody comes back to.
struct AccountBrief {
    Id<Account> id;
    QString name;
    QString city;
    Choice<AccountClass> accountClass;
    bool isPinned = false;
};

/// What this person last did on this device, newest first. Stays on the device.
struct Recents {
    QStringList searches;
    std::vector<AccountBrief> pinned;
    std::vector<AccountBrief> opened; ///< Without the pinned ones.
};
inline constexpr int kRecentSearchesMax = 6;
inline constexpr int kRecentAccountsMax = 12;
inline constexpr int kPinnedAccountsMax = 20;

[[nodiscard]] Result<Recents> recents(Reader &reader);
[[nodiscard]] Result<bool> isPinned(Reader &reader, Id<Account> account);

/// Keeps a search that led somewhere. Line breaks become spaces; more than 100 characters are no search one repeats.
[[nodiscard]] Status noteSearch(UnitOfWork &unit, const QString &text);
[[nodiscard]] Status forgetSearches(UnitOfWork &unit);
[[nodiscard]] Status noteOpened(UnitOfWork &unit, Id<Account> account);
/// pin.too-many (AskUser; argument 1: how many there may be) when there is no room for another.
[[nodiscard]] Status setPinned(UnitOfWork &unit, Id<Account> account, bool pinned);

} // namespace legwork::usecases
