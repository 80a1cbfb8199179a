// SPDX-License-Identifier: Apache-2.0
#include "core/planning/day_planner.h"
