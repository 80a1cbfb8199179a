// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/day_planning.h"
