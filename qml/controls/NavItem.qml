// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Theme

// One entry of the bar or rail. A number on it says how much waits there.
T.AbstractButton {
    id: control

    property string iconName
    property bool on: false
    property int waiting: 0
    property bool urgent: false
    readonly property real naturalWidth: label.implicitWidth + 4

    implicitWidth: 80
    implicitHeight: Math.max(64, 41 + label.implicitHeight)
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.PageTab
    Accessible.name: waiting > 0 ? text + ", " + waiting : text
    Accessible.selected: on
    Accessible.onPressAction: if (control.enabled) control.clicked()

    Item {

        anchors.fill: parent
        Rectangle {
            id: pill

            anchors.horizontalCenter: parent.horizontalCenter
            y: 7
            width: 60
            height: 30
            radius: height / 2
            color: control.on ? Theme.primarySoft : control.down ? Theme.surfaceSunken : "transparent"

            Icon {
                anchors.centerIn: parent
                name: control.iconName
                size: 23
                weight: control.on ? 2.1 : 1.75
                color: control.on ? Theme.primarySoftInk : Theme.textMuted
            }
            Rectangle {
                visible: control.waiting > 0
                x: parent.width / 2 + 6
                y: -4
                width: Math.max(height, number.implicitWidth + Theme.spaceS)
                height: number.implicitHeight + 2
                radius: height / 2
                color: control.urgent ? Theme.accent : Theme.primary
                border.width: 2
                border.color: Theme.surface

                Text {
                    id: number
                    anchors.centerIn: parent
                    text: control.waiting > 99 ? "99+" : control.waiting
                    font.family: Theme.family
                    font.pixelSize: Theme.sizeMicro
                    font.weight: Font.Bold
                    color: control.urgent ? Theme.accentInk : Theme.primaryInk
                    Accessible.ignored: true
                }
            }
        }
        Text {
            id: label

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.top: pill.bottom
            anchors.topMargin: 2
            width: Math.min(implicitWidth, control.width - 4)
            text: control.text
            font.family: Theme.family
            font.pixelSize: Theme.sizeMicro
            font.weight: control.on ? Font.Bold : Font.Normal
            color: control.on ? Theme.text : Theme.textMuted
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
    background: Item {
        FocusRing { shown: control.visualFocus; radius: Theme.radiusM }
    }
}
