// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/row_names.h"
