// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"
#include "sync/server/store/server_store.h"

namespace legwork {

/// Fills an empty store with the demo company as it stands today, and gives its people their rights: everybody
/// sees the company, account managers and their lead work the territory, the administrator edits the company.
/// A store that holds anything is left alone.
[[nodiscard]] Status seedDemo(server::ServerStore &store, Instant now);

} // namespace legwork
