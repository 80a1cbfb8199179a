// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Theme

// What stands where nothing is yet: why it is empty and what to do next.
ColumnLayout {
    id: empty

    property string iconName
    property string title
    property string text
    property string actionText
    signal actionTriggered()

    Layout.fillWidth: true
    Layout.topMargin: Theme.spaceXl
    Layout.bottomMargin: Theme.spaceXl
    spacing: Theme.spaceS

    Rectangle {
        Layout.alignment: Qt.AlignHCenter
        Layout.bottomMargin: Theme.spaceS
        implicitWidth: 72
        implicitHeight: 72
        radius: height / 2
        color: Theme.primarySoft

        Icon {
            anchors.centerIn: parent
            name: empty.iconName
            size: 32
            color: Theme.primarySoftInk
        }
    }
    AppLabel {
        Layout.fillWidth: true
        level: AppLabel.Heading
        horizontalAlignment: Text.AlignHCenter
        text: empty.title
    }
    AppLabel {
        Layout.fillWidth: true
        Layout.maximumWidth: 420
        Layout.alignment: Qt.AlignHCenter
        visible: text.length > 0
        level: AppLabel.Label
        muted: true
        horizontalAlignment: Text.AlignHCenter
        text: empty.text
    }
    AppButton {
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: Theme.spaceS
        visible: text.length > 0
        kind: AppButton.Secondary
        compact: true
        text: empty.actionText
        onClicked: empty.actionTriggered()
    }
}
