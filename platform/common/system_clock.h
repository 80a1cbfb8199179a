// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/clock.h"

namespace legwork {

/// The device's clocks: the wall clock, and the one that counts from the start of the device, sleep included.
/// Where the system does not tell which start that was, the program's own start stands for it: edits of an
/// earlier run then count as made before a restart, and their age is taken from the wall clock.
class SystemClock final : public Clock
{
public:
    SystemClock();
    [[nodiscard]] EditStamp now() const override;

private:
    const Uuid m_boot;
};

} // namespace legwork
