// SPDX-License-Identifier: Apache-2.0
#include "core/domain/commitment_rules.h"
