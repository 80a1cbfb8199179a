// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/feed.h"
#include "core/schema/operation.h"
#include "core/storage/sqlite/connection.h"

#include <optional>
#include <vector>

/// What this device has to send and what became of what it sent. Functions on a connection, so that readers and the
/// writer can both ask; those that write need the writer.
namespace legwork::storage {

/// Operations of `outbox` or `settled`, chosen and ordered by SQL with one number to bind.
[[nodiscard]] Result<std::vector<Operation>> operationsOf(sqlite::Connection &connection, const char *table,
                                                          std::string_view condition, const Value &argument);
/// Operations to send, oldest first, whole units of work only: units are taken while they begin below `countMax`, so one
/// larger unit still goes as a whole. Those that speak of rows in limbo wait, and those that build on them.
[[nodiscard]] Result<std::vector<Operation>> undecided(sqlite::Connection &connection, size_t countMax);

struct OutboxState {
    qint64 count = 0;
    Instant oldest;         ///< When the oldest undecided edit was made; unset when there is none.
    qint64 inAttention = 0; ///< Refused edits that nobody has dealt with.
    qint64 bytes = 0;       ///< Of what the undecided edits hold, before it is compressed for the way.
};
[[nodiscard]] Result<OutboxState> outboxState(sqlite::Connection &connection);

/// One edit of this device and what became of it.
struct EditFate {
    Operation operation;            ///< `at` holds the wall clock only.
    std::optional<Outcome> outcome; ///< Nothing while it waits to be sent or decided.
    Instant settledAt;
};
/// Edits of one row, or of all rows (null id), newest first.
[[nodiscard]] Result<std::vector<EditFate>> fates(sqlite::Connection &connection, const Uuid &rowId,
                                                  int limit);
/// Refused edits waiting for somebody, oldest first.
[[nodiscard]] Result<std::vector<EditFate>> attention(sqlite::Connection &connection);
/// Somebody has dealt with a refused edit; it stays in the record.
[[nodiscard]] Status markHandled(sqlite::Connection &writer, qint64 opNo);

/// Rows whose present state must be asked for, because the server has gone back to an older one.
[[nodiscard]] Result<std::vector<Uuid>> rowsToAskFor(sqlite::Connection &connection);

[[nodiscard]] Result<std::vector<ScopeCursor>> cursors(sqlite::Connection &connection);

/// Named values of this device. A null value removes the name.
[[nodiscard]] Result<Value> meta(sqlite::Connection &connection, const QString &name);
/// 0 when there is none.
[[nodiscard]] Result<qint64> metaNumber(sqlite::Connection &connection, const QString &name);
[[nodiscard]] Status setMeta(sqlite::Connection &writer, const QString &name, const Value &value);

} // namespace legwork::storage
