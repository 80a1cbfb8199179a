// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/playbook.h"

#include <functional>

namespace legwork {

/// Every text of a playbook that is there, with its place in the document, in the document's order of kinds of
/// text: heading, scores, then content.
void forEachText(const Playbook &playbook,
                 const std::function<void(const QString &path, const LocalizedText &text)> &visit);

} // namespace legwork
