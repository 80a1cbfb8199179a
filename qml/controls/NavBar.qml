// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
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
    Rectangle {
        id: mark

        visible: nav.rail
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.spaceL
        width: 44
        height: 44
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
    // Placed by hand: a layout that turns from a row into a column while its window is resized and its items are made
    // anew with each number on them takes hold of items that are gone.
    Repeater {
        model: nav.items

        NavItem {
            required property int index
            required property var modelData

            x: nav.rail ? 0 : index * width
            y: nav.rail ? mark.y + mark.height + Theme.spaceL + index * (height + Theme.spaceS) : 0
            width: nav.rail ? nav.width : nav.width / nav.items.length
            text: modelData.text
            iconName: modelData.iconName
            waiting: modelData.waiting ?? 0
            urgent: modelData.urgent ?? false
            on: nav.current === modelData.name
            onClicked: nav.itemTapped(modelData.name)
        }
    }
}
