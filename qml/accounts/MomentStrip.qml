// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// The scores of the last moments, oldest first, as many of the latest as there is room for.
Item {
    id: strip

    property var scores: []
    readonly property int cell: 32 * Theme.textScale
    readonly property int fitting: Math.max(1, Math.floor((width - label.implicitWidth) / (cell + row.spacing)))

    Layout.fillWidth: true
    implicitHeight: row.implicitHeight

    Accessible.role: Accessible.StaticText
    Accessible.name: label.text + " " + scores.map(score => Words.score(score)).join(", ")

    Row {
        id: row

        spacing: Theme.spaceXs

        AppLabel {
            id: label

            anchors.verticalCenter: parent.verticalCenter
            level: AppLabel.Caption
            muted: true
            rightPadding: Theme.spaceXs
            text: qsTr("Moments")
            Accessible.ignored: true
        }
        Repeater {
            id: moments

            model: strip.scores

            Rectangle {
                id: moment

                required property int index
                required property int modelData

                visible: index >= moments.count - strip.fitting
                width: strip.cell
                height: value.implicitHeight + Theme.spaceXs
                radius: Theme.radiusS
                color: Theme.scoreColour(modelData)

                AppLabel {
                    id: value

                    anchors.centerIn: parent
                    level: AppLabel.Caption
                    strong: true
                    color: Theme.scoreInk(moment.modelData)
                    text: Words.score(moment.modelData)
                    Accessible.ignored: true
                }
            }
        }
    }
}
