// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// The visit that comes next or is under way: the one thing the hand should find first.
T.AbstractButton {
    id: card

    required property var visit
    readonly property bool onSite: visit.state === "checked-in"

    Layout.fillWidth: true
    implicitHeight: column.implicitHeight + 2 * Theme.spaceL + 2
    padding: Theme.spaceL + 2
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.Button
    Accessible.name: [heading.text, visit.accountName, visit.address].join(", ")
    Accessible.onPressAction: if (card.enabled) card.clicked()

    background: Rectangle {
        radius: Theme.radiusL + 2
        color: card.down ? Theme.heroPressed : Theme.hero
        FocusRing { shown: card.visualFocus }
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.spaceL + 2
        id: column

        spacing: Theme.spaceXs

        RowLayout {
            Layout.fillWidth: true

            AppLabel {
                id: heading

                Layout.fillWidth: true
                level: AppLabel.Label
                strong: true
                color: Theme.heroMuted
                text: card.onSite ? qsTr("On site since %1").arg(Words.time(card.visit.checkInAtMs))
                    : card.visit.plannedAtMs > 0 ? qsTr("Next at %1").arg(Words.time(card.visit.plannedAtMs))
                                                 : qsTr("Next visit")
                Accessible.ignored: true
            }
            AppLabel {
                level: AppLabel.Label
                color: Theme.heroMuted
                text: Words.purpose(card.visit.purpose)
                Accessible.ignored: true
            }
        }
        AppLabel {
            Layout.fillWidth: true
            level: AppLabel.Title
            color: Theme.heroInk
            lines: 2
            wrapMode: Text.Wrap
            text: card.visit.accountName
            Accessible.ignored: true
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceXs + 2

            Icon {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: 2
                name: "pin"
                size: 17
                weight: 2
                color: Theme.heroMuted
            }
            AppLabel {
                Layout.fillWidth: true
                level: AppLabel.Label
                color: Theme.heroMuted
                lines: 2
                wrapMode: Text.Wrap
                text: card.visit.address
                Accessible.ignored: true
            }
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.topMargin: Theme.spaceM
            spacing: Theme.spaceS

            Repeater {
                model: [
                    { shown: card.visit.checklistTotal > 0, icon: "list",
                      text: card.visit.checklistDone + "/" + card.visit.checklistTotal,
                      spoken: qsTr("Checklist") },
                    { shown: card.visit.promisesDue > 0, icon: "promise", text: card.visit.promisesDue,
                      spoken: qsTr("Promises") },
                    { shown: card.visit.openObjections > 0, icon: "objection", text: card.visit.openObjections,
                      spoken: qsTr("Objections") }].filter(sign => sign.shown)

                Row {
                    id: sign

                    required property var modelData

                    spacing: Theme.spaceXs
                    Accessible.role: Accessible.StaticText
                    Accessible.name: modelData.spoken + " " + modelData.text

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        name: sign.modelData.icon
                        size: 18
                        weight: 2
                        color: Theme.heroMuted
                    }
                    AppLabel {
                        level: AppLabel.Label
                        strong: true
                        color: Theme.heroInk
                        text: sign.modelData.text
                        rightPadding: Theme.spaceXs
                        Accessible.ignored: true
                    }
                }
            }
            Item { Layout.fillWidth: true }
            Rectangle {
                implicitWidth: go.implicitWidth + 2 * Theme.spaceL
                implicitHeight: 40
                radius: height / 2
                color: Theme.heroInk

                AppLabel {
                    id: go
                    anchors.centerIn: parent
                    level: AppLabel.Label
                    strong: true
                    color: Theme.hero
                    text: card.onSite ? qsTr("Continue") : qsTr("Prepare")
                    Accessible.ignored: true
                }
            }
        }
    }
}
