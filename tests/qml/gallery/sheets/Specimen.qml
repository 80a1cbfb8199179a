// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Theme

// A control with the name of the state that it is in. Only one control of a window can have the keyboard: the others
// show their own mark for it.
ColumnLayout {
    id: specimen

    property string state_
    property bool focused: false

    function showRings(item: Item) {
        for (let i = 0; i < item.children.length; ++i) {
            const child = item.children[i]
            const ring = child as FocusRing
            if (ring)
                ring.shown = true
            else
                showRings(child)
        }
    }

    spacing: Theme.spaceXs
    Component.onCompleted: if (focused) showRings(specimen)

    AppLabel {
        level: AppLabel.Micro
        muted: true
        text: specimen.state_
    }
}
