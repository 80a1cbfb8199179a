// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Legwork.Theme

// Where the keyboard is: one look for everything that can be reached with it. It stands in a rectangle and takes its
// shape; with a gap it stands around it, where the rectangle has a colour of its own.
Rectangle {
    id: ring

    property bool shown: false
    property int gap: 0

    anchors.fill: parent
    anchors.margins: -gap
    visible: shown
    radius: ((parent as Rectangle)?.radius ?? Theme.radiusM) + gap
    color: "transparent"
    border.width: Theme.focusWidth
    border.color: Theme.focus
    z: 1
    Accessible.ignored: true
}
