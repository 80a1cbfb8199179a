// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Legwork.Theme

// A page's content: one column that scrolls, never wider than text is read well.
Flickable {
    id: flick

    default property alias content: column.data
    property int spacing: Theme.spaceM
    property int padding: Theme.spaceL
    property int columnWidth: Theme.columnMax
    readonly property Item keyboardAt: Window.activeFocusItem

    onKeyboardAtChanged: Keyboard.reveal(flick, keyboardAt)

    contentWidth: width
    contentHeight: column.implicitHeight + padding + Theme.spaceXl
    boundsBehavior: Flickable.DragOverBounds
    clip: true
    ScrollBar.vertical: ScrollBar { policy: ScrollBar.AsNeeded; opacity: active ? 0.6 : 0 }

    ColumnLayout {
        id: column

        x: (flick.width - width) / 2
        y: Theme.spaceXs
        width: Math.min(flick.width - 2 * flick.padding, flick.columnWidth)
        spacing: flick.spacing
    }
}
