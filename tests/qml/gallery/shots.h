// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/qml/gallery/stage.h"

#include <functional>

namespace legwork::gallery {

/// One picture: a view in a state and a look.
struct Shot {
    const View &view;
    State state;
    const Look &look;
    QImage picture;

    /// Within its view: typical-phone-zh-light.
    [[nodiscard]] QString name() const;
};

/// Takes pictures of one view in the given looks, all states of it, and hands over each. A page is opened once per
/// size and then changes language and appearance as a person would change them. False when the page does not open.
[[nodiscard]] bool takeShots(Stage &stage, const View &view,
                             const std::function<std::vector<Look>(const View &, State)> &looksOf,
                             const std::function<void(const Shot &)> &take);

/// The page that shows all pictures of a folder, one section a view; `names` are VIEW/SHOT, as the files are called
/// without .png, `changed` those that are not as approved.
[[nodiscard]] bool writeIndex(const QString &folder, const QStringList &names, const QStringList &changed);

/// Where the approved pictures of a view are kept.
[[nodiscard]] QString approvedFile(const QString &folder, const View &view);

} // namespace legwork::gallery
