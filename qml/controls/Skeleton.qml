// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Theme

// The shape of a list that is still being read.
ColumnLayout {
    id: skeleton

    property int rows: 4

    Layout.fillWidth: true
    spacing: Theme.spaceM

    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Loading")

    Repeater {
        model: skeleton.rows

        Rectangle {
            required property int index

            Layout.fillWidth: true
            implicitHeight: 84
            radius: Theme.radiusL
            color: Theme.surface
            opacity: 1 - index * 0.18

            Rectangle {
                x: Theme.spaceL
                y: 22
                width: parent.width * 0.5
                height: 14
                radius: height / 2
                color: Theme.surfaceSunken
            }
            Rectangle {
                x: Theme.spaceL
                y: 48
                width: parent.width * 0.75
                height: 12
                radius: height / 2
                color: Theme.surfaceSunken
            }
        }
    }
}
