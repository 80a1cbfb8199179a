// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>

/// Every bound and delay of the sync client, with its reason.
namespace legwork::sync::limits {

using namespace std::chrono_literals;

/// One request stays below the server's body limit even with long texts; a larger unit of work still goes whole.
inline constexpr size_t kOperationsPerRequest = 10'000;
/// Rows of a catch-up kept in memory before they are put aside in the store.
inline constexpr size_t kRowsInMemory = 20'000;

/// After an edit, so that several quick ones go together.
inline constexpr std::chrono::milliseconds kAfterEdit = 1'500ms;
/// While connected and idle.
inline constexpr std::chrono::milliseconds kIdle = 60s;
/// A server that has nothing to say about changes waits longer than this before it says so.
inline constexpr std::chrono::milliseconds kChangesShortest = 5s;
/// After a failure: doubled each time up to the longest, each spread by up to a quarter, so that devices which lost
/// one server do not come back in step.
inline constexpr std::chrono::milliseconds kRetryFirst = 2s;
inline constexpr std::chrono::milliseconds kRetryLongest = 15min;

} // namespace legwork::sync::limits
