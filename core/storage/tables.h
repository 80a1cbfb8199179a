// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/schema.h"
#include "core/storage/sqlite/connection.h"

#include <string>

/// The SQL side of the schema: everything here is made from core/schema/entities.def.
///
/// A table of a synced entity has the columns _row, id, _scope, _seq (server sequence of the state held), _deleted
/// and then one column per field, in order of number. What only a newer version knows lies aside (opaque_cells.h) until
/// the update that brings it.
namespace legwork::storage {

/// Of the file's tables: raised by every change of the schema and of the tables a device keeps for itself.
inline constexpr int kFileVersion = 9;

// What `_seq` of a row says when it is no sequence number. 0: the server has never sent it.
inline constexpr qint64 kForEdits = -1;     ///< Kept for the person's edits only.
inline constexpr qint64 kToBeAskedFor = -2; ///< As a server that has gone back may not have it.

inline constexpr int kFirstFieldColumn = 5;
inline constexpr int kIdColumn = 1;
inline constexpr int kScopeColumn = 2;
inline constexpr int kSeqColumn = 3;
inline constexpr int kDeletedColumn = 4;

/// `field_no` in the table `shadow` of what is no field.
inline constexpr int kDeletedShadow = 0;
inline constexpr int kExistsShadow = -1;
inline constexpr int kScopeShadow = -2;

[[nodiscard]] std::string createTableSql(const EntitySpec &entity);
/// "id, _scope, name, city ...": what fills a row struct, or is filled from one.
[[nodiscard]] std::string selectList(const EntitySpec &entity);
[[nodiscard]] std::string quoted(const char *name);

/// Brings a database to kFileVersion: an empty one is made at once, an older one is taken up step by step, each
/// step in a transaction that also writes the new version number. A newer one is left alone.
/// Errors: storage.newer-schema (Update; arguments: its version, ours), and those of the connection.
[[nodiscard]] Status migrate(sqlite::Connection &connection);

} // namespace legwork::storage
