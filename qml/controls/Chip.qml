// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Theme

// One choice to tap, on or off.
T.AbstractButton {
    id: chip

    property bool on: false
    property bool many: false // one of several that may be on together
    property string iconName
    property real widest: 320

    implicitWidth: Math.min(widest, Math.max(Theme.touch, measure.implicitWidth + (mark.visible ? 22 : 0) + 2 * Theme.spaceL))
    implicitHeight: Math.max(Theme.touch, label.implicitHeight + 2 * Theme.spaceS)
    focusPolicy: Qt.StrongFocus

    Accessible.role: many ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.name: text
    Accessible.checked: on
    Accessible.onPressAction: if (chip.enabled) chip.clicked()

    Text { // how wide the words are on one line; the label's own answer changes while it wraps
        id: measure

        visible: false
        text: label.text
        font: label.font
        Accessible.ignored: true
    }
    Item {
        anchors.fill: parent
        Row {
            anchors.centerIn: parent
            spacing: Theme.spaceXs + 2

            Icon {
                id: mark

                anchors.verticalCenter: parent.verticalCenter
                visible: chip.on || chip.iconName.length > 0
                name: chip.on ? "check" : chip.iconName
                size: 16
                weight: 2.4
                color: chip.on ? Theme.primaryInk : Theme.text
            }
            Text {
                id: label

                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(measure.implicitWidth, chip.widest - 2 * Theme.spaceL - 22)
                text: chip.text
                font.family: Theme.family
                font.pixelSize: Theme.sizeLabel + 1
                font.weight: chip.on ? Font.Bold : Font.Normal
                color: chip.on ? Theme.primaryInk : Theme.text
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
    background: Rectangle {
        radius: Math.min(height, Theme.touch) / 2
        color: chip.on ? Theme.primary : chip.down ? Theme.surfaceSunken : Theme.surface
        border.width: 1
        border.color: chip.on ? Theme.primary : Theme.outlineStrong

        FocusRing {
            shown: chip.visualFocus
            gap: chip.on ? Theme.focusGap : 0
        }
    }
}
