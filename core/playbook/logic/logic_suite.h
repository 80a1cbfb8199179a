// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QStringList>

namespace legwork {

/// A file of conformance cases: a list of { description?, rule, data?, result | error, decimal? }, between which
/// texts stand as headings.
struct LogicSuite {
    int passed = 0;
    QStringList failures; ///< For each: its description, what was expected and what came.

    /// playbook.not-json (AskUser): not a list of cases.
    [[nodiscard]] static Result<LogicSuite> run(const QByteArray &json);
};

} // namespace legwork
