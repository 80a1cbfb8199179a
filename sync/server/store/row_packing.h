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
/// Puts both back. False when the bytes are not what the functions above make.
[[nodiscard]] bool unpackInto(StoredRow &row, const QByteArray &values, const QByteArray &versions);

} // namespace legwork::server
