// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/shell/shell.h"
#include "tests/qml/gallery/views.h"

#include <QImage>

namespace legwork::gallery {

/// A window of the app without a store, on which every page can be shown with made-up content at a fixed point in time,
/// so that a picture taken today and one taken next year are the same. Call prepare() before the application is made.
class Stage
{
public:
    /// Fixes what pictures depend on beside us: the time zone.
    static void prepare();

    Stage();
    [[nodiscard]] Status load();

    /// Opens the page of the view anew and fills it; false when there is no such page.
    [[nodiscard]] bool open(const View &view, State state);
    /// Changes the look of what is open.
    void setLook(const Look &look);
    [[nodiscard]] QImage picture();
    [[nodiscard]] Shell &shell() { return m_shell; }

private:
    Shell m_shell;
};

} // namespace legwork::gallery
