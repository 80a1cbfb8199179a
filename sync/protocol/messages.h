// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/feed.h"
#include "core/schema/operation.h"

#include <QStringList>

#include <optional>
#include <vector>

/// What device and server say to each other. README.md in this folder is the specification; these are its
/// messages as values, and codec.h puts them into bytes.
namespace legwork::sync {

inline constexpr int kProtocolVersion = 1;
inline constexpr size_t kFormerMax = 16;     ///< Epochs that a device goes on naming.
inline constexpr size_t kAgainMax = 200'000; ///< Rows asked for again.

/// Where an interrupted download goes on, for the same cursors: the target its Scopes frame named, and the
/// last row of the last Rows frame that is held. The answer carries the rest of that download and nothing
/// newer.
struct Resume {
    qint64 target = 0;
    qint64 seq = 0; ///< Of that row, as it was sent.
    Uuid rowId;
    friend bool operator==(const Resume &, const Resume &) = default;
};

/// What to do with the one unit of operations in a request at which the server has failed again and again.
enum class Park : quint8 {
    No = 0,
    IfItFails = 1, ///< Decide it, and put it aside if that fails.
    Unseen = 2,    ///< Put it aside without looking at it.
};

/// The head of a sync request; operations follow it.
struct SyncHeader {
    int protocol = kProtocolVersion;
    int schema = 0;
    Uuid epoch;    ///< The server's, as last heard; null at first.
    Uuid device;   ///< Incarnation given at enrolment.
    EditStamp now; ///< When the request was made, by the clock that stamped the operations.
    std::vector<ScopeCursor> cursors;
    std::optional<Resume> resume;
    qint64 heard = 0; ///< The highest sequence number heard of in `epoch`: of a cut or an outcome.
    std::vector<Uuid>
        former; ///< Epochs before `epoch` of which something is held, newest first; kFormerMax at most.
    /// Rows to be sent as they are, whatever the cursors say: the server has gone back and may have lost them.
    std::vector<Uuid> again;
    Park park = Park::No; ///< Else the operations are one unit.
    qint64 waiting = 0; ///< Operations that the device knows to be undecided, those of this request included.
    Instant
        waitingSince; ///< When the oldest of them was made, by the device's wall clock; unset when none waits.
    bool takesAhead = false; ///< It knows what rows ahead of their turn are.
    friend bool operator==(const SyncHeader &, const SyncHeader &) = default;
};

/// What goes before the rows of an answer: every scope the person may see now, and the cut that the rows will
/// add up to, so that a download that breaks off can say what it was part of.
struct ScopeList {
    Uuid epoch;
    qint64 target = 0;
    std::vector<ScopeGrant> grants;
    qint64 rows = 0; ///< About how many rows a download from nothing comes to, from its beginning; else 0.
    friend bool operator==(const ScopeList &, const ScopeList &) = default;
};

/// Rows that have left scopes the person sees since the cursors: they belong to another scope now. After all rows of
/// the answer.
struct LeaveList {
    std::vector<Leave> leaves;
    friend bool operator==(const LeaveList &, const LeaveList &) = default;
};

/// The end of an answer. `target` is the cut that the rows add up to: the new cursor of every granted scope.
struct SyncEnd {
    Uuid epoch;
    qint64 target = 0;
    Instant serverNow;
    qint64 highestOpNo = 0; ///< Last operation of this device that the server has decided.
    friend bool operator==(const SyncEnd &, const SyncEnd &) = default;
};

/// A refusal of the whole request: the reason as code, advice and arguments of core/base/error.h.
struct Problem {
    QString code;
    int advice = 0;
    QStringList arguments;
    friend bool operator==(const Problem &, const Problem &) = default;
};

struct EnrolRequest {
    int protocol = kProtocolVersion;
    int schema = 0;
    QString code; ///< One-time code as typed; case, spaces and hyphens do not count. Empty when renewing.
    Uuid install; ///< Made by the device; the same code with the same install may be sent again.
    QString deviceName;
    Instant now;
    friend bool operator==(const EnrolRequest &, const EnrolRequest &) = default;
};

struct EnrolReply {
    QByteArray token; ///< Bearer token, 32 random bytes.
    Uuid device;      ///< Incarnation.
    Uuid person;
    Uuid company;
    Uuid epoch;
    Instant serverNow;
    friend bool operator==(const EnrolReply &, const EnrolReply &) = default;
};

} // namespace legwork::sync
