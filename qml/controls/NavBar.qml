// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Theme

// The main places: a bar at the lower edge of a phone, a rail at the side of a tablet.
// `items` are { name, text, iconName, waiting, urgent }.
Rectangle {
    id: nav

    property var items: []
    property string current
    property bool rail: false
    signal itemTapped(string name)

    implicitWidth: 88
    implicitHeight: 68
    color: Theme.surface

    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Main places")

    Rectangle {
        x: nav.rail ? parent.width - width : 0
        width: nav.rail ? Theme.hairline : parent.width
        height: nav.rail ? parent.height : Theme.hairline
        color: Theme.outline
    }
    GridLayout {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: nav.rail ? Theme.spaceL : 0
        flow: nav.rail ? GridLayout.TopToBottom : GridLayout.LeftToRight
        columns: nav.rail ? 1 : -1
        rows: nav.rail ? -1 : 1
        columnSpacing: 0
        rowSpacing: Theme.spaceS

        Rectangle {
            visible: nav.rail
            Layout.alignment: Qt.AlignHCenter
            Layout.bottomMargin: Theme.spaceM
            implicitWidth: 44
            implicitHeight: 44
            radius: Theme.radiusM
            color: Theme.primary

            Icon { // the mark: a path that leads to a place
                anchors.centerIn: parent
                name: "route"
                size: 26
                weight: 2
                color: Theme.primaryInk
            }
        }
        Repeater {
            model: nav.items

            NavItem {
                required property var modelData

                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: modelData.text
                iconName: modelData.iconName
                waiting: modelData.waiting ?? 0
                urgent: modelData.urgent ?? false
                on: nav.current === modelData.name
                onClicked: nav.itemTapped(modelData.name)
            }
        }
    }
}
