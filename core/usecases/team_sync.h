// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/context.h"

namespace legwork::usecases {

/// How one device of the team stands with the server, as far as this device has heard.
struct TeamDevice {
    Id<Person> person;
    QString personName;
    QString deviceName;
    Instant lastSync;      ///< Unset: no device of this person has reconciled yet.
    qint64 missing = 0;    ///< Edits it has told of that had not reached the server.
    Instant missingSince;  ///< When the oldest of these was made; unset when that is not known.
    bool isSilent = false; ///< Not heard of for kSilentMs, or never.
};

/// A device that has not reconciled for so long stands out. Longer than a night, so that a day off the network counts.
inline constexpr qint64 kSilentMs = 24LL * 60 * 60 * 1000;

/// The devices of the team, those that need somebody first, and colleagues without one.
[[nodiscard]] Result<std::vector<TeamDevice>> teamDevices(Reader &reader, const Context &context,
                                                          Instant now);

/// Whether the person leads the team, and so should see how its devices stand.
[[nodiscard]] Result<bool> leadsTeam(Reader &reader, const Context &context);

} // namespace legwork::usecases
