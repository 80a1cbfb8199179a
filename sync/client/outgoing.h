// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/storage/sqlite/connection.h"
#include "sync/client/push_trouble.h"
#include "sync/protocol/messages.h"

namespace legwork::sync {

/// Everything a request is made of, read in one go so that it is one state of the store.
struct Outgoing {
    SyncHeader header;
    std::vector<Operation> operations;
    std::vector<Uuid> units; ///< Of the operations.
    PushTrouble trouble;
    qint64 undecidedCount = 0;
    qint64 decided = 0; ///< Under the device's name.
    bool mustRenew = false;
    bool hasGoneBack = false; ///< The server has, and what it has lost is not found out yet.
    bool hasStaged = false;
    qint64 highest = 0;    ///< Of the download that goes on: Interrupted::highest.
    qint64 rowsBefore = 0; ///< Interrupted::rows
};
[[nodiscard]] Result<Outgoing> collect(sqlite::Connection &connection);

} // namespace legwork::sync
