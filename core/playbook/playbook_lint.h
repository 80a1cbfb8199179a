// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/playbook.h"

namespace legwork {

/// Something about a playbook that works but is probably not meant.
struct LintFinding {
    QString path;
    /// source-missing, intro-missing, language-mixed, never-shown, options-unused, topic-uncovered, tag-unused,
    /// section-empty, reading-unreachable, reading-missing.
    QString code;
    QString detail;
};

/// For whoever writes playbooks. What makes a document unusable is an error of Playbook::parse.
[[nodiscard]] std::vector<LintFinding> lint(const Playbook &playbook);

} // namespace legwork
