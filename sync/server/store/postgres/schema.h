// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/store/postgres/connection.h"

namespace legwork::server::postgres {

/// Brings the tables up to date: numbered steps, all missing ones in one transaction, one process at a time.
/// server.newer-store (Update) when a newer server has been here.
[[nodiscard]] Status migrate(Connection &connection);

} // namespace legwork::server::postgres
