// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/versions/versions.h"

#include "core/storage/tables.h"

namespace legwork {

int sim::fileVersion() { return storage::kFileVersion + (Running::version() == Version::Now ? 1 : 0); }

} // namespace legwork
