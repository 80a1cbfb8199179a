// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/defects/defect.h"

#include <algorithm>
#include <cstring>

namespace legwork::sim {
namespace {

const char *present = nullptr;

} // namespace

const std::vector<Defect> &defects()
{
    static const std::vector<Defect> all{
#include LEGWORK_SIM_DEFECTS // made by implant.py
    };
    return all;
}

bool switchDefect(const char *name)
{
    const auto isIt = [name](const Defect &defect) { return std::strcmp(defect.name, name) == 0; };
    const auto found = name ? std::find_if(defects().begin(), defects().end(), isIt) : defects().end();
    present = found == defects().end() ? nullptr : found->name;
    return !name || (present && found->isImplanted);
}

bool hasDefect(const char *name) { return present && std::strcmp(present, name) == 0; }

} // namespace legwork::sim
