// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// A visit of the past or to come, in a customer's history.
ListRow {
    id: line

    required property var visit

    title: Words.listed([Words.day(visit.plannedOn), Words.purpose(visit.purpose)])
    subtitle: visit.summary.length > 0 ? visit.summary : Words.visitState(visit.state)
    caption: visit.nextStep.length > 0 ? qsTr("Next: %1").arg(visit.nextStep) : ""
    inset: 0
    leading: Rectangle {
        Layout.alignment: Qt.AlignTop
        implicitWidth: 40
        implicitHeight: 40
        radius: Theme.radiusS + 2
        color: line.visit.scored ? Theme.scoreColour(line.visit.score) : Theme.surfaceSunken

        AppLabel {
            anchors.centerIn: parent
            level: AppLabel.Label
            strong: true
            color: line.visit.scored ? Theme.scoreInk(line.visit.score) : Theme.textMuted
            text: line.visit.scored ? Words.score(line.visit.score) : "–"
            Accessible.ignored: true
        }
    }
}
