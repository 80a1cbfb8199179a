// SPDX-License-Identifier: Apache-2.0
#include "core/domain/check_in.h"
