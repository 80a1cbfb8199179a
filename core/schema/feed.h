// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/cell_column.h"
#include "core/base/id.h"
#include "core/base/time.h"

#include <vector>

/// The server's feed, as values: which scopes a person may see, how far a device has them, and states of rows.
namespace legwork {

/// A scope the person may see now. Cursors of others are void.
struct ScopeGrant {
    Uuid scope;
    int kind = 0; ///< ScopeKind
    bool mayWrite = true;
    Instant
        until{}; ///< When the person loses it, by the server's clock: somebody is covered for. Unset: not by itself.
    friend bool operator==(const ScopeGrant &, const ScopeGrant &) = default;
};

/// A row that lay in a scope and was moved to another at `seq`.
struct Leave {
    Uuid scope; ///< The one it has left.
    int entityNo = 0;
    qint64 seq = 0;
    Uuid rowId;
    friend bool operator==(const Leave &, const Leave &) = default;
};

/// How far a device has the rows of a scope.
struct ScopeCursor {
    Uuid scope;
    qint64 seq = 0;
    friend bool operator==(const ScopeCursor &, const ScopeCursor &) = default;
};

/// States of rows of one entity, column by column, in order of (seq, id). The order from batch to batch is the
/// server's own; parents come before the rows that refer to them.
struct RowBatch {
    int entityNo = 0;
    std::vector<Uuid> ids;
    std::vector<Uuid> scopes;
    std::vector<qint64> seqs;
    std::vector<bool> deleted;
    std::vector<int> fieldNos;
    /// columns[c][r]: field fieldNos[c] of row ids[r]; nothing where the row does not carry that field because
    /// it has not changed since the cursor.
    std::vector<CellColumn> columns;
    /// Sent out of turn, because somebody is waiting for them: they come again, and are no place to go on from.
    bool isAhead = false;

    [[nodiscard]] size_t size() const { return ids.size(); }
    friend bool operator==(const RowBatch &, const RowBatch &) = default;
};

} // namespace legwork
