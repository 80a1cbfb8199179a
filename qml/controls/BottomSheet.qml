// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Theme

// A sheet from the lower edge (on a wide window: a card in the middle) for one short job. Its content scrolls,
// its actions stay where the thumb is.
T.Popup {
    id: sheet

    property string title
    property string hint
    default property alias content: column.data
    property alias actions: actionRow.data
    readonly property bool wide: (parent?.width ?? 0) >= 840

    // The keyboard goes back to where it came from; Qt would leave it at the window.
    property Item opener: null
    property bool openerMarked: false

    parent: T.Overlay.overlay
    modal: true
    focus: true
    width: wide ? Math.min(560, parent.width - 64) : parent?.width ?? 0
    height: Math.min(frame.implicitHeight, (parent?.height ?? 0) - (wide ? 64 : 48))
    x: wide ? (parent.width - width) / 2 : 0
    y: wide ? (parent.height - height) / 2 : (parent?.height ?? 0) - height
    padding: 0
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    onAboutToShow: {
        opener = parent?.Window.activeFocusItem ?? null
        openerMarked = opener?.["visualFocus"] === true
    }
    onClosed: {
        if (opener?.visible)
            opener.forceActiveFocus(openerMarked ? Qt.TabFocusReason : Qt.OtherFocusReason)
        opener = null
    }

    T.Overlay.modal: Rectangle { color: Theme.scrim }

    enter: Transition { NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.motionFast } }
    exit: Transition { NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Theme.motionFast } }

    background: Rectangle {
        color: Theme.background
        radius: Theme.radiusXl
        border.width: Theme.hairline
        border.color: Theme.outline

        Rectangle { // square at the lower edge on a phone
            visible: !sheet.wide
            anchors.bottom: parent.bottom
            width: parent.width
            height: parent.radius
            color: parent.color
        }
        Rectangle {
            visible: !sheet.wide
            anchors.horizontalCenter: parent.horizontalCenter
            y: Theme.spaceS
            width: 36
            height: 4
            radius: height / 2
            color: Theme.outlineStrong
        }
    }

    contentData: ColumnLayout {
        id: frame

        anchors.fill: parent
        spacing: 0
        Keys.onReturnPressed: event => Keyboard.press(event, scroll.keyboardAt)
        Keys.onEnterPressed: event => Keyboard.press(event, scroll.keyboardAt)
        Accessible.role: Accessible.Dialog
        Accessible.name: sheet.title

        RowLayout {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.spaceL + Theme.spaceXs
            Layout.rightMargin: Theme.spaceS
            Layout.topMargin: Theme.spaceL
            spacing: Theme.spaceS

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                AppLabel {
                    Layout.fillWidth: true
                    level: AppLabel.Title
                    text: sheet.title
                }
                AppLabel {
                    Layout.fillWidth: true
                    visible: text.length > 0
                    level: AppLabel.Caption
                    muted: true
                    text: sheet.hint
                }
            }
            IconButton {
                Layout.alignment: Qt.AlignTop
                iconName: "close"
                text: qsTr("Close")
                onClicked: sheet.close()
            }
        }
        Flickable {
            id: scroll

            readonly property Item keyboardAt: Window.activeFocusItem

            onKeyboardAtChanged: Keyboard.reveal(scroll, keyboardAt)
            Layout.fillWidth: true
            Layout.fillHeight: true
            implicitHeight: column.implicitHeight + Theme.spaceL + Theme.spaceS
            contentHeight: column.implicitHeight + Theme.spaceL + Theme.spaceS
            clip: true
            boundsBehavior: Flickable.StopAtBounds

            ColumnLayout {
                id: column

                x: Theme.spaceL + Theme.spaceXs
                y: Theme.spaceS
                width: parent.width - 2 * x
                spacing: Theme.spaceM
            }
        }
        RowLayout {
            id: actionRow

            visible: children.length > 0
            Layout.fillWidth: true
            Layout.margins: Theme.spaceL
            Layout.topMargin: Theme.spaceS
            spacing: Theme.spaceM
        }
    }
}
