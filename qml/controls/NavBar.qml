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
    // As wide as each other, unless a word is too long for that: then each as wide as its word needs.
    readonly property real widest: most(item => item.naturalWidth)
    readonly property bool even: rail || widest <= width / Math.max(1, items.length)
    readonly property real slack: (width - sumUpTo(items.length)) / Math.max(1, items.length)
    signal itemTapped(string name)

    function most(of: var): real {
        let highest = 0
        for (let i = 0; i < entries.count; ++i) {
            const item = entries.itemAt(i) as NavItem
            if (item)
                highest = Math.max(highest, of(item))
        }
        return highest
    }
    function sumUpTo(end: int): real {
        let sum = 0
        for (let i = 0; i < end && i < entries.count; ++i)
            sum += (entries.itemAt(i) as NavItem)?.naturalWidth ?? 0
        return sum
    }

    implicitWidth: Math.max(88, Math.ceil(widest) + Theme.spaceS)
    implicitHeight: Math.max(68, most(item => item.implicitHeight) + 4)
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
        id: entries

        model: nav.items

        NavItem {
            required property int index
            required property var modelData

            x: nav.rail ? 0 : nav.even ? index * width : nav.sumUpTo(index) + index * nav.slack
            y: nav.rail ? mark.y + mark.height + Theme.spaceL + index * (height + Theme.spaceS) : 0
            width: nav.rail ? nav.width : nav.even ? nav.width / nav.items.length : naturalWidth + nav.slack
            text: modelData.text
            iconName: modelData.iconName
            waiting: modelData.waiting ?? 0
            urgent: modelData.urgent ?? false
            on: nav.current === modelData.name
            onClicked: nav.itemTapped(modelData.name)
        }
    }
}
