// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Theme

// An icon to tap; `text` is what a screen reader says.
T.AbstractButton {
    id: control

    property string iconName
    property color color: Theme.text
    property bool filled: false

    implicitWidth: Theme.touch
    implicitHeight: Theme.touch
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: enabled ? "" : qsTr("Cannot be used now") // there is no state for it in the tree
    Accessible.onPressAction: if (control.enabled) control.clicked()

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: control.iconName
            color: control.enabled ? control.color : Theme.outlineStrong
        }
    }
    background: Rectangle {
        radius: Theme.touch / 2
        color: control.down ? Theme.surfaceSunken : control.filled ? Theme.primarySoft : "transparent"
        FocusRing { shown: control.visualFocus }
    }
}
