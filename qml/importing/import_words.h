// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importing/plan.h"

#include <QStringList>

#include <optional>

/// The importer's enums as the codes that pages know.
namespace legwork {

[[nodiscard]] QString codeOf(const importing::ColumnTarget &target);
/// Nothing when it is no such code.
[[nodiscard]] std::optional<importing::ColumnTarget> targetOf(const QString &code);
/// Everything a column can become.
[[nodiscard]] QStringList targetCodes();

[[nodiscard]] QString codeOf(importing::MatchReason reason);
[[nodiscard]] QString codeOf(importing::DuplicateReason reason);
[[nodiscard]] QString codeOf(importing::DuplicateAction action);
[[nodiscard]] std::optional<importing::DuplicateAction> actionOf(const QString &code);
[[nodiscard]] QString codeOf(Datum datum);
[[nodiscard]] std::optional<Datum> datumOf(const QString &code);

} // namespace legwork
