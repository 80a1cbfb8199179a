// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/sqlite/connection.h"

namespace legwork::server {

/// Brings the embedded store's tables up to date: numbered steps, each in a transaction of its own.
/// server.newer-store (Update) when a newer server has been here.
[[nodiscard]] Status migrate(sqlite::Connection &connection);

} // namespace legwork::server
