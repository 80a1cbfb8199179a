// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1String>

/// Names under which a device keeps what it knows about itself (storage::meta, storage::setMeta). Ids are kept as their
/// 16 bytes, times as milliseconds since 1970, the rest as text unless said otherwise.
namespace legwork::storage::known {

// Kept by enrolment.
inline constexpr QLatin1String kPerson("person");           ///< Id of the Person row of the user.
inline constexpr QLatin1String kCompany("company");         ///< Id of the Company row.
inline constexpr QLatin1String kDevice("device");           ///< Id of this device at the server.
inline constexpr QLatin1String kDeviceName("device-name");  ///< As the user named it.
inline constexpr QLatin1String kServer("server");           ///< Address, as shown to people.
inline constexpr QLatin1String kAuthorities("authorities"); ///< Certificates to trust, PEM, as bytes.
inline constexpr QLatin1String kToken("token");             ///< The server's, as bytes. Secret.

// Kept by sync.
inline constexpr QLatin1String kEpoch("epoch"); ///< The server's.
inline constexpr QLatin1String
    kLastSyncAt("last-sync"); ///< When a session last changed anything here, by this device's clock.
/// Epochs before that in which something of what is held was heard, newest first, 16 bytes each.
inline constexpr QLatin1String kFormerEpochs("former-epochs");
/// Operations that the server has decided under the present name of this device, which are numbered from 1.
inline constexpr QLatin1String kDecided("decided");
/// The highest sequence number that the server has told of, and still stands by, of a decision, a row or a leave.
inline constexpr QLatin1String kHeard("heard");
inline constexpr QLatin1String kRenew("renew"); ///< 1: this device must get another name before it goes on.
/// Present while what the server has lost by going back is being found out: what it has in common with this device.
inline constexpr QLatin1String kGoneBack("gone-back");
inline constexpr QLatin1String kTimesGoneBack("times-gone-back"); ///< How often this server has.
inline constexpr QLatin1String kResume("resume"); ///< Where a broken download goes on, 40 bytes.
/// A whole download that has been put aside because part of it is newer than its target: target, highest sequence number
/// and scopes, 16 + n * 16 bytes.
inline constexpr QLatin1String kStaged("staged");
inline constexpr QLatin1String
    kPushTrouble("push-trouble"); ///< PushTrouble::toBytes(); absent while all goes well.

// Kept by the user's choices.
inline constexpr QLatin1String
    kTerritory("territory"); ///< Id of the Territory in which new accounts are made.
inline constexpr QLatin1String kWifiOnly("wifi-only"); ///< 1: pictures wait for a network that costs nothing.
inline constexpr QLatin1String kFullPictures("full-size"); ///< 1: pictures are kept as they were taken.
inline constexpr QLatin1String kSex("sex");                ///< Code of Sex, for checklists that differ.
// What this person looked for here, and where; one a line, newest first. In the encrypted file, since names are in it.
inline constexpr QLatin1String kRecentSearches("recent-searches");
inline constexpr QLatin1String kRecentAccounts("recent-accounts"); ///< Ids, as text.
inline constexpr QLatin1String kPinnedAccounts("pinned-accounts"); ///< Ids, as text.

} // namespace legwork::storage::known
