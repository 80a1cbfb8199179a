// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/storage/sqlite/connection.h"
#include "sync/protocol/messages.h"

/// What a device remembers of the server's lives ("Restores and copies" in the protocol's page).
namespace legwork::sync {

/// Fills in what the header says of the past, so that the server can see whether it has gone back since. Its cursors and
/// `resume` must be there already.
[[nodiscard]] Status collectPast(sqlite::Connection &connection, SyncHeader &header);

/// What a device knows of the past in `present`, after a request with this header: the epochs before it, as they are kept.
[[nodiscard]] Value epochsBefore(const SyncHeader &header, const Uuid &present);

/// With whatever is kept of an answer goes the epoch in which it was heard: or a server that has merely been started anew
/// since the last whole answer would seem to have gone back.
[[nodiscard]] Status keepEpoch(sqlite::Connection &writer, const SyncHeader &header, const Uuid &epoch);

} // namespace legwork::sync
