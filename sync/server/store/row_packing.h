// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/store/server_store.h"

/// A stored row's fields as two byte strings: the values, which every reader needs, and who set them when.
/// Most fields of a row were set together, so versions stand once each and fields point at them.
namespace legwork::server {

/// CBOR array of (number, value) in turn.
[[nodiscard]] QByteArray packValues(const StoredRow &row);
/// CBOR array: the row's own version and the fields' different ones as (seq, ms, device, person), then for
/// each field the place of its version.
[[nodiscard]] QByteArray packVersions(const StoredRow &row);
/// CBOR array of (scope, seq, ms) in turn; empty bytes for a row that was never anywhere else.
[[nodiscard]] QByteArray packFormer(const StoredRow &row);
/// Nothing when the bytes are not what the functions above make.
[[nodiscard]] std::optional<StoredRow> unpack(const PackedRow &packed);

/// The row on which a stored one hangs, from its packed values: for stores that have not kept it from the beginning.
[[nodiscard]] std::optional<Uuid> parentOf(int entityNo, const QByteArray &values);

/// A value as it lies in a packed row.
struct PackedField {
    int no = 0;
    QByteArrayView value; ///< One CBOR item.
    qint64 seq = 0;       ///< Of its last change.
};
/// The fields of a row, into `fields`; their `seq` only when that is asked for. False as for unpack().
[[nodiscard]] bool fieldsOf(const PackedRow &row, bool withSeqs, std::vector<PackedField> &fields);

} // namespace legwork::server
