// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/protocol/messages.h"

#include <optional>
#include <set>

/// What the store keeps of downloads whose rows are put aside, as bytes of its own (core/storage/known_names.h). Bytes of an
/// older version count as none: the download begins anew.
namespace legwork::sync {

/// A download that was broken off.
struct Interrupted {
    Resume resume;
    qint64 highest = 0; ///< Sequence number of a row among those put aside; may be newer than the target.
    qint64 rows = 0;    ///< As many have come.
};

/// 48 bytes.
[[nodiscard]] QByteArray tokenOf(const Interrupted &download);
[[nodiscard]] std::optional<Interrupted> interruptedOf(const Value &value);

/// A download put aside as a whole.
struct Staged {
    qint64 target = 0;
    qint64 highest = 0; ///< Interrupted::highest
    std::set<Uuid> scopes;
};

/// 16 bytes, and 16 for each scope.
[[nodiscard]] QByteArray bytesOf(qint64 target, qint64 highest, const std::vector<ScopeGrant> &grants);
[[nodiscard]] std::optional<Staged> stagedOf(const Value &value);

} // namespace legwork::sync
