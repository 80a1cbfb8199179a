// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Theme

// Search while typing.
T.TextField {
    id: input

    Layout.fillWidth: true
    implicitHeight: Math.max(Theme.touch, contentHeight + 2 * Theme.spaceS,
                             Theme.largeText && prompt.visible ? prompt.implicitHeight + Theme.spaceS : 0)
    leftPadding: Theme.touch
    rightPadding: Theme.touch
    verticalAlignment: Text.AlignVCenter
    font.family: Theme.family
    font.pixelSize: Theme.sizeBody
    color: Theme.text
    placeholderTextColor: Theme.textMuted
    selectionColor: Theme.primary
    selectedTextColor: Theme.primaryInk
    selectByMouse: true
    inputMethodHints: Qt.ImhNoPredictiveText

    Accessible.role: Accessible.EditableText
    Accessible.name: placeholderText

    background: Rectangle {
        radius: Math.min(height, Theme.touch) / 2
        color: Theme.surface
        border.width: input.activeFocus ? 2 : 1
        border.color: input.activeFocus ? Theme.primary : Theme.outlineStrong

        FocusRing { shown: input.activeFocus && !input.cursorVisible }

        Icon {
            x: Theme.spaceL - 2
            anchors.verticalCenter: parent.verticalCenter
            name: "search"
            size: 20
            color: Theme.textMuted
        }
    }

    Text {
        id: prompt

        anchors.fill: parent
        leftPadding: input.leftPadding
        rightPadding: input.rightPadding
        verticalAlignment: Text.AlignVCenter
        visible: input.length === 0 && input.preeditText.length === 0
        text: input.placeholderText
        font: input.font
        color: input.placeholderTextColor
        elide: Theme.largeText ? Text.ElideNone : Text.ElideRight
        wrapMode: Theme.largeText ? Text.Wrap : Text.NoWrap
        Accessible.ignored: true
    }
    IconButton {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: input.length > 0
        iconName: "close"
        text: qsTr("Clear the search")
        color: Theme.textMuted
        onClicked: input.clear()
    }
}
