// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/id.h"
#include "core/base/time.h"
#include "core/base/value.h"

#include <QByteArray>
#include <QStringList>

#include <optional>
#include <vector>

namespace legwork {

/// One field as its author left it. `was` is what the author saw before, so that sets can be merged
/// three-way, a conflict can show what both had started from, and an edit can be undone.
struct FieldEdit {
    int fieldNo = 0;
    Value value;
    Value was;
    friend bool operator==(const FieldEdit &, const FieldEdit &) = default;
};

enum class OperationKind : quint8 { Insert = 1, Update = 2, Delete = 3, Undelete = 4, Move = 5 };

/// A Move has one edit, of the scope itself, under this number: the new scope's 16 bytes, and those of the former.
inline constexpr int kScopeFieldNo = 0;

/// One edit of one row, as made on a device. Never changed after it was made.
struct Operation {
    qint64 opNo = 0; ///< In the order made. On the wire from 1, without gaps, per incarnation of the device.
    /// The unit of work it belongs to, which is decided as a whole, once, whoever sends it and however often: a device
    /// that was restored, copied or enrolled anew sends the same edits under other numbers.
    Uuid unit;
    OperationKind kind = OperationKind::Update;
    int entityNo = 0;
    Uuid rowId;
    Uuid scope;      ///< In which the row lay for its author.
    qint64 base = 0; ///< Server sequence up to which the author had seen the row's scope.
    EditStamp at;
    std::vector<FieldEdit> fields; ///< Rising fieldNo; empty for Delete and Undelete, kScopeFieldNo for Move.
    friend bool operator==(const Operation &, const Operation &) = default;
};

enum class Verdict : quint8 {
    Applied = 1,  ///< Everything in it holds.
    Merged = 2,   ///< At least one field met a concurrent edit; `conflicts` names what was kept aside.
    Rejected = 3, ///< Nothing of it holds; `code` says why. The device keeps it and shows it.
};

/// What became of one operation: decided once, the same for ever.
struct Outcome {
    qint64 opNo = 0;
    Verdict verdict = Verdict::Applied;
    qint64 seq = 0; ///< Server sequence at which it was decided.
    QString code;   ///< For Rejected why, e.g. "sync.no-right"; else empty or "sync.handed-over".
    std::vector<Uuid> conflicts; ///< Rows of entity Conflict made by it.
    QStringList arguments;       ///< To the code: what it is about, never a value.
    friend bool operator==(const Outcome &, const Outcome &) = default;
};

/// Field edits as bytes, for tables that keep operations: CBOR array of (number, value, was) in turn.
[[nodiscard]] QByteArray encodeEdits(const std::vector<FieldEdit> &edits);
/// Nothing when the bytes are not such an array.
[[nodiscard]] std::optional<std::vector<FieldEdit>> decodeEdits(const QByteArray &bytes);

} // namespace legwork
