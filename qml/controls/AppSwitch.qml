// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Legwork.Theme

// On or off, with its words in front and, where they are not enough, what it means below them.
T.Switch {
    id: control

    property string help

    implicitHeight: Math.max(Theme.touch, words.implicitHeight + Theme.spaceS)
    implicitWidth: words.implicitWidth + 64

    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.description: help
    Accessible.checked: checked

    Column {
        id: words

        width: parent.width - 64
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2

        AppLabel {
            width: parent.width
            text: control.text
            Accessible.ignored: true
        }
        AppLabel {
            width: parent.width
            visible: text.length > 0
            level: AppLabel.Caption
            muted: true
            text: control.help
            Accessible.ignored: true
        }
    }
    indicator: Rectangle {
        x: control.width - width
        anchors.verticalCenter: parent?.verticalCenter
        width: 52
        height: 30
        radius: height / 2
        color: control.checked ? Theme.primary : Theme.surfaceSunken
        border.width: 1
        border.color: control.checked ? Theme.primary : Theme.outlineStrong

        FocusRing { shown: control.visualFocus }

        Rectangle {
            x: control.checked ? 25 : 3
            y: 3
            width: 24
            height: 24
            radius: height / 2
            color: control.checked ? Theme.primaryInk : Theme.outlineStrong
            Behavior on x { NumberAnimation { duration: Theme.motionFast } }
        }
    }
}
