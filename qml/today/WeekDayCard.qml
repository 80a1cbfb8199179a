// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme
import Legwork.Today

// A proposed day beside what is planned on it now.
Card {
    id: card

    required property var row
    property bool busy: false
    signal accepted()
    signal stopOpened(var stop)

    padding: 0
    verticalPadding: Theme.spaceM
    spacing: 0

    RowLayout {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.spaceL
        Layout.rightMargin: Theme.spaceS
        Layout.minimumHeight: Theme.touch
        spacing: Theme.spaceS

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            AppLabel {
                Layout.fillWidth: true
                level: AppLabel.Heading
                lines: 1
                text: Words.day(card.row.id)
            }
            AppLabel {
                Layout.fillWidth: true
                level: AppLabel.Caption
                muted: true
                text: card.row.visits === 0 ? qsTr("No visits")
                    : Words.listed([qsTr("%n visit(s)", "", card.row.visits),
                                    qsTr("%1 on the way").arg(Words.minutes(card.row.travelMinutes)),
                                    card.row.endMs > 0 ? qsTr("until %1").arg(Words.time(card.row.endMs)) : ""])
            }
        }
        AppButton {
            visible: card.row.changes > 0
            enabled: !card.busy
            kind: AppButton.Quiet
            compact: true
            text: qsTr("Accept")
            Accessible.name: qsTr("Accept %1").arg(Words.longDay(card.row.id))
            onClicked: card.accepted()
        }
        Badge {
            visible: card.row.visits > 0 && card.row.changes === 0
            Layout.rightMargin: Theme.spaceS
            iconName: "check"
            text: qsTr("As planned")
            tone: Badge.Success
        }
    }
    Repeater {
        model: card.row.stops

        ColumnLayout {
            id: line

            required property var modelData

            Layout.fillWidth: true

            AppLabel {
                visible: line.modelData.lunch
                Layout.leftMargin: Theme.spaceL
                Layout.topMargin: Theme.spaceXs
                Layout.bottomMargin: Theme.spaceXs
                level: AppLabel.Caption
                muted: true
                text: qsTr("%1 to %2, lunch").arg(Words.time(line.modelData.startMs))
                                             .arg(Words.time(line.modelData.endMs))
            }
            WeekStopLine {
                visible: !line.modelData.lunch
                stop: line.modelData
                onClicked: card.stopOpened(line.modelData)
            }
        }
    }
    AppLabel {
        visible: card.row.leaving.length > 0
        Layout.fillWidth: true
        Layout.leftMargin: Theme.spaceL
        Layout.rightMargin: Theme.spaceL
        Layout.topMargin: Theme.spaceXs
        level: AppLabel.Caption
        muted: true
        wrapMode: Text.Wrap
        text: qsTr("Goes to another day: %1").arg(card.row.leaving.join(qsTr(", ")))
    }
}
