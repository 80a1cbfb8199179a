// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringView>

/// Texts made comparable. Pure functions; any thread.
namespace legwork::importing {

/// Lower case, narrow, letters and digits only.
[[nodiscard]] QString foldedText(QStringView text);
/// A company's name without what says nothing: 有限公司, 股份, Ltd., GmbH ...
[[nodiscard]] QString foldedName(QStringView name);
/// A city without its 市.
[[nodiscard]] QString foldedCity(QStringView city);
/// 1 for equal names, 0 for names without two letters in common in a row; counted in pairs of letters (Dice).
[[nodiscard]] double similarity(QStringView a, QStringView b);

} // namespace legwork::importing
