// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

/// Stands in for core/base/entropy.cpp when the simulator is linked: ids and keys follow from a seed and from made-up
/// time.
namespace legwork::sim {

/// Begins anew; what follows depends on nothing before.
void seedEntropy(quint64 seed, qint64 nowMs);
void setEntropyTime(qint64 nowMs);

} // namespace legwork::sim
