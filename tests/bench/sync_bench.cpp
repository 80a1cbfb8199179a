// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bench.h"

namespace legwork::bench {

void benchSync(const QString &) {}

} // namespace legwork::bench
