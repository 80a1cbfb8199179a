// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSize>
#include <QString>
#include <QVariantMap>

#include <vector>

namespace legwork::gallery {

/// How much a page has to show.
enum class State { Typical, Empty, Full, Error };

/// A page opened in a certain way, of which pictures are taken.
struct View {
    QString name;
    QString page;
    QVariantMap arguments = {};
    QVariantMap pageProperties = {}; ///< Set on the page when it stands.
    QString under = {};              ///< Place shown beside it on a tablet.
    QString call = {};               ///< Method of the page, called with `callArgument` if there is one.
    QString callArgument = {};
    std::vector<State> states = {State::Typical};
    int height = 0; ///< Of the window, where it is to be higher than a device.
};

/// Window, language and appearance.
struct Look {
    QSize size;
    QString language;
    QString scheme;

    /// As in names of files: phone-zh-light.
    [[nodiscard]] QString name() const;
};

[[nodiscard]] QString stateName(State state);
[[nodiscard]] const std::vector<View> &everyView();
[[nodiscard]] std::vector<Look> everyLook();
/// The looks in which a view is approved: the typical state of a page in all of them, the others and the sheets of
/// controls in those that differ most.
[[nodiscard]] std::vector<Look> approvedLooks(const View &view, State state);

} // namespace legwork::gallery
