// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/grant_desk.h"

#include <QString>

#include <span>

namespace legwork {

/// Makes the changes, in order, then says in lines for people what those concerned, and those asked for, may do and what
/// was done to their rights. A change that is refused ends it; those before it hold. Errors: those of GrantDesk.
[[nodiscard]] Result<QString> seeToRights(server::ServerStore &store, const Clock &clock,
                                          std::span<const server::GrantDesk::Order> changes,
                                          std::vector<Uuid> people);

} // namespace legwork
