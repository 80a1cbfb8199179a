// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/protocol/messages.h"
#include "sync/protocol/wire_reader.h"
#include "sync/protocol/wire_writer.h"

/// What each message is in CBOR, both ways; the page (README.md) is the specification. What is read wrong makes the reader
/// refuse, which is asked once at the end.
namespace legwork::sync::wire {

inline constexpr qint64 kMayRead = 1;
inline constexpr qint64 kMayWrite = 2;

void put(Writer &, const Operation &);
void put(Writer &, const SyncHeader &);
void put(Writer &, const std::vector<Operation> &);
void put(Writer &, const Outcome &);
void put(Writer &, const std::vector<Outcome> &);
void put(Writer &, const ScopeList &);
void put(Writer &, const RowBatch &);
void put(Writer &, const SyncEnd &);
void put(Writer &, const LeaveList &);
void put(Writer &, const Problem &);
void put(Writer &, const EnrolRequest &);
void put(Writer &, const EnrolReply &);

void get(Reader &, Operation &);
void get(Reader &, SyncHeader &);
void get(Reader &, std::vector<Operation> &);
void get(Reader &, Outcome &);
void get(Reader &, std::vector<Outcome> &);
void get(Reader &, ScopeList &);
void get(Reader &, RowBatch &);
void get(Reader &, SyncEnd &);
void get(Reader &, LeaveList &);
void get(Reader &, Problem &);
void get(Reader &, EnrolRequest &);
void get(Reader &, EnrolReply &);

} // namespace legwork::sync::wire
