// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <span>

/// Where ids and keys get time and chance from: these functions and nothing else, so that the simulator can be linked
/// with others in their place, which follow from a seed. That is decided by the linker, so no running program can be
/// talked into predictable keys. Thread-safe.
namespace legwork::entropy {

/// Unpredictable bits, good enough for keys.
void fill(std::span<quint32> words);

/// Milliseconds since 1970 in the upper bits, 12 bits below that count calls within one. Every call yields more than
/// the one before, within this process, also when the wall clock is set back.
[[nodiscard]] quint64 nextTick();

} // namespace legwork::entropy
