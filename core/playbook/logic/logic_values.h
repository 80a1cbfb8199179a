// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonValue>
#include <QString>

#include <optional>

/// How JsonLogic turns values into others.
namespace legwork {

/// Nothing for what is no number: lists, objects, texts that do not read as one.
[[nodiscard]] std::optional<double> logicNumber(const QJsonValue &value);
/// null is empty; numbers without needless digits; lists joined by commas.
[[nodiscard]] QString logicText(const QJsonValue &value);
/// Equal type and value, lists and objects by content. Takes one off `steps` for each value compared and gives
/// up, with false, when none are left.
[[nodiscard]] bool isSameLogicValue(const QJsonValue &a, const QJsonValue &b, int &steps);

} // namespace legwork
