// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/value.h"

#include <optional>

namespace legwork::test {

/// How two texts that began as `was` come together, written from the wire page (sync/protocol/README.md, Text) alone,
/// without haste and without a line of sync/merge. Nothing when they are a conflict.
[[nodiscard]] std::optional<Value> textOnPage(const Value &was, const Value &one, const Value &two);

} // namespace legwork::test
