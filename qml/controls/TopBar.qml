// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Theme

// The head of a page: the way back, its name, a quieter second line, a few things to tap.
Item {
    id: bar

    property string title
    property string subtitle
    property bool backVisible: false
    property alias actions: actionRow.data
    signal backRequested()

    implicitHeight: Math.max(64, row.implicitHeight + Theme.spaceM)

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: bar.backVisible ? Theme.spaceXs : Theme.spaceL
        anchors.rightMargin: Theme.spaceS
        spacing: Theme.spaceXs

        IconButton {
            visible: bar.backVisible
            iconName: "back"
            text: qsTr("Back")
            onClicked: bar.backRequested()
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            AppLabel {
                Layout.fillWidth: true
                level: AppLabel.Title
                lines: 1
                text: bar.title
            }
            AppLabel {
                Layout.fillWidth: true
                visible: text.length > 0
                level: AppLabel.Caption
                muted: true
                lines: 1
                text: bar.subtitle
            }
        }
        RowLayout {
            id: actionRow
            spacing: Theme.spaceXs
        }
    }
}
