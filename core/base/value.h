// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <variant>

namespace legwork {

/// A field's value as it is stored, captured, sent and merged: nothing, a whole number, a real number, text or
/// bytes. These are exactly SQLite's storage classes, so a value goes through every layer without loss.
using Value = std::variant<std::monostate, qint64, double, QString, QByteArray>;

[[nodiscard]] inline bool isNull(const Value &value) { return std::holds_alternative<std::monostate>(value); }

} // namespace legwork
