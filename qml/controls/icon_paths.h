// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringView>

namespace legwork {

/// The strokes of an icon on a grid of 24, in the path syntax of SVG. An unknown name gives a small ring.
[[nodiscard]] const char *iconPath(QStringView name);

} // namespace legwork
