// SPDX-License-Identifier: Apache-2.0
#include "core/domain/visit_rules.h"
